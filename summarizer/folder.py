"""A newsletter's folder on disk: where things are, and files that are the old one or the new one, never half of it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import ConfigError, StoreError

CONFIG = "summarizer.toml"
NAME = re.compile(r"\d{4}-(?:W\d\d|\d\d(?:-\d\d)?)")


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

    def named(self, text: str) -> str:
        """The name of the issue a person means, by its name or the path of its folder; or raise `ConfigError`."""
        name = text.rstrip("/").rpartition("/")[2]
        if not NAME.fullmatch(name):
            hint = "Issues are called 2026-W47, 2026-11-21 or 2026-11."
            raise ConfigError(f"{text!r} is not the name of an issue", hint=hint)
        if not (self.issue(name) / "issue.md").exists():
            raise ConfigError(f"there is no issue {name} in {self.issues}", hint="Make it: summarizer issue")
        return name

    def chosen(self, name: str) -> Path:
        """What was chosen for an issue that is not made yet."""
        return self.state / "chosen" / f"{name}.json"

    def sent(self, name: str) -> Path:
        """Who has got an issue: one address a line."""
        return self.state / "sent" / f"{name}.txt"

    def own(self, kind: str) -> Path:
        """The newsletter's own `prompts` or `templates`, which need not exist."""
        return self.root / kind


def find_folder(named: Path | None) -> Folder:
    """Return the newsletter in the folder that was named, or else here or in the nearest folder above that has one.

    A folder that was named is that one or none: a slip of the pen must not send another newsletter.
    """
    here = Path.cwd()
    for place in (here, *here.parents) if named is None else (named.resolve(),):
        if (place / CONFIG).is_file():
            return Folder(place)
    where = f"{here} or above it" if named is None else str(named)
    raise ConfigError(f"no {CONFIG} in {where}", hint="Make a newsletter: summarizer init DIR")


def write_file(path: Path, text: str) -> None:
    """Write `text` so that readers and crashes see the old file or the new one, never half of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"cannot write {path}: {error.strerror}", hint="Is the disk full, or the folder not yours?"
        ) from error


def read_file(path: Path) -> str:
    """Read a UTF-8 text file, or raise `StoreError`."""
    try:
        with path.open(encoding="utf-8", newline="") as file:  # line ends are the editor's own
            return file.read()
    except UnicodeDecodeError as error:
        raise StoreError(f"{path} is not UTF-8: byte {error.start}", hint="Save it as UTF-8.") from error
    except OSError as error:
        raise StoreError(f"cannot read {path}: {error.strerror}") from error
