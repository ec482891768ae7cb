"""Symbols stand as far apart as a reader expects."""

from summarizer.maths.spacing import Atom, Kind, set_row

X = Atom("x")
ONE = Atom("1")


def test_relations_have_air_and_indices_have_none() -> None:
    """`x = 1` on the line, `x=1` in an index."""
    row = [X, Atom("=", Kind.RELATION), ONE]
    assert set_row(row) == "x = 1"
    assert set_row(row, tight=True) == "x=1"


def test_a_relation_with_one_side_stands_close() -> None:
    """`<1` and `x→` are labels, not comparisons; two relations stand together."""
    assert set_row([Atom("<", Kind.RELATION), ONE]) == "<1"
    assert set_row([X, Atom("→", Kind.RELATION)]) == "x→"
    assert set_row([X, Atom("<", Kind.RELATION), Atom("=", Kind.RELATION), ONE]) == "x <= 1"


def test_operators_follow_the_author() -> None:
    """A space before an operator is also one after it; a sign has none."""
    assert set_row([X, Atom("+", Kind.OPERATOR), ONE]) == "x+1"
    assert set_row([X, Atom("+", Kind.OPERATOR, spaced=True), ONE]) == "x + 1"
    assert set_row([Atom("−", Kind.OPERATOR), ONE]) == "−1"
    assert set_row([X, Atom("=", Kind.RELATION), Atom("−", Kind.OPERATOR, spaced=True), ONE]) == "x = −1"
    assert set_row([ONE, Atom("×", Kind.OPERATOR, spaced=True)]) == "1×"


def test_functions_stand_apart_from_letters_only() -> None:
    """`x log x` but `log(x)`."""
    log = Atom("log", Kind.FUNCTION)
    assert set_row([X, log, X]) == "x log x"
    assert set_row([log, Atom("(", Kind.OPEN), X, Atom(")", Kind.CLOSE), log]) == "log(x) log"
    assert set_row([Atom("(", Kind.OPEN), log]) == "(log"


def test_commas_have_air_but_not_inside_numbers() -> None:
    """`x, y`, and `10,000`."""
    comma = Atom(",", Kind.PUNCTUATION)
    assert set_row([X, comma, X]) == "x, x"
    assert set_row([ONE, comma, ONE]) == "1,1"
    assert set_row([ONE, comma, Atom("1", spaced=True)]) == "1, 1"
    assert set_row([X, comma, X], tight=True) == "x,x"


def test_fractions_are_bracketed_where_something_touches_them() -> None:
    """`(a/b)x` and `2(a/b)`, but `a/b = x`."""
    half = Atom("1/2", Kind.FRACTION)
    assert set_row([half, X]) == "(1/2)x"
    assert set_row([ONE, half]) == "1(1/2)"
    assert set_row([half, Atom("=", Kind.RELATION), X]) == "1/2 = x"
    assert set_row([Atom("−", Kind.OPERATOR), half]) == "−1/2"


def test_words_keep_their_spaces_and_hyphens() -> None:
    """`n log` as words, `GPT-4` with a hyphen, and a space after a word that would swallow a letter."""
    assert set_row([X, Atom("y", spaced=True)]) == "x y"
    assert set_row([X, Atom("(", Kind.OPEN, spaced=True)]) == "x ("
    assert set_row([Atom("GPT"), Atom("−", Kind.OPERATOR), Atom("4")]) == "GPT-4"
    assert set_row([Atom("x_max", sticky=True), X]) == "x_max x"
    assert set_row([Atom(" ", Kind.SPACE), X, Atom("")]) == " x"
    assert set_row([]) == ""
