"""Read a paper's abstract."""

import re

from summarizer.errors import ReadError
from summarizer.models import Document, Paper
from summarizer.read.injection import addresses_a_model
from summarizer.sentences import split_sentences
from summarizer.unseen import without_unseen

ORIGIN = "abstract"
ENOUGH = 4
"""Words that make a sentence one can summarize."""

WITHDRAWN = re.compile(
    r"\W*(?:withdrawn\b|retracted\b|(?:this|the) (?:\w+ )?(?:paper|article|submission|manuscript|preprint|work|entry) "
    r"(?:has been|have been|had been|was|is|is being) (?:\w+ )?(?:withdrawn|retracted|removed by)\b)",
    re.IGNORECASE,
)


def read_abstract(paper: Paper) -> Document:
    """Return the abstract as sentences, without what is hidden or addressed to a model.

    Raises `ReadError` when nothing is left, or only a notice of withdrawal.
    """
    text = without_unseen(paper.abstract).strip()
    if not text:
        raise ReadError("it has no abstract")
    if WITHDRAWN.match(text):
        raise ReadError(f"it was withdrawn: {_short(text)}")
    said = split_sentences(text)
    sentences = tuple(sentence for sentence in said if not addresses_a_model(sentence))
    if not any(_words(sentence) >= ENOUGH for sentence in sentences):
        raise ReadError(_reason(said, sentences))
    return Document(paper=paper, sentences=sentences, origin=ORIGIN)


def _reason(said: tuple[str, ...], left: tuple[str, ...]) -> str:
    if len(left) < len(said):
        return "its abstract is addressed to a model, not to readers"
    return f"its abstract is too short to read: {_short(' '.join(said))}"


def _words(sentence: str) -> int:
    """Count words; in scripts without spaces, characters."""
    return len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|\w+", sentence))


def _short(text: str, most: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
