"""Ask every source for its papers, and make one list of them in which each paper is there once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from summarizer.errors import SourceError
from summarizer.models import Fetched, Paper, SourceReport, Window
from summarizer.protocols import Progress, Source

NEW = datetime.max.replace(tzinfo=UTC)
"""Where a paper without a date stands: what has none is taken as new."""


def fetch(sources: Sequence[Source], window: Window, progress: Progress) -> Fetched:
    """Ask the sources in turn; papers come newest first, and those of one moment in the order they were seen.

    A source that cannot be read gives nothing but a warning in its report, and the others go on. When not one can be
    read, that is a `SourceError`.
    """
    progress.begin("fetch", len(sources))
    papers: list[Paper] = []
    reports: list[SourceReport] = []
    errors: list[SourceError] = []
    for source in sources:
        found: list[Paper] = []
        try:
            found = each_once(source.fetch(window))
            warning = _cut(source, found)
        except SourceError as error:
            errors.append(error)
            warning = str(error)
            progress.say(f"{source.name}: {error}. {error.hint}".rstrip())
        papers += found
        reports.append(_report(source.name, found, warning))
        progress.advance(f"{source.name}: {len(found) if found or not warning else 'failed'}")
    if errors and len(errors) == len(sources):
        raise _nothing(reports, errors)
    newest_first = sorted(each_once(papers), key=lambda paper: paper.published or NEW, reverse=True)
    return Fetched(papers=tuple(newest_first), reports=tuple(reports))


def _cut(source: Source, found: Sequence[Paper]) -> str | None:
    """Say that a source gave as many papers as its limit lets it: there may be more, and nobody should think not."""
    limit = getattr(source, "limit", None)
    if limit is None or len(found) < limit:
        return None
    return f"only the newest {limit} papers were taken: raise its limit to see them all"


def each_once(papers: Iterable[Paper]) -> list[Paper]:
    """Merge the papers with the same id, in the order they were first seen."""
    known: dict[str, Paper] = {}
    for paper in papers:
        known[paper.id] = merge(known[paper.id], paper) if paper.id in known else paper
    return list(known.values())


def merge(first: Paper, second: Paper) -> Paper:
    """Put together what two sources know of one paper.

    The higher version speaks first, and between equals the one seen first; the other fills in what it does not say.
    Of two abstracts the authors' own wins, then the longer one.
    """
    newer, older = (second, first) if (second.version or 0) > (first.version or 0) else (first, second)
    abstract = max(
        newer, older, key=lambda paper: (bool(paper.abstract and not paper.abstract_note), len(paper.abstract))
    )
    return replace(
        newer,
        abstract=abstract.abstract,
        abstract_note=abstract.abstract_note,
        url=newer.url or older.url,
        authors=newer.authors or older.authors,
        published=min(filter(None, (newer.published, older.published)), default=None),
        updated=max(filter(None, (newer.updated, older.updated)), default=None),
        categories=tuple(dict.fromkeys(newer.categories + older.categories)),
        comment=newer.comment or older.comment,
        journal_ref=newer.journal_ref or older.journal_ref,
        doi=newer.doi or older.doi,
        pdf_url=newer.pdf_url or older.pdf_url,
        standing=newer.standing or older.standing,
    )


def _report(name: str, found: Sequence[Paper], warning: str | None) -> SourceReport:
    newest = max(filter(None, (paper.published for paper in found)), default=None)
    return SourceReport(name=name, fetched=len(found), newest=newest, warning=warning)


def _nothing(reports: Sequence[SourceReport], errors: Sequence[SourceError]) -> SourceError:
    told = "; ".join(f"{report.name}: {report.warning}" for report in reports)
    hints = dict.fromkeys(error.hint for error in errors if error.hint)
    return SourceError(f"no source could be read: {told}", hint=" ".join(hints))
