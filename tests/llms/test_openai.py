"""The real SDK against a real server on this machine: what is sent, what comes back, and what becomes of failures."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import Response

from summarizer.cache import DiskStore
from summarizer.errors import BadReply, Busy, ConfigError, ModelError, SummarizerError
from summarizer.llms.counting import Counting, Ledger, Unusable
from summarizer.llms.openai import OpenAIModel
from summarizer.llms.remembering import Remembering
from summarizer.llms.retrying import Retrying
from summarizer.llms.schemas import response_format
from summarizer.llms.validating import Validating
from summarizer.models import Reply
from summarizer.prices import price_of
from tests.llms.answers import Answer, request
from tests.servers.model import Fault, Json, ModelServer, cut, every, hang, no_choices, page, raw, says, status

KEY = "sk-test-0123456789"


@pytest.fixture(scope="module")
def running() -> Iterator[ModelServer]:
    """One server for all tests."""
    with ModelServer() as server:
        yield server


@pytest.fixture
def server(running: ModelServer, monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    """A model server that is as new, and an environment that says nothing of any."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    running.forget()
    return running


def model(server: ModelServer, *, api_key: str = KEY, timeout: float = 30.0, deadline: float = 60.0) -> OpenAIModel:
    """Make the adapter for that server."""
    return OpenAIModel("gpt-5.4-mini", server.base_url, api_key, timeout, deadline)


def ask(llm: OpenAIModel, text: str = "[0] It works.\n[1] It is fast.") -> Reply:
    """Ask once and close."""

    async def asked() -> Reply:
        try:
            return await llm.complete(request(text))
        finally:
            await llm.close()

    return asyncio.run(asked())


def failure(server: ModelServer, *faults: Fault, llm: OpenAIModel | None = None) -> SummarizerError:
    """Ask once while the server does that; return what was raised."""
    server.script(*faults)
    with pytest.raises(SummarizerError) as caught:
        ask(llm or model(server))
    return caught.value


def test_the_request_is_what_the_protocol_wants(server: ModelServer) -> None:
    """Instructions first, the paper last, the form as a strict schema, and the key in its header."""
    ask(model(server))
    (sent,) = server.requests
    assert sent.authorization == f"Bearer {KEY}"
    assert sent.body == {
        "model": "gpt-5.4-mini",
        "messages": [
            {"role": "system", "content": "Say what it says."},
            {"role": "user", "content": "[0] It works.\n[1] It is fast."},
        ],
        "response_format": response_format(Answer),
        "max_tokens": 500,
    }


def test_the_reply_has_what_was_said_and_what_it_took(server: ModelServer) -> None:
    """The text as it came, and the tokens as the server counted them."""
    server.cached_tokens = 5
    reply = ask(model(server))
    answer = Answer.model_validate_json(reply.text)
    assert [(point.text, point.evidence) for point in answer.points] == [("It works.", [0]), ("It is fast.", [1])]
    assert (reply.model, reply.input_tokens, reply.cached_input_tokens) == ("gpt-5.4-mini", 11, 5)
    assert reply.output_tokens == len(reply.text.split())


def test_one_adapter_serves_one_event_loop_after_another(server: ModelServer) -> None:
    """Connections of an old loop would fail for ever in a new one; open ones are not used there."""
    llm = model(server)
    assert ask(llm) == ask(llm)

    async def twice() -> tuple[Reply, Reply]:
        pair = await llm.complete(request()), await llm.complete(request())
        await llm.close()
        await llm.close()
        return pair

    first, second = asyncio.run(twice())
    assert first == second


def test_many_are_asked_at_once(server: ModelServer) -> None:
    """Thirty-two calls are under way together in one loop."""
    server.script(*[hang] * 32)
    llm = model(server)

    async def main() -> list[Reply]:
        asked = [asyncio.create_task(llm.complete(request(f"[0] {n}"))) for n in range(32)]
        async with asyncio.timeout(30):
            await asyncio.to_thread(server.wait_for, 32)
        server.release()
        replies = await asyncio.gather(*asked)
        await llm.close()
        return replies

    assert len({reply.text for reply in asyncio.run(main())}) == 32
    assert server.most_in_flight == 32


# --- keys and addresses ------------------------------------------------------------------------------------------


def test_key_and_address_may_come_from_the_environment(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two names that every tool for this protocol reads; white space around a pasted key is not part of it."""
    monkeypatch.setenv("OPENAI_API_KEY", f" {KEY}\n")
    monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
    ask(OpenAIModel("gpt-5.4-mini"))
    assert server.requests[0].authorization == f"Bearer {KEY}"


def test_a_server_of_ones_own_needs_no_key(server: ModelServer) -> None:
    """Something is sent, because the SDK insists."""
    ask(model(server, api_key=""))
    assert server.requests[0].authorization == "Bearer none"


def test_openai_itself_needs_a_key(server: ModelServer) -> None:
    """The hint names both ways out; nothing is asked."""
    error = failure(server, llm=OpenAIModel("gpt-5.4-mini"))
    assert isinstance(error, ModelError)
    assert error.hint == 'Set OPENAI_API_KEY, or use provider = "builtin".'


@pytest.mark.parametrize("key", ["sk-“quoted”", "sk-two\nlines"])
def test_what_cannot_be_a_key_is_not_sent(server: ModelServer, key: str) -> None:
    """Curly quotes and line breaks come from copying; the key is not shown."""
    error = failure(server, llm=model(server, api_key=key))
    assert isinstance(error, ModelError)
    assert key not in f"{error} {error.hint}"
    assert server.requests == []


@pytest.mark.parametrize(
    "address", ["localhost:11434/v1", "http://user:SEKRIT@127.0.0.1/v1", "http://127.0.0.1/v1?api-key=SEKRIT"]
)
def test_an_address_must_be_one(server: ModelServer, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """It is said before anything is fetched or paid, wherever it came from, and no secret in it is repeated."""
    with pytest.raises(ConfigError) as caught:
        OpenAIModel("gpt-5.4-mini", address)
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    with pytest.raises(ConfigError) as again:
        OpenAIModel("gpt-5.4-mini")
    assert str(again.value) == str(caught.value)
    assert "SEKRIT" not in f"{caught.value} {caught.value.hint}"


def test_the_key_is_not_shown() -> None:
    """Not when the adapter is printed either."""
    assert KEY not in repr(OpenAIModel("gpt-5.4-mini", "http://127.0.0.1:1/v1", KEY))


# --- the limit on a reply's length -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (400, "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens'."),
        (422, "extra_forbidden: body.max_tokens: Extra inputs are not permitted"),
    ],
)
def test_the_limit_is_named_as_the_server_knows_it(server: ModelServer, code: int, message: str) -> None:
    """A refusal costs one call more in the first request, and none in those that follow."""
    server.script(status(code, message=message))
    llm = model(server)
    ask(llm)
    ask(llm)
    limits = [sorted(sent.body.keys() & {"max_tokens", "max_completion_tokens"}) for sent in server.requests]
    assert limits == [["max_tokens"], ["max_completion_tokens"], ["max_completion_tokens"]]


def test_calls_under_way_together_learn_the_name_once(server: ModelServer) -> None:
    """Two that are refused at once do not undo each other's lesson."""
    refused = status(400, message="Unrecognized request argument supplied: max_tokens")

    async def refused_together(server: ModelServer, completion: Json) -> Response:
        await server.hold()
        return await refused(server, completion)

    server.script(refused_together, refused_together)
    llm = model(server)

    async def both() -> None:
        asked = [asyncio.create_task(llm.complete(request(text))) for text in ("one", "two")]
        await asyncio.to_thread(server.wait_for, 2)
        server.release()
        await asyncio.gather(*asked)
        await llm.complete(request("three"))
        await llm.close()

    asyncio.run(both())
    assert "max_completion_tokens" in server.requests[-1].body
    assert len(server.requests) == 5


def test_a_server_that_knows_neither_name_cannot_be_used(server: ModelServer) -> None:
    """Two attempts, and then an error that has the server's own words."""
    names = ("max_tokens", "max_completion_tokens")
    error = failure(server, *[status(400, message=f"Unknown parameter: {name}") for name in names])
    assert isinstance(error, ModelError)
    assert "Unknown parameter: max_completion_tokens" in str(error)


# --- failures ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (status(503), Busy, "is busy or failing (HTTP 503): scripted"),
        (status(400), ModelError, "did not accept the request (HTTP 400): scripted"),
        (status(401), ModelError, "did not accept the key (HTTP 401)"),
        (page(502), Busy, "is busy or failing (HTTP 502)"),
        (cut, Busy, "the connection to http://127.0.0.1"),
        (page(), BadReply, "something else"),
        (raw(b""), BadReply, "something else"),
        (raw(b'{"choices": [{"mess'), BadReply, "something else"),
        (raw(b"null"), BadReply, "something else"),
        (no_choices, Unusable, "gave no answer"),
        (says(None), Unusable, "empty"),
        (says('{"tldr":', finish="length"), Unusable, "cut"),
        (says(None, refusal="I cannot."), Unusable, "refused: I cannot."),
        (says("", finish="content_filter"), Unusable, "filter"),
    ],
)
def test_failures_are_told_by_kind(server: ModelServer, fault: Fault, kind: type[Exception], words: str) -> None:
    """Each is asked once only: trying again is not for the adapter or the SDK to decide."""
    error = failure(server, fault)
    assert type(error) is kind
    assert words in str(error)
    assert len(server.requests) == 1


def test_a_silent_server_is_busy(server: ModelServer) -> None:
    """After `timeout` seconds without a word."""
    error = failure(server, hang, llm=model(server, timeout=0.05))
    server.release()
    assert isinstance(error, Busy)
    assert "did not answer in time" in str(error)


def test_the_deadline_is_for_the_whole_call(server: ModelServer) -> None:
    """The SDK's own time-out starts again with every byte."""
    error = failure(server, hang, llm=model(server, deadline=0.05))
    server.release()
    assert isinstance(error, Busy)
    assert "within 0.05 seconds" in str(error)


def test_a_server_that_is_not_there_is_named() -> None:
    """It may come back, and the address may be wrong: the message says both."""
    with ModelServer() as gone:
        llm = model(gone)
    with pytest.raises(Busy, match=f"cannot connect to {gone.base_url}"):
        ask(llm)


def test_a_key_that_a_server_sends_back_is_not_shown(server: ModelServer) -> None:
    """Neither in the message nor in the error behind it."""
    error = failure(server, status(401, message=f"Incorrect API key provided: {KEY}"))
    assert "Incorrect API key provided: …" in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__


def test_half_characters_do_not_stop_a_paper(server: ModelServer) -> None:
    """Broken PDFs have halves of surrogate pairs, which cannot be sent."""
    ask(model(server), "[0] Half \ud835 a letter.")
    assert server.requests[0].text == "[0] Half ? a letter."


def test_a_bug_passes_through(server: ModelServer) -> None:
    """What is not the server's fault keeps its own kind."""
    broken = model(server)
    broken.deadline = "soon"  # type: ignore[assignment]
    with pytest.raises(TypeError):
        ask(broken)


# --- all of it together ------------------------------------------------------------------------------------------


def stack(server: ModelServer, store: DiskStore, ledger: Ledger) -> Remembering:
    """Put everything around the adapter, as a run does, without waiting."""
    paid = Counting(model(server), ledger, lambda: price_of("gpt-5.4-mini", server.base_url), max_cost=1.0)
    retrying = Retrying(Validating(paid), ledger, first_wait=0.0, longest_wait=0.0, jitter=0.0)
    return Remembering(retrying, store, ledger)


def test_a_run_through_bad_weather_pays_once(server: ModelServer, tmp_path: Path) -> None:
    """A third of the calls fail in one way or another; every paper is answered, and a second run asks nothing."""
    faults = [status(500), cut, page(), no_choices, says("not JSON"), status(429, headers={"retry-after-ms": "1"})]
    for fault in faults:
        server.script(*every(3, fault, 9))
    store = DiskStore(tmp_path)

    async def run(ledger: Ledger) -> list[Reply]:
        llm = stack(server, store, ledger)
        replies = await asyncio.gather(*(llm.complete(request(f"[0] Paper {n} works.")) for n in range(40)))
        await llm.close()
        return replies

    first, second = Ledger(), Ledger()
    assert asyncio.run(run(first)) == asyncio.run(run(second))
    assert len(server.requests) == 40 + first.retried
    assert first.made == 40 + 6
    assert first.retried == 18
    assert first.usage().cost_usd
    assert (second.made, second.from_cache, second.usage().cost_usd) == (0, 40, 0.0)
    store.close()


CACHED = """
import asyncio, sys
from pathlib import Path
from summarizer.cache import DiskStore
from summarizer.llms.counting import Counting, Ledger
from summarizer.llms.openai import OpenAIModel
from summarizer.llms.remembering import Remembering
from summarizer.llms.retrying import Retrying
from summarizer.llms.validating import Validating
from summarizer.prices import price_of
from tests.llms.answers import request
store, ledger = DiskStore(Path(sys.argv[1])), Ledger()
paid = Counting(OpenAIModel("gpt-5.4-mini"), ledger, lambda: price_of("gpt-5.4-mini"), max_cost=1.0)
llm = Remembering(Retrying(Validating(paid), ledger), store, ledger)
async def main():
    reply = await llm.complete(request("[0] It works."))
    await llm.close()
    return reply
print(asyncio.run(main()).text)
store.close()
sys.exit(bool({"openai", "tiktoken", "genai_prices", "aiohttp", "httpx2"} & sys.modules.keys()))
"""


def test_a_run_from_the_cache_needs_no_key_and_no_sdk(server: ModelServer, tmp_path: Path) -> None:
    """What was paid for can be had offline, at once, by anyone."""
    store = DiskStore(tmp_path)

    async def fill() -> Reply:
        llm = stack(server, store, Ledger())
        reply = await llm.complete(request("[0] It works."))
        await llm.close()
        return reply

    reply = asyncio.run(fill())
    store.close()
    ran = subprocess.run([sys.executable, "-c", CACHED, str(tmp_path)], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == json.loads(reply.text)
