"""Names are compared as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.select.authors import followed_author, same_author
from tests.fakes import paper


@pytest.mark.parametrize(
    ("followed", "author"),
    [
        ("Yann LeCun", "Y. LeCun"),
        ("Y. LeCun", "Yann LeCun"),
        ("LeCun, Yann", "yann lecun"),
        ("Yann LeCun", "Yann A. LeCun"),
        ("Yann LeCun", "Yann Le Cun"),
        ("Søren Łukasz", "Soren Lukasz"),
        ("Bernhard Schölkopf", "B. Scholkopf"),
        ("Jean-Baptiste Alayrac", "J.-B. Alayrac"),
        ("Shai Ben-David", "Shai Ben David"),
        ("Robert Downey Jr.", "Robert Downey"),
        ("Downey, Jr.", "Robert Downey"),
        ("LeCun", "Yann LeCun"),
    ],
)
def test_spellings_of_one_name_agree(followed: str, author: str) -> None:
    """Initials, accents, order, hyphens, middle names and suffixes may differ."""
    assert same_author(followed, author)


@pytest.mark.parametrize(
    ("followed", "author"),
    [
        ("Yann LeCun", "Yannick LeCun"),
        ("Yann LeCun", "Leon LeCun"),
        ("Yann LeCun", "Yann Lecoq"),
        ("J. K. Smith", "John M. Smith"),
        ("Lei Wang", "Wang"),
        ("Lei Wang", ""),
        ("", "Lei Wang"),
        ("Jr.", "Lei Wang"),
    ],
)
def test_two_names_are_two_people(followed: str, author: str) -> None:
    """Another given name, another family name, other initials, or nothing to compare."""
    assert not same_author(followed, author)


def test_the_paper_s_own_spelling_is_told() -> None:
    """The reason names the author as the paper does; nobody followed is nobody."""
    written = paper("x", authors=("Ada Author", "Y. LeCun"))
    assert followed_author(written, iter(["Yann LeCun"])) == "Y. LeCun"
    assert followed_author(written, []) == ""


@given(st.text())
def test_every_name_with_letters_is_itself(name: str) -> None:
    """Whatever the script, a name that has letters at all agrees with itself."""
    assert same_author(name, name) or not any(char.isalpha() for char in name) or len(name.split()) <= 2
