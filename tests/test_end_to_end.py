"""The main job on real papers: from a loopback arXiv and a loopback model to an issue that can be sent."""

import email
import email.policy
import json
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import html5lib
import pytest

from summarizer.folder import write_file
from summarizer.models import Paper
from summarizer.wiring.newsletter import Wiring
from tests.commands import Done, finish, run, start
from tests.fakes import FakeProgress
from tests.recorded import papers
from tests.servers.arxiv import ArxivServer
from tests.servers.model import ModelServer, answered, hang, says, status
from tests.servers.smtp import smtp_server

COUNT = 120
CATEGORIES = ("cs.CL", "cs.LG", "cs.CV", "cs.AI")
CONFIG = """
[newsletter]
title = "Weekly AI Papers"
[model]
provider = "openai"
name = "gpt-5.4-mini"
base_url = "{model}"
max_cost = {max_cost}
[[source]]
type = "arxiv"
categories = {categories}
base_url = "{arxiv}"
[select]
in_depth = {in_depth}
in_brief = {in_brief}
{more}
"""


@dataclass
class World:
    """A newsletter, the arXiv it reads and the model it asks."""

    folder: Path
    arxiv: ArxivServer
    model: ModelServer

    def configure(self, in_depth: int = 40, in_brief: int = 80, max_cost: float = 0, more: str = "") -> None:
        """Write the config."""
        values = {
            "in_depth": in_depth,
            "in_brief": in_brief,
            "max_cost": max_cost,
            "more": more,
            "categories": list(CATEGORIES),
        }
        config = CONFIG.format(model=self.model.base_url, arxiv=self.arxiv.url, **values)
        write_file(self.folder / "summarizer.toml", config)

    def issue(self, *options: object) -> Done:
        """Make the issue."""
        return run("issue", "-C", self.folder, *options)

    def file(self, name: str) -> Path:
        """Return a file of the one issue there is."""
        [place] = (self.folder / "issues").iterdir()
        return place / name


def recent(count: int = COUNT) -> list[Paper]:
    """Return real papers where they are recorded, else invented ones, all of the last days."""
    found = papers(2 * count, until=datetime.now(UTC) - timedelta(hours=1))
    return [paper for paper in found if set(CATEGORIES) & set(paper.categories)][:count]


@pytest.fixture
def world(newsletter: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """A newsletter in a world of its own."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with ArxivServer(recent()) as arxiv, ModelServer() as model:
        world = World(newsletter, arxiv, model)
        world.configure()
        yield world


def test_a_hundred_and_twenty_papers_become_an_issue(world: World) -> None:
    """Every paper is fetched, summarized, checked and in every form of the issue; the account says so."""
    done = world.issue("--json")
    assert done.code == 0, done.err
    report = json.loads(done.out)
    assert (report["status"], report["fetched"], report["picked"], report["summarized"]) == (
        "done",
        COUNT,
        COUNT,
        COUNT,
    )
    assert report["calls"]["made"] == len(world.model.requests) == COUNT
    assert report["claims"]["total"] >= COUNT
    assert report["claims"]["unsupported"] == 0
    assert report["cost_usd"] > 0
    record = json.loads(world.file("issue.json").read_text(encoding="utf-8"))
    given = {paper.id: paper for paper in world.arxiv.papers}
    for entry in record["entries"]:
        paper = given[entry["paper"]["id"]]
        assert (entry["paper"]["title"], entry["paper"]["url"]) == (paper.title, paper.url)
        assert entry["paper"]["authors"] == list(paper.authors)
        quotes = [quote for claim in entry["summary"]["claims"] for quote in claim["quotes"]]
        assert quotes
        assert all(quote in " ".join(paper.abstract.split()) for quote in quotes)
    assert json.loads(world.file("report.json").read_text(encoding="utf-8")) == report
    assert all((world.folder / file).exists() for file in report["files"])


def test_the_email_is_one_that_mail_programs_take(world: World) -> None:
    """Well-formed HTML under Gmail's limit with its plain twin, every shown title in both."""
    world.configure(in_depth=10, in_brief=20)
    assert world.issue().code == 0
    html = world.file("issue.html").read_text(encoding="utf-8")
    assert len(html.encode()) < 90_000
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    links = [link for link in tree.iter("a") if "arxiv.org/abs/" in link.get("href", "")]
    assert len(links) == 30
    text = world.file("issue.txt").read_text(encoding="utf-8")
    assert all(str(link.get("href")) in text for link in links)
    message = email.message_from_bytes(world.file("issue.eml").read_bytes(), policy=email.policy.default)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["List-Unsubscribe"]


def test_a_second_run_changes_nothing_and_pays_nothing(world: World) -> None:
    """Neither issue, render, preview nor a dry run of send asks the model or arXiv again."""
    world.configure(in_depth=5, in_brief=5)
    assert world.issue().code == 0
    before = {path.name: path.read_bytes() for path in world.file("").iterdir() if path.name != "report.json"}
    asked, fetched = len(world.model.requests), len(world.arxiv.requests)
    again = world.issue("--json")
    assert json.loads(again.out)["status"] == "unchanged"
    assert json.loads(again.out)["calls"] == {"made": 0, "from_cache": 0, "retried": 0}
    assert run("render", "-C", world.folder).code == 0
    assert run("send", "-C", world.folder, "--dry-run", "--to", "a@example.org").code == 0
    with Wiring.open(world.folder, progress=FakeProgress()) as wiring:
        assert wiring.previewed(None).draw().html
    assert (len(world.model.requests), len(world.arxiv.requests)) == (asked, fetched)
    after = {path.name: path.read_bytes() for path in world.file("").iterdir() if path.name != "report.json"}
    assert after == before


def test_a_new_folder_with_an_old_cache_pays_nothing(world: World) -> None:
    """The issue is lost, the answers are not: the same issue is made again for nothing."""
    world.configure(in_depth=5, in_brief=5)
    assert world.issue().code == 0
    for path in [*world.file("").iterdir()]:
        path.unlink()
    world.file("").rmdir()
    report = json.loads(world.issue("--json").out)
    assert (report["calls"]["made"], report["calls"]["from_cache"]) == (0, 10)


def test_what_failed_is_told_and_tried_again(world: World) -> None:
    """A refused paper is skipped with its reason, exit status 3; the next run adds it and keeps the editor's words."""
    world.configure(in_depth=3, in_brief=0)
    world.model.script(says(None, refusal="I cannot."))
    first = world.issue("--json")
    assert first.code == 3
    [skipped] = json.loads(first.out)["skipped"]
    assert skipped["stage"] == "summarize"
    assert "1 skipped" in world.file("issue.txt").read_text(encoding="utf-8")
    draft = world.file("issue.md")
    draft.write_text(
        draft.read_text(encoding="utf-8").replace("## In depth", "## In depth\n\nMy own words."), encoding="utf-8"
    )
    second = world.issue("--json")
    assert second.code == 0
    assert json.loads(second.out)["summarized"] == 3
    assert json.loads(second.out)["calls"]["made"] == 1
    assert "My own words." in world.file("issue.html").read_text(encoding="utf-8")
    assert skipped["paper"].removeprefix("arxiv:") in draft.read_text(encoding="utf-8")


def test_the_editors_word_is_what_readers_get(world: World) -> None:
    """Changed, moved and removed entries are drawn as they stand, and the account tells what is missing."""
    world.configure(in_depth=2, in_brief=2)
    assert world.issue().code == 0
    draft = world.file("issue.md")
    lines = draft.read_text(encoding="utf-8").splitlines()
    items = [index for index, line in enumerate(lines) if line.startswith("- [")]
    lines[items[0]] = "- [Mine](https://example.org/mine): <b>bold</b> & *so*."
    draft.write_text("\n".join(lines), encoding="utf-8")
    assert run("render", "-C", world.folder).code == 0
    html = world.file("issue.html").read_text(encoding="utf-8")
    assert "https://example.org/mine" in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert "1 left out by the editor." in html


def test_a_draft_broken_by_hand_is_named_with_its_line(world: World) -> None:
    """Nothing is drawn over, and the line is in the message."""
    world.configure(in_depth=2, in_brief=0)
    assert world.issue().code == 0
    draft = world.file("issue.md")
    draft.write_text(draft.read_text(encoding="utf-8") + "\n### No link here\n", encoding="utf-8")
    done = run("render", "-C", world.folder)
    assert done.code == 1
    assert f"line {len(draft.read_text(encoding='utf-8').splitlines())}: an entry without its link" in done.err
    assert "Hint: " in done.err


def test_an_interrupted_run_goes_on_and_pays_nothing_twice(world: World) -> None:
    """Ctrl-C in the middle: exit status 130; the next run makes the same choice and buys only what is missing."""
    world.configure(in_depth=8, in_brief=0)
    config = world.folder / "summarizer.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("[model]", "[model]\nconcurrency = 1"), encoding="utf-8"
    )
    world.model.script(*[answered] * 3, hang)
    process = start("issue", "-C", world.folder, OPENAI_API_KEY="sk-secret")
    world.model.wait_for(4)
    process.send_signal(signal.SIGINT)
    done = finish(process)
    world.model.release()
    assert done.code == 130
    assert "Interrupted" in done.err
    assert "Traceback" not in done.err
    fetched = len(world.arxiv.requests)
    report = json.loads(world.issue("--json").out)
    assert (report["status"], report["summarized"]) == ("done", 8)
    assert (report["calls"]["from_cache"], report["calls"]["made"]) == (3, 5)
    assert len(world.arxiv.requests) == fetched


def test_a_run_stops_at_its_ceiling(world: World) -> None:
    """Exit status 4; what was bought is in the issue, the rest is told and bought when the ceiling is raised."""
    world.configure(in_depth=6, in_brief=0, max_cost=0.02)
    done = world.issue("--json")
    assert done.code == 4
    report = json.loads(done.out)
    assert report["status"] == "over budget"
    assert 0 < report["summarized"] < 6
    assert report["cost_usd"] <= 0.02
    again = json.loads(world.issue("--json", "--max-cost", "5").out)
    assert (again["status"], again["summarized"]) == ("done", 6)


def test_a_wrong_key_stops_the_run_at_once(world: World) -> None:
    """One sentence and a hint, no issue, and the key in none of it."""
    world.configure(in_depth=3, in_brief=3)
    world.model.script(*[status(401, message="Incorrect API key provided: sk-secret")] * 6)
    done = world.issue()
    assert done.code == 1
    assert "OPENAI_API_KEY" in done.err
    assert "sk-secret" not in done.out + done.err
    assert not (world.folder / "issues").exists()


def test_no_key_is_said_before_anything_is_asked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint names the variable and the way without one."""
    monkeypatch.delenv("OPENAI_API_KEY")
    config = (world.folder / "summarizer.toml").read_text(encoding="utf-8").replace(world.model.base_url, "")
    write_file(world.folder / "summarizer.toml", config)
    done = world.issue()
    assert done.code == 1
    assert "Set OPENAI_API_KEY" in done.err


def test_nothing_new_makes_no_issue(world: World) -> None:
    """It is said, and it is no failure."""
    done = world.issue("--since", "2020-01-01", "--until", "2020-01-08")
    assert done.code == 0
    assert "nothing new; 0 papers fetched, 0 new; no issue was made" in done.out
    assert not (world.folder / "issues").exists()


def test_it_is_sent_once_to_each_reader(world: World) -> None:
    """Through a real SMTP server; the second time nobody gets it again."""
    world.configure(in_depth=2, in_brief=2)
    with smtp_server() as smtp:
        more = f'[email]\nfrom = "Weekly <papers@example.org>"\nto = ["a@example.org", "b@example.org"]\nsmtp = "smtp://127.0.0.1:{smtp.port}"'
        world.configure(in_depth=2, in_brief=2, more=more)
        done = world.issue("--send", "--json")
        assert done.code == 0, done.err
        assert json.loads(done.out)["sent"] == {"sent": 2, "already": 0, "failed": 0}
        assert json.loads(world.file("report.json").read_text(encoding="utf-8")) == json.loads(done.out)
        again = run("send", "-C", world.folder)
        assert "0 sent, 2 had it already" in again.out
        [place] = (world.folder / "issues").iterdir()
        assert "0 sent, 2 had it already" in run("send", "-C", world.folder, f"{place.name}/").out
        assert sorted(smtp.readers) == ["a@example.org", "b@example.org"]


def test_two_runs_at_once_do_not_meet(world: World) -> None:
    """The second says who holds the lock, exit status 5."""
    world.configure(in_depth=1, in_brief=0)
    world.model.script(hang)
    process = start("issue", "-C", world.folder, OPENAI_API_KEY="sk-secret")
    world.model.wait_for(1)
    second = world.issue()
    assert second.code == 5
    assert str(process.pid) in second.err
    world.model.release()
    assert finish(process).code == 0


def test_an_answer_about_another_paper_is_asked_for_again(world: World) -> None:
    """It is neither published nor kept: the next run gets another chance, and pays for it."""
    world.configure(in_depth=1, in_brief=0)
    other = {"text": "Penguins breed on the sea ice of Antarctica during the dark winter.", "evidence": [0]}
    world.model.script(says(json.dumps({"tldr": other, "claims": [], "critique": []})))
    first = world.issue("--json")
    assert first.code == 1
    assert "does not fit" in first.err or "none of its claims" in first.err
    second = json.loads(world.issue("--json").out)
    assert (second["status"], second["calls"]["made"], second["calls"]["from_cache"]) == ("done", 1, 0)
