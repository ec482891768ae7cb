"""A small newsletter that needs neither a model nor a network."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

CONFIG = """
[newsletter]
title = "Weekly"
[model]
provider = "builtin"
[[source]]
type = "file"
path = "papers.jsonl"
[email]
from = "Weekly <papers@example.org>"
"""

Start = Callable[..., Path]


@pytest.fixture
def start_newsletter(newsletter: Path) -> Start:
    """Write a newsletter of papers with these titles and return its folder."""

    def start(*titles: str, config: str = CONFIG) -> Path:
        newsletter.mkdir(exist_ok=True)
        rows = [
            {"id": f"p{number}", "title": title, "url": f"https://example.org/{number}", "abstract": ABSTRACT}
            for number, title in enumerate(titles)
        ]
        (newsletter / "papers.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        (newsletter / "summarizer.toml").write_text(config, encoding="utf-8")
        return newsletter

    return start


ABSTRACT = (
    "Large models are costly to run. We propose a method that prunes half of the weights. "
    "Experiments show that it keeps 98% of the accuracy on four data sets."
)
