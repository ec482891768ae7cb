"""Numbers are read with their magnitude and unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.check.normal import plain
from summarizer.check.quantities import quantities, source_quantities


@pytest.mark.parametrize(
    ("text", "count", "dimension"),
    [
        ("4.5 billion", 4.5e9, ""),
        ("1.3M", 1.3e6, ""),
        ("358k images", 358e3, ""),
        ("1,234.5", 1234.5, ""),
        (".05", 0.05, ""),
        ("95%", 95, "%"),
        ("95 percent", 95, "%"),
        ("12.3 percentage points", 12.3, "%"),
        ("2.2x", 2.2, "x"),
        ("x50", 50, "x"),
        ("50-fold", 50, "x"),
        ("fivefold", 5, "x"),
        ("50 times", 50, "x"),
        ("twenty-five", 25, ""),
        ("two hundred", 200, ""),
        ("Three million", 3e6, ""),
        ("3x10^5", 3e5, ""),
        ("10^-3", 1e-3, ""),
        ("1e-5", 1e-5, ""),
        ("8-bit", 8, "bit"),
        ("20 minutes", 20, "s"),
    ],
)
def test_a_number_in_any_form_is_one_number(text: str, count: float, dimension: str) -> None:
    """Digits, words, powers, magnitudes; percent, ratios and the common units."""
    (found,) = quantities(text)
    assert found.count == pytest.approx(count)
    assert (found.dimension, found.named) == (dimension, False)


@pytest.mark.parametrize(
    "text", ["GPT-4", "ResNet-50", "3D", "Qwen2.5", "v2", "uses Llama 3 here", "CIFAR-10", "1.2.3"]
)
def test_a_number_in_a_name_is_marked(text: str) -> None:
    """It counts nothing."""
    assert all(found.named for found in quantities(text))


@pytest.mark.parametrize(("text", "size"), [("256x256 pixels", 256), ("16 x 16 patches", 16)])
def test_dimensions_are_no_ratios(text: str, size: float) -> None:
    """An x between two numbers multiplies nothing."""
    assert [(found.digits, found.dimension) for found in quantities(text)] == [(size, ""), (size, "")]


def test_a_unit_has_a_size() -> None:
    """So that 1,500 ms and 1.5 s can be compared."""
    (short,), (long,) = quantities("1,500 ms"), quantities("1.5 s")
    assert short.count * short.unit == pytest.approx(long.count * long.unit)


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("92.3", True),
        ("5%", True),
        ("358", True),
        ("3 million", True),
        ("40", False),
        ("in 2024", False),
        ("over 500", False),
        ("about 5%", False),
        ("two hundred", False),
    ],
)
def test_some_numbers_must_stand_in_the_source(text: str, exact: bool) -> None:
    """Shares, decimals and long numbers are copied, not counted; years, words and "about" leave room."""
    assert quantities(text)[0].exact is exact


def test_the_source_also_says_numbers_in_phrases() -> None:
    """The word "twice" is 2x, "half" is 50%, and a magnitude covers the numbers beside it."""
    said = {
        (found.count, found.dimension)
        for found in source_quantities("Twice as fast at half the cost, two orders of magnitude")
    }
    assert {(2.0, "x"), (50.0, "%"), (10.0, "x")} <= said
    assert 1.3e9 in {found.count for found in source_quantities("1.3 and 2.7 billion")}


@given(st.text(alphabet="0123456789.,%xkMB^e- two"))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Every text has a list of numbers, none of them below zero."""
    assert all(found.digits >= 0 for found in source_quantities(plain(text)))
