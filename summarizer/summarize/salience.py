"""Say how much each sentence tells of a paper: its likeness to the title and to the rest, its cues, place and length.

The weights are made by hand, against the training part of SciTLDR (Cachola et al., 2020).
"""

import re
from collections import Counter
from collections.abc import Sequence
from math import log

from summarizer.summarize.roles import LONGEST_ABSTRACT, Role

TITLE_COVERED = 1.3
"""For the share of the title's words that the sentence has."""
TITLE_DENSITY = 1.2
"""For the share of the sentence's words that the title has."""
COMMONNESS = 2.0
"""For how many of the document's sentences share the sentence's words, on average."""
STRETCH = 0.4
"""Against every e-fold that a sentence is longer or shorter than `IDEAL_WORDS`."""
IDEAL_WORDS = 22
BEHIND = 0.6
"""Against sentences of a full text that stand where no abstract would be."""
FRAGMENT = 2.0
"""Against what ends like no sentence in a full text: headings, captions, rows of tables."""

_PARTS = {Role.BACKGROUND: -0.4, Role.LIMIT: -0.5, Role.OTHER: -9.0}
_CUES = (
    (
        1.3,
        (
            r"\b(?:we|this (?:paper|work)) (?:\w+ly |also |then |thus |therefore )?"
            r"(?:propose|present|introduce|develop|describe|study|investigate|explore|design)s?\b"
        ),
    ),
    (
        0.5,
        (
            r"\b(?:we|this (?:paper|work)|results|experiments) (?:\w+ly |also |further |then )?"
            r"(?:show|demonstrate|prove|find|argue|provide|establish)s?\b"
        ),
    ),
    (0.4, r"\bin this (?:paper|work|study)\b"),
    (0.1, r"\d"),
    (-0.3, r"^(?:they|it|such|these|those|this (?!paper|work|study|article))\b"),
)
_PATTERNS = tuple((weight, re.compile(pattern, re.IGNORECASE)) for weight, pattern in _CUES)
_ENDS = tuple(".!?…。！？")
_WORD = re.compile(r"\w+")
_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "ly", "al", "e")
_SHORTEST_STEM = 3
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an the of for in on to and or with by from as at is are be via using into over under we our this that these"
        " it its can how what towards toward",
    )
)


def rate(title: str, sentences: Sequence[str], roles: Sequence[Role]) -> tuple[float, ...]:
    """Return a number for each sentence; the highest says most. `roles` has one part for each sentence."""
    wanted = _terms(title)
    bags = [_terms(sentence) for sentence in sentences]
    spread = Counter(term for bag in bags for term in bag)
    return tuple(
        _likeness(bag, wanted, spread, len(bags)) + _manner(sentence, place, len(bags)) + _PARTS.get(role, 0.0)
        for place, (sentence, bag, role) in enumerate(zip(sentences, bags, roles, strict=True))
    )


def _likeness(bag: frozenset[str], wanted: frozenset[str], spread: Counter[str], count: int) -> float:
    """Rate the words: those of the title, and those of the whole document."""
    size = max(len(bag), 1)
    shared = len(bag & wanted)
    common = sum(spread[term] for term in bag) / size / count
    return TITLE_COVERED * shared / max(len(wanted), 1) + TITLE_DENSITY * shared / size + COMMONNESS * common


def _manner(sentence: str, place: int, count: int) -> float:
    """Rate how and where it is said."""
    rating = sum(weight for weight, pattern in _PATTERNS if pattern.search(sentence))
    rating -= STRETCH * abs(log(max(len(sentence.split()), 1) / IDEAL_WORDS))
    if count <= LONGEST_ABSTRACT:
        return rating
    whole = sentence.rstrip("\"'”’»)]").endswith(_ENDS)
    return rating - BEHIND * (place >= LONGEST_ABSTRACT) - FRAGMENT * (not whole)


def _terms(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def _stem(word: str) -> str:
    """Cut the commonest endings, so that `training` and `trained` are one term."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
