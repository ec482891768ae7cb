"""What the editor wants in an issue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """How many papers to pick and by what."""

    in_depth: int
    """So many get a summary with a critique."""
    in_brief: int
    """So many more get one to three sentences."""
    interests: tuple[str, ...] = ()
    """Each a few words; papers are ranked by their likeness to the nearest one. Empty: newest first."""
    include: tuple[str, ...] = ()
    """Words of which at least one must appear; empty: no such rule."""
    exclude: tuple[str, ...] = ()
    """Words of which none may appear, whoever wrote the paper."""
    authors: tuple[str, ...] = ()
    """Always picked, unless covered or excluded."""
    floor: float = 0.0
    """Likeness, 0 to 1, below which nothing is picked."""
    limit: int | None = None
    """No more picks than this in all."""
