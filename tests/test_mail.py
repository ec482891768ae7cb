"""A message for one reader: whole, readable everywhere, and with no header that a stranger wrote."""

import email
import email.policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ConfigError
from summarizer.mail import MAX_LINE, parse_address, to_bytes, to_message
from summarizer.models import Email
from tests.fakes import NOON

HEADERS = {
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "List-Id",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
}

HOSTILE = [
    "x\r\nBcc: eve@example.org",
    "x\nBcc: eve@example.org",
    "x\rBcc: eve@example.org",
    "x\u2028Bcc: eve@example.org",
    "=?utf-8?q?x=0D=0ABcc:_eve=40example.org?=",
    "=?utf-8?b?eA0KQmNjOiBldmVAZXhhbXBsZS5vcmc=?=",
    "==?utf-8?q??utf-8?q?x=0D=0ABcc:_eve?=",
    "x\x00y\x7fz\x85",
    "half \ud83d a pair",
]


def edition(**changes: Any) -> Email:
    """Make an edition; name only what the test is about."""
    values: dict[str, Any] = {
        "issue": "2026-W47",
        "subject": "Weekly AI Papers: issue 47",
        "sender": "Weekly AI <papers@example.org>",
        "reply_to": "",
        "date": NOON,
        "html": "<p>Ten papers.</p>\n",
        "text": "Ten papers.\n",
    }
    return Email(**(values | changes))


def received(edition: Email, to: str = "ada@example.net") -> EmailMessage:
    """Return the message as a mail program reads it."""
    return email.message_from_bytes(to_bytes(to_message(edition, to)), policy=email.policy.default)


def header_lines(edition: Email, to: str = "ada@example.net") -> list[bytes]:
    """Return the head of the message as it goes over the wire, folded lines and all."""
    return to_bytes(to_message(edition, to)).partition(b"\r\n\r\n")[0].split(b"\r\n")


def part(message: EmailMessage, kind: str) -> str:
    """Return the decoded text of one alternative."""
    body = message.get_body(preferencelist=(kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_message_has_the_text_and_the_html_it_was_made_of() -> None:
    """Plain text first, HTML second: mail programs show the last they can."""
    message = received(edition(text="Grüße\n", html="<p>Grüße</p>\n"))
    assert message.get_content_type() == "multipart/alternative"
    assert [alternative.get_content_type() for alternative in message.iter_parts()] == ["text/plain", "text/html"]
    assert (part(message, "plain"), part(message, "html")) == ("Grüße\n", "<p>Grüße</p>\n")


def test_headers_say_who_what_and_when() -> None:
    """The usual headers are there, in the values of the edition."""
    message = received(edition(reply_to="editor@example.org"), "Ada <ada@example.net>")
    assert message["From"] == "Weekly AI <papers@example.org>"
    assert message["To"] == "Ada <ada@example.net>"
    assert message["Reply-To"] == "editor@example.org"
    assert message["Subject"] == "Weekly AI Papers: issue 47"
    assert message["Date"].datetime == NOON
    assert message["List-Id"] == "<weekly-ai.example.org>"
    assert set(message.keys()) == HEADERS


@pytest.mark.parametrize(
    ("reply_to", "address"),
    [("", "papers@example.org"), ("Editor <a+b%c@example.org>", "a%2Bb%25c@example.org")],
)
def test_unsubscribing_writes_to_whoever_reads_replies(reply_to: str, address: str) -> None:
    """The link is a mailto: with a subject, its address escaped as a URL needs it."""
    assert received(edition(reply_to=reply_to))["List-Unsubscribe"] == f"<mailto:{address}?subject=unsubscribe>"


def test_a_long_unsubscribe_link_stays_on_one_line() -> None:
    """The standard policies would turn it into encoded words, and the button would be gone."""
    sender = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.example"
    lines = header_lines(edition(sender=sender))
    assert f"List-Unsubscribe: <mailto:{sender}?subject=unsubscribe>".encode() in lines
    assert f"From: {sender}".encode() in lines


@pytest.mark.parametrize("subject", ["Überraschung " * 40, "x" * 1200, "word " * 400])
def test_long_subjects_are_folded_and_come_back_whole(subject: str) -> None:
    """No line is longer than servers take, and no encoded word longer than mail programs must."""
    message = edition(subject=subject)
    assert received(message)["Subject"] == subject.strip()
    lines = header_lines(message)
    start = next(place for place, line in enumerate(lines) if line.startswith(b"Subject:"))
    end = next(place for place, line in enumerate(lines) if place > start and not line.startswith(b" "))
    assert max(map(len, lines[start:end])) <= 76


def test_names_outside_ascii_come_back_whole() -> None:
    """A name is encoded, an international domain is written in its ASCII form."""
    message = received(
        edition(sender="Wöchentliche Künstliche Intelligenz <info@müller.example>"), "李 <li@example.net>"
    )
    assert message["From"].addresses[0].display_name == "Wöchentliche Künstliche Intelligenz"
    assert message["From"].addresses[0].addr_spec == "info@xn--mller-kva.example"
    assert message["To"].addresses[0].display_name == "李"
    assert message["List-Id"] == "<wochentliche-kunstliche-intelligenz.xn--mller-kva.example>"


@pytest.mark.parametrize(
    ("sender", "label"),
    [("papers@example.org", "papers"), ("人工 <papers@example.org>", "papers"), ("人 <+@example.org>", "newsletter")],
)
def test_a_list_without_a_latin_name_is_called_after_its_mailbox(sender: str, label: str) -> None:
    """List-Id must be ASCII, so a name that leaves nothing gives way."""
    assert received(edition(sender=sender))["List-Id"] == f"<{label}.example.org>"


def test_body_lines_keep_within_76_characters() -> None:
    """Long lines of the edition are broken as quoted-printable breaks them, and come back whole."""
    long = "ü" * 3000 + " .\n.\nFrom here on\n"
    raw = to_bytes(to_message(edition(text=long, html=f"<p>{long}"), "ada@example.net"))
    body = raw.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert part(received(edition(text=long)), "plain") == long


def test_the_same_issue_for_the_same_reader_is_the_same_message() -> None:
    """A message sent twice is then one message, and `issue.eml` does not change from run to run."""
    first, again = (to_bytes(to_message(edition(), "ada@example.net")) for _ in range(2))
    assert first == again
    assert received(edition(), "Ada <ADA@example.net>")["Message-ID"] == received(edition())["Message-ID"]


def test_message_ids_differ_by_issue_reader_and_sender() -> None:
    """Two messages are never taken for one, and an id names nobody."""
    ids = {
        received(edition())["Message-ID"],
        received(edition(), "bob@example.net")["Message-ID"],
        received(edition(issue="2026-W48"))["Message-ID"],
        received(edition(sender="other@example.org"))["Message-ID"],
    }
    assert len(ids) == 4
    assert all(identity.startswith("<2026-w4") and identity.endswith("@example.org>") for identity in ids)
    assert not any("ada" in identity for identity in ids)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_can_write_a_header(text: str) -> None:
    """Line ends, raw or inside encoded words, stay words in the subject."""
    message = received(edition(subject=text, issue=text, text=text, html=text))
    assert set(message.keys()) == HEADERS - {"Reply-To"}
    assert message.get_content_type() == "multipart/alternative"
    assert len(message.get_all("Subject", [])) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_name_can_write_a_header(text: str) -> None:
    """A name with control characters is refused; any other stays a name."""
    try:
        message = received(edition(sender=f"{text} <papers@example.org>"), f"{text} <ada@example.net>")
    except ConfigError:
        return
    assert set(message.keys()) == HEADERS - {"Reply-To"}
    assert [address.addr_spec for address in message["From"].addresses] == ["papers@example.org"]
    assert [address.addr_spec for address in message["To"].addresses] == ["ada@example.net"]


anything = st.text(st.characters(exclude_categories=()))
pieces = st.lists(st.sampled_from(["=?", "?=", "utf-8", "?q?", "?b?", "=0A", "Bcc: x", "\r\n", " ", "ü", "x" * 90]))


@given(subject=anything | pieces.map("".join), text=anything, html=anything)
def test_whatever_the_words_the_message_is_sound(subject: str, text: str, html: str) -> None:
    """Headers are ours alone, everything is ASCII, no line is too long, and no line end is bare."""
    raw = to_bytes(to_message(edition(subject=subject, text=text, html=html), "ada@example.net"))
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= MAX_LINE
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert set(message.keys()) == HEADERS - {"Reply-To"}
    assert [each.get_content_type() for each in message.iter_parts()] == ["text/plain", "text/html"]


@given(name=anything | pieces.map("".join))
def test_whatever_the_name_the_address_is_ours(name: str) -> None:
    """A sender's name is refused or stays a name."""
    try:
        message = received(edition(sender=f"{name} <papers@example.org>"))
    except ConfigError:
        return
    assert set(message.keys()) == HEADERS - {"Reply-To"}
    assert [address.addr_spec for address in message["From"].addresses] == ["papers@example.org"]


@pytest.mark.parametrize(
    ("text", "name", "spec"),
    [
        ("papers@example.org", "", "papers@example.org"),
        ("  Weekly AI  <papers@Example.ORG> ", "Weekly AI", "papers@example.org"),
        ('"Papers, Weekly" <first.last+tag@example.org>', "Papers, Weekly", "first.last+tag@example.org"),
        ("<root@localhost>", "", "root@localhost"),
    ],
)
def test_addresses_are_read_with_and_without_a_name(text: str, name: str, spec: str) -> None:
    """Both common forms are understood; the domain is lowered, the mailbox left as it is."""
    address = parse_address(text)
    assert (address.display_name, address.addr_spec) == (name, spec)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nobody",
        "@example.org",
        "ada@",
        "ada@@example.org",
        "ada b@example.org",
        "ada@exam ple.org",
        "ada@example..org",
        "ada@-example.org",
        "ada@example.org, bob@example.org",
        "ada@example.org>",
        "Ada <ada@example.org> <bob@example.org>",
        "Ada <>",
        "ada@example.org\r\nBcc: eve@example.org",
        "ädä@example.org",
        ".ada@example.org",
        f"{'a' * 65}@example.org",
        f"ada@{'a' * 64}.org",
        f"ada@{'ü' * 64}.org",
    ],
)
def test_what_is_no_address_is_refused_with_a_hint(text: str) -> None:
    """Nothing that a server would misread gets as far as a server."""
    with pytest.raises(ConfigError, match="is not an email address") as caught:
        parse_address(text)
    assert "name@example.org" in caught.value.hint
