"""Read the Atom feeds that arXiv's API answers with, in the form of 2026 and in the one before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import Any

import feedparser
from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from summarizer.arxiv_ids import ArxivId, parse_arxiv_id
from summarizer.errors import SourceError
from summarizer.models import Paper

_ERROR = re.compile(r"https?://arxiv\.org/api/errors")
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html)", re.IGNORECASE)
_HTML_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of results."""

    papers: tuple[Paper, ...]
    total: int
    """How many results there are on all pages together, as arXiv counts them."""


def read_page(content: bytes) -> Page | None:
    """Return what the feed says; None when it is cut short or no feed, so that asking again may help.

    Raises `SourceError` for what asking again does not change: an error told by arXiv, in its own words, a page meant
    for people, or an entry that makes no sense.
    """
    if _HTML.match(content):
        raise _not_a_feed(content)
    # A stream, because feedparser takes bytes and text for the name of a file to open, when there is one.
    feed = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    total = feed.feed.get("opensearch_totalresults", "")
    if feed.bozo or not total.isdecimal():
        return None
    for entry in feed.entries:
        if _ERROR.match(entry.get("id", "")):
            raise SourceError(
                f"arXiv refused the request: {_joined(entry.get('summary', 'it does not say why'))}",
                hint="Are the categories, the query and the limit of this source right?",
            )
    return Page(papers=tuple(_paper(entry) for entry in feed.entries), total=int(total))


class _Named(BaseModel):
    name: str = ""


class _Category(BaseModel):
    term: str


class _Link(BaseModel):
    href: str = ""
    title: str = ""


class _Entry(BaseModel):
    """An entry as feedparser names its parts."""

    id: str
    title: str = Field(min_length=1)
    summary: str = ""
    published: AwareDatetime | None = None
    updated: AwareDatetime | None = None
    authors: tuple[_Named, ...] = ()
    arxiv_primary_category: _Category | None = None
    tags: tuple[_Category, ...] = ()
    links: tuple[_Link, ...] = ()
    arxiv_comment: str = ""
    arxiv_journal_ref: str = ""
    arxiv_doi: str = ""


def _paper(given: Mapping[str, Any]) -> Paper:
    try:
        # A plain copy: feedparser's own dict answers for `updated` with `published`, and warns about it.
        entry = _Entry.model_validate(dict(given.items()))
    except ValidationError as error:
        raise _nonsense(given, error) from error
    arxiv = parse_arxiv_id(entry.id)
    if arxiv is None:
        raise SourceError(f"arXiv sent an entry with the id {entry.id!r}, which is none of its own")
    primary = (entry.arxiv_primary_category,) if entry.arxiv_primary_category else ()
    return Paper(
        id=arxiv.paper_id,
        title=_joined(entry.title),
        url=arxiv.abs_url,
        abstract=_joined(entry.summary),
        authors=tuple(name for author in entry.authors if (name := _joined(author.name))),
        published=entry.published and entry.published.astimezone(UTC),
        updated=entry.updated and entry.updated.astimezone(UTC),
        version=arxiv.version,
        categories=tuple(dict.fromkeys(category.term for category in (*primary, *entry.tags))),
        comment=_joined(entry.arxiv_comment),
        journal_ref=_joined(entry.arxiv_journal_ref),
        doi=_joined(entry.arxiv_doi),
        pdf_url=_pdf_url(entry, arxiv),
    )


def _pdf_url(entry: _Entry, arxiv: ArxivId) -> str:
    """Return the PDF the feed links to, over https also where older feeds say http."""
    given = next((link.href for link in entry.links if link.title == "pdf"), arxiv.pdf_url)
    return re.sub("^http://", "https://", given)


def _joined(text: str) -> str:
    """Undo the line wraps of older feeds."""
    return " ".join(text.split())


def _nonsense(given: Mapping[str, Any], error: ValidationError) -> SourceError:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return SourceError(f"arXiv sent an entry that makes no sense, {given.get('id', 'no id')}: {where}: {first['msg']}")


def _not_a_feed(content: bytes) -> SourceError:
    title = _HTML_TITLE.search(content)
    called = f", called {_joined(title[1].decode(errors='replace'))!r}" if title else ""
    return SourceError(
        f"arXiv answered with a web page instead of a feed{called}",
        hint="arXiv may take this machine for a robot: open arxiv.org in a browser, wait an hour, and try again.",
    )
