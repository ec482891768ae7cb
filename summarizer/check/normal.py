"""Bring two texts into one form, so that the same thing said twice compares equal."""

import re
import unicodedata

RAISED = re.compile("[⁰¹²³⁴-⁹⁻⁺]+")
LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
DASHES = re.compile("[\u2010-\u2015\u2212]")
THIN = re.compile(r"(?<=\d)(?:\\[,;: ]|\u2009|\u202f|\{,\})(?=\d{3})")
"""A gap between thousands: `10\\,000`, `10{,}000`."""
LATEX = (
    (re.compile(r"\\(?:text|math|operator)[a-z]*|\\emph|\\left|\\right|\\(?:bf|it|rm)\b"), ""),
    (re.compile(r" ?\\times\b ?| ?\u00d7 ?"), "x"),
    (re.compile(r"\\pm\b|±"), " +- "),
    (re.compile(r"\\(?:approx|sim)\b|~"), " ~"),
    (re.compile(r"\\[,;:! ]"), " "),
    (re.compile(r"\\([A-Za-z]+)"), r" \1 "),
    (re.compile(r"[\\${}]|\*\*|`"), ""),
)

_FUNCTION = "the of and to is are with that for by from this it which on we their than these be as"
_EMPTY = """
a about above across after again all almost along also although among an another any at because been before being below
between both but can could do does done during each either especially etc even every few first further had has have
having he her here his how however if in into its itself just less like made make makes making many may might more most
much must near no nor not now off often one only or other our out over own per rather same second several she should
since so some still such then there thereby therefore they third those though three through thus too toward towards two
under until up upon us very via was way ways well were what when where whether while who whose why will within without
would yet you your
"""
_REPORTING = """
author authors paper researchers study work article propose proposed proposes present presented presents introduce
introduced introduces introducing describe describes described discuss discusses show shown shows showing demonstrate
demonstrated demonstrates find finds found new novel approach approaches method methods called develop developed
develops create created creates help helps aim aims allow allows enable enables provide provides include includes
including result results findings better best different important significant significantly use used uses using based
various
"""

FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""The commonest of English; a text of a dozen words with hardly any of them is in another language."""
STOP_WORDS = FUNCTION_WORDS | frozenset(f"{_EMPTY}{_REPORTING}".split())
"""Words that say nothing of what a paper found: a summary may use them though the paper does not."""

ENDINGS = ("ing", "ies", "ed", "es", "er", "ly", "s", "e", "y")
SHORTEST = 3
LONGEST = 6
"""Letters of a stem."""


def plain(text: str) -> str:
    """Return the text without LaTeX, Markdown, accents and typographic variants; case is kept, it tells M from m."""
    text = THIN.sub(",", RAISED.sub(lambda match: f"^{match[0].translate(LOWERED)}", text))
    decomposed = unicodedata.normalize("NFKD", text)
    text = DASHES.sub("-", "".join(char for char in decomposed if not unicodedata.combining(char)))
    for pattern, replacement in LATEX:
        text = pattern.sub(replacement, text)
    return text


def words(text: str) -> list[str]:
    """Return the lower-case words of a plain text; compounds are taken apart, digits and single letters left out."""
    return [word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 1]


def stems(text: str) -> frozenset[str]:
    """Return the words of a plain text that mean something, without their endings."""
    return frozenset(stem(word) for word in words(text) if word not in STOP_WORDS)


def stem(word: str) -> str:
    """Cut a word down to six letters without a common ending: "quantized" and "quantization" become the same."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)[:LONGEST]
    return word[:LONGEST]


def speaks_english(text: str, *, least: int = 12) -> bool:
    """Tell by its letters and its function words whether a plain text is in English.

    In one of fewer than `least` words the letters decide alone: it is taken to be unless most are of another alphabet.
    """
    letters = [char for char in text if char.isalpha()]
    if sum(char.isascii() for char in letters) < len(letters) / 2:
        return False
    said = words(text)
    return len(said) < least or sum(word in FUNCTION_WORDS for word in said) >= len(said) / 20
