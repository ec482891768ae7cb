"""Find the numbers of a text, each with its magnitude and unit."""

import re
from dataclasses import dataclass, replace

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SPELLED: dict[str, float] = {
    **{word: float(value) for value, word in enumerate(_ONES.split())},
    **{word: 10.0 * value for value, word in enumerate(_TENS.split(), start=2)},
    "dozen": 12.0,
    "hundred": 100.0,
    "thousand": 1e3,
}
PHRASES: dict[str, tuple[float, str]] = {
    r"twice|doubl(?:e[sd]?|ing)": (2.0, "x"),
    r"thrice|tripl(?:e[sd]?|ing)": (3.0, "x"),
    r"quadrupl(?:e[sd]?|ing)": (4.0, "x"),
    r"orders? of magnitude": (10.0, "x"),
    r"hal(?:f|v(?:e[sd]?|ing))": (50.0, "%"),
    r"one[- ]third|a third": (33.3, "%"),
    r"two[- ]thirds": (66.7, "%"),
    r"(?:one[- ]|a )quarter": (25.0, "%"),
    r"three[- ]quarters": (75.0, "%"),
}
"""Words that are a ratio or a share; looked for in the source only, since a claim may round to them freely."""

SCALES = {"k": 1e3, "thousand": 1e3, "M": 1e6, "million": 1e6, "B": 1e9, "bn": 1e9, "billion": 1e9, "T": 1e12}
SCALES |= {"K": 1e3, "trillion": 1e12, "hundred": 1e2}

UNITS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("%", "percent", "per cent", "percentage points", "percentage point", "points", "pp"), ("%", 1.0)),
    **dict.fromkeys(("point",), ("%", 1.0)),
    **dict.fromkeys(("x", "times", "fold"), ("x", 1.0)),
    "ns": ("s", 1e-9), "us": ("s", 1e-6), "ms": ("s", 1e-3), "s": ("s", 1.0), "sec": ("s", 1.0), "second": ("s", 1.0),
    "millisecond": ("s", 1e-3), "microsecond": ("s", 1e-6), "min": ("s", 60.0), "minute": ("s", 60.0),
    "h": ("s", 3600.0), "hr": ("s", 3600.0), "hour": ("s", 3600.0), "day": ("s", 86400.0), "week": ("s", 604800.0),
    "month": ("month", 1.0), "year": ("month", 12.0),
    "KB": ("byte", 1e3), "MB": ("byte", 1e6), "GB": ("byte", 1e9), "TB": ("byte", 1e12), "bit": ("bit", 1.0),
    "nm": ("m", 1e-9), "um": ("m", 1e-6), "mm": ("m", 1e-3), "cm": ("m", 1e-2), "m": ("m", 1.0), "km": ("m", 1e3),
    "meter": ("m", 1.0), "metre": ("m", 1.0), "kilometer": ("m", 1e3), "kilometre": ("m", 1e3),
    "mg": ("g", 1e-3), "g": ("g", 1.0), "kg": ("g", 1e3), "Hz": ("Hz", 1.0), "kHz": ("Hz", 1e3), "MHz": ("Hz", 1e6),
    "GHz": ("Hz", 1e9), "mW": ("W", 1e-3), "W": ("W", 1.0), "kW": ("W", 1e3), "MW": ("W", 1e6), "dB": ("dB", 1.0),
}  # fmt: skip
"""Dimension and factor. Nouns such as tokens or parameters are no units: what is counted is a matter of words."""

_SPELT = "|".join(sorted(SPELLED, key=len, reverse=True))
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
    rf"|(?i:\b(?:{_SPELT})(?:[ -](?:{_SPELT}))?(?=\b|fold))"
)
_POWER = r"(?: ?x ?10\^(?P<power>[-+]?\d{1,2})|e(?P<e>[-+]?\d{1,2})\b|\^(?P<exponent>[-+]?\d{1,2}))?"
_SCALE = r"(?P<scale>[kKMBT]|bn|[\s-]*(?:hundred|thousand|million|billion|trillion)s?)(?![A-Za-z])"
_PLURAL = {True: "s?", False: ""}  # symbols have none
_UNIT = "|".join(
    re.escape(unit) + _PLURAL[unit.islower() and len(unit) >= len("sec")] for unit in sorted(UNITS, key=len)[::-1]
)
QUANTITY = re.compile(
    rf"(?P<digits>{_DIGITS}){_POWER}(?:{_SCALE})?\+?(?:[\s-]*(?P<unit>{_UNIT})(?![A-Za-z])(?!\s?\d))?"
)
ROUGHLY = re.compile(
    r"(?:over|than|nearly|almost|about|around|approximately|roughly|some|circa|~|up to|at least|at most|under|below"
    r"|above|beyond|exceed(?:s|ing)|close to|near)\s*(?:an?\s|the\s)?$",
    re.IGNORECASE,
)
YEARS = range(1900, 2101)
NEAR = 40
"""Characters beside a number that say what it is."""
LONG = 100
"""Three digits: longer numbers are not counted by looking, they are copied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number as a text has it."""

    digits: float
    """As written: 1.3 of 1.3M, 5 of 5 ms."""
    step: float = 1.0
    """What one more in the last digit written would add to `digits`."""
    magnitude: float = 1.0
    """A million for 1.3M and for 1.3 million."""
    unit: float = 1.0
    """The unit in the base of its dimension: 0.001 for ms."""
    dimension: str = ""
    """`%`, `x`, `s`, `byte` …; empty: a count, or a unit that is not known."""
    spelled: bool = False
    """It was written in words."""
    named: bool = False
    """It belongs to a name, such as GPT-4, ResNet-50 or 3D."""
    rough: bool = False
    """It stands behind "over", "nearly" and the like."""

    @property
    def count(self) -> float:
        """The number without its unit."""
        return self.digits * self.magnitude

    @property
    def scaled(self) -> bool:
        """Whether it has a magnitude: 7B, 3 million, 10^5."""
        return self.magnitude != 1

    @property
    def year(self) -> bool:
        """Whether it may be a year."""
        return not (self.dimension or self.scaled) and self.digits in YEARS

    @property
    def exact(self) -> bool:
        """Whether one would expect to find just this in the source: a share, a decimal, three digits or more."""
        long = (self.digits >= LONG or self.scaled) and not (self.year or self.spelled)
        return not self.rough and (self.dimension == "%" or not self.digits.is_integer() or long)


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of a plain text in the order in which they stand."""
    return [_read(text, match) for match in QUANTITY.finditer(text)]


def source_quantities(sentence: str) -> list[Quantity]:
    """Return all that a claim may take from a plain sentence: also "twice", and 1.3 of "1.3 and 2.7 billion"."""
    found = quantities(sentence)
    shares = [
        Quantity(digits=value, dimension=dimension, spelled=True, rough=True)
        for pattern, (value, dimension) in PHRASES.items()
        if re.search(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE)
    ]
    return [*found, *shares, *_borrowed(found)]


def _borrowed(found: list[Quantity]) -> list[Quantity]:
    """Lend the magnitude of a number to those in the sentence that have neither one nor a unit."""
    lent = {one.magnitude for one in found if one.scaled and not one.named}
    plain = [one for one in found if not (one.scaled or one.dimension or one.named or one.year)]
    return [replace(one, magnitude=magnitude) for one in plain for magnitude in sorted(lent)]


def _read(text: str, match: re.Match[str]) -> Quantity:
    """Make a quantity of a match; a power of ten counts as magnitude."""
    digits, unit = match["digits"], match["unit"] or ""
    before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() :][:NEAR]
    spelled, times = digits[0].isalpha(), bool(re.search(r"(?<!\w)x$", before))
    bare = _spelled(digits.lower()) if spelled else float(digits.replace(",", ""))
    scale = (match["scale"] or "").strip(" -\n").removesuffix("s")
    factor = SCALES.get(scale, 1.0) * 10.0 ** int(match["power"] or match["e"] or 0)
    if match["exponent"] and bare == 10:  # noqa: PLR2004 (10^5 stands alone)
        bare, factor = 1.0, 10.0 ** int(match["exponent"])
    dimension, in_base = UNITS.get(unit) or UNITS.get(unit.removesuffix("s")) or ("x" if times else "", 1.0)
    return Quantity(
        digits=bare,
        step=10.0 ** -len(digits.partition(".")[2]),
        magnitude=factor,
        unit=in_base,
        dimension=dimension,
        spelled=spelled,
        named=not times and _named(before, after, plain_count=not (unit or scale)),
        rough=bool(ROUGHLY.search(before)),
    )


def _named(before: str, after: str, *, plain_count: bool) -> bool:
    """A number glued to letters is part of a name, and so is one behind a capitalized word: Llama 3."""
    if re.search(r"[A-Za-z_][-_]?$|[A-Za-z]\d[\d.]*-?$|\d[.:/]$", before):
        return True
    if not plain_count:
        return False
    return bool(re.match(r"[A-Za-z]|\.\d", after) or re.search(r"[a-z\d)] \(?[A-Z][\w-]* $", before))


def _spelled(digits: str) -> float:
    """Read one or two number words: twelve, twenty-five, two hundred."""
    first, *rest = (SPELLED[word] for word in re.split("[ -]", digits))
    if not rest:
        return first
    return first * rest[0] if rest[0] > first else first + rest[0]
