"""What the preview answers: the issue and no more, escaped, to this machine's browser alone."""

import asyncio
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from summarizer.assets import shipped
from summarizer.edition import Pages
from summarizer.errors import DraftError
from summarizer.preview.app import GMAIL_CLIP, make_app
from summarizer.preview.live import Live
from summarizer.templating import Templates

ISSUE = Pages(
    subject="Ten papers",
    html="<!doctype html><p>The HTML</p>",
    text="The text\n",
    warnings=("One entry was moved to a line.", "The email is long."),
)
EVIL = "</pre></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@contextmanager
def asking(
    draw: Callable[[], Pages] = lambda: ISSUE, templates: Path | None = None, host: str = "127.0.0.1:8000"
) -> Iterator[TestClient]:
    """Draw once, and ask the application as a browser would."""
    live = Live(draw)
    asyncio.run(live.redraw())
    live.close()
    pages = Templates.for_pages([templates or shipped("templates")], {})
    with TestClient(make_app(live, pages), base_url=f"http://{host}") as client:
        yield client


def broken() -> Pages:
    """Draw nothing, as when the draft has a mistake."""
    raise DraftError("issues/2026-W47/issue.md, line 12: no <link>", hint="Write ### [Title](address).")


def policy(answer: str) -> dict[str, str]:
    """Read a content security policy: what each directive allows."""
    return {name: value for name, _, value in (part.strip().partition(" ") for part in answer.split(";"))}


def test_the_page_shows_the_issue_in_a_frame() -> None:
    """Subject, size and the number of warnings stand around it."""
    with asking() as client:
        page = client.get("/").text
    assert "<h1>Ten papers</h1>" in page
    assert "30 bytes of the 102,000 that Gmail shows" in page
    assert "Checks (2)" in page
    assert 'src="/email?scheme=light"' in page


def test_the_email_and_the_text_have_addresses_of_their_own() -> None:
    """The email as the frame shows it, the text as it is sent."""
    with asking() as client:
        assert client.get("/email").text.startswith(ISSUE.html)
        assert "color-scheme: dark" in client.get("/email?scheme=dark").text
        text = client.get("/text")
    assert text.text == ISSUE.text
    assert text.headers["content-type"] == "text/plain; charset=utf-8"


def test_the_text_has_a_tab() -> None:
    """In place of the frame."""
    with asking() as client:
        page = client.get("/?tab=text").text
    assert "<pre>The text\n</pre>" in page
    assert "<iframe" not in page


def test_the_checks_list_size_and_warnings() -> None:
    """Or say that there are none."""
    with asking() as client:
        page = client.get("/?tab=checks").text
    assert all(f"<li>{warning}</li>" in page for warning in ISSUE.warnings)
    with asking(lambda: Pages(subject="", html="", text="", warnings=())) as client:
        page = client.get("/?tab=checks").text
    assert "None." in page
    assert "Checks\n" in page or "Checks<" in page


def test_an_email_that_gmail_would_clip_is_marked() -> None:
    """In bytes of UTF-8, not in characters."""
    long = Pages(subject="", html="ü" * (GMAIL_CLIP // 2 + 1), text="", warnings=())
    with asking(lambda: long) as client:
        assert "102,002 bytes; Gmail hides what is after 102,000" in client.get("/").text


@pytest.mark.parametrize("width", ["375", "600", "1280"])
def test_the_frame_takes_the_width_that_was_chosen(width: str) -> None:
    """And keeps the rest of the choices in every link."""
    with asking() as client:
        page = client.get(f"/?width={width}&scheme=dark").text
    assert re.search(rf'<iframe [^>]*src="/email\?scheme=dark"[^>]* width="{width}"', page)
    assert f'href="/?width={width}"' in page
    assert f'href="/?tab=text&amp;width={width}&amp;scheme=dark"' in page


@pytest.mark.parametrize("query", ["tab=nonsense", "width=1e9", "scheme=%22onload", "tab=&width=&scheme="])
def test_what_cannot_be_chosen_is_left_at_its_default(query: str) -> None:
    """An address is a stranger's word."""
    with asking() as client:
        page = re.sub(r'nonce="[^"]*"', "", client.get(f"/?{query}").text)
        assert page == re.sub(r'nonce="[^"]*"', "", client.get("/").text)


def test_everything_the_shell_shows_is_escaped() -> None:
    """A title or a warning is never markup of ours."""
    with asking(lambda: Pages(subject=EVIL, html="", text=EVIL, warnings=(EVIL,))) as client:
        for tab in ("email", "text", "checks"):
            page = client.get(f"/?tab={tab}").text
            assert page.count("<script") == 1
            assert "<img" not in page


def test_a_mistake_is_shown_with_its_line_and_its_hint() -> None:
    """Escaped, too; there is nothing else to show yet."""
    with asking(broken) as client:
        page = client.get("/").text
        assert (client.get("/email").status_code, client.get("/text").status_code) == (404, 404)
    assert "issues/2026-W47/issue.md, line 12: no &lt;link&gt;" in page
    assert "Write ### [Title](address)." in page
    assert "<iframe" not in page


def test_a_mistake_without_a_hint_is_shown_alone() -> None:
    """No empty line in its place."""

    def fails() -> Pages:
        raise DraftError("line 3")

    with asking(fails) as client:
        assert re.search(r"<p>line 3</p>\s*<p class=", client.get("/").text)


def test_the_email_may_neither_run_nor_load_anything() -> None:
    """Its policy holds outside the frame as well, where someone opens its address."""
    with asking() as client:
        allowed = policy(client.get("/email").headers["content-security-policy"])
        frame = re.search(r'sandbox="([^"]*)"', client.get("/").text)
    assert frame
    assert frame[1] == allowed["sandbox"]
    assert "allow-scripts" not in frame[1]
    assert allowed["default-src"] == "'none'"
    assert allowed["img-src"] == "data:"
    assert not allowed.keys() & {"script-src", "connect-src"}


def test_the_shell_runs_its_one_script_and_no_other() -> None:
    """By a nonce that is new each time."""
    with asking() as client:
        answers = [client.get("/") for _ in range(2)]
    nonces = set()
    for answer in answers:
        script = policy(answer.headers["content-security-policy"])["script-src"]
        nonce = re.fullmatch(r"'nonce-([\w-]{20,})'", script)
        assert nonce
        assert answer.text.count(f'nonce="{nonce[1]}"') == 2
        nonces.add(nonce[1])
    assert len(nonces) == 2


@pytest.mark.parametrize("path", ["/", "/email", "/text", "/changes"])
def test_nothing_is_kept_or_shown_elsewhere(path: str) -> None:
    """Browsers keep no copy, guess no types, and tell nobody where they came from."""
    with asking() as client:
        headers = client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "localhost"])
def test_this_machine_is_answered(host: str) -> None:
    """Under either of its names."""
    with asking(host=host) as client:
        assert client.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "localhost.evil.example", "192.0.2.1"])
def test_other_names_are_not_answered(host: str) -> None:
    """A page elsewhere could have its name point here, and read what we show."""
    with asking(host=host) as client:
        for path in ("/", "/email", "/text", "/changes"):
            answer = client.get(path)
            assert answer.status_code == 400
            assert "papers" not in answer.text


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/../pyproject.toml", "/%2e%2e/pyproject.toml", "/email/x", "/static/"]
)
def test_no_file_is_served(path: str) -> None:
    """There is nothing here but the pages."""
    with asking() as client:
        assert client.get(path).status_code == 404


def test_nothing_can_be_sent_here() -> None:
    """The preview is for looking."""
    with asking() as client:
        assert client.post("/").status_code == 405


def test_a_mistake_in_the_shell_itself_is_said(tmp_path: Path) -> None:
    """A newsletter may have a shell of its own."""
    (tmp_path / "preview.html.j2").write_text("{{ nonsense }}")
    with asking(templates=tmp_path) as client:
        answer = client.get("/")
    assert answer.status_code == 500
    assert "preview.html.j2, line 1: 'nonsense' is undefined" in answer.text
