"""Where things are, and files that are whole or not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.errors import ConfigError, StoreError
from summarizer.folder import Folder, find_folder, read_file, write_file


def test_a_newsletter_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command works from any folder inside the newsletter."""
    (tmp_path / "summarizer.toml").touch()
    below = tmp_path / "issues" / "2026-W47"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert find_folder(None).root == tmp_path.resolve()


def test_a_folder_that_was_named_is_that_one_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the pen must not send the newsletter that one happens to stand in."""
    (tmp_path / "summarizer.toml").touch()
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    assert find_folder(Path()).root == tmp_path.resolve()
    for named in ("empty", "tpyo"):
        with pytest.raises(ConfigError, match=f"in {named}"):
            find_folder(Path(named))


def test_no_newsletter_here_is_said_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint is the command that makes one."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="or above it") as caught:
        find_folder(None)
    assert caught.value.hint == "Make a newsletter: summarizer init DIR"


@pytest.mark.parametrize("text", ["2026-W47", "2026-W47/", "issues/2026-W47/", "/any/where/2026-W47"])
def test_an_issue_is_meant_by_its_name_or_its_folder(tmp_path: Path, text: str) -> None:
    """As tab completion writes it; what is remembered of an issue hangs on its one name."""
    folder = Folder(tmp_path)
    write_file(folder.issue("2026-W47") / "issue.md", "x")
    assert folder.named(text) == "2026-W47"


@pytest.mark.parametrize("text", ["", "..", "../x", "2026", "2026-W47/issue.md", "2026-W48"])
def test_what_is_no_issue_is_said_so(tmp_path: Path, text: str) -> None:
    """Neither a path out of the newsletter nor an issue that is not there."""
    folder = Folder(tmp_path)
    write_file(folder.issue("2026-W47") / "issue.md", "x")
    with pytest.raises(ConfigError):
        folder.named(text)


def test_places_are_where_the_documentation_says(tmp_path: Path) -> None:
    """Scripts rely on these."""
    folder = Folder(tmp_path)
    assert folder.issue("2026-W47") == tmp_path / "issues" / "2026-W47"
    assert folder.cache == tmp_path / "state" / "cache"
    assert folder.lock == tmp_path / "state" / "run.lock"
    assert folder.chosen("x").parent == folder.state / "chosen"
    assert folder.sent("x").parent == folder.state / "sent"
    assert folder.own("prompts") == tmp_path / "prompts"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """What was there stays until the new one is complete, and nothing is left lying about."""
    path = tmp_path / "a" / "b.txt"
    write_file(path, "old\r\n")
    write_file(path, "nëw\n")
    assert path.read_bytes() == "nëw\n".encode()
    assert [child.name for child in path.parent.iterdir()] == ["b.txt"]


def test_a_written_file_has_the_usual_permissions(tmp_path: Path) -> None:
    """Not those of a temporary file, which nobody else may read."""
    write_file(tmp_path / "a", "x")
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A limit on file sizes stands for the full disk: the error is ours, and the old file is whole."""
    path = tmp_path / "kept"
    write_file(path, "old")
    script = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from summarizer.errors import StoreError; from summarizer.folder import write_file\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_file(Path(sys.argv[1]), 'x' * 5000)\n"
        "except StoreError as error: print(error, error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert "cannot write" in done.stdout
    assert "Is the disk full" in done.stdout
    assert path.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_not_there_or_not_text_is_said_so(tmp_path: Path) -> None:
    """Both name the file."""
    with pytest.raises(StoreError, match="cannot read"):
        read_file(tmp_path / "none")
    (tmp_path / "bytes").write_bytes(b"ok \xff")
    with pytest.raises(StoreError, match="not UTF-8: byte 3"):
        read_file(tmp_path / "bytes")
