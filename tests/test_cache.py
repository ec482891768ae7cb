"""What was paid for is kept, whatever else happens, and nothing that is read back can run."""

import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from diskcache import Cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.cache import DiskStore, TextDisk
from summarizer.errors import StoreError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the cache is to be; not yet there."""
    return tmp_path / "state" / "cache"


@pytest.fixture
def store(folder: Path) -> Iterator[DiskStore]:
    """A store that is closed after the test."""
    with closing(DiskStore(folder)) as opened:
        yield opened


def reopened(folder: Path, key: str) -> str | None:
    """Read one value as a new run would."""
    with closing(DiskStore(folder)) as store:
        return store.get(key)


def database(folder: Path) -> sqlite3.Connection:
    """Open the file behind the store, as anyone could who can write to it."""
    return sqlite3.connect(folder / "cache.db", isolation_level=None)


class Bomb:
    """Something that writes a file when it is unpickled."""

    def __init__(self, trace: Path) -> None:
        self.trace = trace

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (self.trace,))


def test_what_is_put_can_be_got(store: DiskStore) -> None:
    """Another key is a miss, and a second value takes the place of the first."""
    store.put("a", "one")
    store.put("a", "two")
    assert (store.get("a"), store.get("b")) == ("two", None)


def test_what_is_removed_is_gone(folder: Path, store: DiskStore) -> None:
    """For a new run as well; the rest stays, and removing it again changes nothing."""
    store.put("a", "one")
    store.put("b", "two")
    store.remove("a")
    store.remove("a")
    assert (store.get("a"), store.get("b")) == (None, "two")
    assert reopened(folder, "a") is None


def test_a_new_run_finds_what_the_last_one_kept(folder: Path, store: DiskStore) -> None:
    """Values outlive the store that kept them, closed or not."""
    store.put("a", "one")
    assert reopened(folder, "a") == "one"


def test_nothing_is_made_before_it_is_needed(folder: Path) -> None:
    """A store that is only opened and closed leaves no trace."""
    DiskStore(folder).close()
    assert not folder.exists()


def test_only_the_owner_can_look_in(folder: Path, store: DiskStore) -> None:
    """Mode 0700, also where the folder was there before with another."""
    folder.mkdir(parents=True, mode=0o755)
    store.get("a")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_long_values_stay_in_the_one_file(folder: Path, store: DiskStore) -> None:
    """Ten million characters, and no files beside the database."""
    store.put("long", "ß" * 10_000_000)
    assert store.get("long") == "ß" * 10_000_000
    assert not list(folder.glob("*/*"))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(store: DiskStore, value: str) -> None:
    """Empty, with NULs, in any script."""
    store.put("key", value)
    assert store.get("key") == value


def test_a_planted_pickle_is_a_miss_and_never_runs(
    folder: Path, tmp_path: Path, store: DiskStore, caplog: pytest.LogCaptureFixture
) -> None:
    """A row marked as pickled is not unpickled, in the database or in a file beside it."""
    store.put("row", "answer")
    store.put("file", "answer")
    trace = tmp_path / "ran"
    bomb = pickle.dumps(Bomb(trace))
    (folder / "bomb.val").write_bytes(bomb)
    with closing(database(folder)) as planted:
        planted.execute("UPDATE Cache SET mode = 4, value = ? WHERE key = 'row'", (bomb,))
        planted.execute("UPDATE Cache SET mode = 4, value = NULL, filename = 'bomb.val' WHERE key = 'file'")
    assert (store.get("row"), store.get("file")) == (None, None)
    assert not trace.exists()
    assert "is not read" in caplog.text


def test_a_planted_file_name_is_not_followed(folder: Path, tmp_path: Path, store: DiskStore) -> None:
    """A row cannot make the store read another file."""
    (tmp_path / "secret").write_text("secret")
    store.put("a", "answer")
    with closing(database(folder)) as planted:
        planted.execute("UPDATE Cache SET mode = 3, value = NULL, filename = ?", (str(tmp_path / "secret"),))
    assert store.get("a") is None


def test_a_planted_file_name_is_not_removed(folder: Path, tmp_path: Path, store: DiskStore) -> None:
    """Neither with its row nor when another value takes the row's place."""
    (tmp_path / "precious").write_text("precious")
    for change in (store.remove, lambda key: store.put(key, "again")):
        store.put("a", "answer")
        with closing(database(folder)) as planted:
            planted.execute("UPDATE Cache SET filename = ?", (str(tmp_path / "precious"),))
        change("a")
        assert (tmp_path / "precious").exists()


def test_a_planted_pickled_key_is_refused(folder: Path, tmp_path: Path, store: DiskStore) -> None:
    """Whoever walks over the keys meets an error, not code."""
    store.put("a", "answer")
    trace = tmp_path / "ran"
    with closing(database(folder)) as planted:
        planted.execute("UPDATE Cache SET raw = 0, key = ?", (pickle.dumps(Bomb(trace)),))
    with closing(Cache(str(folder), disk=TextDisk)) as cache, pytest.raises(StoreError, match="no text"):
        list(cache)
    assert not trace.exists()


def test_the_keys_can_be_walked_over(folder: Path, store: DiskStore) -> None:
    """What upkeep needs: the keys as they were put."""
    store.put("a", "answer")
    with closing(Cache(str(folder), disk=TextDisk)) as cache:
        assert list(cache) == ["a"]


@pytest.mark.parametrize(("key", "value"), [(b"a", "text"), ("a", b"bytes"), ("a", 3), (("a",), "text")])
def test_only_text_is_taken(folder: Path, key: object, value: object) -> None:
    """Anything else is a bug of ours, and is not pickled."""
    with closing(Cache(str(folder), disk=TextDisk)) as cache, pytest.raises(TypeError, match="text"):
        cache.set(key, value)


def test_nothing_is_thrown_away(folder: Path, store: DiskStore) -> None:
    """Left to itself, diskcache drops old values at one gibibyte."""
    store.put("a", "one")
    with closing(Cache(str(folder), disk=TextDisk)) as cache:
        assert (cache.eviction_policy, cache.cull_limit) == ("none", 0)


@pytest.mark.parametrize("content", [b"this is no database" * 1000, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_corrupt_file_is_set_aside(folder: Path, caplog: pytest.LogCaptureFixture, content: bytes) -> None:
    """The run goes on with an empty cache; what was there is kept under another name."""
    for n in (1, 2):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cache.db").write_bytes(content)
        with closing(DiskStore(folder)) as store:
            assert store.get("a") is None
            store.put("a", "again")
        assert reopened(folder, "a") == "again"
        assert (folder / f"cache.db.corrupt-{n}").read_bytes() == content
    assert "was corrupt" in caplog.text


def test_damage_found_later_is_set_aside_too(folder: Path, store: DiskStore, caplog: pytest.LogCaptureFixture) -> None:
    """Garbage in the middle shows only when that page is read; the answer is then simply asked for again."""
    for n in range(200):
        store.put(f"{n}", "answer " * 200)
    with closing(database(folder)) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.put("last", "answer")
    damaged = bytearray((folder / "cache.db").read_bytes())
    damaged[4096 * 2 :] = b"\xff" * (len(damaged) - 4096 * 2)
    (folder / "cache.db").write_bytes(damaged)
    with closing(DiskStore(folder)) as other:
        assert other.get("100") is None
        other.put("100", "again")
        assert other.get("100") == "again"
    assert len(list(folder.glob("cache.db.corrupt-?"))) == 1
    assert "was corrupt" in caplog.text


def test_an_empty_file_is_an_empty_cache(folder: Path, store: DiskStore) -> None:
    """Zero bytes are what a crash at the wrong moment leaves."""
    folder.mkdir(parents=True)
    (folder / "cache.db").touch()
    store.put("a", "one")
    assert reopened(folder, "a") == "one"


def test_two_stores_that_find_the_same_damage_set_it_aside_once(folder: Path) -> None:
    """The second one finds the fresh file of the first, and keeps it."""
    with closing(DiskStore(folder)) as one, closing(DiskStore(folder)) as two:
        one.put("old", "answer")
        two.put("older", "answer")
        with closing(database(folder)) as whole:
            whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = (folder / "cache.db").stat().st_size
        with (folder / "cache.db").open("r+b") as file:
            file.write(b"\xff" * size)
        for store in (one, two):
            store.get("old")
            store.put("new", "answer")
        assert one.get("new") == two.get("new") == "answer"
    assert len(list(folder.glob("cache.db.corrupt-?"))) == 1


WRITER = """
import sys
from pathlib import Path
from summarizer.cache import DiskStore
store = DiskStore(Path(sys.argv[1]))
for n in range(100):
    store.put(f"{sys.argv[2]} {n}", sys.argv[2] * 1000)
store.close()
"""


def test_two_processes_share_a_folder(folder: Path) -> None:
    """Both open it first at the same moment, and every value of both is there."""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder), name]) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    with closing(DiskStore(folder)) as store:
        assert all(store.get(f"{name} {n}") == name * 1000 for name in "ab" for n in range(100))


def test_a_full_database_is_an_error_that_says_what_is_lost(folder: Path, store: DiskStore) -> None:
    """SQLite itself refuses to grow; what was kept before can still be read."""
    store.put("kept", "answer")
    with closing(database(folder)) as small:
        small.execute("INSERT INTO Settings VALUES ('sqlite_max_page_count', 20)")
    with closing(DiskStore(folder)) as full:
        with pytest.raises(StoreError, match="full") as caught:
            full.put("lost", "answer" * 100_000)
        assert "paid for just now could not be kept" in caught.value.hint
        assert (full.get("kept"), full.get("lost")) == ("answer", None)


LIMITED = """
import resource, sys
from pathlib import Path
from summarizer.cache import DiskStore
from summarizer.errors import StoreError
store = DiskStore(Path(sys.argv[1]))
store.put("kept", "answer")
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    store.put("lost", "answer" * 100_000)
except StoreError as error:
    print(error, error.hint)
print(store.get("kept"), store.get("lost"))
store.close()
"""


def test_a_file_that_may_not_grow_is_an_error_too(folder: Path) -> None:
    """The operating system refuses the write, as it does when a disk or a quota is full."""
    ran = subprocess.run([sys.executable, "-c", LIMITED, str(folder)], capture_output=True, text=True, check=True)
    assert "cannot be used" in ran.stdout
    assert "could not be kept" in ran.stdout
    assert "answer None" in ran.stdout


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    """A file is in the way; the message names the folder."""
    (tmp_path / "state").touch()
    with closing(DiskStore(tmp_path / "state" / "cache")) as store, pytest.raises(StoreError, match="state/cache"):
        store.get("a")


def test_a_database_that_cannot_be_opened_is_an_error(folder: Path, store: DiskStore) -> None:
    """A folder has the name of the file; nothing is set aside."""
    (folder / "cache.db").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be used") as caught:
        store.get("a")
    assert "yours" in caught.value.hint


def test_a_locked_database_is_an_error(folder: Path) -> None:
    """Something else holds the file for longer than we wait."""
    with closing(DiskStore(folder, patience=0.01)) as store:
        store.put("a", "one")
        with closing(database(folder)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StoreError, match="locked") as caught:
                store.put("b", "two")
            other.execute("ROLLBACK")
        assert "could not be kept" in caught.value.hint
