"""Choose the sentences that say most of a paper, without a model, a key or a network."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from summarizer.errors import SummaryError
from summarizer.models import BUILT_IN, Document, Pick, Section, Statement, Unchecked
from summarizer.summarize.roles import Role, tell_roles
from summarizer.summarize.salience import rate
from summarizer.summarize.trimming import trim

STATEMENTS = 4
"""How many sentences a summary has beside its TL;DR, at most."""

NUMBERS = 0.5
"""What a number is worth in a result."""

_CALLED = {
    Role.BACKGROUND: "problem",
    Role.OBJECTIVE: "method",
    Role.METHOD: "method",
    Role.RESULT: "result",
    Role.LIMIT: "limit",
}
"""What a part is called in a summary. Sentences of no such part (where the code is, who paid) are not statements."""

_WANTED = ("result", "problem", "method", "limit")
"""The parts a summary should have, dearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltinSummarizer:
    """A summarizer that repeats the paper's own sentences and says so; it never writes a critique."""

    now: datetime

    @property
    def name(self) -> str:
        """`built-in`: no model was used."""
        return BUILT_IN

    async def summarize(self, pick: Pick, document: Document) -> Unchecked:
        """Choose the TL;DR and, for a paper in depth, a few sentences more; or raise `SummaryError`."""
        sentences = document.sentences
        if not any(sentence.strip() for sentence in sentences):
            raise SummaryError(f"there is no text of {pick.paper.id} to choose sentences from")
        roles = tell_roles(sentences)
        ratings = rate(pick.paper.title, sentences, roles)
        best = max(range(len(sentences)), key=ratings.__getitem__)
        chosen = () if pick.section is Section.IN_BRIEF else _choose(sentences, roles, ratings, best)
        company = " ".join(sentences[place] for place in chosen)
        return Unchecked(
            tldr=Statement(role="tldr", text=trim(sentences[best], company), evidence=(best,)),
            statements=tuple(
                Statement(role=_CALLED[roles[place]], text=sentences[place], evidence=(place,)) for place in chosen
            ),
            critique=(),
            model=BUILT_IN,
            at=self.now,
        )

    async def close(self) -> None:
        """Nothing is open."""


def _choose(sentences: Sequence[str], roles: Sequence[Role], ratings: Sequence[float], best: int) -> tuple[int, ...]:
    """Return places in the order of the document: the best of each wanted part first, then the best of the rest."""

    def worth(place: int) -> float:
        measured = roles[place] is Role.RESULT and any(character.isdigit() for character in sentences[place])
        return ratings[place] + NUMBERS * measured

    others = (place for place in range(len(roles)) if place != best and roles[place] in _CALLED)
    ranked = sorted(others, key=worth, reverse=True)
    firsts = [next((place for place in ranked if _CALLED[roles[place]] == part), None) for part in _WANTED]
    order = [place for place in firsts if place is not None]
    order += [place for place in ranked if place not in order]
    return tuple(sorted(order[:STATEMENTS]))
