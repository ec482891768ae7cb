"""Titles and abstracts read as their authors meant them, and no word is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.maths import readable

HOSTILE = [
    "$",
    "{",
    "}",
    "\\",
    r"\emph{",
    r"\foo{",
    r"$\frac",
    r"\left",
    "~",
    "`",
    "``",
    "--",
    r"\href{",
    r"{\em",
    "$x$",
    r"$\text{",
    r"\(",
    "{A",
    "http://",
    "$$",
    "-",
    "'",
    "`a",
]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"$O(n\log n)$ steps, $5 and $10, 97% of Q&A", "O(n log n) steps, $5 and $10, 97% of Q&A"),
        (r"Erd\H{o}s--R\'enyi, G\"odel, Fr\'{e}chet", "Erdős–Rényi, Gödel, Fréchet"),
        (r"{\'e}t{\'e} na\"{\i}ve S\o ren Stra{\ss}e \L{}ukasz \v{S}i\v c", "été naïve Søren Straße Łukasz Šič"),
        (r"{BERT} and {GPT-4}: {E}xample", "BERT and GPT-4: Example"),
        (r"the set {a, b}", "the set {a, b}"),
        (r"\emph{the $x_1$ way}, \textbf{R}etrieval, \texttt{a\_b}", "the x₁ way, Retrieval, a_b"),
        (r"{\em so} {\large {B}}ased \underline{it}", "so Based it"),
        (r"\textcolor{red}{warm} \textsuperscript{2} H\textsubscript{2}O", "warm ² H₂O"),
        (r"\url{https://a.org/~b--c}", "https://a.org/~b--c"),
        (r"\href{https://a.org/b\_c}{code}", "code (https://a.org/b_c)"),
        (r"\href{https://a.org}{https://a.org}", "https://a.org"),
        (r"$\href{https://a.org}{code}$", "code (https://a.org)"),
        (r"Fig.~3, et al.~(2020), (1)~it, $K$~\cite{x}", r"Fig. 3, et al. (2020), (1) it, K \cite{x}"),
        ("about ~40% or ~ 3 or a~~b", "about ~40% or ~ 3 or a~~b"),
        ("x--y, so -- yes --- and pages 1--2", "x–y, so – yes — and pages 1–2"),
        ("use --flag, <!-- x -->, ---- and -1", "use --flag, <!-- x -->, ---- and -1"),
        ("``quoted'' and `single' and ``mixed\"", "“quoted” and ‘single’ and “mixed”"),
        (
            "5'' wide, \"plain\", `code`, ```fence```, the cats' it's",
            "5'' wide, \"plain\", `code`, ```fence```, the cats' it's",
        ),
        (r"50\% \& \_ \# \$5 \{x\} task\-specific a\\b a\,b", "50% & _ # $5 {x} task-specific a b a b"),
        (r"the model\'s \"Huge\" win", r"the model's \"Huge\" win"),
        (r"{\mu}m, \pm 3, \ie, \LaTeX{} and \ldots", "μm, ± 3, i.e., LaTeX and …"),
        (r"\method{} beats \cite{Smith2020} \foo{A}{B} \*", r"\method beats \cite{Smith2020} \foo{A}{B} \*"),
        (r"open { and \emph{unclosed", r"open { and \emph{unclosed"),
        ("closed } alone", "closed } alone"),
        (r"$\frac{1$ stays", r"$\frac{1$ stays"),
        (r"$\textbf{World Models}$ (WM)", "World Models (WM)"),
        (r"\^{\j} \'q \=q", r"ĵ \'q \=q"),
    ],
)
def test_what_readers_see(source: str, text: str) -> None:
    """Formulas, names, emphasis, links, ties, dashes and quotation marks, with money and code left alone."""
    assert readable(source) == text


@given(st.text().filter(lambda text: not set("\\${}~`-") & set(text)))
def test_plain_text_comes_back_unchanged(text: str) -> None:
    """Without TeX in it, nothing happens to a text."""
    assert readable(text) == text


WORDS = st.text(alphabet=st.characters(categories=("L", "Nd")), min_size=1, max_size=8).filter(
    lambda word: unicodedata.normalize("NFC", word) == word and not word.startswith("www")
)


@given(
    st.lists(
        st.tuples(
            WORDS,
            st.sampled_from(
                [
                    " ",
                    "~",
                    "--",
                    " -- ",
                    "``",
                    "''",
                    "`",
                    "\\%",
                    " \\& ",
                    "{",
                    "}",
                    " $",
                    "$ ",
                    " \\( ",
                    "$5 ",
                    " $x$ ",
                    ".",
                ]
            ),
        )
    )
)
def test_words_of_prose_survive(parts: list[tuple[str, str]]) -> None:
    """Letters and digits outside formulas are all there, in order, whatever stands between them."""
    source = "".join(word + mark for word, mark in parts)
    kept = [character for character in readable(source) if character.isalnum()]
    assert kept == [character for character in source if character.isalnum()]


@given(st.text() | st.lists(st.sampled_from([*HOSTILE, "a", "B", " ", "1"]), max_size=40).map("".join))
def test_any_text_is_accepted(text: str) -> None:
    """No text raises."""
    assert isinstance(readable(text), str)


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_no_longer_than_prose(unit: str) -> None:
    """Twenty thousand repetitions finish at once; a search that went back and forth would not."""
    assert readable(unit * 20_000)
