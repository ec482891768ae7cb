"""Addresses of servers: which can be used, how they may be shown, and what tells one server from another."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from summarizer.errors import ConfigError

OPENAI = "https://api.openai.com/v1"

LONGEST_LABEL = 63
"""Characters between two dots of a host's name."""


def usable(address: str) -> str:
    """Return the address without white space around it, or raise `ConfigError`; what may be secret is not repeated."""
    address = address.strip()
    if any(mark in address for mark in "@?#"):
        raise ConfigError(
            "the address of the model's server must not hold a user, a password or a query",
            hint='Write base_url = "https://host/v1", and put the key into OPENAI_API_KEY, in the environment or .env.',
        )
    if not _is_one(address):
        raise ConfigError(f"{address!r} is no address of a server", hint='Write base_url = "https://…/v1".')
    return address


def shown(address: str) -> str:
    """Return the address as messages may have it: without user, password, query and fragment."""
    scheme, mark, rest = re.split(r"[?#]", address, maxsplit=1)[0].rpartition("://")
    return f"{scheme}{mark}{rest.rpartition('@')[2]}".rstrip("/")


def server_of(address: str) -> str:
    """Return what tells a server from others that have a model of the same name; of OpenAI itself, nothing."""
    server = shown(address.strip())
    return "" if server == OPENAI else server


def _is_one(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        if "[" in parts.netloc or not re.search(r"[^\d.]", host):
            ip_address(host)
    except ValueError:  # brackets that do not close, numbers that are none of an address or a port
        return False
    readable = address.isprintable() and " " not in address
    labels = all(0 < len(label) <= LONGEST_LABEL for label in host.split("."))
    return readable and labels and parts.scheme in {"http", "https"} and port != 0
