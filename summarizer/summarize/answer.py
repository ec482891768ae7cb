"""The forms that a model's answer must have. Portable: strings, integers, lists and nested objects, no defaults.

Lengths are checked when the answer is there and not told to the server. A model is asked for less than half of them:
what passes them is no summary, is asked for again and never kept.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

LONGEST = 600
"""Characters of a sentence; of 3,423 that models wrote about real papers, the longest has 447."""

CLAIMS, POINTS, EVIDENCE = 12, 10, 20
"""How many claims, points of the critique, and numbers of sentences under each there may be."""


def _says_something(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise ValueError("it has no letter and no digit")
    return text


Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST), AfterValidator(_says_something)]


class Part(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Sentence(Part):
    """A sentence and what it rests on."""

    text: Text = Field(description="One plain sentence, without Markdown.")
    evidence: list[int] = Field(max_length=EVIDENCE, description="Numbers of the sentences of the paper that say so.")


class RoledSentence(Sentence):
    """A sentence of the summary."""

    role: Literal["problem", "method", "result", "amount", "limit"] = Field(
        description="amount: by how much, with the paper's own numbers and units."
    )


class Point(Part):
    """A point of the critique."""

    aspect: Literal[
        "claimed against measured",
        "baselines and data",
        "size and spread",
        "compute",
        "code and data",
        "stated limits",
    ]
    text: Text = Field(description="One plain sentence, without Markdown.")
    basis: list[int] = Field(
        max_length=EVIDENCE, description="Numbers of the sentences it rests on; empty for your own inference."
    )


class Brief(Part):
    """A paper in one to three sentences."""

    tldr: Sentence
    claims: list[RoledSentence] = Field(max_length=CLAIMS)


class Digest(Part):
    """A paper in a paragraph, with a critique."""

    tldr: Sentence
    claims: list[RoledSentence] = Field(max_length=CLAIMS)
    critique: list[Point] = Field(max_length=POINTS)
