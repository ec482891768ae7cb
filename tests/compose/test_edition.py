"""`issue.md` is read as the editor left it, and what cannot be read is named with its line."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.compose.edition import read_draft
from summarizer.edition import Edition
from summarizer.errors import DraftError

FRONT = """\
---
title: "Weekly: week 47"
published_at: 2026-11-21T06:00:00Z
snippet: What was found.
tags: [cs.CL]
mood: calm
---
"""


def read(body: str) -> Edition:
    """Read a draft with that body below a good front matter."""
    return read_draft(FRONT + dedent(body), where="issue.md")


def test_a_draft_comes_apart_into_lead_sections_and_entries() -> None:
    """Headings cut; what is between them stays Markdown, word for word."""
    edition = read("""
        A *lead*.

        ## In depth

        A note of the editor's.

        ### [Why \\[some\\] things](https://example.org/a_(b))

        *Ada · 2026*

        > **Found**, rest.

        ### [Two `x` & y](<https://example.org/2>)
        ## In brief

        - [Three](https://example.org/3): goes
          on here.
        - [Four [4]](https://example.org/4)
    """)
    assert edition.title == "Weekly: week 47"
    assert edition.published_at == datetime(2026, 11, 21, 6, tzinfo=UTC)
    assert edition.tags == ("cs.CL",)
    assert edition.lead == "A *lead*."
    depth, brief = edition.sections
    assert (depth.title, depth.note, depth.listed) == ("In depth", "A note of the editor's.", False)
    assert [(entry.title, entry.url) for entry in depth.entries] == [
        ("Why [some] things", "https://example.org/a_(b)"),
        ("Two x & y", "https://example.org/2"),
    ]
    assert depth.entries[0].body == "*Ada · 2026*\n\n> **Found**, rest."
    assert [(entry.title, entry.body) for entry in brief.entries] == [("Three", "goes on here."), ("Four [4]", "")]
    assert brief.listed
    assert (depth.entries[0].line, brief.entries[0].line) == (15, 24)


def test_a_section_of_words_alone_is_a_note() -> None:
    """A section without entries, or with a list of other things, is the editor's own prose."""
    edition = read("""
        ## Notes

        - one thing
        - another
    """)
    assert edition.sections[0].entries == ()
    assert edition.sections[0].note == "- one thing\n- another"


def test_code_that_looks_like_a_heading_is_code() -> None:
    """Markdown is read as Markdown, not by line beginnings."""
    edition = read("""
        ## In depth

        ### [One](https://example.org)

        ```
        ## not a section
        ```
    """)
    assert len(edition.sections) == 1
    assert "## not a section" in edition.sections[0].entries[0].body


def test_a_time_without_a_zone_is_utc() -> None:
    """YAML knows times without a zone; an issue's is UTC then."""
    edition = read_draft("---\ntitle: 2026\npublished_at: 2026-11-21 06:00:00\n---\n", where="issue.md")
    assert edition.title == "2026"
    assert edition.published_at == datetime(2026, 11, 21, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["2026-11-22T01:00:00+13:00", "2026-11-22 01:00:00 +13:00", '"2026-11-22T01:00+1300"']
)
def test_a_time_keeps_the_offset_it_was_written_with(written: str) -> None:
    """In the newsletter's zone it is the 22nd already: that is the day that readers are shown."""
    edition = read_draft(f"---\ntitle: x\npublished_at: {written}\n---\n", where="issue.md")
    assert edition.published_at == datetime(2026, 11, 22, 1, tzinfo=timezone(timedelta(hours=13)))
    assert edition.published_at.utcoffset() == timedelta(hours=13)
    assert edition.published_at.day == 22


@pytest.mark.parametrize("title", ["2026-02-30", "2026", "!!int abc", "no", "~", "1e5"])
def test_what_is_written_is_text(title: str) -> None:
    """A title that looks like a number or a date, even an impossible one, is a title."""
    edition = read_draft(f"---\ntitle: {title}\npublished_at: 2026-11-21\ntags:\n---\n", where="issue.md")
    assert (edition.title, edition.tags) == (title.removeprefix("!!int "), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "issue.md, line 1: the front matter is missing"),
        ("# Title\n", "issue.md, line 1: the front matter is missing"),
        ("---\ntitle: x\n", "issue.md, line 1: the front matter has no end"),
        ("---\ntitle: a: b\n---\n", "issue.md, line 2: mapping values are not allowed here"),
        ("---\ntitle: x\x00\n---\n", "issue.md, line 2: the front matter is not YAML"),
        ("---\ntitle: x\n---\n", "issue.md, line 1: published_at: field required"),
        (
            "---\ntitle: x\npublished_at: soon\n---\n",
            "issue.md, line 3: published_at: this is not a date and a time",
        ),
        ("---\ntitle: x\npublished_at: 2026\n---\n", "issue.md, line 3: published_at: this is not a date and a time"),
        ("---\ntitle: x\n\npublished_at: 2026-13-45\n---\n", "issue.md, line 4: published_at: input should be a valid"),
        ("---\ntitle: x\npublished_at: 2026-02-30T06:00Z\n---\n", "issue.md, line 3: published_at: input should be a"),
        ("---\ntitle: x\npublished_at: [2026]\n---\n", "issue.md, line 3: published_at: input should be a valid"),
        ("---\n{title: ' '}\n---\n", "issue.md, line 2: title: string should have at least 1 character"),
        (FRONT.replace("[cs.CL]", "cs.CL"), "issue.md, line 5: tags: input should be a valid list"),
        ("---\ntags: x\n---\ntitle: of the lead\n", "issue.md, line 1: title: field required"),
        ("---\ntitle: x\na: *b\n---\n", "issue.md, line 3: found undefined alias"),
        ("---\n? [a]\n: b\n---\n", "issue.md, line 2: found unhashable key"),
        (f"---\na: {'[' * 2000}\n---\n", "issue.md, line 2: the front matter is not YAML"),
        ("---\n- a\n---\n", "issue.md, line 2: the front matter is not made of keys and values"),
        ("---\na: b\ntitle: x\x00\n---\n", "issue.md, line 3: the front matter is not YAML"),
        (FRONT + "\n# Big\n", "issue.md, line 9: a heading with one #"),
        (FRONT + "\n### [A](https://a.org)\n", "issue.md, line 9: an entry before the first section"),
        (FRONT + "\n## S\n\n### No link\n", "issue.md, line 11: an entry without its link"),
        (FRONT + "\n## S\n\n### [](https://a.org)\n", "issue.md, line 11: an entry with an empty title"),
        (FRONT + "\n## S\n\n### [A]()\n", "issue.md, line 11: an entry with an empty title or address"),
        (FRONT + "\n## S\n\n- [A](https://a.org): x\n- no link\n", "issue.md, line 12: an item without its link"),
        (FRONT + "\n## S\n\n- [A](https://a.org): x\n\nmore\n", "issue.md, line 13: text after a list of papers"),
    ],
)
def test_what_is_broken_by_hand_is_named_with_its_line(text: str, message: str) -> None:
    """The error says where and what, so that the editor can mend it."""
    with pytest.raises(DraftError) as caught:
        read_draft(text, where="issue.md")
    assert message in str(caught.value)


def test_a_mark_of_the_byte_order_is_no_reason_to_fail() -> None:
    """Some editors put an invisible mark first."""
    assert read_draft("\ufeff" + FRONT, where="issue.md").title == "Weekly: week 47"


PIECES = [
    "---\n",
    "## ",
    "### ",
    "- ",
    "1. ",
    "[A](https://a.org)",
    "[",
    "](",
    "\n",
    "    ",
    "> ",
    "`",
    "title: ",
    "!!int ",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map("".join), st.sampled_from([FRONT, "---\n", ""]))
def test_whatever_is_typed_is_an_edition_or_an_error_with_its_line(text: str, front: str) -> None:
    """The preview goes on while the editor is in the middle of a line."""
    with suppress(DraftError):
        read_draft(front + text, where="issue.md")
