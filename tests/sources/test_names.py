"""Lines of authors become names, and what is one name stays one."""

import pytest

from summarizer.sources.names import split_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Author", ["Ada Author"]),
        ("Ada Author, Bo Writer", ["Ada Author", "Bo Writer"]),
        ("Ada Author, Bo Writer and Cy Critic", ["Ada Author", "Bo Writer", "Cy Critic"]),
        ("Ada Author, Bo Writer, and Cy Critic", ["Ada Author", "Bo Writer", "Cy Critic"]),
        ("Ada Author & Bo Writer", ["Ada Author", "Bo Writer"]),
        ("By Ada  Author\n and Bo Writer", ["Ada Author", "Bo Writer"]),
        ("Author, Ada; Writer, Bo;", ["Author, Ada", "Writer, Bo"]),
        ("Anamta Khan, Ratna Kandala,  Deepti, Sheza Munir", ["Anamta Khan", "Ratna Kandala", "Deepti", "Sheza Munir"]),
        ("Ada Author, Ph.D., and Bo Writer Jr., MD", ["Ada Author, Ph.D.", "Bo Writer Jr., MD"]),
        ("Author, Ada", ["Author, Ada"]),
        ("Author, Ada, Writer, Bo", ["Author, Ada, Writer, Bo"]),
        ("Center for Science and Society", ["Center for Science and Society"]),
        ("The Brand and Marketing Team", ["The Brand and Marketing Team"]),
        ("OpenAI", ["OpenAI"]),
        ("Bert von And", ["Bert von And"]),
        ("Sandy Andersen", ["Sandy Andersen"]),
        ("Ph.D.", ["Ph.D."]),
        ("ada@example.org", []),
        ("Ada Author; ada@example.org", ["Ada Author"]),
        (" , ", []),
        ("", []),
    ],
)
def test_names_are_split_with_sense(line: str, names: list[str]) -> None:
    """Lists are split, inverted names and institutions are not, degrees stay with who has them."""
    assert list(split_names(line)) == names
