"""What readers will see, as the editor left it: `issue.md`, parsed. Frozen, like the nouns of `models`."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionEntry:
    """An entry as it stands in `issue.md`: whatever the editor made of it."""

    title: str
    url: str
    body: str
    """Markdown."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionSection:
    """A section of `issue.md`: a heading, words of the editor's, and entries."""

    title: str
    note: str
    """Markdown."""
    entries: tuple[EditionEntry, ...]
    listed: bool
    """True when its entries are a list of one-liners."""
    line: int
    last_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What readers will see: `issue.md`, parsed."""

    title: str
    published_at: datetime
    snippet: str
    tags: tuple[str, ...]
    lead: str
    """Markdown."""
    sections: tuple[EditionSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around an edition on every page and is not the editor's to write."""

    newsletter: str
    issue: str
    language: str
    account: str
    """What was fetched, chosen, failed and spent, in one line."""
    web_url: str
    """Where the newsletter stands on the web; empty: nowhere."""
    unsubscribe_url: str
    """`mailto:` or `https:`; empty: the footer says nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """An edition as readers see it."""

    subject: str
    html: str
    text: str
    warnings: tuple[str, ...]
    """What the editor should know of: too long for Gmail, entries moved to one line."""
