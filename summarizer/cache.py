"""Keep paid answers on disk, for good: diskcache, made to hold text only."""

import logging
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from diskcache import Cache, Disk, Timeout
from diskcache.core import DBNAME, MODE_RAW
from filelock import FileLock

from summarizer.errors import StoreError

log = logging.getLogger(__name__)

Value = TypeVar("Value")

CORRUPT = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
LOST = "Free some space or make the folder writable before the next run: an answer paid for just now could not be kept."


class TextDisk(Disk):  # type: ignore[misc]  # diskcache has no types
    """Text in, text out, in the database alone.

    diskcache unpickles what it reads (CVE-2025-69872), so that whoever can write the file could run code here; its
    own JSONDisk still does. This one never does: what is not plain text is not there.
    """

    def put(self, key: object) -> tuple[str, bool]:
        """Take a key of text as it is."""
        if not isinstance(key, str):
            raise TypeError(f"keys are text, not {type(key).__name__}")
        return key, True

    def get(self, key: object, raw: bool) -> object:
        """Give a key back, or raise `StoreError` for one that would have to be unpickled."""
        if not raw:
            raise StoreError(f"{self._directory} holds a key that is no text", hint="Someone else wrote there.")
        return key

    def store(self, value: object, *_: object, **__: object) -> tuple[int, int, None, str]:
        """Put text of any length in the database: one file, in which a value is there whole or not at all."""
        if not isinstance(value, str):
            raise TypeError(f"values are text, not {type(value).__name__}")
        return 0, MODE_RAW, None, value

    def fetch(self, mode: int, _filename: str | None, value: object, *_: object) -> str | None:
        """Give text back; anything else is a miss, and neither opened nor unpickled."""
        if mode == MODE_RAW and isinstance(value, str):
            return value
        log.warning("%s holds a value that is no text; it is not read", self._directory)
        return None

    def remove(self, _file_path: str) -> None:
        """Remove no file: values have none, and a row that names one could name any."""


class DiskStore:
    """A `Store` in a folder that only its owner can read. Nothing in it expires or is evicted.

    It may be called from any thread, and the same folder used by several processes. All of its own work is done by one
    thread, because a connection to SQLite belongs to one, and only that one can close it. `patience` is how many
    seconds it waits while another process writes.
    """

    def __init__(self, directory: Path, patience: float = 60.0) -> None:
        self.directory = directory
        self.patience = patience
        self._cache: Cache | None = None
        self._file = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    def get(self, key: str) -> str | None:
        """Return what was put there, or None; raise `StoreError` when the folder cannot be used."""
        value: str | None = self._do(lambda cache: cache.get(key), hint="Is the folder yours to write?")
        return value

    def put(self, key: str, value: str) -> None:
        """Keep the value, durably, before returning, or raise `StoreError`: then it is not kept."""
        self._do(lambda cache: cache.set(key, value), hint=LOST)

    def remove(self, key: str) -> None:
        """Keep what was put there no longer, or raise `StoreError`: then it is still there."""
        self._do(lambda cache: cache.delete(key), hint="Is the folder yours to write?")

    def close(self) -> None:
        """Let go of the folder; the store cannot be used afterwards."""
        self._thread.submit(self._close).result()
        self._thread.shutdown()

    def _do(self, operation: Callable[[Cache], Value], hint: str) -> Value:
        try:
            return self._thread.submit(self._safely, operation).result()
        except (sqlite3.Error, Timeout, OSError) as error:
            raise StoreError(f"the cache in {self.directory} cannot be used: {_first(error)}", hint=hint) from error

    def _safely(self, operation: Callable[[Cache], Value]) -> Value:
        """Do it, and if the database turns out to be corrupt, once more with a fresh one."""
        try:
            return operation(self._opened())
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in CORRUPT:  # the low byte is the primary code
                raise
            self._set_aside()
            return operation(self._opened())

    def _opened(self) -> Cache:
        if self._cache is None:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.directory.chmod(0o700)
            self._file = _inode(self.directory / DBNAME)  # known even if opening it fails
            self._cache = Cache(
                str(self.directory),
                timeout=self.patience,
                disk=TextDisk,
                eviction_policy="none",
                cull_limit=0,
                sqlite_mmap_size=0,  # a file cut short by someone else is then an error, not the end of the process
                sqlite_synchronous=2,  # FULL: what was put survives a power cut, at 2,000 values a second
            )
            self._file = _inode(self.directory / DBNAME)
        return self._cache

    def _set_aside(self) -> None:
        """Rename the corrupt database, unless another process has done so already."""
        self._close()
        database = self.directory / DBNAME
        with FileLock(self.directory / "set-aside.lock"):
            if _inode(database) != self._file:
                return
            n = 1
            while (aside := database.with_name(f"{DBNAME}.corrupt-{n}")).exists():
                n += 1
            for ending in ("-wal", "-shm", ""):
                if (part := database.with_name(DBNAME + ending)).exists():
                    part.replace(aside.with_name(aside.name + ending))
        log.warning("%s was corrupt: it is now %s, and its answers will be asked for again", database, aside.name)

    def _close(self) -> None:
        if self._cache is not None:
            self._cache.close()
            self._cache = None


def _inode(path: Path) -> int:
    """Return what tells this file from another of the same name; 0 when there is none."""
    return path.stat().st_ino if path.exists() else 0


def _first(error: BaseException) -> str:
    """Return what went wrong first: SQLite's complaint, and not that of the rollback after it."""
    while error.__context__ is not None:
        error = error.__context__
    return str(error) or type(error).__name__
