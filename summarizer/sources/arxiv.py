"""Papers from arXiv's API: the newest of some categories, or a list of them by id."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from summarizer.arxiv_ids import ArxivId
from summarizer.errors import ConfigError, SourceError
from summarizer.http import Getter
from summarizer.models import Paper, Window
from summarizer.sources.atom import Page, read_page

BASE_URL = "https://export.arxiv.org/api/query"
PAGE_SIZE = 200
"""Results asked for at once: arXiv allows 2000, and asks for small slices."""

TRIES = 3
"""How often an answer that is not whole is asked for; arXiv sends empty pages and half pages now and then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArxivSource:
    """The newest papers of some categories, of a query in arXiv's own syntax, or of both at once."""

    getter: Getter
    categories: Sequence[str] = ()
    query: str = ""
    limit: int = 500
    """At most so many papers, the newest."""
    base_url: str = BASE_URL

    def __post_init__(self) -> None:
        if not self.categories and not self.query:
            raise ConfigError("an arxiv source needs categories or a query", hint='Write categories = ["cs.LG"].')

    @property
    def name(self) -> str:
        """What is asked for, as in `arxiv cs.CL cs.LG (ti:retrieval)`."""
        return " ".join(("arxiv", *self.categories, *([f"({self.query})"] if self.query else [])))

    def fetch(self, window: Window) -> Iterator[Paper]:
        """Yield the papers first submitted in the window, newest first; raise `SourceError` rather than leave any out.

        arXiv shows a paper when it is announced, up to four days after it was submitted.
        """
        start = total = 0
        while True:
            page = self._page(window, start, total)
            yield from (paper for paper in page.papers if _within(paper, window))
            start += len(page.papers)
            total = max(total, page.total)
            if start >= min(self.limit, total) or any(_before(paper, window) for paper in page.papers):
                return

    def _page(self, window: Window, start: int, promised: int) -> Page:
        """Ask for the page at `start`; empty is right only where neither it nor an earlier one promised more."""
        params = {
            "search_query": self._search(window),
            "start": str(start),
            "max_results": str(min(PAGE_SIZE, self.limit - start)),
            "sortBy": "submittedDate",
            "sortOrder": "descending",
        }
        return _ask(
            self.getter, self.base_url, params, lambda page: bool(page.papers) or max(page.total, promised) <= start
        )

    def _search(self, window: Window) -> str:
        """Write the question; its dates are whole minutes of GMT, both included, and what that adds we leave out."""
        since = window.since.astimezone(UTC)
        until = window.until.astimezone(UTC) + timedelta(minutes=1)
        parts = [" OR ".join(f"cat:{category}" for category in self.categories), self.query]
        dates = f"submittedDate:[{since:%Y%m%d%H%M} TO {until:%Y%m%d%H%M}]"
        return " AND ".join([*(f"({part})" for part in parts if part), dates])


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What arXiv knows of a list of ids."""

    papers: tuple[Paper, ...]
    """In the order they were asked for."""
    missing: tuple[ArxivId, ...]
    """Ids that arXiv left out of its answer, which is all it says when there is no such paper."""


def papers_by_id(getter: Getter, ids: Sequence[ArxivId], *, base_url: str = BASE_URL) -> Found:
    """Return the papers with these ids, each once, or raise `SourceError`; an id without a version means the newest."""
    asked = tuple(dict.fromkeys(ids))
    known: dict[ArxivId, Paper] = {}
    for start in range(0, len(asked), PAGE_SIZE):
        known |= _known(getter, base_url, asked[start : start + PAGE_SIZE])
    return Found(
        papers=tuple(known[one] for one in asked if one in known),
        missing=tuple(one for one in asked if one not in known),
    )


def _known(getter: Getter, base_url: str, ids: Sequence[ArxivId]) -> dict[ArxivId, Paper]:
    """Return papers under the id with their version and, the newest last and so for good, under the one without."""
    params = {"id_list": ",".join(map(str, ids)), "max_results": str(len(ids))}
    page = _ask(getter, base_url, params, lambda page: len(page.papers) >= min(page.total, len(ids)))
    known = {}
    for paper in sorted(page.papers, key=lambda paper: paper.version or 0):
        number = paper.id.removeprefix("arxiv:")
        known[ArxivId(number)] = known[ArxivId(number, paper.version)] = paper
    return known


def _ask(getter: Getter, base_url: str, params: Mapping[str, str], whole: Callable[[Page], bool]) -> Page:
    """Return arXiv's answer, which must be a `whole` one; the getter waits between tries as arXiv asks."""
    for _ in range(TRIES):
        # arXiv explains what it does not like in a feed, which comes with the status 400.
        response = getter.get(base_url, params, allow=(400,))
        page = read_page(response.content)
        if page is not None and whole(page):
            return page
    what = "no complete feed" if page is None else f"{len(page.papers)} papers where it has {page.total}"
    raise SourceError(
        f"arXiv answered {TRIES} times with {what} (status {response.status}, from {params.get('start', 0)})",
        hint="arXiv has such moments: run the same command again later.",
    )


def _within(paper: Paper, window: Window) -> bool:
    return paper.published is None or window.since <= paper.published < window.until


def _before(paper: Paper, window: Window) -> bool:
    return paper.published is not None and paper.published < window.since
