"""An address is one that a server can have, and nothing secret in it is ever shown."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ConfigError
from summarizer.llms.addresses import server_of, shown, usable


@pytest.mark.parametrize(
    "address",
    [
        "https://api.openai.com/v1",
        "http://127.0.0.1:11434/v1/",
        "http://[::1]:8000/v1",
        "http://localhost.:1/v1",
        "HTTP://Host_1/a/b",
        "https://ü.example.org/v1",
    ],
)
def test_an_address_is_used_as_it_is(address: str) -> None:
    """Only white space around it, from copying, is taken off."""
    assert usable(f" {address}\n") == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "localhost:11434/v1",
        "ftp://example.org",
        "http://",
        "http:///v1",
        "http://a..b/v1",
        "http://two words/v1",
        "http://host/\u200bv1",
        "http://host:99999/v1",
        "http://host:0/v1",
        "http://host:port/v1",
        "http://[::1/v1",
        "http://[v1.x]/v1",
        "http://256.1.1.1/v1",
        f"http://{'a' * 64}.org/v1",
    ],
)
def test_what_no_server_can_have_is_no_address(address: str) -> None:
    """The SDK would raise what looks like a bug, or wait for a server that cannot be."""
    with pytest.raises(ConfigError, match="no address of a server") as caught:
        usable(address)
    assert "base_url" in caught.value.hint


@pytest.mark.parametrize(
    "address",
    [
        "http://u:SEKRIT@host/v1",
        "u:SEKRIT@host/v1",
        "http://u:SEK/RIT@host/v1",
        "http://host/v1?api-key=SEKRIT",
        "http://host/v1#SEKRIT",
        "http://[SEKRIT@host/v1",
    ],
)
def test_what_may_be_secret_is_refused_and_not_repeated(address: str) -> None:
    """Secrets come from the environment; the hint says under which name."""
    with pytest.raises(ConfigError, match="must not hold a user, a password or a query") as caught:
        usable(address)
    assert "RIT" not in f"{caught.value} {caught.value.hint}"
    assert "OPENAI_API_KEY" in caught.value.hint


@given(st.text(), st.sampled_from(["", "http://", "https://h/"]))
def test_any_text_is_an_address_or_is_not(text: str, before: str) -> None:
    """Never another error."""
    with suppress(ConfigError):
        assert usable(before + text) == (before + text).strip()


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("https://api.example.org/v1/", "https://api.example.org/v1"),
        ("https://user:pass@api.example.org/v1", "https://api.example.org/v1"),
        ("https://api.example.org/v1?api-key=pass", "https://api.example.org/v1"),
        ("https://api.example.org/v1#pass", "https://api.example.org/v1"),
        ("user:pass@example.org/v1?pass", "example.org/v1"),
        ("", ""),
    ],
)
def test_only_host_and_path_are_shown(address: str, seen: str) -> None:
    """Neither user nor password, nor what stands behind a question mark."""
    assert shown(address) == seen


def test_servers_are_told_apart() -> None:
    """A slash at the end makes no difference; OpenAI's own is nothing, however it is written."""
    assert server_of("http://127.0.0.1:8000/v1/") == server_of("http://127.0.0.1:8000/v1")
    assert server_of("http://127.0.0.1:8000/v1") != server_of("http://127.0.0.1:8001/v1")
    assert server_of("") == server_of("https://api.openai.com/v1/") == ""
