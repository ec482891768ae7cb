"""A model on this machine: an OpenAI-compatible server that answers from what it is asked, or fails as told."""

import asyncio
import json
import re
import socket
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

Json = dict[str, Any]
Answer = Callable[[str, Json], object]
"""From the user's text and the schema that is asked for to the answer, or to a string to send as it is."""
Fault = Callable[["ModelServer", Json], Awaitable[Response]]
"""From the server and the completion it would have sent to what it sends instead."""

SENTENCE = re.compile(r"^\[(\d+)\][ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request, as it came."""

    body: Json
    authorization: str

    @property
    def instructions(self) -> str:
        """The system message."""
        return str(self.body["messages"][0]["content"])

    @property
    def text(self) -> str:
        """The user's message."""
        return str(self.body["messages"][-1]["content"])


def quote_sentences(text: str, schema: Json) -> object:
    """Fill the schema from the numbered sentences of the text: `[0] …`, each quoted with its own number."""
    found = [(int(number), sentence) for number, sentence in SENTENCE.findall(text)]
    return _fill(schema, found or [(0, "Nothing to quote.")], 0)


def _fill(schema: Json, sentences: list[tuple[int, str]], turn: int) -> object:
    number, sentence = sentences[turn % len(sentences)]
    match schema:
        case {"anyOf": [first, *_]}:
            return _fill(first, sentences, turn)
        case {"enum": choices}:
            return choices[turn % len(choices)]
        case {"type": "object"}:
            return {name: _fill(kind, sentences, turn) for name, kind in schema.get("properties", {}).items()}
        case {"type": "array", "items": {"type": "integer"}}:
            return [number]
        case {"type": "array", "items": items}:
            return [_fill(items, sentences, turn) for turn in range(min(len(sentences), 4))]
    return {"string": sentence, "boolean": True, "null": None}.get(schema.get("type", ""), schema.get("const", number))


@dataclass
class ModelServer:
    """Serves `POST /v1/chat/completions` at `base_url` while it is entered; nothing leaves this machine.

    Requests get the faults of `script` one after the other, then answers. A fault is one of this module's functions
    (`status`, `page`, `cut`, `hang`, …); `answered` in a script is no fault.
    """

    answer: Answer = quote_sentences
    latency: float = 0.0
    """Seconds before each answer."""
    cached_tokens: int = 0
    """How many of the input tokens were in the provider's own cache, as it says."""
    requests: list[Recorded] = field(default_factory=list)
    most_in_flight: int = 0
    base_url: str = field(init=False, default="")
    _script: deque[Fault] = field(default_factory=deque)
    _in_flight: int = 0
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _arrived: threading.Condition = field(default_factory=threading.Condition)

    def script(self, *faults: Fault) -> None:
        """Say what happens to the next requests, in order."""
        self._script.extend(faults)

    def release(self) -> None:
        """Let the requests that hang go on, now and later."""
        done = threading.Event()
        self._loop.call_soon_threadsafe(self._released.set)
        self._loop.call_soon_threadsafe(done.set)
        done.wait(timeout=60)

    def forget(self) -> None:
        """Be as new, for the next test: starting a server takes a quarter of a second."""
        self.answer, self.latency, self.cached_tokens = quote_sentences, 0.0, 0
        self.requests.clear()
        self.most_in_flight = 0
        self._script.clear()
        self._released.clear()

    def wait_for(self, count: int) -> None:
        """Wait until so many requests have come."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.requests) >= count, timeout=60)

    async def hold(self) -> None:
        """Wait for `release`."""
        await self._released.wait()

    def __enter__(self) -> Self:
        listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
        app = Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])
        config = uvicorn.Config(app, log_config=None, log_level="critical", lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(listener,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
        self._server.should_exit = True
        self._thread.join()
        self._loop.close()

    def _run(self, listener: socket.socket) -> None:
        with listener:
            self._loop.run_until_complete(self._server.serve([listener]))

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        with self._arrived:
            self.requests.append(Recorded(body, request.headers.get("authorization", "")))
            self._arrived.notify_all()
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            fault = self._script.popleft() if self._script else answered
            await asyncio.sleep(self.latency)
            return await fault(self, self._completion(body))
        finally:
            self._in_flight -= 1

    def _completion(self, body: Json) -> Json:
        schema = body["response_format"]["json_schema"]["schema"]
        said = self.answer(str(body["messages"][-1]["content"]), schema)
        text = said if isinstance(said, str) else json.dumps(said)
        asked = sum(len(str(message["content"]).split()) for message in body["messages"])
        return {
            "id": f"chatcmpl-{len(self.requests)}",
            "object": "chat.completion",
            "created": 0,
            "model": body["model"],
            "choices": [
                {
                    "index": 0,
                    "finish_reason": "stop",
                    "message": {"role": "assistant", "content": text, "refusal": None},
                }
            ],
            "usage": {
                "prompt_tokens": asked,
                "completion_tokens": len(text.split()),
                "total_tokens": asked + len(text.split()),
                "prompt_tokens_details": {"cached_tokens": min(self.cached_tokens, asked)},
            },
        }


async def answered(server: ModelServer, completion: Json) -> Response:
    """Answer as usual."""
    return JSONResponse(completion)


def status(code: int, *, headers: dict[str, str] | None = None, **error: object) -> Fault:
    """Refuse with an HTTP status; `error` are the fields of OpenAI's error object, `message` and `code` above all."""

    async def fault(server: ModelServer, completion: Json) -> Response:
        return JSONResponse({"error": {"message": "scripted", **error}}, code, headers)

    return fault


def raw(content: bytes, *, code: int = 200, media_type: str = "application/json") -> Fault:
    """Send these bytes as the answer."""

    async def fault(server: ModelServer, completion: Json) -> Response:
        return Response(content, code, media_type=media_type)

    return fault


def page(code: int = 200) -> Fault:
    """Send a gateway's HTML page."""
    return raw(b"<html><body>Gateway</body></html>", code=code, media_type="text/html")


def says(text: str | None, *, finish: str = "stop", refusal: str | None = None) -> Fault:
    """Let the model say exactly this, for this reason to end; None is the JSON null."""

    async def fault(server: ModelServer, completion: Json) -> Response:
        choice = completion["choices"][0]
        choice["finish_reason"] = finish
        choice["message"] |= {"content": text, "refusal": refusal}
        return JSONResponse(completion)

    return fault


async def no_choices(server: ModelServer, completion: Json) -> Response:
    """Answer with an empty list of choices."""
    return JSONResponse(completion | {"choices": []})


async def hang(server: ModelServer, completion: Json) -> Response:
    """Be silent until the server is told to `release`, then answer."""
    await server.hold()
    return JSONResponse(completion)


async def cut(server: ModelServer, completion: Json) -> Response:
    """Begin to answer and drop the connection."""
    return _Cut()


class _Cut(Response):
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        await send({"type": "http.response.body", "body": b'{"choices":', "more_body": False})


def every(n: int, fault: Fault, calls: int) -> Iterable[Fault]:
    """Make a script in which every `n`-th of so many calls goes wrong."""
    return (fault if call % n == n - 1 else answered for call in range(calls))
