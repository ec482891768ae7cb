"""The reading time is an honest estimate."""

import pytest

from summarizer.edition import Edition, EditionEntry, EditionSection
from summarizer.render.reading import minutes_to_read
from tests.fakes import NOON


def edition(body: str, lead: str = "") -> Edition:
    """Return an edition with one entry."""
    entry = EditionEntry(title="Title", url="https://example.org/a", body=body, line=5)
    section = EditionSection(title="In depth", note="", entries=(entry,), listed=False, line=3, last_line=9)
    return Edition(title="News", published_at=NOON, snippet="", tags=(), lead=lead, sections=(section,))


@pytest.mark.parametrize(
    ("body", "minutes"),
    [
        ("", 1),
        ("word " * 230, 1),
        ("word " * 690, 3),
        ("[word](https://example.org/b) " * 345, 2),
        ("漢字" * 345, 2),
        ("漢字 " * 345, 2),
    ],
)
def test_minutes(body: str, minutes: int) -> None:
    """230 words a minute; addresses are not read, and a Chinese character is a part of a word."""
    assert minutes_to_read(edition(body)) == minutes


def test_every_part_counts() -> None:
    """The lead is read too."""
    assert minutes_to_read(edition("word " * 230, lead="word " * 230)) == 2
