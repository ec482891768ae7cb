"""The main flow, start to finish, with no outside world."""

from dataclasses import replace

import pytest

from summarizer.compose.issue import Identity
from summarizer.errors import ModelError, ReadError, SourceError, SummaryError
from summarizer.models import Chosen, Document, Paper, Usage, Window
from summarizer.pipeline import Desk, choose_papers, go_on, make_issue
from summarizer.protocols import Source
from summarizer.select.criteria import Criteria
from tests.fakes import NOON, FakeProgress, FakeSource, FakeSummarizer, paper, titles

WEEKLY = Identity(name="2026-W47", title="Weekly: week 47", newsletter="Weekly", url="", language="en")
WINDOW = Window(since=NOON, until=NOON)
CRITERIA = Criteria(in_depth=2, in_brief=1)
FORGOTTEN: list[str] = []
"""Papers whose answers are not to be kept."""


def read(paper: Paper) -> Document:
    """Read the abstract as one sentence; a paper called Unreadable has none."""
    if paper.title == "Unreadable":
        raise ReadError("no abstract")
    return Document(paper=paper, sentences=(paper.abstract,), origin="abstract")


def desk(**errors: Exception) -> Desk:
    """Make a desk whose summarizer fails for the titles named."""
    return Desk(
        read=read,
        summarizer=FakeSummarizer(errors=errors),
        concurrency=2,
        language="en",
        forget=lambda pick, document: FORGOTTEN.append(pick.paper.title),
        usage=lambda: Usage(made=1),
        progress=FakeProgress(),
    )


def choose(*sources: Source, covered: frozenset[str] = frozenset()) -> Chosen:
    """Choose with nothing unusual."""
    progress = FakeProgress()
    return choose_papers(sources, CRITERIA, WINDOW, name="2026-W47", covered=covered, now=NOON, progress=progress)


def test_papers_become_an_issue() -> None:
    """What was fetched, new and chosen is counted; entries stand in order."""
    chosen = choose(FakeSource([paper(title) for title in "abcd"]), covered=frozenset({"test:a"}))
    assert (chosen.fetched, chosen.new, len(chosen.picks)) == (4, 3, 3)
    made = make_issue(desk(), WEEKLY, chosen, now=NOON)
    assert [entry.pick.paper.title for entry in made.entries] == ["b", "c", "d"]
    assert made.account.usage == Usage(made=1)
    assert made.account.model == "fake-1"


def test_one_failed_paper_does_not_sink_the_issue() -> None:
    """A paper that cannot be read or summarized is told with its stage and reason; the rest appear."""
    chosen = choose(FakeSource([paper("Good"), paper("Unreadable"), paper("Unlucky")]))
    made = make_issue(desk(Unlucky=SummaryError("refused")), WEEKLY, chosen, now=NOON)
    assert [entry.pick.paper.title for entry in made.entries] == ["Good"]
    assert [(skipped.stage, skipped.reason) for skipped in made.skipped] == [
        ("read", "no abstract"),
        ("summarize", "refused"),
    ]


def test_a_summary_that_does_not_fit_its_paper_is_not_used() -> None:
    """The check guards against mixed-up papers: that one is skipped, never published, and asked about again."""
    mixed = FakeSummarizer(says="Bees dance to tell other bees of distant flowering meadows.")
    made = make_issue(replace(desk(), summarizer=mixed), WEEKLY, choose(FakeSource([paper("Mixed")])), now=NOON)
    assert made.entries == ()
    assert made.skipped[0].stage == "check"
    assert FORGOTTEN == ["Mixed"]


def test_a_later_run_tries_only_what_is_missing() -> None:
    """Entries that are there are neither asked for again nor lost."""
    chosen = choose(FakeSource([paper("a"), paper("b")]))
    made = make_issue(desk(b=SummaryError("busy")), WEEKLY, chosen, now=NOON)
    made, new = go_on(desk(), made, chosen)
    assert titles([entry.pick.paper for entry in new]) == ["b"]
    assert titles([entry.pick.paper for entry in made.entries]) == ["a", "b"]
    assert made.skipped == ()
    assert made.account.usage == Usage(made=2)


def test_a_dead_source_is_told_and_the_others_go_on() -> None:
    """Its error stands in the account as a warning."""
    chosen = choose(FakeSource(error=SourceError("503"), name="dead"), FakeSource([paper("a")]))
    assert [(report.name, report.warning) for report in chosen.reports] == [("dead", "503"), ("fake", None)]


def test_what_concerns_every_paper_stops_the_run() -> None:
    """A wrong key is not thirty skipped papers."""
    with pytest.raises(ModelError):
        make_issue(desk(a=ModelError("401")), WEEKLY, choose(FakeSource([paper("a")])), now=NOON)
