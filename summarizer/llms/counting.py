"""Count what is bought of a model, and stop before the ceiling is passed."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from summarizer.errors import BadReply, OverBudget
from summarizer.llms.schemas import strict_schema
from summarizer.models import Reply, Request, Usage
from summarizer.prices import Price
from summarizer.protocols import LLM
from summarizer.tokens import count_tokens

log = logging.getLogger(__name__)

FRAME = 50
"""Tokens that a server puts around two messages, at most."""

UNBOUNDED = (
    "the price of %s is not known, so max_cost cannot be kept; set input_price and output_price under [model], in US "
    "dollars a million tokens"
)


class Unusable(BadReply):
    """A reply that the provider charges for, though nothing can be made of it: cut, empty, refused."""

    def __init__(self, message: str, *, paid: Reply, retryable: bool = False) -> None:
        super().__init__(message, retryable=retryable)
        self.paid = paid

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make it again from a pickle, which by itself knows nothing of what `paid` is."""
        return partial(type(self), paid=self.paid), self.args, vars(self)


@dataclass(kw_only=True)
class Ledger:
    """What one run asked of its models; made new for each run, and written to by those who wrap a model."""

    made: int = 0
    """Replies that were paid for, usable or not."""
    from_cache: int = 0
    retried: int = 0
    input_tokens: int = 0
    cached_input_tokens: int = 0
    output_tokens: int = 0
    spent: float = 0.0
    """US dollars, as far as prices are known."""
    all_priced: bool = True
    over_budget: bool = False
    """True once a call was not made because of the ceiling."""
    unbounded: bool = False
    """True once a call was made that a ceiling could not stop, because its price is unknown."""
    _under_way: list[float] = field(default_factory=list)
    _settled: asyncio.Event = field(default_factory=asyncio.Event)

    def usage(self) -> Usage:
        """Return the account so far."""
        return Usage(
            made=self.made,
            from_cache=self.from_cache,
            retried=self.retried,
            input_tokens=self.input_tokens,
            cached_input_tokens=self.cached_input_tokens,
            output_tokens=self.output_tokens,
            cost_usd=self.spent if self.all_priced else None,
        )

    async def reserve(self, worst: float, ceiling: float) -> None:
        """Set aside what a call may cost at worst, or raise `OverBudget`; a ceiling of 0 is none.

        While calls under way could still turn out cheaper than feared, it waits for them before it says no.
        """
        if self.over_budget:
            raise OverBudget(f"${self.spent:.4f} of ${ceiling:g} are spent, and nothing more is bought")
        while ceiling and self.spent + sum(self._under_way) + worst > ceiling:
            if self.spent + worst > ceiling:
                self.over_budget = True
                raise OverBudget(
                    f"${self.spent:.4f} of ${ceiling:g} are spent, and the next call could cost ${worst:.4f}"
                )
            await self._settled.wait()
        self._under_way.append(worst)

    def release(self, worst: float) -> None:
        """Give back what was set aside, once what the call did cost is added, or it failed and cost nothing."""
        self._under_way.remove(worst)
        self._settled.set()
        self._settled = asyncio.Event()

    def add(self, reply: Reply, cost: float | None) -> None:
        """Enter a reply that was paid for; None when its price is unknown."""
        self.made += 1
        self.input_tokens += reply.input_tokens
        self.cached_input_tokens += reply.cached_input_tokens
        self.output_tokens += reply.output_tokens
        self.spent += cost or 0.0
        self.all_priced = self.all_priced and cost is not None


@dataclass(frozen=True, slots=True)
class Counting:
    """An LLM whose every paid reply is in the ledger.

    With a ceiling, a call is made only if the run would stay below it even if the reply were as long as it may be,
    however many calls are under way. A model of unknown price (None) knows no ceiling, which is said before the first
    call, and its cost stays unknown.
    """

    llm: LLM
    ledger: Ledger
    price: Callable[[], Price | None]
    """Asked for at each call and not before: the list of prices takes 0.16 s to load."""
    max_cost: float = 0.0
    """US dollars for the run; 0: no ceiling."""

    @property
    def name(self) -> str:
        """The wrapped model's name."""
        return self.llm.name

    async def complete(self, request: Request) -> Reply:
        """Ask, and enter what it cost; raise `OverBudget` instead of asking when it could cost too much."""
        price = self._price()
        worst = self._worst(request, price)
        await self.ledger.reserve(worst, self.max_cost)
        try:
            reply = await self.llm.complete(request)
            self._enter(request, reply, price)
        except Unusable as error:
            self._enter(request, error.paid, price)
            raise
        finally:
            self.ledger.release(worst)
        return reply

    async def close(self) -> None:
        """Close the wrapped model."""
        await self.llm.close()

    def _price(self) -> Price | None:
        """Ask for the price; if it is unknown and a ceiling therefore none, say so, once a run."""
        price = self.price()
        if price is None and self.max_cost and not self.ledger.unbounded:
            self.ledger.unbounded = True
            log.warning(UNBOUNDED, self.name)
        return price

    def _worst(self, request: Request, price: Price | None) -> float:
        if price is None or not self.max_cost:
            return 0.0
        asked = (request.instructions, request.text, json.dumps(strict_schema(request.answer)))
        tokens = FRAME + sum(count_tokens(text, self.name).at_most for text in asked)
        return price.cost(input_tokens=tokens, output_tokens=request.max_output_tokens)

    def _enter(self, request: Request, reply: Reply, price: Price | None) -> None:
        if not reply.input_tokens:  # some servers do not say, and nothing would be a lie
            asked = sum(count_tokens(text, self.name).tokens for text in (request.instructions, request.text))
            said = count_tokens(reply.text, self.name).tokens
            reply = replace(reply, input_tokens=asked, cached_input_tokens=0, output_tokens=said)
        self.ledger.add(reply, None if price is None else _cost(reply, price))


def _cost(reply: Reply, price: Price) -> float:
    return price.cost(
        input_tokens=reply.input_tokens,
        cached_input_tokens=reply.cached_input_tokens,
        output_tokens=reply.output_tokens,
    )
