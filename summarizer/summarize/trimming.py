"""Make one sentence stand alone: take away lead-ins, and brackets that only name or cite."""

import re

_SETTING = re.compile(
    r"in (?:this|the present) (?:\w+ )?(?:paper|work|study|article|report|letter|thesis|survey|note)(?:,| (?=we\b)) ?",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:here|hence|thus|therefore|finally|moreover|furthermore|additionally|in addition|however|specifically|also"
    r"|in particular|in summary|in short|overall|as a result|consequently|notably|importantly|to this end|crucially)"
    r"(?:, | (?=we\b))",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"(?:to [a-z]+|motivated by|inspired by|based on|building (?:up)?on) "
    r"(?:this|these|such|the above|that)\b[^,.;:()]{0,60}, (?=we\b)",
    re.IGNORECASE,
)
_CERTAIN = (
    r"(?:shows?|showed|demonstrates?|demonstrated|proves?|finds?|found|observe|establish|reports?|reveals?|discover)"
)
_CLAIM = re.compile(
    rf"(?:(?:we|this (?:paper|work|study)) (?:[a-z]+ly |also |further |then )?{_CERTAIN}"
    rf"|(?:our |the |these |extensive |comprehensive |empirical |experimental |numerical |main |key |theoretical )*"
    rf"(?:experiments?|results?|evaluations?|findings?|analys[ei]s|simulations?) (?:[a-z]+ly |also )?{_CERTAIN})"
    r" that (?!(?:it|they|this|these|such|that|those|he|she)\b)",
    re.IGNORECASE,
)
_SECOND_CLAIM = re.compile(r",? and that\b")
"""What hangs on the same "show that" as the first claim, and would be left hanging in the air."""

_ASIDE = re.compile(
    r"\s\((?:e\.g\.|i\.e\.|cf\.|see )[^()]{0,80}\)"
    r"|\s\([A-Z][\w.&\- ]{1,40},? \d{4}[a-z]?(?:; [\w.&\-, ]{1,60})?\)"
)
_ACRONYM = re.compile(r"\s\(([A-Z][\w-]{0,11}[A-Z0-9])s?\)")
_COMMON_WORD = re.compile(r"a\b|[a-z]{2,}(?:-[a-z]+)*(?![\w-])")
_SHORTEST = 20
"""Characters below which there is no sentence left."""


def trim(sentence: str, company: str = "") -> str:
    """Return the sentence without what only leads to it; hedges (`suggest that`, `may`) stay.

    Acronyms that neither the sentence nor its `company`, the text it will stand beside, goes on to use are left out.
    """
    text = _ASIDE.sub("", sentence)
    for lead in (_LINK, _PURPOSE, _SETTING, _LINK, _PURPOSE, _CLAIM):
        match = lead.match(text)
        if match is None or len(text) - match.end() <= _SHORTEST:
            continue
        if lead is not _CLAIM or not _SECOND_CLAIM.search(text, match.end()):
            text = text[match.end() :]
    text = _ACRONYM.sub(lambda match: match[0] if f"{text} {company}".count(match[1]) > 1 else "", text)
    return text[:1].upper() + text[1:] if _COMMON_WORD.match(text) else text
