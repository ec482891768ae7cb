"""The forms of an answer stay in the subset of JSON Schema that every server understands, and take only answers."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from summarizer.summarize.answer import CLAIMS, EVIDENCE, LONGEST, POINTS, Brief, Digest


def sentence(text: str = "It works.", **more: object) -> dict[str, object]:
    """Make a sentence as a model sends it."""
    return {"text": text, "evidence": [0], **more}


def answer(**changes: Any) -> dict[str, Any]:
    """Make an answer as a model sends it; name only what the test is about."""
    claim = sentence(role="result")
    point = {"aspect": "compute", "text": "None stated.", "basis": []}
    return {"tldr": sentence(), "claims": [claim], "critique": [point], **changes}


@pytest.mark.parametrize("form", [Brief, Digest])
def test_a_form_is_portable(form: type[BaseModel]) -> None:
    """No defaults, no tuples, no free keys: strict servers refuse those with a 400."""
    schema = form.model_json_schema()
    assert set(schema["required"]) == set(schema["properties"])
    assert not any(word in str(schema) for word in ("'default'", "prefixItems", "'format'"))


@pytest.mark.parametrize("text", ["", " ", "\n", "...", "—", "\u200b", "🙂", "X" * (LONGEST + 1)])
def test_what_says_nothing_or_never_ends_is_no_sentence(text: str) -> None:
    """A model that says nothing is asked again, not published: in the TL;DR, a claim or the critique."""
    for changes in (
        {"tldr": sentence(text)},
        {"claims": [sentence(text, role="result")]},
        {"critique": [{"aspect": "compute", "text": text, "basis": []}]},
    ):
        with pytest.raises(ValidationError):
            Digest.model_validate(answer(**changes))


@pytest.mark.parametrize("text", ["It works.", "98.5%", "有効だ。", f"  {'X' * LONGEST}\n"])
def test_a_letter_or_a_digit_makes_a_sentence(text: str) -> None:
    """In any script; white space around it does not count."""
    assert Brief.model_validate(answer(tldr=sentence(text))).tldr.text == text.strip()


@pytest.mark.parametrize(
    ("name", "part", "most"),
    [
        ("claims", sentence(role="result"), CLAIMS),
        ("critique", {"aspect": "compute", "text": "None stated.", "basis": []}, POINTS),
    ],
)
def test_lists_have_an_end(name: str, part: object, most: int) -> None:
    """Three thousand claims are no summary."""
    Digest.model_validate(answer(**{name: [part] * most}))
    with pytest.raises(ValidationError, match=name):
        Digest.model_validate(answer(**{name: [part] * (most + 1)}))


def test_evidence_has_an_end() -> None:
    """Whoever cites everything cites nothing."""
    Brief.model_validate(answer(tldr=sentence() | {"evidence": [0] * EVIDENCE}))
    for changes in (
        {"tldr": sentence() | {"evidence": [0] * (EVIDENCE + 1)}},
        {"critique": [{"aspect": "compute", "text": "None stated.", "basis": [0] * (EVIDENCE + 1)}]},
    ):
        with pytest.raises(ValidationError, match="at most 20"):
            Digest.model_validate(answer(**changes))
