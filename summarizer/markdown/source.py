"""Read Markdown, and write plain text so that Markdown reads it back unchanged."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

MARK = "?"
"""The address that marks a claim as not found: `[claim](?)`."""

NOT_FOUND = "not found in the paper"
"""What a mark says to those who cannot see it."""

_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029 ]+")
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What neither XML nor a terminal should be given."""

_SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)|[`\[\]]|\*+|_+|<(?![ =])|&(?=#?\w+;)|~~+")
"""A backslash only where it would take the next sign with it, `<` only where an address or a tag could begin."""

_START = re.compile(
    r"^( ?(?:\d{1,9}(?=[.)](?: |$)))?)(?=#{1,6}(?: |$)|[-+*_](?:[-+*_ ]|$)|>|=+ ?$|(?<=\d)[.)])",
)
"""Headings, lists, quotes and rules, which only the start of a line can begin."""

_END = re.compile(r"(?<= )(?=#+ ?$)")
"""Hashes at the end of a heading, which Markdown takes away."""


class _Reader(MarkdownIt):
    """CommonMark in which every address is a link, so that whoever draws it decides which are safe."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the signature is markdown-it's
        return True


_READER = _Reader("commonmark", {"html": False})


def parse(text: str) -> list[Token]:
    """Return the tokens of CommonMark without raw HTML; blocks carry their lines in `map`, counted from 0."""
    return _READER.parse(text)


def tree(text: str) -> SyntaxTreeNode:
    """Return the same, nested, without the characters that no page may hold."""
    return SyntaxTreeNode(parse(_NO_TEXT.sub("", text)))


def words(node: SyntaxTreeNode) -> str:
    """Return the text of a node without any markup; of an image, what stands for it."""
    if node.type in {"text", "code_inline"}:
        return _NO_TEXT.sub("", node.content)  # again, since an entity may have brought one in
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    return "".join(words(child) for child in node.children)


def is_quiet(block: SyntaxTreeNode) -> bool:
    """Whether a block is a paragraph that is emphasis from end to end: how the draft writes who, where and when."""
    if block.type != "paragraph":
        return False
    parts = block.children[0].children
    return [part.type for part in parts if part.type != "text" or part.content] == ["em"]


def one_line(text: str) -> str:
    """Return plain text on one line, single spaces between its words, without control characters."""
    return _tidy(text).strip()


def escape(text: str) -> str:
    """Write plain text as Markdown that reads back as that text, and escape only what must be.

    White space becomes single spaces, at both ends too; control characters are left out. The result may stand in a
    paragraph, a heading, a list item, emphasis or the text of a link.
    """
    written = _SPECIAL.sub(_escaped, _tidy(text))
    return _END.sub(r"\\", _START.sub(r"\1\\", written))


def _tidy(text: str) -> str:
    return _NO_TEXT.sub("", _SPACES.sub(" ", text))


def _escaped(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    alone = before == after == " " and len(found[0]) == 1  # markdown-it pairs longer runs even where they stand alone
    inside_a_word = found[0][0] == "_" and before.isalnum() and after.isalnum()
    if found[0][0] in "*_" and (alone or inside_a_word):
        return found[0]
    return "".join(f"\\{sign}" for sign in found[0])
