"""Plain text written as Markdown reads back as itself, and ordinary prose stays readable."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.markdown import escape, one_line, parse
from summarizer.markdown.source import is_quiet, tree, words

HOSTILE = st.text(alphabet=st.sampled_from(list("\\`*_[]()<>&;#-+=~|!.:123 ax\n\t@/?\"'")))


def read(markdown: str) -> str:
    """Return the text of what was parsed, without markup."""
    return " ".join(words(tree(markdown)).split())


@pytest.mark.parametrize("place", ["{}", "# {}", "- {}", "1. {}", "> {}", "[{}](https://example.org)"])
@given(text=st.one_of(HOSTILE, st.text()))
@example(text="1. # * <https://x.org> &copy; ![a](b) `c` ~~~ C #")
@example(text=" * * *")
@example(text="===")
def test_any_text_comes_back(place: str, text: str) -> None:
    """Whatever a title or a model writes is read as exactly that text, wherever the draft puts it."""
    said = " ".join(one_line(text).split())
    root = tree(place.format(escape(text)))
    assert " ".join(words(root).split()) == said
    if said:
        assert {node.type for node in root.walk()} <= {
            *("root", "inline", "paragraph", "heading", "text", "link", "blockquote"),
            *("bullet_list", "ordered_list", "list_item"),
        }


@given(text=HOSTILE)
def test_text_inside_emphasis_comes_back(text: str) -> None:
    """The bold first clause and the quiet line hold any words."""
    assert read(f"x *a {escape(text)} b* y") == " ".join(f"x a {text} b y".split())


@pytest.mark.parametrize(
    "prose",
    [
        "Warm-up helps: up to 1 in 4 steps saved (p < 0.05, n = 3).",
        "snake_case and a * b stay; so does 5 - 3, C# and AT&T!",
        r"\alpha is kept, and $x^2$ too",
        "1.5 times faster, -3% worse, > 2 is not at the start",
    ],
)
def test_ordinary_prose_is_left_alone(prose: str) -> None:
    """An editor does not want to read backslashes where none are needed."""
    assert escape(prose) == prose


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("A*", r"A\*"),
        ("_x_", r"\_x\_"),
        ("[1] says", r"\[1\] says"),
        ("<b> & &copy;", r"\<b> & \&copy;"),
        ("# one", r"\# one"),
        ("2024. A year", r"2024\. A year"),
        ("- a", r"\- a"),
        ("> a", r"\> a"),
        ("title #", r"title \#"),
        ("a \\* b", r"a \\\* b"),
        ("end\\", "end\\\\"),
        ("~~~", r"\~\~\~"),
    ],
)
def test_what_means_something_is_escaped(text: str, markdown: str) -> None:
    """Signs that Markdown would take are written so that it does not."""
    assert escape(text) == markdown


def test_white_space_is_single_and_control_characters_go() -> None:
    """One line, no terminal codes; a space at an end stays, since bold text may end beside it."""
    assert escape(" a\n\n b\t\x1b[0mc ") == r" a b \[0mc "
    assert one_line(" a\r\nBcc: b\x00 ") == "a Bcc: b"
    assert one_line("10\u00a0GB") == "10\u00a0GB"


def test_html_is_text_and_blocks_know_their_lines() -> None:
    """Raw HTML is not markup, and a heading says where it stands."""
    heading, _, _, paragraph, inline, _ = parse("## Title\n\n<b>x</b>")
    assert (heading.tag, heading.map) == ("h2", [0, 1])
    assert (paragraph.map, [child.type for child in inline.children or ()]) == ([2, 3], ["text"])


@pytest.mark.parametrize(
    ("markdown", "quiet"), [("*a [b](?) c*", True), ("*a* b", False), ("**a**", False), ("# *a*", False)]
)
def test_a_quiet_line_is_emphasis_from_end_to_end(markdown: str, quiet: bool) -> None:
    """Nothing else is quiet: not bold, not a heading, not a word of emphasis."""
    assert is_quiet(tree(markdown).children[0]) is quiet


def test_words_of_a_node_leave_markup_out() -> None:
    """An image is the words that stand for it, a line break a space."""
    assert words(tree("**a** `b`\nc ![d *e*](f)")) == "a b c d e"
