"""Make a new newsletter's folder."""

from pathlib import Path

from summarizer.assets import shipped
from summarizer.errors import ConfigError
from summarizer.folder import CONFIG, write_file

FILES = {CONFIG: "summarizer.toml", ".gitignore": "gitignore"}
"""What a new folder holds, and what it is a copy of in `templates/newsletter`."""


def start_newsletter(directory: Path) -> list[Path]:
    """Write the files of a new newsletter and return them; a folder that is one already is left alone."""
    if (directory / CONFIG).exists():
        raise ConfigError(
            f"{directory} is a newsletter already", hint=f"Edit {directory / CONFIG}, or choose another folder."
        )
    made = []
    for name, original in FILES.items():
        path = directory / name
        if not path.exists():
            write_file(path, (shipped("templates") / "newsletter" / original).read_text(encoding="utf-8"))
            made.append(path)
    return made
