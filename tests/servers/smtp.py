"""A real SMTP server on this machine, which refuses and hangs up as it is told, and keeps what it got."""

import asyncio
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"


@dataclass
class SmtpServer:
    """What the server does, and what it got."""

    port: int = 0
    refuse: Mapping[str, str] = field(default_factory=dict)
    """What to answer when an address is named, the sender's or a reader's."""
    refuse_text: Mapping[str, str] = field(default_factory=dict)
    """What to answer to the text itself, by reader."""
    hang_up_on_reset: bool = False
    """Whether a connection ends when the client starts over."""
    hang_up_after: int | None = None
    """After how many messages a connection ends without a word."""
    hang_up_on_text: bool = False
    """Whether a connection ends when the text has come, without an answer."""
    login: tuple[str, str] | None = None
    """The user and the password that are let in."""
    messages: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    """Sender, readers and text of each message taken."""
    encrypted: list[bool] = field(default_factory=list)
    """Whether each message taken came over TLS."""
    logins: list[tuple[str, bool]] = field(default_factory=list)
    """Each user who tried to log in, and whether over TLS."""
    connections: int = 0

    @property
    def readers(self) -> list[str]:
        """Who got a message, in order."""
        return [reader for _, readers, _ in self.messages for reader in readers]


class _Connection(SMTP):
    """One connection, which ends when it is told to. aiosmtpd calls the methods by their names."""

    server: SmtpServer
    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.server.connections += self.transport is None  # else STARTTLS, on the same connection
        super().connection_made(transport)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802 -- aiosmtpd's name
        if self.taken == self.server.hang_up_after:
            self.hang_up()
        else:
            await super().smtp_MAIL(arg)

    async def smtp_RSET(self, arg: str) -> None:  # noqa: N802 -- aiosmtpd's name
        if self.server.hang_up_on_reset:
            self.hang_up()
        else:
            await super().smtp_RSET(arg)

    def is_encrypted(self) -> bool:
        """Whether TLS has begun, at the start or later."""
        return self.transport is not None and self.transport.get_extra_info("sslcontext") is not None

    def hang_up(self) -> None:
        """End the connection as a crash would."""
        assert isinstance(self.transport, asyncio.Transport)
        self.transport.abort()


class _Handler:
    """Answers as it was ordered. aiosmtpd calls the methods by their names."""

    def __init__(self, server: SmtpServer) -> None:
        self.server = server

    async def handle_MAIL(self, _: SMTP, __: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802 -- aiosmtpd's name
        if answer := self.server.refuse.get(address):
            return answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # noqa: N802 -- aiosmtpd's name
        if answer := self.server.refuse.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, connection: _Connection, _: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        if self.server.hang_up_on_text:
            connection.hang_up()
        elif answer := self.server.refuse_text.get(envelope.rcpt_tos[0]):
            return answer
        else:
            assert isinstance(envelope.content, bytes)
            connection.taken += 1
            self.server.messages.append((envelope.mail_from or "", envelope.rcpt_tos, envelope.content))
            self.server.encrypted.append(connection.is_encrypted())
        return "250 taken"

    def let_in(self, connection: SMTP, _: Session, __: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Check a login."""
        assert isinstance(connection, _Connection)
        assert isinstance(data, LoginPassword)
        user, password = data.login.decode(), data.password.decode()
        self.server.logins.append((user, connection.is_encrypted()))
        return AuthResult(success=(user, password) == self.server.login, handled=False)


@cache
def authority() -> trustme.CA:
    """Make the authority that signs the server's certificate; once, as keys take time."""
    return trustme.CA()


def trusting() -> ssl.SSLContext:
    """Return what a client needs to trust the server: the system's rules, and our authority."""
    context = ssl.create_default_context()
    authority().configure_trust(context)
    return context


def _certified(*names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(*names).configure_cert(context)
    return context


@contextmanager
def smtp_server(tls: str = "", *names: str, **orders: Any) -> Iterator[SmtpServer]:
    """Run a server on a free port. `tls` is empty, `starttls` or `implicit`; the orders are fields of `SmtpServer`.

    Its certificate is for `names`, or for this machine.
    """
    server = SmtpServer(**orders)
    context = _certified(*(names or (HOST, "localhost"))) if tls else None
    loop = asyncio.new_event_loop()

    def connection() -> SMTP:
        handler = _Handler(server)
        made = _Connection(
            handler,
            loop=loop,
            hostname=HOST,
            tls_context=context if tls == "starttls" else None,
            authenticator=handler.let_in if server.login else None,
            auth_require_tls=server.login is None or tls == "starttls",
        )
        made.server = server
        return made

    implicit = context if tls == "implicit" else None
    listening = loop.run_until_complete(loop.create_server(connection, HOST, 0, ssl=implicit))
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(listening: asyncio.Server) -> None:
    listening.close()
    talking = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in talking:
        task.cancel()
    await asyncio.gather(*talking, return_exceptions=True)
