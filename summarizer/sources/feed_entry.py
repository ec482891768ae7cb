"""An entry of a feed, whatever the form of the feed, and the paper it makes."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urljoin

from summarizer.arxiv_ids import ArxivId, parse_arxiv_id
from summarizer.models import Paper
from summarizer.sentences import split_sentences
from summarizer.sources.names import split_names
from summarizer.sources.plain import plain_text

LONGEST = 5_000
"""How much of what an entry says of itself is kept, in characters; some feeds hold whole articles."""

LONGEST_TITLE = 120
"""How much of the text stands in for a title that is missing, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What somebody wrote, as HTML or as plain text."""

    written: str
    html: bool

    @property
    def plain(self) -> str:
        """The words alone, with single spaces between them."""
        return _CONTROL.sub("", plain_text(self.written) if self.html else " ".join(self.written.split()))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """An entry as the feed has it; what the feed does not say is empty."""

    title: Words
    texts: tuple[Words, ...]
    """What it is about, the summary before the content."""
    link: str
    """A web address."""
    guid: str
    doi: str
    """What stands where a DOI should be."""
    authors: tuple[str, ...]
    """Each a name, or several in one."""
    published: datetime | None
    updated: datetime | None
    tags: tuple[str, ...]

    @property
    def moment(self) -> datetime | None:
        """When it came out: some feeds only say when it last changed."""
        return self.published or self.updated


def paper_from_entry(entry: FeedEntry) -> Paper | None:
    """Return the paper, or None when there is no address on the web to send readers to."""
    arxiv, doi = _arxiv_id(entry), _doi(entry)
    url = _address(entry, arxiv, doi)
    if not url:
        return None
    title = entry.title.plain
    text = next((words for one in entry.texts if (words := one.plain)), "")
    if arxiv:
        title, text = _ARXIV_TITLE.sub("", title), _ARXIV_TEXT.sub("", text)
    return Paper(
        id=arxiv.paper_id if arxiv else f"doi:{doi.lower()}" if doi else absolute("", entry.guid) or url,
        title=title or _first_words(text) or url,
        url=url,
        abstract=_shortened(text),
        authors=tuple(dict.fromkeys(name for one in entry.authors for name in split_names(one))),
        published=entry.moment,
        updated=entry.updated,
        version=arxiv.version if arxiv else None,
        categories=tuple(dict.fromkeys(tag for one in entry.tags if (tag := " ".join(one.split())))),
        doi=doi,
        pdf_url=arxiv.pdf_url if arxiv else "",
    )


def absolute(base: str, link: str) -> str:
    """Return the web address that a link on the page at `base` leads to; empty when it leads anywhere else.

    What a reader clicks on must not be a script.
    """
    try:
        address = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:  # such as http://[
        return ""
    return address if _WEB.fullmatch(address) else ""


def _arxiv_id(entry: FeedEntry) -> ArxivId | None:
    """Return the id of arXiv that the entry goes by; the guids of arXiv's own feeds name the version, links do not.

    A bare number such as 0912.1234 may be anybody's.
    """
    for given in (entry.guid, entry.link, entry.doi):
        if "arxiv" in given.lower() and (found := parse_arxiv_id(_ARXIV_GUID.sub("arXiv:", given))):
            return found
    return None


def _doi(entry: FeedEntry) -> str:
    """Return the DOI that the entry goes by, without what may stand before it; arXiv's own are none of a journal."""
    found = next((doi for given in (entry.doi, entry.link, entry.guid) if (doi := _DOI.fullmatch(given))), None)
    return "" if found is None or parse_arxiv_id(found[1]) else unquote(found[1])


def _address(entry: FeedEntry, arxiv: ArxivId | None, doi: str) -> str:
    if arxiv and (not entry.link or parse_arxiv_id(entry.link)):
        return arxiv.abs_url
    return entry.link or absolute("", entry.guid) or (f"https://doi.org/{doi}" if doi else "")


def _shortened(text: str) -> str:
    """Keep the first `LONGEST` characters of the text, up to the end of a sentence."""
    if len(text) <= LONGEST:
        return text
    *whole, rest = split_sentences(text[:LONGEST])
    return " ".join(whole) or _cut(rest, LONGEST)


def _first_words(text: str) -> str:
    first = next(iter(split_sentences(text[:LONGEST])), "")
    return first if len(first) <= LONGEST_TITLE else _cut(first, LONGEST_TITLE)


def _cut(text: str, most: int) -> str:
    """Cut the text between words, where it has any, and show that it was cut."""
    kept = text[: most - 2]
    return f"{kept.rpartition(' ')[0] or kept} …"


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WEB = re.compile(r"https?://[^\s\x00-\x1f/?#][^\s\x00-\x1f]*", re.IGNORECASE)
_DOI = re.compile(
    r"(?:doi:\s*|info:doi/|https?://(?:dx\.|www\.)?doi\.org/)?(10\.\d{4,9}/[^\s?#]+)(?:[?#]\S*)?",
    re.ASCII | re.IGNORECASE,
)
_ARXIV_GUID = re.compile(r"^oai:arXiv\.org:")
_ARXIV_TITLE = re.compile(r"\s*\(arXiv:\S+ \[[\w.-]+\][A-Z ]*\)$")
"""What arXiv's feeds put behind titles until 2024."""

_ARXIV_TEXT = re.compile(r"^arXiv:\S+ Announce Type: \S+ Abstract: ")
"""What they have put before abstracts since."""
