"""The measure measures: known scores of small examples, and the reports it prints."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.builtin_rouge import best, main, plain_rouge, report_roles, report_tldrs, scorer


def test_rouge_of_small_examples() -> None:
    """Values worked out by hand: 3 of 4 and 3 of 3 words, one pair, a subsequence of 3."""
    assert plain_rouge("the cat sat down", "The cat, down!") == pytest.approx((6 / 7, 2 / 5, 6 / 7))
    assert plain_rouge("one two", "three") == (0.0, 0.0, 0.0)
    assert plain_rouge("", "") == (0.0, 0.0, 0.0)


def test_the_closest_reference_counts() -> None:
    """Several references are several chances."""
    assert best(["something else", "a b c"], "a b c", plain_rouge) == (1.0, 1.0, 1.0)


def test_there_is_always_a_scorer() -> None:
    """With or without the package, equal texts are equal."""
    name, score = scorer()
    assert "ROUGE" in name or "rouge" in name
    assert score("a b c", "a b c") == pytest.approx((1.0, 1.0, 1.0))


def test_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both data sets are read as they are published and reported in a line each."""
    tldrs, roles = tmp_path / "tldrs.jsonl", tmp_path / "roles.jsonl"
    tldrs.write_text(json.dumps({"title": "Rules", "source": ["Rules are old.", "We win."], "target": ["We win."]}))
    roles.write_text(json.dumps({"sentences": ["Rules are old.", "We win."], "labels": ["background", "method"]}))
    report_tldrs(tldrs)
    report_roles(roles)
    out = capsys.readouterr().out
    assert "1 papers" in out
    assert "built-in" in out
    assert "of 2 sentences" in out


def test_it_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    """Without data it says so and is content."""
    assert main(lambda name: None) == 0
    assert "Nothing to measure" in capsys.readouterr().out
