"""Keep the email short enough for Gmail, which hides all that comes after about 102 kB of HTML, the footer included."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, takewhile

from summarizer.edition import Edition, EditionEntry, EditionSection
from summarizer.errors import DraftError
from summarizer.markdown import to_html, to_inline_html
from summarizer.render.teaser import teaser

LIMIT = 102_000
"""Bytes of UTF-8 that an email's HTML never exceeds."""

WARN = 90_000
"""Bytes from which the editor is told: what adds to an email on its way can push it over."""

PLENTY = LIMIT * 6 // 5
"""Bytes of entries that are too many for sure, though they are only estimated."""

AROUND_ENTRY = 330
AROUND_LINE = 45
AROUND_SECTION = 700
"""Bytes of markup that our template puts around them; with another template, guesses that cost one more drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """An edition that fits, and its HTML."""

    edition: Edition
    left_out: int
    """How many entries are not in it at all."""
    html: str
    warnings: tuple[str, ...]


def fit(edition: Edition, issue: str, draw: Callable[[Edition, int], str]) -> Fitted:
    """Return as much of the edition as there is room for.

    Entries in depth become one-liners, the last one first; when all are, the last one-liners are left out and counted.
    `draw(edition, left_out)` is called once, and about three times more when that was too long. The work grows with
    the room there is, and hardly with what finds none.
    """
    entries, also = _Entries.of(edition), also_title(issue)

    def drawn(steps: int) -> Fitted:
        moved, left_out = min(steps, len(entries.deep)), max(0, steps - len(entries.deep))
        fitting = _shortened(edition, also, moved=moved, left_out=left_out) if steps else edition
        html = draw(fitting, left_out)
        said = _warnings(len(html.encode()), also, moved=moved, left_out=left_out)
        return Fitted(edition=fitting, left_out=left_out, html=html, warnings=said)

    room = PLENTY
    steps = entries.surely(room)
    fitted = drawn(steps)
    while steps and (size := _size(fitted)) <= LIMIT:  # the template makes less of an entry than ours does
        room *= max(2, PLENTY // max(1, size))
        steps = entries.surely(room)
        fitted = drawn(steps)
    bare = 0 if _size(fitted) <= LIMIT else _size(drawn(entries.steps))
    if bare > LIMIT:
        raise DraftError(
            f"the email would be {bare:,} bytes without a single entry; Gmail shows {LIMIT:,}",
            hint="Shorten the lead and the notes of sections in issue.md.",
        )
    while (size := _size(fitted)) > LIMIT:
        steps += entries.how_many(steps, size, bare)
        fitted = drawn(steps)
    return fitted


def also_title(issue: str) -> str:
    """Return what to call the section of entries that became one-liners; `2026-W47` is a week."""
    return "Also this week" if re.fullmatch(r"\d{4}-W\d{2}", issue) else "Also in this issue"


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of an edition. A step of shortening moves the last one in depth, or then leaves out the last line."""

    deep: Sequence[EditionEntry]
    lines: Sequence[tuple[EditionEntry, bool]]
    """All, in the order they have when all are one line each, and whether they are still to be made one."""

    @classmethod
    def of(cls, edition: Edition) -> "_Entries":
        place, deep = _place(edition), _in_depth(edition)
        above, below = (
            [(entry, False) for section in sections if section.listed for entry in section.entries]
            for sections in (edition.sections[:place], edition.sections[place:])
        )
        return cls(deep, [*above, *((entry, True) for entry in deep), *below])

    @property
    def steps(self) -> int:
        """How many there are until no entry is left."""
        return len(self.deep) + len(self.lines)

    def surely(self, room: int) -> int:
        """Return how many steps it takes by our estimate to fit into `room` bytes; 0 unless there is far too much."""
        if sum(len(entry.title) + len(entry.body) for entry, _ in self.lines) < room:
            return 0
        sizes = list(takewhile(room.__ge__, accumulate(_line_size(*line) for line in self.lines)))
        if len(sizes) < len(self.lines):
            return self.steps - len(sizes)
        grown = takewhile(room.__ge__, accumulate(map(_growth, self.deep), initial=sizes[-1]))
        return len(self.deep) - max(0, len(list(grown)) - 1)

    def how_many(self, steps: int, size: int, bare: int) -> int:
        """Return how many steps more it takes when the email has `size` bytes after so many, and `bare` after all.

        That tells how much more, or less, than our estimate the template makes of an entry.
        """
        deep = self.deep[: max(0, len(self.deep) - steps)]
        lines = self.lines[: len(self.lines) - max(0, steps - len(self.deep))]
        savings = [*map(_growth, reversed(deep)), *(_line_size(*line) for line in reversed(lines))]
        over = (size - LIMIT + AROUND_SECTION) * sum(savings) / (size - bare)
        return next((count for count, saved in enumerate(accumulate(savings), 1) if saved >= over), len(savings))


def _in_depth(edition: Edition) -> list[EditionEntry]:
    return [entry for section in edition.sections if not section.listed for entry in section.entries]


def _place(edition: Edition) -> int:
    """Return the index of the section that entries in depth move to: below the last of theirs."""
    sections = enumerate(edition.sections, 1)
    return max((index for index, section in sections if section.entries and not section.listed), default=0)


def _size(fitted: Fitted) -> int:
    return len(fitted.html.encode())


def _shortened(edition: Edition, also: str, *, moved: int, left_out: int) -> Edition:
    """Return the edition with that many entries in depth moved to the section `also`, and that many lines left out."""
    entries, place = _in_depth(edition), _place(edition)
    stay = len(entries) - moved
    sections: list[EditionSection] = []
    for section in edition.sections:
        kept = section.entries if section.listed else section.entries[:stay]
        stay -= 0 if section.listed else len(kept)
        sections.append(replace(section, entries=kept))
    if moved:
        last = replace(sections[place - 1], title=also, note="", listed=True)
        sections.insert(place, replace(last, entries=tuple(entries[-moved:])))
    sections = _without_last(sections, left_out)
    if moved:
        lines = tuple(map(_one_liner, sections[place].entries))
        sections[place] = replace(sections[place], entries=lines)
    return replace(edition, sections=tuple(section for section in sections if section.entries or section.note))


def _without_last(sections: Sequence[EditionSection], left_out: int) -> list[EditionSection]:
    """Take away the last entries; sections of which nothing remains stay as they are, empty."""
    rest: list[EditionSection] = []
    for section in reversed(sections):
        kept = section.entries[: max(0, len(section.entries) - left_out)]
        left_out -= len(section.entries) - len(kept)
        rest.insert(0, replace(section, entries=kept))
    return rest


@lru_cache(maxsize=4096)
def _one_liner(entry: EditionEntry) -> EditionEntry:
    return replace(entry, body=teaser(entry.body))


@lru_cache(maxsize=4096)
def _line_size(entry: EditionEntry, in_depth: bool) -> int:
    """Return about how many bytes an entry takes as one line."""
    line = _one_liner(entry) if in_depth else entry
    return AROUND_LINE + len(f"{line.title}{line.url}{to_inline_html(line.body)}".encode())


@lru_cache(maxsize=4096)
def _growth(entry: EditionEntry) -> int:
    """Return about how many bytes more an entry takes in depth than as one line."""
    size = AROUND_ENTRY + len(f"{entry.title}{entry.url}{to_html(entry.body)}".encode())
    return size - _line_size(entry, in_depth=True)


def _warnings(size: int, also: str, *, moved: int, left_out: int) -> tuple[str, ...]:
    said = []
    if moved:
        said.append(f"{_entries(moved)} in depth became one-liners, under “{also}”, for want of room")
    if left_out:
        said.append(f"{_entries(left_out)} did not fit into the email at all; its last line counts them")
    if said or size > WARN:
        said.append(f"the email is {size:,} bytes of HTML; Gmail hides what comes after {LIMIT:,}")
    return tuple(said)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
