"""The daily lists of the window are asked for day by day, and each paper comes with what people made of it."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import SourceError
from summarizer.http import Getter
from summarizer.models import Paper, Window
from summarizer.sources.huggingface import HuggingFaceSource
from tests.fakes import NOON, titles
from tests.recorded import WEEK, recorded
from tests.servers.pages import Answer, Fault, PagesServer, cut_connection, status

FIXTURES = Path(__file__).parents[1] / "fixtures" / "huggingface"
PATH = "/api/daily_papers"


@pytest.fixture
def getter() -> Iterator[Getter]:
    """Ask without waiting."""
    with Getter(sleep=lambda _: None) as one:
        yield one


def at(day: str) -> str:
    """Return the path and query that a day is asked for with."""
    return f"{PATH}?date={day}&limit=100"


def lists(**days: str) -> dict[str, Answer | str | bytes]:
    """Return the pages of a Hugging Face whose lists are all empty but those of the fixtures and of the given days."""
    own = {at(file.stem): file.read_text(encoding="utf-8") for file in FIXTURES.iterdir()}
    return {PATH: "[]", **own, **{at(day.removeprefix("d").replace("_", "-")): body for day, body in days.items()}}


def listed(**changes: Any) -> str:
    """Write a list of one paper, with what the test is about."""
    return json.dumps([{"paper": {"id": "2611.00001", "title": "T"} | changes}])


def fetch(
    getter: Getter,
    pages: Mapping[str, Answer | str | bytes],
    window: Window = WEEK,
    faults: list[Fault] | None = None,
    limit: int = 50,
) -> list[Paper]:
    """Fetch the window from a Hugging Face with these pages."""
    with PagesServer(pages, faults or []) as site:
        source = HuggingFaceSource(getter=getter, base_url=f"{site.url}{PATH}", limit=limit)
        assert source.name == "huggingface"
        return list(source.fetch(window))


def standing(getter: Getter, **changes: Any) -> str:
    """Return what is said of a paper with these votes and submitters."""
    (paper,) = fetch(getter, lists(d2026_11_20=listed(**changes), d2026_11_19="[]"))
    return paper.standing


def test_the_days_come_newest_first_and_the_most_upvoted_of_a_day_before_the_others(getter: Getter) -> None:
    """A week of lists, of which two have papers, is one list; an old paper that was listed this week is in it."""
    assert titles(fetch(getter, lists())) == [
        "An Old Paper That People Talk About Again",
        "Homing Pigeons as Message Queues: Throughput for $n < 10$ Birds",
        "A Paper of Which Little Is Known",
        "Yesterday's Paper",
        "Yesterday's Other Paper",
    ]


def test_a_paper_is_all_that_the_list_knows_of_it(getter: Getter) -> None:
    """Line wraps are undone; the date is the paper's own, and the links are arXiv's."""
    found = {paper.id: paper for paper in fetch(getter, lists())}
    assert found["arxiv:2611.00042"] == Paper(
        id="arxiv:2611.00042",
        title="Homing Pigeons as Message Queues: Throughput for $n < 10$ Birds",
        url="https://arxiv.org/abs/2611.00042",
        abstract="We measure how many messages reach the loft. With 9 birds, 87% arrive.",
        authors=("Ada Author", "Chloé Éditeur"),
        published=datetime(2026, 11, 18, 17, 59, 46, tzinfo=UTC),
        pdf_url="https://arxiv.org/pdf/2611.00042",
        standing="41 upvotes on Hugging Face, submitted by Bo Writer",
    )
    assert found["arxiv:2611.00007"] == Paper(
        id="arxiv:2611.00007",
        title="A Paper of Which Little Is Known",
        url="https://arxiv.org/abs/2611.00007",
        pdf_url="https://arxiv.org/pdf/2611.00007",
    )


def test_the_standing_says_what_is_known(getter: Getter) -> None:
    """Votes and the submitter, either alone, or nothing; older lists name the submitter beside the paper."""
    who = {"fullname": "Bo Writer", "name": "bo"}
    assert standing(getter, upvotes=2, submittedOnDailyBy=who) == "2 upvotes on Hugging Face, submitted by Bo Writer"
    assert standing(getter, upvotes=1204) == "1,204 upvotes on Hugging Face"
    assert standing(getter, upvotes=0, submittedOnDailyBy=who) == "submitted to Hugging Face by Bo Writer"
    assert standing(getter, upvotes=None, submittedOnDailyBy={"fullname": " "}) == ""
    found = {paper.id: paper.standing for paper in fetch(getter, lists())}
    assert found["arxiv:2611.00011"] == "1 upvote on Hugging Face, submitted by cy"


def test_every_day_that_the_window_touches_is_one_request(getter: Getter) -> None:
    """Days are those of UTC, newest first; midnight is the beginning of a day and not the end of the one before."""
    window = Window(since=datetime.fromisoformat("2026-11-18T01:00:00+02:00"), until=datetime(2026, 11, 20, tzinfo=UTC))
    with PagesServer(lists()) as site:
        source = HuggingFaceSource(getter=getter, base_url=f"{site.url}{PATH}")
        assert len(list(source.fetch(window))) == 2
        assert site.requests == [at("2026-11-19"), at("2026-11-18"), at("2026-11-17")]


def test_a_year_is_not_asked_for_day_by_day(getter: Getter) -> None:
    """At most 31 days are asked for, the newest."""
    with PagesServer(lists()) as site:
        source = HuggingFaceSource(getter=getter, base_url=f"{site.url}{PATH}")
        assert len(list(source.fetch(Window(since=NOON - timedelta(days=365), until=NOON)))) == 5
        assert (len(site.requests), site.requests[0], site.requests[-1]) == (31, at("2026-11-21"), at("2026-10-22"))


def test_the_limit_is_over_all_days_and_spares_requests(getter: Getter) -> None:
    """What is enough is enough: older days are not even asked for."""
    with PagesServer(lists()) as site:
        source = HuggingFaceSource(getter=getter, base_url=f"{site.url}{PATH}", limit=2)
        assert [paper.standing for paper in source.fetch(WEEK)] == [
            "1,204 upvotes on Hugging Face",
            "41 upvotes on Hugging Face, submitted by Bo Writer",
        ]
        assert site.requests == [at("2026-11-21"), at("2026-11-20")]


def test_the_day_of_the_list_decides_and_not_the_date_of_the_paper(getter: Getter) -> None:
    """A list is of midnight UTC of its day, also when it does not say; that moment is in the window, or not."""
    window = Window(since=datetime(2026, 11, 19, 0, 0, 1, tzinfo=UTC), until=NOON)
    assert [paper.id for paper in fetch(getter, lists(), window)] == [
        "arxiv:1706.03762",
        "arxiv:2611.00042",
        "arxiv:2611.00007",
    ]
    late = listed(submittedOnDailyAt="2026-11-21T12:00:00.000Z")
    assert fetch(getter, {PATH: "[]", at("2026-11-21"): late}) == []


def test_days_that_have_not_begun_at_hugging_face_are_refused_and_no_trouble(getter: Getter) -> None:
    """A window may end tomorrow: what is refused before the first answer is a day to come."""
    to_come = Answer('{"error": "date is in the future"}', status=400)
    pages = lists() | {at("2026-11-22"): to_come, at("2026-11-21"): to_come}
    assert len(fetch(getter, pages, Window(since=WEEK.since, until=NOON + timedelta(days=1)))) == 5


def test_days_refused_after_an_answer_are_trouble(getter: Getter) -> None:
    """A day in the past that is refused is no day to come, and its papers are not left out in silence."""
    with pytest.raises(SourceError, match="answered 400 Bad Request"):
        fetch(getter, lists() | {at("2026-11-19"): Answer("{}", status=400)})


@pytest.mark.parametrize(
    ("body", "told"), [('{"error": "no such parameter"}', ": no such parameter"), ('{"error": null}', ""), ("?", "")]
)
def test_a_refusal_of_every_day_is_trouble(getter: Getter, body: str, told: str) -> None:
    """When not one day is answered it is not the calendar, and Hugging Face's own words are passed on."""
    with pytest.raises(SourceError) as caught:
        fetch(getter, {PATH: Answer(body, status=400)})
    assert str(caught.value) == f"Hugging Face refused every day that was asked for{told}"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("", ""),
        ("<!DOCTYPE html><title>Hugging Face</title>", ""),
        ("{}", ""),
        (
            '{"error": "Internal Error - We\'re working hard to fix this"}',
            ": Internal Error - We're working hard to fix this",
        ),
        ('[{"paper": {"id": "2611.00001"', ""),
    ],
    ids=["nothing", "page", "object", "error", "half"],
)
def test_an_answer_that_is_no_list_is_an_error(getter: Getter, body: str, told: str) -> None:
    """It names the day, and what Hugging Face says where it says something."""
    with pytest.raises(SourceError) as caught:
        fetch(getter, lists(d2026_11_20=body))
    assert str(caught.value) == f"Hugging Face answered for 2026-11-20 with something that is no list of papers{told}"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("[7]", "makes no sense, no id: it: Input should be a valid"),
        ("[{}]", "makes no sense, no id: paper: Field required"),
        ('[{"paper": {"title": "T"}}]', "makes no sense, no id: paper.id: Field required"),
        (listed(title=" \n"), "makes no sense, 2611.00001: paper.title: String should have at least 1 character"),
        (listed(title=None), "makes no sense, 2611.00001: paper.title: Field required"),
        (listed(upvotes=-1), "makes no sense, 2611.00001: paper.upvotes"),
        (listed(publishedAt="yesterday"), "makes no sense, 2611.00001: paper.publishedAt"),
        (listed(submittedOnDailyAt="2026-11-20T00:00:00"), "makes no sense, 2611.00001: paper.submittedOnDailyAt"),
        (listed(authors=[{"name": ["Ada"]}]), "makes no sense, 2611.00001: paper.authors.0.name"),
        (listed(id="pigeons"), "lists a paper with the id 'pigeons', which is none of arXiv's"),
    ],
)
def test_an_entry_that_makes_no_sense_is_named(getter: Getter, body: str, told: str) -> None:
    """One such entry stops the source with its id; it is not passed on half-understood."""
    with pytest.raises(SourceError, match=told) as caught:
        fetch(getter, lists(d2026_11_20=body))
    assert caught.value.hint


def test_passing_trouble_loses_nothing(getter: Getter) -> None:
    """A broken connection and a busy host are tried again; what lasts is an error."""
    assert len(fetch(getter, lists(), faults=[cut_connection, status(503), status(429, retry_after="1")])) == 5
    with pytest.raises(SourceError, match="answered 503 Service Unavailable, 4 times in a row"):
        fetch(getter, lists(), faults=[status(503)] * 4)


def test_a_recorded_list_is_read_whole(getter: Getter) -> None:
    """Every paper of a real day comes with all that readers need, the most upvoted first."""
    file = recorded("hf/sotawhat_daily_papers_2026-06-12.json")
    body = file.read_text(encoding="utf-8") if file else (FIXTURES / "2026-11-20.json").read_text(encoding="utf-8")
    day = datetime.fromisoformat(file.stem[-10:] if file else "2026-11-20").replace(tzinfo=UTC)
    found = fetch(getter, {PATH: "[]", at(f"{day:%Y-%m-%d}"): body}, Window(since=day, until=day + timedelta(days=1)))
    assert len(found) == len(json.loads(body))
    if file:
        assert all(paper.abstract and paper.authors and paper.published and paper.standing for paper in found)
        assert found[0].standing.startswith("118 upvotes on Hugging Face, submitted by ")
        assert found[-1].standing == "submitted to Hugging Face by Rafal Kocielnik"
