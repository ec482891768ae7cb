"""Papers from a feed: the posts of a blog, the articles of a journal, the news of a laboratory."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from summarizer.errors import ConfigError, SourceError
from summarizer.http import Getter
from summarizer.models import Paper, Window
from summarizer.sources.feed_entry import FeedEntry, absolute, paper_from_entry
from summarizer.sources.feed_json import read_json
from summarizer.sources.feed_xml import decode, read_xml

NEW = datetime.max.replace(tzinfo=UTC)
"""Where an entry without a date stands: what has none is taken as new."""


class FeedSource:
    """What a feed brought in the window; RSS, Atom and JSON Feed are read in all their versions."""

    def __init__(self, *, getter: Getter, url: str, name: str = "", limit: int = 200) -> None:
        """Follow the feed at `url`, at most its `limit` newest entries; it is called `name`, or after its host."""
        self._getter, self._url, self._limit = getter, url, limit
        self.name = name or _host(url)
        self.left_out = 0
        """How many entries of the window have no address on the web, and so are no papers; known after a fetch."""

    def fetch(self, window: Window) -> Iterator[Paper]:
        """Yield the papers, newest first, or raise `SourceError` when what is at the address is no feed."""
        response = self._getter.get(self._url)
        text = decode(response.content, response.headers.get("content-type", ""))
        if _WEB_PAGE.match(text):
            raise _web_page(text, response.url)
        read = read_json if text.lstrip().startswith("{") else read_xml
        entries = [entry for entry in read(text, response.url) if _within(entry, window)]
        papers = [paper_from_entry(entry) for entry in sorted(entries, key=lambda one: one.moment or NEW, reverse=True)]
        self.left_out = papers.count(None)
        return iter([paper for paper in papers if paper][: self._limit])


def _within(entry: FeedEntry, window: Window) -> bool:
    return entry.moment is None or window.since <= entry.moment < window.until


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.scheme in {"http", "https"} else None
    except ValueError:
        host = None
    if not host:
        raise ConfigError("a feed source needs the address of a feed", hint='Write url = "https://example.org/feed".')
    return host


def _web_page(page: str, url: str) -> SourceError:
    """Say that this is a page for people, and where it says its feed is."""
    found = next(filter(None, _feeds(page, url)), None)
    return SourceError(
        f"{urlsplit(url).hostname} answered with a web page instead of a feed",
        hint=f'The page names its feed: write url = "{found}".'
        if found
        else "Look for a link called RSS or Atom on the page, and give its address.",
    )


def _feeds(page: str, url: str) -> Iterator[str]:
    """Yield the addresses of the feeds that a page names, see https://www.rssboard.org/rss-autodiscovery."""
    # The links alone: for a page that means harm the parser can take minutes.
    for link in BeautifulSoup("".join(_LINK.findall(page)), "html.parser").find_all("link", type=_FEED, href=True):
        if "alternate" in link.get_attribute_list("rel"):
            yield absolute(url, str(link["href"]))


_WEB_PAGE = re.compile(
    r"(?:\s+|<!--.*?-->|<\?.*?\?>)*+<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_LINK = re.compile(r"<link\s[^<>]*>", re.IGNORECASE)
_FEED = re.compile(r"application/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json)", re.IGNORECASE)
