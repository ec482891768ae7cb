"""Indices and accents use Unicode where it has them."""

import pytest

from summarizer.maths.scripts import accented, lower_text, raise_text


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("", ""),
        ("2", "²"),
        ("n+1", "ⁿ⁺¹"),
        ("−3", "⁻³"),
        ("th", "ᵗʰ"),
        ("T", "ᵀ"),
        ("∘", "°"),
        ("*", "*"),
        ("∞", "^∞"),
        ("1/2", "^(1/2)"),
        ("max", "^max"),
        ("(n/2)", "^(n/2)"),
        ("(a)/(b)", "^((a)/(b))"),
    ],
)
def test_superscripts(text: str, raised: str) -> None:
    """Characters that can be raised are; the rest follows `^`, in brackets only where needed."""
    assert raise_text(text) == raised


@pytest.mark.parametrize(
    ("text", "lowered"),
    [("i+1", "ᵢ₊₁"), ("i,j", "_(i,j)"), ("train", "_train"), ("θ", "_θ"), ("A", "_A"), ("12", "₁₂")],
)
def test_subscripts(text: str, lowered: str) -> None:
    """Words stay on the line, where they can be read; short indices are lowered."""
    assert lower_text(text) == lowered


def test_accents() -> None:
    """One letter with its indices takes an accent, several only a line."""
    assert accented("tilde", "O") == "Õ"
    assert accented("hat", "xᵢ") == "x\u0302ᵢ"
    assert accented("overline", "AB") == "A\u0305B\u0305"
    assert accented("widehat", "AB") is None
    assert accented("bar", "") is None
