"""Recorded public data where it is at hand, and papers of our own invention where it is not."""

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count as numbers
from itertools import islice
from pathlib import Path
from typing import Any

from summarizer.models import Paper, Window
from tests.fakes import NOON

DATA = Path(os.environ.get("SUMMARIZER_DATA") or Path(__file__).parents[2] / "shared" / "data")
"""Not part of the project: every test runs without it."""

WEEK = Window(since=NOON - timedelta(days=7), until=NOON)
"""The window that all papers of `papers` and `invented` are in, unless they are told to end at another moment."""

METHODS = ("Sparse", "Retrieval-Augmented", "Low-Rank", "Self-Distilled", "Calibrated", "Streaming", "Causal")
THINGS = ("Attention", "Decoders", "Tokenizers", "Reward Models", "Embeddings", "Adapters", "Benchmarks", "Agents")
TASKS = ("Legal Text", "Protein Folding", "Code Review", "Weather Maps", "Low-Resource Speech", "Robot Grasping")
CATEGORIES = (("cs.CL",), ("cs.LG", "stat.ML"), ("cs.CV", "cs.LG"), ("cs.CL", "cs.AI"), ("cs.RO",))
NAMES = ("Ada Author", "Bo Writer", "Chloé Éditeur", "Dmitri Draft", "Eun-ji Essay", "Farid Footnote")


def recorded(name: str) -> Path | None:
    """Return where the recorded file or folder is, or None when it is not there."""
    path = DATA / name
    return path if path.exists() else None


def papers(count: int = 120, *, until: datetime = NOON) -> list[Paper]:
    """Return so many papers of arXiv, newest first: real ones where they are at hand, else invented ones.

    The records have no time of submission, so all are spread evenly over the six days before `until`.
    """
    file = recorded("metadata/arxiv_2025-05_06.jsonl.gz")
    return _dated(_recorded_rows(file) if file else _invented_rows(), count, until)


def invented(count: int = 120, *, until: datetime = NOON) -> list[Paper]:
    """Return so many invented papers, the same at every call."""
    return _dated(_invented_rows(), count, until)


def _dated(rows: Iterable[dict[str, Any]], count: int, until: datetime) -> list[Paper]:
    step = timedelta(seconds=timedelta(days=6) // timedelta(seconds=1) // count)
    return [_paper(row, until - place * step) for place, row in enumerate(islice(rows, count), 1)]


def _paper(row: dict[str, Any], published: datetime) -> Paper:
    return Paper(
        id=f"arxiv:{row['id']}",
        title=" ".join(row["title"].split()),
        url=f"https://arxiv.org/abs/{row['id']}",
        abstract=" ".join(row["summary"].split()),
        authors=tuple(row["authors"]),
        published=published,
        updated=published,
        version=1,
        categories=tuple(row["categories"]),
        comment=" ".join((row["comment"] or "").split()),
        pdf_url=f"https://arxiv.org/pdf/{row['id']}v1",
    )


def _recorded_rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _invented_rows() -> Iterator[dict[str, Any]]:
    for number in numbers(1):
        method, thing, task = (words[number % len(words)] for words in (METHODS, THINGS, TASKS))
        gain, sets = number % 17 + 1, number % 5 + 2
        yield {
            "id": f"2611.{number:05}",
            "title": f"{method} {thing} for {task}: A Study of $n < {number}$ Cases",
            "authors": [NAMES[(number + place) % len(NAMES)] for place in range(number % 3 + 1)],
            "categories": CATEGORIES[number % len(CATEGORIES)],
            "comment": f"{number % 9 + 4} pages" if number % 2 else None,
            "summary": (
                f"{thing} often fail on {task.lower()} when data are scarce. "
                f"We train {method.lower()} {thing.lower()} on {sets} public data sets & compare them with {sets + 1} "
                f"baselines. Accuracy rises by {gain}.{number % 10} points (p < 0.01), at {sets * 8}% more compute. "
                f"The gain shrinks to {gain / 10:.1f} points when labels are noisy."
            ),
        }
