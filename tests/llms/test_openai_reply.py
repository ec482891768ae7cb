"""Whatever a server sends is read as an answer, or told as what it is."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import BadReply
from summarizer.llms.counting import Unusable
from summarizer.llms.openai_reply import read_reply
from summarizer.models import Reply


def body(message: object = None, finish: object = "stop", **more: object) -> bytes:
    """Make the body of a completion; name only what the test is about."""
    choice = {"message": {"content": "Yes."} if message is None else message, "finish_reason": finish}
    usage = {"prompt_tokens": 10, "completion_tokens": 2, "prompt_tokens_details": {"cached_tokens": 4}}
    return json.dumps({"choices": [choice], "usage": usage, **more}).encode()


def test_an_answer_is_read() -> None:
    """The text, under the name that was asked for, and what it took."""
    read = read_reply(body(model="/srv/models/some.gguf"), "some")
    assert read == Reply(text="Yes.", model="some", input_tokens=10, cached_input_tokens=4, output_tokens=2)


@pytest.mark.parametrize(
    ("usage", "tokens"),
    [
        (None, (0, 0, 0)),
        ({}, (0, 0, 0)),
        ({"prompt_tokens": 7}, (7, 0, 0)),
        ({"prompt_tokens": None, "completion_tokens": None, "prompt_tokens_details": None}, (0, 0, 0)),
        ({"prompt_tokens": 7, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 9}}, (7, 7, 3)),
        ({"prompt_tokens": -1, "completion_tokens": -1, "prompt_tokens_details": {"cached_tokens": -1}}, (0, 0, 0)),
    ],
)
def test_what_a_server_says_it_used_makes_sense(usage: object, tokens: tuple[int, int, int]) -> None:
    """Nothing, nulls and impossible numbers are no reason to lose an answer."""
    reply = read_reply(body(usage=usage), "some")
    assert (reply.input_tokens, reply.cached_input_tokens, reply.output_tokens) == tokens


@pytest.mark.parametrize(
    ("message", "finish", "words", "retryable"),
    [
        ({"content": "Yes", "refusal": "I am\n sorry."}, "stop", "some refused: I am sorry.", False),
        ({"content": "Yes"}, "content_filter", "the filter of the provider of some stopped", False),
        ({"content": "Yes"}, "length", "cut at the limit", False),
        ({"content": None}, "stop", "empty", True),
        ({"content": " \n"}, None, "empty", True),
        ({}, "stop", "empty", True),
    ],
)
def test_an_unusable_answer_says_what_it_cost(message: object, finish: object, words: str, retryable: bool) -> None:
    """It is paid for all the same; only an empty one may come out better the next time."""
    with pytest.raises(Unusable, match=words) as caught:
        read_reply(body(message, finish), "some")
    assert caught.value.paid.input_tokens == 10
    assert caught.value.retryable is retryable


@pytest.mark.parametrize("choices", [[], None])
def test_no_choices_are_no_answer(choices: object) -> None:
    """Worth another try."""
    with pytest.raises(Unusable, match="some gave no answer") as caught:
        read_reply(body(choices=choices), "some")
    assert caught.value.retryable


@pytest.mark.parametrize(
    "content",
    [b"", b"null", b"[]", b"3", b"<html></html>", b'{"choices": [', body("text"), body({"content": 3}), b"\xff\xfe"],
)
def test_anything_else_is_worth_another_try(content: bytes) -> None:
    """A gateway's page, cut JSON, another protocol."""
    with pytest.raises(BadReply, match="no answer of some but something else") as caught:
        read_reply(content, "some")
    assert caught.value.retryable


def test_a_long_refusal_is_shortened() -> None:
    """Readers see the reason, not the sermon."""
    with pytest.raises(Unusable) as caught:
        read_reply(body({"refusal": "no " * 999}), "some")
    assert len(str(caught.value)) < 250


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["choices", "message", "content", "usage", "refusal"]), inner, max_size=3)
    ),
)


@given(JSON)
def test_any_json_is_an_answer_or_a_bad_reply(value: object) -> None:
    """Nothing a server sends looks like a bug of ours."""
    try:
        read = read_reply(json.dumps(value).encode(), "some")
    except BadReply:
        return
    assert read.text.strip()
