"""A newsletter at work, without a command line around it."""

from datetime import timedelta
from pathlib import Path

import pytest

from summarizer.config import load_settings
from summarizer.errors import ConfigError, SourceError
from summarizer.folder import Folder, write_file
from summarizer.http import Getter
from summarizer.wiring.newsletter import Wiring
from tests.fakes import NOON, FakeProgress

FILE = '[[source]]\ntype = "file"\npath = "papers.jsonl"\n'


def wiring(root: Path, config: str, **environment: str) -> Wiring:
    """Open a newsletter with this config at the moment every test runs at."""
    write_file(root / "summarizer.toml", config)
    folder = Folder(root)
    getter = Getter(attempts=1)
    return Wiring(
        folder, load_settings(folder, environment), environment, progress=FakeProgress(), now=NOON, getter=getter
    )


def papers(root: Path, *titles: str) -> None:
    """Write the papers of the file source."""
    rows = (
        f'{{"id": "{title}", "title": "{title}", "abstract": "We study {title} at length. It works."}}'
        for title in titles
    )
    write_file(root / "papers.jsonl", "\n".join(rows))


def test_an_issue_is_named_by_the_cadence(tmp_path: Path) -> None:
    """In the newsletter's own time zone."""
    papers(tmp_path / "weekly", "a")
    with wiring(tmp_path / "weekly", FILE) as at:
        assert at.make_issue()["issue"] == "2026-W47"
    papers(tmp_path / "daily", "a")
    with wiring(tmp_path / "daily", f'{FILE}[newsletter]\ncadence = "daily"\ntimezone = "Pacific/Auckland"') as at:
        assert at.make_issue()["issue"] == "2026-11-22"


def test_what_was_covered_is_left_out_next_time(tmp_path: Path) -> None:
    """A week later only the new paper is there; with nothing new no issue is made."""
    papers(tmp_path, "a", "b")
    with wiring(tmp_path, FILE) as at:
        at.make_issue()
    papers(tmp_path, "a", "b", "c")
    later = wiring(tmp_path, FILE)
    later.now = NOON + timedelta(7)
    with later as at:
        report = at.make_issue()
    assert (report["issue"], report["fetched"], report["new"], report["picked"]) == ("2026-W48", 3, 1, 1)
    latest = wiring(tmp_path, FILE)
    latest.now = NOON + timedelta(14)
    with latest as at:
        assert at.make_issue()["status"] == "nothing new"


def test_no_network_is_an_error_with_a_hint(tmp_path: Path) -> None:
    """No source answered, so nothing is made of nothing."""
    config = '[[source]]\ntype = "arxiv"\ncategories = ["cs.CL"]\nbase_url = "http://127.0.0.1:9"'
    with wiring(tmp_path, config) as at, pytest.raises(SourceError) as caught:
        at.make_issue()
    assert "Is the network up?" in caught.value.hint


def test_a_preview_knows_what_to_watch(tmp_path: Path) -> None:
    """The issue, the newsletter's own templates where there are some, and ours."""
    papers(tmp_path, "a")
    with wiring(tmp_path, FILE) as at:
        at.make_issue()
        shown = at.previewed(None)
        assert shown.draw().subject == "Papers: week 47, 2026"
        assert tmp_path / "issues" / "2026-W47" in shown.watched
        (tmp_path / "templates").mkdir()
        assert tmp_path / "templates" in at.previewed("2026-W47").watched


def test_the_newsletters_own_templates_and_prompts_win(tmp_path: Path) -> None:
    """One file is enough; the rest stays ours."""
    papers(tmp_path, "a")
    write_file(tmp_path / "templates" / "issue.txt.j2", "Mine: {{ edition.title }}\n")
    with wiring(tmp_path, FILE) as at:
        at.make_issue()
        assert at.previewed(None).draw().text.startswith("Mine: Papers: week 47")


def test_sending_needs_a_login_only_where_there_is_one(tmp_path: Path) -> None:
    """User and password come from the environment, never over a plain connection to a stranger."""
    papers(tmp_path, "a")
    config = FILE + '[email]\nfrom = "a@example.org"\nto = ["b@example.org"]\nsmtp = "smtp://mail.example.org:25"'
    with wiring(tmp_path, config, SUMMARIZER_SMTP_USER="me", SUMMARIZER_SMTP_PASSWORD="secret") as at:  # noqa: S106 -- nobody's
        at.make_issue()
        with pytest.raises(ConfigError) as caught:
            at.send(None, readers=(), dry_run=False)
    assert "secret" not in str(caught.value)
