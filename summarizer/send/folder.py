"""A mailer that writes files instead of sending: what a dry run hands over to."""

import hashlib
import re
from pathlib import Path

from summarizer.folder import write_file
from summarizer.mail import parse_address, to_bytes, to_message
from summarizer.models import Email


class FolderMailer:
    """Writes one `.eml` a reader into a folder; mail programs open them."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def send(self, email: Email, to: str) -> None:
        """Write the message, byte for byte as it would be sent, over an earlier one for the same reader."""
        raw = to_bytes(to_message(email, to))
        write_file(self._directory / file_name(parse_address(to).addr_spec), raw.decode("ascii"))

    def close(self) -> None:
        """Nothing is open."""


def file_name(address: str) -> str:
    """Return a file name of harmless characters, told apart by a digest where some had to give way."""
    plain = re.sub(r"[^a-z0-9@.+_-]", "_", address)[:80]
    digest = "" if plain == address else f"-{hashlib.sha256(address.encode()).hexdigest()[:8]}"
    return f"{plain}{digest}.eml"
