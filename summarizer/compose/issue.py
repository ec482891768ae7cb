"""Put entries and failures together into an issue. No I/O, no model."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from summarizer.maths import readable
from summarizer.models import Account, Chosen, Entry, Issue, Paper, Section, Skipped, Summary, Usage, Verdict

SNIPPET = 140
"""Characters of a preheader that mail programs show."""
TAGS = 6
NAMED = 3
"""Papers that the lead names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What an issue is called, whatever is in it."""

    name: str
    title: str
    newsletter: str
    url: str
    language: str


def compose(
    identity: Identity,
    chosen: Chosen,
    entries: Sequence[Entry],
    skipped: Sequence[Skipped],
    *,
    usage: Usage,
    now: datetime,
) -> Issue:
    """Make the issue: entries in the order they were picked, in-depth ones first."""
    ordered = _ordered(entries)
    return Issue(
        name=identity.name,
        title=identity.title,
        newsletter=identity.newsletter,
        url=identity.url,
        language=identity.language,
        published_at=now,
        snippet=snippet(ordered),
        tags=_tags(ordered),
        entries=ordered,
        skipped=tuple(skipped),
        account=Account(
            fetched=chosen.fetched,
            new=chosen.new,
            picked=len(chosen.picks),
            reports=chosen.reports,
            until=chosen.window.until,
            usage=usage,
            model=_models(ordered),
        ),
    )


def extend(
    issue: Issue, chosen: Chosen, entries: Sequence[Entry], skipped: Sequence[Skipped], *, usage: Usage
) -> Issue:
    """Return the issue with what a later run added at the end of its section, and what that run spent counted in."""
    together = _ordered((*issue.entries, *entries))
    account = replace(
        issue.account,
        model=_models(together),
        fetched=chosen.fetched,
        new=chosen.new,
        picked=len(issue.entries) + len(entries) + len(skipped),
        reports=chosen.reports,
        until=chosen.window.until,
        usage=add_usage(issue.account.usage, usage),
    )
    return replace(issue, entries=together, skipped=tuple(skipped), account=account, snippet=snippet(together))


def add_usage(first: Usage, second: Usage) -> Usage:
    """Add two runs up. A cost that is not known makes the sum unknown."""
    costs = (first.cost_usd, second.cost_usd)
    return Usage(
        made=first.made + second.made,
        from_cache=first.from_cache + second.from_cache,
        retried=first.retried + second.retried,
        input_tokens=first.input_tokens + second.input_tokens,
        cached_input_tokens=first.cached_input_tokens + second.cached_input_tokens,
        output_tokens=first.output_tokens + second.output_tokens,
        cost_usd=None if None in costs else sum(cost or 0.0 for cost in costs),
    )


def _ordered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.pick.section is not Section.IN_DEPTH))


def _models(entries: Sequence[Entry]) -> str:
    """Name whoever wrote the entries: a later run may have been another's."""
    return " and ".join(dict.fromkeys(entry.summary.model for entry in entries))


def lead(entries: Sequence[Entry]) -> str:
    """Say what is in the issue: how many papers, and the names of the first."""
    counts = [
        f"{count} {'paper' if count == 1 else 'papers'} {section}"
        for section in Section
        if (count := sum(entry.pick.section is section for entry in entries))
    ]
    named = [_short(entry.pick.paper) for entry in entries[:NAMED]]
    more = ["and more"] if len(entries) > NAMED else []
    return f"{', '.join(counts)}: {'; '.join([*named, *more])}." if entries else ""


def snippet(entries: Sequence[Entry]) -> str:
    """Say the best finding that holds and how many more there are, as short as a preheader is shown."""
    found = next((entry.summary.tldr for entry in entries if is_found(entry.summary)), "")
    if not found:
        return lead(entries)
    more = f" And {len(entries) - 1} more." if len(entries) > 1 else ""
    said, room = readable(found), SNIPPET - len(more)
    return (said if len(said) <= room else _cut(said, room)) + more


def _short(paper: Paper) -> str:
    """Return a paper's title, or the name before the colon, where it gives its work one."""
    title = " ".join(readable(paper.title).split()) or paper.id
    name, colon, _ = title.partition(": ")
    return name if colon else title


def is_found(summary: Summary) -> bool:
    """Whether the TL;DR holds; one that the check could not find is marked where it stands, and never leads."""
    return not any(claim.text == summary.tldr and claim.verdict is Verdict.NOT_FOUND for claim in summary.claims)


def _cut(text: str, room: int) -> str:
    words = text[: room - 1].rsplit(" ", 1)[0]
    clause = max(words.rfind(sign) for sign in ",;:")
    return (words[:clause] if clause > room // 2 else words).rstrip(",;:–—-") + "…"


def _tags(entries: Sequence[Entry]) -> tuple[str, ...]:
    counted = Counter(category for entry in entries for category in entry.pick.paper.categories)
    return tuple(sorted(counted, key=lambda category: (-counted[category], category))[:TAGS])
