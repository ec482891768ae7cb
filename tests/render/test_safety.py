"""An email in which something runs or is fetched is not made."""

import pytest

from summarizer.errors import TemplateError
from summarizer.render.safety import check_html


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<SCRIPT src=x></SCRIPT>", "<script>"),
        ('<p onclick="a()">b</p>', "onclick="),
        ('<a href="javascript:alert(1)">a</a>', "javascript:"),
        ('<a href="&#106;avascript:alert(1)">a</a>', "javascript:"),
        ('<link href="https://x.org/a.css" rel="stylesheet">', "<link>"),
        ('<img src="https://x.org/a.png">', "<img>"),
        ('<td background="https://x.org/a.png">', "background="),
        ('<p style="background:url(https://x.org/a.png)">', "'url('"),
        ("<style>@import url(https://x.org);</style>", "'@import'"),
        ('<meta http-equiv="Refresh" content="0;url=https://x.org">', "refresh"),
        ('<!--[if mso]><v:fill src="https://x.org/a.png"/><![endif]-->', "src="),
        ("<form><input></form>", "<form>"),
    ],
)
def test_what_is_refused(html: str, what: str) -> None:
    """The message names it, with its line, and says why."""
    with pytest.raises(TemplateError, match=r"line 2: ") as caught:
        check_html(f"<p>\n{html}")
    assert what in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://x.org">a</a> <a href="mailto:a@b.org">b</a> <a href="#c">c</a> <a name="d">d</a>',
        '<meta http-equiv="Content-Type" content="text/html"><meta name="color-scheme" content="light dark">',
        "<style>p { color: red }</style><p style='color:red'>@import and url( are words here</p>",
        "<!-- <script> --><!--[if !mso]><!--><p>a</p><!--<![endif]-->",
    ],
)
def test_what_is_fine(html: str) -> None:
    """Links, words and styles that load nothing."""
    check_html(html)


def test_a_line_that_only_outlook_sees_is_named() -> None:
    """Lines inside a conditional comment are counted from the top of the email."""
    with pytest.raises(TemplateError, match="line 3"):
        check_html("<p>\n<!--[if mso | IE]>\n<img src='a'>\n<![endif]-->")
