"""The sentence that says most is rated highest."""

from summarizer.summarize.roles import LONGEST_ABSTRACT, tell_roles
from summarizer.summarize.salience import rate


def best(title: str, sentences: list[str]) -> int:
    """Return the place of the sentence rated highest."""
    ratings = rate(title, sentences, tell_roles(sentences))
    return max(range(len(sentences)), key=ratings.__getitem__)


def test_likeness_to_the_title_decides() -> None:
    """Of two equal sentences the one about the title wins, in whatever form its words come."""
    sentences = [
        "The river is long and wide and it flows through many old towns of the south.",
        "Calibrated transformers are trained on many old towns of the south in one pass.",
    ]
    assert best("Training a calibrated transformer", sentences) == 1
    assert best("A long river", sentences) == 0


def test_what_the_authors_propose_comes_before_background() -> None:
    """Cues and parts: a proposal beats the general remark before it."""
    sentences = [
        "Calibration of transformers has recently attracted attention in many areas of language research.",
        "We propose a rule for the calibration of transformers that needs a single pass over the data.",
    ]
    assert best("Calibration of transformers", sentences) == 1


def test_where_the_code_is_never_wins() -> None:
    """Even when it has all the words of the title."""
    sentences = ["It works.", "The code for Calibration of Transformers is available at https://example.org."]
    assert best("Calibration of Transformers", sentences) == 0


def test_headings_of_a_full_text_never_win() -> None:
    """A heading ends like no sentence, and what stands far behind is no abstract."""
    filler = ["The data are old and the weather was bad when we went to the south of the country."] * LONGEST_ABSTRACT
    claim = "We propose a rule for the calibration of transformers that needs a single pass over the data."
    assert best("Calibration of Transformers", [claim, *filler, "Calibration of Transformers", claim]) == 0


def test_nothing_to_compare_with_is_no_error() -> None:
    """Empty titles and sentences without words are rated too."""
    assert len(rate("", ["…", "We go."], tell_roles(["…", "We go."]))) == 2
    assert rate("A title", [], ()) == ()
