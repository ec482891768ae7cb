"""Markdown becomes HTML in which nothing runs and nothing is loaded."""

from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.markdown import to_html, to_inline_html, web_address

MARKED = (
    '<span class="grey" title="not found in the paper">a</span>'
    '<sup role="img" aria-label="not found in the paper">?</sup>'
)
TAGS = {*("p", "ul", "ol", "li", "hr", "pre", "code", "a", "b", "i", "br", "span", "sup")}
ATTRIBUTES = {"class", "style", "href", "title", "role", "aria-label", "start"}
MARKUP = st.text(alphabet=st.sampled_from(list("\\`*_[]()<>&;#-+=~!.:1 ax\n\t@/?\"'{}")) | st.characters(codec="utf-8"))


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b* **c** `d < e`", '<p style="margin:12px 0 0">a <i>b</i> <b>c</b> <code>d &lt; e</code></p>'),
        ("*quiet*", '<p class="meta" style="margin:6px 0 0">quiet</p>'),
        ("> **a**, b", '<p class="tldr why" style="margin:12px 0 0"><b>a</b>, b</p>'),
        ("> - a", '<ul style="margin:12px 0 0"><li>a</li></ul>'),
        ("# a", '<p style="margin:12px 0 0"><b>a</b></p>'),
        ("[a](?)", f'<p style="margin:12px 0 0">{MARKED}</p>'),
        ("[a](https://x.org/?b=1&c=2)", '<p style="margin:12px 0 0"><a href="https://x.org/?b=1&amp;c=2">a</a></p>'),
        ("[*a*](javascript:alert(1))", '<p style="margin:12px 0 0"><i>a</i></p>'),
        ("[a](data:text/html,b) [c](//x.org)", '<p style="margin:12px 0 0">a c</p>'),
        ("![a *b*](https://x.org/p.png)", '<p style="margin:12px 0 0">a b</p>'),
        ("<script>alert(1)</script>", '<p style="margin:12px 0 0">&lt;script&gt;alert(1)&lt;/script&gt;</p>'),
        ("a  \nb\nc", '<p style="margin:12px 0 0">a<br/>b c</p>'),
        ("---", '<hr style="margin:12px 0 0"/>'),
        ("    a <b>\n", '<pre style="margin:12px 0 0">a &lt;b&gt;</pre>'),
        ("3. a\n\n   b", '<ol style="margin:12px 0 0" start="3"><li>a<p style="margin:6px 0 0">b</p></li></ol>'),
        ("-\n- # a", '<ul style="margin:12px 0 0"><li></li><li><p style="margin:6px 0 0"><b>a</b></p></li></ul>'),
        ("", ""),
    ],
)
def test_what_becomes_of_it(markdown: str, html: str) -> None:
    """Blocks carry their margins; only the quiet line below a title stands close to it."""
    assert to_html(markdown) == html


def test_only_the_first_quiet_line_stands_close() -> None:
    """The last line of an entry keeps its distance."""
    first, _, last = to_html("*a*\n\nb\n\n*c*").split("\n")
    assert "6px" in first
    assert "12px" in last


def test_one_line_has_no_blocks() -> None:
    """A list item of the page takes the words of all blocks."""
    assert to_inline_html("a *b*\n\n- [c](?)\n\n`d`") == f"a <i>b</i> {MARKED.replace('>a<', '>c<')} <code>d</code>"
    assert to_inline_html("```\na < b\n```\n\n---") == "a &lt; b"


@given(text=MARKUP)
def test_nothing_dangerous_comes_out(text: str) -> None:
    """Whatever is written: well-formed XML, only the tags and attributes we know, only safe links."""
    for html in (to_html(text), to_inline_html(text)):
        for node in ET.fromstring(f"<div>{html}</div>").iter():  # noqa: S314 - our own output
            assert node.tag in TAGS | {"div"}
            assert set(node.attrib) <= ATTRIBUTES
            assert node.get("href", "https://").startswith(("http://", "https://", "mailto:"))
        assert "<script" not in html5lib.serialize(html5lib.parseFragment(html)).lower()


@pytest.mark.parametrize("url", ["https://x.org/a'b(c)", "HTTP://x.org", "mailto:a@b.org"])
def test_addresses_that_are_safe(url: str) -> None:
    """Web and mail, as they are written."""
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url", ["", "?", "javascript:alert(1)", "https://a b", 'https://a"b', "ftp://x", "/a", "https:"]
)
def test_addresses_that_are_not(url: str) -> None:
    """Everything else is no address."""
    assert web_address(url) == ""
