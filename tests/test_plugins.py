"""A setting may name anyone's class, and says clearly when it cannot be had."""

import json
import sys
from collections import OrderedDict
from pathlib import Path

import pytest

from summarizer.errors import ConfigError
from summarizer.plugins import load


def test_a_reference_gives_the_class() -> None:
    """`module:Class` is imported, in packages and in classes too."""
    assert load("collections:OrderedDict", "source") is OrderedDict
    assert load("importlib.metadata:version", "source") is not None
    assert load("pathlib:Path.home", "source") == Path.home


@pytest.mark.parametrize("reference", ["", "openai", "a:", ":B", "a:b:c", "a b:C", "..a:B", "a:B()", "os/path:join"])
def test_what_is_no_reference_is_refused(reference: str) -> None:
    """The hint shows how to write one."""
    with pytest.raises(ConfigError, match="names no mailer") as caught:
        load(reference, "mailer")
    assert "my_module:MyClass" in caught.value.hint


@pytest.mark.parametrize(
    ("reference", "missing"),
    [("no_such_module:Thing", "no_such_module"), ("collections.nowhere:Thing", r"collections\.nowhere")],
)
def test_a_missing_module_is_named(reference: str, missing: str) -> None:
    """The message says which module, the hint where it should be."""
    with pytest.raises(ConfigError, match=f"no module called {missing}, for the model") as caught:
        load(reference, "model")
    assert "PYTHONPATH" in caught.value.hint


def test_a_missing_name_is_named() -> None:
    """The message says which name is not in the module."""
    with pytest.raises(ConfigError, match="collections has no orderedDict to be the source"):
        load("collections:orderedDict", "source")


def test_what_cannot_be_called_is_refused() -> None:
    """A module's constant is no class."""
    with pytest.raises(ConfigError, match="'math:pi' is no source but a float"):
        load("math:pi", "source")


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("import a_module_that_is_not_there", ModuleNotFoundError),
        ("None.x", AttributeError),
        ("1 / 0", ArithmeticError),
    ],
)
def test_a_bug_in_the_module_keeps_its_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, error: type[Exception]
) -> None:
    """A module that is there and fails is not said to be missing."""
    (tmp_path / "failing_plugin.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(error):
        load("failing_plugin:Source", "source")


def test_a_file_beside_the_config_is_found(tmp_path: Path) -> None:
    """And only while it is looked for; nothing in that folder can stand in for one of Python's own modules."""
    (tmp_path / "lab_sources_here.py").write_text("class Mine:\n    pass\n", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise RuntimeError", encoding="utf-8")
    assert load("lab_sources_here:Mine", "source", beside=tmp_path).__name__ == "Mine"
    assert load("json:JSONDecoder", "source", beside=tmp_path) is json.JSONDecoder
    assert str(tmp_path) not in sys.path
