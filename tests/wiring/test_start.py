"""A new folder is a newsletter whose every setting is right."""

from pathlib import Path

import pytest

from summarizer.config import load_settings
from summarizer.errors import ConfigError
from summarizer.folder import Folder
from summarizer.wiring.start import start_newsletter


def test_what_is_made_is_a_newsletter(tmp_path: Path) -> None:
    """Its config is read without an error, and asks for nothing that costs money."""
    made = start_newsletter(tmp_path / "new")
    assert [path.name for path in made] == ["summarizer.toml", ".gitignore"]
    settings = load_settings(Folder(tmp_path / "new"), {})
    assert settings.model.provider == "builtin"
    assert [source.type for source in settings.source] == ["arxiv"]


def test_files_that_are_there_stay(tmp_path: Path) -> None:
    """A folder may be a git checkout already."""
    (tmp_path / ".gitignore").write_text("mine", encoding="utf-8")
    assert [path.name for path in start_newsletter(tmp_path)] == ["summarizer.toml"]
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "mine"
    with pytest.raises(ConfigError, match="is a newsletter already"):
        start_newsletter(tmp_path)
