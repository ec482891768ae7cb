"""A reply has the form that was asked for, or is none."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import BadReply, Busy
from summarizer.llms.validating import Validating, bare, problem
from summarizer.models import Reply
from tests.fakes import FakeLLM
from tests.llms.answers import GOOD, Answer, SlowLLM, request


def ask(answer: str | Exception) -> Reply:
    """Ask a model that says just this."""
    return asyncio.run(Validating(FakeLLM([answer])).complete(request()))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"  {GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"```\n{GOOD}\n```\n",
        f"<think>\nIs it {{}}?\n</think>\n\n```json\n\n  {GOOD}\n  ```",
    ],
)
def test_a_good_reply_is_the_json_alone(text: str) -> None:
    """Fences, thoughts and white space around it are gone; what it took is kept."""
    reply = ask(text)
    assert (reply.text, reply.input_tokens, reply.model) == (GOOD, 100, "fake-1")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "Invalid JSON: EOF"),
        ("It works.", "Invalid JSON"),
        (GOOD[:-1], "Invalid JSON"),
        ('{"tldr": "It works."}', "points: Field required"),
        (GOOD.replace("[0]", '["zero"]'), r"points\.0\.evidence\.0: Input should be a valid integer"),
        (GOOD.replace('"result"', '"praise"'), r"points\.0\.role: Input should be 'problem'"),
        (f"```json\n{GOOD}", "Invalid JSON"),
    ],
)
def test_a_bad_reply_is_worth_another_try(text: str, wrong: str) -> None:
    """The error names the first thing that is wrong, and not what the model said."""
    with pytest.raises(BadReply, match=f"fake-1 did not answer in the form asked for: {wrong}") as caught:
        ask(text)
    assert caught.value.retryable


def test_the_errors_of_the_model_pass_through() -> None:
    """Only replies are judged here."""
    with pytest.raises(Busy):
        ask(Busy("later"))


@given(st.text())
def test_any_reply_can_be_judged(text: str) -> None:
    """Judging never fails, whatever a model says."""
    assert problem(bare(text), Answer)


def test_name_and_end_are_those_of_the_model() -> None:
    """A wrapper has no name of its own, and closes what it wraps."""
    model = SlowLLM()
    validating = Validating(model)
    asyncio.run(validating.close())
    assert (validating.name, model.closed) == ("gpt-5.4-mini", True)
