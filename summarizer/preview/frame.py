"""The copy of an email that the preview shows: in the colours asked for, its links in tabs of their own."""

import re

_STYLE = re.compile(r"<style\b.*?</style\s*>", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)

_ALWAYS, _NEVER = "(min-width: 0px)", "(max-width: 0px)"


def framed(html: str, scheme: str) -> str:
    """Return the email as a mail program would show it that prefers `scheme`, `light` or `dark`.

    A page cannot tell its frame which colours to prefer. So the questions the email's style sheets ask about it are
    answered here: `(prefers-color-scheme: dark)` becomes a condition that always holds, or never does. The rest is the
    email, byte for byte, with two elements after its end, where browsers take them as if they stood in the head.
    """
    answered = _STYLE.sub(lambda style: _SCHEME.sub(lambda asked: _answer(asked[1], scheme), style[0]), html)
    return f'{answered}<base target="_blank"><style>:root {{ color-scheme: {scheme} }}</style>'


def _answer(asked: str, scheme: str) -> str:
    return _ALWAYS if asked.lower() == scheme else _NEVER
