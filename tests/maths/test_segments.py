"""Formulas are found, and money is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.maths.segments import find_maths


def inner(text: str) -> list[str]:
    """Return what stands between the delimiters of each formula."""
    return [segment.inner for segment in find_maths(text)]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("let $x$ be $y_1$", ["x", "y_1"]),
        ("so $$x = 1$$ and \\(y\\) and \\[z\\]", ["x = 1", "y", "z"]),
        ("$x$$y$", ["x", "y"]),
        ("$\\sim$100 and $>$90", ["\\sim", ">"]),
        ("$ x $ and $ a + b $", [" x ", " a + b "]),
        ("costs \\$5 for $x$", ["x"]),
        ("it costs $5, where $n$ counts", ["n"]),
        ("\\( open, then $x$", ["x"]),
        ("in $n log n$ steps", ["n log n"]),
        ("$3$ of $10{,}000$", ["3", "10{,}000"]),
        ("\\\\(x\\)", []),
    ],
)
def test_formulas_are_found(text: str, formulas: list[str]) -> None:
    """Every pair of delimiters, also side by side and next to digits."""
    assert inner(text) == formulas


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "$5-$10 a month",
        "from $0.01/1k to $0.03/1k tokens",
        "$100K/$200K",
        "US$5 and A$ 6",
        "$5 billion and $x is free",
        "$x is $5",
        "$US then UK$",
        "between $5 and 10$ a day",
        "an unbalanced $x",
        "$$",
        "$ $",
        "$ word $",
        "\\(\\)",
        "$x\n\ny$",
        "\\(x\n \ny\\)",
        "100%",
    ],
)
def test_money_and_lone_dollars_are_no_formulas(text: str) -> None:
    """What opens nothing, or holds prose, is text."""
    assert inner(text) == []


@given(st.text(alphabet="$\\()[]x5 \n", max_size=40))
def test_segments_are_in_order_and_say_what_they_hold(text: str) -> None:
    """They never overlap, and each one's inside is a piece of the text."""
    end = 0
    for segment in find_maths(text):
        assert end <= segment.start < segment.end
        assert segment.inner in text[segment.start : segment.end]
        end = segment.end
