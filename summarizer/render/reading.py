"""How long an edition takes to read."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from summarizer.edition import Edition
from summarizer.markdown import to_text

WORDS_A_MINUTE = 230
"""Silent reading of non-fiction: 238 English words a minute in Brysbaert's review (2019), a little less for papers."""

CHARACTERS_A_WORD = 1.5
"""Chinese or Japanese characters that count as one word."""


def minutes_to_read(edition: Edition) -> int:
    """Return whole minutes, at least one; addresses are not read."""
    return max(1, round(sum(_words(text) for text in _texts(edition)) / WORDS_A_MINUTE))


def _texts(edition: Edition) -> Iterator[str]:
    yield edition.title
    yield to_text(edition.lead)
    for section in edition.sections:
        yield section.title
        yield to_text(section.note)
        for entry in section.entries:
            yield entry.title
            yield to_text(entry.body)


def _words(text: str) -> float:
    wide = [sign for sign in text if east_asian_width(sign) in {"W", "F"}]
    spaced = text.translate(dict.fromkeys(map(ord, wide), " ")).split()
    return sum("://" not in word for word in spaced) + len(wide) / CHARACTERS_A_WORD
