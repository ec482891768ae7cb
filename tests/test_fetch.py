"""Sources are asked in turn, each paper is kept once with all that is known of it, and failures are told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.fetch import each_once, fetch, merge
from summarizer.models import Fetched, Paper, SourceReport, Window
from summarizer.protocols import Source
from tests.fakes import NOON, FakeProgress, FakeSource, paper, titles

WEEK = Window(since=NOON - timedelta(days=7), until=NOON)
DAY = timedelta(days=1)


def fetched(*sources: Source) -> Fetched:
    """Fetch with nobody watching."""
    return fetch(sources, WEEK, FakeProgress())


def test_papers_of_all_sources_come_newest_first() -> None:
    """Dates decide, then the order in which papers were seen; what has no date is taken as new."""
    one = FakeSource([paper("old", published=NOON - DAY), paper("undated", published=None)])
    two = FakeSource([paper("new"), paper("new too")])
    assert titles(fetched(one, two).papers) == ["undated", "new", "new too", "old"]


def test_each_source_is_reported() -> None:
    """A report counts a source's own papers, each once, and dates the newest."""
    one = FakeSource([paper("a", published=NOON - DAY), paper("b", published=None), paper("a")], name="one")
    two = FakeSource([paper("a")], name="two")
    assert fetched(one, two, FakeSource(name="quiet")).reports == (
        SourceReport(name="one", fetched=2, newest=NOON - DAY, warning=None),
        SourceReport(name="two", fetched=1, newest=NOON, warning=None),
        SourceReport(name="quiet", fetched=0, newest=None, warning=None),
    )


def test_one_failed_source_does_not_sink_the_others() -> None:
    """A source that cannot be read is a warning in its report, and is said at once."""
    broken = FakeSource(name="broken", error=SourceError("no such host", hint="Check the name."))
    watcher = FakeProgress()
    result = fetch([broken, FakeSource([paper("a")], name="whole")], WEEK, watcher)
    assert titles(result.papers) == ["a"]
    assert result.reports[0] == SourceReport(name="broken", fetched=0, newest=None, warning="no such host")
    assert watcher.seen == [
        "begin fetch 2",
        "broken: no such host. Check the name.",
        "advance broken: failed",
        "advance whole: 1",
    ]


def test_half_of_what_a_source_has_is_not_passed_on() -> None:
    """A source that fails on the way counts for nothing, since what it would have given is not known."""

    class Halfway(FakeSource):
        def fetch(self, window: Window):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the protocol says it
            yield paper("first")
            raise SourceError("the second page is missing")

    assert titles(fetched(Halfway(name="half"), FakeSource([paper("a")])).papers) == ["a"]


def test_when_no_source_can_be_read_the_error_names_all() -> None:
    """Nothing to make an issue of: every source and every hint is told, a hint once."""
    sources = [
        FakeSource(name="one", error=SourceError("no such host", hint="Is the network up?")),
        FakeSource(name="two", error=SourceError("no such page", hint="Is the network up?")),
        FakeSource(name="three", error=SourceError("no such file", hint="Check the path.")),
    ]
    with pytest.raises(SourceError) as caught:
        fetched(*sources)
    assert str(caught.value) == "no source could be read: one: no such host; two: no such page; three: no such file"
    assert caught.value.hint == "Is the network up? Check the path."


def test_without_sources_there_is_nothing() -> None:
    """No source is not a failure of sources."""
    assert fetched() == Fetched(papers=(), reports=())


def test_a_bug_in_a_source_keeps_its_traceback() -> None:
    """What is not a `SourceError` is nobody's warning."""
    with pytest.raises(ZeroDivisionError):
        fetched(FakeSource(error=ZeroDivisionError()), FakeSource([paper("a")]))


def test_the_same_paper_of_two_sources_keeps_what_each_knows() -> None:
    """The higher version speaks first, and the lower one fills in what it leaves out."""
    listed = paper(
        "Atlas", id="arxiv:2611.00001", version=1, abstract="Short.", authors=(), categories=("cs.LG",), doi="10.1/a"
    )
    revised = paper(
        "Atlas, revised",
        id="arxiv:2611.00001",
        version=2,
        abstract="Long enough to be whole.",
        authors=("Ada Author", "Bo Writer"),
        published=NOON + DAY,
        updated=NOON + 2 * DAY,
        categories=("cs.CL", "cs.LG"),
        comment="8 pages",
    )
    expected = replace(revised, published=NOON, doi="10.1/a")
    assert merge(listed, revised) == merge(revised, listed) == expected
    assert fetched(FakeSource([listed]), FakeSource([revised])).papers == (expected,)


def test_the_authors_own_abstract_is_preferred() -> None:
    """A longer text of somebody else's does not replace what the authors wrote, nor does its note stay."""
    own = paper("Atlas", abstract="We draw maps.")
    made = paper("Atlas", abstract="A much longer text made by a machine.", abstract_note="written by a machine")
    assert merge(made, own).abstract == merge(own, made).abstract == "We draw maps."
    assert merge(made, own).abstract_note == ""
    assert merge(paper("Atlas", abstract=""), made).abstract_note == "written by a machine"


WORDS = st.sampled_from(["", "a", "bb", "ccc"])
SEVERAL = st.lists(st.sampled_from("abc"), max_size=3, unique=True).map(tuple)
DATES = st.none() | st.integers(0, 9).map(lambda days: NOON - days * DAY)
PAPERS = st.builds(
    Paper,
    id=st.sampled_from(["x:1", "x:2", "x:3"]),
    title=st.sampled_from(["A", "B"]),
    url=st.just("https://example.org/"),
    abstract=WORDS,
    abstract_note=WORDS,
    authors=SEVERAL,
    published=DATES,
    updated=DATES,
    version=st.none() | st.integers(1, 3),
    categories=SEVERAL,
    comment=WORDS,
    doi=WORDS,
)


@given(st.lists(PAPERS, max_size=8))
def test_merging_loses_nothing(papers: list[Paper]) -> None:
    """Every paper is there once; nothing that a copy knew is unknown afterwards; merging again changes nothing."""
    merged = each_once(papers)
    assert [one.id for one in merged] == list(dict.fromkeys(one.id for one in papers))
    assert each_once(merged) == each_once(merged + merged) == merged
    for one in merged:
        copies = [copy for copy in papers if copy.id == one.id]
        assert (one.version or 0) == max(copy.version or 0 for copy in copies)
        assert set(one.categories) == {category for copy in copies for category in copy.categories}
        assert one.published == min(filter(None, (copy.published for copy in copies)), default=None)
        for name in ("abstract", "authors", "comment", "doi", "updated"):
            assert bool(getattr(one, name)) == any(getattr(copy, name) for copy in copies)


def test_a_source_that_reached_its_limit_is_told_of() -> None:
    """There may be more papers than it gave, and nobody should think that there are not."""

    class Limited(FakeSource):
        limit = 2

    papers = [paper("a"), paper("b")]
    window = Window(since=NOON, until=NOON)
    [full] = fetch([Limited(papers)], window, FakeProgress()).reports
    [enough] = fetch([Limited(papers[:1])], window, FakeProgress()).reports
    assert full.warning == "only the newest 2 papers were taken: raise its limit to see them all"
    assert enough.warning is None
