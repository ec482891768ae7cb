"""Numbers and words of a claim against the paper: sure, not found, or there."""

import pytest

from summarizer.check.grounds import Grounds, grounds
from summarizer.check.rules import judge_numbers, judge_words
from summarizer.models import Document, Verdict
from tests.fakes import paper


def base(*sentences: str) -> Grounds:
    """Take a document of these sentences apart."""
    return grounds(Document(paper=paper("A study of 3D scenes"), sentences=sentences, origin="abstract"))


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Accuracy is 92.3%.", r"reaches 92.3\% accuracy"),
        ("Accuracy is 92%.", "reaches 92.31% accuracy"),
        ("Accuracy is 92.3%.", "reaches 92.38 accuracy"),
        ("It gains 4.5 points.", "a gain of 4.5 percent"),
        ("Accuracy is 95%.", "an accuracy of 0.95"),
        ("A share of 0.25 is lost.", "25% are lost"),
        ("It is 50 times faster.", r"a $50\times$ speed-up"),
        ("It is 50x faster.", "a 50-fold speed-up"),
        ("It is 2x faster.", "twice as fast"),
        ("Half a share: 50%.", "half of the cost"),
        ("It is 10x smaller.", "an order of magnitude smaller"),
        ("It has 1.3 million images.", "1.3M images"),
        ("It has 358,000 images.", "358k images"),
        ("It has 1.3 and 2.7 billion parameters.", "1.3B and 2.7B parameters"),
        ("It has 1.3 billion parameters.", "1.3 and 2.7 billion parameters"),
        ("It takes 1.5 hours.", "90 minutes of training"),
        ("It takes 45.", "45 ms a step"),
        ("It takes 45 ms.", "45 of them"),
        ("Over 120,000 votes", "123,243 votes"),
        ("Nearly 8,100 users", "8,096 users"),
        ("Five data sets and 12 tasks", "many data sets"),
        ("Tests of GPT-4 and Llama 3 in 3D", "GPT4 and Llama-3"),
        ("A rate of 10^-3", "a rate of 0.001"),
        ("No number at all", "nothing"),
    ],
)
def test_a_number_that_is_in_the_paper_is_supported(claim: str, source: str) -> None:
    """In whatever form, rounded or cut, with "over" and "nearly", as a share or a percentage; small counts always."""
    assert judge_numbers(claim, base(source)) is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Accuracy is 92.3%.", "reaches 95.1% accuracy"),
        ("It has 1.3 billion images.", "1.3M images"),
        ("It takes 45.5 s.", "45.5 ms a step"),
        ("Errors fall by 45%.", "45 ms a step"),
        ("It has 358 layers.", "300 layers"),
        ("Accuracy is 92.3%.", "accuracy is high"),
        ("A score of 0.87", "a score of 0.78"),
        ("5% fewer errors", "5.9% fewer errors"),
    ],
)
def test_a_number_that_is_nowhere_is_unsupported(claim: str, source: str) -> None:
    """A share, a decimal, three digits: no one counts these by looking; nor may the unit or the magnitude change."""
    assert judge_numbers(claim, base(source)) is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("A gain of 6.1 points", "from 80.2 to 86.3"),
        ("75% of the sets", "on 3 of 4 sets"),
        ("An error of 7.7%", "an accuracy of 92.3%"),
        ("It is 2.5x faster", "from 10 hours to 4 hours"),
        ("It cuts the cost by 75%", "4x cheaper"),
        ("8,000 users", "8,096 users"),
        ("40 layers", "many layers"),
        ("5 hours", "a long time"),
        ("In 2024 it began", "it began"),
        ("Over 500 users", "900 users"),
        ("Tests of Qwen2.5-7M", "Qwen2.5-7B"),
        ("A 5D model", "another model"),
    ],
)
def test_a_number_that_may_be_derived_or_counted_is_not_found(claim: str, source: str) -> None:
    """Differences, ratios, rounding, counts, years and names: marked, since nobody can be sure."""
    assert judge_numbers(claim, base(source)) is Verdict.NOT_FOUND


def test_from_a_table_nothing_is_derived() -> None:
    """Of thirty numbers some two will have any difference."""
    table = " ".join(f"{number * number + 0.5}" for number in range(1, 31))
    assert judge_numbers("A gain of 16.0 points and 77.7%", base(table)) is Verdict.UNSUPPORTED


def test_the_worst_number_decides() -> None:
    """One that is nowhere outweighs one that is there."""
    claim = "From 80.2% to 99.9% in 40 layers"
    assert judge_numbers(claim, base("from 80.2% to 86.3%")) is Verdict.UNSUPPORTED


def test_a_claim_half_of_whose_words_are_missing_is_not_found() -> None:
    """Exactly half is enough."""
    document = base("Pruning removes weights.")
    assert judge_words("Pruning glaciers", document) is Verdict.SUPPORTED
    assert judge_words("Pruning glaciers upstream", document) is Verdict.NOT_FOUND
