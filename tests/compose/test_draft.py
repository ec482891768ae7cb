"""The draft says what the entries say, reads back as what was written, and keeps what the editor changed."""

import difflib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.assets import shipped
from summarizer.compose.draft import add_to_draft, draft_filters, view, write_draft
from summarizer.compose.edition import read_draft
from summarizer.edition import Edition
from summarizer.folder import read_file
from summarizer.models import Claim, CritiquePoint, Entry, Section, Verdict
from summarizer.templating import Templates
from tests.fakes import NOON, entry, issue, summary

TEMPLATES = Templates.for_pages([shipped("templates")], draft_filters())


def claim(text: str, role: str = "result", verdict: Verdict = Verdict.SUPPORTED) -> Claim:
    """Make a claim."""
    return Claim(role=role, text=text, evidence=(0,), quotes=("q",), verdict=verdict)


def reread(*entries: Entry) -> Edition:
    """Write the draft of an issue with these entries and read it back."""
    return read_draft(write_draft(issue(*entries), TEMPLATES), where="issue.md")


FULL = summary(
    "Warm-up helps because it lets training stand larger rates, by moving on.",
    claims=(
        claim("Warm-up helps because it lets training stand larger rates, by moving on.", "tldr"),
        claim("It was tried on images."),
        claim("It works at every size.", verdict=Verdict.NOT_FOUND),
        claim("It was invented by Gauss.", verdict=Verdict.UNSUPPORTED),
        claim("Up to 25% of steps are saved.", "amount"),
    ),
    critique=(CritiquePoint(text="No seeds.", basis=(1,)), CritiquePoint(text="Small.", basis=())),
)


def test_an_entry_in_depth_is_put_down_as_a_reader_wants_it() -> None:
    """Who and when, the finding with its first clause bold, the rest, by how much, the critique, the links."""
    paper: dict[str, Any] = {
        "authors": ("A", "B", "C", "D"),
        "pdf_url": "https://a.org/x (1).pdf",
        "doi": "10.1/x",
        "categories": ("cs.LG",),
    }
    [section] = reread(entry("On it", says=FULL, **paper)).sections
    [shown] = section.entries
    assert shown.body.split("\n\n") == [
        "*A and 3 more · 21 Nov 2026 · cs.LG · from the abstract*",
        "> **Warm-up helps because it lets training stand larger rates**, by moving on.",
        "It was tried on images. [It works at every size.](?)",
        "**By how much.** Up to 25% of steps are saved.",
        "**Critique.** No seeds. Small.",
        (
            "*[PDF](https://a.org/x%20%281%29.pdf) · [doi:10.1/x](https://doi.org/10.1/x) · "
            "3 of 5 claims found in the abstract, 1 marked, 1 dropped · fake-1, 21 Nov 2026*"
        ),
    ]


def test_what_others_made_of_a_paper_is_told() -> None:
    """Between the facts and what the entry was made from."""
    shown = view(entry("a", standing="41 upvotes on Hugging Face"))
    assert shown.meta.endswith("cs.LG · 41 upvotes on Hugging Face · from the abstract")


def test_an_entry_in_brief_is_one_line() -> None:
    """Title, colon, what was found; nothing in bold."""
    [section] = reread(entry("On it", Section.IN_BRIEF, says=FULL)).sections
    assert section.listed
    assert section.entries[0].body.startswith(
        "Warm-up helps because it lets training stand larger rates, by moving on."
    )
    assert "**" not in section.entries[0].body


def test_the_built_in_summarizer_and_borrowed_words_are_named() -> None:
    """An entry says what it was made from and by whom, whatever that is."""
    shown = view(entry("a", says=summary(model="built-in"), abstract_note="abstract in our own words", published=None))
    assert shown.meta == "Ada Author · cs.LG · from the abstract in our own words"
    assert shown.links == "sentences chosen from the abstract; no model was used"


@pytest.mark.parametrize(
    ("said", "put"),
    [
        ("Short and whole.", "**Short and whole.**"),
        (
            "A long enough first clause stands here: and a second one.",
            "**A long enough first clause stands here**: and a second one.",
        ),
        (
            "A long enough first clause stands here – and a second one.",
            "**A long enough first clause stands here** – and a second one.",
        ),
        (
            "IDEAL, the model that the authors propose, aligns.",
            "**IDEAL, the model that the authors propose, aligns.**",
        ),
        (
            "IDEAL, the model that they propose, aligns its tokens with features, so that detail is kept.",
            "**IDEAL, the model that they propose, aligns its tokens with features**, so that detail is kept.",
        ),
        (
            "It costs 1,000 dollars and no more than 1,000 of them",
            "**It costs 1,000 dollars and no more than 1,000 of them**",
        ),
    ],
)
def test_the_bold_alone_can_be_skimmed(said: str, put: str) -> None:
    """The first clause is bold when it is long enough to say something, else all of it."""
    shown = view(entry("a", says=summary(said)))
    assert f"**{shown.bold}**{shown.rest}" == put


def test_a_paper_without_an_address_goes_by_its_id() -> None:
    """It can still be found again in the draft; a reader sees its title alone."""
    [section] = reread(entry("a", url="", id="my (own) 42")).sections
    assert section.entries[0].url == "id:my%20%28own%29%2042"


def test_a_finding_that_was_not_found_is_marked() -> None:
    """A mark is never lost because the sentence stands first."""
    marked = summary("It flies.", claims=(claim("It flies.", "tldr", Verdict.NOT_FOUND),))
    shown = view(entry("a", says=marked))
    assert (shown.bold, shown.rest) == ("", "[It flies.](?)")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} {% raw %}",
        "a & b &amp; c",
        "\"quoted\" 'twice'",
        "🙂 emoji",
        "عنوان من اليمين",
        "[x](http://evil.example) ![i](y)",
        "# 1. - * _a_ `b`",
        "*** \n title: x",
    ],
)
def test_hostile_text_reads_back_as_the_text_it_is(text: str) -> None:
    """Titles, names and sentences are strangers': none of it becomes Markdown, a template or a tag."""
    plain = " ".join(text.split())
    edition = reread(entry(text, url="https://example.org/x", says=summary(text), authors=(text,)))
    assert edition.sections[0].entries[0].title == plain
    assert edition.snippet == "It works."


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
        lambda text: text.strip()
    )
)
def test_any_title_survives(title: str) -> None:
    """Whatever stands in a title, the draft reads back as one entry."""
    edition = reread(entry(title, url="https://example.org/x"))
    assert len(edition.sections) == len(edition.sections[0].entries) == 1


def test_front_matter_survives_any_title() -> None:
    """A colon, a quote or a sign in the issue's title is put in quotes as YAML wants it."""
    made = replace(issue(entry("a")), title='Weekly: "the" # best\n---', snippet="- a: b", tags=("a: b", "c"))
    edition = read_draft(write_draft(made, TEMPLATES), where="issue.md")
    assert (edition.title, edition.snippet, edition.tags) == ('Weekly: "the" # best\n---', "- a: b", ("a: b", "c"))
    assert edition.published_at == NOON


EDITED = """\
---
title: Mine
published_at: 2026-11-21T12:00:00Z
---

## In depth

### [Kept](https://example.org/Kept)

As I   want it.

## In brief

- [Short](https://example.org/Short): one.

## Links

My own section.
"""


def test_new_entries_go_to_the_end_of_their_section_and_nothing_else_changes() -> None:
    """Every line of the editor's is still there, in its place, to the byte."""
    sections = read_draft(EDITED, where="issue.md").sections
    new = [entry("New"), entry("Brief", Section.IN_BRIEF)]
    text = add_to_draft(EDITED, sections, new, TEMPLATES)
    assert not [line for line in difflib.ndiff(EDITED.splitlines(), text.splitlines()) if line.startswith("- ")]
    depth, brief, links = read_draft(text, where="issue.md").sections
    assert [shown.title for shown in depth.entries] == ["Kept", "New"]
    assert [shown.title for shown in brief.entries] == ["Short", "Brief"]
    assert links.note == "My own section."


def test_a_section_that_is_gone_is_put_at_the_end() -> None:
    """The editor may have removed or renamed a section; a new entry still has a place."""
    text = EDITED.replace("## In brief", "## Shorts").rstrip("\n")
    added = add_to_draft(text, read_draft(text, where="issue.md").sections, [entry("B", Section.IN_BRIEF)], TEMPLATES)
    assert [section.title for section in read_draft(added, where="x").sections] == [
        "In depth",
        "Shorts",
        "Links",
        "In brief",
    ]


def added(text: str, *entries: Entry) -> Edition:
    """Add to a draft and read it again."""
    where = "issue.md"
    return read_draft(add_to_draft(text, read_draft(text, where=where).sections, entries, TEMPLATES), where=where)


def test_sections_in_another_order_get_their_own_entries() -> None:
    """The editor may have put the short ones first; nothing lands inside another entry."""
    head, depth, brief, links = re.split(r"(?m)^## ", EDITED)
    text = f"{head}## {brief}## {depth}## {links}"
    sections = {section.title: section for section in added(text, entry("New"), entry("B", Section.IN_BRIEF)).sections}
    assert [one.title for one in sections["In depth"].entries] == ["Kept", "New"]
    assert sections["In depth"].entries[0].body == "As I   want it."
    assert [one.title for one in sections["In brief"].entries] == ["Short", "B"]


def test_an_entry_takes_the_form_that_the_editor_gave_its_section() -> None:
    """A list that was made into whole entries gets a whole entry."""
    text = EDITED.replace(
        "- [Short](https://example.org/Short): one.", "### [Short](https://example.org/Short)\n\none."
    )
    brief = added(text, entry("B", Section.IN_BRIEF)).sections[1]
    assert not brief.listed
    assert [one.title for one in brief.entries] == ["Short", "B"]


def test_an_emptied_section_is_filled_again() -> None:
    """The heading is there, the entries are gone."""
    text = EDITED.replace("- [Short](https://example.org/Short): one.\n\n", "")
    brief = added(text, entry("B", Section.IN_BRIEF)).sections[1]
    assert [one.title for one in brief.entries] == ["B"]


def test_a_formula_is_not_cut_by_the_bold() -> None:
    """It is set before the first clause is looked for."""
    said = r"The error grows no faster than over $f(x_i, y_i)$ for all i, which is tight."
    assert view(entry("a", says=summary(said))).bold.startswith("The error grows no faster than over f(xᵢ, yᵢ)")


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    """What the editor's program wrote is kept to the byte."""
    path = tmp_path / "issue.md"
    path.write_bytes(EDITED.replace("\n", "\r\n").encode())
    text = read_file(path)
    grown = add_to_draft(text, read_draft(text, where="x").sections, [entry("New")], TEMPLATES)
    assert grown.count("\r\n") == EDITED.count("\n")
