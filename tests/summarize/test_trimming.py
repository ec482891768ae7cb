"""A sentence that stands alone needs no lead-in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summarize.trimming import trim


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("In this paper, we show that small models suffice here.", "Small models suffice here."),
        ("In this work we propose a rule for calibration.", "We propose a rule for calibration."),
        ("To address these challenges, we propose a rule for it.", "We propose a rule for it."),
        ("Building on this insight, we propose a rule for it.", "We propose a rule for it."),
        ("Therefore, to this end, we propose a rule for it.", "We propose a rule for it."),
        ("Extensive experiments demonstrate that the rule helps a lot.", "The rule helps a lot."),
        ("Our experimental results clearly show that GPT-4 fails on longer inputs.", "GPT-4 fails on longer inputs."),
        ("We further prove that mT5 is calibrated in the limit.", "mT5 is calibrated in the limit."),
        ("We prove that a rule suffices for all of them.", "A rule suffices for all of them."),
        ("We show that x is bounded from above and below.", "x is bounded from above and below."),
        ("We find that models may fail on longer inputs.", "Models may fail on longer inputs."),
        ("We use large language models (LLMs) for it.", "We use large language models for it."),
        ("We ask (e.g., by mail) all of them (Doe et al., 2020).", "We ask all of them."),
    ],
)
def test_lead_ins_go(sentence: str, text: str) -> None:
    """What only leads to the claim is taken away, and the claim begins with a capital unless it is a name."""
    assert trim(sentence) == text


@pytest.mark.parametrize(
    "sentence",
    [
        "We suggest that small models suffice.",
        "Our results suggest that small models may suffice.",
        "We argue that small models suffice.",
        "We show that it suffices for all of them.",
        "Experiments on four data sets show that the rule helps.",
        "We show promising results on four data sets.",
        "In this paper, we win.",
        "To win, we propose a rule for calibration.",
        "The error falls (by 12%) on all of them.",
        "Large language models (LLMs) are said to be better than other LLMs.",
        "",
    ],
)
def test_what_carries_meaning_stays(sentence: str) -> None:
    """Hedges, conditions, figures, words that point back, acronyms in use, and what would leave no sentence."""
    assert trim(sentence) == sentence


def test_an_acronym_stays_where_the_sentences_around_need_it() -> None:
    """It is kept when the company of the sentence uses it."""
    sentence = "We introduce Rule Acquisition (RULE), a layer for agents."
    assert trim(sentence, "We test RULE on two data sets.") == sentence
    assert trim(sentence, "We test it.") == "We introduce Rule Acquisition, a layer for agents."


@given(st.text())
def test_trimming_only_takes_away(text: str) -> None:
    """Any text is accepted, and none grows but by a capital."""
    assert len(trim(text)) <= len(text) + 1


def test_two_claims_on_one_verb_keep_it() -> None:
    """Without "shows that", the second half would hang in the air."""
    sentence = "Analysis shows that switching is learned, and that the latent step matters."
    assert trim(sentence) == sentence
