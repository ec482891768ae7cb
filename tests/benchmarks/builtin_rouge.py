"""Measure the built-in summarizer: ROUGE of its TL;DRs on SciTLDR, and its roles of sentences on CSAbstruct.

Run it as `python -m tests.benchmarks.builtin_rouge`. The data is no part of the project; without it there is nothing to
measure. With the package `rouge-score` installed, words are stemmed as in the literature; without it, they are not.
"""

import asyncio
import gzip
import importlib
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from click import echo

from summarizer.models import Document, Section
from summarizer.summarize.builtin import BuiltinSummarizer
from summarizer.summarize.roles import Role, tell_roles
from tests.fakes import NOON, pick
from tests.recorded import recorded

Scores = tuple[float, float, float]
"""ROUGE-1, ROUGE-2 and ROUGE-L, each the F measure between 0 and 1."""


def words(text: str) -> list[str]:
    """Return the words as rouge-score cuts them: lower-case runs of letters and digits."""
    return re.findall(r"[a-z0-9]+", text.lower())


def rouge_n(reference: Sequence[str], candidate: Sequence[str], size: int) -> float:
    """Return the F measure of the runs of `size` words that both have."""
    ours, theirs = (
        Counter(tuple(side[start : start + size]) for start in range(len(side) - size + 1))
        for side in (candidate, reference)
    )
    return _f_measure((ours & theirs).total(), ours.total(), theirs.total())


def rouge_l(reference: Sequence[str], candidate: Sequence[str]) -> float:
    """Return the F measure of the longest common subsequence."""
    row = [0] * (len(candidate) + 1)
    for word in reference:
        diagonal = 0
        for place, other in enumerate(candidate, start=1):
            diagonal, row[place] = row[place], diagonal + 1 if word == other else max(row[place], row[place - 1])
    return _f_measure(row[-1], len(candidate), len(reference))


def _f_measure(common: int, ours: int, theirs: int) -> float:
    return 2 * common / (ours + theirs) if common else 0.0


def plain_rouge(reference: str, candidate: str) -> Scores:
    """Score without stemming."""
    known, said = words(reference), words(candidate)
    return rouge_n(known, said, 1), rouge_n(known, said, 2), rouge_l(known, said)


def scorer() -> tuple[str, Callable[[str, str], Scores]]:
    """Return the best scorer at hand and what to call it."""
    try:
        package: Any = importlib.import_module("rouge_score.rouge_scorer")
    except ImportError:
        return "own ROUGE without stemming (rouge-score is not installed)", plain_rouge
    kinds = ["rouge1", "rouge2", "rougeL"]
    stemmed = package.RougeScorer(kinds, use_stemmer=True)

    def score(reference: str, candidate: str) -> Scores:
        found = stemmed.score(reference, candidate)
        one, two, longest = (float(found[kind].fmeasure) for kind in kinds)
        return one, two, longest

    return "rouge-score with stemming", score


def best(references: Sequence[str], candidate: str, score: Callable[[str, str], Scores]) -> Scores:
    """Return the scores against the reference that the candidate is closest to, by the first of them."""
    return max(score(reference, candidate) for reference in references)


def tldr(record: dict[str, Any]) -> str:
    """Return what the built-in summarizer makes of one record."""
    title = str(record["title"])
    chosen = pick(title, Section.IN_BRIEF)
    document = Document(paper=chosen.paper, sentences=tuple(record["source"]), origin="abstract")
    return asyncio.run(BuiltinSummarizer(now=NOON).summarize(chosen, document)).tldr.text


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON lines, packed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def report_tldrs(path: Path) -> None:
    """Print the means over one file of SciTLDR."""
    name, score = scorer()
    papers = list(records(path))
    echo(f"{path.name}: {len(papers)} papers, best reference each, {name}; ROUGE-1/2/L F")
    systems: dict[str, Callable[[dict[str, Any]], str]] = {
        "first sentence": lambda record: str(record["source"][0]),
        "built-in": tldr,
    }
    for system, write in systems.items():
        scores = [best(record["target"], write(record), score) for record in papers]
        means = (100 * sum(column) / len(scores) for column in zip(*scores, strict=True))
        echo(f"  {system:15} {'/'.join(f'{mean:.1f}' for mean in means)}")


def report_roles(path: Path) -> None:
    """Print how often the roles agree with CSAbstruct's, where limits count as results."""
    pairs = [
        (Role.RESULT if told is Role.LIMIT else told, label)
        for record in records(path)
        for told, label in zip(tell_roles(record["sentences"]), record["labels"], strict=True)
    ]
    right = sum(told == label for told, label in pairs)
    echo(f"{path.name}: roles right {right / len(pairs):.3f} of {len(pairs)} sentences")


def main(find: Callable[[str], Path | None] = recorded) -> int:
    """Print what can be measured with the data that `find` finds."""
    sets = [find(f"scitldr/SciTLDR-A_{part}.jsonl.gz") for part in ("test", "dev")]
    roles = find("faith/csabs_dev.jsonl")
    for path in filter(None, sets):
        report_tldrs(path)
    if roles:
        report_roles(roles)
    if not any((*sets, roles)):
        echo("Nothing to measure: SciTLDR and CSAbstruct are not here (SUMMARIZER_DATA names the folder).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
