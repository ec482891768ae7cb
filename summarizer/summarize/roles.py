"""Tell what part each sentence of an abstract plays, by hand-made rules: where it stands and how it speaks.

The rules were written against the training part of CSAbstruct (Cohan et al., 2019), whose five labels `Role` follows;
limits are our own. `tests/benchmarks/builtin_rouge.py` measures them on its development part.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Role(StrEnum):
    """The part a sentence plays."""

    BACKGROUND = "background"
    OBJECTIVE = "objective"
    METHOD = "method"
    RESULT = "result"
    LIMIT = "limit"
    OTHER = "other"


LONGEST_ABSTRACT = 25
"""With more sentences than this a text is no abstract, and where a sentence stands says little."""

_PLACES = (
    {Role.BACKGROUND: 2.2, Role.OBJECTIVE: -0.8, Role.METHOD: 0.3, Role.RESULT: -2.0, Role.OTHER: -2.5},
    {Role.BACKGROUND: 1.4, Role.OBJECTIVE: -0.6, Role.METHOD: 0.9, Role.RESULT: -0.8, Role.OTHER: -2.5},
    {Role.BACKGROUND: 0.0, Role.OBJECTIVE: 0.0, Role.METHOD: 1.5, Role.RESULT: -0.1, Role.OTHER: -2.5},
    {Role.BACKGROUND: -1.0, Role.OBJECTIVE: -0.6, Role.METHOD: 1.2, Role.RESULT: 1.1, Role.OTHER: -1.5},
    {Role.BACKGROUND: -2.0, Role.OBJECTIVE: -1.4, Role.METHOD: 0.1, Role.RESULT: 1.7, Role.OTHER: -0.5},
)
"""How likely each part is in each fifth of an abstract."""

_BEFORE_AUTHORS = {Role.BACKGROUND: 1.5, Role.LIMIT: -4.0}
_FROM_AUTHORS_ON = {Role.BACKGROUND: -1.0}
_FIRST_OF_AUTHORS = {Role.LIMIT: -2.0}

_CUES: tuple[tuple[Role, float, str], ...] = (
    (
        Role.BACKGROUND,
        1.2,
        r"\b(?:has|have) (?:\w+ )?(?:been|become|attracted|gained|emerged|shown|achieved)\b|\brecent(?:ly)?\b",
    ),
    (
        Role.BACKGROUND,
        1.0,
        r"^(?:however|although|despite|while|unfortunately|yet|traditional|existing|current|many|most)\b",
    ),
    (
        Role.BACKGROUND,
        0.4,
        r"\b(?:often|usually|typically|commonly|widely|traditionally|increasingly|remains?|prior work|previous)\b",
    ),
    (
        Role.BACKGROUND,
        0.6,
        r"\b(?:important|challeng\w+|difficult|crucial|essential|critical|lack|there (?:is|are|has|have))\b",
    ),
    (
        Role.OBJECTIVE,
        3.0,
        r"\b(?:aims?|goals?|objectives?|purpose)(?: of \w+ \w+)? (?:is|was|are|to|at)\b|\bwe (?:aim|seek|want|wish)\b",
    ),
    (
        Role.OBJECTIVE,
        1.1,
        r"\bth(?:is|e present) (?:\w+ )?(?:paper|work|article|study|research|report|thesis|letter|survey)\b",
    ),
    (
        Role.OBJECTIVE,
        1.3,
        (
            r"\bwe (?:\w+ )?(?:propose|present|introduce|address|consider|investigate|study|tackle|explore|develop"
            r"|describe)\b"
        ),
    ),
    (
        Role.OBJECTIVE,
        0.6,
        r"\b(?:to (?:address|tackle|overcome|solve|fill|bridge|this end)|is (?:proposed|presented|introduced))\b",
    ),
    (
        Role.OBJECTIVE,
        0.6,
        (
            r"^(?:in )?th(?:is|e present) (?:paper|work|article|study)\b"
            r"|^we (?:\w+ )?(?:propose|present|introduce|open-source)\b"
        ),
    ),
    (
        Role.METHOD,
        0.8,
        (
            r"^(?:first|then|second|next|specifically|in particular|more specifically|to (?:this|do)|for this|each|here"
            r"|by)\b"
        ),
    ),
    (
        Role.METHOD,
        0.7,
        (
            r"\b(?:we|our) (?:\w+ )?(?:use|apply|employ|combine|train|design|formulate|implement|extend|model"
            r"|derive|adopt|build)\b"
        ),
    ),
    (
        Role.METHOD,
        0.6,
        (
            r"\b(?:is|are|was) (?:\w+ )?(?:based on|used|applied|computed|modeled|trained|performed"
            r"|combined|implemented)\b"
        ),
    ),
    (
        Role.METHOD,
        0.6,
        r"\b(?:our|the|this|proposed) (?:\w+ )?(?:method|approach|algorithm|framework|model|architecture|system)s?\b",
    ),
    (Role.METHOD, 0.5, r"\b(?:consists? of|uses|using|each|then|based on)\b"),
    (
        Role.RESULT,
        2.0,
        (
            r"\b(?:results?|experiments?|findings|evaluations?|simulations?|analys[ei]s)\b.{0,60}"
            r"\b(?:show|demonstrate|indicate|suggest|reveal|confirm)\w*\b"
        ),
    ),
    (
        Role.RESULT,
        1.6,
        r"\bwe (?:\w+ )?(?:show|demonstrate|find|found|observe|prove|conclude|achieve|obtain|report|discover)\b",
    ),
    (
        Role.RESULT,
        1.0,
        (
            r"\b(?:outperform\w*|achiev\w+|improv(?:es|ed|ement)\w*|surpass\w*|reduc(?:es|ed)|state[- ]of[- ]the[- ]art"
            r"|significantly)\b"
        ),
    ),
    (
        Role.RESULT,
        0.3,
        r"\d\s?(?:%|percent|x\b|×|times|points)|\b(?:accuracy|F1|BLEU|compared (?:to|with)|better than|faster)\b",
    ),
    (
        Role.RESULT,
        0.7,
        (
            r"\b(?:were|experimental|empirical(?:ly)?|evaluate\w*|datasets?|benchmarks?|finally|overall|respectively"
            r"|effective\w*)\b"
        ),
    ),
    (Role.RESULT, 0.4, r"\bwe (?:\w+ )?(?:find|found|observe|discover|show|demonstrate)(?: \w+)? that\b"),
    (Role.OTHER, 2.5, r"https?://|\bgithub\b"),
    (
        Role.OTHER,
        5.0,
        (
            r"\b(?:code|data|datasets?|models?|demo|software|implementation|package|toolkit|page)\b"
            r"[^.]{0,60}\b(?:is|are|will be|be)\b[^.]{0,30}\b(?:available|released|open[- ]?sourced|accessible)\b"
        ),
    ),
    (
        Role.OTHER,
        5.0,
        (
            r"\bwe (?:\w+ )?(?:release|open[- ]?source|publish|make)\b[^.]{0,60}\b(?:code|data|models?|weights"
            r"|available)\b|\bwe (?:\w+ )?release our\b"
            r"|©|\b(?:elsevier|copyright|all rights reserved)\b|\baccepted (?:at|to|by|for)\b"
            r"|^(?:keywords?|code|data|project page|demo|website)\s*:"
        ),
    ),
    (
        Role.LIMIT,
        4.0,
        (
            r"\b(?:limitations?|caveats?|drawbacks?) of (?:our|this|the (?:present|proposed))\b"
            r"|\b(?:our|this) (?:\w+ ){0,3}(?:does not|do not|cannot|(?:is|are) limited"
            r"|only appl\w+|fails? (?:to|when|on))\b"
        ),
    ),
    (
        Role.LIMIT,
        4.0,
        (
            r"\bwe (?:also )?(?:discuss|acknowledge|note|highlight|identify) (?:\w+ ){0,3}"
            r"(?:limit(?:s|ations?)|failure (?:modes|cases)|caveats)\b"
            r"|\b(?:future (?:work|research)|remains? (?:to be|an open)|at the (?:cost|expense) of|we leave)\b"
        ),
    ),
)
"""What speaks for a part, and how strongly."""

_PATTERNS = tuple((role, weight, re.compile(pattern, re.IGNORECASE)) for role, weight, pattern in _CUES)
_AUTHORS = re.compile(r"\b(?:we|our|ours|this (?:paper|work|article|study|letter|thesis)|the authors)\b", re.IGNORECASE)


def tell_roles(sentences: Sequence[str]) -> tuple[Role, ...]:
    """Return the part of each sentence."""
    count = len(sentences)
    authors = next((place for place, sentence in enumerate(sentences) if _AUTHORS.search(sentence)), 0)
    return tuple(
        _role(sentence, _expected(place, count, authors) if count <= LONGEST_ABSTRACT else {})
        for place, sentence in enumerate(sentences)
    )


def _expected(place: int, count: int, authors: int) -> dict[Role, float]:
    """Return what speaks for each part before the sentence is read; the authors first speak in sentence `authors`."""
    scores = dict.fromkeys(Role, 0.0) | _PLACES[place * len(_PLACES) // count]
    turn = _BEFORE_AUTHORS if place < authors else _FROM_AUTHORS_ON
    first = _FIRST_OF_AUTHORS if place == authors else {}
    for role, weight in (*turn.items(), *first.items()):
        scores[role] += weight
    return scores


def _role(sentence: str, expected: Mapping[Role, float]) -> Role:
    scores = {role: expected.get(role, 0.0) for role in Role}
    for role, weight, pattern in _PATTERNS:
        if pattern.search(sentence):
            scores[role] += weight
    return max(Role, key=lambda role: scores[role])
