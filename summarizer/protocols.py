"""Everything we ask of the outside world, on one screen."""

from collections.abc import Iterable
from typing import Protocol

from summarizer.models import Document, Email, Paper, Pick, Reply, Request, Unchecked, Window


class Source(Protocol):
    """Somewhere papers come from."""

    @property
    def name(self) -> str:
        """What to call it in the account."""

    def fetch(self, window: Window) -> Iterable[Paper]:
        """Yield the papers of the window, newest first.

        A quiet source yields nothing; one that cannot be read raises `SourceError`. One that has a `limit`, and reaches
        it, is told of in the account.
        """


class Summarizer(Protocol):
    """Someone who writes what a document says: a model, or the built-in one."""

    @property
    def name(self) -> str:
        """How to sign what it wrote."""

    async def summarize(self, pick: Pick, document: Document) -> Unchecked:
        """Write the summary, or raise a `PaperError`; never a stand-in text."""

    async def close(self) -> None:
        """Let go of connections; called in the event loop that used them."""


class LLM(Protocol):
    """A model that answers a request."""

    @property
    def name(self) -> str:
        """The model, as it should appear beside what it wrote."""

    async def complete(self, request: Request) -> Reply:
        """Answer, or raise a `SummaryError` (this paper) or a `ModelError` (no paper can be asked)."""

    async def close(self) -> None:
        """Let go of connections; called in the event loop that used them."""


class Store(Protocol):
    """Somewhere answers are kept for good."""

    def get(self, key: str) -> str | None:
        """Return what was put there, or None."""

    def put(self, key: str, value: str) -> None:
        """Keep the value, durably, before returning."""

    def remove(self, key: str) -> None:
        """Keep it no longer; a key that is not there is none to remove."""


class Compiler(Protocol):
    """Something that turns MJML into HTML that mail programs accept."""

    def compile(self, mjml: str) -> str:
        """Return HTML, or raise `TemplateError` naming what is at fault."""


class Mailer(Protocol):
    """A way out for a finished email."""

    def send(self, email: Email, to: str) -> None:
        """Hand the email over to one reader, or raise `DeliveryError`."""

    def close(self) -> None:
        """End the connection, if there is one."""


class Progress(Protocol):
    """Someone who watches a run."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage starts; `total` is how many steps it will take, where that is known."""

    def advance(self, note: str = "") -> None:
        """One step of the stage is done; `note` says where things stand."""

    def say(self, text: str) -> None:
        """Something the user should know now."""
