"""The built-in summarizer repeats the paper's own sentences, and says which."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SummaryError
from summarizer.models import Document, Section, Unchecked
from summarizer.protocols import Summarizer
from summarizer.summarize.builtin import STATEMENTS, BuiltinSummarizer
from tests.fakes import NOON, pick

TITLE = "A Rule for Calibrating Sequence Models"
ABSTRACT = (
    "Sequence models have become popular in recent years.",
    "However, they often lack calibration, and existing remedies are costly.",
    "In this paper, we propose a rule for calibrating sequence models in one pass.",
    "Specifically, we train a small head based on held-out data.",
    "Our method uses no labels at test time and each pass is cheap.",
    "Experiments on 4 datasets show that the error is reduced by 12%.",
    "A limitation of our approach is that it needs labels for training.",
    "Code is available at https://example.org/code.",
)


def draft(*sentences: str, section: Section = Section.IN_DEPTH, title: str = TITLE) -> Unchecked:
    """Return what is made of a document with these sentences."""
    chosen = pick(title, section)
    document = Document(paper=chosen.paper, sentences=sentences, origin="abstract")
    return asyncio.run(BuiltinSummarizer(now=NOON).summarize(chosen, document))


def test_a_paper_in_depth_gets_its_parts_in_the_order_of_the_paper() -> None:
    """The TL;DR without its lead-in; problem, method, result and limit as they stand, each with its sentence."""
    made = draft(*ABSTRACT)
    assert made.tldr.text == "We propose a rule for calibrating sequence models in one pass."
    assert made.tldr.evidence == (2,)
    assert [statement.role for statement in made.statements] == ["problem", "method", "result", "limit"]
    assert all(statement.text == ABSTRACT[statement.evidence[0]] for statement in made.statements)
    assert [statement.evidence for statement in made.statements] == sorted(s.evidence for s in made.statements)
    assert (2,) not in [statement.evidence for statement in made.statements]


def test_it_signs_with_its_name_and_the_time_it_was_given() -> None:
    """No model, no clock, no critique."""
    made = draft(*ABSTRACT)
    assert (made.model, made.at, made.critique) == ("built-in", NOON, ())


def test_a_paper_in_brief_gets_its_tldr_alone() -> None:
    """One line is what a brief has room for."""
    made = draft(*ABSTRACT, section=Section.IN_BRIEF)
    assert made.tldr.evidence == (2,)
    assert made.statements == ()


def test_a_document_of_one_sentence_gives_just_the_tldr() -> None:
    """Nothing is said twice."""
    made = draft("We win.")
    assert (made.tldr.text, made.statements) == ("We win.", ())


def test_a_proposal_with_an_address_is_still_a_proposal() -> None:
    """Only what says nothing else is left out for its link."""
    made = draft(ABSTRACT[0], "In this paper, we introduce Calibra, a rule for sequence models (https://example.org).")
    assert made.tldr.evidence == (1,)


def test_where_the_code_is_is_no_part_of_a_summary() -> None:
    """Neither the TL;DR nor a statement, even when little else is there."""
    made = draft("It is about rules.", f"The code of {TITLE} is available at https://example.org/code.")
    assert made.tldr.evidence == (0,)
    assert made.statements == ()


def test_a_measured_result_comes_before_another() -> None:
    """Where there is room for one more result, numbers decide."""
    results = ("Results show that the error falls by far.", "Results show that the error falls by 12%.")
    made = draft(*ABSTRACT[:5], *results, ABSTRACT[6])
    assert "result" in [statement.role for statement in made.statements if statement.evidence == (6,)]


@pytest.mark.parametrize("sentences", [(), ("", " ")])
def test_no_text_is_no_summary(sentences: tuple[str, ...]) -> None:
    """There is no stand-in: the paper is skipped with a reason that names it."""
    with pytest.raises(SummaryError, match="no text of test:"):
        draft(*sentences)


def test_it_is_a_summarizer() -> None:
    """It fits where a model does, and closing it is harmless."""
    summarizer: Summarizer = BuiltinSummarizer(now=NOON)
    assert summarizer.name == "built-in"
    asyncio.run(summarizer.close())


@given(st.lists(st.sampled_from(ABSTRACT) | st.text(min_size=1).filter(str.strip), min_size=1, max_size=30))
def test_every_summary_rests_on_sentences_that_exist(sentences: list[str]) -> None:
    """At most four statements, each a sentence of its own, in order; the same input gives the same draft."""
    made = draft(*sentences)
    places = [statement.evidence[0] for statement in made.statements]
    assert len(places) <= STATEMENTS
    assert places == sorted(set(places))
    assert made.tldr.evidence[0] not in places
    assert all(statement.text == sentences[statement.evidence[0]] for statement in made.statements)
    assert made == draft(*sentences)
