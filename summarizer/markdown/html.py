"""Draw Markdown as HTML for an email: nothing is loaded, nothing runs, and margins stand in the text."""

import re
from html import escape as quoted

from markdown_it.tree import SyntaxTreeNode

from summarizer.markdown.source import MARK, NOT_FOUND, is_quiet, tree, words

_SAFE = re.compile(r"(?:https?://|mailto:)[^\s\"<>\\\x00-\x1f]+", re.IGNORECASE)

BELOW = "margin:12px 0 0"
"""The space above a block."""
CLOSE = "margin:6px 0 0"
"""The space above a quiet line that belongs to the title before it."""


def to_html(text: str) -> str:
    """Return the blocks of `text` as HTML that is also well-formed XML.

    A paragraph that is emphasis from end to end is a quiet line (class `meta`), a quotation the TL;DR (`tldr why`), a
    heading a bold line, since the page has its own. Links lead to `http`, `https` and `mailto` or are plain text;
    an image is the words that stand for it.
    """
    blocks = tree(text).children
    return "\n".join(
        _block(block, CLOSE if not index and is_quiet(block) else BELOW) for index, block in enumerate(blocks)
    )


def to_inline_html(text: str) -> str:
    """Return `text` as HTML without blocks, for a place that has room for one line."""
    return " ".join(filter(None, (_flat(block) for block in tree(text).children)))


def web_address(url: str) -> str:
    """Return an address that a reader may follow, or nothing: `http`, `https` or `mailto`."""
    return url if _SAFE.fullmatch(url) else ""


def _block(node: SyntaxTreeNode, margin: str) -> str:
    match node.type:
        case "paragraph" | "heading":
            return _paragraph(node, margin)
        case "blockquote":
            return "\n".join(_quoted(child, margin) for child in node.children)
        case "bullet_list" | "ordered_list":
            tag = "ul" if node.type == "bullet_list" else "ol"
            items = "".join(f"<li>{_item(item)}</li>" for item in node.children)
            return f'<{tag} style="{margin}"{_start(node)}>{items}</{tag}>'
        case "hr":
            return f'<hr style="{margin}"/>'
        case _:
            return f'<pre style="{margin}">{quoted(node.content.rstrip())}</pre>'


def _paragraph(node: SyntaxTreeNode, margin: str) -> str:
    content = "".join(_inline(child) for child in node.children)
    if node.type == "heading":
        return f'<p style="{margin}"><b>{content}</b></p>'
    if is_quiet(node):
        return f'<p class="meta" style="{margin}">{content.removeprefix("<i>").removesuffix("</i>")}</p>'
    return f'<p style="{margin}">{content}</p>'


def _quoted(node: SyntaxTreeNode, margin: str) -> str:
    if node.type != "paragraph":
        return _block(node, margin)
    return f'<p class="tldr why" style="{margin}">{_inline(node.children[0])}</p>'


def _item(node: SyntaxTreeNode) -> str:
    """The first paragraph of an item is its line; what else it holds comes below."""
    if not node.children or node.children[0].type != "paragraph":
        return "".join(_block(child, CLOSE) for child in node.children)
    line, *below = node.children
    return _inline(line.children[0]) + "".join(_block(child, CLOSE) for child in below)


def _start(node: SyntaxTreeNode) -> str:
    start = node.attrs.get("start", 1)
    return f' start="{start}"' if start != 1 else ""


def _flat(node: SyntaxTreeNode) -> str:
    if node.type == "inline":
        return _inline(node)
    if node.children:
        return " ".join(filter(None, (_flat(child) for child in node.children)))
    return quoted(node.content.strip()) if node.type in {"fence", "code_block"} else ""


def _inline(node: SyntaxTreeNode) -> str:
    match node.type:
        case "hardbreak":
            return "<br/>"
        case "text" | "softbreak" | "image":
            return quoted(words(node), quote=False)
        case "code_inline":
            return f"<code>{quoted(node.content, quote=False)}</code>"
    inside = "".join(_inline(child) for child in node.children)
    if node.type == "link":
        return _link(str(node.attrs["href"]), inside)
    tag = {"em": "i", "strong": "b"}.get(node.type)
    return f"<{tag}>{inside}</{tag}>" if tag else inside


def _link(url: str, inside: str) -> str:
    if url == MARK:
        mark = f'<sup role="img" aria-label="{NOT_FOUND}">?</sup>'
        return f'<span class="grey" title="{NOT_FOUND}">{inside}</span>{mark}'
    safe = web_address(url)
    return f'<a href="{quoted(safe)}">{inside}</a>' if safe else inside
