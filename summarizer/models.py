"""The nouns that pass between stages, in the order they are made. Frozen: a stage makes new ones, it never edits."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the type of a reply is only named here: the command line starts without pydantic
    from pydantic import BaseModel


class Section(StrEnum):
    """Where in the issue a pick goes."""

    IN_DEPTH = "in depth"
    IN_BRIEF = "in brief"


class Verdict(StrEnum):
    """What the check found of a claim."""

    SUPPORTED = "supported"
    NOT_FOUND = "not found"
    UNSUPPORTED = "unsupported"
    EDITED = "edited"


BUILT_IN = "built-in"
"""How a summary is signed that no model wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when until when an issue looks: `since <= published < until`."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A work as its source published it; nothing of ours is ever added to it."""

    id: str
    """Source-qualified and version-free, so the same paper is equal on every day: `arxiv:1706.03762`."""
    title: str
    url: str
    abstract: str = ""
    abstract_note: str = ""
    """What to say of the abstract when it is not the authors' own words; else empty."""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    """None when the source does not say; such a paper is taken as new."""
    updated: datetime | None = None
    version: int | None = None
    categories: tuple[str, ...] = ()
    """The primary one first."""
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    pdf_url: str = ""
    standing: str = ""
    """What others made of it, as the source says: `41 upvotes on Hugging Face, submitted by Ada`; else empty."""

    def __post_init__(self) -> None:
        for moment in (self.published, self.updated):
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{self.id}: {moment} needs a time zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What one source gave in this run."""

    name: str
    fetched: int
    newest: datetime | None
    warning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """All that the sources gave, each paper once, and what each source says of itself."""

    papers: tuple[Paper, ...]
    reports: tuple[SourceReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A paper chosen for the issue, where it goes, and why in words."""

    paper: Paper
    section: Section
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What was chosen for one issue out of what was fetched; kept until the issue is made, lest a crash cost it."""

    issue: str
    window: Window
    fetched: int
    new: int
    reports: tuple[SourceReport, ...]
    picks: tuple[Pick, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The text of a paper, as numbered sentences, and where it came from."""

    paper: Paper
    sentences: tuple[str, ...]
    origin: str
    """`abstract` or `full text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of a summary with the numbers of the sentences it rests on, not yet checked."""

    role: str
    """`tldr`, `problem`, `method`, `result`, `limit` or `critique`."""
    text: str
    evidence: tuple[int, ...]
    """Indices into `Document.sentences`; empty for a judgement of the model's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchecked:
    """What a summarizer wrote of a document, before the check."""

    tldr: Statement
    statements: tuple[Statement, ...]
    critique: tuple[Statement, ...]
    model: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A checked sentence of a summary: what it rests on, and whether that holds."""

    role: str
    text: str
    evidence: tuple[int, ...]
    quotes: tuple[str, ...]
    """The sentences that `evidence` names, as they stand in the document."""
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CritiquePoint:
    """One point of the critique; an empty basis marks a judgement."""

    text: str
    basis: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What readers may see of a paper: made of claims that held, or that are marked."""

    tldr: str
    text: str
    critique: tuple[CritiquePoint, ...]
    claims: tuple[Claim, ...]
    """The TL;DR first, dropped claims included."""
    origin: str
    model: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A pick with its summary."""

    pick: Pick
    summary: Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A pick that should have been in the issue, and the reason it is not."""

    pick: Pick
    stage: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to a model. All of it is the key under which the answer is kept."""

    instructions: str
    """What is the same for every paper."""
    text: str
    """What is this paper's alone, fenced as data."""
    answer: "type[BaseModel]"
    """The form the reply must have."""
    max_output_tokens: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model answered, and what that took."""

    text: str
    model: str
    input_tokens: int = 0
    cached_input_tokens: int = 0
    """Of the input tokens, those the provider had in its own cache."""
    output_tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was asked of a model and what it cost."""

    made: int = 0
    from_cache: int = 0
    retried: int = 0
    input_tokens: int = 0
    cached_input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = 0.0
    """None when the price of the model is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was fetched, chosen and spent on an issue, over all runs that made it."""

    fetched: int
    new: int
    picked: int
    reports: tuple[SourceReport, ...]
    until: datetime
    """Where it stopped looking; the next issue goes on from there."""
    usage: Usage
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An edition with everything behind it; rendering adds no facts."""

    name: str
    """`2026-W47`, `2026-11-21` or `2026-11`."""
    newsletter: str
    title: str
    url: str
    """Where the newsletter stands on the web; empty: nowhere."""
    language: str
    published_at: datetime
    snippet: str
    tags: tuple[str, ...]
    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """An edition in the form mail programs read, for any reader."""

    issue: str
    subject: str
    sender: str
    reply_to: str
    date: datetime
    html: str
    text: str
