"""Find the editor's words in a paper: whole words and phrases, whatever their case."""

import re
import unicodedata
from collections.abc import Iterable

from summarizer.models import Paper

BREAKS = re.compile(r"[\s\u2010-\u2015-]+")


def mentions(paper: Paper, words: Iterable[str]) -> bool:
    """Say whether the title or the abstract has one of the words; `quanti*` stands for all that begins so.

    "fine-tuning" and "fine tuning" are the same, and so is a phrase broken over two lines.
    """
    text = _folded(f"{paper.title}\n\n{paper.abstract}")
    return any(re.search(pattern, text) for pattern in map(_pattern, usable(words)))


def usable(words: Iterable[str]) -> list[str]:
    """Leave out blanks and a lone `*`, which would match every paper."""
    return [word for word in words if word.strip(" *")]


def _pattern(word: str) -> str:
    stem = _folded(word.strip())
    parts = [re.escape(part) for part in BREAKS.split(stem.removesuffix("*")) if part]
    end = "" if stem.endswith("*") else r"(?!\w)"
    return r"(?<!\w)" + r"[\s-]+".join(parts) + end


def _folded(text: str) -> str:
    return BREAKS.sub(_dash_or_space, unicodedata.normalize("NFKC", text).casefold())


def _dash_or_space(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else "-"
