"""Schemas are strict and plain enough for every server, and made once."""

from typing import Literal

from pydantic import BaseModel, Field

from summarizer.llms.schemas import response_format, strict_schema
from tests.llms.answers import Answer


class Odd(BaseModel):
    """Everything that a strict schema must not have."""

    title: str = Field("none", max_length=20, description="The heading.")
    count: int = Field(3, ge=0)
    note: str | None = None
    only: Literal["x"] = "x"
    inner: Answer = Field(description="An answer within.")
    free: dict[str, int] = {}


def test_a_form_becomes_a_strict_schema() -> None:
    """All fields are required, no others allowed, and nested forms stand where they are used."""
    point = {
        "type": "object",
        "description": "One claim with the numbers of the sentences behind it.",
        "properties": {
            "role": {"type": "string", "enum": ["problem", "method", "result", "limit"]},
            "text": {"type": "string"},
            "evidence": {"type": "array", "items": {"type": "integer"}},
        },
        "required": ["role", "text", "evidence"],
        "additionalProperties": False,
    }
    assert strict_schema(Answer) == {
        "type": "object",
        "description": "A short answer with its points.",
        "properties": {"tldr": {"type": "string"}, "points": {"type": "array", "items": point}},
        "required": ["tldr", "points"],
        "additionalProperties": False,
    }


def test_what_servers_refuse_is_left_out() -> None:
    """Defaults, titles and limits go; a field that is called `title` stays."""
    schema = strict_schema(Odd)
    assert schema["properties"]["title"] == {"type": "string", "description": "The heading."}
    assert schema["properties"]["count"] == {"type": "integer"}
    assert schema["properties"]["note"] == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert schema["properties"]["only"] == {"type": "string", "const": "x"}
    assert schema["properties"]["inner"] == strict_schema(Answer) | {"description": "An answer within."}
    assert schema["properties"]["free"]["additionalProperties"] is False
    assert schema["required"] == list(Odd.model_fields)


def test_a_schema_is_made_once() -> None:
    """Making it at each call would cost more than the call."""
    assert response_format(Answer) is response_format(Answer)


def test_the_name_is_one_that_servers_take() -> None:
    """Letters, digits, underscores and hyphens, at most 64."""
    named = type("Réponse[int]" + "x" * 99, (Answer,), {})
    name = response_format(named)["json_schema"]["name"]
    assert name.startswith("R_ponse_int_x")
    assert len(name) == 64
    assert response_format(Answer)["json_schema"]["strict"] is True
