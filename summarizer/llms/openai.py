"""Ask a model over OpenAI's chat-completions protocol, which most other servers speak too."""

import asyncio
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from summarizer.errors import ModelError
from summarizer.llms.addresses import OPENAI, usable
from summarizer.llms.openai_errors import refuses, told
from summarizer.llms.openai_reply import read_reply
from summarizer.llms.schemas import response_format
from summarizer.models import Reply, Request

if TYPE_CHECKING:  # 0.8 s: a run answered from the cache never imports it
    from openai import AsyncOpenAI

CONNECT = 10.0
"""Seconds to wait for a connection at most; an answer may take longer."""

NO_KEY = "none"
"""What is sent to a server of one's own that wants no key."""

OTHER_LIMIT = {"max_completion_tokens": "max_tokens", "max_tokens": "max_completion_tokens"}
"""How servers call the limit on a reply's length. OpenAI's newer models refuse the second; of the others, some refuse
the first and some, worse, ignore it (Ollama, LM Studio, llama-cpp-python)."""


@dataclass(eq=False)
class OpenAIModel:
    """A model at OpenAI or at any server that speaks its protocol.

    `base_url` and `api_key` default to the environment's OPENAI_BASE_URL and OPENAI_API_KEY; a missing key is an error
    only at the first call. `timeout` is how many seconds the server may be silent, `deadline` how many a call may take.
    """

    name: str
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 120.0
    deadline: float = 300.0
    _limit: str = field(init=False, repr=False)
    _clients: "WeakKeyDictionary[asyncio.AbstractEventLoop, AsyncOpenAI]" = field(
        default_factory=WeakKeyDictionary, init=False, repr=False
    )
    """One for each event loop, because connections cannot move from one to another."""

    def __post_init__(self) -> None:
        own = self.base_url or os.environ.get("OPENAI_BASE_URL", "")
        self.base_url = usable(own) if own else OPENAI
        self.api_key = (self.api_key or os.environ.get("OPENAI_API_KEY", "")).strip()
        self._limit = "max_tokens" if own else "max_completion_tokens"

    async def complete(self, request: Request) -> Reply:
        """Ask once. A reply that was paid for and is of no use raises `Unusable`; see `told` for what else may come."""
        client = self._client()
        with told(model=self.name, address=self.base_url, secret=self.api_key, deadline=self.deadline):
            async with asyncio.timeout(self.deadline):
                body = await self._ask(client, request)
        return read_reply(body, self.name)

    async def close(self) -> None:
        """Close the connections of the running event loop."""
        client = self._clients.pop(asyncio.get_running_loop(), None)
        if client is not None:
            await client.close()

    async def _ask(self, client: "AsyncOpenAI", request: Request) -> bytes:
        """Post the request; if the server knows the limit by its other name only, once more, and so from then on."""
        from openai import BadRequestError, UnprocessableEntityError  # noqa: PLC0415  # see above

        limit = self._limit
        try:
            return await self._post(client, request, limit)
        except (BadRequestError, UnprocessableEntityError) as error:
            if not refuses(error, limit):
                raise
        self._limit = OTHER_LIMIT[limit]
        return await self._post(client, request, self._limit)

    async def _post(self, client: "AsyncOpenAI", request: Request, limit: str) -> bytes:
        # The raw body, because the SDK's reading of it takes an HTML page for an answer and malformed JSON for a bug.
        response = await client.chat.completions.with_raw_response.create(
            model=self.name,
            messages=[
                {"role": "system", "content": _sendable(request.instructions)},
                {"role": "user", "content": _sendable(request.text)},
            ],
            response_format=response_format(request.answer),
            extra_body={limit: request.max_output_tokens},
        )
        return response.content

    def _client(self) -> "AsyncOpenAI":
        loop = asyncio.get_running_loop()
        if loop not in self._clients:
            from openai import AsyncOpenAI, DefaultAioHttpClient, Timeout  # noqa: PLC0415  # see above

            self._clients[loop] = AsyncOpenAI(
                base_url=self.base_url,
                api_key=self._key(),
                timeout=Timeout(self.timeout, connect=min(self.timeout, CONNECT)),
                max_retries=0,  # `Retrying` does that, above the ledger
                http_client=DefaultAioHttpClient(),  # at 1,000 connections half the time of the SDK's default
            )
        return self._clients[loop]

    def _key(self) -> str:
        if not self.api_key and self.base_url == OPENAI:
            raise ModelError("there is no key for OpenAI", hint='Set OPENAI_API_KEY, or use provider = "builtin".')
        if not (self.api_key.isascii() and self.api_key.isprintable()):
            raise ModelError("the key for the model is no key", hint="Copy OPENAI_API_KEY again, letter for letter.")
        return self.api_key or NO_KEY


def _sendable(text: str) -> str:
    """Replace halves of characters, which broken PDFs have and UTF-8 has not."""
    return text.encode("utf-8", "replace").decode()
