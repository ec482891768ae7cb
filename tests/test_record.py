"""`issue.json` has the form that scripts rely on, and reads back as the issue it was."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import DraftError
from summarizer.models import Chosen, CritiquePoint, Issue, Skipped, SourceReport, Window
from summarizer.record import dump, issue_record, load_chosen, load_issue, save_chosen, save_issue
from tests.fakes import NOON, entry, issue, pick, summary


def test_an_issue_reads_back_as_it_was(tmp_path: Path) -> None:
    """Nothing is lost on the way to the file and back."""
    made = issue(
        entry("a & <b>", says=summary(critique=(CritiquePoint(text="Small.", basis=(1, 2)),))),
        skipped=(Skipped(pick=pick("c"), stage="read", reason="no abstract"),),
    )
    save_issue(tmp_path / "issue.json", made)
    assert load_issue(tmp_path / "issue.json") == made


def test_the_file_has_the_documented_form(tmp_path: Path) -> None:
    """Schema 1: the keys that the documentation promises, at least."""
    save_issue(tmp_path / "issue.json", issue(entry("a", id="arxiv:2301.10226", version=1)))
    record = json.loads((tmp_path / "issue.json").read_text(encoding="utf-8"))
    assert (record["schema"], record["issue"], record["published_at"]) == (1, "2026-W47", "2026-11-21T12:00:00Z")
    assert record["follow_ups"] == []
    [shown] = record["entries"]
    assert shown["section"] == "in depth"
    assert (shown["paper"]["id"], shown["paper"]["version"], shown["paper"]["authors"]) == (
        "arxiv:2301.10226",
        1,
        ["Ada Author"],
    )
    assert shown["pick"] == {"score": 1.0, "reason": "newest first"}
    assert shown["comment"] is None
    assert shown["summary"]["from"] == "abstract"
    assert shown["summary"]["claims"][0]["verdict"] == "supported"


def _edit(change: Callable[[dict[str, Any]], object]) -> Callable[[str], str]:
    def edited(text: str) -> str:
        record = json.loads(text)
        change(record)
        return json.dumps(record)

    return edited


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda text: text.replace('"schema": 1,', '"schema": 1'), "line 3"),
        (lambda text: "[]", "not an object"),
        (lambda text: '{"score": ' + "9" * 5000 + "}", "digits"),
        (lambda text: "[" * 100_000, "recursion"),
        (_edit(lambda record: record.pop("title")), "title: field required"),
        (_edit(lambda record: record.update(entries=None)), "entries: input should be"),
        (_edit(lambda record: record.update(skipped=3)), "skipped: input should be"),
        (_edit(lambda record: record.update(entries=[1])), "entries.0: input should be"),
        (_edit(lambda record: record.update(entries=[{"summary": 5}])), "entries.0.pick.paper: input should"),
        (_edit(lambda record: record["entries"][0].update(summary=5)), "entries.0.summary: input"),
        (_edit(lambda record: record["entries"][0].update(pick=3)), "entries.0.pick: input should"),
        (_edit(lambda record: record.update(schema="1")), "schema: should be 1"),
        (_edit(lambda record: record.update(schema=None)), "schema: should be 1"),
        (_edit(lambda record: record.update(published_at="2026-11-21T12:00:00")), "a time without its zone"),
        (_edit(lambda record: record["entries"][0].pop("summary")), "entries.0.summary"),
        (_edit(lambda record: record["entries"][0].pop("pick")), "entries.0.pick.score"),
    ],
)
def test_a_file_broken_by_hand_is_said_so(tmp_path: Path, spoil: Callable[[str], str], message: str) -> None:
    """The error names the file and the place in it, and how to go on."""
    path = tmp_path / "issue.json"
    save_issue(path, issue(entry("a")))
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        load_issue(path)
    assert message in str(caught.value).lower()
    assert "Put the file back" in caught.value.hint


def test_a_file_of_a_newer_version_is_said_to_be_one(tmp_path: Path) -> None:
    """It is not broken, and must not be put back or made again."""
    path = tmp_path / "issue.json"
    path.write_text(json.dumps(issue_record(issue()) | {"schema": 2}), encoding="utf-8")
    with pytest.raises(
        DraftError, match="made by a newer version: its schema is 2, and this version reads 1"
    ) as caught:
        load_issue(path)
    assert "pip install --upgrade summarizer" in caught.value.hint


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=5,
)
RECORD = issue_record(
    issue(
        entry("a", says=summary(critique=(CritiquePoint(text="Small.", basis=(1, 2)),))),
        skipped=(Skipped(pick=pick("c"), stage="read", reason="no abstract"),),
    )
)


def _places(value: Any, *path: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value in a record, the record itself included."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from _places(one, *path, key)


def _replaced(value: Any, path: tuple[Any, ...], other: object) -> Any:
    """Return a copy of a record with something else in one place."""
    if not path:
        return other
    copy = value.copy()
    copy[path[0]] = _replaced(value[path[0]], path[1:], other)
    return copy


@given(st.sampled_from(list(_places(RECORD))), ANYTHING)
def test_whatever_stands_in_the_file_is_an_issue_or_an_error(place: tuple[Any, ...], other: object) -> None:
    """In whichever place, any JSON at all."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "issue.json")
        path.write_text(json.dumps(_replaced(RECORD, place, other)), encoding="utf-8")
        with suppress(DraftError):
            assert isinstance(load_issue(path), Issue)
        with suppress(DraftError):
            assert isinstance(load_chosen(path), Chosen)


def test_a_choice_reads_back_as_it_was(tmp_path: Path) -> None:
    """What was chosen outlives a crash."""
    report = SourceReport(name="fake", fetched=3, newest=None, warning="stale")
    window = Window(since=NOON, until=NOON)
    chosen = Chosen(issue="2026-W47", window=window, fetched=3, new=2, reports=(report,), picks=(pick("a"),))
    save_chosen(tmp_path / "chosen.json", chosen)
    assert load_chosen(tmp_path / "chosen.json") == chosen


def test_records_are_written_for_people_too() -> None:
    """Indented, and in their own script."""
    assert dump({"a": "é"}) == '{\n "a": "é"\n}\n'
