"""`summarizer send` hands an issue over, once to each reader."""

import json

from tests.cli.conftest import CONFIG, Start
from tests.commands import run
from tests.servers.smtp import smtp_server


def test_a_dry_run_writes_the_messages_and_sends_nothing(start_newsletter: Start) -> None:
    """Whoever is named gets a file; nobody is noted as having the issue."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    done = run("send", "-C", folder, "--dry-run", "--to", "a@example.org", "--to", "b@example.org")
    assert done.code == 0
    assert "2 written to" in done.out
    assert len(list(folder.glob("state/outbox/*/*.eml"))) == 2
    assert not (folder / "state" / "sent").exists()


def test_what_is_sent_is_what_the_draft_says_now(start_newsletter: Start) -> None:
    """Edits need not be rendered first."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    [draft] = folder.glob("issues/*/issue.md")
    draft.write_text(draft.read_text(encoding="utf-8").replace("[One]", "[First]"), encoding="utf-8")
    with smtp_server() as smtp:
        config = CONFIG + f'to = ["a@example.org"]\nsmtp = "smtp://127.0.0.1:{smtp.port}"'
        (folder / "summarizer.toml").write_text(config, encoding="utf-8")
        done = run("send", "-C", folder, "--json")
        assert json.loads(done.out)["sent"] == 1
        assert b"First" in smtp.messages[0][2]


def test_a_refused_reader_is_told_and_the_rest_get_it(start_newsletter: Start) -> None:
    """Exit status 1, with the server's words."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    with smtp_server(refuse={"b@example.org": "550 no such user"}) as smtp:
        config = CONFIG + f'smtp = "smtp://127.0.0.1:{smtp.port}"'
        (folder / "summarizer.toml").write_text(config, encoding="utf-8")
        done = run("send", "-C", folder, "--to", "a@example.org", "--to", "b@example.org")
        assert done.code == 1
        assert "no such user" in done.err
        assert "1 sent, 1 failed" in done.out
        assert smtp.readers == ["a@example.org"]


def test_an_issue_that_cannot_be_sent_is_made_all_the_same(start_newsletter: Start) -> None:
    """The report says so, standard output is whole, exit status 1."""
    config = CONFIG + 'to = ["a@example.org"]\nsmtp = "smtp://127.0.0.1:9"'
    done = run("issue", "-C", start_newsletter("One", config=config), "--send", "--json")
    assert done.code == 1
    assert json.loads(done.out)["summarized"] == 1
    assert json.loads(done.out)["sent"]["error"]
    assert done.err.startswith("Error: ")


def test_a_reader_refused_while_an_issue_is_sent_is_named(start_newsletter: Start) -> None:
    """On standard error, for whoever reads cron's mail; the report has the count alone."""
    folder = start_newsletter("One")
    with smtp_server(refuse={"b@example.org": "550 no such user"}) as smtp:
        config = CONFIG + f'to = ["a@example.org", "b@example.org"]\nsmtp = "smtp://127.0.0.1:{smtp.port}"'
        (folder / "summarizer.toml").write_text(config, encoding="utf-8")
        done = run("issue", "-C", folder, "--send")
    assert done.code == 1
    assert "b@example.org: " in done.err
    assert "sent to 1, 0 had it already, 1 failed" in done.out
    assert not [path for path in folder.glob("issues/*/report.json") if "b@example.org" in path.read_text("utf-8")]


def test_an_editor_may_send_it_to_himself_as_often_as_he_likes(start_newsletter: Start) -> None:
    """A trial is not noted: the real issue still reaches him as a reader."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    with smtp_server() as smtp:
        config = CONFIG + f'to = ["me@example.org"]\nsmtp = "smtp://127.0.0.1:{smtp.port}"'
        (folder / "summarizer.toml").write_text(config, encoding="utf-8")
        for arguments in (["--to", "me@example.org"], ["--to", "me@example.org"], [], []):
            assert run("send", "-C", folder, *arguments).code == 0
        assert smtp.readers == ["me@example.org"] * 3


def test_nobody_to_send_to_or_from_is_said_so(start_newsletter: Start) -> None:
    """Each with the setting that is missing."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    assert "nobody to send to" in run("send", "-C", folder).err
    nobody = CONFIG.replace('from = "Weekly <papers@example.org>"', "")
    (folder / "summarizer.toml").write_text(nobody, encoding="utf-8")
    assert "nobody to send from" in run("send", "-C", folder, "--to", "a@example.org").err


def test_no_server_is_an_error_with_a_hint(start_newsletter: Start) -> None:
    """Nothing is noted as sent."""
    folder = start_newsletter("One", config=CONFIG + 'smtp = "smtp://127.0.0.1:9"')
    run("issue", "-C", folder, "-q")
    done = run("send", "-C", folder, "--to", "a@example.org")
    assert done.code == 1
    assert "Hint: " in done.err
