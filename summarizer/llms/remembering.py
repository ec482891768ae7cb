"""Ask a model only what it has not been asked before."""

import asyncio
import hashlib
import json
from dataclasses import asdict, dataclass, field
from weakref import WeakValueDictionary

from pydantic import TypeAdapter, ValidationError

from summarizer.llms.counting import Ledger
from summarizer.llms.schemas import strict_schema
from summarizer.llms.validating import problem
from summarizer.models import Reply, Request
from summarizer.protocols import LLM, Store

FORMAT = 1
"""Raise this when what is kept changes its shape; what was kept before is then not found."""

KEPT = TypeAdapter(Reply)


@dataclass(frozen=True, slots=True)
class Remembering:
    """An LLM with a memory, which lies outside all that can fail: errors and unusable replies never get there.

    The whole request is the key, so that a prompt that was edited misses by itself. Equal requests at the same moment
    make one call: the others wait for it, and find its answer kept. Whether an answer is true of its paper only shows
    later: whoever finds that it is not has it forgotten, and the next run asks again.
    """

    llm: LLM
    store: Store
    ledger: Ledger
    server: str = ""
    """What tells this server from others that have a model of the same name; empty for OpenAI's own."""
    _asking: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary, repr=False)

    @property
    def name(self) -> str:
        """The wrapped model's name: a remembered answer is still that model's."""
        return self.llm.name

    async def complete(self, request: Request) -> Reply:
        """Answer from the store, or ask and keep the answer before anything else is done with it."""
        key = key_of(self.name, request, self.server)
        async with self._asking.setdefault(key, asyncio.Lock()):
            # In a thread: with several processes at one store, a write may wait for a quarter of a second.
            kept = _reply(await asyncio.to_thread(self.store.get, key), request)
            if kept is not None:
                self.ledger.from_cache += 1
                return kept
            reply = await self.llm.complete(request)
            await asyncio.to_thread(self.store.put, key, json.dumps(asdict(reply)))
            return reply

    def forget(self, request: Request) -> None:
        """Keep the answer to this request no longer, because it turned out to be of no use."""
        self.store.remove(key_of(self.name, request, self.server))

    async def close(self) -> None:
        """Close the wrapped model; the store belongs to whoever opened it."""
        await self.llm.close()


def key_of(model: str, request: Request, server: str = "") -> str:
    """Return the name under which the answer of this model at this server is kept."""
    form = strict_schema(request.answer)  # as it is sent, and unlike pydantic's own the same in its next version
    parts = [FORMAT, model, request.instructions, request.text, form, request.max_output_tokens]
    parts += [server] if server else []  # so that what OpenAI answered before servers were told apart is still found
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _reply(value: str | None, request: Request) -> Reply | None:
    """Read what was kept; what cannot be read, or is no such answer any more, was not kept."""
    if value is None:
        return None
    try:
        reply = KEPT.validate_json(value)
    except ValidationError:
        return None
    return None if problem(reply.text, request.answer) else reply
