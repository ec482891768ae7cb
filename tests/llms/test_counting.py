"""Every reply that was paid for is in the ledger, and none is bought past the ceiling."""

import asyncio
import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import BadReply, Busy, OverBudget
from summarizer.llms.counting import Counting, Ledger, Unusable
from summarizer.models import Reply, Usage
from summarizer.prices import Price
from tests.fakes import FakeLLM
from tests.llms.answers import GOOD, SlowLLM, request

PRICE = Price(input=1_000.0, cached_input=100.0, output=10_000.0)
"""A thousandth of a dollar for an input token, a hundredth for an output token: 0.2 for a reply of `FakeLLM`."""


def dear() -> Price:
    """Look the price up."""
    return PRICE


def unknown() -> None:
    """Find no price."""


PAID = Reply(text="", model="fake-1", input_tokens=100, cached_input_tokens=50, output_tokens=10)


def ask(counting: Counting, times: int = 1) -> list[Reply | BaseException]:
    """Ask so many times at once; return replies and errors."""

    async def asked() -> list[Reply | BaseException]:
        return await asyncio.gather(
            *(counting.complete(request(f"[0] {n}")) for n in range(times)), return_exceptions=True
        )

    return asyncio.run(asked())


def test_a_reply_is_entered() -> None:
    """Calls, tokens and dollars."""
    ledger = Ledger()
    ask(Counting(FakeLLM([GOOD, GOOD]), ledger, dear), times=2)
    assert ledger.usage() == Usage(made=2, input_tokens=200, output_tokens=20, cost_usd=0.4)


def test_what_the_provider_had_cached_is_cheaper() -> None:
    """Half of the input at a tenth of the price."""
    ledger = Ledger()
    ledger.add(PAID, PRICE.cost(input_tokens=100, cached_input_tokens=50, output_tokens=10))
    assert ledger.usage().cached_input_tokens == 50
    assert ledger.usage().cost_usd == pytest.approx(0.05 + 0.005 + 0.1)


def test_an_unusable_reply_is_paid_for_too() -> None:
    """A refusal costs what it costs, and is still a refusal."""
    ledger = Ledger()
    (error,) = ask(Counting(FakeLLM([Unusable("refused", paid=PAID)]), ledger, dear))
    assert isinstance(error, BadReply)
    assert not error.retryable
    assert ledger.usage() == Usage(made=1, input_tokens=100, cached_input_tokens=50, output_tokens=10, cost_usd=0.155)


@pytest.mark.parametrize("error", [Busy("later"), BadReply("a page of HTML"), TypeError("a bug")])
def test_what_was_not_answered_is_not_entered(error: Exception) -> None:
    """A failure passes through, costs nothing, and holds back no money."""
    ledger = Ledger()
    counting = Counting(FakeLLM([error, GOOD]), ledger, dear, max_cost=6.0)
    failed, answered = ask(counting, times=2)
    assert failed is error
    assert isinstance(answered, Reply)
    assert ledger.usage().made == 1


def test_an_unknown_price_is_not_free() -> None:
    """The cost is unknown, and the ceiling cannot be kept, so the call is allowed."""
    ledger = Ledger()
    ask(Counting(FakeLLM([GOOD]), ledger, unknown, max_cost=0.000001))
    assert (ledger.usage().made, ledger.usage().cost_usd) == (1, None)


def test_a_ceiling_that_cannot_be_kept_is_said_so(caplog: pytest.LogCaptureFixture) -> None:
    """Once a run, with what to do; the ledger knows it before the first answer is there."""
    ledger = Ledger()
    ask(Counting(FakeLLM([GOOD] * 3), ledger, unknown, max_cost=2.0), times=3)
    (said,) = caplog.messages
    assert said.startswith("the price of fake-1 is not known, so max_cost cannot be kept; set input_price and")
    assert ledger.unbounded


@pytest.mark.parametrize(("price", "max_cost"), [(unknown, 0.0), (dear, 9.0), (dear, 0.0)])
def test_a_ceiling_that_is_kept_or_not_wanted_is_not_spoken_of(
    caplog: pytest.LogCaptureFixture, price: Callable[[], Price | None], max_cost: float
) -> None:
    """The price is known, or there is no ceiling."""
    ledger = Ledger()
    ask(Counting(FakeLLM([GOOD]), ledger, price, max_cost))
    assert (caplog.messages, ledger.unbounded) == ([], False)


def test_the_price_is_asked_for_with_the_first_question() -> None:
    """Loading the list takes time, which a run answered from the cache does not have to pay."""
    asked = []

    def price() -> Price:
        asked.append("price")
        return PRICE

    counting = Counting(FakeLLM([GOOD]), Ledger(), price)
    assert asked == []
    ask(counting)
    assert asked


def test_an_unusable_reply_survives_a_pickle() -> None:
    """So that it can come from another process, with what it cost and what was noted."""
    error = Unusable("refused", paid=PAID, retryable=True)
    error.add_note("hint: none")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own, made in this line
    assert (type(again), str(again), again.paid, again.retryable) == (Unusable, "refused", PAID, True)
    assert again.__notes__ == ["hint: none"]


def test_a_run_that_asked_nothing_cost_nothing() -> None:
    """Zero, whether the price is known or not."""
    assert Ledger().usage() == Usage()


def test_a_server_that_does_not_count_is_counted_for() -> None:
    """Without usage from the server the tokens are our own count."""
    ledger = Ledger()
    model = SlowLLM(input_tokens=0, output_tokens=0)
    model.go()
    ask(Counting(model, ledger, dear))
    usage = ledger.usage()
    assert 5 <= usage.input_tokens <= 20
    assert 15 <= usage.output_tokens <= 50
    assert usage.cost_usd == pytest.approx(usage.input_tokens / 1_000 + usage.output_tokens / 100)


def test_a_call_that_could_cost_too_much_is_not_made() -> None:
    """Five hundred output tokens could cost five dollars."""
    ledger = Ledger()
    model = FakeLLM([GOOD])
    (error,) = ask(Counting(model, ledger, dear, max_cost=5.0))
    assert isinstance(error, OverBudget)
    assert "$0.0000 of $5 are spent, and the next call could cost $5." in str(error)
    assert "--max-cost" in error.hint
    assert (model.asked, ledger.over_budget) == ([], True)


def test_the_schema_is_part_of_what_is_paid() -> None:
    """The form of the answer is sent with each request, and counted."""
    ledger = Ledger()
    (error,) = ask(Counting(FakeLLM([GOOD]), ledger, dear, max_cost=5.1))
    assert isinstance(error, OverBudget)


def test_without_a_ceiling_nothing_is_too_dear() -> None:
    """Zero is no ceiling."""
    ledger = Ledger()
    ask(Counting(FakeLLM([GOOD]), ledger, dear, max_cost=0.0))
    assert (ledger.usage().made, ledger.over_budget) == (1, False)


def test_the_ceiling_holds_with_many_calls_at_once() -> None:
    """Sixty-four are asked at once; as many are made as fit when each is taken at its worst."""
    ledger = Ledger()
    model = SlowLLM(input_tokens=100, output_tokens=500)
    counting = Counting(model, ledger, dear, max_cost=20.0)

    async def main() -> list[Reply | BaseException]:
        asked = asyncio.gather(*(counting.complete(request(f"[0] {n}")) for n in range(64)), return_exceptions=True)
        await model.arrivals(3)
        assert model.most_at_once == 3
        assert not asked.done()
        model.go()
        return await asked

    results = asyncio.run(main())
    assert sum(isinstance(result, Reply) for result in results) == 3
    assert sum(isinstance(result, OverBudget) for result in results) == 61
    assert ledger.spent == pytest.approx(3 * 5.1)
    assert ledger.over_budget


def test_money_that_was_not_needed_is_spent_on_others() -> None:
    """Replies turn out short, so that all sixty-four fit, though only three at a time."""
    ledger = Ledger()
    model = SlowLLM(input_tokens=100, output_tokens=1)
    model.go()
    results = ask(Counting(model, ledger, dear, max_cost=20.0), times=64)
    assert all(isinstance(result, Reply) for result in results)
    assert model.most_at_once == 3
    assert ledger.spent == pytest.approx(64 * 0.11)


@settings(max_examples=25, deadline=None)
@given(
    ceiling=st.floats(0.5, 30.0),
    lengths=st.lists(st.one_of(st.integers(0, 500), st.none()), min_size=1, max_size=20),
)
def test_the_ceiling_is_never_passed(ceiling: float, lengths: list[int | None]) -> None:
    """Whatever replies cost and whichever calls fail."""
    ledger = Ledger()
    answers = [
        Busy("later") if length is None else Unusable("cut", paid=replace(PAID, output_tokens=length))
        for length in lengths
    ]
    results = ask(Counting(FakeLLM(list(answers)), ledger, dear, max_cost=ceiling), times=len(lengths))
    assert len(results) == len(lengths)
    assert ledger.spent <= ceiling


def test_a_call_that_is_called_off_holds_back_no_money() -> None:
    """Interrupted calls give back what was set aside for them."""
    ledger = Ledger()
    model = SlowLLM()
    counting = Counting(model, ledger, dear, max_cost=6.0)

    async def main() -> Reply:
        first = asyncio.create_task(counting.complete(request("[0] one")))
        second = asyncio.create_task(counting.complete(request("[0] two")))
        await asyncio.sleep(0)
        assert model.most_at_once == 1
        first.cancel()
        model.go()
        return await second

    assert asyncio.run(main()).text == GOOD


def test_name_and_end_are_those_of_the_model() -> None:
    """A wrapper has no name of its own, and closes what it wraps."""
    model = SlowLLM()
    counting = Counting(model, Ledger(), unknown)
    asyncio.run(counting.close())
    assert (counting.name, model.closed) == ("gpt-5.4-mini", True)
