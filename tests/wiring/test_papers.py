"""Single papers take the settings of the newsletter around them, or nobody's."""

from pathlib import Path

import pytest

from summarizer.folder import write_file
from summarizer.wiring.papers import Papers
from tests.fakes import NOON, FakeProgress, paper
from tests.servers.arxiv import ArxivServer

ONE = paper("One", id="arxiv:2301.10226", url="https://arxiv.org/abs/2301.10226", version=1, updated=NOON)


def test_a_newsletters_own_arxiv_is_asked(tmp_path: Path) -> None:
    """Its source says where that is; its templates and cache are used."""
    with ArxivServer([ONE]) as arxiv:
        config = f'[model]\nprovider = "builtin"\n[[source]]\ntype = "arxiv"\nquery = "x"\nbase_url = "{arxiv.url}"'
        write_file(tmp_path / "summarizer.toml", config)
        with Papers.open(tmp_path, progress=FakeProgress(), model={}, environment={}, now=NOON) as papers:
            issue = papers.summarize(["2301.10226"])
        assert [entry.pick.paper.title for entry in issue.entries] == ["One"]
        assert issue.published_at == NOON


def test_without_a_newsletter_the_environment_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings can be given as SUMMARIZER_<SECTION>__<KEY> everywhere."""
    monkeypatch.chdir(tmp_path)
    with ArxivServer([ONE]) as arxiv:
        environment = {"SUMMARIZER_MODEL__PROVIDER": "builtin", "SUMMARIZER_ARXIV_URL": arxiv.url}
        with Papers.open(None, progress=FakeProgress(), model={}, environment=environment, now=NOON) as papers:
            assert "### [One]" in papers.as_markdown(papers.summarize(["arXiv:2301.10226v1"]))
