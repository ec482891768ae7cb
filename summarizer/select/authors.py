"""Tell whether two spellings of a name may be the same author."""

import re
import unicodedata
from collections.abc import Iterable

from summarizer.models import Paper

PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)
"""Letters that Unicode does not take apart into a base and a mark."""

SUFFIXES = {"jr", "sr", "ii", "iii"}


def followed_author(paper: Paper, followed: Iterable[str]) -> str:
    """Return the first author of the paper who is followed, as the paper spells the name; empty: none."""
    wanted = tuple(followed)
    return next((author for author in paper.authors if any(same_author(name, author) for name in wanted)), "")


def same_author(followed: str, author: str) -> bool:
    """Compare names whatever their case, accents and initials: "Y. LeCun" is "Yann LeCun" and "LeCun, Yann".

    A followed name of one word, "LeCun", stands for everyone of that family name.
    """
    ours, theirs = _parts(followed), _parts(author)
    if not ours or not theirs:
        return False
    if "".join(ours) == "".join(theirs):
        return True
    return ours[-1] == theirs[-1] and _agree(ours[:-1], theirs[:-1])


def _agree(ours: list[str], theirs: list[str]) -> bool:
    """Given names agree when each is the other or its initial; middle names may be left out on one side."""
    if not ours or not theirs:
        return not ours
    if len(ours) != len(theirs):
        ours, theirs = ours[:1], theirs[:1]
    return all(_same_given(a, b) for a, b in zip(ours, theirs, strict=True))


def _same_given(one: str, other: str) -> bool:
    if min(len(one), len(other)) == 1:
        return one[0] == other[0]
    return one == other


def _parts(name: str) -> list[str]:
    """Split a name into given names and, last, the family name: plain lower-case letters."""
    family, comma, given = name.partition(",")
    ordered = f"{given} {family}" if comma and given.strip(" .").lower() not in SUFFIXES else name
    decomposed = unicodedata.normalize("NFKD", ordered.casefold().translate(PLAIN))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = [word for word in re.sub(r"[^\w\s-]", " ", letters).split() if word.strip("-") not in SUFFIXES | {""}]
    given_names = [part for word in words[:-1] for part in word.split("-") if part]
    return [*given_names, *(word.replace("-", "") for word in words[-1:])]
