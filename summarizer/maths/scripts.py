"""Superscripts, subscripts and accents: Unicode where it has them, plain marks where it has not."""

import re
from unicodedata import normalize

from summarizer.maths.symbols import ACCENTS, LOWERED, RAISED, RAISED_SIGNS, SCRIPTS

_WORD = re.compile("[A-Za-z]{3}")


def raise_text(text: str) -> str:
    """Return the text as a superscript: `n+1` as ⁿ⁺¹, what cannot be raised after `^`."""
    return RAISED_SIGNS.get(text) or _script(text, RAISED, "^")


def lower_text(text: str) -> str:
    """Return the text as a subscript."""
    return _script(text, LOWERED, "_")


def _script(text: str, table: dict[int, int], mark: str) -> str:
    if not text or (all(ord(character) in table for character in text) and not _WORD.search(text)):
        return text.translate(table)
    plain = len(text) == 1 or text.isalnum() or (text[0] == "(" and text.find(")") == len(text) - 1)
    return f"{mark}{text}" if plain else f"{mark}({text})"


def accented(name: str, text: str) -> str | None:
    """Put the accent on one letter, with its indices; a line may stand over several."""
    base, rest = text[:1], text[1:]
    if base and all(character in SCRIPTS for character in rest):
        return normalize("NFC", base + ACCENTS[name]) + rest
    if name in {"overline", "underline"} and text.isalnum():
        return "".join(character + ACCENTS[name] for character in text)
    return None
