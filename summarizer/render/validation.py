"""Check MJML before it is compiled: well-formed, and nothing but the tags and attributes that a newsletter needs."""

import re
from typing import NoReturn
from xml.parsers import expat

from summarizer.errors import TemplateError

PADDING = frozenset({"padding", "padding-top", "padding-right", "padding-bottom", "padding-left"})
BOX = PADDING | {"background-color", "border", "border-top", "border-bottom", "border-radius", "css-class"}
TYPE = frozenset({"align", "color", "font-family", "font-size", "font-weight", "line-height", "text-decoration"})

ATTRIBUTES: dict[str, frozenset[str]] = {
    "mjml": frozenset({"lang", "dir"}),
    "mj-all": frozenset({"font-family"}),
    "mj-attributes": frozenset(),
    "mj-body": frozenset({"background-color", "css-class", "width"}),
    "mj-button": BOX | TYPE | {"href", "inner-padding", "width"},
    "mj-column": BOX | {"direction", "vertical-align", "width"},
    "mj-divider": PADDING | {"border-color", "border-style", "border-width", "css-class", "width"},
    "mj-head": frozenset(),
    "mj-preview": frozenset(),
    "mj-raw": frozenset(),
    "mj-section": BOX | {"direction", "full-width", "text-align"},
    "mj-spacer": PADDING | {"css-class", "height"},
    "mj-style": frozenset(),
    "mj-table": PADDING | TYPE | {"css-class", "width"},
    "mj-text": PADDING | TYPE | {"css-class", "font-style", "letter-spacing", "text-transform"},
    "mj-title": frozenset(),
    "mj-wrapper": BOX | {"full-width", "text-align"},
}
"""The tags of a newsletter, each with its attributes."""

HEAD = frozenset({"mj-attributes", "mj-preview", "mj-raw", "mj-style", "mj-title"})
BLOCKS = frozenset({"mj-button", "mj-divider", "mj-raw", "mj-spacer", "mj-table", "mj-text"})
CHILDREN: dict[str, frozenset[str]] = {
    "": frozenset({"mjml"}),
    "mjml": frozenset({"mj-head", "mj-body"}),
    "mj-head": HEAD,
    "mj-attributes": frozenset(ATTRIBUTES) - HEAD - {"mjml", "mj-head"},
    "mj-body": frozenset({"mj-section", "mj-wrapper", "mj-raw"}),
    "mj-wrapper": frozenset({"mj-section", "mj-raw"}),
    "mj-section": frozenset({"mj-column", "mj-raw"}),
    "mj-column": BLOCKS,
}
"""What may stand directly in what. All else holds text and HTML."""
HTML = frozenset({"mj-button", "mj-raw", "mj-table", "mj-text"})

REFUSED = {
    "mj-accordion": "its icons are loaded from a third party",
    "mj-carousel": "it overflows a narrow screen, and pictures are loaded from a server",
    "mj-font": "a font is loaded from a server; name fonts that readers have",
    "mj-hero": "its picture is loaded from a server",
    "mj-image": "a picture on a server tells it who reads the email; link to it",
    "mj-include": "it reads any file; use Jinja's own include",
    "mj-navbar": "its menu does not work in most mail programs",
    "mj-social": "its icons are loaded from a third party; write links",
}
"""Tags of MJML that are left out on purpose, and why."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def check_mjml(mjml: str) -> None:
    """Raise `TemplateError` naming the first line that is not well-formed or holds what a newsletter does not need."""
    _Checker(mjml).check()


class _Checker:
    """One pass over the document; the parser knows the line, the stack knows where we are."""

    def __init__(self, mjml: str) -> None:
        self.mjml = mjml
        self.inside = [""]
        self.seen: set[str] = set()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = lambda _: self.inside.pop()
        self.parser.StartDoctypeDeclHandler = lambda *_: self._fail("a document type", "Begin with <mjml>.")
        self.parser.XmlDeclHandler = lambda *_: self._fail("an XML declaration", "Begin with <mjml>.")
        self.parser.StartCdataSectionHandler = lambda: self._fail("a CDATA section", "Write &lt; for <.")
        self.parser.ProcessingInstructionHandler = lambda *_: self._fail("a processing instruction", "Take it out.")

    def check(self) -> None:
        try:
            self.parser.Parse(self.mjml, True)
        except expat.ExpatError as error:
            hint = "Close every tag, <br/> too, write &amp; for &, and other characters as themselves."
            self._fail(expat.ErrorString(error.code) or "it is not well-formed", hint, error.lineno)
        if "mj-body" not in self.seen:
            self._fail("no mj-body", "An email needs <mjml><mj-body> … </mj-body></mjml>.")

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        parent = self.inside[-1]
        self.inside.append(tag)
        self.seen.add(tag)
        for name, reason in REFUSED.items():
            if tag == name or tag.startswith(f"{name}-"):
                self._fail(f"<{tag}> is left out on purpose", f"{reason[0].upper()}{reason[1:]}.")
        if parent in CHILDREN:
            if tag not in CHILDREN[parent]:
                self._fail(f"<{tag}> may not stand in {f'<{parent}>' if parent else 'the document'}", _allowed(parent))
            self._attributes(tag, attributes)
        elif tag.startswith("mj") or not HTML.intersection(self.inside):
            self._fail(f"<{tag}> may not stand in <{parent}>", "Only HTML stands in mj-text, only text in mj-title.")

    def _attributes(self, tag: str, attributes: dict[str, str]) -> None:
        for name in attributes:
            if name not in ATTRIBUTES[tag]:
                known = ", ".join(sorted(ATTRIBUTES[tag])) or "none"
                self._fail(f"<{tag}> has no attribute {name!r}", f"It has: {known}.")
        if not _LANGUAGE.fullmatch(attributes.get("lang", "en")):
            self._fail(f"{attributes['lang']!r} is no language", "Write a code such as en, de or pt-BR.")
        if attributes.get("dir", "ltr") not in {"ltr", "rtl"}:
            self._fail(f"dir={attributes['dir']!r}", "Write ltr or rtl.")

    def _fail(self, what: str, hint: str, line: int = 0) -> NoReturn:
        number = line or self.parser.CurrentLineNumber
        shown = self.mjml.splitlines()[number - 1 : number]
        text = f" (“{shown[0].strip()[:60]}”)" if shown else ""
        raise TemplateError(f"the filled MJML, line {number}: {what}{text}", hint=hint)


def _allowed(parent: str) -> str:
    return f"What may: {', '.join(sorted(CHILDREN[parent]))}."
