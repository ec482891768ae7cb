"""Read `issue.md` as the editor left it; what cannot be read is named with its line."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Annotated, NoReturn

import yaml
from markdown_it.token import Token
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from summarizer.edition import Edition, EditionEntry, EditionSection
from summarizer.errors import DraftError
from summarizer.markdown import parse

FENCE = "---"
ENTRY = re.compile(
    r"""\[(?P<title>(?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*)\]     # a title, brackets escaped or in pairs
        \((?:<(?P<angled>[^<>]*)>|(?P<url>(?:\\.|[^()\\\s]|\([^()\s]*\))*))\)""",
    re.VERBOSE,
)
DATE = re.compile(r"\s*\d{4}-\d\d-\d\d")
LISTED = re.compile(r"(?:[-*+]|\d+[.)])[ \t]+")

HINT = "It begins with --- on line 1, then title: and published_at:, then --- on a line of its own."
HINTS = {
    "published_at": "Write a date and a time, such as 2026-11-21T06:00:00Z or 2026-11-21T07:00:00+01:00.",
    "tags": "Write them in brackets: [cs.CL, cs.LG].",
}


def _dated(value: object) -> object:
    """A number alone is no moment, though it could be read as seconds since 1970; a space before the zone is fine."""
    if not isinstance(value, str):
        return value
    if not DATE.match(value):
        raise PydanticCustomError("moment", "this is not a date and a time")
    return re.sub(r"\s+(?=[+-]\d|[Zz]$)", "", value.strip())


class FrontMatter(BaseModel):
    """What stands between the two lines `---`. Keys of the editor's own are left alone."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    title: str = Field(min_length=1)
    published_at: Annotated[datetime, BeforeValidator(_dated)]
    snippet: str = ""
    tags: Annotated[list[str], BeforeValidator(lambda value: value or [])] = []


def read_draft(text: str, *, where: str) -> Edition:
    """Return the edition, or raise `DraftError` naming `where` and the line."""
    lines = text.removeprefix("\ufeff").splitlines()
    front, start = _front_matter(lines, where)
    body = _Body(lines, start, where)
    published = front.published_at
    return Edition(
        title=front.title,
        published_at=published if published.tzinfo else published.replace(tzinfo=UTC),
        snippet=front.snippet,
        tags=tuple(front.tags),
        lead=body.lead(),
        sections=tuple(body.sections()),
    )


def _front_matter(lines: Sequence[str], where: str) -> tuple[FrontMatter, int]:
    """Return the front matter and the index of the first line after it."""
    if not lines or lines[0].rstrip() != FENCE:
        raise DraftError(f"{where}, line 1: the front matter is missing", hint=HINT)
    ends = [index for index, line in enumerate(lines) if index and line.rstrip() == FENCE]
    if not ends:
        raise DraftError(f"{where}, line 1: the front matter has no end", hint=HINT)
    values, numbers = _yaml(lines[1 : ends[0]], where)
    try:
        return FrontMatter.model_validate(values), ends[0] + 1
    except ValidationError as error:
        problem = error.errors()[0]
        key = str(problem["loc"][0])
        what = f"{where}, line {numbers.get(key, 1)}: {key}: {problem['msg'].lower()}"
        raise DraftError(what, hint=HINTS.get(key, HINT) if key in numbers else HINT) from error


def _yaml(lines: Sequence[str], where: str) -> tuple[object, dict[str, int]]:
    """Return the values, every one as the text it is written as, and the number of the line that each key stands on."""
    text = "\n".join(lines)
    try:
        loader = yaml.BaseLoader(text)  # it makes no numbers and no dates, so none can be wrong
        node = loader.get_single_node() or yaml.MappingNode("", [])
        values = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = 2 + (error.problem_mark.line if error.problem_mark else 0)
        hint = "Put the value in quotes if it contains a colon or begins with a sign."
        raise DraftError(f"{where}, line {line}: {error.problem}", hint=hint) from error
    except (yaml.reader.ReaderError, RecursionError) as error:
        line = 2 + text.count("\n", 0, getattr(error, "position", 0))
        raise DraftError(
            f"{where}, line {line}: the front matter is not YAML: {getattr(error, 'reason', error)}"
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise DraftError(f"{where}, line 2: the front matter is not made of keys and values", hint=HINT)
    return values, {str(key.value): 2 + key.start_mark.line for key, _ in node.value}


class _Body:
    """The lines below the front matter, cut at headings."""

    def __init__(self, lines: Sequence[str], start: int, where: str) -> None:
        self.lines = lines
        self.start = start
        self.where = where
        found = [token for token in parse("\n".join(lines[start:])) if token.map]
        tokens = [token for token in found if token.level == 0]
        self.headings = [token for token in tokens if token.type == "heading_open" and token.tag in {"h1", "h2", "h3"}]
        self.lists = [token for token in tokens if token.type in {"bullet_list_open", "ordered_list_open"}]
        self.items = [token for token in found if token.type == "list_item_open" and token.level == 1]
        for heading in self.headings:
            if heading.tag == "h1":
                self._fail(self._first(heading), "a heading with one #", "The title stands in the front matter.")

    def lead(self) -> str:
        """What stands above the first section."""
        first = self._first(self.headings[0]) if self.headings else len(self.lines)
        if self.headings and self.headings[0].tag == "h3":
            self._fail(first, "an entry before the first section", 'Put a line "## In depth" above it.')
        return self._text(self.start, first)

    def sections(self) -> list[EditionSection]:
        """Cut at every heading with two #."""
        starts = [heading for heading in self.headings if heading.tag == "h2"]
        bounds = [*(self._first(heading) for heading in starts), len(self.lines)]
        return [self._section(heading, end) for heading, end in zip(starts, bounds[1:], strict=True)]

    def _section(self, heading: Token, end: int) -> EditionSection:
        first, after = self._first(heading), self._last(heading)
        entries = [token for token in self.headings if token.tag == "h3" and after <= self._first(token) < end]
        lists = [token for token in self.lists if after <= self._first(token) < end]
        title = " ".join(line.strip() for line in self.lines[first:after]).lstrip("#").rstrip("#-").strip()
        note_end, made, listed = end, [], False
        if entries:
            note_end = self._first(entries[0])
            bounds = [*(self._first(token) for token in entries), end]
            made = [self._entry(token, stop) for token, stop in zip(entries, bounds[1:], strict=True)]
        elif lists and ENTRY.match(LISTED.sub("", self.lines[self._first(lists[0])].strip(), count=1)):
            note_end, listed = self._first(lists[0]), True
            made = self._list(lists[0])
            self._nothing_after(self._last(lists[0]), end)
        return EditionSection(
            title=title,
            note=self._text(after, note_end),
            entries=tuple(made),
            listed=listed,
            line=first + 1,
            last_line=self._last_written(after, end),
        )

    def _entry(self, heading: Token, end: int) -> EditionEntry:
        first, after = self._first(heading), self._last(heading)
        text = self.lines[first].strip().lstrip("#").strip().rstrip("#").strip()
        found = ENTRY.fullmatch(text)
        if found is None:
            self._fail(first, "an entry without its link", "Write ### [Title](https://address).")
        return self._made(found, self._text(after, end), first)

    def _list(self, listing: Token) -> list[EditionEntry]:
        """Take a list apart; each item begins with a link and may go on over indented lines."""
        first, end = self._first(listing), self._last(listing)
        starts = [self._first(token) for token in self.items if first <= self._first(token) < end]
        made = []
        for start, stop in pairwise([*starts, end]):
            text = " ".join(line.strip() for line in self.lines[start:stop]).strip()
            text = LISTED.sub("", text, count=1)
            found = ENTRY.match(text)
            if found is None:
                self._fail(start, "an item without its link", "Write - [Title](https://address): one sentence.")
            made.append(self._made(found, text[found.end() :].lstrip(": \t"), start))
        return made

    def _made(self, found: re.Match[str], body: str, index: int) -> EditionEntry:
        title = "".join(
            child.content if child.type in {"text", "text_special", "code_inline"} else ""
            for token in parse(f"# {found['title']}")
            for child in token.children or ()
        )
        url = re.sub(r"\\([^\w\s])", r"\1", found["url"] or found["angled"] or "").strip()
        if not title.strip() or not url:
            self._fail(index, "an entry with an empty title or address", "Write [Title](https://address).")
        return EditionEntry(title=title, url=url, body=body, line=index + 1)

    def _nothing_after(self, start: int, end: int) -> None:
        for index in range(start, end):
            if self.lines[index].strip():
                hint = "Put it above the list, or make a section of its own with ##."
                self._fail(index, "text after a list of papers", hint)

    def _fail(self, index: int, what: str, hint: str) -> NoReturn:
        raise DraftError(f"{self.where}, line {index + 1}: {what}", hint=hint)

    def _text(self, start: int, end: int) -> str:
        return "\n".join(self.lines[start:end]).strip("\n")

    def _last_written(self, start: int, end: int) -> int:
        """Return the number of the last line of a section that has something on it."""
        return max((index + 1 for index in range(start, end) if self.lines[index].strip()), default=start)

    def _first(self, token: Token) -> int:
        return self.start + (token.map or [0, 0])[0]

    def _last(self, token: Token) -> int:
        return self.start + (token.map or [0, 0])[1]
