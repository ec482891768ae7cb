"""The email is never too long: entries give way one by one, and the editor is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.edition import Edition, EditionEntry, EditionSection
from summarizer.errors import DraftError
from summarizer.markdown import to_html, to_inline_html
from summarizer.render.fit import LIMIT, WARN, Fitted, also_title, fit
from tests.fakes import NOON


def entry(number: int, size: int) -> EditionEntry:
    """Return an entry whose body has about `size` bytes."""
    body = f"> Finding {number}. More of it.\n\n{'a' * size}"
    return EditionEntry(title=f"Paper {number}", url=f"https://example.org/{number}", body=body, line=number)


def section(title: str, entries: list[EditionEntry], *, listed: bool = False, note: str = "") -> EditionSection:
    """Return a section."""
    return EditionSection(title=title, note=note, entries=tuple(entries), listed=listed, line=1, last_line=2)


def edition(*sections: EditionSection, lead: str = "") -> Edition:
    """Return an edition of these sections."""
    return Edition(title="News", published_at=NOON, snippet="", tags=(), lead=lead, sections=sections)


def draw(edition: Edition, left_out: int) -> str:
    """Draw as the template does, more or less."""
    parts = [edition.lead, str(left_out)]
    for one in edition.sections:
        parts += [one.title, one.note]
        for each in one.entries:
            body = to_inline_html(each.body) if one.listed else f"{to_html(each.body)}{' ' * 500}"
            parts.append(f"{each.title}{each.url}{body}")
    return "".join(parts)


def shape(fitted: Fitted) -> list[tuple[str, list[str]]]:
    """Return titles of sections with the titles of their entries."""
    return [(one.title, [each.title for each in one.entries]) for one in fitted.edition.sections]


def test_what_fits_is_left_alone() -> None:
    """One drawing, no warning, the very same edition."""
    short = edition(section("In depth", [entry(1, 100)]), section("Empty", []))
    fitted = fit(short, "2026-W47", draw)
    assert fitted == Fitted(edition=short, left_out=0, html=draw(short, 0), warnings=())


def test_a_long_email_is_told_of_before_it_is_too_long() -> None:
    """From 90,000 bytes the editor knows."""
    fitted = fit(edition(section("In depth", [entry(1, WARN)])), "2026-W47", draw)
    assert fitted.warnings == (
        f"the email is {len(fitted.html):,} bytes of HTML; Gmail hides what comes after 102,000",
    )


def test_the_last_entries_in_depth_become_one_liners() -> None:
    """Those that move stand right below those that stay; what is in brief is not touched."""
    brief = section("In brief", [entry(9, 10)], listed=True)
    fitted = fit(edition(section("In depth", [entry(n, 30_000) for n in range(1, 6)]), brief), "2026-W47", draw)
    assert shape(fitted) == [
        ("In depth", ["Paper 1", "Paper 2", "Paper 3"]),
        ("Also this week", ["Paper 4", "Paper 5"]),
        ("In brief", ["Paper 9"]),
    ]
    assert [each.body for each in fitted.edition.sections[1].entries] == ["Finding 4.", "Finding 5."]
    assert fitted.left_out == 0
    assert fitted.warnings[0] == "2 entries in depth became one-liners, under “Also this week”, for want of room"
    assert len(fitted.warnings) == 2


def test_a_section_without_entries_goes_unless_it_has_words() -> None:
    """A heading with nothing below it is no use."""
    links = section("Links", [entry(2, 60_000)], note="Words.")
    more = section("More", [entry(3, 60_000)])
    fitted = fit(edition(section("In depth", [entry(1, 90_000)]), links, more), "2026-11", draw)
    assert shape(fitted) == [
        ("In depth", ["Paper 1"]),
        ("Links", []),
        ("Also in this issue", ["Paper 2", "Paper 3"]),
    ]


def test_what_has_no_room_as_one_line_is_counted() -> None:
    """When every entry is one line, the last lines go."""
    lines = section("In brief", [entry(n, 900) for n in range(200)], listed=True)
    fitted = fit(edition(section("In depth", [entry(999, 10)]), lines), "2026-W47", draw)
    kept = [each for one in fitted.edition.sections for each in one.entries]
    assert fitted.left_out == 201 - len(kept) > 50
    assert kept[0].title == "Paper 999"
    assert str(fitted.left_out) in fitted.html
    assert fitted.warnings[0].startswith("1 entry in depth")
    assert fitted.warnings[1].startswith(f"{fitted.left_out} entries did not fit")


def test_an_estimate_that_was_too_high_costs_no_entry() -> None:
    """A template of the newsletter's own may show titles alone: then all of them have room."""
    deep = edition(section("In depth", [entry(n, 3000) for n in range(1000)]))

    def titles(edition: Edition, left_out: int) -> str:
        return "".join(each.title for one in edition.sections for each in one.entries) + "." * left_out

    assert fit(deep, "2026-W47", titles) == Fitted(edition=deep, left_out=0, html=titles(deep, 0), warnings=())


@pytest.mark.parametrize(("deep", "brief"), [(60, 0), (60, 1000), (1000, 0), (0, 3000), (3, 3000)])
@pytest.mark.parametrize("around", [0, 100, 300, 1000])
def test_what_has_no_room_is_not_drawn(deep: int, brief: int, around: int) -> None:
    """However much there is and whatever the template puts around it: few drawings, and no room is lost."""
    lengths = []

    def measured(edition: Edition, left_out: int) -> str:
        html = draw(edition, left_out) + "." * around * sum(len(one.entries) for one in edition.sections)
        lengths.append(len(html))
        return html

    sections = [section("In depth", [entry(n, 4000) for n in range(deep)])]
    lines = section("In brief", [entry(n, 200) for n in range(brief)], listed=True)
    fitted = fit(edition(*sections, lines), "2026-W47", measured)
    assert LIMIT * 0.7 < len(fitted.html) <= LIMIT
    assert max(lengths) < LIMIT * (2.1 + around / 100)
    assert len(lengths) <= 6


def test_what_nothing_can_shorten_is_an_error() -> None:
    """The lead alone may be too long; the editor is told how long."""
    with pytest.raises(DraftError, match=r"102,00\d bytes without a single entry") as caught:
        fit(edition(section("In depth", [entry(1, 10)]), lead="a" * LIMIT), "2026-W47", draw)
    assert "Shorten the lead" in caught.value.hint


@pytest.mark.parametrize(
    ("issue", "title"),
    [("2026-W47", "Also this week"), ("2026-11-21", "Also in this issue"), ("2026-11", "Also in this issue")],
)
def test_what_the_section_is_called(issue: str, title: str) -> None:
    """Only a week is a week."""
    assert also_title(issue) == title


@settings(max_examples=30)
@given(
    deep=st.lists(st.integers(0, 40_000), max_size=8),
    brief=st.lists(st.integers(0, 20_000), max_size=12),
    guess=st.integers(0, 3),
)
def test_no_entry_is_lost_and_few_drawings_are_made(deep: list[int], brief: list[int], guess: int) -> None:
    """Whatever the sizes, and however wrong the guess: in the email or counted, in order, and never too long."""
    drawn = []

    def counted(edition: Edition, left_out: int) -> str:
        drawn.append(left_out)
        return draw(edition, left_out) + "é" * guess * 200 * sum(len(one.entries) for one in edition.sections)

    entries = [entry(number, size) for number, size in enumerate([*deep, *brief])]
    first, second = entries[: len(deep)], entries[len(deep) :]
    fitted = fit(edition(section("In depth", first), section("In brief", second, listed=True)), "2026-W47", counted)
    kept = [each.line for one in fitted.edition.sections for each in one.entries]
    assert kept == list(range(len(entries) - fitted.left_out))
    assert len(fitted.html.encode()) <= LIMIT
    assert len(drawn) <= 6
