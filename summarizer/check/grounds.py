"""What a claim may rest on: a document's sentences, title and authors, taken apart once for all its claims."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.check.normal import plain, speaks_english, stem, stems, words
from summarizer.check.quantities import Quantity, source_quantities
from summarizer.models import Document

ACRONYM = re.compile(r"\b[A-Z]{2,6}(?=s?\b)")
LENGTHS = range(2, 6)
"""Words that an acronym stands for."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """A document in the form that claims are compared with."""

    texts: tuple[str, ...]
    """The sentences, plain."""
    sentences: tuple[frozenset[str], ...]
    """The stems and numbers of each."""
    stems: frozenset[str]
    """Those of all sentences, the title and the authors, and the acronyms that their words could have."""
    acronyms: frozenset[str]
    numbers: tuple[tuple[Quantity, ...], ...]
    """By sentence; the title's last."""
    english: bool

    def coverage(self, text: str) -> float:
        """Return the share of a claim's meaningful words that the document has.

        A claim without such words says nothing that could be found: 0, unless it is a sentence of the document.
        """
        said = plain(text)
        wanted = stems(said)
        if not wanted:
            return float(said in self.texts)
        missing = wanted - self.stems - self._abbreviated(said)
        return 1 - len(missing) / len(wanted)

    def nearest(self, text: str) -> int:
        """Return the number of the sentence that is the claim, or has most of its words and numbers and little else."""
        said = plain(text)
        wanted = _marks(said)

        def likeness(number: int) -> tuple[bool, int, int]:
            there = self.sentences[number]
            return self.texts[number] == said, len(wanted & there), -len(there)

        return max(range(len(self.sentences)), key=likeness)

    def _abbreviated(self, said: str) -> frozenset[str]:
        """Find the stems of words that the document has as an acronym."""
        listed = words(said)
        runs = (listed[start : start + length] for length in LENGTHS for start in range(len(listed) - length + 1))
        return frozenset(stem(word) for run in runs if _initials(run) in self.acronyms for word in run)


def grounds(document: Document) -> Grounds:
    """Take a document apart."""
    paper = document.paper
    texts = [plain(sentence) for sentence in document.sentences]
    title = plain(paper.title)
    around = [*texts, title, plain(" ".join(paper.authors))]
    return Grounds(
        texts=tuple(texts),
        sentences=tuple(map(_marks, texts)),
        stems=frozenset().union(*map(stems, around), _possible(around)),
        acronyms=frozenset(match.lower() for text in around for match in ACRONYM.findall(text)),
        numbers=tuple(tuple(source_quantities(text)) for text in [*texts, title]),
        english=speaks_english(" ".join(texts)),
    )


def _marks(text: str) -> frozenset[str]:
    return stems(text) | frozenset(re.findall(r"\d+", text))


def _possible(texts: Iterable[str]) -> frozenset[str]:
    """Return the initials of every few words in a row: what an acronym in a claim may stand for."""
    rows = [words(text) for text in texts]
    return frozenset(
        _initials(row[start : start + length])
        for row in rows
        for length in LENGTHS
        for start in range(len(row) - length + 1)
    )


def _initials(run: Iterable[str]) -> str:
    return "".join(word[0] for word in run)
