"""A feed of any form gives the same papers, and what is no feed says so and where the feed is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.errors import ConfigError, SourceError
from summarizer.http import Getter
from summarizer.models import Paper, Window
from summarizer.sources.feed import FeedSource
from tests.fakes import titles
from tests.recorded import WEEK, recorded
from tests.servers.pages import Answer, Fault, PagesServer, cut_connection, redirect, status

FIXTURES = Path(__file__).parents[1] / "fixtures" / "feeds"
EVER = Window(since=datetime(1990, 1, 1, tzinfo=UTC), until=datetime(2030, 1, 1, tzinfo=UTC))

PIGEONS = Paper(
    id="https://example.org/loft/pigeons?a=1&b=2",
    title="Pigeons & Lofts: Throughput for $n < 10$ Birds",
    url="https://example.org/loft/pigeons?a=1&b=2",
    abstract='Nine birds carry 87% of the messages. The rest were "delayed" by a hawk.',
    authors=("Ada Author", "Chloé Éditeur"),
    published=datetime(2026, 11, 18, 17, 59, 46, tzinfo=UTC),
    categories=("birds", "queues"),
)
"""What all fixtures describe, as far as their form lets them."""

CHANGED = datetime(2026, 11, 20, 8, 0, 1, tzinfo=UTC)
FORMS = {
    "rss091.xml": replace(PIGEONS, authors=(), published=None, categories=()),
    "rss10.xml": replace(PIGEONS, id="doi:10.5555/loft.2026.7", doi="10.5555/Loft.2026.7", updated=PIGEONS.published),
    "rss20.xml": replace(PIGEONS, id="https://example.org/?p=42"),
    "atom10.xml": replace(PIGEONS, updated=CHANGED),
    "json10.json": PIGEONS,
    "json11.json": replace(PIGEONS, id="https://example.org/?p=42", updated=CHANGED),
}


@pytest.fixture
def getter() -> Iterator[Getter]:
    """Ask without waiting."""
    with Getter(sleep=lambda _: None) as one:
        yield one


def fetch(
    getter: Getter, page: Answer | str | bytes, window: Window = WEEK, faults: tuple[Fault, ...] = (), limit: int = 200
) -> list[Paper]:
    """Fetch a feed with this content; where it was served does not show in the papers, only where that was."""
    with PagesServer({"/loft/feed": page}, faults) as site:
        found = FeedSource(getter=getter, url=f"{site.url}/loft/feed", limit=limit).fetch(window)
        return [moved(paper, site.url) for paper in found]


def moved(paper: Paper, home: str) -> Paper:
    """Put what was on the loopback server where it would be in the world."""
    return replace(
        paper, id=paper.id.replace(home, "https://example.org"), url=paper.url.replace(home, "https://example.org")
    )


def rss(*items: str) -> str:
    """Write a feed with these items."""
    wrapped = "".join(f"<item>{one}</item>" for one in items)
    return f'<rss version="2.0"><channel><title>Blog</title>{wrapped}</channel></rss>'


def item(title: str, published: datetime | None = None) -> str:
    """Write an item, dated or not."""
    date = f"<pubDate>{published:%Y-%m-%dT%H:%M:%SZ}</pubDate>" if published else ""
    return f"<title>{title}</title><link>https://example.org/{title.replace(' ', '-')}</link>{date}"


@pytest.mark.parametrize("name", FORMS)
def test_every_form_says_the_same(getter: Getter, name: str) -> None:
    """Each form of feed gives the paper with all that it can say of it."""
    assert fetch(getter, (FIXTURES / name).read_bytes()) == [FORMS[name]]


@pytest.mark.parametrize(
    ("encoding", "kind"),
    [
        ("utf-16", "application/rss+xml"),
        ("iso-8859-1", "application/rss+xml; charset=ISO-8859-1"),
        ("iso-8859-1", "text/html"),
        ("utf-8-sig", "application/xml; charset=iso-8859-1"),
    ],
)
def test_encodings_are_mended(getter: Getter, encoding: str, kind: str) -> None:
    """What the host says is believed only as far as it can be true."""
    content = (FIXTURES / "rss20.xml").read_text(encoding="utf-8").replace("–", "-").encode(encoding)
    answer = Answer(content.decode("utf-8", "surrogateescape"), headers={"Content-Type": kind})
    assert fetch(getter, answer) == [FORMS["rss20.xml"]]


def test_only_the_window_counts_and_what_has_no_date_is_new(getter: Getter) -> None:
    """The first moment is in, the last one is not; papers come newest first, those without a date before all."""
    second = timedelta(seconds=1)
    moments = {
        "just before the beginning": WEEK.since - second,
        "at the beginning": WEEK.since,
        "undated": None,
        "just before the end": WEEK.until - second,
        "at the end": WEEK.until,
    }
    found = fetch(getter, rss(*(item(title, moment) for title, moment in moments.items())))
    assert titles(found) == ["undated", "just before the end", "at the beginning"]


def test_the_limit_keeps_the_newest(getter: Getter) -> None:
    """However the feed is sorted."""
    content = rss(*(item(f"T{hour}", WEEK.since + timedelta(hours=hour)) for hour in range(5)))
    assert titles(fetch(getter, content, limit=2)) == ["T4", "T3"]


def test_a_feed_is_called_as_told_or_after_its_host(getter: Getter) -> None:
    """The name is known before anything is fetched."""
    assert FeedSource(getter=getter, url="https://example.org/feed?key=secret").name == "example.org"
    assert FeedSource(getter=getter, url="https://example.org/feed", name="Loft Notes").name == "Loft Notes"


@pytest.mark.parametrize(
    "url", ["", "example.org/feed", "feed://example.org", "file:///etc/passwd", "https://", "http://["]
)
def test_what_is_no_address_is_a_mistake_in_the_settings(getter: Getter, url: str) -> None:
    """It is said before anything is fetched, with an example."""
    with pytest.raises(ConfigError, match="needs the address of a feed") as caught:
        FeedSource(getter=getter, url=url)
    assert "https://" in caught.value.hint


def test_entries_without_an_address_are_left_out_and_counted(getter: Getter) -> None:
    """There is nowhere to send readers to, and the others are fine."""
    items = [item("fine"), "<title>none</title>", "<title>script</title><link>javascript:alert(1)</link>"]
    with PagesServer({"/": rss(*items), "/later": rss(item("fine"))}) as site:
        source = FeedSource(getter=getter, url=site.url)
        assert source.left_out == 0
        assert titles(list(source.fetch(WEEK))) == ["fine"]
        assert source.left_out == 2


def test_a_feed_that_has_moved_is_followed(getter: Getter) -> None:
    """Links are seen from where it is now."""
    pages: Mapping[str, Answer | str] = {"/": redirect("/new/feed", 308), "/new/feed": rss("<link>post</link>")}
    with PagesServer(pages) as site:
        assert [paper.url for paper in FeedSource(getter=getter, url=site.url).fetch(WEEK)] == [f"{site.url}/new/post"]
        assert site.requests == ["/", "/new/feed"]


def test_a_web_page_names_its_feed(getter: Getter) -> None:
    """The hint can be copied; what is no address of a feed is passed over."""
    with PagesServer({"/loft/": (FIXTURES / "page.html").read_bytes()}) as site:
        with pytest.raises(SourceError, match="answered with a web page instead of a feed") as caught:
            FeedSource(getter=getter, url=f"{site.url}/loft/").fetch(WEEK)
        assert caught.value.hint == f'The page names its feed: write url = "{site.url}/loft/feed.xml".'


@pytest.mark.parametrize(
    "page",
    [
        "<!doctype html><title>Loft</title><item><title>T</title></item>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html xmlns="http://www.w3.org/1999/xhtml"></html>',
        '\n<HTML><link rel="alternate" type="text/html" href="/de"><link type="application/rss+xml" href="/x"></HTML>',
        "<html>" + "<link " * 10_000,
    ],
    ids=["bare", "xhtml", "other links", "hostile"],
)
def test_a_web_page_that_names_no_feed_says_where_to_look(getter: Getter, page: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(SourceError, match="web page instead of a feed") as caught:
        fetch(getter, page)
    assert caught.value.hint.startswith("Look for a link")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("not now", "neither RSS, Atom nor JSON Feed"),
        ('{"message": "Not Found"}', "JSON that is no JSON Feed: version: Field required"),
        (rss().partition("</channel>")[0], "cannot be read: no element found"),
        (Answer("gone", status=410), "answered 410 Gone for /loft/feed"),
        (Answer("busy", status=503), "answered 503 Service Unavailable, 4 times in a row"),
    ],
)
def test_what_is_no_feed_is_an_error(getter: Getter, page: Answer | str, told: str) -> None:
    """It says what came and what to do."""
    with pytest.raises(SourceError, match=told) as caught:
        fetch(getter, page)
    assert caught.value.hint


def test_passing_trouble_loses_nothing(getter: Getter) -> None:
    """A connection that breaks in the middle and a busy host are tried again."""
    content = (FIXTURES / "atom10.xml").read_bytes()
    assert fetch(getter, content, faults=(cut_connection, status(503), status(429))) == [FORMS["atom10.xml"]]


def test_entities_ask_nobody(getter: Getter) -> None:
    """What a DOCTYPE points to is never fetched."""
    with PagesServer({}) as site:
        head = f'<!DOCTYPE rss SYSTEM "{site.url}/rss.dtd" [\n<!ENTITY a SYSTEM "{site.url}/a">\n]>\n'
        site.pages["/feed"] = Answer(head + rss(f"<title>&a;</title><link>{site.url}/post</link>"))
        assert titles(list(FeedSource(getter=getter, url=f"{site.url}/feed").fetch(WEEK))) == ["&a;"]
        assert site.requests == ["/feed"]


def recorded_feeds() -> list[Path]:
    """Return feeds that were recorded, where they are at hand, and our own."""
    folders = filter(None, (recorded("blog_feeds"), recorded("arxiv_rss")))
    return [*FIXTURES.glob("rss*.xml"), *(file for folder in folders for file in sorted(folder.glob("*.xml")))]


def test_recorded_feeds_are_read_whole(getter: Getter) -> None:
    """Every entry on record becomes a paper with plain words; announcements of arXiv become its papers."""
    for file in recorded_feeds():
        content = file.read_bytes()
        found = fetch(getter, content, EVER)
        assert len(found) == min(200, content.count(b"</item>") + content.count(b"</entry>"))
        for paper in found:
            assert paper.title
            assert "<p>" not in paper.title + paper.abstract
            assert not any("<" in name or ", " in name for name in paper.authors)
            assert len(paper.abstract) <= 5_000
            if "arxiv" in file.parent.name:
                assert paper.id.startswith("arxiv:")
                assert paper.abstract
                assert paper.authors
                assert "arXiv:" not in paper.title + paper.abstract[:10]
