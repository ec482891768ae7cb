"""`issue.json` and its kin: what is behind an issue, as a file that scripts can rely on.

The form is fixed in the documentation (`schema` 1). What is read back is checked by pydantic: people edit files.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_jsonable_python

from summarizer.errors import DraftError
from summarizer.folder import read_file, write_file
from summarizer.models import Chosen, Entry, Issue, Pick, Skipped

SCHEMA = 1

T = TypeVar("T")


def save_issue(path: Path, issue: Issue) -> None:
    """Write `issue.json`."""
    write_file(path, dump(issue_record(issue)))


def issue_record(issue: Issue) -> dict[str, Any]:
    """Return the issue in the form of `issue.json`."""
    plain = to_jsonable_python(issue)
    return {
        "schema": SCHEMA,
        "issue": plain.pop("name"),
        **{key: value for key, value in plain.items() if key not in {"entries", "skipped", "account"}},
        "entries": [entry_record(entry) for entry in issue.entries],
        "skipped": [_skipped_record(skipped) for skipped in issue.skipped],
        "follow_ups": [],
        "account": plain["account"],
    }


def entry_record(entry: Entry) -> dict[str, Any]:
    """Return one entry in the form it has in `issue.json`."""
    summary = to_jsonable_python(entry.summary)
    return {**_pick_record(entry.pick), "comment": None, "summary": {**summary, "from": summary.pop("origin")}}


def load_issue(path: Path) -> Issue:
    """Read `issue.json`, or raise `DraftError` saying what is wrong with it."""
    record = _parsed(path)
    _check_schema(record.get("schema", SCHEMA), path)
    with_names = {
        **record,
        "name": record.get("issue"),
        "entries": _each(record.get("entries", []), _entry),
        "skipped": _each(record.get("skipped", []), _skipped),
    }
    for key in ("schema", "issue", "follow_ups"):
        with_names.pop(key, None)
    issue = _checked(_issues(), with_names, path)
    if issue.published_at.tzinfo is None:
        raise DraftError(f"{path}: published_at: a time without its zone", hint=_REMEDY)
    return issue


def save_chosen(path: Path, chosen: Chosen) -> None:
    """Keep what was chosen until the issue is made."""
    write_file(path, dump(to_jsonable_python(chosen)))


def load_chosen(path: Path) -> Chosen:
    """Read what was chosen for an issue that was not finished."""
    return _checked(_choices(), _parsed(path), path)


def dump(value: object) -> str:
    """Write a record as a person can read it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _pick_record(pick: Pick) -> dict[str, Any]:
    plain = to_jsonable_python(pick)
    return {"section": plain["section"], "paper": plain["paper"], "pick": {"score": pick.score, "reason": pick.reason}}


def _skipped_record(skipped: Skipped) -> dict[str, Any]:
    return {**_pick_record(skipped.pick), "stage": skipped.stage, "reason": skipped.reason}


def _each(rows: object, shape: Callable[[dict[str, Any]], object]) -> object:
    """Shape the objects of a list; what is no list or no object is left to pydantic, which says so and where."""
    return [shape(row) if isinstance(row, dict) else row for row in rows] if isinstance(rows, list) else rows


def _pick(row: dict[str, Any]) -> object:
    pick = row.get("pick") or {}
    return {**pick, "section": row.get("section"), "paper": row.get("paper")} if isinstance(pick, dict) else pick


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    summary = row.get("summary")
    if isinstance(summary, dict):
        summary = {**summary, "origin": summary.get("from")}
    return {"pick": _pick(row), "summary": summary}


def _skipped(row: dict[str, Any]) -> dict[str, Any]:
    return {"pick": _pick(row), "stage": row.get("stage"), "reason": row.get("reason")}


def _check_schema(schema: object, path: Path) -> None:
    if isinstance(schema, int) and schema > SCHEMA:
        raise DraftError(
            f"{path} was made by a newer version: its schema is {schema}, and this version reads {SCHEMA}",
            hint="Install the newest version: pip install --upgrade summarizer",
        )
    if schema != SCHEMA:
        raise DraftError(f"{path}: schema: should be {SCHEMA}", hint=_REMEDY)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        record = json.loads(read_file(path))
    except json.JSONDecodeError as error:
        raise DraftError(f"{path}, line {error.lineno}: {error.msg}", hint=_REMEDY) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets in thousands of brackets
        raise DraftError(f"{path}: {error}", hint=_REMEDY) from error
    if not isinstance(record, dict):
        raise DraftError(f"{path}: not an object", hint=_REMEDY)
    return record


_REMEDY = "Put the file back as it was, or remove the issue's folder and make it again; answers are kept."


@cache
def _issues() -> TypeAdapter[Issue]:
    return TypeAdapter(Issue)


@cache
def _choices() -> TypeAdapter[Chosen]:
    return TypeAdapter(Chosen)


def _checked(adapter: TypeAdapter[T], value: object, path: Path) -> T:
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(str(part) for part in problem["loc"])
        raise DraftError(f"{path}: {where}: {problem['msg'].lower()}", hint=_REMEDY) from error
