"""The preview in a real browser: what an editor sees while editing."""

import json
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from summarizer.assets import shipped
from summarizer.folder import write_file
from tests.browser import chromium
from tests.commands import finish, run, start
from tests.preview.served import Desk, serving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]  # one browser for all of them

INK, PAPER, DARK_PAPER = "rgb(38, 35, 31)", "rgb(244, 241, 234)", "rgb(27, 26, 24)"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for all these tests."""
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty page of its own, in a browser that knows no other."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield context.new_page()


@pytest.fixture
def desk(tmp_path: Path, page: Page) -> Iterator[Desk]:
    """Serve a draft, and open the preview of it."""
    with serving(tmp_path) as (preview, served):
        page.goto(preview.url)
        yield served
        page.goto("about:blank")


def email(page: Page) -> FrameLocator:
    """Return the inside of the frame."""
    return page.frame_locator("iframe")


def choose(page: Page, name: str) -> None:
    """Follow a link of the shell."""
    page.get_by_role("link", name=name, exact=True).click()


def test_the_issue_is_seen_and_follows_the_draft(page: Page, desk: Desk) -> None:
    """No key is pressed between a save and its sight."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Subject: first words")
    expect(email(page).get_by_text("first words")).to_be_visible()
    desk.save("second words")
    expect(email(page).get_by_text("second words")).to_be_visible()
    expect(page).to_have_title("Subject: second words – preview")


def test_a_save_keeps_the_tab_the_choices_and_the_place(page: Page, desk: Desk) -> None:
    """The editor goes on looking at the same spot."""
    choose(page, "600")
    choose(page, "Dark")
    end = email(page).get_by_text("The end")
    end.scroll_into_view_if_needed()
    desk.save("second words")
    expect(page.get_by_role("heading", level=1)).to_have_text("Subject: second words")
    expect(end).to_be_in_viewport()
    assert page.url.endswith("/?width=600&scheme=dark")
    choose(page, "Text")
    desk.save("third words")
    expect(page.locator("pre")).to_have_text("Text: third words\n")


def test_the_frame_turns_dark_and_light(page: Page, desk: Desk) -> None:
    """Whatever the browser itself prefers."""
    body = email(page).locator("body")
    for preferred in ("dark", "light"):
        page.emulate_media(color_scheme="dark" if preferred == "dark" else "light")
        choose(page, "Dark")
        expect(body).to_have_css("background-color", DARK_PAPER)
        choose(page, "Light")
        expect(body).to_have_css("background-color", PAPER)
        expect(body).to_have_css("color", INK)


@pytest.mark.parametrize("width", ["375", "600", "1280"])
def test_the_frame_is_as_wide_as_was_chosen(page: Page, desk: Desk, width: str) -> None:
    """The email sees that width, though the window be narrower; the page itself does not scroll sideways."""
    page.set_viewport_size({"width": 800, "height": 600})
    choose(page, width)
    expect(page.get_by_role("link", name=width)).to_have_attribute("aria-current", "true")
    assert email(page).locator("html").evaluate("() => window.innerWidth") == int(width)
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_the_page_fits_every_window(page: Page, desk: Desk, width: int) -> None:
    """With long words in every tab, and with a mistake to be told of, too."""
    page.set_viewport_size({"width": width, "height": 700})
    desk.save("Donaudampfschifffahrtsgesellschaft" * 5)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Donau")
    for tab in ("Text", "Checks", "Email"):
        choose(page, tab)
        expect(page.get_by_role("link", name=tab, exact=True)).to_have_attribute("aria-current", "true")
        assert page.evaluate(OVERFLOW) == 0
    desk.save("a mistake")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0


def test_a_mistake_is_told_and_goes_away(page: Page, desk: Desk) -> None:
    """With its line and what to do, over the last issue that could be drawn."""
    desk.save("a mistake")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("issue.md, line 7: no title")
    expect(alert).to_contain_text("Write one after ###.")
    expect(email(page).get_by_text("first words")).to_be_visible()
    desk.save("mended words")
    expect(email(page).get_by_text("mended words")).to_be_visible()
    expect(alert).to_have_count(0)


def test_the_keyboard_reaches_everything(page: Page, desk: Desk) -> None:
    """In the order of sight, each place with a ring around it."""
    for name in ("Email", "Text", "Checks", "Fit", "375", "600", "1280", "Light", "Dark"):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        expect(focused).to_have_text(name)
        expect(focused).to_have_css("outline-style", "solid")
    page.keyboard.press("Enter")
    expect(email(page).locator("body")).to_have_css("background-color", DARK_PAPER)


def test_the_email_runs_nothing_and_loads_nothing(page: Page, desk: Desk) -> None:
    """Neither its script nor its picture: the browser stops both before anything leaves it."""
    failed: dict[str, str | None] = {}
    finished: list[str] = []
    page.on("requestfailed", lambda request: failed.update({request.url: request.failure}))
    page.on("requestfinished", lambda request: finished.append(request.url))
    with page.expect_event("requestfailed", lambda request: "pixel" in request.url):
        page.reload()
    expect(email(page).get_by_text("first words")).to_be_visible()
    assert page.frames[1].title() == "Ten papers"
    assert failed["https://pixels.invalid/pixel.png"] == "csp"
    assert finished
    assert all(url.startswith("http://127.0.0.1:") for url in finished)


def test_the_page_says_when_the_preview_has_ended(page: Page, tmp_path: Path) -> None:
    """What it shows is then no longer drawn again."""
    with serving(tmp_path) as (preview, _):
        page.goto(preview.url)
        expect(page.get_by_text("The preview has ended")).to_be_hidden()
    expect(page.get_by_text("The preview has ended")).to_be_visible()


CONFIG = """
[newsletter]
title = "Weekly"
[model]
provider = "builtin"
[[source]]
type = "file"
path = "papers.jsonl"
[email]
from = "Weekly <papers@example.org>"
"""
ABSTRACT = (
    "Large models are costly to run. We propose a method that prunes half of the weights. "
    "Experiments show that it keeps 98% of the accuracy on four data sets."
)


@dataclass(frozen=True, slots=True)
class Newsletter:
    """A real newsletter with a real issue, and the two files that its editor edits."""

    folder: Path

    @property
    def draft(self) -> Path:
        """Return the one issue's `issue.md`."""
        [draft] = self.folder.glob("issues/*/issue.md")
        return draft

    @property
    def template(self) -> Path:
        """Return the newsletter's own template, which need not exist."""
        return self.folder / "templates" / "issue.mjml.j2"

    def change(self, path: Path, old: str, new: str) -> None:
        """Save the file with one thing changed in it."""
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        write_file(path, text.replace(old, new))


@pytest.fixture
def newsletter(newsletter: Path) -> Newsletter:
    """Make a newsletter and its first issue with the commands that its editor uses."""
    assert run("init", newsletter).code == 0
    rows = [
        {"id": f"p{number}", "title": f"Paper {number}", "url": f"https://example.org/{number}", "abstract": ABSTRACT}
        for number in range(3)
    ]
    write_file(newsletter / "papers.jsonl", "\n".join(map(json.dumps, rows)))
    write_file(newsletter / "summarizer.toml", CONFIG)
    assert finish(start("issue", "-C", newsletter, "-q")).code == 0  # in a process: the browser's loop runs in ours
    return Newsletter(newsletter)


@pytest.fixture
def previewed(newsletter: Newsletter, page: Page) -> Iterator[Newsletter]:
    """Preview it as its editor does, in a process of its own that ends without a word."""
    process = start("preview", "-C", newsletter.folder, "--port", "0", "--no-open")
    assert process.stdout is not None
    page.goto(next(word for word in process.stdout.readline().split() if word.startswith("http://")).rstrip(","))
    yield newsletter
    page.goto("about:blank")
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in finish(process).err


def test_a_real_issue_is_edited_broken_and_mended(page: Page, previewed: Newsletter) -> None:
    """Its draft as its editor types: each save is seen, and what is not yet a draft is told with its line."""
    alert, draft = page.get_by_role("alert"), previewed.draft
    expect(email(page).get_by_role("heading", name="Paper 1")).to_be_visible()
    previewed.change(draft, "[Paper 1]", "[Another title]")
    expect(email(page).get_by_role("heading", name="Another title")).to_be_visible()
    for line, old, new in ((3, "published_at: ", "published_at: 2026-13-45 # "), (2, "title: ", "title: a: ")):
        previewed.change(draft, old, new)
        expect(alert).to_contain_text(f"issue.md, line {line}: ")
        expect(email(page).get_by_role("heading", name="Another title")).to_be_visible()
        previewed.change(draft, new, old)
        expect(alert).to_have_count(0)
    previewed.change(draft, "[Another title](https://example.org/1)", "Another title")
    expect(alert).to_contain_text("an entry without its link")
    previewed.change(draft, "### Another title", "### [A third title](https://example.org/1)")
    expect(email(page).get_by_role("heading", name="A third title")).to_be_visible()
    expect(alert).to_have_count(0)


def test_a_template_of_ones_own_is_made_broken_and_mended(page: Page, previewed: Newsletter) -> None:
    """While the preview runs: it takes the place of ours, and its mistakes are told by its path and their line."""
    alert, template = page.get_by_role("alert"), previewed.template
    ours = (shipped("templates") / "issue.mjml.j2").read_text(encoding="utf-8")
    expect(email(page).get_by_role("heading", name="Paper 1")).to_be_visible()
    words = "<p>Words of our own</p>"
    write_file(template, ours.replace("<h1 ", f"{words}\n<h1 "))
    expect(email(page).get_by_text("Words of our own")).to_be_visible()
    line = template.read_text(encoding="utf-8").partition(words)[0].count("\n") + 1
    for broken, said in (
        ("<p>{{ 1 / 0 }}</p>", "ZeroDivisionError: division by zero"),
        ("<p>{{ edition.title + 1 }}</p>", "can only concatenate"),
        ("<p>{{ edition | html }}</p>", "the filter html cannot take"),
        ("<p>{% if %}</p>", "Expected an expression"),
        ("<p>{{ edition.subtitle }}</p>", "no attribute 'subtitle'"),
    ):
        previewed.change(template, words, broken)
        expect(alert).to_contain_text(f"{template}, line {line}: ")
        expect(alert).to_contain_text(said)
        expect(email(page).get_by_text("Words of our own")).to_be_visible()
        previewed.change(template, broken, words)
        expect(alert).to_have_count(0)
    template.write_bytes(template.read_bytes().replace(b"Words", b"W\xf6rter"))
    expect(alert).to_contain_text(f"{template}, line {line}: not UTF-8")
    template.unlink()
    expect(email(page).get_by_text("Words of our own")).to_have_count(0)
    expect(alert).to_have_count(0)
