"""A newsletter's folder on disk: where things are, and writing files so that a crash leaves the old or the new one whole."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ConfigError, StoreError

CONFIG = "summarizer.toml"


@dataclass(frozen=True, slots=True)
class Folder:
    """The places in a newsletter's folder."""

    root: Path

    @property
    def config(self) -> Path:
        """The settings."""
        return self.root / CONFIG

    @property
    def issues(self) -> Path:
        """One folder an issue."""
        return self.root / "issues"

    @property
    def state(self) -> Path:
        """What the tool remembers; not for git."""
        return self.root / "state"

    @property
    def cache(self) -> Path:
        """Paid answers."""
        return self.state / "cache"

    @property
    def lock(self) -> Path:
        """Held by the run at work."""
        return self.state / "run.lock"

    def issue(self, name: str) -> Path:
        """The folder of one issue."""
        return self.issues / name

    def chosen(self, name: str) -> Path:
        """What was chosen for an issue that is not made yet."""
        return self.state / "chosen" / f"{name}.json"

    def sent(self, name: str) -> Path:
        """Who has got an issue: one address a line."""
        return self.state / "sent" / f"{name}.txt"

    def own(self, kind: str) -> Path:
        """The newsletter's own `prompts` or `templates`, which need not exist."""
        return self.root / kind

    def latest_issue(self) -> str:
        """The name of the newest issue, or raise `ConfigError`. Names sort by date within one cadence, so times decide."""
        made = [path for path in self.issues.glob("*/issue.md")]
        if not made:
            raise ConfigError(f"no issue in {self.issues}", hint="Make one: summarizer issue")
        return max(made, key=lambda path: (path.with_name("issue.json").stat().st_mtime, path.parent.name)).parent.name


def find_folder(start: Path) -> Folder:
    """Return the newsletter at `start` or in the nearest folder above it that has a `summarizer.toml`."""
    for place in (start.resolve(), *start.resolve().parents):
        if (place / CONFIG).is_file():
            return Folder(place)
    raise ConfigError(f"no {CONFIG} in {start} or above it", hint="Make a newsletter: summarizer init DIR")


def write_file(path: Path, text: str) -> None:
    """Write `text` so that readers and crashes see the old file or the new one, never half of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            f"cannot write {path}: {error.strerror}", hint="Is the disk full, or the folder not yours?"
        ) from error


def read_file(path: Path) -> str:
    """Read a UTF-8 text file, or raise `StoreError`."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise StoreError(f"{path} is not UTF-8: byte {error.start}", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}") from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
