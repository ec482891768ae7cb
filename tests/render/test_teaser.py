"""An entry in one line says what was found, and hides no mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.markdown import to_text
from summarizer.render.teaser import teaser

META = "*Ada Author · 2026*\n\n"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"{META}> **It works**, e.g. On MNIST. It is fast.\n\nMore.", "It works, e.g. On MNIST."),
        (f"{META}Words before.\n\n> The TL;DR.", "The TL;DR."),
        (f"{META}No quotation here. More.", "No quotation here."),
        ("> [It works.](?) It is fast.", "[It works.](?)"),
        ("> It [works well](?), they say. It is fast.", "[It works well, they say.](?)"),
        ("> It works. [It is fast.](?)", "It works."),
        ("> See [the paper](https://x.org) for A* search.", "See the paper for A\\* search."),
        ("> \\[sic\\] `code`", "\\[sic\\] code"),
        (f"{META}- a list", ""),
        ("![](https://x.org/a.png)", ""),
        ("", ""),
    ],
)
def test_what_an_entry_comes_to(body: str, line: str) -> None:
    """The first sentence of the quotation, else of the first paragraph; links become words, marks stay."""
    assert teaser(body) == line


@given(text=st.text())
def test_it_is_one_line(text: str) -> None:
    """Whatever the editor wrote, it fits into a list."""
    line = teaser(text)
    assert "\n" not in line
    assert "\n\n" not in to_text(line)
