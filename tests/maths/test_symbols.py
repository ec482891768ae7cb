"""The tables hold what they promise."""

from unicodedata import combining

from summarizer.maths import symbols


def test_every_shape_is_one_character() -> None:
    """Greek, relations, operators and big operators print as one sign each."""
    for table in (symbols.LETTERS, symbols.RELATIONS, symbols.OPERATORS, symbols.BIG, symbols.DELIMITERS):
        assert all(len(shape) == 1 for shape in table.values())


def test_accents_combine() -> None:
    """Every accent is a combining character."""
    assert all(combining(mark) for mark in (*symbols.ACCENTS.values(), *symbols.DIACRITICS.values()))


def test_no_command_has_two_meanings() -> None:
    """A name stands in one of the tables of formulas only."""
    tables = (
        symbols.LETTERS,
        symbols.RELATIONS,
        symbols.OPERATORS,
        symbols.BIG,
        symbols.FUNCTIONS,
        symbols.FONTS,
        symbols.TEXTS - {"underline"},
        symbols.SWITCHES,
        symbols.SIZES,
        symbols.ACCENTS,
    )
    names = [name for table in tables for name in table]
    assert sorted(names) == sorted(set(names))


def test_plain_letters_replace_what_fonts_lack() -> None:
    """Blackboard letters are those of the basic plane."""
    assert all(ord(character) < 0x10000 for character in map(chr, symbols.DOUBLE_STRUCK.values()))
