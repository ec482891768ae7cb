"""Read an arXiv identifier in any form a person types it."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|supr-con"
)
"""All archives that gave out identifiers of the old style, which ended in March 2007: the list is closed."""

_WHERE = re.compile(
    r"""(?:https?://)? (?:[a-z0-9-]+\.)* arxiv\.org / (?:abs|pdf|html|format|src|e-print|ps) /
      | (?:https?://(?:dx\.|www\.)?doi\.org/ | doi:\s*)? 10\.48550/arxiv\.
      | arxiv:\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_WHICH = re.compile(
    rf"""(?: (?P<month>\d\d(?:0[1-9]|1[0-2])) \. (?P<serial>\d{{4,5}})
           | (?P<archive>{ARCHIVES}) (?:\.[a-z-]+)? /
             (?P<old>(?:9[1-9]|0[0-7])(?:0[1-9]|1[0-2])\d{{3}}) )
         (?:v(?P<version>[1-9]\d{{0,3}}))?""",
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)
_REST = re.compile(r"(?:\.pdf)? /? (?:[?\#].*)? (?:\s*\[[a-z.-]+\])?", re.IGNORECASE | re.VERBOSE)
"""What may follow without changing what is meant; `[cs.CL]` is how arXiv stamps its pages."""

FIRST_NEW = "0704"
FIRST_FIVE_DIGITS = "1501"


@dataclass(frozen=True, slots=True)
class ArxivId:
    """One paper on arXiv, and the version of it when one was named."""

    number: str
    """`1706.03762` or `hep-th/9901001`; subject classes are dropped, since `math.GT/0309136` is `math/0309136`."""
    version: int | None = None

    def __str__(self) -> str:
        return self.number if self.version is None else f"{self.number}v{self.version}"

    @property
    def paper_id(self) -> str:
        """What the paper is called in this project, whatever its version: `arxiv:1706.03762`."""
        return f"arxiv:{self.number}"

    @property
    def abs_url(self) -> str:
        """The abstract page; it names no version, so that it always shows the newest."""
        return f"https://arxiv.org/abs/{self.number}"

    @property
    def pdf_url(self) -> str:
        """The PDF of the named version, or of the newest."""
        return f"https://arxiv.org/pdf/{self}"


def parse_arxiv_id(text: str) -> ArxivId | None:
    """Return the identifier that `text` is, or None when it is something else.

    Bare numbers, `arXiv:` forms, addresses on arxiv.org and its mirrors, and arXiv's own DOIs are understood; a text
    that merely contains an identifier is not. See https://info.arxiv.org/help/arxiv_identifier.html for the forms.
    """
    text = unquote(text).strip()
    where = _WHERE.match(text)
    which = _WHICH.match(text, where.end() if where else 0)
    if which is None or not _REST.fullmatch(text, which.end()) or not _was_given_out(which):
        return None
    number = f"{which['month']}.{which['serial']}" if which["serial"] else f"{which['archive'].lower()}/{which['old']}"
    return ArxivId(number, int(which["version"]) if which["version"] else None)


def _was_given_out(which: re.Match[str]) -> bool:
    """Numbers had four digits until the end of 2014 and have had five since; before April 2007 there were none."""
    if which["serial"] is None:
        return True
    digits = 5 if which["month"] >= FIRST_FIVE_DIGITS else 4
    return which["month"] >= FIRST_NEW and len(which["serial"]) == digits
