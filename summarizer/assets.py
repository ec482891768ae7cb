"""Where the prompts and templates we ship are, in a checkout and in an installed wheel alike."""

from pathlib import Path

HERE = Path(__file__).parent


def shipped(kind: str) -> Path:
    """Return the folder of shipped `prompts` or `templates`."""
    inside = HERE / "_data" / kind
    return inside if inside.is_dir() else HERE.parent / kind
