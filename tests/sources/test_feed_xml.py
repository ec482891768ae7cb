"""Feeds in XML are read in any encoding and any state, and nothing in them does harm."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.errors import SourceError
from summarizer.sources.feed_entry import FeedEntry, paper_from_entry
from summarizer.sources.feed_xml import decode, read_xml

URL = "https://example.org/blog/feed.xml"
BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">\n' for n in range(1, 10))


def rss(*items: str, head: str = "", channel: str = "") -> str:
    """Write a feed with these items, and with what comes before it."""
    wrapped = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><title>Blog</title>{channel}{wrapped}'
        "</channel></rss>"
    )


def atom(entry: str, signed: str = "") -> str:
    """Write a feed of one entry."""
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>{signed}<entry>{entry}</entry></feed>'


def read(text: str) -> FeedEntry:
    """Read a feed of one entry."""
    (entry,) = read_xml(text, URL)
    return entry


@pytest.mark.parametrize("feed", [rss(), '<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title></feed>'])
def test_an_empty_feed_is_empty(feed: str) -> None:
    """A quiet blog is no error."""
    assert read_xml(feed, URL) == ()


def test_text_is_told_from_html_where_the_feed_tells() -> None:
    """In Atom, text is text; in RSS, whatever looks like a tag is one."""
    title = "Use of &lt;b&gt; in &lt;i&gt;HTML&lt;/i&gt;"
    assert read(atom(f"<title>{title}</title>")).title.plain == "Use of <b> in <i>HTML</i>"
    assert read(atom(f'<title type="html">{title}</title>')).title.plain == "Use of in HTML"
    assert read(rss(f"<title>{title}</title>")).title.plain == "Use of in HTML"


def test_who_signs_an_atom_feed_signs_its_entries() -> None:
    """In RSS whoever looks after the server is no author."""
    ada, bo = (f"<author><name>{name}</name></author>" for name in ("Ada", "<![CDATA[<b>Bo</b>]]>"))
    assert read(atom("<title>T</title>", ada)).authors == ("Ada",)
    assert read(atom(f"<title>T</title>{bo}", ada)).authors == ("Bo",)
    editor = "<managingEditor>help@example.org (Help)</managingEditor>"
    assert read(rss("<title>T</title>", channel=editor)).authors == ()


def test_authors_of_rss_are_names_and_not_addresses() -> None:
    """The element holds an address by the book, and a name in practice."""
    both, only = (read(rss(f"<author>{author}</author>")) for author in ("a@example.org (Ada)", "a@example.org"))
    assert (both.authors, only.authors) == (("Ada",), ())


def test_elements_with_attributes_that_nobody_expects_are_left_alone() -> None:
    """What feedparser keeps in another form than text is not understood, and does no harm."""
    entry = read(rss('<title>T</title><dc:identifier scheme="x">10.5555/7</dc:identifier><category domain="d"/>'))
    assert (entry.doi, entry.tags) == ("", ())


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("<pubDate>Wed, 18 Nov 2026 17:59:46 EST</pubDate>", datetime(2026, 11, 18, 22, 59, 46, tzinfo=UTC)),
        ("<pubDate>2026-11-18</pubDate>", datetime(2026, 11, 18, tzinfo=UTC)),
        ("<pubDate>some day</pubDate>", None),
        ("<pubDate>0000-01-01</pubDate>", None),
        ("", None),
    ],
)
def test_dates_are_moments_or_nothing(date: str, moment: datetime | None) -> None:
    """Dates come in many forms; one that makes no sense does not cost the feed."""
    assert read(rss(f"<title>T</title>{date}")).published == moment


@pytest.mark.parametrize("place", ["post", "//example.org/blog/post", " https://example.org/blog/post\n"])
def test_links_are_made_absolute(place: str) -> None:
    """They are seen from where the feed was found."""
    assert read(rss(f"<link>{place}</link>")).link == "https://example.org/blog/post"
    assert read(atom(f"<link href='{place.strip()}'/>")).link == "https://example.org/blog/post"


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("Größe – 漢".encode(), ""),
        (b"\xef\xbb\xbf" + "Größe – 漢".encode(), "text/xml"),
        ("Größe – 漢".encode(), "text/xml; charset=ISO-8859-1"),
        ("Größe – 漢".encode("utf-16"), "text/xml"),
        ("Größe – 漢".encode("gb18030"), 'text/xml; charset="gb18030"'),
        ('<?xml version="1.0" encoding="gb18030"?>Größe – 漢'.encode("gb18030"), "text/xml"),
        ("Größe – ".encode("windows-1252"), "text/xml"),
        ("Größe – ".encode("windows-1252"), "text/xml; charset=no-such-thing"),
        ("Größe – ".encode("windows-1252"), "text/xml; charset=ascii"),
    ],
)
def test_any_encoding_is_read(content: bytes, content_type: str) -> None:
    """UTF-8 where it can be, else what is said, else what it most likely is."""
    text = decode(content, content_type).rpartition("?>")[2]
    assert text.startswith("Größe – ")
    assert text in "Größe – 漢"


@pytest.mark.parametrize(
    ("broken", "title"),
    [
        (rss("<title>A & B</title>"), "A & B"),
        (rss("<title>caf&eacute;</title>"), "café"),
        (rss("<title>T</title>").partition("</item>")[0], "T"),
        (rss("<title>fine &#55357;&#56842; &#xD83D; &#99999999999; &#xFFFFFFFFFFFFFFFFFFFF;</title>"), "fine 😊 � � �"),
        (rss("<title>&#x41;&#66; &#0;</title>"), "AB "),
        (rss("<title>T</title>", head="<!-- <?xml?> -->\n <?xml version='1.0'?><!DOCTYPE rss SYSTEM 'x.dtd'>"), "T"),
    ],
)
def test_broken_xml_is_read_as_far_as_it_goes(broken: str, title: str) -> None:
    """Programs that write feeds are careless; what can be understood is."""
    assert read(broken).title.plain == title


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "answered with something that is neither RSS, Atom nor JSON Feed"),
        ("busy", "answered with something that is neither RSS, Atom nor JSON Feed"),
        ('<opml version="2.0"><body/></opml>', "answered with something that is neither RSS, Atom nor JSON Feed"),
        (rss().partition("</channel>")[0], "the feed of example.org cannot be read: no element found"),
        ('<rss version="2.0"><item><category>a</item></category>', "cannot be read: its XML makes no sense"),
    ],
)
def test_what_gives_no_entry_and_is_no_feed_is_an_error(text: str, told: str) -> None:
    """It says what is wrong and what to do."""
    with pytest.raises(SourceError, match=told) as caught:
        read_xml(text, URL)
    assert caught.value.hint


@pytest.mark.parametrize(
    "head",
    [
        f'<!DOCTYPE rss [\n<!ENTITY a0 "ha">\n{BOMB}]>',
        f"<!DOCTYPE rss [<!ENTITY a0 'ha'>{BOMB}]>".replace("\n", ""),
        f'<!DOCTYPE rss [\n<!ENTITY a0 "{"ha" * 50_000}">\n{BOMB}]>',
        '<!DOCTYPE rss [\n<!ENTITY a9 SYSTEM "file:///etc/passwd">\n]>',
        '<!DOCTYPE rss [<!ENTITY % all SYSTEM "http://127.0.0.1:9/all.dtd"> %all;]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">',
    ],
    ids=["bomb", "bomb in a line", "big bomb", "file", "parameter", "outside"],
)
def test_entities_do_nothing(head: str) -> None:
    """No text of a feed grows by what its DOCTYPE defines, and no file and no host is asked."""
    entry = read(rss("<title>&a0;&a9;&a9;</title>", head=f"<?xml version='1.0'?>\n{head}\n"))
    assert entry.title.plain == "&a0;&a9;&a9;"


def test_an_entity_that_is_used_a_thousand_times_takes_no_room() -> None:
    """Short of what parsers guard against, 100 KB would become 200 MB."""
    head = f'<!DOCTYPE rss [\n<!ENTITY a "{"x" * 100_000}">\n]>\n'
    assert len(read(rss(f"<title>{'&a;' * 2_000}</title>", head=head)).title.plain) == 6_000


PIECES = """
    <rss&version='2.0'> <channel> <item> </item> <feed&xmlns='http://www.w3.org/2005/Atom'> <entry> </entry> </rss>
    <title> </title> <category> </category> <category&term='a'/> <link> </link> <link&href='a'/> <guid> </guid> http://[
    <pubDate> </pubDate> 2026-13-45T99:99:99Z <dc:date>99999-01-01</dc:date> <author> <source> <content&mode='base64'>
    &#xD800; &#99999999999; &lt; & <![CDATA[ ]]> <!-- <!DOCTYPE <?xml ?> xmlns:dc='x' <div> <svg> <b > text é
"""
"""What feeds are made of; `&` inside a tag stands for a space."""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=30))
@example(["<rss version='2.0'><item><category>a</item></category>"])
def test_nothing_gets_out_but_papers_and_errors(pieces: list[str]) -> None:
    """Whatever a stranger sends, the source gives papers or says why not."""
    text = "".join(piece.replace("&", " ") if piece.startswith("<") else piece for piece in pieces)
    with suppress(SourceError):
        papers = [paper_from_entry(entry) for entry in read_xml(text, URL)]
        assert all(paper is None or paper.url.startswith("http") for paper in papers)


@given(st.binary())
def test_bytes_of_any_kind_are_decoded(content: bytes) -> None:
    """There is always a text, if only a strange one."""
    assert isinstance(decode(content, ""), str)
