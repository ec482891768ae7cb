"""Send through an SMTP server, over exactly the TLS that its URL asks for."""

import smtplib
import ssl

from summarizer.errors import DeliveryError
from summarizer.mail import parse_address, to_bytes, to_message
from summarizer.models import Email
from summarizer.send.deliver import ReaderRefused
from summarizer.send.server import check_login, parse_server

_CLOSING = 421
"""The reply of a server that is about to close the connection: RFC 5321, 3.8."""

_HERE = "[127.0.0.1]"
"""How we greet. Left to itself, smtplib would ask the network for this machine's name."""


class SmtpMailer:
    """Hands messages to one server over one connection, which is opened when first needed.

    TLS is what the URL says and never less; a password crosses a plain connection to this machine alone. `timeout` is
    in seconds, for each step; `trusted` is for servers whose certificate the system does not know.
    """

    def __init__(
        self, url: str, user: str = "", password: str = "", timeout: float = 30.0, trusted: ssl.SSLContext | None = None
    ) -> None:
        self._server = parse_server(url)
        check_login(self._server, user, password)
        self._user, self._password = user, password
        self._timeout = timeout
        self._trusted = trusted
        self._open: smtplib.SMTP | None = None

    def send(self, email: Email, to: str) -> None:
        """Hand the email over to one reader.

        Raises `ReaderRefused` when the server does not take it for this reader, and `DeliveryError` when going on
        would not help. A connection that the server closed between two messages is opened again; one that breaks
        while the text is on its way is not, as the message may have arrived.
        """
        raw = to_bytes(to_message(email, to))
        connection = self._announced(parse_address(email.sender).addr_spec, parse_address(to).addr_spec)
        try:
            code, words = connection.data(raw)
        except smtplib.SMTPDataError as error:
            raise self._refused(connection, error.smtp_code, error.smtp_error) from error
        except OSError as error:
            self._drop(connection)
            raise DeliveryError(
                f"the connection to {self._server} broke while a message was on its way: {_said(error)}",
                hint="That one message may have arrived. The same command goes on with it and sends no other twice.",
            ) from error
        if not _taken(code):
            raise self._refused(connection, code, words)

    def close(self) -> None:
        """Say goodbye, if there is a connection."""
        if self._open is not None:
            try:
                self._open.quit()
            except OSError:  # the server was faster
                self._open.close()
            self._open = None

    def _announced(self, sender: str, reader: str) -> smtplib.SMTP:
        """Return a connection on which the server has taken the sender and the reader."""
        if self._open is not None:
            try:
                return self._announce(self._open, sender, reader)
            except OSError:  # servers close a connection after some time, or some messages
                self._drop(self._open)
        connection = self._open = self._connect()
        try:
            return self._announce(connection, sender, reader)
        except OSError as error:
            self._drop(connection)
            raise DeliveryError(
                f"{self._server} closed the connection: {_said(error)}", hint="Run the same command again later."
            ) from error

    def _announce(self, connection: smtplib.SMTP, sender: str, reader: str) -> smtplib.SMTP:
        """Raises `OSError` when the connection is gone, or about to be."""
        code, words = connection.mail(sender)
        if code == _CLOSING:
            raise smtplib.SMTPServerDisconnected(_reply(code, words))
        if not _taken(code):
            self._drop(connection)
            raise DeliveryError(
                f"{self._server} takes no mail from this sender: {_reply(code, words)}",
                hint="Is `from` in [email] an address this server may send for? Too many messages pass with time.",
            )
        code, words = connection.rcpt(reader)
        if code == _CLOSING:
            raise smtplib.SMTPServerDisconnected(_reply(code, words))
        if not _taken(code):
            raise self._refused(connection, code, words)
        return connection

    def _refused(self, connection: smtplib.SMTP, code: int, words: bytes | str) -> ReaderRefused:
        """Make the connection ready for the next reader, and return what to raise about this one."""
        try:
            connection.rset()
        except OSError:
            self._drop(connection)
        return ReaderRefused(f"the server refused the message: {_reply(code, words)}")

    def _connect(self) -> smtplib.SMTP:
        try:
            connection = self._reach()
            try:
                self._introduce(connection)
            except BaseException:
                connection.close()
                raise
        except OSError as error:
            raise DeliveryError(f"cannot reach {self._server}: {_said(error)}", hint=_reach_hint(error)) from error
        return connection

    def _reach(self) -> smtplib.SMTP:
        host, port = self._server.host, self._server.port
        if self._server.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, local_hostname=_HERE, timeout=self._timeout, context=self._context())
        return smtplib.SMTP(host, port, local_hostname=_HERE, timeout=self._timeout)

    def _introduce(self, connection: smtplib.SMTP) -> None:
        if self._server.scheme == "smtp+starttls":
            self._encrypt(connection)
        connection.ehlo_or_helo_if_needed()
        if self._user:
            self._log_in(connection)

    def _context(self) -> ssl.SSLContext:
        return self._trusted or ssl.create_default_context()

    def _encrypt(self, connection: smtplib.SMTP) -> None:
        try:
            connection.starttls(context=self._context())
        except OSError as error:
            raise DeliveryError(
                f"no encrypted connection to {self._server}: {_said(error)}",
                hint="Nothing was sent in plain. Is this the server's port for STARTTLS? On port 465 it is smtps://.",
            ) from error

    def _log_in(self, connection: smtplib.SMTP) -> None:
        try:
            connection.login(self._user, self._password)
        except OSError as error:
            raise DeliveryError(
                f"{self._server} does not let us in: {_said(error)}",
                hint="Check SUMMARIZER_SMTP_USER and SUMMARIZER_SMTP_PASSWORD; some providers want an app password.",
            ) from error

    def _drop(self, connection: smtplib.SMTP) -> None:
        connection.close()
        self._open = None


def _taken(code: int) -> bool:
    return code // 100 == 2  # noqa: PLR2004 -- RFC 5321, 4.2.1: 2yz is success


def _reply(code: int, words: bytes | str) -> str:
    """Return what the server said, on one line and in moderation."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    plain = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(f"{code} {plain}".split())[:300]


def _said(error: OSError) -> str:
    match error:
        case smtplib.SMTPResponseException():
            return _reply(error.smtp_code, error.smtp_error)
        case ssl.SSLCertVerificationError():
            return error.verify_message
        case _:
            return error.strerror or str(error)


def _reach_hint(error: OSError) -> str:
    match error:
        case ssl.SSLCertVerificationError():
            return "The server's certificate is not for this name, or is signed by nobody this machine trusts."
        case ssl.SSLError():
            return "Does the server speak TLS on this port from the start? If not, it may be smtp+starttls://."
        case _:
            return "Check `smtp` in [email], and that the server runs."
