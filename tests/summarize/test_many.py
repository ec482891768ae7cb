"""Many papers are summarized at once, and one that fails is one that fails."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from summarizer.errors import Busy, ModelError, OverBudget
from summarizer.models import Document, Pick, Skipped, Unchecked, Usage
from summarizer.summarize.many import summarize_all
from tests.fakes import FakeProgress, FakeSummarizer, pick


def pairs(*titles: str) -> Sequence[tuple[Pick, Document]]:
    """Make picks with their documents."""
    picks = [pick(title) for title in titles]
    return [(one, Document(paper=one.paper, sentences=("It works.",), origin="abstract")) for one in picks]


def test_results_come_in_the_order_of_the_picks() -> None:
    """Failures stand in their place, each with its reason."""
    summarizer = FakeSummarizer(errors={"b": Busy("busy"), "c": OverBudget("no more")})
    progress = FakeProgress()
    usage = Usage(made=2, from_cache=1, cost_usd=0.01)
    drafts = summarize_all(pairs("a", "b", "c", "d"), summarizer, concurrency=1, progress=progress, usage=lambda: usage)
    assert [type(draft).__name__ for draft in drafts] == ["Unchecked", "Skipped", "Skipped", "Unchecked"]
    reasons = [(draft.stage, draft.reason) for draft in drafts if isinstance(draft, Skipped)]
    assert reasons == [("summarize", "busy"), ("budget", "no more")]
    spent = "2 calls, 1 from the cache, $0.0100"
    assert progress.seen[:3] == [
        "begin summarize 4",
        f"advance test:a · {spent}",
        f"advance test:b · skipped: busy · {spent}",
    ]


@pytest.mark.parametrize(
    ("usage", "said"),
    [(Usage(), "test:a"), (Usage(made=1, cost_usd=None), "test:a · 1 calls, 0 from the cache, price not known")],
)
def test_a_step_tells_what_is_spent(usage: Usage, said: str) -> None:
    """Nothing where no model is asked, and no dollars where the price is not known."""
    progress = FakeProgress()
    summarize_all(pairs("a"), FakeSummarizer(), concurrency=1, progress=progress, usage=lambda: usage)
    assert progress.seen[1] == f"advance {said}"


@dataclass
class Crowd(FakeSummarizer):
    """A summarizer that notes how many ask at once, and lets go only when as many are there as may be."""

    expected: int = 0
    inside: int = 0
    most: int = 0
    full: asyncio.Event = field(default_factory=asyncio.Event)

    async def summarize(self, pick: Pick, document: Document) -> Unchecked:
        self.inside += 1
        self.most = max(self.most, self.inside)
        if self.inside == self.expected:
            self.full.set()
        await self.full.wait()
        self.inside -= 1
        return await super().summarize(pick, document)


def test_no_more_than_allowed_ask_at_once() -> None:
    """As many as the setting says, and no more."""
    crowd = Crowd(expected=3)
    summarize_all(pairs(*"abcdefg"), crowd, concurrency=3, progress=FakeProgress())
    assert crowd.most == 3


@dataclass
class Closing(FakeSummarizer):
    """A summarizer that notes that it was closed."""

    closed: bool = False

    async def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize("error", [ModelError("no key"), TypeError("a bug"), KeyboardInterrupt()])
def test_what_concerns_every_paper_ends_the_run_as_itself(error: BaseException) -> None:
    """No group around it, connections closed: the user sees what happened."""
    summarizer = Closing(errors={"b": error})  # type: ignore[dict-item] # Ctrl-C is no Exception
    with pytest.raises(type(error)):
        summarize_all(pairs(*"abcdefghij"), summarizer, concurrency=1, progress=FakeProgress())
    assert summarizer.closed
    assert "d" not in summarizer.asked


def test_nothing_to_do_is_done_at_once() -> None:
    """An empty list is no error."""
    assert summarize_all([], FakeSummarizer(), concurrency=4, progress=FakeProgress()) == []
