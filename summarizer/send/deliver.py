"""Hand an email over to each reader once, keeping account of who has it."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import ConfigError, DeliveryError, StoreError
from summarizer.folder import read_file
from summarizer.mail import parse_address
from summarizer.models import Email
from summarizer.protocols import Mailer, Progress


class ReaderRefused(DeliveryError):
    """The server does not take this message for this reader; the next reader can be tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """Who got an issue in this run, and who did not."""

    sent: tuple[str, ...]
    already: int
    """How many readers had it before."""
    failed: tuple[tuple[str, str], ...]
    """Each with the reason."""


def deliver(email: Email, readers: Iterable[str], mailer: Mailer, sent: Path | None, progress: Progress) -> Delivered:
    """Send the email to everyone who has not got it yet; closing the mailer is its owner's business.

    `sent` lists who has this issue. An address goes there the moment its message was handed over, and is on disk before
    the next message goes out, so that a send that was killed goes on where it stopped. One message alone can be in
    doubt: the one in flight at that moment, which the next run sends again under the same Message-ID.

    A reader who is refused is named in the result and tried again by the next run; any other failure to deliver stops
    everything with a `DeliveryError`. Without `sent`, as in a dry run, nobody has it and nothing is written.
    """
    addresses, failed = _addresses(readers)
    before = _had(sent)
    left = [address for address in addresses if address.casefold() not in before]
    handed: list[str] = []
    progress.begin("send", len(left))
    with _account(sent) as account:
        for number, address in enumerate(left, start=1):
            try:
                mailer.send(email, address)
            except ReaderRefused as error:
                failed.append((address, str(error)))
            else:
                _note(account, address)
                handed.append(address)
            progress.advance(f"{number} of {len(left)}")
    return Delivered(sent=tuple(handed), already=len(addresses) - len(left), failed=tuple(failed))


def _addresses(readers: Iterable[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the bare addresses, each once and in order, and what is no address with the reason."""
    found: dict[str, str] = {}
    failed = []
    for reader in readers:
        try:
            address = parse_address(reader).addr_spec
        except ConfigError as error:
            failed.append((reader, str(error)))
        else:
            found.setdefault(address.casefold(), address)
    return list(found.values()), failed


def _had(sent: Path | None) -> set[str]:
    return {line.casefold() for line in read_file(sent).splitlines()} if sent is not None and sent.exists() else set()


@contextmanager
def _account(sent: Path | None) -> Iterator[BinaryIO | None]:
    """Open the list for adding to it, before anything is sent: what cannot be noted must not go out."""
    if sent is None:
        yield None
        return
    try:
        sent.parent.mkdir(parents=True, exist_ok=True)
        file = sent.open("a+b", buffering=0)
    except OSError as error:
        raise StoreError(
            f"cannot write {sent}: {error.strerror}", hint="Nothing was sent: who got it could not be noted."
        ) from error
    with file:
        _mend(file)
        yield file


def _mend(file: BinaryIO) -> None:
    """End a last line that a crash cut off; what is left of that address is nobody's."""
    if size := file.seek(0, os.SEEK_END):
        file.seek(size - 1)
        if file.read(1) != b"\n":
            file.write(b"\n")


def _note(file: BinaryIO | None, address: str) -> None:
    if file is None:
        return
    try:
        file.write(f"{address}\n".encode())
        os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(
            f"the last message went out, but that could not be noted in {file.name}: {error.strerror}",
            hint=f"Add the line {address} there yourself, or this reader gets the issue twice.",
        ) from error
