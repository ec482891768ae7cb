"""Entries come together in the order they were picked, with an honest count of what was spent."""

import pytest

from summarizer.compose.issue import SNIPPET, Identity, add_usage, compose, extend, lead
from summarizer.models import Chosen, Claim, Pick, Section, Skipped, Usage, Verdict, Window
from tests.fakes import NOON, entry, pick, summary

WEEKLY = Identity(name="2026-W47", title="Weekly: week 47", newsletter="Weekly", url="", language="en")


def chosen(*picks: Pick) -> Chosen:
    """Make a choice out of ten papers, nine of them new."""
    window = Window(since=NOON, until=NOON)
    return Chosen(issue="2026-W47", window=window, fetched=10, new=9, reports=(), picks=picks)


def test_in_depth_entries_come_first() -> None:
    """Within a section the order of the picks holds."""
    entries = [entry("a", Section.IN_BRIEF), entry("b"), entry("c", Section.IN_BRIEF), entry("d")]
    made = compose(WEEKLY, chosen(pick("a")), entries, [], usage=Usage(), now=NOON)
    assert [one.pick.paper.title for one in made.entries] == ["b", "d", "a", "c"]
    assert (made.name, made.account.fetched, made.account.new, made.account.picked) == ("2026-W47", 10, 9, 1)


@pytest.mark.parametrize(
    ("said", "others", "snippet"),
    [
        ("It works.", 0, "It works."),
        ("It works.", 2, "It works. And 2 more."),
        ("word " * 60, 9, "word " * 24 + "word… And 9 more."),
        ("A clause " * 9 + "ends, and " + "more " * 30, 0, "A clause " * 9 + "ends…"),
    ],
)
def test_the_snippet_says_the_best_finding_and_how_many_more(said: str, others: int, snippet: str) -> None:
    """A preheader is cut at a word, never in one."""
    entries = [entry("a", says=summary(said)), *(entry(f"x{number}") for number in range(others))]
    made = compose(WEEKLY, chosen(), entries, [], usage=Usage(), now=NOON)
    assert made.snippet == snippet
    assert len(made.snippet) <= SNIPPET


def test_an_issue_without_entries_has_no_snippet() -> None:
    """Nothing was found, so nothing is claimed."""
    made = compose(WEEKLY, chosen(), [], [], usage=Usage(), now=NOON)
    assert (made.snippet, made.tags) == ("", ())


def test_tags_are_the_commonest_categories() -> None:
    """Most frequent first, then by name."""
    entries = [entry("a", categories=("cs.LG", "cs.CL")), entry("b", categories=("cs.CL", "cs.AI"))]
    made = compose(WEEKLY, chosen(), entries, [], usage=Usage(), now=NOON)
    assert made.tags == ("cs.CL", "cs.AI", "cs.LG")


def test_a_later_run_adds_at_the_end_and_counts_on() -> None:
    """What was there stays where it was; what was spent adds up."""
    failed = Skipped(pick=pick("b"), stage="summarize", reason="busy")
    first = compose(
        WEEKLY,
        chosen(pick("a"), pick("b")),
        [entry("a")],
        [failed],
        usage=Usage(made=2, cost_usd=0.5),
        now=NOON,
    )
    again = extend(first, chosen(pick("b")), [entry("b")], [], usage=Usage(made=1, cost_usd=0.25))
    assert [one.pick.paper.title for one in again.entries] == ["a", "b"]
    assert again.skipped == ()
    assert (again.account.usage.made, again.account.usage.cost_usd, again.account.picked) == (3, 0.75, 2)
    assert again.published_at == first.published_at


def test_an_unknown_cost_stays_unknown() -> None:
    """Something of unknown price plus something known is not the something known."""
    assert add_usage(Usage(cost_usd=None), Usage(cost_usd=1.0)).cost_usd is None


def test_what_was_not_found_never_leads() -> None:
    """The snippet, which is the preheader, is the first that a reader sees: it takes a finding that holds."""
    text = "It cures everything."
    claim = Claim(role="tldr", text=text, evidence=(), quotes=(), verdict=Verdict.NOT_FOUND)
    doubtful = entry("a", says=summary(text, claims=(claim,)))
    made = compose(WEEKLY, chosen(), [doubtful, entry("b")], [], usage=Usage(), now=NOON)
    assert made.snippet == "It works on 3 of 4 data sets. And 1 more."
    alone = compose(WEEKLY, chosen(), [doubtful], [], usage=Usage(), now=NOON)
    assert alone.snippet == "1 paper in depth: a."


def test_the_snippet_is_for_people() -> None:
    """Formulas are set before anything is cut."""
    made = compose(WEEKLY, chosen(), [entry("a", says=summary(r"It is $\alpha$."))], [], usage=Usage(), now=NOON)
    assert made.snippet == "It is α."


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        ([], ""),
        (["One"], "1 paper in depth: One."),
        (["IDEAL: a model", r"On $\alpha$", "Three"], "3 papers in depth: IDEAL; On α; Three."),
        (["One", "Two", "Three", "Four"], "4 papers in depth: One; Two; Three; and more."),
    ],
)
def test_the_lead_says_what_is_in_the_issue(titles: list[str], said: str) -> None:
    """How many papers, and the names of the first, short where a title gives its work a name."""
    assert lead([entry(title) for title in titles]) == said


def test_the_lead_counts_both_sections() -> None:
    """In depth and in brief."""
    entries = [entry("One"), entry("Two", Section.IN_BRIEF), entry("Three", Section.IN_BRIEF)]
    assert lead(entries) == "1 paper in depth, 2 papers in brief: One; Two; Three."
