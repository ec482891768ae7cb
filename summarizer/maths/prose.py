"""Make a text with LaTeX in it readable: formulas, accents, emphasis, links, dashes and quotation marks."""

import re
from collections.abc import Callable, Mapping
from unicodedata import normalize

from summarizer.maths.formulas import Unreadable, set_formula
from summarizer.maths.scripts import lower_text, raise_text
from summarizer.maths.segments import Segment, find_maths
from summarizer.maths.symbols import (
    BIG,
    DIACRITICS,
    EM_DASH,
    EN_DASH,
    ESCAPES,
    FONTS,
    LETTERS,
    NAMES,
    OPERATORS,
    QUOTES,
    RELATIONS,
    SINGLE_QUOTES,
    SPACES,
    SWITCHES,
    TEXTS,
    WORDS,
)

_TOKEN = re.compile(
    r"""
      (?P<url> (?:https?://|www\.) [^\s{}\\$]* )
    | (?P<accent> \\(?: (?P<sign>['"^~=.`]) | (?P<letter>[HckvurdbG])(?=\{) | (?P<spaced>[Hckvu])[ ] )
        (?: \{ \\?(?P<braced>[^\W\d_]) \} | \\(?P<dotless>[ij])(?![A-Za-z])(?:\{\}|[ ])? | (?P<bare>[^\W\d_]) ) )
    | (?P<link> \\href \s* \{ \s* (?P<address> (?: [^\s{}\\] | \\. )+ ) \s* \} \s* \{ )
    | (?P<script> \\text(?P<which>super|sub)script \{ (?P<index>[\w+*-]{1,20}) \} )
    | (?P<dropped> \\(?P<look>[A-Za-z]+) \s* (?: (?<=color) \s* \{ \w{1,30} \} \s* )? \{ (?!\}) )
    | (?P<command> \\(?P<name>[A-Za-z]+) (?: \{\} )? (?P<gap>[ ]*) )
    | (?P<escape> \\(?P<escaped>[\W\d_]) )
    | (?P<open> \{ )
    | (?P<close> \} )
    | (?P<tie> (?<=[\w.,)}\]$]) ~ (?=[\w(\\$]|\Z) )
    | (?P<dash> (?<![-!]) (?: (?<![\s(\["'“`]) | (?=-{2,3}\s) ) (?P<hyphens>-{2,3}) (?![->]) )
    | (?P<quoted> (?<![\w`]) ` (?P<words>[^`'\\{}$~"\n]{1,60}) ' (?!\w) )
    | (?P<quote> (?<!`) `` (?!`) )
    | (?P<unquote> (?<!') '' (?!') | " )
    | (?P<plain> [^\\{}~\-`'"hw]+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PROTECTED = re.compile(r"\{(?:[A-Z][\w :+./-]{0,80}\}|\$|\\['\"^~=.`%&]|\\([A-Za-z]+))")
_SYMBOLS = LETTERS | RELATIONS | OPERATORS | BIG
_TRANSPARENT = TEXTS | FONTS | {"url", "path", "nolinkurl", "textcolor"}
_GROUPED = NAMES.keys() | SWITCHES | _SYMBOLS.keys() | _TRANSPARENT | WORDS.keys()
_VOWELS = frozenset("aeiouyAEIOUY")


def readable(text: str) -> str:
    r"""Return the text as people read it: `$O(n\log n)$` as O(n log n), `Erd\H{o}s` as Erdős.

    Formulas, and commands outside them, become Unicode where it can say the same; what is not known stays as it was
    written, and so does every word of prose. Any text is accepted, in time proportional to its length.
    """
    writer = _Writer(text)
    for segment in find_maths(text):
        writer.prose(segment.start)
        writer.maths(segment)
    writer.prose(len(text))
    return writer.finish()


class _Writer:
    """Writes the readable text piece by piece; braces wait on a stack for their partners."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.pieces: list[str] = []
        self.groups: list[tuple[int, str, str]] = []
        """For each open brace: which piece it is, its source, and what its partner becomes."""
        self.argument = False
        """A group that starts here belongs to a command we do not know."""
        self.quotes = 0

    def maths(self, segment: Segment) -> None:
        """Write a formula, as TeX when it cannot be read."""
        try:
            self.pieces.append(set_formula(segment.inner, readable))
        except Unreadable:
            self.pieces.append(self.text[segment.start : segment.end])
        self.at, self.argument = segment.end, False

    def prose(self, end: int) -> None:
        """Write everything up to `end`."""
        for match in _TOKEN.finditer(self.text, self.at, end):
            argument, self.argument = self.argument, False
            self.pieces.append(self.piece(match, argument=argument))

    def finish(self) -> str:
        """Return what was written; braces without a partner come back."""
        for place, source, _ in self.groups:
            self.pieces[place] = source
        return "".join(self.pieces)

    def piece(self, match: re.Match[str], *, argument: bool) -> str:
        """Return what one token becomes."""
        match match.lastgroup:
            case "open":
                keep = argument or not _protects(_PROTECTED.match(self.text, match.start()))
                piece = self.open(match, "{", "}") if keep else self.open(match, "", "")
            case "close":
                piece = self.close()
            case "link":
                piece = self.open(match, "", _target(match))
            case "dropped":
                piece = self.command_group(match)
            case "quote" | "unquote":
                piece = self.quotation(match)
            case kind:
                piece = _TOKENS.get(kind or "", _plain)(match)
        return piece

    def open(self, match: re.Match[str], becomes: str, partner: str) -> str:
        """Note an open brace, and return what stands for it if its partner comes."""
        self.groups.append((len(self.pieces), match[0], partner))
        return becomes

    def close(self) -> str:
        """Return what the open brace asked for; the next argument of an unknown command is kept too."""
        if not self.groups:
            return "}"
        _, source, partner = self.groups.pop()
        self.argument = source.startswith("\\") and partner == "}"
        return partner

    def command_group(self, match: re.Match[str]) -> str:
        r"""Return what `\emph{` becomes: nothing, where the command only changes the look of its argument."""
        if match["look"] in _TRANSPARENT | SWITCHES:
            return self.open(match, "", "")
        return self.open(match, match[0], "}")

    def quotation(self, match: re.Match[str]) -> str:
        """Return a curly quotation mark; one that closes needs one that is open."""
        if match.lastgroup == "quote":
            self.quotes += 1
            return QUOTES[0]
        if not self.quotes:
            return match[0]
        self.quotes -= 1
        return QUOTES[1]


def _accent(match: re.Match[str]) -> str:
    """Return the letter with its accent, or the source when no such letter exists."""
    mark = match["sign"] or match["letter"] or match["spaced"]
    letter = match["braced"] or match["dotless"] or match["bare"]
    whole = normalize("NFC", letter + DIACRITICS[mark])
    if match[0] == "\\'s":  # an escaped apostrophe: far more frequent than a name that ends in ś
        return "'s"
    return match[0] if len(whole) > 1 or (mark == '"' and letter not in _VOWELS) else whole


def _target(match: re.Match[str]) -> str:
    """Return what closes a link: its address in brackets, unless the address is what is shown."""
    shown = match.string.startswith((match["address"] + "}", match["address"] + " }"), match.end())
    address = re.sub(r"\\(.)", r"\1", match["address"])
    return "" if shown else f" ({address})"


def _protects(match: re.Match[str] | None) -> bool:
    r"""Tell whether a brace only keeps something together: `{BERT}`, `{\'e}`, `{\bf …}`."""
    return match is not None and (match[1] is None or match[1] in _GROUPED)


def _escape(match: re.Match[str]) -> str:
    """Return what a backslash and a sign stand for."""
    sign = match["escaped"]
    if sign in ESCAPES or sign in "{}-":  # a hyphen, as authors mean it, where TeX would only allow a break
        return sign
    return SPACES.get(sign, match[0])


def _command(match: re.Match[str]) -> str:
    """Return what a command without arguments becomes."""
    name = match["name"]
    if name in NAMES or name in SWITCHES:  # TeX swallows the spaces that end such a command
        return NAMES.get(name, "")
    return (WORDS.get(name) or _SYMBOLS.get(name) or f"\\{name}") + match["gap"]


def _script(match: re.Match[str]) -> str:
    return (raise_text if match["which"] == "super" else lower_text)(match["index"])


def _plain(match: re.Match[str]) -> str:
    return match[0]


_TOKENS: Mapping[str, Callable[[re.Match[str]], str]] = {
    "accent": _accent,
    "command": _command,
    "escape": _escape,
    "script": _script,
    "tie": lambda _: " ",
    "dash": lambda match: EN_DASH if match["hyphens"] == "--" else EM_DASH,
    "quoted": lambda match: match["words"].join(SINGLE_QUOTES),
}
"""What becomes of the tokens that need no memory."""
