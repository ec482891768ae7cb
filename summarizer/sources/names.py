"""Split a line of authors, as feeds write them, into names."""

import re


def split_names(line: str) -> tuple[str, ...]:
    """Return the names in `Ada Author, Bo Writer and Cy Critic`; what is no such list is one name.

    `Author, Ada` is one person, and `Center for Science and Society` one author. Addresses of email are no names.
    """
    line = _BY.sub("", " ".join(line.split()))
    names: list[str] = []
    for part in filter(None, re.split(r" ?; ?" if ";" in line else _BETWEEN, line)):
        if names and _DEGREE.fullmatch(part):
            names[-1] += f", {part}"
        else:
            names.append(part)
    listed = ";" in line or _are_people(names)
    return tuple(name for name in (names if listed else [line]) if name and "@" not in name)


def _are_people(names: list[str]) -> bool:
    """Tell whether all have a given name, or, where there are three and more, half of them; some have only one name."""
    if any(_NO_PERSON.search(name) for name in names):
        return False
    full = sum(" " in name for name in names)
    return full == len(names) or (len(names) >= _NO_PAIR and full >= len(names) / 2)


_NO_PAIR = 3
"""`Author, Ada` has two parts; so has `Deepti, Ada Author`, which stays whole for that."""

_BY = re.compile(r"^by ", re.IGNORECASE)
_BETWEEN = re.compile(r" ?, ?(?:(?:and|&) )?| (?:and|&) ")
_DEGREE = re.compile(r"(?:Jr|Sr|I{2,3}|IV|Ph\.? ?D|M\.? ?D|D\.?Phil|M\.?Sc|B\.?Sc|Esq)\.?")
_NO_PERSON = re.compile(
    r"\b(?:at|center|centre|department|for|group|inc|institute|labs?|of|team|the|university)\b", re.IGNORECASE
)
