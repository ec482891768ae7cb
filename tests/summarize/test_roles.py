"""Sentences are known by the part they play."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.summarize.roles import LONGEST_ABSTRACT, Role, tell_roles

ABSTRACT = (
    "Sequence models have become popular in recent years.",
    "However, they often lack calibration.",
    "In this paper, we propose a rule for calibrating them.",
    "Specifically, we train a small head based on held-out data.",
    "Experiments on 4 datasets show that the error is reduced by 12%.",
    "A limitation of our approach is that it needs labels.",
    "Code is available at https://example.org/code.",
)


def test_an_abstract_is_told_apart() -> None:
    """Background, objective, method, result, limit, and where the code is."""
    assert tell_roles(ABSTRACT) == (
        Role.BACKGROUND,
        Role.BACKGROUND,
        Role.OBJECTIVE,
        Role.METHOD,
        Role.RESULT,
        Role.LIMIT,
        Role.OTHER,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "We release our framework.",
        "We make all models publicly available.",
        "The data set and code are publicly available.",
        "Accepted at a workshop. Project page: https://example.org",
        "Keywords: calibration, models",
        "© 2020 A Publisher. All rights reserved.",
    ],
)
def test_what_says_nothing_of_the_work(sentence: str) -> None:
    """Where things are, who published: no part of a summary."""
    assert tell_roles((*ABSTRACT[:5], sentence))[-1] is Role.OTHER


@pytest.mark.parametrize(
    "sentence",
    [
        "Our method does not apply to text.",
        "We acknowledge several limitations of the data.",
        "We leave other languages to future work.",
        "This gain comes at the cost of memory.",
    ],
)
def test_limits_are_those_of_the_work(sentence: str) -> None:
    """What the authors say of their own work is a limit; the same words before they speak of it are background."""
    assert tell_roles((*ABSTRACT[:5], sentence))[-1] is Role.LIMIT
    assert tell_roles(("How to calibrate remains an open problem.", *ABSTRACT[1:]))[0] is Role.BACKGROUND


def test_a_full_text_is_read_by_its_words_alone() -> None:
    """Past the length of an abstract, the place of a sentence says nothing."""
    text = ("Filler stands here.",) * LONGEST_ABSTRACT + ABSTRACT
    assert tell_roles(text)[-5:] == tell_roles(ABSTRACT)[-5:]


@given(st.lists(st.text(max_size=80), max_size=40))
def test_every_sentence_has_a_part(sentences: list[str]) -> None:
    """Any text has as many parts as sentences."""
    assert len(tell_roles(sentences)) == len(sentences)
