"""Messages reach a real server over the TLS that was asked for, or the reason is said."""

import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from summarizer.errors import ConfigError, DeliveryError
from summarizer.models import Email
from summarizer.send.deliver import ReaderRefused
from summarizer.send.smtp import SmtpMailer
from tests.fakes import NOON
from tests.servers.smtp import SmtpServer, smtp_server, trusting

ISSUE = Email(
    issue="2026-W47",
    subject="Grüße",
    sender="Weekly AI <papers@example.org>",
    reply_to="",
    date=NOON,
    html="<p>Ten papers</p>\n.\n",
    text="Ten papers\n.\n",
)

LOGIN = {"user": "ada", "password": "sesame"}


@contextmanager
def mailer(server: SmtpServer, scheme: str = "smtp", **options: Any) -> Iterator[SmtpMailer]:
    """Make a mailer for the server, and close it afterwards."""
    options = {"timeout": 5.0, "trusted": trusting() if scheme != "smtp" else None} | options
    with closing(SmtpMailer(f"{scheme}://127.0.0.1:{server.port}", **options)) as made:
        yield made


@contextmanager
def silent_server(*replies: bytes) -> Iterator[int]:
    """Run a server that says what it is told, line for line, whatever the client says; yield its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            connection, _ = listening.accept()
            with connection:
                for reply in replies:
                    connection.sendall(reply)
                    connection.recv(1000)

        thread = threading.Thread(target=talk)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def test_a_message_arrives_as_it_was_made() -> None:
    """Sender and reader are in the envelope, and the text survives the way: dots, accents and all."""
    with smtp_server() as server, mailer(server) as out:
        out.send(ISSUE, "Ada <ada@example.net>")
    ((sender, readers, raw),) = server.messages
    assert (sender, readers) == ("papers@example.org", ["ada@example.net"])
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Subject"] == "Grüße"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content() == "Ten papers\r\n.\r\n"


def test_readers_share_one_connection() -> None:
    """Connecting costs more than a message."""
    with smtp_server() as server, mailer(server) as out:
        for reader in ("ada@example.net", "bob@example.net", "eve@example.net"):
            out.send(ISSUE, reader)
    assert server.readers == ["ada@example.net", "bob@example.net", "eve@example.net"]
    assert server.connections == 1


def test_a_connection_that_the_server_closed_is_opened_again() -> None:
    """Servers end connections after some messages; nobody is missed and nobody gets it twice."""
    readers = [f"reader{number}@example.net" for number in range(5)]
    with smtp_server(hang_up_after=2) as server, mailer(server) as out:
        for reader in readers:
            out.send(ISSUE, reader)
    assert server.readers == readers
    assert server.connections == 3


def test_a_server_that_is_closing_is_connected_to_again() -> None:
    """421 means that the connection ends, not that the reader is refused; where it stays so, we stop."""
    with smtp_server(refuse={"bob@example.net": "421 4.3.2 shutting down"}) as server, mailer(server) as out:
        out.send(ISSUE, "ada@example.net")
        with pytest.raises(DeliveryError, match=r"closed the connection: 421 4\.3\.2 shutting down") as caught:
            out.send(ISSUE, "bob@example.net")
        out.send(ISSUE, "eve@example.net")
    assert not isinstance(caught.value, ReaderRefused)
    assert server.readers == ["ada@example.net", "eve@example.net"]


def test_a_server_that_is_closing_before_it_takes_anything_is_an_error() -> None:
    """The same words in answer to the sender, which are no refusal of the sender."""
    with (
        smtp_server(refuse={"papers@example.org": "421 4.3.2 shutting down"}) as server,
        mailer(server) as out,
        pytest.raises(DeliveryError, match=r"closed the connection: 421 4\.3\.2 shutting down"),
    ):
        out.send(ISSUE, "ada@example.net")


def test_a_server_that_keeps_hanging_up_is_an_error() -> None:
    """One new connection, not many."""
    with (
        smtp_server(hang_up_after=0) as server,
        mailer(server) as out,
        pytest.raises(DeliveryError, match="closed the connection") as caught,
    ):
        out.send(ISSUE, "ada@example.net")
    assert "later" in caught.value.hint
    assert server.connections == 1


@pytest.mark.parametrize("answer", ["550 5.1.1 no such mailbox", "451 4.7.1 greylisted"])
@pytest.mark.parametrize("asked", ["reader", "text"])
def test_a_refused_reader_does_not_stop_the_next(answer: str, asked: str) -> None:
    """The server's own words are the reason, for good or for now, before the text or after."""
    refusals = {"bob@example.net": answer}
    orders = {"refuse": refusals} if asked == "reader" else {"refuse_text": refusals}
    with smtp_server("", **orders) as server, mailer(server) as out:
        out.send(ISSUE, "ada@example.net")
        with pytest.raises(ReaderRefused, match=answer):
            out.send(ISSUE, "bob@example.net")
        out.send(ISSUE, "eve@example.net")
    assert server.readers == ["ada@example.net", "eve@example.net"]
    assert server.connections == 1


def test_a_server_that_hangs_up_after_a_refusal_is_connected_to_again() -> None:
    """The refusal is still that reader's alone."""
    refuse = {"bob@example.net": "550 no"}
    with smtp_server(refuse=refuse, hang_up_on_reset=True) as server, mailer(server) as out:
        with pytest.raises(ReaderRefused, match="550 no"):
            out.send(ISSUE, "bob@example.net")
        out.send(ISSUE, "eve@example.net")
    assert (server.readers, server.connections) == (["eve@example.net"], 2)


def test_a_text_that_the_server_will_not_read_is_a_refusal() -> None:
    """A server may refuse after MAIL and RCPT, before the text."""
    replies = [
        b"220 hello\r\n",
        b"250 hello\r\n",
        b"250 OK\r\n",
        b"250 OK\r\n",
        b"554 no text today\r\n",
        b"250 OK\r\n",
    ]
    with (
        silent_server(*replies) as port,
        closing(SmtpMailer(f"smtp://127.0.0.1:{port}", timeout=5.0)) as out,
        pytest.raises(ReaderRefused, match="554 no text today"),
    ):
        out.send(ISSUE, "ada@example.net")


def test_a_sender_that_is_refused_stops_everything() -> None:
    """No reader can help that."""
    with (
        smtp_server(refuse={"papers@example.org": "553 5.7.1 not your address"}) as server,
        mailer(server) as out,
        pytest.raises(DeliveryError, match=r"no mail from this sender: 553 5\.7\.1 not your address") as caught,
    ):
        out.send(ISSUE, "ada@example.net")
    assert not isinstance(caught.value, ReaderRefused)
    assert "`from`" in caught.value.hint


def test_a_connection_that_breaks_after_the_text_leaves_one_message_in_doubt() -> None:
    """It is not sent again at once, as it may have arrived; the error says so."""
    with (
        smtp_server(hang_up_on_text=True) as server,
        mailer(server) as out,
        pytest.raises(DeliveryError, match="broke while a message was on its way") as caught,
    ):
        out.send(ISSUE, "ada@example.net")
    assert not isinstance(caught.value, ReaderRefused)
    assert "may have arrived" in caught.value.hint
    assert server.connections == 1


@pytest.mark.parametrize(("scheme", "tls"), [("smtps", "implicit"), ("smtp+starttls", "starttls")])
def test_tls_is_used_where_the_url_says_so(scheme: str, tls: str) -> None:
    """Both ways of encryption, and the login only inside it."""
    with (
        smtp_server(tls, login=("ada", "sesame")) as server,
        mailer(server, scheme, **LOGIN) as out,
    ):
        out.send(ISSUE, "ada@example.net")
    assert server.encrypted == [True]
    assert server.logins == [("ada", True)]


def test_a_server_without_starttls_gets_nothing_in_plain() -> None:
    """Neither the message nor the password."""
    with (
        smtp_server(login=("ada", "sesame")) as server,
        mailer(server, "smtp+starttls", **LOGIN) as out,
        pytest.raises(DeliveryError, match="STARTTLS extension not supported") as caught,
    ):
        out.send(ISSUE, "ada@example.net")
    assert "in plain" in caught.value.hint
    assert (server.messages, server.logins) == ([], [])


def test_a_server_that_refuses_to_encrypt_gets_nothing_in_plain() -> None:
    """It offers STARTTLS and then does not do it, as a meddler on the way would make it look."""
    replies = [b"220 hello\r\n", b"250-hello\r\n250 STARTTLS\r\n", b"454 4.7.0 not now\r\n"]
    with silent_server(*replies) as port:
        out = SmtpMailer(f"smtp+starttls://127.0.0.1:{port}", timeout=5.0)
        with pytest.raises(DeliveryError, match=r"454 4\.7\.0 not now"):
            out.send(ISSUE, "ada@example.net")


@pytest.mark.parametrize(("scheme", "tls"), [("smtps", "implicit"), ("smtp+starttls", "starttls")])
def test_a_certificate_that_nobody_vouches_for_is_refused(scheme: str, tls: str) -> None:
    """An unknown authority is no authority."""
    with (
        smtp_server(tls) as server,
        mailer(server, scheme, trusted=None) as out,
        pytest.raises(DeliveryError, match="local issuer certificate"),
    ):
        out.send(ISSUE, "ada@example.net")
    assert server.messages == []


def test_a_certificate_for_another_name_is_refused() -> None:
    """The right authority, the wrong host."""
    with (
        smtp_server("implicit", "mail.example.org") as server,
        mailer(server, "smtps") as out,
        pytest.raises(DeliveryError, match=r"certificate is not valid for '127\.0\.0\.1'") as caught,
    ):
        out.send(ISSUE, "ada@example.net")
    assert "certificate" in caught.value.hint


def test_tls_to_a_server_that_speaks_none_is_explained() -> None:
    """The common mix-up of ports."""
    with silent_server(b"220 hello\r\n") as port:
        out = SmtpMailer(f"smtps://127.0.0.1:{port}", timeout=5.0, trusted=trusting())
        with pytest.raises(DeliveryError, match="cannot reach") as caught:
            out.send(ISSUE, "ada@example.net")
    assert "smtp+starttls" in caught.value.hint


def test_a_login_works_in_plain_on_this_machine() -> None:
    """As for a relay that listens on loopback."""
    with smtp_server(login=("ada", "sesame")) as server, mailer(server, **LOGIN) as out:
        out.send(ISSUE, "ada@example.net")
    assert server.logins == [("ada", False)]


@pytest.mark.parametrize(("login", "reason"), [(("ada", "other"), "535"), (None, "AUTH extension not supported")])
def test_a_login_that_fails_stops_everything(login: tuple[str, str] | None, reason: str) -> None:
    """The server's words are told, the password never."""
    with (
        smtp_server(login=login) as server,
        mailer(server, **LOGIN) as out,
        pytest.raises(DeliveryError, match=reason) as caught,
    ):
        out.send(ISSUE, "ada@example.net")
    assert not isinstance(caught.value, ReaderRefused)
    assert "sesame" not in str(caught.value)
    assert "SUMMARIZER_SMTP_PASSWORD" in caught.value.hint
    assert server.messages == []


def test_a_server_that_is_not_there_is_said() -> None:
    """With where we looked."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DeliveryError, match=rf"cannot reach 127\.0\.0\.1:{port}: Connection refused") as caught:
        SmtpMailer(f"smtp://127.0.0.1:{port}").send(ISSUE, "ada@example.net")
    assert "[email]" in caught.value.hint


def test_a_server_that_will_not_talk_is_said() -> None:
    """Its greeting is its reason; control characters in it do not reach the terminal."""
    with (
        silent_server(b"554 go \x1b[31maway\r\n") as port,
        pytest.raises(DeliveryError, match=r"554 go \[31maway"),
    ):
        SmtpMailer(f"smtp://127.0.0.1:{port}", timeout=5.0).send(ISSUE, "ada@example.net")


@pytest.mark.parametrize("replies", [[b"220 hello\r\n"], [b"220 hello\r\n", b"502 what\r\n", b"502 what\r\n"]])
def test_a_server_that_talks_nonsense_is_said(replies: list[bytes]) -> None:
    """It hangs up on our greeting, or does not understand it."""
    with silent_server(*replies) as port, pytest.raises(DeliveryError, match="cannot reach"):
        SmtpMailer(f"smtp://127.0.0.1:{port}", timeout=5.0).send(ISSUE, "ada@example.net")


def test_a_password_is_refused_before_anything_is_connected() -> None:
    """The mailer cannot even be made."""
    with pytest.raises(ConfigError, match="in plain"):
        SmtpMailer("smtp://mail.example.org", "ada", "sesame")


def test_closing_is_quiet() -> None:
    """Before the first message, after the last, twice, and when the server has gone already."""
    with smtp_server() as server, mailer(server) as out:
        out.close()
        out.send(ISSUE, "ada@example.net")
    with smtp_server() as server:
        out = SmtpMailer(f"smtp://127.0.0.1:{server.port}", timeout=5.0)
        out.send(ISSUE, "ada@example.net")
    out.close()
    out.close()
