"""The plain-text twin of the email, for those who read mail as text and for those who listen to it."""

import re
from collections.abc import Mapping

from summarizer.edition import EditionEntry
from summarizer.markdown import COLUMNS, escape, to_text, web_address
from summarizer.templating import Templates

TEMPLATE = "issue.txt.j2"


def draw_text(templates: Templates, values: Mapping[str, object]) -> str:
    """Fill the template; blank lines that parts left empty leave behind are taken away."""
    text = re.sub(r"[ \t]+$", "", templates.fill(TEMPLATE, **values), flags=re.MULTILINE)
    return re.sub(r"\n{4,}", "\n\n\n", text).strip("\n") + "\n"


def item(entry: EditionEntry) -> str:
    """Return an entry as an item of a list: its title, a colon, its line; its address below."""
    line = f"{escape(entry.title)}: {entry.body}" if entry.body else escape(entry.title)
    lines = [*to_text(line, COLUMNS - 2).splitlines(), web_address(entry.url)]
    return "\n".join(f"{'  ' if index else '- '}{line}".rstrip() for index, line in enumerate(filter(None, lines)))
