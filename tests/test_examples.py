"""The example newsletter's papers are real, complete and told in our own words."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAPERS = Path(__file__).parents[1] / "examples" / "weekly" / "papers.jsonl"
RECORDING = Path(__file__).parents[2] / "shared" / "data" / "hf" / "sotawhat_daily_papers_2026-06-12.json"
"""Kept outside the project: where it is missing, what is compared with it is compared with nothing."""

Row = dict[str, Any]


def rows() -> list[Row]:
    """Read the example's papers, in the order of the file."""
    return [json.loads(line) for line in PAPERS.read_text(encoding="utf-8").splitlines()]


def pairs() -> Iterator[tuple[Row, Row]]:
    """Pair each recorded paper with its row of the example; nothing without the recording."""
    ours = {row["id"]: row for row in rows()}
    if RECORDING.is_file():
        for item in json.loads(RECORDING.read_text(encoding="utf-8")):
            yield item["paper"], ours[f"arxiv:{item['paper']['id']}"]


def shingles(text: str, size: int) -> set[tuple[str, ...]]:
    """Return every run of `size` words, whatever their case and the signs between them."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + size]) for start in range(len(words) - size + 1)}


def test_thirty_papers_each_once() -> None:
    """Thirty different papers make an issue of the default size."""
    assert len(rows()) == 30
    assert len({row["id"] for row in rows()}) == 30
    assert len({row["title"] for row in rows()}) == 30


def test_every_paper_has_the_same_fields() -> None:
    """No row lacks a field, and none carries one that the recording could not vouch for."""
    fields = {"id", "title", "authors", "published", "url", "abstract", "abstract_note"}
    assert [row["id"] for row in rows() if row.keys() != fields] == []


def test_ids_are_arxiv_ids_and_links_lead_to_them() -> None:
    """A reader who follows the link of a paper arrives at the paper with that id."""
    for row in rows():
        match = re.fullmatch(r"arxiv:(\d{4}\.\d{5})", row["id"])
        assert match, row["id"]
        assert row["url"] == f"https://arxiv.org/abs/{match[1]}"


def test_titles_and_names_are_clean_text() -> None:
    """Titles and names are single lines without stray blanks, and every paper has an author."""
    for row in rows():
        assert row["authors"], row["id"]
        for text in (row["title"], *row["authors"]):
            assert text == " ".join(text.split()) != "", row["id"]


def test_newest_paper_comes_first() -> None:
    """The file reads like a feed: dates in UTC, falling, none after the day of the recording."""
    dates = [datetime.fromisoformat(row["published"]) for row in rows()]
    assert all(row["published"].endswith("Z") for row in rows())
    assert dates == sorted(dates, reverse=True)
    assert dates[0] < datetime(2026, 6, 13, tzinfo=UTC)


def test_every_abstract_says_whose_words_it_is_in() -> None:
    """An abstract that the authors did not write never passes for theirs."""
    assert {row["abstract_note"] for row in rows()} == {"abstract in our own words"}


def test_abstracts_have_room_for_a_summary() -> None:
    """Each abstract is one paragraph of 60 to 180 words in at least four sentences, so that there is some choice."""
    for row in rows():
        abstract = row["abstract"]
        assert 60 <= len(abstract.split()) <= 180, row["id"]
        assert len(re.findall(r"[.](?= [A-Z]|$)", abstract)) in range(4, 7), row["id"]
        assert abstract == " ".join(abstract.split()), row["id"]


def test_abstracts_do_not_praise() -> None:
    """Words of advertisement stay out of abstracts that readers take for ours."""
    praise = re.compile(
        r"\b(novel|groundbreaking|remarkabl\w+|impressive\w*|significant\w*|in this paper)\b", re.IGNORECASE
    )
    assert [(row["id"], found[0]) for row in rows() if (found := praise.search(row["abstract"]))] == []


def test_the_papers_are_those_recorded() -> None:
    """Ids, titles, authors and dates stand as Hugging Face gave them on 12 June 2026."""
    for recorded, row in pairs():
        assert row["title"] == recorded["title"]
        assert row["authors"] == [author["name"] for author in recorded["authors"]]
        assert datetime.fromisoformat(row["published"]) == datetime.fromisoformat(recorded["publishedAt"])


def test_the_wording_is_ours() -> None:
    """No eight words in a row are those of the authors."""
    for recorded, row in pairs():
        assert shingles(row["abstract"], 8) & shingles(recorded["summary"], 8) == set(), row["id"]


def test_the_numbers_are_the_authors() -> None:
    """No abstract has a number that the paper's own abstract does not have."""
    number = re.compile(r"\d+(?:\.\d+)?")
    for recorded, row in pairs():
        assert set(number.findall(row["abstract"])) <= set(number.findall(recorded["summary"])), row["id"]
