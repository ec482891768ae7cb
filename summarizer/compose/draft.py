"""Write `issue.md`, the draft that the editor edits, and add to one without touching what he changed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import yaml

from summarizer.compose.issue import is_found, lead
from summarizer.edition import EditionSection
from summarizer.markdown import escape
from summarizer.maths import readable
from summarizer.models import BUILT_IN, Entry, Issue, Paper, Section, Summary, Verdict
from summarizer.templating import Templates, taking

HEADINGS = {Section.IN_DEPTH: "In depth", Section.IN_BRIEF: "In brief"}
NAMED_AUTHORS = 3
PLAIN = r"(?:\([^()]*\)|[^,;:(]|[,:](?!\s))"
CLAUSE = re.compile(rf"(?:{PLAIN}{{1,40}},\s{PLAIN}+,)?{PLAIN}{{30,110}}?(?=[,;:]\s|\s[–—]\s)")
"""A first clause that says something: "X, a model of Y" is only a name, so what X does is counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An entry as the template of the draft sees it: words, ready to be put down as Markdown."""

    title: str
    url: str
    meta: str
    bold: str
    """The first clause of the TL;DR; empty when all of it is marked."""
    rest: str
    text: str
    amounts: str
    """By how much."""
    critique: str
    links: str


def draft_filters() -> dict[str, Callable[..., object]]:
    """Return the filters that `issue.md.j2` and `section.md.j2` use."""
    return {"yaml": _yaml, "md": taking(str, "md", _markdown)}


def write_draft(issue: Issue, templates: Templates) -> str:
    """Return `issue.md`."""
    sections = [
        {
            "title": heading,
            "listed": section is Section.IN_BRIEF,
            "note": section_note(found) if section is Section.IN_BRIEF else "",
            "entries": [view(entry) for entry in found],
        }
        for section, heading in HEADINGS.items()
        if (found := [entry for entry in issue.entries if entry.pick.section is section])
    ]
    return templates.fill("issue.md.j2", issue=issue, lead=lead(issue.entries), sections=sections)


def add_to_draft(text: str, sections: Sequence[EditionSection], entries: Sequence[Entry], templates: Templates) -> str:
    """Return the draft with entries added at the end of their sections; every line that is there stays as it is.

    `sections` is the draft as it was read; a section that the editor removed is put at the end again.
    """
    lines = text.splitlines(keepends=True)
    there = {section.title.casefold(): section for section in sections}
    blocks: list[tuple[int, list[str]]] = []
    for section, heading in HEADINGS.items():
        new = [view(entry) for entry in entries if entry.pick.section is section]
        found = there.get(heading.casefold())
        listed = found.listed if found and found.entries else section is Section.IN_BRIEF
        block = templates.fill("section.md.j2", listed=listed, entries=new).splitlines(keepends=True)
        if new and found:
            end = found.last_line
            blocks.append((end, [*_gap(lines[:end], listed=listed and bool(found.entries)), *block]))
        elif new:
            blocks.append((len(lines), [*_gap(lines, listed=False), f"## {heading}\n", "\n", *block]))
    for end, block in sorted(
        blocks, key=lambda found: found[0], reverse=True
    ):  # from the end, so that lines keep places
        lines[end:end] = block
    return "".join(lines)


def follow(text: str, before: Issue, after: Issue) -> str:
    """Return the draft with its lead and snippet brought up to date, where the editor has left them as they were."""
    first, last = lead(before.entries), lead(after.entries)
    told = text.replace(f"\n{_markdown(first)}\n", f"\n{_markdown(last)}\n", 1) if first else text
    return told.replace(f"\nsnippet: {_yaml(before.snippet)}\n", f"\nsnippet: {_yaml(after.snippet)}\n", 1)


def view(entry: Entry) -> EntryView:
    """Return what the draft says of an entry."""
    paper, summary = entry.pick.paper, entry.summary
    bold, rest = _tldr(summary)
    return EntryView(
        title=_title(paper),
        url=address_of(paper),
        meta=_meta(entry),
        bold=bold,
        rest=rest,
        text=_said(summary, amounts=False),
        amounts=_said(summary, amounts=True),
        critique=" ".join(_markdown(point.text) for point in summary.critique),
        links=_links(paper, summary),
    )


def _title(paper: Paper) -> str:
    """A title that is nothing but commands or controls is shown as it came, or else as the paper's id."""
    title = " ".join(paper.title.split())
    return escape(readable(title)).strip() or escape(title).strip() or escape(paper.id)


def address_of(paper: Paper) -> str:
    """Return the address under which the draft knows a paper; one without a web address goes by its id."""
    return _address(paper.url or f"id:{paper.id}")


def section_note(entries: Sequence[Entry]) -> str:
    """Say of a list what its short entries cannot say each: what they were made from, by whom and when."""
    sources = dict.fromkeys(_made_from(entry) for entry in entries)
    signed = dict.fromkeys(
        "sentences chosen, no model was used"
        if entry.summary.model == BUILT_IN
        else f"{entry.summary.model}, {_day(entry.summary.at)}"
        for entry in entries
    )
    return _markdown(f"from the {' or the '.join(sources)} · {' · '.join(signed)}")


def _made_from(entry: Entry) -> str:
    return entry.pick.paper.abstract_note or entry.summary.origin


def _gap(before: Sequence[str], *, listed: bool) -> list[str]:
    """Return the line breaks that part what is there from what comes."""
    ended = not before or before[-1].endswith("\n")
    blank = listed or not before or not before[-1].strip()
    return ([] if ended else ["\n"]) + ([] if blank else ["\n"])


def _meta(entry: Entry) -> str:
    paper = entry.pick.paper
    category = paper.categories[0] if paper.categories else ""
    parts = [_authors(paper.authors), _day(paper.published), category, paper.standing, f"from the {_made_from(entry)}"]
    return " · ".join(_markdown(part) for part in parts if part)


def _authors(authors: Sequence[str]) -> str:
    if len(authors) <= NAMED_AUTHORS:
        return ", ".join(authors)
    return f"{authors[0]} and {len(authors) - 1} more"


def _day(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%b %Y}" if moment else ""


def _tldr(summary: Summary) -> tuple[str, str]:
    """Return what is put in bold, so that the bold alone can be skimmed, and what follows it."""
    if not is_found(summary):
        return "", _marked(summary.tldr)
    said = readable(summary.tldr)  # before it is cut, or a formula could be cut in two
    clause = CLAUSE.match(said)
    bold = clause[0] if clause else said
    return escape(bold), escape(said[len(bold) :])


def _said(summary: Summary, *, amounts: bool) -> str:
    """Return the claims that held or are marked, apart from the TL;DR: those that say by how much, or the others."""
    return " ".join(
        _marked(claim.text) if claim.verdict is Verdict.NOT_FOUND else _markdown(claim.text)
        for claim in summary.claims[1:]
        if claim.verdict is not Verdict.UNSUPPORTED
        and claim.text != summary.tldr
        and (claim.role == "amount") is amounts
    )


def _links(paper: Paper, summary: Summary) -> str:
    parts = [f"[PDF]({_address(paper.pdf_url)})"] if paper.pdf_url else []
    parts += [f"[doi:{_markdown(paper.doi)}]({_address('https://doi.org/' + paper.doi)})"] if paper.doi else []
    return " · ".join([*parts, _grounds(summary)])


def _grounds(summary: Summary) -> str:
    if summary.model == BUILT_IN:
        return f"sentences chosen from the {summary.origin}; no model was used"
    verdicts = [claim.verdict for claim in summary.claims]
    held, marked, dropped = (
        verdicts.count(verdict) for verdict in (Verdict.SUPPORTED, Verdict.NOT_FOUND, Verdict.UNSUPPORTED)
    )
    said = f"{held} of {len(verdicts)} claims found in the {summary.origin}"
    said += (f", {marked} marked" if marked else "") + (f", {dropped} dropped" if dropped else "")
    return f"{said} · {_markdown(summary.model)}, {_day(summary.at)}"


def _marked(text: str) -> str:
    """A link to nowhere, `(?)`, is how the draft marks a claim that the check could not find."""
    return f"[{_markdown(text)}](?)"


def _markdown(text: str) -> str:
    return escape(readable(text))


def _address(url: str) -> str:
    """Write an address so that Markdown takes all of it and nothing after it."""
    return re.sub(r"[\s<>()\\]", lambda found: f"%{ord(found[0]):02X}", url)


def _yaml(value: object) -> str:
    """One line of YAML, in quotes where YAML needs them."""
    text = yaml.safe_dump(value, allow_unicode=True, width=10**9, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("\n...")
