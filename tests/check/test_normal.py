"""The same thing said twice compares equal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.check.normal import plain, speaks_english, stem, stems, words


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (r"$4.5$ billion", "4.5 billion"),
        (r"$2.2\times$ faster", "2.2x faster"),
        ("2.2 × 10⁻³", "2.2x10^-3"),
        (r"95\% of \textbf{Schölkopf}", "95% of Scholkopf"),
        (r"10\,000 or 10{,}000", "10,000 or 10,000"),
        ("5–10 and \u22123", "5-10 and -3"),
        ("**bold** `code` ﬁne", "bold code fine"),
        (r"$\mu$P", "mu P"),
    ],
)
def test_typography_is_taken_off(text: str, same: str) -> None:
    """LaTeX, Markdown, accents, ligatures, raised digits and dashes; not the case, which tells M from m."""
    assert " ".join(plain(text).split()) == same


def test_words_are_letters() -> None:
    """Compounds are taken apart; digits and single letters are left out."""
    assert words("A GPT-4-like state-of-the-art model") == ["gpt", "like", "state", "of", "the", "art", "model"]


def test_stems_join_what_belongs_together() -> None:
    """Endings are cut off; words that say nothing are left out."""
    assert stems("The authors propose quantized models") == stems("quantization of a model") == {"quanti", "model"}
    assert stem("gas") == "gas"


def test_english_is_known_by_its_small_words() -> None:
    """A short text is given the benefit of the doubt."""
    german = "Das Verfahren senkt den Speicherbedarf grosser Sprachmodelle um vierzig Prozent ohne messbaren Verlust"
    assert not speaks_english(german)
    assert speaks_english("Speicherbedarf sinkt")
    assert speaks_english(
        "The method cuts the memory that large language models need by a third, at no cost to quality"
    )


def test_another_alphabet_is_another_language() -> None:
    """However short the text; letters in formulas do not make one."""
    assert not speaks_english("准确率仍保持在98.5%。")
    assert not speaks_english("Точность остаётся 98,5%.")
    assert speaks_english("The α of β is γ.")
    assert speaks_english("98.5%")


@given(st.text())
def test_plain_text_stays_plain(text: str) -> None:
    """No text breaks it, and what was made plain has no LaTeX left to remove."""
    assert not set(plain(text)) & set("\\${}")
