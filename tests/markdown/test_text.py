"""Markdown becomes plain text that reads well at 72 columns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it.tree import SyntaxTreeNode

from summarizer.markdown import fold, to_text
from summarizer.markdown.source import tree, words
from summarizer.markdown.text import columns

LONG = "https://example.org/" + "a" * 90


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("a *b* **c** `d`", "a b c `d`"),
        ("a\nb  \nc", "a b\nc"),
        ("a\n\nb", "a\n\nb"),
        ("# a", "a"),
        ("see [a](https://x.org).", "see a.\nhttps://x.org"),
        ("[a](https://x.org) · [b](https://y.org)", "a [1] · b [2]\n[1] https://x.org\n[2] https://y.org"),
        ("[a](https://x.org) [b](https://x.org)", "a b\nhttps://x.org"),
        ("<https://x.org>", "https://x.org"),
        ("[a](javascript:b)", "a"),
        ("[a.](?) b", "a. [not found in the paper] b"),
        ("![a](https://x.org/p.png)", "a"),
        ("> a\n>\n> b", "> a\n>\n> b"),
        ("- a\n- [b](https://x.org)\n  - c", "- a\n- b\n  https://x.org\n  - c"),
        ("9. a\n10. b\n\n    c", "9. a\n10. b\n    c"),
        ("-\n", "-"),
        ("---", "* * *"),
        ("```\na\n\n  b\n```", "    a\n\n      b"),
        ("", ""),
    ],
)
def test_what_becomes_of_it(markdown: str, text: str) -> None:
    """The same words, and every address on a line of its own below what it belongs to."""
    assert to_text(markdown) == text


def test_lines_are_wrapped_with_their_indent() -> None:
    """Quotations and lists keep their sign or their indent on every line."""
    assert to_text("> one two three four five", 24) == "> one two three four\n> five"
    assert to_text("- one two three four five", 24) == "- one two three four\n  five"
    assert to_text("- - - - - - - one two three four five", 10).splitlines()[-1].strip() == "five"


def test_an_address_and_a_mark_are_never_broken() -> None:
    """A broken address leads nowhere, and a mark is looked for as one."""
    assert fold(f"see {LONG} there", 40) == f"see\n{LONG}\nthere"
    assert to_text("[one two three](?)", 30) == "one two three\n[not found in the paper]"


def test_wide_characters_count_twice_and_may_be_parted() -> None:
    """Chinese breaks between characters, but no line begins with a stop or ends with an opening bracket."""
    assert fold("漢字漢字漢字", 8) == "漢字漢字\n漢字"
    assert fold("漢字漢字。漢", 8) == "漢字漢\n字。漢"
    assert fold("漢字漢「字」", 8) == "漢字漢\n「字」"
    assert columns("e\u0301漢\u200b") == 1 + 2


def test_joined_emoji_stay_together() -> None:
    """A family is one sign."""
    family = "👩\u200d👩\u200d👧"
    assert fold(f"{'漢' * 3}{family}", 8).split("\n")[-1].endswith(family)


@given(text=st.text(), width=st.integers(min_value=20, max_value=80))
def test_folding_loses_nothing_and_keeps_to_the_width(text: str, width: int) -> None:
    """Only a single word sticks out; the words are all there."""
    folded = fold(text, width)
    assert "".join(folded.split()) == "".join(fold(text, 10**6).split())
    for line in folded.splitlines():
        assert columns(line) <= width or " " not in line.strip(" ")


@given(text=st.text(alphabet=st.sampled_from(list("abc *_>-[](`.)!\n1#:/"))))
def test_every_letter_is_in_the_text(text: str) -> None:
    """No markup, however odd, loses a word."""
    assert letters(to_text(text)) == letters("".join(shown(node) for node in tree(text).children))


def letters(text: str) -> list[str]:
    """Return the letters alone, in the order of the alphabet."""
    return sorted(sign for sign in text if sign.isalpha())


def shown(node: SyntaxTreeNode) -> str:
    """Return what a reader sees of a block."""
    return node.content if node.type in {"fence", "code_block"} else words(node) + "".join(map(shown, blocks(node)))


def blocks(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """Return the code blocks below a block; `words` knows only what stands in paragraphs."""
    return [part for part in node.walk(include_self=False) if part.type in {"fence", "code_block"}]
