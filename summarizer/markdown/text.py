"""Draw Markdown as plain text: wrapped by width on screen, addresses below what they belong to."""

from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category, east_asian_width

from markdown_it.tree import SyntaxTreeNode

from summarizer.markdown.html import web_address
from summarizer.markdown.source import MARK, NOT_FOUND, one_line, tree, words

COLUMNS = 72
"""As wide as plain text in mail is by custom."""

_NARROWEST = 20
"""Text nested deeper than the page is wide still gets a column."""

_OPENS = {"Ps", "Pi"}
_CLOSES = {"Pe", "Pf", "Po", "Lm", "Sk"}
"""Kinds of signs that do not end, and that do not begin, a line of Chinese or Japanese."""

_MARKED = f"[{NOT_FOUND}]"
_UNBROKEN = _MARKED.replace(" ", "\u00a0")
"""The mark while lines are being wrapped, so that it stays on one."""

_JOINER = "\u200d"


def to_text(text: str, width: int = COLUMNS) -> str:
    """Return the blocks of `text` as plain text, a blank line between them, no line wider than `width` columns.

    The address of a link stands on a line of its own below its block, numbered where there are several; only a word or
    an address too long for a line is let stick out, never broken. A marked claim says that it was not found.
    """
    return "\n\n".join("\n".join(lines) for block in tree(text).children if (lines := _block(block, width)))


def fold(text: str, width: int = COLUMNS) -> str:
    """Return one paragraph of plain text, wrapped; a column is half of what a Chinese character takes."""
    return "\n".join(_folded(text, width))


def columns(text: str) -> int:
    """Return how many columns a terminal or a mail program with a fixed font needs for `text`."""
    return sum(0 if category(sign) in {"Mn", "Me", "Cf"} else 1 + _is_wide(sign) for sign in text)


def _block(node: SyntaxTreeNode, width: int) -> list[str]:
    width = max(width, _NARROWEST)
    match node.type:
        case "paragraph" | "heading":
            return _paragraph(node, width)
        case "blockquote":
            parts = [_block(child, width - 2) for child in node.children]
            return [f"> {line}".rstrip() for line in _parted(parts)]
        case "bullet_list" | "ordered_list":
            start = int(node.attrs.get("start", 1))
            signs = ("-" if node.type == "bullet_list" else f"{start + index}." for index in range(len(node.children)))
            return [line for sign, item in zip(signs, node.children, strict=True) for line in _item(sign, item, width)]
        case "hr":
            return ["* * *"]
        case _:
            return [f"    {line}".rstrip() for line in node.content.rstrip().splitlines()]


def _item(sign: str, item: SyntaxTreeNode, width: int) -> list[str]:
    indent = len(sign) + 1
    lines = [line for child in item.children for line in _block(child, width - indent)] or [""]
    return [f"{sign} {lines[0]}".rstrip(), *(" " * indent + line for line in lines[1:])]


def _parted(blocks: Iterable[list[str]]) -> Iterator[str]:
    """A blank line between blocks."""
    for index, lines in enumerate(blocks):
        if index:
            yield ""
        yield from lines


def _paragraph(node: SyntaxTreeNode, width: int) -> list[str]:
    links = [part for part in node.walk() if part.type == "link"]
    below = dict.fromkeys(url for link in links if (url := _address(link)) and url != words(link))
    numbers = {url: number for number, url in enumerate(below, 1)} if len(below) > 1 else {}
    said = "".join(_inline(part, numbers) for part in node.children)
    lines = [line.replace(_UNBROKEN, _MARKED) for part in said.split("\n") for line in _folded(part, width)]
    return [*lines, *(f"[{numbers[url]}] {url}" if numbers else url for url in below)]


def _inline(node: SyntaxTreeNode, numbers: Mapping[str, int]) -> str:
    match node.type:
        case "code_inline":
            return f"`{node.content}`"
        case "hardbreak":
            return "\n"
        case "text" | "softbreak" | "image":
            return words(node)
    inside = "".join(_inline(child, numbers) for child in node.children)
    if node.type != "link":
        return inside
    if node.attrs["href"] == MARK:
        return f"{inside} {_UNBROKEN}"
    number = numbers.get(_address(node))
    return f"{inside} [{number}]" if number else inside


def _address(link: SyntaxTreeNode) -> str:
    return web_address(str(link.attrs["href"]))


def _folded(text: str, width: int) -> list[str]:
    lines, used = [""], 0
    for space, piece in _pieces(one_line(text)):
        needed = columns(space + piece)
        if used and used + needed > width:
            lines.append(piece)
            used = columns(piece)
        else:
            lines[-1] += space + piece
            used += needed
    return lines if used else []


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What must stay on one line, each with the space before it."""
    space = ""
    for word in text.split(" "):
        for piece in [word] if "://" in word else _breakable(word):
            yield space, piece
            space = ""
        space = " "


def _breakable(word: str) -> Iterator[str]:
    """Cut between the characters of scripts that are written without spaces."""
    start = 0
    for index in range(1, len(word)):
        before, after = word[index - 1], word[index]
        wide = _is_wide(after) or (_is_wide(before) and after.isalnum())
        if wide and before != _JOINER and category(before) not in _OPENS and category(after) not in _CLOSES:
            yield word[start:index]
            start = index
    yield word[start:]


def _is_wide(sign: str) -> bool:
    return east_asian_width(sign) in {"W", "F"}
