"""Every form of an identifier is read, and nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.arxiv_ids import ARCHIVES, ArxivId, parse_arxiv_id

FORMS = {
    "1706.03762": ArxivId("1706.03762"),
    "1706.03762v5": ArxivId("1706.03762", 5),
    "1706.03762V12": ArxivId("1706.03762", 12),
    "  1706.03762\n": ArxivId("1706.03762"),
    "0704.0001": ArxivId("0704.0001"),
    "1412.9999v1": ArxivId("1412.9999", 1),
    "1501.00001": ArxivId("1501.00001"),
    "arXiv:1706.03762v2": ArxivId("1706.03762", 2),
    "ARXIV: 1706.03762": ArxivId("1706.03762"),
    "arXiv:1706.03762v7 [cs.CL]": ArxivId("1706.03762", 7),
    "https://arxiv.org/abs/1706.03762": ArxivId("1706.03762"),
    "http://arxiv.org/abs/1706.03762v1": ArxivId("1706.03762", 1),
    "https://www.arxiv.org/pdf/1706.03762v2.pdf": ArxivId("1706.03762", 2),
    "https://export.arxiv.org/html/1706.03762v2/": ArxivId("1706.03762", 2),
    "https://arxiv.org/pdf/1706.03762.pdf#page=3": ArxivId("1706.03762"),
    "https://arxiv.org/abs/1706.03762?context=cs.LG": ArxivId("1706.03762"),
    "HTTPS://ArXiv.org/ABS/1706.03762/?a=b#c": ArxivId("1706.03762"),
    "arxiv.org/abs/1706.03762": ArxivId("1706.03762"),
    "https://ar5iv.labs.arxiv.org/html/1706.03762": ArxivId("1706.03762"),
    "hep-th/9901001": ArxivId("hep-th/9901001"),
    "math.GT/0309136v1": ArxivId("math/0309136", 1),
    "math/0309136": ArxivId("math/0309136"),
    "MATH.gt/0309136": ArxivId("math/0309136"),
    "math-ph/0509032": ArxivId("math-ph/0509032"),
    "cond-mat.mes-hall/0309136": ArxivId("cond-mat/0309136"),
    "arxiv:astro-ph/0601001": ArxivId("astro-ph/0601001"),
    "https://arxiv.org/pdf/math/0309136v1.pdf": ArxivId("math/0309136", 1),
    "https://arxiv.org/abs/hep-th%2F9901001": ArxivId("hep-th/9901001"),
    "https://doi.org/10.48550/arXiv.2301.10226": ArxivId("2301.10226"),
    "http://dx.doi.org/10.48550/arxiv.2301.10226v2": ArxivId("2301.10226", 2),
    "10.48550/ARXIV.2301.10226": ArxivId("2301.10226"),
    "doi:10.48550/arXiv.hep-th/9901001": ArxivId("hep-th/9901001"),
}

OTHERS = [
    "",
    "attention",
    "1706.0376",  # four digits, when there were five
    "1412.99999",  # five digits, when there were four
    "0703.0001",  # before the style began
    "1713.03762",  # a thirteenth month
    "1706.037621",
    "1706.03762v0",
    "1706.03762v",
    "٢٣٠١.١٠٢٢٦",
    "see 1706.03762",
    "1706.03762 and 1706.03763",
    "novels/9901001",  # no such archive
    "hep-th/9913001",
    "hep-th/1001001",  # after the style ended
    "https://example.org/abs/1706.03762",
    "https://arxiv.org.example.com/abs/1706.03762",
    "https://notarxiv.org/abs/1706.03762",
    "https://arxiv.org/list/cs.CL/new",
    "https://doi.org/10.1000/1706.03762",
]


@pytest.mark.parametrize(("text", "meant"), FORMS.items())
def test_every_form_is_read(text: str, meant: ArxivId) -> None:
    """What a person types, pastes or clicks names the same paper."""
    assert parse_arxiv_id(text) == meant


@pytest.mark.parametrize("text", OTHERS)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    """Other addresses, other numbers and numbers that were never given out are no identifiers."""
    assert parse_arxiv_id(text) is None


def test_the_identity_of_a_paper_has_no_version() -> None:
    """Versions of one paper share their id and their abstract page, and differ in the PDF."""
    paper = ArxivId("1706.03762", 5)
    assert str(paper) == "1706.03762v5"
    assert paper.paper_id == "arxiv:1706.03762"
    assert paper.abs_url == "https://arxiv.org/abs/1706.03762"
    assert paper.pdf_url == "https://arxiv.org/pdf/1706.03762v5"
    assert ArxivId("math/0309136").pdf_url == "https://arxiv.org/pdf/math/0309136"


MONTHS = st.integers(1, 12)
VERSIONS = st.none() | st.integers(1, 99)
NEW = st.builds("{:02}{:02}.{:05}".format, st.integers(15, 89), MONTHS, st.integers(0, 99_999))
SHORT = st.builds("{:02}{:02}.{:04}".format, st.integers(8, 14), MONTHS, st.integers(0, 9_999))
YEARS = st.integers(0, 7) | st.integers(91, 99)
ARCHIVE = st.sampled_from(ARCHIVES.split("|"))
OLD = st.builds("{}/{:02}{:02}{:03}".format, ARCHIVE, YEARS, MONTHS, st.integers(0, 999))
IDS = st.builds(ArxivId, NEW | SHORT | OLD, VERSIONS)


@given(IDS)
def test_reading_undoes_writing(paper: ArxivId) -> None:
    """Each way to write an identifier reads back as the identifier."""
    assert parse_arxiv_id(str(paper)) == paper
    assert parse_arxiv_id(f"arXiv:{paper}") == paper
    assert parse_arxiv_id(paper.pdf_url) == paper
    assert parse_arxiv_id(paper.paper_id) == parse_arxiv_id(paper.abs_url) == ArxivId(paper.number)


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    """No text makes the reader fail; what it takes for an identifier, it can write and read again."""
    found = parse_arxiv_id(text)
    assert found is None or parse_arxiv_id(str(found)) == found
