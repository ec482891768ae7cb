"""`summarizer init` makes a folder that works at once."""

import json
from pathlib import Path

from tests.commands import run


def test_a_new_folder_has_a_config_and_keeps_secrets_out_of_git(tmp_path: Path) -> None:
    """What was made is printed, and what to type next."""
    done = run("init", tmp_path / "weekly")
    assert done.code == 0
    assert str(tmp_path / "weekly" / "summarizer.toml") in done.out
    assert f"summarizer -C {tmp_path / 'weekly'} issue" in done.out
    assert ".env" in (tmp_path / "weekly" / ".gitignore").read_text(encoding="utf-8")


def test_json_lists_the_files(tmp_path: Path) -> None:
    """One document and nothing else."""
    done = run("init", tmp_path / "weekly", "--json")
    assert [Path(file).name for file in json.loads(done.out)["files"]] == ["summarizer.toml", ".gitignore"]


def test_a_newsletter_is_not_written_over(tmp_path: Path) -> None:
    """An error with the way on, and the old config as it was."""
    run("init", tmp_path)
    (tmp_path / "summarizer.toml").write_text("# mine", encoding="utf-8")
    done = run("init", tmp_path)
    assert done.code == 1
    assert "is a newsletter already" in done.err
    assert (tmp_path / "summarizer.toml").read_text(encoding="utf-8") == "# mine"
