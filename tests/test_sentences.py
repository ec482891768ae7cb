"""Sentences are cut where a reader would cut them, and nothing is lost."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summarizer.sentences import split_sentences

PIECES = st.lists(
    st.sampled_from([*"aA1.!?…$()[]\"' \n\t-$。", "e.g.", "et al.", "\n\n", "We", "\\(", "\\)", "Fig. "]), max_size=60
).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "We use e.g. BERT, i.e. an encoder, cf. Eq. (4) and Figs. 3 and 4 vs. Sec. 2 resp. Tab. 1.",
        "Smith et al. (2020) and Jones et al. Nature agree.",
        "Dr. J. R. Doe of the U.S. Army gained approx. 3.5 points.",
        "It beats v2.0 of rdd-neurips.github.io/page.html and Node.js by 3.5 points.",
        "Let $x. Y$ and \\(a. B\\) be given.",
        "A short aside (as in class A. Then so) is not cut.",
        "1. First we measure.",
        "Steps: 1. Measure all.",
        "See no. 5 of vol. 2.",
        "We answer on Yahoo! Answers.",
        "The answer... is unknown.",
        "So far. and no further.",
        "We read (e. g. Foo) it.",
    ],
)
def test_what_is_one_sentence_stays_one(text: str) -> None:
    """Abbreviations, initials, decimals, names, formulas, brackets and list numbers end nothing."""
    assert split_sentences(text) == (text,)


@pytest.mark.parametrize(
    "sentences",
    [
        ["We win.", "They lose!", "Why?", "Nobody knows…", "The end."],
        ["It runs in the U.S.", "We then stop."],
        ["This is due to Smith et al.", "We differ."],
        ["We use BERT, GPT, etc.", "Experiments follow."],
        ['He said "go."', "(We went.)", "“Then what?”", "[Nothing.]", "Done."],
        ["It scales.", "mT5 does not.", "iPhone users do.", "k-NN fails.", "12 people came.", "$x$ is small."],
        ["Known before.[3, 4]", "We extend it."],
        ["The answer is no.", "We stop."],
        ["It lacks vitamin C.", "The rest is fine."],
        ["For all x.", "Then go."],
        ["1. Measure.", "2. Report."],
        ["- Measure.", "- Report."],
        ["See https://example.org/a.b.", "Code is there."],
        ["Это так.", "Мы знаем."],
        ["这 是。", "再 见！"],
    ],
    ids=lambda sentences: sentences[0],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    """Full stops, marks, quotes, brackets, citations, and sentences that begin with digits or lower-case names."""
    assert split_sentences(" ".join(sentences)) == tuple(sentences)


def test_chinese_needs_no_spaces() -> None:
    """A full-width stop ends a sentence even with nothing after it."""
    assert split_sentences("你好。“再见！”真的？是") == ("你好。", "“再见！”", "真的？", "是")


def test_hard_wraps_and_indents_become_single_spaces() -> None:
    """What arXiv's feeds wrap is joined again."""
    assert split_sentences("  We\n measure \t two\r\n  things. \n") == ("We measure two things.",)


def test_a_blank_line_ends_a_heading_but_not_a_sentence_that_goes_on() -> None:
    """A new paragraph begins a sentence only when it can be the beginning of one."""
    text = "Introduction\n\nWe measure\n \nand report.\n\nThen we rest."
    assert split_sentences(text) == ("Introduction", "We measure and report.", "Then we rest.")


def test_a_long_bracket_is_cut_inside() -> None:
    """A whole paragraph in brackets is not one sentence."""
    aside = "We measure it all again. " * 20
    assert len(split_sentences(f"({aside.strip()})")) == 20


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_nothing_has_no_sentences(text: str) -> None:
    """White space is no sentence."""
    assert split_sentences(text) == ()


@given(st.text() | PIECES)
@example("A.\x1cB. C")
def test_nothing_is_lost_and_nothing_added(text: str) -> None:
    """The sentences, joined by spaces, are the text with its white space made single."""
    sentences = split_sentences(text)
    assert "".join(sentences).replace(" ", "") == "".join(text.split())
    assert all(sentence.strip() == sentence != "" for sentence in sentences)
    if not set("。！？｡") & set(text):
        assert " ".join(sentences) == " ".join(text.split())


@pytest.mark.parametrize(
    "unit",
    [".", ". ", "(", "A. (", "[", "a.)", "$", "$x. ", "\\(", "\n\n", ".\n\n", "A.[1,", "。", "e.g. ", "!" * 7 + " "],
)
def test_hostile_text_takes_no_longer_than_prose(unit: str) -> None:
    """Twenty thousand repetitions finish at once; a search that went back and forth would not."""
    text = unit * 20_000
    assert "".join("".join(split_sentences(text)).split()) == "".join(text.split())
