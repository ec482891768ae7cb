"""Turn the HTML of strangers into plain text, without taking a formula for a tag."""

import re
from html.parser import HTMLParser


def plain_text(html: str) -> str:
    """Return the words of `html`, without tags, entities, scripts and comments; white space is made single spaces.

    A `<` that begins no tag stays what it is: feeds are careless about what is HTML and what is text, and an abstract
    may well say `$m<n$` or `<think>`. Takes time proportional to the length, whatever it holds.
    """
    words = _Words()
    words.feed(_TAG.sub(_fenced, _COMMENT.sub(" ", html)))
    words.close()
    return " ".join("".join(words.pieces).split())


class _Words(HTMLParser):
    """Hears the words and builds no tree: BeautifulSoup takes 80 seconds for 300 KB of tags closed out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the base class passes them
        self._unseen += tag in _UNSEEN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)

    def _part(self, tag: str) -> None:
        """Keep the words of one block from running into those of the next."""
        if tag in _BLOCKS:
            self.pieces.append(" ")


def _fenced(found: re.Match[str]) -> str:
    """Let tags be tags, and make signs of everything else.

    A name alone is no proof: attributes have their `=`, lest `a<b and c>d` lose words.
    """
    name, attributes = (found["name"] or "").lower(), (found["rest"] or "").strip(" \t\r\n/")
    known = name in _KNOWN and (not attributes or name in _BARE)
    return found[0] if known or "=" in attributes or re.search("[:-]", name) else found[0].replace("<", "&lt;")


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(
    r"""< (?: /? (?P<name> [a-z][\w:-]*+ ) (?P<rest> (?: \s (?: [^<>"'] | "[^"]*" | '[^']*' )*+ )? ) /? > )?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
"""What may be a tag, or else a lone `<`."""

_UNSEEN = _set("script style template")
_BLOCKS = _set("""
    address article aside audio blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hr html iframe img legend li main menu nav noscript object ol option p
    picture pre section select source summary table tbody td tfoot th thead title tr ul video
""")
"""Elements that stand apart from the words around them."""

_BARE = _set("audio button details iframe input option script select textarea video")
"""Elements whose attributes may all stand without a value, such as `<video controls>`."""

_KNOWN = (
    _UNSEEN
    | _BLOCKS
    | _BARE
    | _set("""
        a abbr acronym area b base bdi bdo big canvas cite code col colgroup data datalist del dfn em embed font i ins
        kbd label link map mark math meta meter nobr output param progress q rp rt ruby s samp slot small span strike
        strong sub sup svg time track tt u var wbr
        circle clippath defs ellipse g line lineargradient path polygon polyline rect stop symbol tspan use
        annotation mfrac mi mn mo mover mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder semantics
    """)
)
"""The elements of HTML, and the usual ones of SVG and MathML."""
