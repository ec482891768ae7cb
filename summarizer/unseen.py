"""Characters that nobody sees but a model reads: a way to smuggle words past a reader."""

import re

UNSEEN = re.compile(
    "["
    "\u00ad\u061c\u180e\u200b\u200e\u200f\ufeff"  # soft hyphen, direction marks, zero-width spaces
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f"  # bidirectional embedding, overrides, isolates; invisible operators
    "\U000e0000-\U000e007f"  # tags: a second, invisible ASCII
    "]"
    "|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}"  # one variation selector picks a glyph, a row of them is a message
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"  # control characters that are no white space
)
JOINERS = re.compile("[\u200c\u200d]")
JOINED = re.compile("[\u0600-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
"""What may stand before a joiner for good reason: Arabic, Indic and their kin, and emoji."""


def without_unseen(text: str) -> str:
    """Remove what no reader can see; joiners stay where the script of their neighbours needs them."""
    seen = UNSEEN.sub("", text)
    return JOINERS.sub(lambda match: match[0] if _joins(seen, match.start()) else "", seen)


def _joins(text: str, place: int) -> bool:
    return place > 0 and bool(JOINED.match(text[place - 1]))
