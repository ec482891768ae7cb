"""Stand-ins for the outside world, one per protocol, and values that fill in what a test is not about."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from summarizer.models import (
    Account,
    Claim,
    Document,
    Email,
    Entry,
    Issue,
    Paper,
    Pick,
    Reply,
    Request,
    Section,
    Statement,
    Summary,
    Unchecked,
    Usage,
    Verdict,
    Window,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
"""The moment every test runs at: a Saturday in week 47."""


def paper(title: str, **changes: Any) -> Paper:
    """Make a valid paper; name only what the test is about."""
    values: dict[str, Any] = {
        "id": f"test:{title}",
        "title": title,
        "url": f"https://example.org/{title.replace(' ', '-')}",
        "abstract": f"We study {title}. It works on 3 of 4 data sets.",
        "authors": ("Ada Author",),
        "published": NOON,
        "categories": ("cs.LG",),
    }
    return Paper(**(values | changes))


def pick(title: str, section: Section = Section.IN_DEPTH, **changes: Any) -> Pick:
    """Make a pick of a paper with that title."""
    return Pick(paper=paper(title, **changes), section=section, score=1.0, reason="newest first")


def summary(text: str = "It works on 3 of 4 data sets.", **changes: Any) -> Summary:
    """Make a checked summary of one supported claim."""
    claim = Claim(role="tldr", text=text, evidence=(0,), quotes=(text,), verdict=Verdict.SUPPORTED)
    values: dict[str, Any] = {
        "tldr": text,
        "text": "",
        "critique": (),
        "claims": (claim,),
        "origin": "abstract",
        "model": "fake-1",
        "at": NOON,
    }
    return Summary(**(values | changes))


def entry(title: str, section: Section = Section.IN_DEPTH, *, says: Summary | None = None, **changes: Any) -> Entry:
    """Make an entry for a paper with that title; `changes` are the paper's."""
    return Entry(pick=pick(title, section, **changes), summary=says or summary())


def issue(*entries: Entry, **changes: Any) -> Issue:
    """Make an issue of week 47 with these entries."""
    account = Account(fetched=5, new=4, picked=len(entries), reports=(), until=NOON, usage=Usage(), model="fake-1")
    values: dict[str, Any] = {
        "name": "2026-W47",
        "newsletter": "Weekly",
        "title": "Weekly: week 47, 2026",
        "url": "",
        "language": "en",
        "published_at": NOON,
        "snippet": "It works.",
        "tags": ("cs.LG",),
        "entries": entries,
        "skipped": (),
        "account": account,
    }
    return Issue(**(values | changes))


@dataclass
class FakeSource:
    """A source with the papers it was given, or with a failure."""

    papers: Iterable[Paper] = ()
    name: str = "fake"
    error: Exception | None = None

    def fetch(self, window: Window) -> Iterator[Paper]:
        if self.error:
            raise self.error
        yield from self.papers


@dataclass
class FakeSummarizer:
    """A summarizer that says one thing, the first sentence unless told, or raises what it was given for a title."""

    errors: dict[str, Exception] = field(default_factory=dict)
    name: str = "fake-1"
    says: str = ""
    asked: list[str] = field(default_factory=list)

    async def summarize(self, pick: Pick, document: Document) -> Unchecked:
        self.asked.append(pick.paper.title)
        if error := self.errors.get(pick.paper.title):
            raise error
        said = Statement(role="tldr", text=self.says or document.sentences[0], evidence=(0,))
        return Unchecked(tldr=said, statements=(said,), critique=(), model=self.name, at=NOON)

    async def close(self) -> None:
        """Nothing is open."""


@dataclass
class FakeLLM:
    """A model that answers, or raises, in the order it was told to, and remembers what it was asked."""

    answers: list[str | Exception]
    name: str = "fake-1"
    asked: list[Request] = field(default_factory=list)

    async def complete(self, request: Request) -> Reply:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return Reply(text=answer, model=self.name, input_tokens=100, output_tokens=10)

    async def close(self) -> None:
        """Nothing is open."""


class OwnLLM(FakeLLM):
    """A model as a third party would bring it: made with a name and an address."""

    def __init__(self, name: str, base_url: str) -> None:
        super().__init__([], f"{name} at {base_url}")


@dataclass
class FakeStore:
    """A store in memory."""

    kept: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> str | None:
        return self.kept.get(key)

    def put(self, key: str, value: str) -> None:
        self.kept[key] = value

    def remove(self, key: str) -> None:
        self.kept.pop(key, None)


class FakeCompiler:
    """A compiler that returns the MJML unchanged."""

    def compile(self, mjml: str) -> str:
        return mjml


@dataclass
class FakeMailer:
    """A mailer that keeps what it was handed, and fails for the addresses it was told to."""

    refuses: dict[str, Exception] = field(default_factory=dict)
    sent: list[tuple[Email, str]] = field(default_factory=list)
    closed: bool = False

    def send(self, email: Email, to: str) -> None:
        if error := self.refuses.get(to):
            raise error
        self.sent.append((email, to))

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeProgress:
    """Someone who watches and writes everything down."""

    seen: list[str] = field(default_factory=list)

    def begin(self, stage: str, total: int | None) -> None:
        self.seen.append(f"begin {stage} {total}")

    def advance(self, note: str = "") -> None:
        self.seen.append(f"advance {note}")

    def say(self, text: str) -> None:
        self.seen.append(text)


def titles(papers: Sequence[Paper]) -> list[str]:
    """Return the titles alone."""
    return [paper.title for paper in papers]
