"""Each `[[source]]` becomes the source it asks for, and what it does not take is named."""

from pathlib import Path
from typing import Any

import pytest

from summarizer.config import SourceSettings
from summarizer.errors import ConfigError
from summarizer.http import Getter
from summarizer.models import Window
from summarizer.protocols import Source
from summarizer.sources.arxiv import ArxivSource
from summarizer.wiring.sources import make_source
from tests.fakes import NOON, FakeSource

ANY = Window(since=NOON, until=NOON)


def made(root: Path, kind: str, **options: Any) -> Source:
    """Make a source of that type."""
    with Getter() as getter:
        return make_source(SourceSettings.model_validate({"type": kind, **options}), root, getter)


def test_a_file_is_looked_for_beside_the_config(tmp_path: Path) -> None:
    """A relative path is relative to the newsletter, not to whoever runs the command."""
    (tmp_path / "papers.jsonl").write_text('{"id": "a", "title": "A"}', encoding="utf-8")
    source = made(tmp_path, "file", path="papers.jsonl")
    assert source.name == "file papers.jsonl"
    assert [paper.title for paper in source.fetch(ANY)] == ["A"]
    assert made(tmp_path, "file", path="papers.jsonl", name="mine").name == "mine"


def test_arxiv_takes_categories_and_a_query(tmp_path: Path) -> None:
    """Named in the account as what was asked for."""
    assert made(tmp_path, "arxiv", categories=["cs.CL"], query="ti:x").name == "arxiv cs.CL (ti:x)"


def test_a_source_of_ones_own_is_imported(tmp_path: Path) -> None:
    """With its options as arguments; nothing of ours is touched."""
    source = made(tmp_path, "tests.fakes:FakeSource", name="lab")
    assert isinstance(source, FakeSource) or source.name == "lab"


@pytest.mark.parametrize(
    ("kind", "options", "message", "hint"),
    [
        ("arxv", {}, "there is no source of type 'arxv'", "Did you mean arxiv?"),
        ("gopher", {}, "there is no source of type 'gopher'", "Known: arxiv, feed, file, huggingface"),
        (
            "arxiv",
            {"catgories": ["x"]},
            "source arxiv: catgories: there is no such setting",
            "categories, limit, query",
        ),
        ("arxiv", {"limit": "all"}, "source arxiv: limit: input should be a valid integer", "takes"),
        ("file", {}, "source file: path: field required", "takes"),
        ("arxiv", {}, "needs categories or a query", ""),
        ("tests.fakes:FakeSource", {"nmae": "x"}, "got an unexpected keyword argument 'nmae'", "by name"),
        ("nowhere_at_all:Source", {}, "no module called nowhere_at_all", "PYTHONPATH"),
    ],
)
def test_what_cannot_be_made_is_said(
    tmp_path: Path, kind: str, options: dict[str, Any], message: str, hint: str
) -> None:
    """The source, the setting and what it takes are in the message."""
    with pytest.raises(ConfigError) as caught:
        made(tmp_path, kind, **options)
    assert message in str(caught.value)
    assert hint in caught.value.hint


def test_an_arxiv_elsewhere_is_asked_wherever_the_config_points(tmp_path: Path) -> None:
    """The environment wins, as for every setting."""
    settings = SourceSettings.model_validate({"type": "arxiv", "query": "x", "base_url": "http://127.0.0.1:1"})
    with Getter() as getter:
        source = make_source(settings, tmp_path, getter, {"SUMMARIZER_ARXIV_URL": "http://127.0.0.1:2"})
    assert isinstance(source, ArxivSource)
    assert source.base_url == "http://127.0.0.1:2"


def test_trending_papers_and_feeds_are_sources_too(tmp_path: Path) -> None:
    """Each with what it takes, and no more."""
    assert made(tmp_path, "huggingface", limit=10).name == "huggingface"
    assert made(tmp_path, "feed", url="https://blog.example.org/feed.xml").name == "blog.example.org"
    assert made(tmp_path, "feed", url="https://blog.example.org/feed.xml", name="A lab").name == "A lab"
    with pytest.raises(ConfigError, match="source feed: url: field required"):
        made(tmp_path, "feed")
