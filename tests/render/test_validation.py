"""MJML with a mistake is refused before the compiler would pass over it in silence."""

import pytest

from summarizer.errors import TemplateError
from summarizer.render.validation import check_mjml


def page(text: str = "", *, head: str = "", column: str = "", body: str = "") -> str:
    """Return a valid email with something put into it; what is put in stands on line 2."""
    section = f"<mj-section><mj-column>{column}<mj-text>{text}</mj-text></mj-column></mj-section>"
    return f"<mjml><mj-head>\n{head}</mj-head><mj-body>{body}{section}</mj-body></mjml>"


@pytest.mark.parametrize(
    ("mjml", "message"),
    [
        (page("<b>a"), "mismatched tag"),
        (page("a & b"), "not well-formed"),
        (page("&nbsp;"), "undefined entity"),
        (page("<mj-foo/>"), "<mj-foo> may not stand in <mj-text>"),
        (page("<b><mj-text/></b>"), "<mj-text> may not stand in <b>"),
        (page(column="<mj-foo/>"), "<mj-foo> may not stand in <mj-column>"),
        (page(column="<p>a</p>"), "<p> may not stand in <mj-column>"),
        (page(head="<mj-title><b>a</b></mj-title>"), "<b> may not stand in <mj-title>"),
        (page(column='<mj-text colour="red"/>'), "<mj-text> has no attribute 'colour'"),
        (page(column='<mj-image src="a"/>'), "<mj-image> is left out on purpose"),
        (page(head='<mj-font name="a" href="b"/>'), "<mj-font> is left out on purpose"),
        (page(body='<mj-include path="/etc/passwd"/>'), "<mj-include> is left out on purpose"),
        (page(column="<mj-carousel/>"), "<mj-carousel> is left out on purpose"),
        (page(column="<mj-accordion/>"), "<mj-accordion> is left out on purpose"),
        (page(column="<mj-navbar/>"), "<mj-navbar> is left out on purpose"),
        (page(column="<mj-social-element/>"), "<mj-social-element> is left out on purpose"),
        (page("<![CDATA[<script>]]>"), "a CDATA section"),
        (page("<?php a ?>"), "a processing instruction"),
        ("\n<!DOCTYPE mjml><mjml/>", "a document type"),
        ("<?xml version='1.0'?>\n<mjml/>", "an XML declaration"),
        ("\n<html/>", "<html> may not stand in the document"),
        ("<mjml>\n</mjml>", "no mj-body"),
        ("", "no element found"),
        ('<mjml\nlang="en&quot; onload=&quot;a">', "is no language"),
        ('<mjml\ndir="auto">', "dir='auto'"),
    ],
)
def test_what_is_refused(mjml: str, message: str) -> None:
    """The message says what and on which line, the hint what to do."""
    with pytest.raises(TemplateError) as caught:
        check_mjml(mjml)
    assert message in str(caught.value)
    assert "line " in str(caught.value)
    assert caught.value.hint


def test_the_line_is_shown() -> None:
    """The filled template is on nobody's disk, so the message shows where it broke."""
    with pytest.raises(TemplateError, match=r"line 2: .*“<mj-font name=\"a\"/></mj-head>"):
        check_mjml(page(head='<mj-font name="a"/>'))


def test_what_is_fine() -> None:
    """The tags that a newsletter of one's own may want, with any HTML inside."""
    check_mjml(
        page(
            'a <a href="https://x.org" title="b">c</a><br/><table><tr><td>d</td></tr></table>',
            head='<mj-attributes><mj-all font-family="Georgia"/><mj-text color="red"/></mj-attributes>'
            '<mj-raw><meta name="a"/></mj-raw>',
            column='<mj-button href="https://x.org">e</mj-button><mj-divider border-width="1px"/><mj-spacer/>',
        ).replace("<mjml>", '<mjml lang="pt-BR" dir="ltr">')
    )
