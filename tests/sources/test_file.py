"""Files of three kinds give the same papers, and a broken one is told with its line."""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from summarizer.errors import SourceError
from summarizer.models import Paper, Window
from summarizer.sources.file import FileSource
from tests.fakes import NOON, titles

WEEK = Window(since=NOON - timedelta(days=7), until=NOON)

ROWS: list[dict[str, Any]] = [
    {
        "id": "1706.03762v5",
        "title": "Old",
        "authors": ["Ada Author"],
        "published": "2017-06-12",
        "categories": ["cs.CL"],
    },
    {"url": "https://example.org/post", "title": "Undated, with a comma", "authors": [], "abstract": "Line\nline."},
    {"id": "arxiv:2611.00001", "title": 'New "quoted"', "authors": ["A", "B"], "published": "2026-11-20T10:00:00Z"},
]


def as_csv(rows: list[dict[str, Any]]) -> str:
    """Write rows as a table."""
    out = io.StringIO()
    table = csv.DictWriter(out, ["id", "url", "title", "authors", "abstract", "published", "categories"])
    table.writeheader()
    for row in rows:
        table.writerow({k: ";".join(v) if isinstance(v, list) else v for k, v in row.items()})
    return out.getvalue()


FORMS = {
    "papers.json": json.dumps(ROWS),
    "object.json": json.dumps({"papers": ROWS, "made": "by hand"}, indent=2),
    "papers.jsonl": "\n\n".join(map(json.dumps, ROWS)) + "\n",
    "windows.JSONL": "\ufeff" + "\r\n".join(map(json.dumps, ROWS)),
    "papers.csv": as_csv(ROWS),
    "windows.csv": "\ufeff" + as_csv(ROWS).replace("id,url,title", " ID , url,Title"),
}


def read(folder: Path, name: str, content: str | bytes, **options: Any) -> list[Paper]:
    """Write a file and read its papers."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(FileSource(path=path, **options).fetch(WEEK))


@pytest.mark.parametrize("name", FORMS)
def test_all_forms_give_the_same_papers(tmp_path: Path, name: str) -> None:
    """JSON, a line each, or a table, from any system: newest first, the undated as new, whatever the window."""
    undated, new, old = read(tmp_path, name, FORMS[name])
    assert titles([undated, new, old]) == ["Undated, with a comma", 'New "quoted"', "Old"]
    assert (undated.id, undated.published, undated.abstract) == ("https://example.org/post", None, "Line line.")
    assert (new.id, new.authors, new.published) == ("arxiv:2611.00001", ("A", "B"), NOON - timedelta(hours=26))
    assert (old.id, old.version, old.categories) == ("arxiv:1706.03762", 5, ("cs.CL",))


def test_the_window_holds_only_when_asked(tmp_path: Path) -> None:
    """With `window` set, old papers stay out and undated ones stay in."""
    assert titles(read(tmp_path, "a.json", FORMS["papers.json"], window=True)) == [
        "Undated, with a comma",
        'New "quoted"',
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.csv"])
@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_a_quiet_source(tmp_path: Path, name: str, content: str) -> None:
    """Nothing in it, nothing to report."""
    assert read(tmp_path, name, content) == []


def test_a_table_of_names_alone_is_empty(tmp_path: Path) -> None:
    """A header without rows has no papers."""
    assert read(tmp_path, "a.csv", "id,title\n") == []


@pytest.mark.parametrize("sign", ["\u2028", "\u0085"])
def test_strange_line_breaks_do_not_break_lines(tmp_path: Path, sign: str) -> None:
    """A paper may contain what Python takes for the end of a line."""
    assert titles(read(tmp_path, "a.jsonl", f'{{"id": "a:1", "title": "one{sign}two"}}')) == ["one two"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.jsonl", '{"id": "a:1", "title": "T"}\n\n{"id": "a:2"}', "a.jsonl, line 3: title is missing"),
        ("a.jsonl", '{"id": "a:1", "title": "T"}\n{"id": ', "a.jsonl, line 2: not JSON at column 8: Expecting value"),
        ("a.jsonl", "[1]\n", "a.jsonl, line 1: it is no object with names and values"),
        ("a.json", '[{"id": "a:1", "title": "T"}, {"title": "T"}]', "a.json, paper 2: both id and url are missing"),
        ("a.json", '[\n{"id": "a:1"\n"title"', "a.json, line 3: not JSON at column 1: Expecting ',' delimiter"),
        ("a.json", '{"items": []}', 'a.json, line 1: neither a list of papers nor an object with "papers"'),
        ("a.json", '{"papers": {}}', 'a.json, line 1: neither a list of papers nor an object with "papers"'),
        ("a.json", "7", 'a.json, line 1: neither a list of papers nor an object with "papers"'),
        ("a.csv", "id,title\na:1,T\na:2,\n", "a.csv, line 3: title is missing"),
        ("a.csv", "id,name\na:1,T\n", "a.csv, line 2: title is missing"),
        ("a.csv", "id,title\na:1,One, two\n", "a.csv, line 2: more cells than the first line has names"),
        ("a.csv", 'id,title\na:1,"T\n', "a.csv, line 2: not CSV: unexpected end of data"),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, name: str, content: str, told: str) -> None:
    """The message leads to the place, and the hint says what a paper looks like."""
    with pytest.raises(SourceError) as caught:
        read(tmp_path, name, content)
    assert str(caught.value).startswith(told)
    assert caught.value.hint.startswith("A paper is {")


def test_a_file_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    """Text saved in another encoding is not guessed at."""
    with pytest.raises(SourceError, match=r"a.csv, line 2: not UTF-8") as caught:
        read(tmp_path, "a.csv", "id,title\na:1,café\n".encode("latin-1"))
    assert caught.value.hint == "Save the file as UTF-8."


def test_a_missing_file_is_told_with_its_path(tmp_path: Path) -> None:
    """The whole path shows where it was looked for."""
    with pytest.raises(SourceError, match=rf"cannot read {tmp_path}/none.json: No such file") as caught:
        list(FileSource(path=tmp_path / "none.json").fetch(WEEK))
    assert "summarizer.toml" in caught.value.hint


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """What cannot be read for another reason says why."""
    (tmp_path / "a.json").mkdir()
    with pytest.raises(SourceError, match="Is a directory"):
        list(FileSource(path=tmp_path / "a.json").fetch(WEEK))


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    """The ending decides how a file is read; it is not guessed from what is in it."""
    with pytest.raises(SourceError, match=r"a.xlsx is none of .json, .jsonl, .csv"):
        read(tmp_path, "a.xlsx", "")


def test_a_source_has_a_name(tmp_path: Path) -> None:
    """The account calls it what the settings call it."""
    assert FileSource(path=tmp_path, name="file papers.jsonl").name == "file papers.jsonl"
