"""Read the feeds that are XML, or try to be: RSS 0.9x, 1.0 and 2.0, and Atom."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from sys import maxsize, maxunicode
from time import struct_time
from typing import Any
from urllib.parse import urlsplit

import feedparser

from summarizer.errors import SourceError
from summarizer.sources.feed_entry import FeedEntry, Words, absolute
from summarizer.sources.plain import plain_text


def read_xml(text: str, url: str) -> tuple[FeedEntry, ...]:
    """Return the entries of the feed that was found at `url`, or raise `SourceError`.

    What is no proper XML is read as far as it goes, as long as that gives an entry.
    """
    feed = _parsed(text, url)
    version = feed.get("version", "")
    if not feed.entries and not version:
        raise SourceError(
            f"{urlsplit(url).hostname} answered with something that is neither RSS, Atom nor JSON Feed",
            hint="Open the address in a browser: a feed shows as XML or JSON.",
        )
    if not feed.entries and feed.bozo:
        raise _broken(url, str(feed.bozo_exception).rpartition(": ")[2])
    atom = version.startswith("atom")
    # Atom's own rule: who signs the feed signs the entries. In RSS that is whoever runs the server.
    everyone = _names(feed.feed.get("authors", ())) if atom else ()
    # A plain copy: feedparser's own dict answers for `updated` with `published`, and warns about it.
    return tuple(_entry(dict(entry.items()), url, everyone, atom=atom) for entry in feed.entries)


def decode(content: bytes, content_type: str) -> str:
    """Return the text of a feed: UTF-8 where it can be, else what the host or the XML says, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    told = _CHARSET.search(content_type), _ENCODING.match(content.decode("latin-1"))
    for encoding in ("utf-8-sig", *(found[1] for found in told if found)):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return content.decode("windows-1252", "replace")


def _parsed(text: str, url: str) -> Any:
    # Nothing before the first element is kept: a DOCTYPE there may define entities that grow to gigabytes.
    body = _mended(_PROLOGUE.sub("", text))
    begun = _ELEMENT.search(body)
    content = body[begun.start() :].encode("utf-8", "replace") if begun else b""
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        # A stream, because feedparser takes bytes and text for the name of a file to open, when there is one.
        return feedparser.parse(
            BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError) as error:  # what feedparser lets out when elements end in each other's place
        raise _broken(url, "its XML makes no sense") from error


def _mended(text: str) -> str:
    """Put signs for the references to what is no sign; some programs write an emoji as two of them, in UTF-16."""
    with_halves = _REFERENCE.sub(_sign, text)
    return with_halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sign(reference: re.Match[str]) -> str:
    digits = reference[1].lower()
    number = int(digits.removeprefix("x"), 16 if digits.startswith("x") else 10) if len(digits) < _TOO_LONG else maxsize
    if number > maxunicode:
        return "\ufffd"
    return chr(number) if number in _HALVES else reference[0]


def _entry(entry: Mapping[str, Any], url: str, everyone: tuple[str, ...], *, atom: bool) -> FeedEntry:
    told = (entry.get("summary_detail", {}), *entry.get("content", ()))
    return FeedEntry(
        title=_words(entry.get("title_detail", {}), atom=atom),
        texts=tuple(_words(one, atom=atom) for one in told),
        link=absolute(url, _said(entry, "link")),
        guid=_said(entry, "id"),
        doi=_said(entry, "prism_doi") or _said(entry, "dc_identifier"),
        authors=_names(entry.get("authors", ())) or everyone,
        published=_moment(entry.get("published_parsed")),
        updated=_moment(entry.get("updated_parsed")),
        tags=tuple(tag["term"] for tag in entry.get("tags", ()) if tag.get("term")),
    )


def _said(entry: Mapping[str, Any], name: str) -> str:
    """Return the text of an element, which feedparser does not keep when there are attributes on it."""
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""


def _words(detail: Mapping[str, Any], *, atom: bool) -> Words:
    """Only Atom tells text from HTML; what RSS calls text is often HTML."""
    return Words(written=detail.get("value", ""), html=not (atom and detail.get("type") == "text/plain"))


def _names(authors: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(name for author in authors if (name := plain_text(_said(author, "name"))))


def _moment(parsed: struct_time | None) -> datetime | None:
    """Return the moment; a date that makes no sense, such as one in the year 0, is as good as none."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None


def _broken(url: str, reason: str) -> SourceError:
    return SourceError(
        f"the feed of {urlsplit(url).hostname} cannot be read: {reason}",
        hint="It may be cut short: try again later, or tell whoever makes it.",
    )


_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]+)""", re.ASCII | re.IGNORECASE)
_ENCODING = re.compile(r"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""", re.ASCII)
_PROLOGUE = re.compile(r"\A(?:\s+|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
_ELEMENT = re.compile(r"<[^\W\d]")
_REFERENCE = re.compile(r"&#(x[0-9a-f]+|\d+);", re.ASCII | re.IGNORECASE)
_TOO_LONG = 20
_HALVES = range(0xD800, 0xE000)
