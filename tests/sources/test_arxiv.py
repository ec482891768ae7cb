"""The source asks arXiv the right question, reads all pages of the answer, and never loses a paper in silence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from summarizer.arxiv_ids import ArxivId
from summarizer.errors import ConfigError, SourceError
from summarizer.http import Getter
from summarizer.models import Paper, Window
from summarizer.sources.arxiv import ArxivSource, papers_by_id
from tests.fakes import titles
from tests.recorded import WEEK, invented, papers
from tests.servers import arxiv as server

ALL = ("cs.*",)


@pytest.fixture
def getter() -> Iterator[Getter]:
    """Ask without waiting; that it waits is shown where the getter is tested."""
    with Getter(sleep=lambda _: None) as one:
        yield one


def fetch(
    getter: Getter, given: Sequence[Paper], faults: Sequence[server.Fault] = (), **options: object
) -> list[Paper]:
    """Fetch the week from an arXiv that has the given papers, or other `options` of the source."""
    with server.ArxivServer(given, faults) as arxiv:
        source = ArxivSource(getter=getter, base_url=arxiv.url, **({"categories": ALL} | options))  # type: ignore[arg-type]
        return list(source.fetch(WEEK))


def test_a_week_of_papers_comes_back_as_it_was(getter: Getter) -> None:
    """Over three pages, every paper arrives once, whole, newest first."""
    given = invented(450)
    assert fetch(getter, given) == given


def test_real_metadata_survives_the_way(getter: Getter) -> None:
    """What real authors write in titles and abstracts comes through the feed unchanged."""
    given = [replace(paper, categories=("cs.CL", *paper.categories)) for paper in papers(500)]
    found = fetch(getter, given, categories=("cs.CL",))
    assert [(paper.id, paper.title, paper.abstract, paper.authors) for paper in found] == [
        (paper.id, paper.title, paper.abstract, paper.authors) for paper in given
    ]


def test_the_question_is_as_the_manual_wants_it(getter: Getter) -> None:
    """Categories are or-ed, the query and the dates and-ed; dates are minutes of GMT, the last one rounded up."""
    window = Window(
        since=datetime(2026, 11, 14, 1, 30, 15, tzinfo=timezone(timedelta(hours=2))),
        until=datetime(2026, 11, 21, 12, 0, 30, tzinfo=UTC),
    )
    with server.ArxivServer([]) as arxiv:
        source = ArxivSource(
            getter=getter, base_url=arxiv.url, categories=("cs.CL", "cs.LG"), query='ti:"sparse" OR abs:dense'
        )
        assert list(source.fetch(window)) == []
        assert arxiv.requests == [
            {
                "search_query": '(cat:cs.CL OR cat:cs.LG) AND (ti:"sparse" OR abs:dense) '
                "AND submittedDate:[202611132330 TO 202611211201]",
                "start": "0",
                "max_results": "200",
                "sortBy": "submittedDate",
                "sortOrder": "descending",
            }
        ]


def test_categories_and_queries_work_alone_and_together(getter: Getter) -> None:
    """Either is enough; both narrow each other."""
    given = invented(30)
    in_category = fetch(getter, given, categories=("cs.RO",))
    in_query = fetch(getter, given, categories=(), query="ti:agents")
    assert in_category == [paper for paper in given if "cs.RO" in paper.categories] != []
    assert in_query == [paper for paper in given if "Agents" in paper.title] != []
    assert fetch(getter, given, categories=("cs.LG",), query="ti:agents") == [
        paper for paper in in_query if "cs.LG" in paper.categories
    ]


def test_a_source_without_a_question_is_a_mistake_in_the_settings(getter: Getter) -> None:
    """All of arXiv is nobody's newsletter."""
    with pytest.raises(ConfigError, match="needs categories or a query") as caught:
        ArxivSource(getter=getter)
    assert "categories" in caught.value.hint


def test_the_name_says_what_is_asked_for(getter: Getter) -> None:
    """The account names the categories and the query."""
    assert ArxivSource(getter=getter, categories=("cs.CL", "cs.LG")).name == "arxiv cs.CL cs.LG"
    assert ArxivSource(getter=getter, categories=("cs.CL",), query="ti:a").name == "arxiv cs.CL (ti:a)"


def test_only_the_window_counts(getter: Getter) -> None:
    """The first moment is in, the last one is not, and a paper of the same minute is not let in by rounding."""
    moments = {
        "at the end": WEEK.until,
        "just before the end": WEEK.until - timedelta(seconds=1),
        "at the beginning": WEEK.since,
        "just before the beginning": WEEK.since - timedelta(seconds=1),
    }
    given = [replace(one, title=name, published=moments[name]) for one, name in zip(invented(4), moments, strict=True)]
    assert titles(fetch(getter, given)) == ["just before the end", "at the beginning"]


def test_an_arxiv_that_ignores_dates_is_not_read_to_its_end(getter: Getter) -> None:
    """Papers come newest first, so the first one that is too old is the last one asked for."""

    def all_of_it(answer: server.Answer) -> server.Answer:
        return replace(answer, body=everything.answer({"max_results": "200"}).body)

    given = invented(400, until=WEEK.since + timedelta(days=1))
    everything = server.ArxivServer(given)
    with everything, server.ArxivServer(given, [all_of_it, all_of_it]) as arxiv:
        found = list(ArxivSource(getter=getter, base_url=arxiv.url, categories=ALL).fetch(WEEK))
        assert found == [paper for paper in given if paper.published and paper.published >= WEEK.since]
        assert len(arxiv.requests) == 1


@pytest.mark.parametrize("limit", [1, 200, 201, 399])
def test_the_limit_holds_to_the_paper(getter: Getter, limit: int) -> None:
    """No more than the limit is asked for, and the newest are kept."""
    given = invented(400)
    with server.ArxivServer(given) as arxiv:
        source = ArxivSource(getter=getter, base_url=arxiv.url, categories=ALL, limit=limit)
        assert list(source.fetch(WEEK)) == given[:limit]
        assert sum(int(request["max_results"]) for request in arxiv.requests) == limit


@pytest.mark.parametrize(
    "fault",
    [
        server.status(429),
        server.status(429, retry_after="1"),
        server.status(503),
        server.cut_connection,
        server.half_a_page,
        server.empty_page,
    ],
    ids=["429", "429 with a wait", "503", "cut", "half", "empty"],
)
def test_passing_trouble_in_the_middle_loses_nothing(getter: Getter, fault: server.Fault) -> None:
    """One bad answer for the second page is asked for again, and the week is whole."""
    given = invented(450)
    assert fetch(getter, given, [server.no_fault, fault]) == given


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (server.empty_page, r"3 times with 0 papers where it has 450 \(status 200, from 200\)"),
        (server.half_a_page, r"3 times with no complete feed \(status 200, from 200\)"),
        (server.status(400), r"3 times with no complete feed \(status 400, from 200\)"),
        (server.status(503), "127.0.0.1 answered 503 Service Unavailable, 4 times in a row"),
        (server.status(404), "127.0.0.1 answered 404 Not Found"),
        (server.error_feed("max_results must be small"), "arXiv refused the request: max_results must be small"),
        (server.old_error_feed("start must be an integer"), "arXiv refused the request: start must be an integer"),
        (server.robot_check, "web page instead of a feed, called 'Are you a robot"),
    ],
)
def test_lasting_trouble_is_an_error_never_a_short_list(getter: Getter, fault: server.Fault, told: str) -> None:
    """A source that cannot be read to the end says so, with what to do about it."""
    with pytest.raises(SourceError, match=told) as caught:
        fetch(getter, invented(450), [server.no_fault] + [fault] * 4)
    assert caught.value.hint


def test_a_page_that_denies_what_an_earlier_one_promised_is_not_believed(getter: Getter) -> None:
    """`totalResults` that falls to nothing in the middle is trouble, not the end."""

    def nothing_at_all(answer: server.Answer) -> server.Answer:
        return replace(server.empty_page(answer), body=server.empty_page(answer).body.replace(">450<", ">0<"))

    with pytest.raises(SourceError, match="with 0 papers"):
        fetch(getter, invented(450), [server.no_fault] + [nothing_at_all] * 3)


def test_a_robot_check_is_not_asked_again(getter: Getter) -> None:
    """Asking again would only confirm the suspicion."""
    with server.ArxivServer(invented(3), [server.robot_check]) as arxiv:
        with pytest.raises(SourceError, match="web page"):
            list(ArxivSource(getter=getter, base_url=arxiv.url, categories=ALL).fetch(WEEK))
        assert len(arxiv.requests) == 1


def test_papers_are_found_by_id(getter: Getter) -> None:
    """They come in the order asked for, each once; what arXiv leaves out without a word is named."""
    given = invented(3)
    ids = [ArxivId("2611.00003"), ArxivId("2611.99999"), ArxivId("2611.00001", 1), ArxivId("2611.00003")]
    with server.ArxivServer(given) as arxiv:
        found = papers_by_id(getter, ids, base_url=arxiv.url)
        assert arxiv.requests == [{"id_list": "2611.00003,2611.99999,2611.00001v1", "max_results": "3"}]
    assert found.papers == (given[2], given[0])
    assert found.missing == (ArxivId("2611.99999"),)


def test_many_ids_are_asked_for_in_batches(getter: Getter) -> None:
    """A long list is cut into requests that arXiv can take, and comes back as one."""
    given = invented(450)
    with server.ArxivServer(given) as arxiv:
        found = papers_by_id(getter, [ArxivId(paper.id.removeprefix("arxiv:")) for paper in given], base_url=arxiv.url)
        assert [int(request["max_results"]) for request in arxiv.requests] == [200, 200, 50]
    assert (list(found.papers), found.missing) == (given, ())


def test_no_ids_are_no_question(getter: Getter) -> None:
    """Nothing asked, nothing found, nobody bothered."""
    with server.ArxivServer([]) as arxiv:
        found = papers_by_id(getter, [], base_url=arxiv.url)
        assert (found.papers, found.missing, arxiv.requests) == ((), (), [])


def test_an_empty_answer_to_a_list_of_ids_is_asked_for_again(getter: Getter) -> None:
    """Papers are not called missing because of a moment's weakness."""
    given = invented(2)
    ids = [ArxivId("2611.00001"), ArxivId("2611.00002")]
    with server.ArxivServer(given, [server.empty_page, server.half_a_page]) as arxiv:
        assert papers_by_id(getter, ids, base_url=arxiv.url).papers == tuple(given)


def test_an_id_without_a_version_means_the_newest(getter: Getter) -> None:
    """When two versions of a paper are in one answer, each goes to who asked for it."""
    first, second = (replace(invented(1)[0], version=version, pdf_url="") for version in (1, 2))
    ids = [ArxivId("2611.00001", 1), ArxivId("2611.00001")]
    with server.ArxivServer([second, first]) as arxiv:
        found = papers_by_id(getter, ids, base_url=arxiv.url)
    assert [paper.version for paper in found.papers] == [1, 2]


def test_the_server_refuses_as_arxiv_does(getter: Getter) -> None:
    """An id that is none is answered with arXiv's own sentence."""
    with (
        server.ArxivServer([]) as arxiv,
        pytest.raises(SourceError, match="arXiv refused the request: incorrect id format for abc"),
    ):
        papers_by_id(getter, [ArxivId("abc")], base_url=arxiv.url)
    assert arxiv.agents[0].startswith("summarizer/")
