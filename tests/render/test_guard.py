"""Nothing that stands in an attribute can break out of it, and no web font comes in by its name."""

import html5lib
import pytest

from summarizer.render.guard import COMPONENTS, to_html
from summarizer.render.validation import BLOCKS, CHILDREN

EVIL = "&quot; onload=&quot;alert(1)&quot;&gt;&lt;script&gt;alert(2)&lt;/script&gt; font-family: Roboto &amp; &quot;"
MJML = """<mjml lang="en" dir="ltr"><mj-head><mj-title>{title}</mj-title></mj-head><mj-body css-class="{css}">
<mj-section background-color="{colour}"><mj-column>
<mj-button href="{href}">a</mj-button><mj-text color="{colour}" css-class="{css}">{text}</mj-text>
</mj-column></mj-section></mj-body></mjml>"""
SLOTS = {"title": "Title", "css": "a", "colour": "red", "href": "https://example.org/?a=1&amp;copy=2", "text": "b"}


@pytest.mark.parametrize("slot", SLOTS)
def test_no_slot_can_be_broken_out_of(slot: str) -> None:
    """Text that would end an attribute stays text, in tags for Outlook too."""
    html = to_html(MJML.format(**SLOTS | {slot: EVIL}))
    outlook = html.replace("<!--[if mso | IE]>", "").replace("<![endif]-->", "")
    for seen in (html, outlook):
        root = html5lib.parse(seen, namespaceHTMLElements=False)
        assert root.find(".//script") is None
        assert not [name for node in root.iter() for name in node.attrib if str(name).startswith("on")]
    assert "googleapis" not in html


def test_what_is_not_evil_stays_as_it_was() -> None:
    """Addresses keep their ampersands, and the title is read out as it is written."""
    values = SLOTS | {"title": "A &amp; B &lt;3"}
    root = html5lib.parse(to_html(MJML.format(**values)), namespaceHTMLElements=False)
    assert [node.get("href") for node in root.iter("a")] == ["https://example.org/?a=1&copy=2"]
    assert [node.get("aria-label") for node in root.iter("div") if node.get("role") == "article"] == ["A & B <3"]


def test_a_name_of_a_web_font_in_prose_loads_nothing() -> None:
    """The package looks for names of fonts in the whole email, words included."""
    assert "googleapis" not in to_html(MJML.format(**SLOTS | {"text": 'set "font-family: Lato" here "'}))


def test_whatever_may_stand_in_the_body_is_guarded() -> None:
    """A tag that is allowed one day is guarded the same day; mj-raw writes no attributes."""
    allowed = BLOCKS.union({"mj-body"}, *(CHILDREN[tag] for tag in ("mj-body", "mj-wrapper", "mj-section")))
    assert {component.component_name for component in COMPONENTS} == allowed - {"mj-raw"}
