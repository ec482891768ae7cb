"""Both forms of arXiv's feed are read without losing a character, and what is no feed is told apart."""

import json
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.models import Paper
from summarizer.sources.atom import read_page
from tests.recorded import recorded

FIXTURES = Path(__file__).parents[1] / "fixtures" / "arxiv"

PIGEONS = Paper(
    id="arxiv:2611.00042",
    title="Homing Pigeons as Message Queues: Throughput & Loss for $n < 10$ Birds",
    url="https://arxiv.org/abs/2611.00042",
    abstract=(
        "We measure how many messages $m<n$ reach the loft. With 9 birds, 87% arrive (p < 0.05); "
        'the rest were "delayed" by a hawk. Code: https://example.org/pigeons?a=1&b=2'
    ),
    authors=("Ada Author", "Chloé Éditeur"),
    published=datetime(2026, 11, 18, 17, 59, 46, tzinfo=UTC),
    updated=datetime(2026, 11, 20, 8, 0, 1, tzinfo=UTC),
    version=2,
    categories=("cs.NI", "cs.DC", "68M10"),
    comment="12 pages, 3 figures; to appear at Loft 2026",
    journal_ref="J. Lofts 7 (2026) 1-12",
    doi="10.5555/loft.2026.7",
    pdf_url="https://arxiv.org/pdf/2611.00042v2",
)
"""What both fixtures describe."""


def feed(entries: str, total: str = "1") -> bytes:
    """Wrap entries in a feed."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">'
        f"<opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>"
    ).encode()


def entry(**parts: str) -> str:
    """Write an entry with the given parts, escaped, besides those it needs."""
    needed = {"id": "http://arxiv.org/abs/2611.00001v1", "title": "T", "published": "2026-11-18T17:59:46Z"}
    return "<entry>" + "".join(f"<{k}>{escape(v)}</{k}>" for k, v in (needed | parts).items()) + "</entry>"


def read(content: bytes) -> Paper:
    """Read a feed of one paper."""
    page = read_page(content)
    assert page is not None
    (paper,) = page.papers
    return paper


@pytest.mark.parametrize("name", ["form_of_2026.xml", "form_before.xml"])
def test_both_forms_say_the_same(name: str) -> None:
    """Line wraps, http links, offsets of time and the place of the primary category make no difference."""
    page = read_page((FIXTURES / name).read_bytes())
    assert page is not None
    assert page.total == 5619
    assert page.papers == (PIGEONS,)


def encoded_twice(text: str) -> bool:
    """Whether this is UTF-8 that was taken for Latin-1, as in `Ã©`, which feedparser mends."""
    try:
        return text.encode("latin-1").decode() != text
    except UnicodeError:
        return False


SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
TEXT = st.text(SIGNS).filter(lambda text: not any(map(encoded_twice, (text, text.strip(), " ".join(text.split())))))


@given(TEXT, TEXT, TEXT)
def test_no_text_is_taken_for_markup(title: str, abstract: str, name: str) -> None:
    """Titles, abstracts and names come back word for word, whatever signs they have in them."""
    author = f"<author><name>{escape(name)}</name></author>"
    content = feed(entry(title=f"T{title}", summary=abstract).replace("</entry>", f"{author}</entry>"))
    paper = read(content)
    assert paper.title == " ".join(f"T{title}".split())
    assert paper.abstract == " ".join(abstract.split())
    assert paper.authors == ((" ".join(name.split()),) if name.strip() else ())


def test_text_that_was_encoded_twice_is_mended() -> None:
    """What a careless program made of an accent on its way to arXiv is an accent again."""
    assert read(feed(entry(summary="Poincar\u00c3\u00a9"))).abstract == "Poincaré"


@pytest.mark.parametrize(
    "text", ["a<b and c>d", "<b>bold</b>", "<script>x</script>", "&lt;", "&amp;amp;", "<img src='x'>", "R&D", "a@b.org"]
)
def test_what_looks_like_markup_stays(text: str) -> None:
    """Mathematics and even whole tags in an abstract are the authors' words; escaping is for those who draw pages."""
    assert read(feed(entry(summary=text))).abstract == text


def test_an_entry_with_little_in_it_is_a_paper() -> None:
    """Only id and title are needed; the rest is empty, and the PDF follows from the id."""
    paper = read(feed("<entry><id>http://arxiv.org/abs/hep-ex/0307015</id><title>0</title></entry>"))
    assert paper == Paper(
        id="arxiv:hep-ex/0307015",
        title="0",
        url="https://arxiv.org/abs/hep-ex/0307015",
        pdf_url="https://arxiv.org/pdf/hep-ex/0307015",
    )


def test_nothing_found_is_an_empty_page() -> None:
    """A feed without entries is a quiet day, not a failure."""
    page = read_page(feed("", total="0"))
    assert page is not None
    assert (page.papers, page.total) == ((), 0)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_errors_of_both_forms_are_quoted(scheme: str) -> None:
    """An entry that is an error becomes one, in arXiv's own words."""
    told = entry(id=f"{scheme}://arxiv.org/api/errors#bad", title="Error", summary="incorrect id format for abc")
    with pytest.raises(SourceError, match="arXiv refused the request: incorrect id format for abc") as caught:
        read_page(feed(told))
    assert "query" in caught.value.hint


def test_a_page_for_people_is_no_feed() -> None:
    """The page that suspects a robot is told by its title, and by what to do."""
    with pytest.raises(SourceError, match="web page instead of a feed, called 'Are you a robot\\?'") as caught:
        read_page(b"\n<!DOCTYPE html><html><head><title>Are you\n a robot?</title></head></html>")
    assert "robot" in caught.value.hint
    with pytest.raises(SourceError, match=r"(?m)instead of a feed$"):
        read_page(b"<HTML><body>Hello</body></HTML>")


WHOLE = (FIXTURES / "form_of_2026.xml").read_bytes()


@given(st.integers(0, len(WHOLE.rstrip()) - 1))
def test_a_feed_that_is_cut_anywhere_is_not_believed(end: int) -> None:
    """However much of a feed came, a part of it is not taken for the whole."""
    assert read_page(WHOLE[:end]) is None


@pytest.mark.parametrize("content", [b"", b"{}", b"busy", b"<rss><channel/></rss>", feed("", total="many")])
def test_something_else_is_not_a_feed(content: bytes) -> None:
    """What is no Atom, or does not say how much there is, may be another answer next time."""
    assert read_page(content) is None


def test_an_answer_is_never_opened_as_a_file(tmp_path: Path) -> None:
    """An answer that happens to be the name of a file is not replaced by what is in the file."""
    secret = tmp_path / "feed.xml"
    secret.write_bytes(WHOLE)
    assert read_page(str(secret).encode()) is None


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"published": "yesterday"}, "arxiv.org/abs/2611.00001v1: published"),
        ({"title": ""}, "title"),
        ({"id": "https://example.org/1"}, "'https://example.org/1', which is none of its own"),
    ],
)
def test_an_entry_that_makes_no_sense_is_told(parts: dict[str, str], told: str) -> None:
    """A strange entry stops the source with its name; it is not passed on half-understood."""
    with pytest.raises(SourceError, match=told):
        read_page(feed(entry(**parts)))


def recorded_answers() -> list[tuple[int, bytes]]:
    """Return the answers arXiv once gave, with their status, where they are at hand."""
    folder = recorded("arxiv_api/new2026")
    answers = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.iterdir())] if folder else []
    old = recorded("arxiv_api/old2025/xiv_arxiv_response.xml")
    return [(one["status_code"], one["body"].encode()) for one in answers] + ([(200, old.read_bytes())] if old else [])


def test_recorded_answers_are_read_whole() -> None:
    """Every answer on record gives as many papers as it has entries, each with all that readers need, or its error."""
    for status, body in [*recorded_answers(), (200, WHOLE)]:
        if status == 400:
            with pytest.raises(SourceError, match="arXiv refused the request: "):
                read_page(body)
            continue
        page = read_page(body)
        assert page is not None
        assert len(page.papers) == body.count(b"<entry>") <= page.total
        for paper in page.papers:
            assert all([paper.title, paper.abstract, paper.authors, paper.published, paper.version, paper.categories])
            assert paper.pdf_url.startswith("https://arxiv.org/pdf/")
