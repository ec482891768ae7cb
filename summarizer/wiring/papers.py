"""Single papers, with or without a newsletter around: find them, summarize them, show them."""

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from platformdirs import user_cache_path

from summarizer.arxiv_ids import ArxivId, parse_arxiv_id
from summarizer.assets import shipped
from summarizer.compose.account import account_line
from summarizer.compose.draft import draft_filters, view, write_draft
from summarizer.compose.edition import read_draft
from summarizer.compose.issue import Identity
from summarizer.config import Settings, load_environment, load_settings, overridden, parse_settings
from summarizer.edition import Frame
from summarizer.errors import ConfigError, SourceError
from summarizer.folder import Folder, find_folder
from summarizer.http import Getter
from summarizer.markdown import to_text
from summarizer.models import Chosen, Issue, Pick, Section, Window
from summarizer.pipeline import Desk, make_issue
from summarizer.protocols import Progress
from summarizer.read.abstract import read_abstract
from summarizer.record import dump, issue_record
from summarizer.render.email import draw, page_filters
from summarizer.render.mjml import MjmlCompiler
from summarizer.sources.arxiv import BASE_URL, papers_by_id
from summarizer.templating import Templates
from summarizer.wiring.model import Writer
from summarizer.wiring.sources import ELSEWHERE


class Papers:
    """Someone who summarizes papers by their addresses."""

    def __init__(
        self,
        settings: Settings,
        environment: Mapping[str, str],
        *,
        cache: Path,
        places: Sequence[Path],
        progress: Progress,
        max_cost: float,
        now: datetime,
    ) -> None:
        self._settings = settings
        self._environment = environment
        self._cache = cache
        self._places = places
        self._progress = progress
        self._max_cost = max_cost
        self._now = now
        self._open = ExitStack()
        self.missing: tuple[str, ...] = ()
        """What was asked for and is not there."""

    @classmethod
    def open(
        cls,
        start: Path | None,
        *,
        progress: Progress,
        model: Mapping[str, str | None],
        style: str | None = None,
        max_cost: float | None = None,
        environment: Mapping[str, str] | None = None,
        now: datetime | None = None,
    ) -> Self:
        """Take the settings of the newsletter in `start`, or else of one here or above; `model` and `style` win."""
        outside = os.environ if environment is None else environment
        settings, folder = _settings(start, outside)
        chosen = {key: value for key, value in model.items() if value}
        settings = settings.model_copy(
            update={
                "model": settings.model.model_copy(update=chosen),
                "summarize": settings.summarize.model_copy(update={"style": style} if style else {}),
            }
        )
        return cls(
            settings,
            load_environment(folder, outside) if folder else outside,
            cache=folder.cache if folder else user_cache_path("summarizer") / "answers",
            places=[folder.root] if folder else [],
            progress=progress,
            max_cost=settings.model.max_cost if max_cost is None else max_cost,
            now=now or datetime.now(UTC).replace(microsecond=0),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._open.close()

    def summarize(self, addresses: Sequence[str]) -> Issue:
        """Find the papers and summarize them; return them as an issue that is nobody's, in the order asked for."""
        ids = [_arxiv_id(address) for address in addresses]
        writer = self._writer()
        self._progress.begin("fetch", None)
        found = papers_by_id(self._getter(), ids, base_url=self._arxiv_url())
        for one in found.missing:
            self._progress.say(f"arXiv has no paper {one}")
        if not found.papers:
            missing = ", ".join(map(str, found.missing))
            raise SourceError(f"arXiv has no paper {missing}", hint="Check the number; a version may not exist.")
        picks = [Pick(paper=paper, section=Section.IN_DEPTH, score=1.0, reason="asked for") for paper in found.papers]
        desk = Desk(
            read=read_abstract,
            summarizer=writer.summarizer,
            concurrency=self._settings.model.concurrency,
            language=self._settings.newsletter.language,
            forget=writer.forget,
            usage=writer.usage,
            progress=self._progress,
        )
        chosen = Chosen(
            issue="",
            window=Window(since=self._now, until=self._now),
            fetched=len(picks),
            new=len(picks),
            reports=(),
            picks=tuple(picks),
        )
        self.missing = tuple(map(str, found.missing))
        return make_issue(desk, self._identity(len(picks)), chosen, now=self._now)

    def as_markdown(self, issue: Issue) -> str:
        """Return the entries as Markdown."""
        return self._templates().fill("section.md.j2", listed=False, entries=[view(entry) for entry in issue.entries])

    def as_text(self, issue: Issue, width: int) -> str:
        """Return the entries as plain text of at most `width` columns."""
        return to_text(self.as_markdown(issue), width)

    def as_html(self, issue: Issue) -> str:
        """Return the entries as a page that looks like the email."""
        templates = self._templates()
        shown = read_draft(write_draft(issue, templates), where="the summary")
        around = Frame(
            newsletter=issue.newsletter,
            issue=issue.name,
            language=issue.language,
            account=account_line(issue),
            web_url="",
            unsubscribe_url="",
        )
        return draw(shown, around, templates, MjmlCompiler()).html

    def as_json(self, issue: Issue) -> str:
        """Return the entries in the form of `issue.json`."""
        return dump(issue_record(issue))

    def _identity(self, papers: int) -> Identity:
        return Identity(
            name=f"{self._now:%Y-%m-%d}",
            title="A paper" if papers == 1 else f"{papers} papers",
            newsletter="summarizer",
            url="",
            language=self._settings.newsletter.language,
        )

    def _templates(self) -> Templates:
        places = [*(place / "templates" for place in self._places), shipped("templates")]
        return Templates.for_pages(places, draft_filters() | page_filters())

    def _writer(self) -> Writer:
        places = [*(place / "prompts" for place in self._places), shipped("prompts")]
        return self._open.enter_context(
            Writer.of(
                self._settings,
                self._environment,
                cache=self._cache,
                prompts=Templates.for_prompts(places),
                beside=next(iter(self._places), None),
                max_cost=self._max_cost,
                now=self._now,
            )
        )

    def _getter(self) -> Getter:
        return self._open.enter_context(Getter())

    def _arxiv_url(self) -> str:
        """Where arXiv is: as the environment says, or the newsletter's own source."""
        said = [source.options.get("base_url") for source in self._settings.source if source.type == "arxiv"]
        return next((str(url) for url in (self._environment.get(ELSEWHERE), *said) if url), BASE_URL)


def _settings(start: Path | None, environment: Mapping[str, str]) -> tuple[Settings, Folder | None]:
    """Return the settings of the newsletter named or here, or else of nobody's: a model writes, as is promised."""
    try:
        folder = find_folder(start)
    except ConfigError:
        if start is not None:
            raise
        return parse_settings(overridden({"model": {"provider": "openai"}}, environment), where="environment"), None
    return load_settings(folder, environment), folder


def _arxiv_id(address: str) -> ArxivId:
    found = parse_arxiv_id(address)
    if found is None:
        hint = "Give an arXiv address or number, such as https://arxiv.org/abs/1706.03762 or hep-th/9901001."
        raise SourceError(f"{address} is not a paper on arXiv", hint=hint)
    return found
