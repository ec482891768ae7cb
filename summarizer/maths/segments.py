r"""Where a text has maths: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`, told from money."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(r"\\.|\$\$?", re.DOTALL)
_CLOSER = {"$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_FORMULA = re.compile(r"[\\^_{}=<>+]")
_WORD = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{2,}(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of maths: `text[start:end]` with its delimiters, and what stands between them."""

    start: int
    end: int
    inner: str


def find_maths(text: str) -> Iterator[Segment]:
    """Yield the maths in order. A dollar that opens nothing is left out: `$5 and $10` is money."""
    start, opener = -1, ""
    for mark in _MARK.finditer(text):
        here = mark[0]
        if (
            opener == "$"
            and here == "$$"
            and _is_maths(text[start + 1 : mark.start()], text[mark.end() : mark.end() + 1])
        ):
            yield Segment(start, mark.start() + 1, text[start + 1 : mark.start()])
            start, opener = mark.start() + 1, "$"
        elif here == _CLOSER.get(opener) and _closes(text, start, opener, mark):
            yield Segment(start, mark.end(), text[start + len(opener) : mark.start()])
            opener = ""
        elif here in _CLOSER:
            start, opener = mark.start(), here


def _closes(text: str, start: int, opener: str, mark: re.Match[str]) -> bool:
    inner = text[start + len(opener) : mark.start()]
    if opener == "$":
        return _is_maths(inner, text[mark.end() : mark.end() + 1])
    return bool(inner.strip()) and not _BLANK_LINE.search(inner)


def _is_maths(inner: str, after: str) -> bool:
    """Tell a formula between single dollars from two prices and what stands between them."""
    words = len(_WORD.findall(inner))
    if not inner.strip() or _BLANK_LINE.search(inner):
        return False
    if inner[0].isdigit() and (after.isdigit() or (words and " " in inner)):
        return False
    if inner != inner.strip():
        return not words and (len(inner.strip()) == 1 or _FORMULA.search(inner) is not None)
    return _FORMULA.search(inner) is not None or words < 2  # noqa: PLR2004  one word is a name, two are prose
