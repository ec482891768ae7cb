"""Have a model write the summary: fill the prompt, ask, and take the answer apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from summarizer.models import Document, Pick, Request, Section, Statement, Unchecked
from summarizer.protocols import LLM
from summarizer.summarize.answer import Brief, Digest, Point
from summarizer.templating import Templates
from summarizer.unseen import without_unseen

BRIEF_CLAIMS = 2
"""Sentences of a brief entry beside the first, whatever a talkative model sends."""

MAX_OUTPUT_TOKENS = {Section.IN_DEPTH: 4000, Section.IN_BRIEF: 1500}
"""Room to spare: the answers take a tenth, but models that reason count their thoughts as output."""


@dataclass(frozen=True, slots=True)
class ModelSummarizer:
    """A summarizer that asks a model."""

    llm: LLM
    prompts: Templates
    style: str
    critique: bool
    language: str
    now: datetime

    @property
    def name(self) -> str:
        """The model's."""
        return self.llm.name

    async def summarize(self, pick: Pick, document: Document) -> Unchecked:
        """Ask for one paper; its answer is bound to it by the call, never by position."""
        reply = await self.llm.complete(self.request(pick, document))
        answer = _form(pick).model_validate_json(reply.text)
        points = answer.critique if self.critique and isinstance(answer, Digest) else ()
        return _draft(answer, points, reply.model, self.now)

    async def close(self) -> None:
        """Let go of the model's connections."""
        await self.llm.close()

    def request(self, pick: Pick, document: Document) -> Request:
        """Return the question for one paper: what is the same for all first, the paper last, fenced, nothing hidden."""
        brief = pick.section is Section.IN_BRIEF
        prompt = f"{'brief' if brief else self.style}.j2"
        values = {"language": self.language, "critique": self.critique}
        about = {"paper": pick.paper, "document": document, "fence": _fence(document)}
        return Request(
            instructions=self.prompts.fill_block(prompt, "instructions", **values),
            text=without_unseen(self.prompts.fill_block(prompt, "paper", **values, **about)),
            answer=_form(pick),
            max_output_tokens=MAX_OUTPUT_TOKENS[pick.section],
        )


def _form(pick: Pick) -> type[Brief | Digest]:
    return Brief if pick.section is Section.IN_BRIEF else Digest


def _fence(document: Document) -> str:
    """Make a mark that the paper cannot contain, because it depends on all of the paper."""
    whole = "\0".join((document.paper.title, *document.paper.authors, *document.sentences))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _draft(answer: Brief | Digest, points: Iterable[Point], model: str, now: datetime) -> Unchecked:
    tldr = Statement(role="tldr", text=_tidy(answer.tldr.text), evidence=tuple(answer.tldr.evidence))
    kept = answer.claims if isinstance(answer, Digest) else answer.claims[:BRIEF_CLAIMS]
    claims = (Statement(role=claim.role, text=_tidy(claim.text), evidence=tuple(claim.evidence)) for claim in kept)
    critique = (Statement(role="critique", text=_tidy(point.text), evidence=tuple(point.basis)) for point in points)
    tldr, *statements = _once([tldr, *claims])
    return Unchecked(tldr=tldr, statements=tuple(statements), critique=_once(critique), model=model, at=now)


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Leave out what was said before, word for word."""
    firsts: dict[str, Statement] = {}
    for statement in statements:
        firsts.setdefault(statement.text.casefold(), statement)
    return tuple(firsts.values())


def _tidy(text: str) -> str:
    return " ".join(without_unseen(text).split())
