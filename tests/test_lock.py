"""Two runs on one newsletter never overlap, and a dead one never stands in the way."""

import multiprocessing
import re
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from summarizer.errors import Locked, StoreError
from summarizer.lock import run_lock


def hold(path: Path, end: Connection) -> None:
    """Hold the lock until told to let go."""
    with run_lock(path):
        end.send("held")
        end.recv()


@contextmanager
def another_run(path: Path) -> Iterator[BaseProcess]:
    """Start a process that holds the lock; yield it once it does, and see it end."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=hold, args=(path, theirs))
    process.start()
    try:
        assert ours.recv() == "held"
        yield process
        if process.is_alive():
            ours.send("let go")
    finally:
        process.join()
        ours.close()
        theirs.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the place of a lock in a folder that does not exist yet."""
    return tmp_path / "state" / "run.lock"


def test_a_second_run_is_told_who_holds_the_lock(path: Path) -> None:
    """The message names the process, its machine and since when; the exit status is the one of a lock."""
    with another_run(path) as process, pytest.raises(Locked) as caught, run_lock(path):
        pytest.fail("two runs at once")
    when = r"since \d{4}-\d\d-\d\d \d\d:\d\d UTC"
    assert re.fullmatch(rf"another run holds the lock: process {process.pid} on \S+, {when}", str(caught.value))
    assert caught.value.exit_code == 5
    assert "frees itself" in caught.value.hint


def test_a_lock_is_free_again_when_its_run_is_done(path: Path) -> None:
    """Nothing is left behind but the empty lock file."""
    with run_lock(path):
        pass
    with run_lock(path):
        assert path.with_name("run.lock.json").exists()
    assert [file.name for file in path.parent.iterdir()] == ["run.lock"]


def test_a_lock_is_free_again_when_its_run_fails(path: Path) -> None:
    """An error inside passes through, and the next run goes ahead."""
    with pytest.raises(ZeroDivisionError), run_lock(path):
        raise ZeroDivisionError
    with run_lock(path):
        pass


def test_a_killed_run_frees_the_lock(path: Path) -> None:
    """What it left beside the lock is harmless: the next run goes ahead and writes its own."""
    beside = path.with_name("run.lock.json")
    with another_run(path) as process:
        process.kill()
        process.join()
        assert str(process.pid) in beside.read_text()
        with run_lock(path):
            assert str(process.pid) not in beside.read_text()


def test_one_process_cannot_take_the_lock_twice(path: Path) -> None:
    """Two runs in one process are still two runs."""
    with run_lock(path), pytest.raises(Locked, match="process"), run_lock(path):
        pass


@pytest.mark.parametrize("text", ["", "not JSON", "[]", "{}", '{"pid": 1, "host": "x", "since": "yesterday"}'])
def test_a_holder_that_cannot_be_read_is_not_named(path: Path, text: str) -> None:
    """The lock itself decides; what stands beside it only says more."""
    with run_lock(path):
        path.with_name("run.lock.json").write_text(text)
        with pytest.raises(Locked) as caught, run_lock(path):
            pass
    assert str(caught.value) == "another run holds the lock"


def test_a_holder_that_is_gone_is_not_named(path: Path) -> None:
    """Someone may have tidied the folder."""
    with run_lock(path):
        path.with_name("run.lock.json").unlink()
        with pytest.raises(Locked) as caught, run_lock(path):
            pass
    assert str(caught.value) == "another run holds the lock"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """Where nothing can be created, the run says so before it does anything."""
    (tmp_path / "state").write_text("a file where the folder should be")
    with (
        pytest.raises(StoreError, match=r"cannot lock .*run\.lock") as caught,
        run_lock(tmp_path / "state" / "run.lock"),
    ):
        pass
    assert "state/" in caught.value.hint


def test_a_lock_that_cannot_be_opened_is_said(path: Path) -> None:
    """The folder is there, and still the lock cannot be made."""
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot lock"), run_lock(path):
        pass
