"""Set a row of mathematical symbols with the spaces a reader expects."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from summarizer.maths.symbols import MINUS


class Kind(Enum):
    """The part a symbol plays, after TeX's own classes of atoms."""

    ORDINARY = auto()
    FUNCTION = auto()
    RELATION = auto()
    OPERATOR = auto()
    OPEN = auto()
    CLOSE = auto()
    PUNCTUATION = auto()
    FRACTION = auto()
    SIGN = auto()
    SPACE = auto()


@dataclass(frozen=True, slots=True)
class Atom:
    """One symbol, or a group that behaves like one."""

    text: str
    kind: Kind = Kind.ORDINARY
    spaced: bool = False
    """The author left a space before it."""
    sticky: bool = False
    """Its last word would swallow a letter set right after it."""


_ENDS = {Kind.ORDINARY, Kind.CLOSE, Kind.FRACTION, Kind.FUNCTION}
_STARTS = {Kind.ORDINARY, Kind.OPEN, Kind.FRACTION, Kind.FUNCTION}
_HYPHEN = re.compile(f"(?<=[A-Za-z]{{2}}){MINUS}(?=[A-Za-z0-9])|(?<=[A-Za-z]){MINUS}(?=[A-Za-z]{{2}})")


def set_row(atoms: Sequence[Atom], *, tight: bool = False) -> str:
    """Join the atoms; `tight` leaves out the spaces around relations, as in an index."""
    row = _bracketed(_signs(atoms))
    parts = [atom.text for atom in row[:1]]
    for before, after in pairwise(row):
        parts += (" " if _apart(before, after, tight=tight) else ""), after.text
    return _HYPHEN.sub("-", "".join(parts))


def _signs(atoms: Sequence[Atom]) -> list[Atom]:
    """Tell a sign (`-1`, `<5`, `2×`) from what has two sides, and space an operator's right side like its left."""
    row: list[Atom] = []
    shown = [atom for atom in atoms if atom.text]
    for place, atom in enumerate(shown):
        before = row[-1] if row else None
        lone = before is None or place == len(shown) - 1
        if (atom.kind is Kind.RELATION and lone) or (
            atom.kind is Kind.OPERATOR and (lone or (before is not None and before.kind not in _ENDS))
        ):
            row.append(replace(atom, kind=Kind.SIGN))
        elif before is not None and before.kind is Kind.OPERATOR:
            row.append(replace(atom, spaced=before.spaced))
        else:
            row.append(atom)
    return row


def _bracketed(row: list[Atom]) -> list[Atom]:
    """Put fractions in brackets where something touches them: `(a/b)T`, not `a/bT`."""
    return [
        replace(atom, text=f"({atom.text})")
        if atom.kind is Kind.FRACTION and _touched(row[place - 1 : place], row[place + 1 : place + 2])
        else atom
        for place, atom in enumerate(row)
    ]


def _touched(before: list[Atom], after: list[Atom]) -> bool:
    return any(atom.kind in _ENDS for atom in before) or any(atom.kind in _STARTS for atom in after)


def _apart(before: Atom, after: Atom, *, tight: bool) -> bool:
    """Tell whether a space belongs between two atoms."""
    kinds = {before.kind, after.kind}
    if Kind.SPACE in kinds:
        return False
    if Kind.RELATION in kinds:
        return not tight and len(kinds) > 1
    if Kind.OPERATOR in kinds:
        return after.spaced and not tight
    if before.kind is Kind.PUNCTUATION:
        return after.spaced or not (tight or after.text[0].isdigit())
    if Kind.FUNCTION in kinds:
        return before.kind in _ENDS | {Kind.PUNCTUATION} and after.kind in _STARTS - {Kind.OPEN}
    words = (before.text[-1].isalnum() or before.kind is Kind.CLOSE) and (
        after.text[0].isalnum() or after.kind is Kind.OPEN
    )
    return (words and after.spaced) or (before.sticky and after.text[0].isalpha())
