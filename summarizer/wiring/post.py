"""Settings to whoever carries an issue to its readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from summarizer.config import EmailSettings
from summarizer.errors import ConfigError, SummarizerError
from summarizer.press import Press, make_email, save_pages
from summarizer.protocols import Mailer, Progress
from summarizer.send.deliver import Delivered, deliver
from summarizer.send.folder import FolderMailer
from summarizer.send.smtp import SmtpMailer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An issue handed over, or written to a folder by a dry run."""

    issue: str
    delivered: Delivered
    folder: str
    """Where the messages of a dry run are; empty when they were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The way out that the settings name."""

    press: Press
    settings: EmailSettings
    environment: Mapping[str, str]
    progress: Progress
    now: datetime

    def readers(self, asked: Sequence[str] = (), *, dry_run: bool = False) -> Sequence[str]:
        """Return those who were asked for, else those of the config; raise `ConfigError` when nothing can be sent."""
        found = asked or self.settings.to
        if not found:
            raise ConfigError("nobody to send to", hint='Set to = ["…"] under [email], or use --to.')
        if not self.settings.sender and not dry_run:
            raise ConfigError("nobody to send from", hint='Set from = "Name <address>" under [email].')
        return found

    def send(self, name: str, asked: Sequence[str] = (), *, dry_run: bool = False) -> Sent:
        """Hand an issue to those who were asked for, whoever has it already, or else to the readers who have not.

        What goes out is what `issue.md` says now.
        """
        readers = self.readers(asked, dry_run=dry_run)
        drawn, _ = save_pages(self.press, name)
        message = make_email(self.press, name, drawn, date=self.now)
        mailer = self._mailer(name, dry_run=dry_run)
        sent = None if dry_run or asked else self.press.folder.sent(name)
        try:
            delivered = deliver(message, readers, mailer, sent, self.progress)
        finally:
            mailer.close()
        return Sent(issue=name, delivered=delivered, folder=str(self._outbox(name)) if dry_run else "")

    def send_made(self, name: str) -> dict[str, Any]:
        """Send an issue that was just made, and report it. A failure is told there: the issue is made all the same."""
        try:
            delivered = self.send(name).delivered
        except SummarizerError as error:
            return {"sent": 0, "already": 0, "failed": 0, "error": str(error), "hint": error.hint}
        for address, reason in delivered.failed:
            self.progress.say(f"{address}: {reason}")
        return {"sent": len(delivered.sent), "already": delivered.already, "failed": len(delivered.failed)}

    def _mailer(self, name: str, *, dry_run: bool) -> Mailer:
        if dry_run:
            return FolderMailer(self._outbox(name))
        user = self.environment.get("SUMMARIZER_SMTP_USER", "")
        return SmtpMailer(self.settings.smtp, user, self.environment.get("SUMMARIZER_SMTP_PASSWORD", ""))

    def _outbox(self, name: str) -> Path:
        return self.press.folder.state / "outbox" / name
