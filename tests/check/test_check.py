"""A draft becomes a summary of what holds."""

from typing import Any

import pytest

from summarizer.check.check import check
from summarizer.errors import SummaryError
from summarizer.models import Document, Statement, Summary, Unchecked, Verdict
from summarizer.read.abstract import read_abstract
from tests.fakes import NOON, paper
from tests.recorded import papers

SENTENCES = (
    "Large language models need much memory.",
    "We quantize their weights to 4 bits in one pass over the data.",
    "Accuracy stays at 98.5% of the original on 12 benchmarks.",
    "The method fails on models below 1.3B parameters.",
)
DOCUMENT = Document(paper=paper("Frugal decoding"), sentences=SENTENCES, origin="abstract")
TLDR = Statement(role="tldr", text="Weights of 4 bits keep 98.5% of accuracy.", evidence=(2, 1))
METHOD = Statement(role="method", text="Weights are quantized to 4 bits in one pass.", evidence=(1,))
LIMIT = Statement(role="limit", text="Models below 1.3 billion parameters fail.", evidence=(3,))
FALSE = Statement(role="result", text="Accuracy stays at 99.9% of the original.", evidence=(2,))
GREY = Statement(role="result", text="Glaciers melt upstream, benchmarks show.", evidence=(2,))


def checked(
    *statements: Statement, tldr: Statement = TLDR, of: Document = DOCUMENT, language: str = "en", **changes: Any
) -> Summary:
    """Check a draft of these statements against the document."""
    values: dict[str, Any] = {"critique": (), "model": "fake-1", "at": NOON}
    return check(Unchecked(tldr=tldr, statements=statements, **(values | changes)), of, language=language)


def saying(text: str, *evidence: int) -> Statement:
    """Make a TL;DR."""
    return Statement(role="tldr", text=text, evidence=evidence)


def test_what_holds_is_kept_with_the_sentences_it_rests_on() -> None:
    """The TL;DR first; the text is the other statements in their order; who wrote it and from what is passed on."""
    summary = checked(METHOD, LIMIT)
    assert summary.tldr == TLDR.text
    assert summary.text == f"{METHOD.text} {LIMIT.text}"
    assert [claim.verdict for claim in summary.claims] == [Verdict.SUPPORTED] * 3
    assert summary.claims[0].quotes == (SENTENCES[2], SENTENCES[1])
    assert (summary.origin, summary.model, summary.at) == ("abstract", "fake-1", NOON)


def test_a_false_number_is_dropped_and_accounted_for() -> None:
    """It is not in the text, but among the claims with its verdict."""
    summary = checked(METHOD, FALSE)
    assert summary.text == METHOD.text
    assert summary.claims[2].verdict is Verdict.UNSUPPORTED


def test_what_is_not_found_is_kept_with_its_verdict() -> None:
    """The composer marks it."""
    summary = checked(METHOD, GREY)
    assert summary.text == f"{METHOD.text} {GREY.text}"
    assert summary.claims[2].verdict is Verdict.NOT_FOUND


@pytest.mark.parametrize("evidence", [(4,), (-1,), (1, 99)])
def test_a_sentence_that_does_not_exist_supports_nothing(evidence: tuple[int, ...]) -> None:
    """One wrong number is enough; those that exist are still shown."""
    claim = checked(Statement(role="method", text=METHOD.text, evidence=evidence)).claims[1]
    assert claim.verdict is Verdict.UNSUPPORTED
    assert claim.evidence == tuple(number for number in evidence if number == 1)


def test_a_sentence_named_twice_is_quoted_once() -> None:
    """In the order in which they were named."""
    claim = checked(Statement(role="method", text=METHOD.text, evidence=(1, 0, 1))).claims[1]
    assert (claim.evidence, claim.verdict) == ((1, 0), Verdict.SUPPORTED)


def test_a_claim_without_evidence_gets_the_nearest_sentence() -> None:
    """So that what is supported always has a quote; what was not found gets none."""
    summary = checked(
        Statement(role="method", text=METHOD.text, evidence=()), Statement(role="result", text=GREY.text, evidence=())
    )
    assert summary.claims[1].quotes == (SENTENCES[1],)
    assert (summary.claims[2].quotes, summary.claims[2].verdict) == ((), Verdict.NOT_FOUND)


def test_a_false_tldr_is_replaced_by_the_best_claim() -> None:
    """A result before a method, and never one that was not found."""
    result = Statement(role="result", text="Accuracy stays at 98.5%.", evidence=(2,))
    assert checked(METHOD, result, tldr=FALSE).tldr == result.text
    assert checked(GREY, METHOD, tldr=FALSE).tldr == METHOD.text


@pytest.mark.parametrize("statements", [(), (FALSE,)])
def test_a_summary_of_which_nothing_is_left_is_an_error(statements: tuple[Statement, ...]) -> None:
    """The paper is skipped with this reason."""
    with pytest.raises(SummaryError, match="none of its claims"):
        checked(*statements, tldr=FALSE)


def test_a_tldr_alone_is_a_summary() -> None:
    """A brief has no more."""
    assert (checked().tldr, checked().text) == (TLDR.text, "")


def test_a_summary_of_another_paper_is_not_used() -> None:
    """Even though none of its sentences has a number that could be wrong."""
    other = Statement(role="tldr", text="Glaciers in four valleys melt faster than radar had shown.", evidence=(0,))
    with pytest.raises(SummaryError, match="does not fit"):
        checked(Statement(role="result", text="Ice retreats upstream.", evidence=(1,)), tldr=other)


@pytest.mark.parametrize("text", [" ", "...", "It is what it is."])
def test_a_summary_that_says_nothing_is_not_used(text: str) -> None:
    """There is nothing in it that could be found in the paper."""
    with pytest.raises(SummaryError, match="does not fit"):
        checked(tldr=saying(text))


def test_critique_is_opinion_with_true_numbers() -> None:
    """Words are free; a point with a false number is dropped, and so is a citation of no sentence."""
    summary = checked(
        METHOD,
        critique=(
            Statement(role="critique", text="No baseline with glaciers or radar is given.", evidence=()),
            Statement(role="critique", text="The 98.5% has no spread.", evidence=(2, 77, 2)),
            Statement(role="critique", text="A loss of 17.3% on code is not discussed.", evidence=(2,)),
        ),
    )
    assert [(point.text, point.basis) for point in summary.critique] == [
        ("No baseline with glaciers or radar is given.", ()),
        ("The 98.5% has no spread.", (2,)),
    ]


def test_a_critique_of_sentences_that_do_not_exist_is_dropped() -> None:
    """It is not the model's own inference, for it said that it was not."""
    invented = Statement(role="critique", text="The spread is not given.", evidence=(77, -1))
    assert checked(METHOD, critique=(invented,)).critique == ()


def test_a_summary_in_another_language_is_checked_for_citations_and_numbers() -> None:
    """Words cannot be compared: no citation or an odd number marks a claim, a wrong citation still drops it."""
    said = (
        Statement(role="method", text="Die Gewichte werden in einem Durchgang auf 4 Bit quantisiert.", evidence=(1,)),
        Statement(role="result", text="Die Genauigkeit bleibt bei 99,9 Prozent.", evidence=(2,)),
        Statement(role="limit", text="Kleine Modelle scheitern.", evidence=()),
        Statement(role="limit", text="Sehr kleine Modelle scheitern.", evidence=(9,)),
    )
    tldr = saying("Gewichte mit 4 Bit erhalten 98,5 % der Genauigkeit.", 2)
    assert [claim.verdict for claim in checked(*said, tldr=tldr, language="de").claims] == [
        Verdict.SUPPORTED,
        Verdict.SUPPORTED,
        Verdict.NOT_FOUND,
        Verdict.NOT_FOUND,
        Verdict.UNSUPPORTED,
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Gewichte mit 4 Bit erhalten 98,5 % der Genauigkeit."),
        ("zh", "将权重量化为4比特后，准确率仍保持在98.5%。"),
        ("nl", "Gewichten van 4 bits behouden 98,5 procent van de nauwkeurigheid, en dat is op 12 benchmarks gemeten."),
        ("pt-BR", "Pesos de 4 bits."),
    ],
)
def test_a_brief_entry_in_another_language_is_not_lost(language: str, text: str) -> None:
    """However short it is, and even where it looks like English: the editor asked for it."""
    summary = checked(tldr=saying(text, 2), language=language)
    assert (summary.tldr, summary.claims[0].verdict) == (text, Verdict.SUPPORTED)


PENGUINS = "Les manchots empereurs plongent à plus de cinq cents mètres pour chercher leur nourriture sous la glace."
WEIGHTS = (
    "La quantification des poids en 4 bits conserve 98,5 % de la précision sur 12 benchmarks, mais la méthode échoue "
    "pour les modèles de moins de 1,3 milliard de paramètres."
)


@pytest.mark.parametrize("language", ["en", "en-GB", "English", ""])
@pytest.mark.parametrize("text", [PENGUINS, WEIGHTS, "将权重量化为4比特后，准确率仍保持在98.5%。"])
def test_an_english_newsletter_takes_no_other_language(language: str, text: str) -> None:
    """Nobody could check it: the next run asks again."""
    with pytest.raises(SummaryError, match="not in English"):
        checked(Statement(role="result", text=text, evidence=(2,)), tldr=saying(text, 2), language=language)


def test_terse_english_is_english() -> None:
    """Without small words, but with the paper's own."""
    text = (
        "Quantized weights: 4 bits, 12 benchmarks, 98.5% original accuracy; method fails below 1.3B model parameters."
    )
    assert checked(tldr=saying(text, 2)).claims[0].verdict is Verdict.SUPPORTED


FRENCH = Document(
    paper=paper("Poids et mesures"),
    sentences=(
        "Nous proposons une nouvelle technique pour accélérer les grands modèles de langue sans perte de qualité.",
    ),
    origin="abstract",
)


def test_a_paper_in_another_language_can_be_summarized() -> None:
    """In English, of which the words cannot be compared, or in its own sentences, of which they can."""
    english = saying("A new technique makes large language models faster without a loss of quality.", 0)
    assert checked(tldr=english, of=FRENCH).claims[0].verdict is Verdict.SUPPORTED
    assert checked(tldr=saying(FRENCH.sentences[0], 0), of=FRENCH).claims[0].verdict is Verdict.SUPPORTED
    with pytest.raises(SummaryError, match="does not fit"):
        checked(tldr=saying(PENGUINS, 0), of=FRENCH)


def test_the_paper_s_own_sentences_always_hold() -> None:
    """What the built-in summarizer chooses is never marked, and quotes itself."""
    for written in papers(400):
        document = read_abstract(written)
        said = [Statement(role="result", text=text, evidence=()) for text in document.sentences]
        summary = check(
            Unchecked(tldr=said[0], statements=tuple(said), critique=(), model="builtin", at=NOON), document
        )
        assert {claim.verdict for claim in summary.claims} == {Verdict.SUPPORTED}
        assert all(claim.text in claim.quotes for claim in summary.claims)
