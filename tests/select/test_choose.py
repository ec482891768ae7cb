"""What is chosen, in which order, and why."""

from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Paper, Section
from summarizer.select.choose import Selection, choose
from summarizer.select.criteria import Criteria
from tests.fakes import NOON, paper, titles

WEEK = [paper(f"Paper {day}", published=NOON - timedelta(days=day), abstract="") for day in range(6)]


def chosen(papers: list[Paper], covered: tuple[str, ...] = (), **wanted: Any) -> Selection:
    """Choose with room for all unless the test is about room."""
    return choose(papers, covered, Criteria(**({"in_depth": 2, "in_brief": 10} | wanted)), now=NOON)


def picked(papers: list[Paper], **wanted: Any) -> list[str]:
    """Return the titles of what is picked."""
    return titles([pick.paper for pick in chosen(papers, **wanted).picks])


def test_the_first_are_read_in_depth_the_next_in_brief() -> None:
    """Without interests the newest come first, and the reason says so."""
    picks = chosen(WEEK, in_brief=2).picks
    assert [(pick.paper.title, pick.section, pick.reason) for pick in picks] == [
        ("Paper 0", Section.IN_DEPTH, "newest first"),
        ("Paper 1", Section.IN_DEPTH, "newest first"),
        ("Paper 2", Section.IN_BRIEF, "newest first"),
        ("Paper 3", Section.IN_BRIEF, "newest first"),
    ]


def test_what_was_covered_is_neither_new_nor_picked() -> None:
    """By id, whatever else changed."""
    selection = chosen(WEEK, covered=(WEEK[0].id, "another"))
    assert titles(selection.new) == titles([pick.paper for pick in selection.picks]) == titles(WEEK[1:])


def test_a_paper_without_a_date_is_taken_as_new() -> None:
    """It stands where one published now would."""
    assert picked([WEEK[1], paper("Undated", published=None)]) == ["Undated", "Paper 1"]


def test_words_to_leave_out_win_over_all_else() -> None:
    """One match drops a paper, even by a followed author."""
    followed = paper("A survey of pruning", authors=("Yann LeCun",))
    assert picked([followed, WEEK[0]], exclude=("survey",), include=("paper",), authors=("Y. LeCun",)) == ["Paper 0"]


def test_one_of_the_words_to_include_is_enough() -> None:
    """Without one a paper is left out, but it stays new; blanks are no rule."""
    both = [paper("Pruning"), paper("Glaciers")]
    assert picked(both, include=("distillation", "pruning")) == ["Pruning"]
    assert len(chosen(both, include=("pruning",)).new) == 2
    assert len(picked(both, include=(" ", "*"))) == 2


def test_followed_authors_come_first_whatever_they_write_about() -> None:
    """Neither the words to include nor the floor nor the room holds them back; the reason names them."""
    followed = [paper(f"Glaciers {number}", authors=("Y. LeCun",)) for number in range(3)]
    rules: dict[str, Any] = {
        "interests": ("pruning",),
        "floor": 0.1,
        "include": ("pruning",),
        "authors": ("Yann LeCun",),
    }
    picks = chosen([paper("Pruning"), *followed], in_depth=1, in_brief=1, **rules).picks
    assert titles([pick.paper for pick in picks]) == titles(followed)
    assert {pick.reason for pick in picks} == {"by Y. LeCun, an author you follow"}


def test_interests_rank_and_say_why() -> None:
    """The likest first; what shares nothing comes last and says so."""
    glaciers, pruning = paper("Glaciers", abstract=""), paper("Pruning language models", published=NOON - timedelta(5))
    picks = chosen([glaciers, pruning], interests=("small language models", " ")).picks
    assert [pick.reason for pick in picks] == [
        "close to 'small language models' (shares: language models)",
        "newest first: it shares no word with your interests",
    ]
    assert picks[0].score > picks[1].score == 0


def test_the_floor_drops_what_is_too_far_off() -> None:
    """It holds for likeness alone: where nothing is ranked, nothing is dropped."""
    papers = [paper("Pruning"), paper("Glaciers", abstract="")]
    assert picked(papers, interests=("pruning",), floor=0.01) == ["Pruning"]
    assert len(picked(papers, floor=0.99)) == 2


def test_the_limit_caps_the_whole() -> None:
    """Also followed authors; zero is nothing at all."""
    assert picked(WEEK, limit=1, authors=("Ada Author",)) == ["Paper 0"]
    assert picked(WEEK, limit=0) == []


def test_an_empty_week_is_an_empty_selection() -> None:
    """With interests or without."""
    assert chosen([], interests=("pruning",)) == Selection(new=(), picks=())


@given(st.integers(0, 1000))
def test_the_order_of_papers_does_not_matter(seed: int) -> None:
    """Equals stand newer first, then by id, so that two runs choose the same."""
    same = [paper(f"Pruning {letter}", abstract="") for letter in "abcdef"]
    mixed = Random(seed).sample(same, len(same))  # noqa: S311 (an order, not a secret)
    wanted = Criteria(in_depth=1, in_brief=2, interests=("pruning of models", "glaciers"))
    assert choose(mixed, (), wanted, now=NOON) == choose(same, (), wanted, now=NOON)


def test_what_others_made_of_it_stands_in_the_reason() -> None:
    """A source that knows of upvotes says so, and the reason repeats it."""
    [pick] = chosen([paper("a", standing="41 upvotes on Hugging Face")]).picks
    assert pick.reason == "newest first; 41 upvotes on Hugging Face"
