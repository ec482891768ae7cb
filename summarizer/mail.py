"""Email messages and addresses: an edition for one reader becomes the bytes that mail servers take."""

import hashlib
import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from typing import Any
from urllib.parse import quote

from summarizer.errors import ConfigError
from summarizer.models import Email

MAX_LINE = 998
"""Characters in a line, the line end aside: RFC 5322, 2.1.1."""

_ENCODED_LINE = 76
"""Characters in a line of quoted-printable or of encoded words: RFC 2045, 6.7 and RFC 2047, 2."""

_NAMED = re.compile(r'(?P<name>[^<>]*)<(?P<spec>[^<>]*)>|(?P<bare>[^<>"]*)')
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


class _Wire(EmailPolicy):
    """How headers are written: plain ones on one line however long, the others folded where encoded words must be.

    The standard policies turn a long word without a space into encoded words, and a mail program then no longer sees
    the address in `List-Unsubscribe`; with a longer line alone they would write encoded words of any length.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the header as it goes over the wire."""
        plain = str(value).isascii() and len(name) + 2 + len(str(value)) <= MAX_LINE
        return SMTP.clone(max_line_length=MAX_LINE if plain else _ENCODED_LINE).fold_binary(name, value)


def parse_address(text: str) -> Address:
    """Read `Weekly AI <papers@example.org>` or `papers@example.org`, or raise `ConfigError`.

    The domain comes back in lower case and, where it is international, in its ASCII form.
    """
    found = _NAMED.fullmatch(text.strip())
    if found is None or _UNPRINTABLE.search(text):
        raise _not_an_address(text)
    name = _one_line(found["name"] or "").removeprefix('"').removesuffix('"').replace('\\"', '"')
    local, at, domain = (found["bare"] if found["spec"] is None else found["spec"]).strip().rpartition("@")
    ascii_domain = _ascii_domain(domain)
    if not at or len(local) > 64 or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(ascii_domain):  # noqa: PLR2004 -- RFC 5321, 4.5.3.1.1
        raise _not_an_address(text)
    return Address(name, local, ascii_domain)


def to_message(email: Email, to: str) -> EmailMessage:
    """Make the message for one reader: text and HTML, and the headers mail programs need to offer "unsubscribe".

    The same edition for the same reader is the same message, byte for byte, so that one sent twice is seen as one.
    """
    sender, reader = parse_address(email.sender), parse_address(to)
    replies = parse_address(email.reply_to) if email.reply_to else sender
    identity = _identity(email.issue, reader, sender)
    message = EmailMessage(policy=SMTP.clone(max_line_length=_ENCODED_LINE))
    message["From"] = sender
    message["To"] = reader
    if email.reply_to:
        message["Reply-To"] = replies
    message["Subject"] = _one_line(email.subject)
    message["Date"] = email.date
    message["Message-ID"] = f"<{identity}@{sender.domain}>"
    message["List-Id"] = f"<{_list_label(sender)}.{sender.domain}>"
    message["List-Unsubscribe"] = f"<mailto:{quote(replies.addr_spec, safe='@')}?subject=unsubscribe>"
    message.set_content(_encodable(email.text), cte="quoted-printable")
    message.add_alternative(_encodable(email.html), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{identity[-32:]}")  # "=_" cannot occur in quoted-printable text
    return message


def to_bytes(message: EmailMessage) -> bytes:
    """Write the message as it goes over the wire: ASCII, lines ended by CR LF, none longer than `MAX_LINE`."""
    return message.as_bytes(policy=_Wire(linesep=SMTP.linesep, max_line_length=MAX_LINE))


def _not_an_address(text: str) -> ConfigError:
    return ConfigError(
        f"{text[:80]!r} is not an email address",
        hint="Write name@example.org, or: Weekly AI <name@example.org>. The part before the @ must be ASCII.",
    )


def _ascii_domain(domain: str) -> str:
    """Return the domain in its ASCII form; empty when it has none."""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _identity(issue: str, reader: Address, sender: Address) -> str:
    """Return the left half of the Message-ID. It tells the reader from others, and tells nobody who the reader is."""
    parts = (issue, reader.addr_spec.casefold(), sender.addr_spec.casefold())
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
    return f"{_label(issue)}.{digest}".lstrip(".")


def _list_label(sender: Address) -> str:
    """Return the first label of the List-Id: from the newsletter's name, which outlives a change of mailbox."""
    return _label(sender.display_name) or _label(sender.username) or "newsletter"


def _label(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-")


def _one_line(text: str) -> str:
    """Make a header's value of any text: no line ends, no control characters, nothing that reads as an encoded word.

    `EmailMessage` decodes the encoded words it is given, and writes the line ends it finds in them.
    """
    return _SPACE.sub(" ", _UNPRINTABLE.sub(" ", text)).replace("=?", "= ?").strip()


def _encodable(text: str) -> str:
    """Replace what UTF-8 cannot hold: halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode("utf-8")
