"""How like an interest a paper is."""

import pytest

from summarizer.select.likeness import likeness, terms
from tests.fakes import paper

PAPERS = [
    paper(
        "Quantization of small language models", abstract="Memory falls to a quarter; the language model stays good."
    ),
    paper("Mapping glaciers from orbit", abstract="Ice is measured by radar in four valleys."),
    paper("Language of the courts", abstract="Judges write long sentences."),
]


def test_the_nearest_interest_counts_and_is_named() -> None:
    """Each interest is compared on its own; the terms it shares with the paper come as the interest has them."""
    model, ice, court = likeness(["Efficient Language Models", "glacier radar"], PAPERS)
    assert model.interest == "Efficient Language Models"
    assert model.shared == ("language models",)
    assert (ice.interest, ice.shared) == ("glacier radar", ("glacier", "radar"))
    assert 0 < court.score < model.score <= 1


def test_a_paper_that_is_the_interest_scores_one() -> None:
    """The scale has an end, whatever else is in the batch."""
    (same, _) = likeness(["sparse attention"], [paper("Sparse attention", abstract=""), *PAPERS[:1]])
    assert same.score == pytest.approx(1)


def test_nothing_in_common_is_zero_and_no_reason() -> None:
    """No interest is named for a paper that shares no word with any."""
    assert all(not found.score and not found.interest for found in likeness(["zebrafish larvae"], PAPERS))


@pytest.mark.parametrize("interests", [[], ["the of and"], ["?"]])
def test_interests_without_a_word_say_nothing(interests: list[str]) -> None:
    """Stop words alone are no interest, and break nothing."""
    assert [found.score for found in likeness(interests, PAPERS)] == [0, 0, 0]


def test_no_papers_have_no_likeness() -> None:
    """An empty week is an empty list."""
    assert likeness(["language"], []) == []


def test_plurals_and_case_are_one_term() -> None:
    """A singular finds a plural; words that only end like one are left alone."""
    assert terms("Studies of Model bias, gas and loss") == terms("study model bias gas loss")
