"""What every test may count on: nobody's keys and settings, and a home of its own."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(autouse=True)
def nobodys_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests see neither the keys nor the caches of whoever runs them."""
    for name in list(os.environ):
        if name.startswith(("SUMMARIZER_", "OPENAI_")) and name not in {"SUMMARIZER_DATA", "SUMMARIZER_BROWSER"}:
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(home / "tiktoken"))
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def newsletter(tmp_path: Path) -> Path:
    """An empty folder for a newsletter."""
    return tmp_path / "weekly"
