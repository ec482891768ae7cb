"""HTML becomes words, and nothing that was no HTML is lost on the way."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sources.plain import plain_text

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("plain\n words", "plain words"),
        ("AT&amp;T &lt;b&gt; &#8220;x&#x201d; &nbsp; y", "AT&T <b> “x” y"),
        ("<p>One.</p><p>Two<br/>three <b>b</b>old.</p>", "One. Two three bold."),
        ("<UL><LI>a<LI>b</UL>c", "a b c"),
        ('<a href="x>y" title=\'a "b"\'>link</a>ed', "linked"),
        ("<style>p > a { }</style><script>if (a<b) alert('</p>')</script>seen", "seen"),
        ("<template><p>unseen</p></template>seen</template>", "seen"),
        ("<script src='a.js'/>seen", "seen"),
        ("a<!-- <p>not -->b<!-- never closed", "a b"),
        ("<video controls>film</video><my-card>own</my-card><o:p>Word</o:p>", "film ownWord"),
        ("<svg viewBox='0 0 1 1'><path d='M0'/></svg>drawn", "drawn"),
        ("https://example.org/page.html", "https://example.org/page.html"),
    ],
)
def test_html_is_read_as_people_see_it(html: str, words: str) -> None:
    """Tags, comments and scripts go, entities are told, and blocks stand apart."""
    assert plain_text(html) == words


@pytest.mark.parametrize(
    "text",
    [
        "Loss falls for $m<n$ and $n>m$, p < 0.05 <",
        "where a<b and c>d holds",
        "between <think> and </think> the model",
        "a <3 b </ 5> c <? d ?> <!DOCTYPE e> <![CDATA[f]]>",
        "R&D and x&y",
    ],
)
def test_what_is_no_tag_is_kept(text: str) -> None:
    """Formulas and the tokens of language models come through, although nobody escaped them."""
    assert plain_text(text) == text


@given(TEXT)
def test_escaped_text_comes_back(text: str) -> None:
    """Whatever was escaped properly is read word for word, also inside of tags."""
    expected = " ".join(text.split())
    assert plain_text(escape(text)) == expected
    assert plain_text(f"<div><p class='x'>{escape(text)}</p></div>") == expected


PIECES = ["<", "</", "<b", "<p ", "<script ", "a", " = ", '"', "'", "/", "n$", "<!", "<?", "\n", "]]"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_text_without_a_whole_tag_is_never_cut(text: str) -> None:
    """What begins like a tag and never ends is none."""
    assert plain_text(text) == " ".join(text.split())


@pytest.mark.parametrize(
    "piece", ["<p ", '<p a="', "<p a='\"", "<!--", "<", "&#", "<b>", "<p><b>", "</p>", "<script></", "<title>"]
)
def test_hostile_html_takes_no_longer_than_other_html(piece: str) -> None:
    """200 KB of it are read at once; a parser that goes back again and again would keep the test from ending."""
    assert len(plain_text(piece * (200_000 // len(piece)) + "</p>" * 10_000)) <= 250_000
