"""The email as readers get it: our own template, compiled, in all its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from summarizer.assets import shipped
from summarizer.edition import Edition, EditionEntry, EditionSection, Frame, Pages
from summarizer.errors import TemplateError
from summarizer.render.email import draw, page_filters
from summarizer.render.fit import LIMIT, WARN
from summarizer.render.mjml import MjmlCompiler
from summarizer.templating import Templates
from tests.fakes import NOON

TEMPLATES = Templates.for_pages([shipped("templates")], page_filters())
BODY = """*Author, Other · 13 Jun 2024 · cs.LG · from the abstract*

> **Larger steps are stood**, by flatter regions.

The gain comes from a larger rate. [It holds at every batch size.](?)

**By how much.** Up to 1 in 4 steps.

*[PDF](https://arxiv.org/pdf/2406.09405?a=1&copy=2) · [code](https://example.org/code) · 8 of 9 claims found*"""
EVIL = """"' onload="alert(1)"><script>alert(2)</script><img src=x onerror=alert(3)> {{ a }} font-family: Roboto" &quot;
\x00\x1b"""
FRAME = Frame(
    newsletter="News",
    issue="2026-W47",
    language="en",
    account="412 papers fetched, 30 chosen.",
    web_url="https://example.org/news",
    unsubscribe_url="mailto:news@example.org?subject=unsubscribe",
)


def entry(title: str = "A paper", body: str = BODY, url: str = "https://arxiv.org/abs/2406.09405") -> EditionEntry:
    """Return an entry in depth."""
    return EditionEntry(title=title, url=url, body=body, line=1)


def section(title: str, *entries: EditionEntry, listed: bool = False, note: str = "") -> EditionSection:
    """Return a section."""
    return EditionSection(title=title, note=note, entries=entries, listed=listed, line=1, last_line=2)


LINES = (
    entry("A short paper", "it fails *because* it commits.", "https://arxiv.org/abs/2406.05183"),
    entry("A paper without words", "", "https://arxiv.org/abs/2406.05184?v=1&w=2"),
)
EDITION = Edition(
    title="News: week 47, 2026",
    published_at=NOON,
    snippet="Larger steps. And more.",
    tags=(),
    lead="Warm-up is about *larger* steps; see [here](https://example.org/lead).",
    sections=(
        section("In depth", entry(), entry("Another paper", url="https://arxiv.org/abs/2405.20233")),
        section("In brief", *LINES, listed=True, note="Words of the editor."),
        section("About papers covered before", note="**Withdrawn:** a benchmark."),
    ),
)


@dataclass
class Counting(MjmlCompiler):
    """The real compiler, which keeps what it was given."""

    given: list[str] = field(default_factory=list)

    def compile(self, mjml: str) -> str:
        self.given.append(mjml)
        return super().compile(mjml)


def drawn(edition: Edition = EDITION, **frame: Any) -> Pages:
    """Draw an edition with our templates."""
    return draw(edition, replace(FRAME, **frame), TEMPLATES, MjmlCompiler())


def parsed(html: str) -> Element:
    """Parse as a browser does."""
    root: Element = html5lib.parse(html, namespaceHTMLElements=False)
    return root


def said(node: Element) -> str:
    """Return all text below a node, with single spaces."""
    return " ".join("".join(node.itertext()).split())


def nodes(root: Element, *tags: str) -> list[Element]:
    """Return all nodes with these tags, in their order."""
    return [node for node in root.iter() if node.tag in tags]


def test_the_hierarchy_of_the_page() -> None:
    """One title, then sections, then entries: headings in order, with the links they are."""
    root = parsed(drawn().html)
    assert [(node.tag, said(node)) for node in nodes(root, "h1", "h2", "h3", "h4")] == [
        ("h1", "News: week 47, 2026"),
        ("h2", "In depth"),
        ("h3", "A paper"),
        ("h3", "Another paper"),
        ("h2", "In brief"),
        ("h2", "About papers covered before"),
    ]
    assert [said(node) for node in nodes(root, "li")] == [
        "A short paper: it fails because it commits.",
        "A paper without words",
    ]


def test_masthead_preheader_and_foot() -> None:
    """What an inbox shows, what stands first, and what stands last."""
    pages = drawn()
    root = parsed(pages.html)
    quiet = [said(node) for node in nodes(root, "p") if "meta" in node.get("class", "")]
    hidden = [said(node) for node in nodes(root, "div") if "display:none" in node.get("style", "")]
    assert pages.subject == "News: week 47, 2026"
    assert hidden == ["Larger steps. And more."]
    assert quiet[0] == "2026-W47 · 21 November 2026 · 1 minute"
    assert quiet[-2:] == ["412 papers fetched, 30 chosen.", "On the web · Unsubscribe"]
    assert pages.warnings == ()


def test_a_marked_claim_is_seen_and_heard() -> None:
    """Dotted line and question mark for the eye, words for who listens."""
    root = parsed(drawn().html)
    (claim, _) = [node for node in nodes(root, "span") if node.get("class") == "grey"]
    (mark, _) = nodes(root, "sup")
    assert (said(claim), claim.get("title")) == ("It holds at every batch size.", "not found in the paper")
    assert (said(mark), mark.get("role"), mark.get("aria-label")) == ("?", "img", "not found in the paper")


def test_the_plain_twin() -> None:
    """The same words in the same order, the addresses below, nothing wider than 72 columns."""
    text = drawn().text
    assert text.startswith("News: week 47, 2026\n2026-W47 · 21 November 2026 · 1 minute\n\nWarm-up is about larger")
    assert f"\n\nIN DEPTH\n{'-' * 72}\n\nA paper\nhttps://arxiv.org/abs/2406.09405\n\nAuthor, Other" in text
    assert "> Larger steps are stood, by flatter regions.\n" in text
    assert "- A short paper: it fails because it commits.\n  https://arxiv.org/abs/2406.05183\n" in text
    assert text.endswith(
        f"{'-' * 72}\n412 papers fetched, 30 chosen.\n\nOn the web: https://example.org/news\n"
        "Unsubscribe: mailto:news@example.org?subject=unsubscribe\n"
    )
    assert max(map(len, text.splitlines())) <= 72


def test_every_title_and_every_link_is_in_the_twin() -> None:
    """Who reads text misses nothing."""
    pages = drawn()
    root, flat = parsed(pages.html), " ".join(pages.text.split())
    links = {node.get("href", "") for node in nodes(root, "a")}
    assert len(links) == 9
    assert all(link in flat for link in links)
    assert all(said(node) in flat or said(node).upper() in flat for node in nodes(root, "h1", "h2", "h3", "li"))


def test_what_is_missing_leaves_no_trace() -> None:
    """No lead, no snippet, no address on the web, none to unsubscribe, no safe address of an entry."""
    bare = replace(EDITION, lead="", snippet="", sections=(section("In depth", entry(url="javascript:alert(1)")),))
    pages = drawn(bare, web_url="", unsubscribe_url="")
    root = parsed(pages.html)
    assert [said(node) for node in nodes(root, "h3")] == ["A paper"]
    assert {said(node) for node in nodes(root, "a")} == {"PDF", "code"}
    assert "Unsubscribe" not in pages.html + pages.text
    assert "On the web" not in pages.html + pages.text
    assert "javascript" not in pages.html + pages.text


@pytest.mark.parametrize(
    "edition",
    [
        replace(EDITION, title=EVIL),
        replace(EDITION, snippet=EVIL),
        replace(EDITION, lead=EVIL),
        replace(EDITION, sections=(section(EVIL, entry(), note=EVIL),)),
        replace(EDITION, sections=(section("In depth", entry(EVIL, f"*{EVIL}*\n\n> {EVIL}\n\n{EVIL}")),)),
        replace(EDITION, sections=(section("In depth", entry(url=f"https://x.org/{EVIL}")),)),
        replace(EDITION, sections=(section("In brief", entry(EVIL, EVIL, "javascript:alert(1)"), listed=True),)),
        replace(EDITION, sections=(section("In depth", entry(body=f"[a](https://x.org/{EVIL}) [b](<{EVIL}>)")),)),
    ],
    ids=["title", "snippet", "lead", "section", "entry", "address", "line", "link"],
)
def test_hostile_words_stay_words(edition: Edition) -> None:
    """In whichever place they stand: no script, no handler, nothing loaded, no address but those of links."""
    pages = drawn(edition, account=EVIL, issue=EVIL, web_url=f"https://x.org/{EVIL}", unsubscribe_url=EVIL)
    shown_to_outlook = re.sub(r"<!--\[if[^\]]*\]>|<!\[endif\]-->", "", pages.html)
    for html in (pages.html, shown_to_outlook):
        root = parsed(html)
        assert not nodes(root, "script", "img", "link", "iframe", "form")
        for node in root.iter():
            assert not [name for name in node.attrib if str(name).startswith("on") or name == "src"]
            assert node.get("href", "https://").startswith(("https://", "mailto:"))
    assert "\n" not in pages.subject


def test_a_language_that_is_none_is_refused() -> None:
    """The one setting that stands in an attribute is checked."""
    with pytest.raises(TemplateError, match="is no language"):
        drawn(language='en" onload="a')


def test_right_to_left() -> None:
    """The whole page turns for languages that are written so; the rule of the TL;DR changes sides."""
    html = drawn(language="ar-EG").html
    root = parsed(html)
    assert (root.get("lang"), root.get("dir")) == ("ar-EG", "rtl")
    assert ".why { border-right: 3px" in html
    assert "text-align:right" in html
    assert parsed(drawn().html).get("dir") == "ltr"


def test_a_title_in_another_script_keeps_to_itself() -> None:
    """Its direction is its own: neither the colon after it nor its neighbours turn."""
    titles = [node for node in nodes(parsed(drawn().html), "h1", "h2", "h3", "a") if node.get("dir") == "auto"]
    assert [node.tag for node in titles] == ["h1", "h2", "h3", "a", "h3", "a", "h2", "a", "a", "h2"]


def test_nothing_is_small_and_everything_can_be_read() -> None:
    """13 px at least; 4.5 to 1 at least for every colour of text, light and dark."""
    html = drawn().html
    light, dark = html[html.index(":root") :].split("prefers-color-scheme: dark", 1)
    dark = dark[: dark.index("</style>")]
    assert min(map(int, re.findall(r"font-size: (\d+)px", light))) == 13
    assert {size for size in re.findall(r"font-size:(\d+)px", html) if int(size) < 13} == {"0", "1"}
    for css, paper in ((light, "#f4f1ea"), (dark, "#1b1a18")):
        inks = set(re.findall(r"(?<![-\w])color: (#\w{6})", css))
        assert len(inks) == 3
        assert all(contrast(ink, paper) >= 4.5 for ink in inks)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio as WCAG 2 defines it."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG 2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_long_words_break() -> None:
    """A word wider than a telephone does not widen the page."""
    cells = [node for node in nodes(parsed(drawn().html), "td") if node.get("align") == "left"]
    assert len(cells) == 7
    assert all("word-break:break-word" in node.get("style", "") for node in cells)


def many(in_depth: int, in_brief: int) -> Edition:
    """Return an edition of that many entries, each of about 1,500 and 250 characters."""
    long = f"{BODY}\n\n{'Some more words of the summary follow here. ' * 25}"
    deep = (entry(f"Paper {number}", long) for number in range(in_depth))
    brief = (entry(f"Line {number}", "word " * 40) for number in range(in_brief))
    return replace(EDITION, sections=(section("In depth", *deep), section("In brief", *brief, listed=True)))


def test_thirty_entries_fit_easily() -> None:
    """Ten in depth and twenty in brief are far from the limit, in one drawing."""
    compiler = Counting()
    pages = draw(many(10, 20), FRAME, TEMPLATES, compiler)
    assert len(pages.html.encode()) < WARN
    assert len(compiler.given) == 1
    assert pages.warnings == ()


def test_an_entry_costs_less_than_a_kilobyte_of_markup() -> None:
    """What stands around the words of an entry is small: that is how so many fit."""
    one, two = (drawn(replace(EDITION, sections=(section("A", *[entry("a", "b")] * count),))).html for count in (1, 2))
    assert len(two) - len(one) < 700


def test_two_hundred_entries_take_four_drawings() -> None:
    """One of them without any entry. The last line says how many more there are, and where."""
    compiler = Counting()
    pages = draw(many(100, 300), FRAME, TEMPLATES, compiler)
    last = [said(node) for node in nodes(parsed(pages.html), "p")][-3]
    assert len(compiler.given) <= 4
    assert len(pages.html.encode()) <= LIMIT
    assert re.fullmatch(r"And \d+ more in the web edition\.", last)
    assert f"{last.removesuffix('.')}:\nhttps://example.org/news\n" in pages.text
    assert "for which this email has no room." in drawn(many(100, 300), web_url="").text


def test_far_too_many_entries_are_never_drawn_together() -> None:
    """What cannot fit by any estimate costs no drawing: 1,500 entries take little longer than 150."""
    compiler = Counting()
    pages = draw(many(1500, 0), FRAME, TEMPLATES, compiler)
    assert len(compiler.given) <= 4
    assert max(map(len, compiler.given)) < LIMIT * 3 // 2
    assert LIMIT * 0.95 < len(pages.html.encode()) <= LIMIT


@pytest.mark.parametrize(
    ("hours", "shown"), [(13, "22 November 2026"), (0, "21 November 2026"), (-13, "20 November 2026")]
)
def test_the_day_is_the_one_where_the_newsletter_is(hours: int, shown: str) -> None:
    """As `published_at` is written down in the draft, with its offset; UTC has no say."""
    made = NOON.astimezone(timezone(timedelta(hours=hours)))
    pages = drawn(replace(EDITION, published_at=made))
    assert f"2026-W47 · {shown} · 1 minute" in said(parsed(pages.html))
    assert f"2026-W47 · {shown} · 1 minute" in pages.text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ edition.title | day }}", "line 2: the filter day cannot take 'News: week 47, 2026'"),
        ("{{ edition | html }}", "line 2: the filter html cannot take"),
        ("{{ frame.account | item }}", "line 2: the filter item cannot take"),
        ("{{ edition.subtitle | text }}", "line 2: 'summarizer.edition.Edition object' has no attribute 'subtitle'"),
        ("{{ edition.title + 1 }}", "line 2: TypeError: can only concatenate"),
    ],
)
@pytest.mark.parametrize("name", ["issue.mjml.j2", "issue.txt.j2"])
def test_a_mistake_in_an_own_template_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    """The file and the line, and what is wrong there; a filter that is given the wrong thing is such a mistake."""
    (tmp_path / name).write_text(f"{{# mine #}}\n{text}\n", encoding="utf-8")
    templates = Templates.for_pages([tmp_path, shipped("templates")], page_filters())
    with pytest.raises(TemplateError) as caught:
        draw(EDITION, FRAME, templates, MjmlCompiler())
    assert str(caught.value).startswith(f"{tmp_path / name}, {message}")


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("mailto:a@b.org?subject=x&body=%3Cb%3E", "mailto:a@b.org?subject=x&body=%3Cb%3E"),
        ("https://example.org/leave?id=1&copy=2", "https://example.org/leave?id=1&copy=2"),
        ("javascript:alert(1)", None),
        ('mailto:a@b.org" onclick="alert(1)', None),
        ("mailto:a@b.org\nBcc: c@d.org", None),
    ],
)
def test_the_way_out_is_safe_to_follow(url: str, href: str | None) -> None:
    """It is escaped where it can be followed, and left out of page and twin where it cannot."""
    pages = drawn(unsubscribe_url=url)
    links = {said(node): node.get("href") for node in nodes(parsed(pages.html), "a")}
    assert links.get("Unsubscribe") == href
    assert ("Unsubscribe: " + (href or "")) in pages.text if href else "Unsubscribe" not in pages.text


def test_no_expression_stands_in_an_attribute_of_mjml() -> None:
    """The guard would escape it; the rule is that it need not."""
    template = (shipped("templates") / "issue.mjml.j2").read_text(encoding="utf-8")
    assert not list(expressions(template))


def expressions(template: str) -> Iterator[str]:
    """Yield the `mj-*` tags with an expression in them."""
    for tag in re.findall(r"<mj-[^>]*>", template):
        if "{{" in tag or "{%" in tag:
            yield tag
