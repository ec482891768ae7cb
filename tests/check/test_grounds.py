"""What a claim may rest on."""

import pytest

from summarizer.check.grounds import grounds
from summarizer.models import Document
from tests.fakes import paper

SENTENCES = (
    "Large language models need much memory.",
    "We quantize weights to 4 bits.",
    "Accuracy stays at 98.5% on MMLU.",
    "Training takes 4 hours, and CNNs are slower.",
    "So it is.",
)
BASE = grounds(
    Document(paper=paper("Frugal decoding", authors=("Ada Author",)), sentences=SENTENCES, origin="abstract")
)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Quantizing the weights saves memory.", 0.75),
        ("Author's frugal decoding", 1.0),
        ("LLMs need memory", 1.0),
        ("Convolutional neural networks are slower", 1.0),
        ("Zebrafish larvae swim upstream", 0.0),
        ("It is what it is.", 0.0),
        ("So it is.", 1.0),
        ("...", 0.0),
        ("", 0.0),
    ],
)
def test_coverage_is_the_share_of_words_the_document_has(text: str, share: float) -> None:
    """Endings do not matter, title and authors count, and an acronym may stand for its words either way.

    Where there are no such words, only a sentence of the document is covered.
    """
    assert BASE.coverage(text) == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (SENTENCES[3], 3),
        ("Memory is what language models need", 0),
        ("MMLU accuracy of 98.5%", 2),
        ("Weights in 4 bits", 1),
    ],
)
def test_the_nearest_sentence_shares_most(text: str, number: int) -> None:
    """Words and numbers count; a claim that is a sentence is that sentence."""
    assert BASE.nearest(text) == number


def test_the_title_is_a_source_of_numbers_too() -> None:
    """It comes after the sentences."""
    base = grounds(Document(paper=paper("Decoding 3x faster"), sentences=("It is fast.",), origin="abstract"))
    assert [[number.digits for number in numbers] for numbers in base.numbers] == [[], [3.0]]


def test_the_language_of_the_document_is_known() -> None:
    """A summary in another one cannot be compared word by word."""
    assert BASE.english
    french = "Nous proposons une nouvelle technique pour accélérer les grands modèles de langue sans perte de qualité."
    assert not grounds(Document(paper=paper("x"), sentences=(french,), origin="abstract")).english
