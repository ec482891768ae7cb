"""`summarizer render` draws the files again from the draft."""

import json

from tests.cli.conftest import Start
from tests.commands import run


def test_an_edit_is_drawn(start_newsletter: Start) -> None:
    """The newest issue unless another is named; the files are listed."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    [draft] = folder.glob("issues/*/issue.md")
    draft.write_text(draft.read_text(encoding="utf-8").replace("[One]", "[First]"), encoding="utf-8")
    done = run("render", "-C", folder, draft.parent.name)
    assert done.code == 0
    assert f"issues/{draft.parent.name}/issue.html\n" in done.out
    assert ">First</a>" in draft.with_name("issue.html").read_text(encoding="utf-8")
    assert run("render", "-C", folder, f"issues/{draft.parent.name}/").code == 0
    assert json.loads(run("render", "-C", folder, "--json").out)["warnings"] == []


def test_an_issue_that_is_not_there_is_said_so(start_newsletter: Start) -> None:
    """With or without a name."""
    folder = start_newsletter("One")
    assert "no issue in" in run("render", "-C", folder).err
    assert "there is no issue 2020-W01" in run("render", "-C", folder, "2020-W01").err
    assert "is not the name of an issue" in run("render", "-C", folder, "../../etc").err


def test_an_email_too_long_for_gmail_is_told(start_newsletter: Start) -> None:
    """What moved stands on standard error, the files are drawn all the same."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    [draft] = folder.glob("issues/*/issue.md")
    long = "".join(f"\n### [Paper {n}](https://example.org/x{n})\n\n{'word ' * 400}\n" for n in range(60))
    draft.write_text(draft.read_text(encoding="utf-8") + long, encoding="utf-8")
    done = run("render", "-C", folder)
    assert done.code == 0
    assert "Warning: " in done.err
    assert len(draft.with_name("issue.html").read_bytes()) <= 102_000
