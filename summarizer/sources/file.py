"""Papers from a file of one's own: .json, .jsonl or .csv."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from summarizer.errors import SourceError
from summarizer.models import Paper, Window
from summarizer.sources.rows import BadRowError, paper_from_row

FORM = 'A paper is {"id": "arxiv:2301.10226", "title": "…"}; only title and one of id and url are needed.'
NEW = datetime.max.replace(tzinfo=UTC)
"""Where a paper without a date stands: what has none is taken as new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSource:
    """The papers in a file: all of them, since who made the file has chosen already, unless `window` is set."""

    path: Path
    window: bool = False
    """Leave out what was not published in the window of the issue; what has no date stays."""
    name: str = "file"

    def fetch(self, window: Window) -> Iterator[Paper]:
        """Yield the papers, newest first, or raise `SourceError` naming the file, the line and what is wrong there."""
        papers = sorted(self._papers(), key=lambda paper: paper.published or NEW, reverse=True)
        return (paper for paper in papers if not self.window or _within(paper, window))

    def _papers(self) -> Iterator[Paper]:
        read = READERS.get(self.path.suffix.lower())
        if read is None:
            raise SourceError(f"{self.path} is none of {', '.join(READERS)}", hint="Name the file for what is in it.")
        try:
            for place, row in read(_text(self.path)):
                yield _paper(place, row)
        except BadRowError as error:
            raise SourceError(f"{self.path.name}, {error}", hint=FORM) from error


def _within(paper: Paper, window: Window) -> bool:
    return paper.published is None or window.since <= paper.published < window.until


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{path.name}, line {line}: not UTF-8", hint="Save the file as UTF-8.") from error
    except OSError as error:
        raise SourceError(
            f"cannot read {path}: {error.strerror}", hint="A path is relative to the folder of summarizer.toml."
        ) from error


def _paper(place: str, row: object) -> Paper:
    try:
        return paper_from_row(row)
    except BadRowError as error:
        raise BadRowError(f"{place}: {error}") from error


def _json(text: str) -> Iterator[tuple[str, object]]:
    """Read a list of papers, or an object whose `papers` is one."""
    given = _value(text, 1) if text.strip() else []
    papers = given.get("papers") if isinstance(given, dict) else given
    if not isinstance(papers, list):
        raise BadRowError('line 1: neither a list of papers nor an object with "papers"')
    return ((f"paper {number}", row) for number, row in enumerate(papers, 1))


def _jsonl(text: str) -> Iterator[tuple[str, object]]:
    """Read a paper a line. Lines end in line feeds only: a paper may well contain what Python calls a line break."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"line {number}", _value(line, number)


def _value(text: str, first_line: int) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = first_line + error.lineno - 1
        raise BadRowError(f"line {line}: not JSON at column {error.colno}: {error.msg}") from error


def _csv(text: str) -> Iterator[tuple[str, object]]:
    """Read a table whose first row names the columns."""
    table = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        table.fieldnames = [name.strip().lower() for name in table.fieldnames or ()]
        for row in table:
            if None in row:
                raise BadRowError(f"line {table.line_num}: more cells than the first line has names")
            yield f"line {table.line_num}", row
    except csv.Error as error:
        raise BadRowError(f"line {table.reader.line_num}: not CSV: {error}") from error


READERS: dict[str, Callable[[str], Iterator[tuple[str, object]]]] = {".json": _json, ".jsonl": _jsonl, ".csv": _csv}
"""How to read a file, by the ending of its name: rows, each with its place in words."""
