"""The plain-text twin is tidy whatever is missing from it."""

from pathlib import Path

import pytest

from summarizer.edition import EditionEntry
from summarizer.render.plain import draw_text, item
from summarizer.templating import Templates


@pytest.mark.parametrize(
    ("url", "body", "text"),
    [
        ("https://example.org/a", "It works.", "- A *: It works.\n  https://example.org/a"),
        ("https://example.org/a", "", "- A *\n  https://example.org/a"),
        ("javascript:alert(1)", "[It works.](?)", "- A *: It works. [not found in the paper]"),
        ("https://example.org/a", "See [b](https://b.org).", "- A *: See b.\n  https://b.org\n  https://example.org/a"),
    ],
)
def test_an_item(url: str, body: str, text: str) -> None:
    """Title, colon, line; the address below."""
    assert item(EditionEntry(title="A *", url=url, body=body, line=1)) == text


def test_what_is_missing_leaves_no_hole(tmp_path: Path) -> None:
    """At most two blank lines, none at the start, one line break at the end, no white space before one."""
    (tmp_path / "issue.txt.j2").write_text("\n\na \n\n\n\n\n{{ x }}\t\n\n\n", encoding="utf-8")
    assert draw_text(Templates.for_pages([tmp_path], {}), {"x": "b <"}) == "a\n\n\nb <\n"
