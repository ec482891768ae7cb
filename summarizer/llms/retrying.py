"""Try again what is worth trying again, and no longer than makes sense."""

import asyncio
import logging
import random
from dataclasses import dataclass

import stamina

from summarizer.errors import BadReply, Busy, SummarizerError
from summarizer.llms.counting import Ledger
from summarizer.models import Reply, Request
from summarizer.protocols import LLM

# Each retry is logged by stamina; who configures no logging should not see that as a stray line on standard error.
logging.getLogger("stamina").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Retrying:
    """An LLM that asks again when an error says that this is worth it; the last error is let through.

    Waits grow from `first_wait` to `longest_wait`, doubling, and are spread by up to `jitter` so that calls that failed
    together do not come back together. A server that says how long to wait is taken at its word, and such answers
    count against the deadline alone. All times in seconds.
    """

    llm: LLM
    ledger: Ledger
    attempts: int = 6
    bad_replies: int = 2
    """How often an unusable reply is asked for again: each is paid for."""
    deadline: float = 600.0
    """From the first attempt; none is begun later."""
    first_wait: float = 1.0
    longest_wait: float = 30.0
    jitter: float = 1.0

    @property
    def name(self) -> str:
        """The wrapped model's name."""
        return self.llm.name

    async def complete(self, request: Request) -> Reply:
        """Ask until there is an answer, or an error that waiting does not help."""
        ask = stamina.AsyncRetryingCaller(
            attempts=None,  # both are for _Patience to say, which knows what kind of failure it was
            timeout=None,
            wait_initial=self.first_wait,
            wait_max=self.longest_wait,
            wait_jitter=self.jitter,
        )
        return await ask(_Patience(self), self.llm.complete, request)

    async def close(self) -> None:
        """Close the wrapped model."""
        await self.llm.close()


class _Patience:
    """What is left to try for one request."""

    def __init__(self, limits: Retrying) -> None:
        self.ledger = limits.ledger
        self.attempts = limits.attempts
        self.bad_replies = limits.bad_replies
        self.jitter = limits.jitter
        self.clock = asyncio.get_running_loop().time
        self.end = self.clock() + limits.deadline

    def __call__(self, error: Exception) -> bool | float:
        """Say whether to try again after this error; when the server asked for it, after how many seconds."""
        if not isinstance(error, SummarizerError) or not error.retryable:
            return False
        again = self._after(error)
        self.ledger.retried += bool(again)
        return again

    def _after(self, error: SummarizerError) -> bool | float:
        if isinstance(error, Busy) and error.retry_after > 0:
            wait = error.retry_after + random.uniform(0, self.jitter)  # noqa: S311  # spreads calls, hides nothing
            return self.clock() + wait < self.end and wait
        if isinstance(error, BadReply):
            self.bad_replies -= 1
            return self.bad_replies >= 0 and self.clock() < self.end
        self.attempts -= 1
        return self.attempts > 0 and self.clock() < self.end
