"""The README's commands do what it says."""

import json
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from summarizer.cli import COMMANDS
from tests.commands import run, start
from tests.fakes import paper
from tests.recorded import papers
from tests.servers.arxiv import ArxivServer

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"<!-- executed: start -->\n```console\n(.*?)```\n<!-- executed: end -->", README, re.DOTALL)
NOW = datetime.now(UTC)
ASKED = [
    paper("Attention", id="arxiv:1706.03762", url="https://arxiv.org/abs/1706.03762", version=7, updated=NOW),
    paper("Strings", id="arxiv:hep-th/9901001", url="https://arxiv.org/abs/hep-th/9901001", version=1, updated=NOW),
]


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ArxivServer]:
    """A new machine, whose arXiv is on loopback."""
    monkeypatch.chdir(tmp_path)
    with ArxivServer([*papers(40, until=NOW - timedelta(hours=1)), *ASKED]) as server:
        monkeypatch.setenv("SUMMARIZER_ARXIV_URL", server.url)
        yield server


def test_there_are_commands_to_execute() -> None:
    """The marks are still there, and every command of ours is in the README."""
    assert len(BLOCKS) == 2
    assert [name for name in COMMANDS if f"summarizer {name}" not in README and f"weekly {name}" not in README] == []


@pytest.mark.parametrize("block", BLOCKS, ids=["newsletter", "paper"])
def test_the_commands_work_as_they_stand(arxiv: ArxivServer, block: str, tmp_path: Path) -> None:
    """In a folder with nothing in it, typed one after the other; the preview is ended once it serves."""
    for line in block.splitlines():
        program, *arguments = shlex.split(line.removeprefix("$ "))
        assert program == "summarizer"
        if "preview" in arguments:
            process = start(*arguments, "--port", "0", cwd=tmp_path)
            assert process.stdout is not None
            assert "http://127.0.0.1:" in process.stdout.readline()
            process.terminate()
            process.communicate()
        else:
            done = run(*arguments)
            assert done.code == 0, f"{line}: {done.err}"
    assert arxiv.requests


def test_files_that_it_names_are_there() -> None:
    """Links inside the project lead somewhere."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_exit_statuses_are_those_of_the_code() -> None:
    """The table is what scripts are written from."""
    stated = {int(status) for status in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert stated == {0, 1, 2, 3, 4, 5, 130}


def test_the_source_of_ones_own_works_as_it_stands(newsletter: Path) -> None:
    """Copied out of the README beside a config, it makes an issue."""
    [code] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    newsletter.mkdir()
    (newsletter / "my_source.py").write_text(code, encoding="utf-8")
    config = '[[source]]\ntype = "my_source:MySource"\ntopic = "bees"\n'
    (newsletter / "summarizer.toml").write_text(config, encoding="utf-8")
    done = run("issue", "-C", newsletter, "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["summarized"] == 1
