"""What was answered once is answered from the store, and only good answers get there."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from summarizer.cache import DiskStore
from summarizer.errors import BadReply, ModelError, StoreError
from summarizer.llms.counting import Ledger
from summarizer.llms.remembering import Remembering, key_of
from summarizer.models import Reply, Request
from tests.fakes import FakeLLM, FakeStore
from tests.llms.answers import GOOD, Answer, SlowLLM, request

OTHER = GOOD.replace("works", "fails")


def ask(remembering: Remembering, *requests: Request) -> list[str]:
    """Ask one after the other; return what was said."""

    async def asked() -> list[str]:
        return [(await remembering.complete(one)).text for one in requests]

    return asyncio.run(asked())


def test_the_same_question_is_asked_once() -> None:
    """The second answer comes from the store, with all that the first one said."""
    model, ledger = FakeLLM([GOOD]), Ledger()
    remembering = Remembering(model, FakeStore(), ledger)

    async def twice() -> tuple[Reply, Reply]:
        return await remembering.complete(request()), await remembering.complete(request())

    first, second = asyncio.run(twice())
    assert first == second == Reply(text=GOOD, model="fake-1", input_tokens=100, output_tokens=10)
    assert (len(model.asked), ledger.from_cache) == (1, 1)


class Longer(Answer):
    """Another form of answer, with a name of its own."""


class Narrower(BaseModel):
    """A form that `GOOD` does not have."""

    tldr: str = Field(max_length=3)


@pytest.mark.parametrize(
    "changed",
    [
        replace(request(), instructions="Say less."),
        replace(request(), text="[0] It fails."),
        replace(request(), max_output_tokens=501),
        replace(request(), answer=Longer),
        replace(request(), answer=Narrower),
    ],
)
def test_any_change_of_the_question_is_another_question(changed: Request) -> None:
    """Prompt, paper, form and limit are all in the key."""
    assert key_of("fake-1", changed) != key_of("fake-1", request())


def test_another_model_is_another_question() -> None:
    """A stronger model may answer better."""
    assert key_of("fake-1", request()) != key_of("fake-2", request())


def test_another_server_is_another_question() -> None:
    """What it calls by the same name may be another model; OpenAI's own has no name, and keeps its keys."""
    key = key_of("fake-1", request(), "http://127.0.0.1:8000/v1")
    assert key != key_of("fake-1", request(), "http://127.0.0.1:8001/v1")
    assert key != key_of("fake-1", request()) == key_of("fake-1", request(), "")

    store = FakeStore()
    here, there = (Remembering(FakeLLM([said]), store, Ledger(), said) for said in (GOOD, OTHER))
    assert [ask(here, request()), ask(there, request()), ask(here, request())] == [[GOOD], [OTHER], [GOOD]]


def test_what_is_forgotten_is_asked_again() -> None:
    """An answer that turned out to be of no use is not there for ever; others stay."""
    remembering = Remembering(FakeLLM([GOOD, GOOD, OTHER]), FakeStore(), Ledger(), "http://127.0.0.1:8000/v1")
    ask(remembering, request("one"), request("two"))
    remembering.forget(request("one"))
    remembering.forget(request("one"))
    assert ask(remembering, request("one"), request("two")) == [OTHER, GOOD]
    assert remembering.ledger.from_cache == 1


def test_keys_do_not_change_from_run_to_run() -> None:
    """This one was made when the format was: if it changes, everything paid for so far is paid for again."""
    asked = Request(instructions="a", text="b\ud800", answer=Narrower, max_output_tokens=1)
    assert key_of("fake-1", asked) == "ccc24d981297bff296bfd368c427315ce504eb640cde8648d75f2219aa6d3257"


def test_a_kept_answer_outlives_the_run(tmp_path: Path) -> None:
    """With the real store, in a new run, without any model."""
    for model in (FakeLLM([GOOD]), FakeLLM([])):
        store = DiskStore(tmp_path)
        assert ask(Remembering(model, store, Ledger()), request()) == [GOOD]
        store.close()


@pytest.mark.parametrize("error", [BadReply("refused"), ModelError("no key"), TypeError("a bug")])
def test_errors_are_not_kept(error: Exception) -> None:
    """The next run asks again."""
    store = FakeStore()
    remembering = Remembering(FakeLLM([error, GOOD]), store, Ledger())
    with pytest.raises(type(error)):
        ask(remembering, request())
    assert store.kept == {}
    assert ask(remembering, request()) == [GOOD]


@pytest.mark.parametrize(
    "value",
    [
        "",
        "no JSON",
        "[]",
        "{}",
        json.dumps({"text": GOOD}),
        json.dumps({"text": 3, "model": "fake-1"}),
        json.dumps({"text": '{"tldr": "It', "model": "fake-1"}),
        json.dumps({"text": '{"headline": "It works."}', "model": "fake-1"}),
    ],
)
def test_what_cannot_be_read_was_not_kept(value: str) -> None:
    """It is asked for again, and takes the place of what was there."""
    store, ledger = FakeStore({key_of("fake-1", request()): value}), Ledger()
    remembering = Remembering(FakeLLM([OTHER]), store, ledger)
    assert ask(remembering, request(), request()) == [OTHER, OTHER]
    assert ledger.from_cache == 1


def test_equal_questions_at_the_same_moment_make_one_call() -> None:
    """The others wait, and find the answer kept; other questions do not wait."""
    model, ledger = SlowLLM(), Ledger()
    remembering = Remembering(model, FakeStore(), ledger)

    async def main() -> list[Reply]:
        asked = [asyncio.create_task(remembering.complete(request(f"[0] {n % 2}"))) for n in range(8)]
        await model.arrivals(2)
        model.go()
        return await asyncio.gather(*asked)

    replies = asyncio.run(main())
    assert [reply.text for reply in replies] == [GOOD] * 8
    assert (model.asked, model.most_at_once, ledger.from_cache) == (2, 2, 6)


def test_when_the_one_who_asks_is_called_off_the_next_asks() -> None:
    """Waiting for someone else's call never means getting no answer."""
    model = SlowLLM()
    remembering = Remembering(model, FakeStore(), Ledger())

    async def main() -> Reply:
        first = asyncio.create_task(remembering.complete(request()))
        await model.arrivals(1)
        second = asyncio.create_task(remembering.complete(request()))
        await asyncio.sleep(0)
        first.cancel()
        model.go()
        return await second

    assert asyncio.run(main()).text == GOOD
    assert model.asked == 2


def test_no_lock_is_left_behind() -> None:
    """The same wrapper serves one event loop after another."""
    remembering = Remembering(FakeLLM([GOOD, OTHER]), FakeStore(), Ledger())
    assert ask(remembering, request("one")) == [GOOD]
    assert ask(remembering, request("two"), request("one")) == [OTHER, GOOD]


def test_an_answer_that_cannot_be_kept_stops_the_run(tmp_path: Path) -> None:
    """Going on would pay for answers that are lost."""
    (tmp_path / "file").touch()
    store = DiskStore(tmp_path / "file" / "cache")
    with pytest.raises(StoreError):
        ask(Remembering(FakeLLM([GOOD]), store, Ledger()), request())
    store.close()


def test_name_and_end_are_those_of_the_model() -> None:
    """A wrapper has no name of its own, and closes what it wraps."""
    model = SlowLLM()
    remembering = Remembering(model, FakeStore(), Ledger())
    asyncio.run(remembering.close())
    assert (remembering.name, model.closed) == ("gpt-5.4-mini", True)
