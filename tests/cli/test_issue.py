"""`summarizer issue` makes the issue, says how it ended, and ends with the status that says so."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import html5lib
import pytest

from tests.cli.conftest import CONFIG, Start
from tests.commands import finish, run, start


def test_it_says_how_it_ended_and_where_the_files_are(start_newsletter: Start) -> None:
    """Without a terminal: a line a stage, as a log wants it, then the result; nothing on standard error."""
    done = run("issue", "-C", start_newsletter("One", "Two"))
    assert (done.code, done.err) == (0, "")
    assert "summarize 2" in done.out
    assert "done; 2 papers fetched, 2 new, 2 chosen, 2 summarized; no model was used" in done.out
    assert "issue.html" in done.out


def test_json_is_all_there_is_on_standard_output(start_newsletter: Start) -> None:
    """A script can read it, and nothing else is mixed in."""
    done = run("issue", "-C", start_newsletter("One"), "--json")
    assert json.loads(done.out)["summarized"] == 1
    assert done.err == ""


def test_quiet_says_nothing(start_newsletter: Start) -> None:
    """For those whose cron mails every word."""
    done = run("issue", "-C", start_newsletter("One"), "-q")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_verbose_names_every_paper_on_standard_error(start_newsletter: Start) -> None:
    """Standard output keeps the result alone."""
    done = run("issue", "-C", start_newsletter("One"), "-v")
    assert "p0" in done.err
    assert "summarize 1" not in done.out


def test_the_folder_may_stand_before_the_command(start_newsletter: Start) -> None:
    """As it does in crontabs."""
    assert run("-C", start_newsletter("One"), "issue", "-q").code == 0


def test_limit_caps_the_issue(start_newsletter: Start) -> None:
    """A small issue to try things with."""
    done = run("issue", "-C", start_newsletter("One", "Two", "Three"), "--limit", 2, "--json")
    assert json.loads(done.out)["picked"] == 2


def test_no_source_is_said_with_an_example(start_newsletter: Start) -> None:
    """A newsletter without a source cannot be made."""
    done = run("issue", "-C", start_newsletter(config='[newsletter]\ntitle = "x"'))
    assert done.code == 1
    assert "names no source" in done.err


def test_no_newsletter_here_is_said_with_the_way_out(tmp_path: Path) -> None:
    """Two lines, no traceback."""
    done = run("issue", "-C", tmp_path)
    assert done.code == 1
    assert done.err.startswith("Error: no summarizer.toml in")
    assert done.err.endswith("Hint: Make a newsletter: summarizer init DIR\n")


def test_an_unknown_setting_is_named_with_the_nearest_right_one(start_newsletter: Start) -> None:
    """Typing errors are not ignored."""
    done = run("issue", "-C", start_newsletter("One", config=CONFIG.replace("title =", "titel =")))
    assert done.code == 1
    assert "there is no setting newsletter.titel" in done.err
    assert "Did you mean title?" in done.err


def test_a_setting_that_is_not_kept_yet_is_told(start_newsletter: Start) -> None:
    """Better a warning than a limit that is none."""
    done = run("issue", "-C", start_newsletter("One", config=CONFIG + "[summarize]\nfull_text = true"))
    assert done.code == 0
    assert "summarize.full_text is set, but this version does not act on it yet" in done.err


@pytest.mark.parametrize("option", [["--since", "someday"], ["--until", "2020-13-01"]])
def test_a_time_that_is_none_is_said_so(start_newsletter: Start, option: list[str]) -> None:
    """With examples of what is one."""
    done = run("issue", "-C", start_newsletter("One"), *option)
    assert done.code == 1
    assert "is not a date or a time" in done.err


def test_wrong_usage_ends_with_two(start_newsletter: Start) -> None:
    """As every command-line program's does."""
    assert run("issue", "-C", start_newsletter("One"), "--limit", "0").code == 2
    assert run("issue", "--nonsense").code == 2


def test_a_paper_without_an_abstract_is_skipped_and_told(start_newsletter: Start) -> None:
    """Exit status 3; the paper is named in the issue's account."""
    folder = start_newsletter("One")
    with (folder / "papers.jsonl").open("a", encoding="utf-8") as file:
        file.write('\n{"id": "empty", "title": "Nothing said"}')
    done = run("issue", "-C", folder)
    assert done.code == 3
    assert "skipped empty at read: it has no abstract" in done.out


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7 * 7 }} {% if %}", "{{ 7 * 7 }} {% if %}"),
        ("a & \"b\" 'c'", "a & \"b\" 'c'"),
        ("🙂 smiles", "🙂 smiles"),
        ("عنوان من اليمين", "عنوان من اليمين"),
        (r"On $\alpha$-rays at 5% of $x^2$", "On α-rays at 5% of x²"),
    ],
)
def test_hostile_titles_are_only_titles(start_newsletter: Start, title: str, shown: str) -> None:
    """Whatever stands in a title is text of the link to the paper, and nothing of it becomes markup."""
    folder = start_newsletter(title)
    assert run("issue", "-C", folder, "-q").code == 0
    [html] = folder.glob("issues/*/issue.html")
    tree = html5lib.parse(html.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    [link] = [link for link in tree.iter("a") if link.get("href") == "https://example.org/0"]
    assert "".join(link.itertext()) == shown
    assert not list(tree.iter("script"))
    assert shown in " ".join(html.with_name("issue.txt").read_text(encoding="utf-8").split())


def test_a_reader_far_ahead_sees_his_own_date(start_newsletter: Start) -> None:
    """The date of an issue is that of the newsletter's time zone, in its name and in the mail."""
    config = CONFIG.replace('title = "Weekly"', 'title = "Daily"\ncadence = "daily"\ntimezone = "Pacific/Kiritimati"')
    folder = start_newsletter("One", config=config)
    assert run("issue", "-C", folder, "-q").code == 0
    [place] = (folder / "issues").iterdir()
    day = date.fromisoformat(place.name)
    assert f"{day.day} {day:%B %Y}" in (place / "issue.txt").read_text(encoding="utf-8").splitlines()[1]


def test_a_full_standard_output_is_no_traceback(start_newsletter: Start) -> None:
    """The device says so; so do we."""
    folder = start_newsletter("One")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "summarizer", "-C", str(folder), "issue"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=Path(__file__).parents[2],
        )
    assert done.returncode == 1
    assert done.stderr == "Error: cannot write what there is to say: No space left on device\n"


def test_a_full_disk_loses_nothing_that_was_there(start_newsletter: Start) -> None:
    """A limit on file sizes stands for the full disk: an error of ours, and every file whole; the next run goes on."""
    folder = start_newsletter("One", "Two")
    assert run("issue", "-C", folder, "-q", "--limit", "1").code == 0
    before = {path: path.read_bytes() for path in folder.glob("issues/*/*")}
    (folder / "sitecustomize.py").write_text(
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n",
        encoding="utf-8",
    )
    # PYTHONPATH is replaced, so that Python runs the file above at its start; the project is found by the folder.
    process = start("issue", "-C", folder, "--refresh", cwd=Path(__file__).parents[2], PYTHONPATH=str(folder))
    done = finish(process)
    assert done.code == 1
    assert "cannot write" in done.err
    assert "Is the disk full" in done.err
    for path, content in before.items():
        assert b"### [One](" in path.read_bytes() if path.name == "issue.md" else path.read_bytes() == content
    (folder / "sitecustomize.py").unlink()
    assert json.loads(run("issue", "-C", folder, "--refresh", "--json").out)["summarized"] == 2
    assert next(folder.glob("issues/*/issue.md")).read_text(encoding="utf-8").count("### [") == 2
