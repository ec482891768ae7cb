"""Markdown, as `issue.md` uses it: read it, write plain text into it, and draw it as HTML or as plain text."""

from summarizer.markdown.html import to_html, to_inline_html, web_address
from summarizer.markdown.source import escape, one_line, parse
from summarizer.markdown.text import COLUMNS, fold, to_text

__all__ = ["COLUMNS", "escape", "fold", "one_line", "parse", "to_html", "to_inline_html", "to_text", "web_address"]
