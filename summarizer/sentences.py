"""Cut scientific prose into sentences without losing or adding a character."""

import re
from collections.abc import Iterator

from summarizer.maths.segments import find_maths

_STOP = re.compile(
    r"""(?<![.!?…])
        (?P<mark> [.!?…؟۔।]++ | [。！？｡]++ )
        (?P<closers> ["'”’»)\]}」』）】*]*+ )
        (?: \[ [\d,;\s–-]{1,40} \] (?=\s) )?""",  # a citation may follow the full stop
    re.VERBOSE,
)
_OPENERS = "\"'“‘«([{<`¿¡「『（【#*•·–—- "
_CLOSERS = "\"'”’»)]}"


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


_NEVER_LAST = _words("""
    e.g i.e cf vs viz resp approx ca dr prof mr mrs ms mt st fig figs eq eqs eqn eqns ref refs sec secs tab tabs thm
    def defn prop lem lemma cor alg app ch chap vol art ed eds wrt w.r.t incl est aka a.k.a i.i.d s.t
""")
"""Abbreviations that something always follows."""

_SELDOM_LAST = _words("""
    al u.s u.k e.u u.n inc ltd co corp jr sr ph.d a.m p.m dept univ min max std dev yahoo
""")
"""Abbreviations that end a sentence only where the next word plainly begins one."""

_NUMBERED = _words("no nos p pp vol ver v")
"""Abbreviations only before a number."""

_BEGINNERS = _words("""
    a additionally all although an and as at because besides both but by code compared consequently despite each
    empirically even experimental experiments extensive finally first for from further furthermore given hence here how
    however if importantly in indeed inspired instead it its like many more moreover most motivated much nevertheless
    next notably numerical on one or other our ours out over overall prior recent recently results second secondly
    several she he simulations since so some specifically still such that the their then theoretical there thereby
    therefore these they third this those three through throughout thus to together two under unfortunately unlike
    using we what when where whereas whether which while with without yet you your
""")
"""Words that plainly begin a sentence when they are capitalised."""

_LONGEST_BRACKET = 200


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the sentences, each with its white space made single spaces.

    Formulas and short brackets are never cut; a blank line ends a sentence where the next line begins one. Takes time
    proportional to the length of the text, whatever it holds.
    """
    blocks = [" ".join(block.split()) for block in _blocks(text)]
    sentences: list[str] = []
    for number, block in enumerate(blocks):
        pieces = list(_pieces(block))
        if number and sentences and not _begins(block):
            sentences[-1] += f" {pieces.pop(0)}"
        sentences += pieces
    return tuple(sentences)


def _blocks(text: str) -> Iterator[str]:
    """Yield what stands between blank lines."""
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        if line.strip():
            lines.append(line)
        elif lines:
            yield "\n".join(lines)
            lines = []


def _pieces(block: str) -> Iterator[str]:
    inside = _protected(block)
    start = 0
    for stop in _STOP.finditer(block):
        end = stop.end()
        if end < len(block) and not inside[end - 1] and _ends(block, start, stop):
            yield block[start:end]
            start = end + (block[end] == " ")
    if start < len(block):
        yield block[start:]


def _protected(block: str) -> bytearray:
    """Mark the characters inside formulas and short brackets."""
    inside = bytearray(len(block))
    for segment in find_maths(block):
        inside[segment.start : segment.end] = b"\1" * (segment.end - segment.start)
    opened: list[int] = []
    for bracket in re.finditer(r"[()\[\]]", block):
        if bracket[0] in "([":
            opened.append(bracket.start())
        elif opened and (size := bracket.start() - (first := opened.pop())) <= _LONGEST_BRACKET:
            inside[first : bracket.start()] = b"\1" * size
    return inside


def _ends(block: str, start: int, stop: re.Match[str]) -> bool:
    """Tell whether the sentence that began at `start` ends here."""
    if stop["mark"][0] in "。！？｡":
        return True
    rest = block[stop.end() : stop.end() + 60]
    if rest[0] != " " or not _begins(rest[1:]):
        return False
    before = block[max(start, stop.start() - 40) : stop.start()].rpartition(" ")
    if not before[0] and start >= stop.start() - 40 and _is_list_marker(before[2]):
        return False
    return _may_be_last(before[2], before[0], rest[1:], stop["mark"])


def _begins(text: str) -> bool:
    """Tell whether a sentence can begin like this: not with a lower-case word, unless it is a name such as `mT5`."""
    word = text[:60].lstrip(_OPENERS).split(" ")[0]
    if not word:
        return False
    if not word[0].islower():
        return word[0].isalnum() or word[0] in "$\\@.~" or not word[0].isascii()
    return any(character.isupper() or character.isdigit() for character in word)


def _is_list_marker(word: str) -> bool:
    marker = word.strip("()[]")
    return marker.isdigit() or len(marker) == 1 or (bool(marker) and not marker.strip("ivxIVX"))


def _may_be_last(word: str, earlier: str, after: str, mark: str) -> bool:
    """Tell whether a full stop after `word` ends the sentence, given what follows."""
    name = word.lstrip(_OPENERS).rstrip(_CLOSERS).casefold()
    following = after.lstrip(_OPENERS).split(" ")[0].rstrip(",;:.")
    begins = following[:1].isupper() and following.casefold() in _BEGINNERS
    if mark[0] in "?!":
        return name not in _SELDOM_LAST or begins
    if name in _NEVER_LAST or earlier.endswith((" e.", " i.")):
        return False
    if name in _NUMBERED:
        return not following[:1].isdigit()
    if name in _SELDOM_LAST or re.fullmatch(r"(?:\w\.)+\w", name) or (len(name) == 1 and word[-1:].isupper()):
        return begins
    if name == "etc" or mark != ".":
        return following[:1].isupper() or begins
    return not (name.isdigit() and earlier.endswith((":", ";")))
