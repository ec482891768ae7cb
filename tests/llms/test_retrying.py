"""What is worth trying again is tried again, for as long as makes sense; the waits are exact and cost no time."""

import asyncio
import subprocess
import sys

import pytest

from summarizer.errors import BadReply, Busy, ConfigError, ModelError, OverBudget, SummaryError
from summarizer.llms.counting import Ledger
from summarizer.llms.retrying import Retrying
from tests.fakes import FakeLLM
from tests.llms.answers import GOOD, SlowLLM, request
from tests.llms.clock import run


def asking(*answers: str | Exception, **limits: float) -> tuple[FakeLLM, Retrying]:
    """Make a model with these answers and the wrapper around it, without random waits."""
    model = FakeLLM(list(answers))
    return model, Retrying(model, Ledger(), **{"jitter": 0.0, **limits})  # type: ignore[arg-type]  # numbers all


def failing(*answers: Exception, **limits: float) -> tuple[FakeLLM, str, float, int]:
    """Ask until it fails: the model, what it failed with, the seconds that took, and the retries counted."""
    model, retrying = asking(*answers, **limits)

    async def ask() -> str:
        with pytest.raises(type(answers[0])) as caught:
            await retrying.complete(request())
        return str(caught.value)

    message, seconds = run(ask())
    return model, message, seconds, retrying.ledger.retried


def test_an_answer_is_not_asked_for_twice() -> None:
    """Nothing is retried, nothing waited for."""
    _, retrying = asking(GOOD)
    reply, seconds = run(retrying.complete(request()))
    assert (reply.text, seconds, retrying.ledger.retried) == (GOOD, 0.0, 0)


def test_waits_double_until_it_works() -> None:
    """One second, two, four; every retry is in the ledger."""
    _, retrying = asking(Busy("a"), Busy("b"), Busy("c"), GOOD, first_wait=1.0, longest_wait=30.0)
    reply, seconds = run(retrying.complete(request()))
    assert (reply.text, seconds, retrying.ledger.retried) == (GOOD, 7.0, 3)


def test_no_wait_is_longer_than_the_longest() -> None:
    """Ten attempts, of which the later wait five seconds each."""
    _, retrying = asking(*[Busy("later")] * 9, GOOD, attempts=10, longest_wait=5.0)
    assert run(retrying.complete(request()))[1] == 1 + 2 + 4 + 6 * 5


def test_waits_are_spread() -> None:
    """Up to the jitter, so that calls which failed together do not return together."""
    _, retrying = asking(Busy("a"), Busy("b", retry_after=3.0), GOOD, jitter=1.0)
    seconds = run(retrying.complete(request()))[1]
    assert 4.0 < seconds < 6.0


def test_the_last_error_is_let_through() -> None:
    """After six attempts the paper is skipped, with the reason of the last one."""
    model, message, _, retried = failing(*[Busy(f"failure {n}") for n in range(1, 10)])
    assert (len(model.asked), message, retried) == (6, "failure 6", 5)


def test_a_server_is_taken_at_its_word() -> None:
    """It is asked again after just the time it asked for."""
    _, retrying = asking(Busy("later", retry_after=42.5), GOOD)
    assert run(retrying.complete(request()))[1] == 42.5


def test_waiting_as_told_costs_no_attempts() -> None:
    """A server that always says when to return may say it often."""
    model, retrying = asking(*[Busy("later", retry_after=2.0)] * 30, GOOD, attempts=2)
    assert run(retrying.complete(request()))[1] == 60.0
    assert len(model.asked) == 31


def test_nothing_is_begun_after_the_deadline() -> None:
    """A server that wants an hour is told to the user now, not after the hour."""
    model, message, seconds, retried = failing(Busy("an hour", retry_after=3600.0), deadline=600.0)
    assert (len(model.asked), message, seconds, retried) == (1, "an hour", 0.0, 0)


@pytest.mark.parametrize(
    "errors", [[Busy("later")] * 9, [Busy("later", retry_after=4.0)] * 9, [BadReply("no", retryable=True)] * 9]
)
def test_the_deadline_ends_every_kind_of_patience(errors: list[Exception]) -> None:
    """However many attempts are left."""
    model, _, seconds, _ = failing(
        *errors, attempts=99, bad_replies=99, first_wait=4.0, longest_wait=4.0, deadline=10.0
    )
    assert seconds in {8.0, 12.0}
    assert len(model.asked) == 1 + seconds / 4


def test_a_bad_reply_is_asked_for_twice_more() -> None:
    """Each is paid for, so there is an end to it, whatever failed in between."""
    bad = BadReply("no JSON", retryable=True)
    model, message, _, retried = failing(bad, Busy("later"), bad, bad, bad)
    assert (len(model.asked), message, retried) == (4, "no JSON", 3)


@pytest.mark.parametrize(
    "error",
    [
        ModelError("no key"),
        ConfigError("no address"),
        SummaryError("too long"),
        BadReply("refused"),
        OverBudget("too dear"),
        TypeError("a bug"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_waiting_does_not_help_is_not_tried_again(error: Exception) -> None:
    """Refusals, a bad key, the budget and bugs are let through at once."""
    model, _, seconds, retried = failing(error)
    assert (len(model.asked), seconds, retried) == (1, 0.0, 0)


def test_each_request_has_its_own_patience() -> None:
    """What one used up, the next still has."""
    _, retrying = asking(Busy("a"), GOOD, Busy("b"), GOOD, attempts=2)

    async def twice() -> int:
        await retrying.complete(request("one"))
        await retrying.complete(request("two"))
        return retrying.ledger.retried

    assert run(twice())[0] == 2


QUIET = """
import asyncio
from summarizer.errors import Busy
from summarizer.llms.counting import Ledger
from summarizer.llms.retrying import Retrying
from tests.fakes import FakeLLM
from tests.llms.answers import GOOD, request
llm = Retrying(FakeLLM([Busy("later"), GOOD]), Ledger(), first_wait=0.0, jitter=0.0)
asyncio.run(llm.complete(request()))
"""


def test_a_retry_leaves_no_stray_line() -> None:
    """Standard error belongs to the command line."""
    ran = subprocess.run([sys.executable, "-c", QUIET], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")


def test_name_and_end_are_those_of_the_model() -> None:
    """A wrapper has no name of its own, and closes what it wraps."""
    model = SlowLLM()
    retrying = Retrying(model, Ledger())
    asyncio.run(retrying.close())
    assert (retrying.name, model.closed) == ("gpt-5.4-mini", True)
