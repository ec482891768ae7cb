"""Which mail server, how to connect to it, and whether a password may go there."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from summarizer.errors import ConfigError

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
"""The ways to connect, and where servers listen for them unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where to connect, and how: `smtp` in plain, `smtps` in TLS from the start, `smtp+starttls` in TLS when asked."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def parse_server(url: str) -> Server:
    """Read the URL of a server, or raise `ConfigError`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _unusable(url) from error
    if "@" in parts.netloc or parts.scheme not in PORTS or not parts.hostname or _has_more(parts):
        raise _unusable(url)
    return Server(scheme=parts.scheme, host=parts.hostname, port=port or PORTS[parts.scheme])


def _has_more(parts: SplitResult) -> bool:
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def _unusable(url: str) -> ConfigError:
    if "@" in url:  # may hold a password, so is not repeated
        return ConfigError(
            "`smtp` in [email] must not hold a user or a password",
            hint="Set SUMMARIZER_SMTP_USER and SUMMARIZER_SMTP_PASSWORD, in the environment or in .env.",
        )
    return ConfigError(
        f"`smtp` in [email] names no mail server: {url!r}",
        hint="Write smtps://host:465, smtp+starttls://host:587, or smtp://127.0.0.1:1025 for one on this machine.",
    )


def check_login(server: Server, user: str, password: str) -> None:
    """Refuse, before anything is connected, a login that cannot or must not be made."""
    if bool(user) != bool(password):
        raise ConfigError(
            "of user and password for the mail server, one is missing",
            hint="Set both SUMMARIZER_SMTP_USER and SUMMARIZER_SMTP_PASSWORD, or neither.",
        )
    if not f"{user}{password}".isascii():
        raise ConfigError("the mail server's user and password must be ASCII", hint="Ask the provider for another.")
    if user and server.scheme == "smtp" and not _is_loopback(server.host):
        raise ConfigError(
            f"a password would cross the network in plain to {server}",
            hint="Use smtps:// or smtp+starttls:// in [email], or unset SUMMARIZER_SMTP_USER.",
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
