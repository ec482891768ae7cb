"""Measure a run that pays nothing: 100 papers with a full cache, in processor time against what is allowed."""

import json
import resource
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.commands import finish, start
from tests.recorded import papers
from tests.servers.model import ModelServer

ROOT = Path(__file__).parents[2]
PAPERS = 100
ALLOWED = 2.0
"""Seconds of processor time."""

CONFIG = """
[model]
provider = "openai"
name = "benchmark"
base_url = "{model}"
[[source]]
type = "file"
path = "papers.jsonl"
[select]
in_depth = 40
in_brief = 60
interests = "language models; vision"
"""


def main() -> int:
    """Print both figures; end with 1 when a run made a call, or the re-run took more than is allowed."""
    with tempfile.TemporaryDirectory() as place, ModelServer() as model:
        folder = Path(place)
        write(folder, model.base_url)
        first = processor_seconds(folder)
        asked = len(model.requests)
        unchanged = processor_seconds(folder)
        [issue] = (folder / "issues").iterdir()
        for path in issue.iterdir():
            path.unlink()
        again = processor_seconds(folder)
        calls = len(model.requests) - asked
    echo(f"{PAPERS} papers, {asked} calls: {first:.2f} s of processor time the first time")
    echo(f"the issue is there:           {unchanged:.2f} s, {unchanged / ALLOWED:.2f} of what is allowed")
    echo(f"made again from the cache:    {again:.2f} s, {again / ALLOWED:.2f} of what is allowed; {calls} calls")
    return 1 if calls or unchanged > ALLOWED else 0


def write(folder: Path, model: str) -> None:
    """Write a newsletter of real papers, where they are at hand, that asks this model."""
    rows = (
        {"id": paper.id, "title": paper.title, "abstract": paper.abstract, "authors": paper.authors}
        for paper in papers(PAPERS, until=datetime.now(UTC) - timedelta(hours=1))
    )
    (folder / "papers.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "summarizer.toml").write_text(CONFIG.format(model=model), encoding="utf-8")


def processor_seconds(folder: Path) -> float:
    """Make the issue in a process of its own; what it took of the processor, in user and system time together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = finish(start("issue", "-C", folder, "-q", cwd=ROOT))
    if done.code:
        raise RuntimeError(done.err)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def echo(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
