"""A newsletter at work: its settings made into everyone who works on an issue. Each method is one command."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from summarizer.assets import shipped
from summarizer.compose.draft import draft_filters
from summarizer.compose.issue import Identity
from summarizer.config import Settings, load_environment, load_settings, not_kept
from summarizer.edition import Pages
from summarizer.errors import ConfigError
from summarizer.folder import Folder, find_folder
from summarizer.http import Getter
from summarizer.library import Library
from summarizer.lock import run_lock
from summarizer.mail import parse_address
from summarizer.models import Chosen
from summarizer.periods import issue_name, issue_title, parse_moment, window, zone
from summarizer.pipeline import Desk, choose_papers
from summarizer.press import Order, Press, draw_issue, produce, save_pages, save_report
from summarizer.protocols import Progress, Source
from summarizer.read.abstract import read_abstract
from summarizer.render.email import page_filters
from summarizer.render.mjml import MjmlCompiler
from summarizer.select.criteria import Criteria
from summarizer.templating import Templates
from summarizer.wiring.model import Writer
from summarizer.wiring.post import Post, Sent
from summarizer.wiring.sources import make_source

NOWHERE = "newsletter@localhost"
"""Who an issue is from while the config does not say; it can be looked at but not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Files drawn again."""

    issue: str
    files: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What a preview needs: how to draw, and what to watch."""

    draw: Callable[[], Pages]
    watched: tuple[Path, ...]
    templates: Templates


class Wiring:
    """A newsletter's settings and everyone they name, made when they are first needed."""

    def __init__(
        self,
        folder: Folder,
        settings: Settings,
        environment: Mapping[str, str],
        *,
        progress: Progress,
        max_cost: float | None = None,
        now: datetime | None = None,
        getter: Getter | None = None,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.now = now or datetime.now(UTC).replace(microsecond=0)
        self._environment = environment
        self._progress = progress
        self._max_cost = settings.model.max_cost if max_cost is None else max_cost
        self._started = time.monotonic()
        self._open = ExitStack()
        self._getter = getter

    @classmethod
    def open(
        cls,
        start: Path | None,
        *,
        progress: Progress,
        max_cost: float | None = None,
        environment: Mapping[str, str] | None = None,
        now: datetime | None = None,
    ) -> Self:
        """Find the newsletter in the folder `start`, or here or above where that is None, and read its settings."""
        folder = find_folder(start)
        outside = os.environ if environment is None else environment
        settings = load_settings(folder, outside)
        for name in not_kept(settings):
            progress.say(f"{name} is set, but this version does not act on it yet")
        return cls(folder, settings, load_environment(folder, outside), progress=progress, max_cost=max_cost, now=now)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._open.close()

    def make_issue(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        refresh: bool = False,
        send: bool = False,
    ) -> dict[str, Any]:
        """Make the issue of this period, or go on with it, and return the report."""
        identity = self._identity()
        begin, end = self._moment(since), self._moment(until)
        order = Order(
            identity=identity,
            choose=lambda: self._choose(identity.name, begin, end, limit),
            refresh=refresh,
            anew=refresh or any((since, until, limit)),
        )
        if order.anew and not refresh and (self.folder.issue(identity.name) / "issue.json").exists():
            self._progress.say(
                f"{identity.name} is there already: --since, --until and --limit want --refresh with them"
            )
        if send:
            self.post.readers()
        with run_lock(self.folder.lock):
            report = produce(self.press, self._desk(), order, now=self._local(), seconds=self._seconds)
            if send and report["files"]:
                report["sent"] = self.post.send_made(identity.name)
                save_report(self.folder, report)
        return report

    def render(self, issue: str | None) -> Rendered:
        """Draw an issue's files again."""
        name = self._named(issue)
        with run_lock(self.folder.lock):
            drawn, files = save_pages(self.press, name)
        return Rendered(issue=name, files=files, warnings=drawn.warnings)

    def previewed(self, issue: str | None) -> Previewed:
        """Return how to draw an issue and what to watch meanwhile; nothing is written."""
        name = self._named(issue)
        watched = (self.folder.issue(name), *self._places("templates"))
        return Previewed(draw=lambda: draw_issue(self.press, name), watched=watched, templates=self.press.templates)

    def send(self, issue: str | None, *, readers: Sequence[str], dry_run: bool) -> Sent:
        """Send an issue as its draft stands now: to `readers` if any are named, else to the configured ones."""
        with run_lock(self.folder.lock):
            return self.post.send(self._named(issue), readers, dry_run=dry_run)

    @cached_property
    def press(self) -> Press:
        """What it takes to bring an issue to paper."""
        email = self.settings.email
        sender = email.sender or NOWHERE
        answers = parse_address(email.reply_to or sender).addr_spec
        return Press(
            folder=self.folder,
            templates=Templates.for_pages(self._places("templates"), draft_filters() | page_filters()),
            compiler=MjmlCompiler(),
            sender=sender,
            reply_to=email.reply_to,
            web_url=self.settings.newsletter.url,
            unsubscribe_url=f"mailto:{quote(answers, safe='@')}?subject=unsubscribe" if email.sender else "",
        )

    @cached_property
    def post(self) -> Post:
        """Who carries an issue to its readers."""
        return Post(
            press=self.press,
            settings=self.settings.email,
            environment=self._environment,
            progress=self._progress,
            now=self.now,
        )

    def _identity(self) -> Identity:
        newsletter = self.settings.newsletter
        name = issue_name(newsletter.cadence, self.now, newsletter.timezone)
        return Identity(
            name=name,
            title=issue_title(newsletter.title, name),
            newsletter=newsletter.title,
            url=newsletter.url,
            language=newsletter.language,
        )

    def _choose(self, name: str, since: datetime | None, until: datetime | None, limit: int | None) -> Chosen:
        newsletter, past = self.settings.newsletter, Library(self.folder.issues).past(apart_from=name)
        looked_at = window(
            newsletter.cadence,
            span=newsletter.window,
            latest=past.until,
            since=since,
            until=until,
            now=self.now,
        )
        return choose_papers(
            self._sources(),
            self._criteria(limit),
            looked_at,
            name=name,
            covered=past.covered,
            now=self.now,
            progress=self._progress,
        )

    def _named(self, issue: str | None) -> str:
        """Return the name of the issue that a person means, by default the newest."""
        if issue is not None:
            return self.folder.named(issue)
        if newest := Library(self.folder.issues).newest():
            return newest
        raise ConfigError(f"no issue in {self.folder.issues}", hint="Make one: summarizer issue")

    def _moment(self, text: str | None) -> datetime | None:
        return parse_moment(text, self.now, self.settings.newsletter.timezone) if text else None

    def _criteria(self, limit: int | None) -> Criteria:
        select = self.settings.select
        return Criteria(
            in_depth=select.in_depth,
            in_brief=select.in_brief,
            interests=tuple(part.strip() for part in select.interests.split(";") if part.strip()),
            include=select.include,
            exclude=select.exclude,
            authors=select.authors,
            floor=select.floor,
            limit=limit,
        )

    def _sources(self) -> list[Source]:
        if not self.settings.source:
            raise ConfigError(f"{self.folder.config} names no source", hint='Add one: [[source]] with type = "arxiv".')
        root, outside = self.folder.root, self._environment
        return [make_source(source, root, self.getter, outside) for source in self.settings.source]

    def _desk(self) -> Desk:
        return Desk(
            read=read_abstract,
            summarizer=self.writer.summarizer,
            concurrency=self.settings.model.concurrency,
            language=self.settings.newsletter.language,
            forget=self.writer.forget,
            usage=self.writer.usage,
            progress=self._progress,
        )

    @cached_property
    def writer(self) -> Writer:
        """Who writes the summaries."""
        return self._open.enter_context(
            Writer.of(
                self.settings,
                self._environment,
                cache=self.folder.cache,
                prompts=Templates.for_prompts(self._places("prompts")),
                beside=self.folder.root,
                max_cost=self._max_cost,
                now=self.now,
            )
        )

    @cached_property
    def getter(self) -> Getter:
        """The one polite way out."""
        return self._open.enter_context(self._getter or Getter())

    def _places(self, kind: str) -> list[Path]:
        """The newsletter's own folder first."""
        return [self.folder.own(kind), shipped(kind)]

    def _local(self) -> datetime:
        """Now, on the newsletter's own clock: what readers see as the date."""
        return self.now.astimezone(zone(self.settings.newsletter.timezone))

    def _seconds(self) -> float:
        return time.monotonic() - self._started
