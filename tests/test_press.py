"""An issue on disk is made once, gone on with, and never takes a word from the editor."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from summarizer.assets import shipped
from summarizer.compose.draft import draft_filters
from summarizer.compose.issue import Identity
from summarizer.errors import DraftError, OverBudget, SummaryError
from summarizer.folder import Folder
from summarizer.models import Chosen, Document, Paper, Pick, Usage, Window
from summarizer.pipeline import Desk
from summarizer.press import Order, Press, draw_issue, make_email, produce, save_pages
from summarizer.render.email import page_filters
from summarizer.templating import Templates
from tests.fakes import NOON, FakeCompiler, FakeProgress, FakeSummarizer, pick

NAME = "2026-W47"
WEEKLY = Identity(name=NAME, title="Weekly: week 47", newsletter="Weekly", url="", language="en")


def read(paper: Paper) -> Document:
    """Read the abstract as one sentence."""
    return Document(paper=paper, sentences=(paper.abstract,), origin="abstract")


@dataclass
class Office:
    """A press with a desk, and how often it chose."""

    press: Press
    errors: dict[str, Exception] = field(default_factory=dict)
    choices: int = 0
    writer: str = "fake-1"

    def choose(self, *picks: Pick) -> Callable[[], Chosen]:
        """Return a choice of these picks that counts how often it is made."""

        def choose() -> Chosen:
            self.choices += 1
            window = Window(since=NOON, until=NOON)
            return Chosen(issue=NAME, window=window, fetched=9, new=8, reports=(), picks=picks)

        return choose

    def run(self, *picks: Pick, refresh: bool = False, anew: bool = False) -> dict[str, object]:
        """Make the issue of these picks."""
        desk = Desk(
            read=read,
            summarizer=FakeSummarizer(errors=self.errors, name=self.writer),
            concurrency=1,
            language="en",
            forget=lambda pick, document: None,
            usage=lambda: Usage(made=1, cost_usd=0.25),
            progress=FakeProgress(),
        )
        order = Order(identity=WEEKLY, choose=self.choose(*picks), refresh=refresh, anew=anew)
        return produce(self.press, desk, order, now=NOON, seconds=lambda: 1.0)

    def text(self, file: str) -> str:
        """Return what stands in a file of the issue."""
        return (self.press.folder.issue(NAME) / file).read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A press with our templates that leaves MJML as it is."""
    press = Press(
        folder=Folder(tmp_path),
        templates=Templates.for_pages([shipped("templates")], draft_filters() | page_filters()),
        compiler=FakeCompiler(),
        sender="Weekly <papers@example.org>",
        reply_to="",
        web_url="https://example.org/weekly",
        unsubscribe_url="mailto:papers@example.org?subject=unsubscribe",
    )
    return Office(press)


def test_an_issue_is_made_with_all_its_files(office: Office) -> None:
    """The report names them, they are there, and nothing of the run is left over."""
    report = office.run(pick("a"), pick("b"))
    assert report["status"] == "done"
    assert report["files"] == [
        f"issues/{NAME}/{file}"
        for file in ("issue.md", "issue.json", "issue.html", "issue.txt", "issue.eml", "report.json")
    ]
    assert all((office.press.folder.root / str(file)).exists() for file in report["files"])
    assert json.loads(office.text("report.json")) == report
    assert not office.press.folder.chosen(NAME).exists()
    assert (report["fetched"], report["new"], report["picked"]) == (9, 8, 2)


def test_the_second_run_chooses_nothing_and_changes_nothing(office: Office) -> None:
    """Whatever order it brings, the issue is there."""
    office.run(pick("a"))
    before = {path: path.stat().st_mtime_ns for path in office.press.folder.issue(NAME).iterdir()}
    assert office.run(pick("z"))["status"] == "unchanged"
    after = {path: path.stat().st_mtime_ns for path in office.press.folder.issue(NAME).iterdir()}
    assert {path.name for path in after if after[path] != before[path]} == {"report.json"}
    assert office.choices == 1


def test_what_was_skipped_is_tried_again_without_choosing(office: Office) -> None:
    """The choice holds; the new entry comes to the end of its section; what was spent adds up."""
    office.errors["b"] = SummaryError("busy")
    assert office.run(pick("a"), pick("b"))["status"] == "some skipped"
    office.errors.clear()
    report = office.run()
    assert (report["status"], report["summarized"], office.choices) == ("done", 2, 1)
    assert office.text("issue.md").index("[a](") < office.text("issue.md").index("[b](")
    assert json.loads(office.text("issue.json"))["account"]["usage"]["cost_usd"] == 0.5


def test_a_refresh_adds_what_is_new(office: Office) -> None:
    """What is there stays first, the same paper does not come twice."""
    office.run(pick("a"))
    report = office.run(pick("a"), pick("c"), refresh=True)
    assert (report["status"], report["summarized"], office.choices) == ("done", 2, 2)
    assert office.text("issue.md").count("### [a](") == office.text("issue.md").count("### [c](") == 1


def test_an_entry_that_an_interrupted_run_put_there_is_not_put_there_twice(office: Office) -> None:
    """The draft is written before issue.json; a crash between the two is mended by the next run."""
    office.errors["b"] = SummaryError("busy")
    office.run(pick("a"), pick("b"))
    record = office.text("issue.json")
    office.errors.clear()
    office.run()
    (office.press.folder.issue(NAME) / "issue.json").write_text(record, encoding="utf-8")
    assert office.run()["status"] == "done"
    assert office.text("issue.md").count("### [b](") == 1


def test_a_lost_draft_is_written_again(office: Office) -> None:
    """Everything in it stands in issue.json."""
    office.run(pick("a"))
    before = office.text("issue.md")
    (office.press.folder.issue(NAME) / "issue.md").unlink()
    office.run()
    assert office.text("issue.md") == before


def test_a_run_that_was_cut_off_goes_on_with_its_choice(office: Office) -> None:
    """What was chosen is kept before anything is paid for, unless the user asks for something else this time."""
    office.errors["a"] = KeyError("a bug")
    with pytest.raises(KeyError):
        office.run(pick("a"))
    office.errors.clear()
    assert office.run(pick("z"))["summarized"] == 1
    assert "[a](" in office.text("issue.md")
    assert office.choices == 1


def test_asking_for_something_else_chooses_anew(office: Office) -> None:
    """An earlier choice does not stand in the way of --since."""
    office.errors["a"] = KeyError("a bug")
    with pytest.raises(KeyError):
        office.run(pick("a"))
    office.run(pick("z"), anew=True)
    assert "[z](" in office.text("issue.md")


def test_nothing_chosen_makes_nothing(office: Office) -> None:
    """It is said, with what was fetched: some are new here, but none was chosen."""
    report = office.run()
    assert (report["status"], report["fetched"], report["new"], report["files"]) == ("nothing chosen", 9, 8, [])
    assert not office.press.folder.issues.exists()


@pytest.mark.parametrize(
    ("error", "code", "said", "hint"),
    [
        (SummaryError("refused"), 1, "no paper of 1 could be summarized; the first, test:a: refused", "--refresh"),
        (OverBudget("$2 are spent"), 4, "no paper of 1 could be summarized for this: $2 are spent", "--max-cost"),
    ],
)
def test_no_summary_makes_no_issue(office: Office, error: SummaryError, code: int, said: str, hint: str) -> None:
    """An issue without entries is not written; the exit status says why, and the hint how to go on."""
    office.errors["a"] = error
    with pytest.raises(SummaryError) as caught:
        office.run(pick("a"))
    assert (str(caught.value), caught.value.exit_code) == (said, code)
    assert hint in caught.value.hint
    assert not office.press.folder.issues.exists()


def test_the_ceiling_is_told_whatever_else_failed(office: Office) -> None:
    """A paper without a text stands before it in the list; the exit status is still that of the ceiling."""
    office.errors["a"], office.errors["b"] = SummaryError("refused"), OverBudget("no more")
    with pytest.raises(OverBudget):
        office.run(pick("a"), pick("b"))


def test_a_refresh_does_not_forget_what_was_skipped(office: Office) -> None:
    """It is tried again, and told if it fails again, although the new choice passed it over."""
    office.errors["b"] = SummaryError("refused")
    office.run(pick("a"), pick("b"))
    report = office.run(pick("a"), pick("c"), refresh=True)
    assert report["status"] == "some skipped"
    assert [skipped["paper"] for skipped in report["skipped"]] == ["test:b"]  # type: ignore[attr-defined]


def test_a_draft_without_its_record_keeps_the_editors_words(office: Office) -> None:
    """A run was cut off between the two files, and the editor did not wait."""
    office.run(pick("a"))
    place = office.press.folder.issue(NAME)
    draft = place / "issue.md"
    draft.write_text(draft.read_text(encoding="utf-8") + "\n## Mine\n\nMy words.\n", encoding="utf-8")
    (place / "issue.json").unlink()
    office.run(pick("a"), pick("b"))
    assert "My words." in office.text("issue.md")
    assert office.text("issue.md").count("### [a](") == office.text("issue.md").count("### [b](") == 1


def test_whoever_wrote_is_named(office: Office) -> None:
    """A later run may have been another's."""
    office.run(pick("a"))
    office.writer = "fake-2"
    office.run(pick("a"), pick("b"), refresh=True)
    assert "fake-1 and fake-2, 2 calls" in office.text("issue.txt").replace("\n", " ")


def test_over_budget_is_a_status_of_its_own(office: Office) -> None:
    """What was bought is in the issue."""
    office.errors["b"] = OverBudget("no more")
    assert office.run(pick("a"), pick("b"))["status"] == "over budget"


def test_the_editor_decides_what_is_drawn(office: Office) -> None:
    """Words changed in issue.md are in the email; an entry taken out is told in the account."""
    office.run(pick("a"), pick("b"))
    draft = office.press.folder.issue(NAME) / "issue.md"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text[: text.index("### [b]")].replace("It works", "It may work"), encoding="utf-8")
    drawn, _ = save_pages(office.press, NAME)
    assert "It may work on 3 of 4" in drawn.text
    assert "1 left out by the editor." in drawn.text


def test_drawing_writes_nothing_and_a_broken_draft_is_an_error(office: Office) -> None:
    """The preview draws at every save; what is on disk is the editor's."""
    office.run(pick("a"))
    draft = office.press.folder.issue(NAME) / "issue.md"
    draft.write_text("no front matter", encoding="utf-8")
    before = office.text("issue.html")
    with pytest.raises(DraftError, match="line 1"):
        draw_issue(office.press, NAME)
    assert office.text("issue.html") == before


def test_the_message_is_from_the_newsletter(office: Office) -> None:
    """Subject, sender and both bodies; the footer has the way out."""
    office.run(pick("a"))
    drawn = draw_issue(office.press, NAME)
    message = make_email(office.press, NAME, drawn, date=NOON)
    assert (message.subject, message.sender, message.date) == ("Weekly: week 47", "Weekly <papers@example.org>", NOON)
    assert "mailto:papers@example.org?subject=unsubscribe" in message.html
    assert "https://example.org/weekly" in message.text


def test_a_file_that_says_it_already_is_not_touched(office: Office) -> None:
    """Rendering twice writes once."""
    office.run(pick("a"))
    path = office.press.folder.issue(NAME) / "issue.html"
    before = path.stat().st_mtime_ns
    save_pages(office.press, NAME)
    assert path.stat().st_mtime_ns == before
    save_pages(replace(office.press, web_url=""), NAME)
    assert path.stat().st_mtime_ns != before


def test_a_lead_that_the_editor_left_alone_is_brought_up_to_date(office: Office) -> None:
    """It counts what is there now; one that he wrote himself stays his."""
    office.run(pick("a"))
    office.run(pick("a"), pick("b"), refresh=True)
    assert "\n2 papers in depth: a; b.\n" in office.text("issue.md")
    assert "And 1 more.\n" in office.text("issue.md")
    draft = office.press.folder.issue(NAME) / "issue.md"
    draft.write_text(office.text("issue.md").replace("2 papers in depth: a; b.", "Mine."), encoding="utf-8")
    office.run(pick("a"), pick("b"), pick("c"), refresh=True)
    assert "\nMine.\n" in office.text("issue.md")
