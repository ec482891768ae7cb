"""Read one formula in TeX and write it in Unicode; what is not known stays as TeX."""

import re
from collections.abc import Callable
from dataclasses import replace

from summarizer.maths.scripts import accented, lower_text, raise_text
from summarizer.maths.spacing import Atom, Kind, set_row
from summarizer.maths.symbols import (
    ACCENTS,
    BIG,
    DELIMITERS,
    DOUBLE_STRUCK,
    ESCAPES,
    FONTS,
    FUNCTIONS,
    LETTERS,
    MINUS,
    OPERATOR_SIGNS,
    OPERATORS,
    PRIME,
    RELATION_SIGNS,
    RELATIONS,
    SIZES,
    SPACES,
    SWITCHES,
    TEXTS,
    TIMES,
)

_SYMBOL = re.compile(r"\\[A-Za-z]+|\\.|\s+|.", re.DOTALL)
_DEEPEST = 60
_KINDS = {
    **dict.fromkeys(LETTERS, Kind.ORDINARY),
    **dict.fromkeys(RELATIONS, Kind.RELATION),
    **dict.fromkeys(OPERATORS, Kind.OPERATOR),
    **dict.fromkeys((*BIG, *FUNCTIONS), Kind.FUNCTION),
}
_SHAPES = LETTERS | RELATIONS | OPERATORS | BIG | {name: name for name in FUNCTIONS}
_CHARACTERS = {
    **dict.fromkeys(RELATION_SIGNS, Kind.RELATION),
    **dict.fromkeys(OPERATOR_SIGNS, Kind.OPERATOR),
    **dict.fromkeys(",;:", Kind.PUNCTUATION),
    **dict.fromkeys("([{⟨⌊⌈⟦", Kind.OPEN),
    **dict.fromkeys(")]}⟩⌋⌉⟧", Kind.CLOSE),
}
_PRINTED = {"-": MINUS, "'": PRIME}
_ENDS = frozenset(("", "}", "^", "_"))
_FRACTIONS = ("frac", "tfrac", "dfrac", "cfrac", "nicefrac", "sfrac")
_CHOICES = ("binom", "tbinom", "dbinom")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
_ABOVE = re.compile(rf"[^\s+{MINUS}±∓·=<>≤≥,;/∑∏∫{TIMES}]+|{MINUS}?\d[\d,.]*")
_BELOW = re.compile(r"\d[\d.,]*|[√∂∇dΔδ]?[^\W_][\u0300-\u036f]?(?:_\w+)?|\([^()]*\)|[^\W\d_]{2,}(?:_\w+)?")
_WHOLE = re.compile(rf"[^\s+{MINUS}]*|\(.*\)")
_CODE_POINT = re.compile(r"x([0-9A-Fa-f]{2,5})")


class Unreadable(Exception):
    """A formula whose braces do not match, or that is nested deeper than anyone writes."""


def set_formula(tex: str, prose: Callable[[str], str]) -> str:
    r"""Return the formula in Unicode, or raise `Unreadable`; `prose` reads what stands in `\text{…}`."""
    reader = _Reader(_SYMBOL.findall(tex), prose)
    return set_row(reader.row("")).strip()


class _Reader:
    """Reads symbols from left to right; every method leaves `at` behind what it read."""

    def __init__(self, symbols: list[str], prose: Callable[[str], str]) -> None:
        self.symbols = symbols
        self.prose = prose
        self.at = 0
        self.depth = 0

    def row(self, closer: str) -> list[Atom]:
        """Read up to the closer, or to the end when there is none."""
        self.deeper()
        row: list[Atom] = []
        while (symbol := self.peek()) != closer:
            if symbol in {"", "}"}:
                raise Unreadable
            row.append(self.scripted(self.atom()))
        self.at += 1
        self.depth -= 1
        return row

    def deeper(self) -> None:
        """Count a level, lest hostile nesting exhaust the stack."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Unreadable

    def peek(self) -> str:
        return self.symbols[self.at] if self.at < len(self.symbols) else ""

    def skip_space(self) -> bool:
        found = self.peek().isspace()
        self.at += found
        return found

    def atom(self) -> Atom:
        """Read one symbol, without its indices."""
        spaced = self.skip_space()
        symbol = self.peek()
        if symbol in _ENDS:
            return Atom("", spaced=spaced)
        self.at += 1
        if symbol == "{":
            return Atom(set_row(self.row("}")), spaced=spaced)
        if symbol == "~":
            return Atom(" ", Kind.SPACE)
        if symbol[0] == "\\" and len(symbol) > 1:
            self.deeper()
            atom = replace(self.command(symbol[1:]), spaced=spaced)
            self.depth -= 1
            return atom
        return Atom(_PRINTED.get(symbol, symbol), _CHARACTERS.get(symbol, Kind.ORDINARY), spaced)

    def scripted(self, atom: Atom) -> Atom:
        """Read the indices after an atom."""
        low = high = ""
        while True:
            start = self.at
            self.skip_space()
            symbol = self.peek()
            if symbol == "'":
                self.at += 1
                high += PRIME
            elif symbol in {"^", "_"}:
                self.at += 1
                text = set_row(self.argument(), tight=True).strip()
                low, high = (low + lower_text(text), high) if symbol == "_" else (low, high + raise_text(text))
            else:
                self.at = start
                break
        if not low + high:
            return atom
        compound = atom.kind is Kind.FRACTION or not _WHOLE.fullmatch(atom.text)
        base = f"({atom.text})" if compound and len(atom.text) > 1 else atom.text
        kind = Kind.ORDINARY if atom.kind is Kind.FRACTION else atom.kind
        loose = any(part[:1] in {"^", "_"} and part[-1] != ")" for part in (low, high))
        return Atom(base + low + high, kind, atom.spaced, sticky=atom.sticky or loose)

    def argument(self) -> list[Atom]:
        """Read what a command applies to: a group, or one symbol."""
        self.skip_space()
        if self.peek() == "{":
            self.at += 1
            return self.row("}")
        if self.peek() in _ENDS:
            raise Unreadable
        return [self.atom()]

    def command(self, name: str) -> Atom:
        """Read what belongs to a command whose name was just read."""
        if name[0].isalpha():
            self.skip_space()
        if name in _SHAPES:
            return Atom(_SHAPES[name], _KINDS[name])
        if name in DELIMITERS or name in ESCAPES:
            return _character(DELIMITERS.get(name, name))
        if name in SPACES:
            return Atom(SPACES[name], Kind.SPACE)
        if name in SWITCHES:
            return Atom("")
        if name in SIZES:
            return self.delimiter()
        return self.compound(name)

    def delimiter(self) -> Atom:
        r"""Read the bracket after `\left` and its like; a dot is none."""
        if self.peek() == ".":
            self.at += 1
            return Atom("")
        return self.atom()

    def compound(self, name: str) -> Atom:
        """Read a command with arguments."""
        if name in TEXTS and self.peek() == "{":
            return Atom(self.prose(self.source()[1:-1]))
        if name in {"href", "url"} and self.peek() == "{":
            return Atom(self.prose(f"\\{name}{self.groups()}"))
        if name in FONTS:
            return self.font(name)
        if name in ACCENTS:
            return self.accent(name)
        known = {**dict.fromkeys(_FRACTIONS, self.fraction), **dict.fromkeys(_CHOICES, self.choice)}
        known |= {"sqrt": self.root, "pmod": self.modulus, "operatorname": self.function}
        return known[name]() if name in known else self.unknown(name)

    def fraction(self) -> Atom:
        r"""Read `\frac{a}{b}`."""
        return Atom(f"{_side(self.argument(), _ABOVE)}/{_side(self.argument(), _BELOW)}", Kind.FRACTION)

    def choice(self) -> Atom:
        r"""Read `\binom{n}{k}`."""
        return Atom(f"({set_row(self.argument())} choose {set_row(self.argument())})")

    def modulus(self) -> Atom:
        r"""Read `\pmod{p}`."""
        return Atom(f" (mod {set_row(self.argument())})")

    def function(self) -> Atom:
        r"""Read `\operatorname{rank}`."""
        self.at += self.peek() == "*"
        return Atom(set_row(self.argument()), Kind.FUNCTION)

    def font(self, name: str) -> Atom:
        r"""Read `\mathbf{x}`."""
        text = set_row(self.argument())
        if name in {"mathbb", "Bbb"}:
            text = text.translate(DOUBLE_STRUCK)
        return Atom(text, sticky=len(text) > 1 and text.isalpha())

    def root(self) -> Atom:
        r"""Read `\sqrt[3]{x}`."""
        index = ""
        if self.peek() == "[":
            self.at += 1
            index = set_row(self.row("]"), tight=True)
        inner = set_row(self.argument())
        sign = _ROOTS.get(index) or f"{raise_text(index)}√"
        return Atom(sign + (inner if len(inner) == 1 or inner.isdecimal() else f"({inner})"))

    def accent(self, name: str) -> Atom:
        r"""Read `\tilde O`; over several letters the accent stays TeX."""
        argument = self.argument()
        letters = set_row(argument)
        text = accented(name, letters)
        if text is None:
            return Atom(f"\\{name}{{{letters}}}")
        return Atom(text, argument[0].kind if name == "not" else Kind.ORDINARY)

    def unknown(self, name: str) -> Atom:
        """Leave a command that we do not know, and its arguments, as they are."""
        if name == "unicode" and self.peek() == "{":
            source = self.source()
            if (point := _CODE_POINT.fullmatch(source[1:-1])) and chr(int(point[1], 16)).isprintable():
                return Atom(chr(int(point[1], 16)))
            return Atom(f"\\unicode{source}")
        text = f"\\{name}{self.groups()}"
        return Atom(text, sticky=text[-1].isalpha())

    def groups(self) -> str:
        """Read all groups that follow, as they were written."""
        text = ""
        while self.peek() == "{":
            text += self.source()
        return text

    def source(self) -> str:
        """Read a group as it was written, with its braces."""
        start, depth = self.at, 0
        while True:
            symbol = self.peek()
            if not symbol:
                raise Unreadable
            self.at += 1
            depth += (symbol == "{") - (symbol == "}")
            if not depth:
                return "".join(self.symbols[start : self.at])


def _character(text: str) -> Atom:
    return Atom(text, _CHARACTERS.get(text, Kind.ORDINARY))


def _side(row: list[Atom], simple: re.Pattern[str]) -> str:
    """Set one side of a fraction, in brackets where it would be misread."""
    text = set_row(row).strip()
    return text if simple.fullmatch(text) else f"({text})"
