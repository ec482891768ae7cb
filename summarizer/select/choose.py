"""Choose the papers of an issue: leave out, rank, cut, and say why in words."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from summarizer.models import Paper, Pick, Section
from summarizer.select.authors import followed_author
from summarizer.select.criteria import Criteria
from summarizer.select.likeness import Likeness, likeness
from summarizer.select.words import mentions, usable


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What came of choosing."""

    new: tuple[Paper, ...]
    """All that were not covered by an earlier issue, newest first."""
    picks: tuple[Pick, ...]
    """Those for the issue, best first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A paper with its place in the order not yet cut."""

    paper: Paper
    score: float
    reason: str


def choose(papers: Iterable[Paper], covered: Collection[str], criteria: Criteria, *, now: datetime) -> Selection:
    """Choose from `papers` what the criteria ask for; `covered` are the ids of papers in earlier issues.

    Followed authors come first, then what is likest to the interests, or newest where there are none. The result does
    not depend on the order in which papers come; a paper without a date counts as published `now`.
    """
    known = frozenset(covered)
    new = sorted((paper for paper in papers if paper.id not in known), key=lambda paper: _newest_first(paper, now))
    open_to = [paper for paper in new if not mentions(paper, criteria.exclude)]
    names = {paper.id: name for paper in open_to if (name := followed_author(paper, criteria.authors))}
    followed = [Ranked(p, 1.0, f"by {names[p.id]}, an author you follow") for p in open_to if p.id in names]
    rest = _ranked([paper for paper in open_to if paper.id not in names and _included(paper, criteria)], criteria)
    return Selection(new=tuple(new), picks=_picks(followed, rest, criteria))


def _included(paper: Paper, criteria: Criteria) -> bool:
    return not usable(criteria.include) or mentions(paper, criteria.include)


def _ranked(papers: list[Paper], criteria: Criteria) -> list[Ranked]:
    """Order papers, which come newest first: a stable sort leaves the newer of two equals in front."""
    interests = [interest for interest in criteria.interests if interest.strip()]
    if not interests:
        return [Ranked(paper, 1.0, "newest first") for paper in papers]
    scored = zip(papers, likeness(interests, papers), strict=True)
    best = sorted(scored, key=lambda pair: -round(pair[1].score, 9))  # sums of floats differ in their last digits
    return [Ranked(paper, found.score, _reason(found)) for paper, found in best if found.score >= criteria.floor]


def _picks(followed: list[Ranked], rest: list[Ranked], criteria: Criteria) -> tuple[Pick, ...]:
    """Cut to what the issue holds; followed authors may overfill it, the limit may not be passed."""
    room = max(criteria.in_depth + criteria.in_brief, len(followed))
    return tuple(
        Pick(
            paper=ranked.paper,
            section=Section.IN_DEPTH if place < criteria.in_depth else Section.IN_BRIEF,
            score=ranked.score,
            reason="; ".join(filter(None, (ranked.reason, ranked.paper.standing))),
        )
        for place, ranked in enumerate([*followed, *rest][:room][: criteria.limit])
    )


def _reason(found: Likeness) -> str:
    if not found.interest:
        return "newest first: it shares no word with your interests"
    return f"close to '{found.interest}' (shares: {', '.join(found.shared)})"


def _newest_first(paper: Paper, now: datetime) -> tuple[float, str]:
    return -(paper.published or now).timestamp(), paper.id
