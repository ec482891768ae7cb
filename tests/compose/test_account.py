"""The account says in one line what was fetched, chosen, failed and spent."""

from dataclasses import replace

from summarizer.compose.account import account_line, count_claims
from summarizer.models import Claim, Skipped, SourceReport, Usage, Verdict
from tests.fakes import entry, issue, pick, summary


def claim(verdict: Verdict) -> Claim:
    """Make a claim with that verdict."""
    return Claim(role="result", text="x", evidence=(), quotes=(), verdict=verdict)


def test_a_model_is_named_with_calls_tokens_and_dollars() -> None:
    """Every figure of the run stands in the line."""
    made = issue(entry("a"))
    usage = Usage(made=30, from_cache=2, input_tokens=61_000, output_tokens=9_900, cost_usd=0.041)
    made = replace(made, account=replace(made.account, fetched=412, new=380, usage=usage, model="gpt-5.4-mini"))
    assert account_line(made) == (
        "412 papers fetched, 380 new, 1 chosen, 1 summarized. "
        "gpt-5.4-mini, 30 calls and 2 from the cache, 71k tokens, $0.04. 1 claims checked."
    )


def test_the_built_in_summarizer_says_what_it_is() -> None:
    """No model, no dollars, and nothing to check in a quotation."""
    made = issue(entry("a"))
    made = replace(made, account=replace(made.account, fetched=1, model="built-in"))
    assert account_line(made) == (
        "1 paper fetched, 4 new, 1 chosen, 1 summarized. Sentences chosen from the abstracts; no model was used."
    )


def test_failures_are_named_and_many_are_counted() -> None:
    """Five by name, the rest as a number; a source that failed and an entry taken out are told, too."""
    stages = ["read", "summarize", "check", "budget", "read", "read", "read"]
    skipped = tuple(
        Skipped(pick=pick("p", id=f"arxiv:2609.0000{n}"), stage=stage, reason="cannot read /home/me/secret")
        for n, stage in enumerate(stages)
    )
    made = issue(entry("a"), skipped=skipped)
    report = SourceReport(name="arxiv cs.CL", fetched=0, newest=None, warning="http://127.0.0.1:9 refused the key")
    made = replace(made, account=replace(made.account, reports=(report,)))
    line = account_line(made, left_out=1)
    assert "(7 skipped: 2609.00000, no text; 2609.00001, no summary; 2609.00002, no summary that fits it;" in line
    assert "2609.00003, over budget; 2609.00004, no text; and 2 more)" in line
    assert "arxiv cs.CL could not be read." in line
    assert line.endswith("1 left out by the editor.")


def test_readers_are_not_told_of_paths_and_servers() -> None:
    """What a server said and where a file lies is the editor's business; it stands in the report."""
    skipped = (Skipped(pick=pick("p"), stage="summarize", reason="org-XYZ: flagged"),)
    report = SourceReport(name="file papers.jsonl", fetched=0, newest=None, warning="cannot read /home/me/x")
    made = issue(entry("a"), skipped=skipped)
    line = account_line(replace(made, account=replace(made.account, reports=(report,))))
    assert "org-XYZ" not in line
    assert "/home/me" not in line


def test_money_is_never_made_up() -> None:
    """A price that is not known is not zero, and less than a cent is not nothing."""
    made = issue(entry("a"))
    unknown = replace(made, account=replace(made.account, usage=Usage(made=1, cost_usd=None)))
    little = replace(made, account=replace(made.account, usage=Usage(made=1, input_tokens=9000, cost_usd=0.001)))
    assert "1 call, 0 tokens, price not known." in account_line(unknown)
    assert "9,000 tokens, under $0.01." in account_line(little)


def test_claims_are_counted_by_verdict() -> None:
    """Marked and dropped claims are told."""
    says = summary(claims=tuple(map(claim, (Verdict.SUPPORTED, Verdict.NOT_FOUND, Verdict.UNSUPPORTED))))
    made = issue(entry("a", says=says))
    assert count_claims(made) == {"total": 3, "supported": 1, "not_found": 1, "unsupported": 1}
    assert account_line(made).endswith("3 claims checked, 1 marked, 1 dropped.")


def test_a_source_that_was_cut_is_told_of() -> None:
    """Readers learn that there was more."""
    report = SourceReport(name="arxiv cs.CL", fetched=500, newest=None, warning="only the newest 500 papers were taken")
    made = issue(entry("a"))
    line = account_line(replace(made, account=replace(made.account, reports=(report,))))
    assert "arxiv cs.CL: the newest 500 only." in line
