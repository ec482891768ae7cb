"""Both versions of JSON Feed are read, as far as they make sense."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from summarizer.errors import SourceError
from summarizer.sources.feed_entry import FeedEntry
from summarizer.sources.feed_json import read_json

URL = "https://example.org/blog/feed.json"


def feed(*items: object, **parts: Any) -> str:
    """Write a feed with these items."""
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items} | parts)


def read(**item: Any) -> FeedEntry:
    """Read a feed of one item."""
    (entry,) = read_json(feed({"id": "1"} | item), URL)
    return entry


def test_an_empty_feed_is_empty() -> None:
    """A quiet blog is no error."""
    assert read_json(feed(), URL) == ()


def test_the_item_itself_comes_before_what_it_links_to() -> None:
    """A post about something elsewhere is the post; without an address of its own it is what it points to."""
    assert read(url="post", external_url="https://example.com/").link == "https://example.org/blog/post"
    assert read(external_url="https://example.com/").link == "https://example.com/"
    assert read().link == ""


def test_who_signs_the_feed_signs_what_nobody_signs() -> None:
    """As version 1.1 has it; version 1.0 had one author, and ids that were numbers."""
    old = feed({"id": 7, "author": {"name": "Bo"}}, {"id": 7.5}, author={"name": "Ada"})
    assert [(entry.guid, entry.authors) for entry in read_json(old, URL)] == [("7", ("Bo",)), ("7.5", ("Ada",))]
    new = feed({"id": "1", "authors": [{"url": "https://example.org"}]}, authors=[{"name": "Ada"}, {"name": "Cy"}])
    assert [entry.authors for entry in read_json(new, URL)] == [("Ada", "Cy")]


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2026-11-18T18:59:46+01:00", datetime(2026, 11, 18, 17, 59, 46, tzinfo=UTC)),
        ("2026-11-18", datetime(2026, 11, 18, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00+23:00", None),
        (1763500000, None),
        (None, None),
    ],
)
def test_dates_are_moments_or_nothing(said: object, moment: datetime | None) -> None:
    """A date that makes no sense does not cost the feed."""
    assert read(date_published=said).published == moment


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "it: Invalid JSON"),
        ('{"error": "no such feed"}', "version: Field required"),
        ('{"version": "2.0", "items": []}', "version: String should match pattern"),
        (feed(items=None), "items: Field required"),
        (feed("post"), "items.0: Input should be an object"),
        (feed({"id": "1"}, {"title": ["T"]}), "items.1.title: Input should be a valid string"),
    ],
)
def test_other_json_is_an_error_that_says_what_is_wrong(text: str, told: str) -> None:
    """An API is no feed, and half a feed is none."""
    with pytest.raises(SourceError, match=f"^example.org answered with JSON that is no JSON Feed: {told}") as caught:
        read_json(text, URL)
    assert caught.value.hint
