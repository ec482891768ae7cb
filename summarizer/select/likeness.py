"""How like an interest a paper is: TF-IDF over words and pairs of words, compared by cosine."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import Any

from summarizer.models import Paper

SHOWN = 3
"""Shared terms named in a reason: more would not be read."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a paper comes to the interest it is nearest to."""

    score: float
    """0: no word in common; 1: the paper says the interest and nothing else.

    The square root of the cosine, because an interest of three words and an abstract of two hundred have a cosine of
    0.05 where they agree and seldom 0.25: of 2,340 real papers the nearest score 0.5, one in ten 0.22.
    """
    interest: str
    """Empty when the paper has no word in common with any."""
    shared: tuple[str, ...]
    """The terms that made it so, strongest first, as the interest spells them."""


NONE = Likeness(0.0, "", ())


def likeness(interests: Sequence[str], papers: Sequence[Paper]) -> list[Likeness]:
    """Compare every paper with every interest on its own; the nearest interest counts."""
    if not papers or not any(map(terms, interests)):
        return [NONE] * len(papers)
    # Heavy: half a second, and only an issue pays for it.
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 (see above)

    vectorizer = TfidfVectorizer(analyzer=terms, sublinear_tf=True)
    matrix = vectorizer.fit_transform([*(f"{paper.title}.\n{paper.abstract}" for paper in papers), *interests])
    texts, wanted = matrix[: len(papers)], matrix[len(papers) :]
    names = vectorizer.get_feature_names_out()
    nearest = (texts @ wanted.T).toarray()
    return [
        _explained(float(row.max()), interests[best := int(row.argmax())], texts[place].multiply(wanted[best]), names)
        for place, row in enumerate(nearest)
    ]


def terms(text: str) -> list[str]:
    """Return the words of a text and its pairs of neighbouring words, without stop words, plurals made singular."""
    words = [_singular(word) for word in _words(text)]
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def _explained(cosine: float, interest: str, product: Any, names: Sequence[str]) -> Likeness:
    """Name the terms behind a cosine; `product` is the sparse row of what each term adds to it."""
    if cosine <= 0:
        return NONE
    row = product.tocoo()
    weights = {str(names[column]): float(weight) for column, weight in zip(row.col, row.data, strict=True)}
    strongest = sorted(weights, key=lambda term: (-weights[term], term))
    return Likeness(min(1.0, sqrt(cosine)), interest, _as_spelled(strongest, interest))


def _as_spelled(found: Sequence[str], interest: str) -> tuple[str, ...]:
    """Take the words back to how the editor wrote them, and leave out words that a longer term says already."""
    written = {_singular(word): word for word in _words(interest)}
    whole = [term for term in found if not any(term != other and term in other.split() for other in found)]
    return tuple(" ".join(written[word] for word in term.split()) for term in whole[:SHOWN])


def _words(text: str) -> list[str]:
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415 (heavy, see `likeness`)

    plain = unicodedata.normalize("NFKC", text).lower()
    return [word for word in re.findall(r"\w\w+", plain) if word not in ENGLISH_STOP_WORDS]


def _singular(word: str) -> str:
    if len(word) <= len("gas") or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
