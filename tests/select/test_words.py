"""Words and phrases are found whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.select.words import mentions, usable
from tests.fakes import paper


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("rag", "We study RAG-based answers."),
        ("large language models", "Large\nLanguage  Models are large."),
        ("fine-tuning", "Cheap fine tuning"),
        ("fine tuning", "Cheap fine\u2011tuning"),
        ("quanti*", "Quantization helps"),
        ("C++", "Written in C++, not C"),
        ("naïve Bayes", "NAÏVE BAYES again"),
        (" pruning ", "pruning"),
    ],
)
def test_a_word_is_found_whatever_its_case_and_hyphens(word: str, text: str) -> None:
    """In the abstract as in the title."""
    assert mentions(paper("x", abstract=text), [word])
    assert mentions(paper(text, abstract=""), ["nothing of the kind", word])


@pytest.mark.parametrize(
    ("word", "text"),
    [("rag", "fragments and ragged edges"), ("quant", "quantization"), ("a.c", "abc"), ("speech", "")],
)
def test_a_part_of_a_word_is_not_the_word(word: str, text: str) -> None:
    """Nor does a dot match anything but a dot."""
    assert not mentions(paper("x", abstract=text), [word])


def test_title_and_abstract_are_one_text() -> None:
    """A phrase may begin in the title and end in the abstract."""
    assert mentions(paper("On pruning", abstract="networks"), ["pruning networks"])


@given(st.lists(st.sampled_from(["", " ", "*", " * "])))
def test_blanks_and_lone_stars_match_nothing(words: list[str]) -> None:
    """They are left out rather than taken to match every paper."""
    assert usable(words) == []
    assert not mentions(paper("anything"), words)


@given(st.text(), st.text())
def test_no_word_breaks_the_search(word: str, text: str) -> None:
    """A word is never taken for a pattern."""
    assert mentions(paper("x", abstract=text), [word]) in {True, False}
