"""An entry makes a paper that is the same on every day, whoever tells of it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Paper
from summarizer.sources.feed_entry import LONGEST, LONGEST_TITLE, FeedEntry, Words, absolute, paper_from_entry

POST = "https://example.org/post"


def words(text: str) -> Words:
    """Make plain words."""
    return Words(written=text, html=False)


def paper(**changes: Any) -> Paper | None:
    """Make the paper of a bare entry, with what the test is about."""
    values: dict[str, Any] = {
        "title": words("T"),
        "texts": (),
        "link": POST,
        "guid": "",
        "doi": "",
        "authors": (),
        "published": None,
        "updated": None,
        "tags": (),
    }
    return paper_from_entry(FeedEntry(**(values | changes)))


def sure(**changes: Any) -> Paper:
    """Make the paper of an entry that has one."""
    made = paper(**changes)
    assert made
    return made


@pytest.mark.parametrize(
    ("given", "identity", "url"),
    [
        ({}, POST, POST),
        ({"guid": "https://example.org/?p=1"}, "https://example.org/?p=1", POST),
        ({"guid": "post-1"}, POST, POST),
        ({"guid": "0912.1234"}, POST, POST),
        ({"link": "http://arxiv.org/abs/2611.00042v2"}, "arxiv:2611.00042", "https://arxiv.org/abs/2611.00042"),
        ({"guid": "oai:arXiv.org:2611.00042v2"}, "arxiv:2611.00042", POST),
        ({"guid": "oai:arXiv.org:2611.00042v2", "link": ""}, "arxiv:2611.00042", "https://arxiv.org/abs/2611.00042"),
        ({"link": "https://doi.org/10.48550/arXiv.2611.00042"}, "arxiv:2611.00042", "https://arxiv.org/abs/2611.00042"),
        ({"doi": "10.5555/Loft.7"}, "doi:10.5555/loft.7", POST),
        ({"doi": "doi:10.5555/Loft.7", "guid": "https://example.org/?p=1"}, "doi:10.5555/loft.7", POST),
        ({"guid": "https://doi.org/10.5555/Loft%3C7%3E", "link": ""}, "doi:10.5555/loft<7>", "https://doi.org/10.5555/Loft%3C7%3E"),
        ({"link": "https://dx.doi.org/10.5555/7?rss=1"}, "doi:10.5555/7", "https://dx.doi.org/10.5555/7?rss=1"),
        ({"doi": "10.5555/7", "link": ""}, "doi:10.5555/7", "https://doi.org/10.5555/7"),
        ({"doi": "loft-7"}, POST, POST),
        ({"guid": POST, "link": ""}, POST, POST),
    ],
)  # fmt: skip
def test_the_identity_is_the_widest_known(given: dict[str, str], identity: str, url: str) -> None:
    """ArXiv's id comes before a DOI, a DOI before the feed's own id, that before the link; readers follow the link."""
    made = sure(**given)
    assert (made.id, made.url) == (identity, url)


@pytest.mark.parametrize("guid", ["", "post-1", "urn:uuid:1", "javascript:alert(1)", "tag:example.org,2026:1"])
def test_an_entry_without_an_address_is_no_paper(guid: str) -> None:
    """There is nowhere to send readers to."""
    assert paper(link="", guid=guid) is None


def test_an_announcement_of_arxiv_is_the_paper_itself() -> None:
    """What arXiv's feeds wrap around titles and abstracts goes; the version comes from the guid."""
    made = sure(
        title=words("Pigeons as Queues. (arXiv:2611.00042v2 [cs.NI] UPDATED)"),
        texts=(words("arXiv:2611.00042v2 Announce Type: replace-cross \nAbstract: We count birds."),),
        link="https://arxiv.org/abs/2611.00042",
        guid="oai:arXiv.org:2611.00042v2",
        doi="10.48550/arXiv.2611.00042",
    )
    assert (made.title, made.abstract, made.version) == ("Pigeons as Queues.", "We count birds.", 2)
    assert (made.pdf_url, made.doi) == ("https://arxiv.org/pdf/2611.00042v2", "")


def test_the_first_text_that_says_something_is_the_abstract() -> None:
    """A summary that is only a picture says nothing."""
    texts = (Words(written="<img src='x.png'>", html=True), words(""), words("All of  it."), words("More."))
    assert sure(texts=texts).abstract == "All of it."
    assert sure().abstract == ""


def test_what_has_no_title_is_called_by_its_first_sentence() -> None:
    """Short posts have none; what says nothing at all is called by its address."""
    assert sure(title=words(" "), texts=(words("It flies. It lands."),)).title == "It flies."
    long = sure(title=words(""), texts=(words("word " * 100),)).title
    assert long.endswith("word …")
    assert len(long) <= LONGEST_TITLE
    assert sure(title=words("")).title == POST


def test_a_whole_article_is_cut_at_the_end_of_a_sentence() -> None:
    """What is kept is whole sentences of at most five thousand characters."""
    article = " ".join(f"This is sentence number {number} of many." for number in range(1_000))
    abstract = sure(texts=(words(article),)).abstract
    assert article.startswith(abstract)
    assert abstract.endswith("of many.")
    assert LONGEST - 50 < len(abstract) <= LONGEST


@given(st.integers(min_value=LONGEST - 3, max_value=LONGEST + 3), st.sampled_from(["a", "ab ", "a. B "]))
def test_a_text_is_never_longer_than_it_may_be(length: int, piece: str) -> None:
    """Neither sentences nor words are needed to cut it."""
    text = (piece * length)[:length].strip()
    abstract = sure(texts=(words(text),)).abstract
    assert len(abstract) <= LONGEST
    assert abstract == text or len(text) > LONGEST


def test_signs_that_no_page_may_hold_are_left_out() -> None:
    """They would make HTML and email invalid."""
    made = sure(title=words("T\0itle\x07"), texts=(Words(written="<p>A\0 b\x1b[1m", html=True),))
    assert (made.title, made.abstract) == ("Title", "A b[1m")


def test_names_and_tags_come_once_and_clean() -> None:
    """Lists of names are split, white space is joined, and repetitions go."""
    made = sure(authors=("Ada Author and Bo Writer", "Ada Author"), tags=(" queues\n of birds", "queues of birds", " "))
    assert made.authors == ("Ada Author", "Bo Writer")
    assert made.categories == ("queues of birds",)


def test_a_change_dates_what_has_no_other_date() -> None:
    """Some feeds only say when an entry last changed."""
    first, later = datetime(2026, 11, 18, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
    assert (sure(updated=later).published, sure(updated=later).updated) == (later, later)
    assert (sure(published=first, updated=later).published, sure().published) == (first, None)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/post", "https://example.org/post"),
        (" post\n", "https://example.org/blog/post"),
        ("//example.com/a?b=c&d#e", "https://example.com/a?b=c&d#e"),
        ("HTTP://example.com", "HTTP://example.com"),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("mailto:ada@example.org", ""),
        ("data:text/html,x", ""),
        ("http://", ""),
        ("http:///post", ""),
        ("post\0", ""),
        ("http://[", ""),
        ("a b", ""),
    ],
)
def test_only_addresses_on_the_web_are_addresses(link: str, address: str) -> None:
    """What a reader clicks on is never a script."""
    assert absolute("https://example.org/blog/feed.xml", link) == address
