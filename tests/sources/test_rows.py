"""A row becomes a paper with as little as a title and an id, and a bad row says what is wrong with it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Paper
from summarizer.sources.rows import BadRowError, paper_from_row


def test_a_full_row_is_kept_whole() -> None:
    """Every name a paper has can be given; names we do not know are ignored."""
    row = {
        "id": "arxiv:2301.10226",
        "title": "A  Title\n on two lines",
        "abstract": "It works.\nAlmost always.",
        "abstract_note": "written by a machine",
        "authors": ["Ada Author", " Bo Writer "],
        "published": "2023-01-24T18:59:00Z",
        "updated": "2023-06-06T00:00:00+02:00",
        "version": 3,
        "url": "https://arxiv.org/abs/2301.10226",
        "categories": ["cs.LG", "cs.CL"],
        "comment": "13 pages",
        "journal_ref": "J. 1",
        "doi": "https://doi.org/10.5555/a.1",
        "pdf_url": "https://arxiv.org/pdf/2301.10226v3",
        "stars": 5,
    }
    assert paper_from_row(row) == Paper(
        id="arxiv:2301.10226",
        title="A Title on two lines",
        abstract="It works. Almost always.",
        abstract_note="written by a machine",
        authors=("Ada Author", "Bo Writer"),
        published=datetime(2023, 1, 24, 18, 59, tzinfo=UTC),
        updated=datetime(2023, 6, 5, 22, tzinfo=UTC),
        version=3,
        url="https://arxiv.org/abs/2301.10226",
        categories=("cs.LG", "cs.CL"),
        comment="13 pages",
        journal_ref="J. 1",
        doi="10.5555/a.1",
        pdf_url="https://arxiv.org/pdf/2301.10226v3",
    )


@pytest.mark.parametrize(
    ("row", "identity"),
    [
        ({"id": "arxiv:1706.03762"}, ("arxiv:1706.03762", "https://arxiv.org/abs/1706.03762", None)),
        ({"id": "1706.03762v2"}, ("arxiv:1706.03762", "https://arxiv.org/abs/1706.03762", 2)),
        ({"id": "1706.03762v2", "version": 5}, ("arxiv:1706.03762", "https://arxiv.org/abs/1706.03762", 5)),
        ({"id": "math.GT/0309136"}, ("arxiv:math/0309136", "https://arxiv.org/abs/math/0309136", None)),
        (
            {"url": "https://arxiv.org/pdf/1706.03762v2.pdf"},
            ("arxiv:1706.03762", "https://arxiv.org/pdf/1706.03762v2.pdf", 2),
        ),
        (
            {"id": "conf:7", "url": "https://arxiv.org/abs/1706.03762v2"},
            ("conf:7", "https://arxiv.org/abs/1706.03762v2", None),
        ),
        ({"url": " https://example.org/a "}, ("https://example.org/a", "https://example.org/a", None)),
        ({"id": "https://example.org/a"}, ("https://example.org/a", "https://example.org/a", None)),
        ({"id": "doi:10.5555/a.1"}, ("doi:10.5555/a.1", "https://doi.org/10.5555/a.1", None)),
        ({"id": "conf:7", "doi": "doi:10.5555/a.1"}, ("conf:7", "https://doi.org/10.5555/a.1", None)),
        ({"id": "conf:7", "pdf_url": "https://example.org/7.pdf"}, ("conf:7", "https://example.org/7.pdf", None)),
        ({"id": "conf:7"}, ("conf:7", "", None)),
    ],
)
def test_identity_and_address_follow_from_each_other(row: dict[str, Any], identity: tuple[str, str, int]) -> None:
    """An id gives the address and an address the id, wherever one can be made of the other."""
    paper = paper_from_row({"title": "T"} | row)
    assert (paper.id, paper.url, paper.version) == identity


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-21", datetime(2026, 11, 21, tzinfo=UTC)),
        ("2026-11-21 06:30", datetime(2026, 11, 21, 6, 30, tzinfo=UTC)),
        ("2026-11-21T06:30:00Z", datetime(2026, 11, 21, 6, 30, tzinfo=UTC)),
        ("2026-11-21T01:00:00+02:00", datetime(2026, 11, 20, 23, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read_as_utc(text: str | None, moment: datetime | None) -> None:
    """A plain date is midnight, a time without a zone is UTC, and what is empty is no date."""
    assert paper_from_row({"id": "a:1", "title": "T", "published": text}).published == moment


def test_lists_may_be_texts() -> None:
    """In a table, semicolons part authors and categories."""
    row = {"id": "a:1", "title": "T", "authors": "Author, Ada; Bo Writer;", "categories": "cs.LG;cs.CL"}
    paper = paper_from_row(row)
    assert paper.authors == ("Author, Ada", "Bo Writer")
    assert paper.categories == ("cs.LG", "cs.CL")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"id": "a:1"}, "title is missing"),
        ({"id": "a:1", "title": "  "}, "title is missing"),
        ({"title": "T"}, "both id and url are missing; one is needed"),
        ({"id": "", "url": None, "title": "T"}, "both id and url are missing; one is needed"),
        ({"id": 2301.10226, "title": "T"}, "id: Input should be a valid string"),
        ({"id": "a:1", "title": "T", "published": "2023"}, "published: '2023' is no date such as 2026-11-21"),
        ({"id": "a:1", "title": "T", "published": 1700000000}, "published: 1700000000 is no date such as 2026-11-21"),
        (
            {"id": "a:1", "title": "T", "updated": "0001-01-01T00:00+05:00"},
            "updated: '0001-01-01T00:00+05:00' is no date such as 2026-11-21",
        ),
        ({"id": "a:1", "title": "T", "version": 0}, "version: Input should be greater than 0"),
        ({"id": "a:1", "title": "T", "authors": ["A", 5]}, "authors.1: Input should be a valid string"),
        ({"id": "a:1", "title": "T", "authors": {"name": "A"}}, "authors: Input should be a valid tuple"),
        ({"id": "a:1", "title": "T", "doi": 10.5}, "doi: Input should be a valid string"),
        ({"url": "javascript:alert(1)", "title": "T"}, "url: 'javascript:alert(1)' is no web address"),
        ({"id": "a:1", "title": "T", "pdf_url": "/etc/passwd"}, "pdf_url: '/etc/passwd' is no web address"),
        (["T"], "it is no object with names and values"),
        ("T", "it is no object with names and values"),
        (None, "it is no object with names and values"),
    ],
)
def test_a_bad_row_says_what_is_wrong(row: object, told: str) -> None:
    """The message names what is at fault and why, for somebody with the file open before them."""
    with pytest.raises(BadRowError) as caught:
        paper_from_row(row)
    assert str(caught.value) == told


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
NAMES = ["id", "title", "url", "abstract", "authors", "published", "version", "categories", "doi", "other"]


@given(st.dictionaries(st.sampled_from(NAMES), JSON) | JSON)
def test_any_row_is_a_paper_or_a_bad_row(row: object) -> None:
    """Nothing that JSON can say makes the reader fail in another way."""
    try:
        paper = paper_from_row(row)
    except BadRowError as error:
        assert str(error)  # noqa: PT017 - either outcome is right, and each has its own property
    else:
        assert paper.id
        assert paper.title


@given(st.datetimes(timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))))
def test_any_moment_can_be_given(moment: datetime) -> None:
    """A date written by Python is read as the same moment, or refused where UTC has no such year."""
    row = {"id": "a:1", "title": "T", "published": moment.isoformat()}
    try:
        expected = moment.astimezone(UTC)
    except OverflowError:
        with pytest.raises(BadRowError, match="is no date"):
            paper_from_row(row)
    else:
        assert paper_from_row(row).published == expected
