"""An issue goes out the way that the settings name, or it is said why not."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from summarizer.assets import shipped
from summarizer.compose.draft import draft_filters, write_draft
from summarizer.config import EmailSettings
from summarizer.errors import ConfigError
from summarizer.folder import Folder, write_file
from summarizer.press import Press
from summarizer.record import save_issue
from summarizer.render.email import page_filters
from summarizer.templating import Templates
from summarizer.wiring.post import Post
from tests.fakes import NOON, FakeCompiler, FakeProgress, entry, issue
from tests.servers.smtp import smtp_server

NAME = "2026-W47"


def post(root: Path, environment: Mapping[str, str] | None = None, **email: object) -> Post:
    """Make the post of a newsletter with one issue."""
    settings = EmailSettings.model_validate({"from": "Weekly <papers@example.org>"} | email)
    press = Press(
        folder=Folder(root),
        templates=Templates.for_pages([shipped("templates")], draft_filters() | page_filters()),
        compiler=FakeCompiler(),
        sender=settings.sender or "nobody@localhost",
        reply_to="",
        web_url="",
        unsubscribe_url="",
    )
    made = issue(entry("a"))
    write_file(press.folder.issue(NAME) / "issue.md", write_draft(made, press.templates))
    save_issue(press.folder.issue(NAME) / "issue.json", made)
    return Post(press=press, settings=settings, environment=environment or {}, progress=FakeProgress(), now=NOON)


def test_readers_are_those_asked_for_or_those_of_the_config(tmp_path: Path) -> None:
    """Nobody to send to, or from, is an error before anything is done."""
    at = post(tmp_path, to=["a@example.org"])
    assert at.readers() == ("a@example.org",)
    assert at.readers(["b@example.org"]) == ["b@example.org"]
    with pytest.raises(ConfigError, match="nobody to send to"):
        post(tmp_path).readers()
    nobody = replace(at, settings=EmailSettings(to=("a@example.org",)))
    with pytest.raises(ConfigError, match="nobody to send from"):
        nobody.readers()
    assert nobody.readers(dry_run=True)


def test_a_dry_run_says_where_the_messages_are(tmp_path: Path) -> None:
    """And notes nobody."""
    sent = post(tmp_path).send(NAME, ["a@example.org"], dry_run=True)
    assert len(list(Path(sent.folder).glob("*.eml"))) == 1
    assert not (tmp_path / "state" / "sent").exists()


def test_a_login_comes_from_the_environment(tmp_path: Path) -> None:
    """User and password are read there and nowhere else."""
    secret = {"SUMMARIZER_SMTP_USER": "me", "SUMMARIZER_SMTP_PASSWORD": "pass"}
    with smtp_server(login=("me", "pass")) as server:
        at = post(tmp_path, secret, to=["a@example.org"], smtp=f"smtp://127.0.0.1:{server.port}")
        assert at.send(NAME).delivered.sent == ("a@example.org",)
        assert server.logins


def test_a_failure_after_the_making_is_told_not_raised(tmp_path: Path) -> None:
    """The issue is there all the same; the report says what went wrong and what to do."""
    report = post(tmp_path, to=["a@example.org"], smtp="smtp://127.0.0.1:9").send_made(NAME)
    assert (report["sent"], report["failed"]) == (0, 0)
    assert report["error"]
    assert report["hint"]
