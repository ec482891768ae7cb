"""One run at a time: a lock that frees itself when its process dies."""

import json
import os
import shlex
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from summarizer.errors import Locked, StoreError
from summarizer.folder import write_file


@contextmanager
def run_lock(path: Path) -> Iterator[None]:
    """Hold the lock at `path`, or raise `Locked` at once when another run holds it.

    The system frees the lock of a process that ends in whatever way. Who holds it is written beside it, for the message
    alone: what a killed run left there is never read while the lock is free, and the next run writes over it.
    """
    lock = FileLock(path, timeout=0, thread_local=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = lock.acquire()
    except Timeout as error:
        raise Locked(f"another run holds the lock{_holder(_beside(path))}") from error
    except OSError as error:
        raise StoreError(
            f"cannot lock {path}: {error.strerror}", hint="The newsletter's state/ folder must be yours to write to."
        ) from error
    with held:
        try:
            write_file(_beside(path), _me())
            yield
        finally:
            _beside(path).unlink(missing_ok=True)


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _me() -> str:
    return json.dumps(
        {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
            "command": shlex.join(sys.argv),
        }
    )


def _holder(path: Path) -> str:
    """Say who wrote the file at `path`; nothing when that cannot be told, as in the moment before it is written."""
    try:
        holder = json.loads(path.read_bytes())
        since = datetime.fromisoformat(holder["since"]).astimezone(UTC)
        return f": process {holder['pid']} on {holder['host']}, since {since:%Y-%m-%d %H:%M} UTC"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
