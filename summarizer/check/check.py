"""Check what a summarizer wrote against the document, and keep what holds."""

import re
from statistics import mean

from summarizer.check.grounds import Grounds, grounds
from summarizer.check.normal import plain, speaks_english
from summarizer.check.rules import COVERED, judge_numbers, judge_words
from summarizer.errors import SummaryError
from summarizer.models import Claim, CritiquePoint, Document, Statement, Summary, Unchecked, Verdict

DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
SAME_PAPER = 0.35
"""Mean coverage of a whole summary below which it is about another paper: so are 88% of summaries held against a random
other one, and 0.6% held against their own, most of them retold in everyday words."""


def check(draft: Unchecked, document: Document, *, language: str = "en") -> Summary:
    """Check each statement, drop what the paper does not say, and mark what was not found in it.

    `language` is what the summary was asked for in: a code such as `de` or `en-GB`, or empty when nobody said, which
    is English. A summary that was asked for in another, or of a paper in another, is checked for its citations and its
    numbers alone. Raises `SummaryError` when the summary is about another paper, is not in English though it was asked
    for, or nothing of it is left.
    """
    base = grounds(document)
    said = (draft.tldr, *draft.statements)
    english = speaks_english(plain(" ".join(statement.text for statement in said)))
    translated = not _is_english(language) or (english and not base.english)
    if not translated:
        _fits(said, base, foreign=base.english and not english)
    claims = tuple(_claim(statement, document, base, translated=translated) for statement in said)
    if not any(claim.verdict is Verdict.SUPPORTED for claim in claims):
        raise SummaryError("none of its claims could be found in the paper; it was not used")
    return Summary(
        tldr=_tldr(claims),
        text=" ".join(claim.text for claim in claims[1:] if claim.verdict is not Verdict.UNSUPPORTED),
        critique=_critique(draft, document, base, translated=translated),
        claims=claims,
        origin=document.origin,
        model=draft.model,
        at=draft.at,
    )


def _is_english(language: str) -> bool:
    return not language or language.lower().startswith("en")


def _fits(said: tuple[Statement, ...], base: Grounds, *, foreign: bool) -> None:
    """Refuse a summary of another paper, and one in a `foreign` language: terse English has the paper's words."""
    covered = mean(base.coverage(statement.text) for statement in said)
    if foreign and covered < COVERED:
        raise SummaryError("the summary is not in English, as it was asked for; it was not used")
    if covered < SAME_PAPER:
        raise SummaryError("the summary does not fit the paper; it was not used")


def _claim(statement: Statement, document: Document, base: Grounds, *, translated: bool) -> Claim:
    """Give a statement its verdict and the sentences it rests on."""
    evidence = _existing(statement.evidence, document)
    verdict = _verdict(statement, base, translated=translated)
    if len(evidence) < len(set(statement.evidence)):
        verdict = Verdict.UNSUPPORTED
    elif not evidence and verdict is Verdict.SUPPORTED and not translated:
        evidence = (base.nearest(statement.text),)
    elif not evidence and verdict is Verdict.SUPPORTED:
        verdict = Verdict.NOT_FOUND
    quotes = tuple(document.sentences[number] for number in evidence)
    return Claim(role=statement.role, text=statement.text, evidence=evidence, quotes=quotes, verdict=verdict)


def _verdict(statement: Statement, base: Grounds, *, translated: bool) -> Verdict:
    """Return the worse of what the numbers and the words say; other languages write numbers otherwise: never sure."""
    if translated:
        numbers = judge_numbers(DECIMAL_COMMA.sub(".", statement.text), base)
        return Verdict.SUPPORTED if numbers is Verdict.SUPPORTED else Verdict.NOT_FOUND
    numbers = judge_numbers(statement.text, base)
    return judge_words(statement.text, base) if numbers is Verdict.SUPPORTED else numbers


def _tldr(claims: tuple[Claim, ...]) -> str:
    """Return the TL;DR, or the best claim that held when it did not: a result before anything else."""
    first, *rest = claims
    if first.verdict is not Verdict.UNSUPPORTED:
        return first.text
    held = [claim for claim in rest if claim.verdict is Verdict.SUPPORTED]
    if not held:
        raise SummaryError("none of its claims could be found in the paper")
    return next((claim for claim in held if claim.role == "result"), held[0]).text


def _critique(draft: Unchecked, document: Document, base: Grounds, *, translated: bool) -> tuple[CritiquePoint, ...]:
    """Keep the points whose numbers are in the paper; they are opinions, and labelled so.

    A point is the model's own inference only if it says so: one that cites nothing but sentences that do not exist is
    dropped.
    """
    points = ((point, _existing(point.evidence, document)) for point in draft.critique)
    return tuple(
        CritiquePoint(text=point.text, basis=basis)
        for point, basis in points
        if (basis or not point.evidence) and (translated or judge_numbers(point.text, base) is not Verdict.UNSUPPORTED)
    )


def _existing(numbers: tuple[int, ...], document: Document) -> tuple[int, ...]:
    """Return the numbers that name a sentence, each once."""
    return tuple(dict.fromkeys(number for number in numbers if 0 <= number < len(document.sentences)))
