"""Each thing the SDK raises has its own meaning here, and its own advice."""

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from aiohttp import ClientConnectorDNSError, ServerDisconnectedError
from aiohttp.client_reqrep import ConnectionKey
from hypothesis import given
from hypothesis import strategies as st
from openai import APIConnectionError, APIStatusError, APITimeoutError

from summarizer.errors import BadReply, Busy, ModelError, SummarizerError, SummaryError
from summarizer.llms.openai_errors import refuses, retry_after, told

KEY = "sk-1"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ASKED = httpx2.Request("POST", "https://api.example.org/v1/chat/completions")


def refusal(status: int, body: object = None, headers: dict[str, str] | None = None) -> APIStatusError:
    """Make what the SDK raises for such a response; `body` is the error object within it."""
    response = httpx2.Response(status, headers=headers, request=ASKED)
    return APIStatusError(f"Error code: {status} - {body}", response=response, body=body)


def became(error: Exception, secret: str = "") -> SummarizerError:
    """Return what an error of the SDK becomes."""
    with (
        pytest.raises(SummarizerError) as caught,
        told(model="some", address="https://user:pass@api.example.org/v1/?key=pass", secret=secret, deadline=300.0),
    ):
        raise error
    return caught.value


@pytest.mark.parametrize(
    ("status", "body", "kind", "words", "hint"),
    [
        (401, {"message": "Bad key"}, ModelError, "did not accept the key (HTTP 401): Bad key", "OPENAI_API_KEY"),
        (403, {"message": "Not here"}, ModelError, "did not accept the key (HTTP 403): Not here", "some"),
        (404, {"message": "No such model"}, ModelError, "there is no some at https://api.example.org/v1", "base_url"),
        (404, "<HTML><body>404", ModelError, "there is no some at https://api.example.org/v1", "base_url"),
        (402, {"message": "Pay"}, ModelError, "no credit left: Pay", "credit"),
        (429, {"code": "insufficient_quota"}, ModelError, "no credit left", "credit"),
        (429, {"type": "insufficient_quota", "message": "m"}, ModelError, "no credit left: m", "credit"),
        (400, {"message": "Odd"}, ModelError, "did not accept the request (HTTP 400): Odd", "[model]"),
        (400, {"message": {"detail": "Odd"}, "code": {"a": 1}}, ModelError, "(HTTP 400)", "[model]"),
        (422, "unprocessable", ModelError, "(HTTP 422): unprocessable", "[model]"),
        (302, None, ModelError, "(HTTP 302)", "[model]"),
        (400, {"code": "context_length_exceeded", "message": "m"}, SummaryError, "too long for some: m", "abstract"),
        (400, {"message": "This model's maximum context length is 8192"}, SummaryError, "too long", "abstract"),
        (400, {"type": "exceed_context_size_error"}, SummaryError, "too long", "abstract"),
        (413, None, SummaryError, "too long for some", "abstract"),
        (429, {"message": "Request too large for some: Limit 30000"}, SummaryError, "too long", "abstract"),
        (400, {"code": "content_filter", "message": "m"}, BadReply, "the filter of the provider of some", ""),
        (400, {"code": "invalid_prompt", "message": "flagged"}, BadReply, "refused the paper: flagged", ""),
        (408, None, Busy, "busy or failing (HTTP 408)", "later"),
        (409, None, Busy, "busy or failing (HTTP 409)", "later"),
        (429, {"message": "Slow\n down"}, Busy, "busy or failing (HTTP 429): Slow down", "later"),
        (500, {"message": "Oops"}, Busy, "busy or failing (HTTP 500): Oops", "later"),
        (529, "<html>", Busy, "busy or failing (HTTP 529)", "later"),
    ],
)
def test_a_refusal_is_told_by_what_to_do(
    status: int, body: object, kind: type[Exception], words: str, hint: str
) -> None:
    """Stop and mend it, skip this paper, or wait: the class says which, the hint how."""
    error = became(refusal(status, body))
    assert type(error) is kind
    assert words in str(error)
    assert hint in error.hint
    assert isinstance(error.__cause__, APIStatusError)
    assert "pass" not in str(error)


def test_only_waiting_is_worth_another_try() -> None:
    """A filtered paper and an empty account stay what they are."""
    assert became(refusal(429)).retryable
    assert not became(refusal(429, {"code": "insufficient_quota"})).retryable
    assert not became(refusal(400, {"code": "content_filter"})).retryable


def test_how_long_to_wait_is_passed_on() -> None:
    """From the header of the response."""
    error = became(refusal(429, headers={"Retry-After": "7"}))
    assert isinstance(error, Busy)
    assert error.retry_after == 7.0


def test_long_words_of_a_server_are_shortened() -> None:
    """Some send the whole request back."""
    assert len(str(became(refusal(400, {"message": "very " * 999})))) < 400


def caused(error: Exception, *causes: BaseException) -> Exception:
    """Chain errors as `raise … from` does."""
    outer: BaseException = error
    for cause in causes:
        outer.__cause__ = cause
        outer = cause
    return error


NOWHERE = ClientConnectorDNSError(
    ConnectionKey("api.example.org", 443, True, True, None, None, None), socket.gaierror(-2, "not known")
)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            caused(APITimeoutError(ASKED), httpx2.ConnectTimeout(""), NOWHERE),
            "cannot connect to https://api.example.org",
        ),
        (caused(APITimeoutError(ASKED), httpx2.ReadTimeout("")), "did not answer in time"),
        (caused(APITimeoutError(ASKED), httpx2.ConnectTimeout(""), TimeoutError()), "did not answer in time"),
        (caused(APITimeoutError(ASKED), httpx2.ConnectTimeout(""), ServerDisconnectedError()), "broke"),
        (caused(APIConnectionError(request=ASKED), httpx2.ReadError("reset")), "broke"),
        (TimeoutError(), "did not finish its answer within 300 seconds"),
    ],
)
def test_trouble_on_the_way_is_worth_waiting_for(error: Exception, words: str) -> None:
    """The SDK calls most of it a time-out; what lies beneath says what it was."""
    told_as = became(error)
    assert isinstance(told_as, Busy)
    assert words in str(told_as)
    assert told_as.__cause__ is error


def test_the_key_stays_out_of_message_and_cause() -> None:
    """Wherever in the chain it was."""
    assert "sk-1" not in str(became(refusal(401, {"message": "key sk-1 is bad"}), secret=KEY))
    assert became(refusal(401, {"message": "key sk-1 is bad"}), secret=KEY).__cause__ is None
    hidden = caused(APIConnectionError(request=ASKED), httpx2.ReadError("header sk-1"))
    assert became(hidden, secret=KEY).__cause__ is None
    assert became(refusal(401, {"message": "key is bad"}), secret=KEY).__cause__ is not None


@pytest.mark.parametrize("error", [TypeError("bug"), RuntimeError("Event loop is closed"), KeyboardInterrupt()])
def test_everything_else_passes_through(error: BaseException) -> None:
    """A bug keeps its own kind, and so does an interruption."""
    with pytest.raises(type(error)), told(model="some", address="https://x", secret="", deadline=1.0):
        raise error


@pytest.mark.parametrize(
    ("message", "is_refused"),
    [
        ("Unsupported parameter: 'max_tokens' is not supported with this model.", True),
        ("Unrecognized request argument supplied: max_tokens", True),
        ("Extra inputs are not permitted: max_tokens", True),
        ("max_tokens is too large: 40000", False),
        ("'max_tokens' is too large. This model's maximum context length is 4096; extra tokens", False),
        ("Unsupported parameter: 'response_format'", False),
    ],
)
def test_an_unknown_parameter_is_recognized(message: str, is_refused: bool) -> None:
    """Only a complaint that the name is unknown, not one about its value."""
    assert refuses(refusal(400, {"message": message}), "max_tokens") is is_refused


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0.0),
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": " 1.5 "}, 1.5),
        ({"retry-after-ms": "700"}, 0.7),
        ({"retry-after-ms": "700", "retry-after": "9"}, 0.7),
        ({"retry-after-ms": "soon", "retry-after": "9"}, 9.0),
        ({"retry-after": format_datetime(NOW + timedelta(seconds=90), usegmt=True)}, 90.0),
        ({"retry-after": "Sat, 21 Nov 2026 12:00:30 -0000"}, 30.0),
        ({"retry-after": format_datetime(NOW - timedelta(hours=1))}, 0.0),
        ({"retry-after": "-5"}, 0.0),
        ({"retry-after": "nan"}, 0.0),
        ({"retry-after": "1e99"}, 0.0),
        ({"retry-after": "soon"}, 0.0),
    ],
)
def test_the_wait_is_read_in_every_form(headers: dict[str, str], seconds: float) -> None:
    """Seconds, milliseconds, a date; nonsense is none."""
    assert retry_after(headers, NOW) == pytest.approx(seconds)


@given(st.text(), st.text())
def test_any_header_can_be_read(seconds: str, milliseconds: str) -> None:
    """Never an error, never a wait below zero."""
    assert retry_after({"retry-after": seconds, "retry-after-ms": milliseconds}, NOW) >= 0.0
