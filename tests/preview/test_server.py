"""The preview follows its files, keeps to this machine, and ends when told to."""

import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from urllib.parse import urlsplit

import pytest

from summarizer.edition import Pages
from summarizer.errors import ConfigError
from summarizer.preview.server import Preview, serve
from summarizer.templating import Templates
from tests.preview.served import Desk, serving

NO_TEMPLATES = Templates.for_pages([], {})


@contextmanager
def asking(url: str, path: str) -> Iterator[HTTPResponse]:
    """Ask for a page over the network; a wait for more than a few seconds is a failure."""
    place = urlsplit(url)
    with closing(HTTPConnection(place.hostname or "", place.port, timeout=10)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as answer:
            yield answer


def text_at(url: str) -> str:
    """Return the text of the issue as it is served now."""
    with asking(url, "/text") as answer:
        return answer.read().decode()


def next_version(news: HTTPResponse) -> str:
    """Wait for the next event."""
    while not (line := news.readline().decode()).startswith("data: "):
        assert line, "the news ended"
    return line.removeprefix("data: ").strip()


def wait_for(text: str, url: str, news: HTTPResponse) -> None:
    """Wait until the text is what it should be, asking again at each event."""
    while text_at(url) != text:
        next_version(news)


def test_a_save_is_drawn_and_told(tmp_path: Path) -> None:
    """A new file in the place of the old one, or the old one written over."""
    with serving(tmp_path) as (preview, desk), asking(preview.url, "/changes") as news:
        wait_for("Text: first words\n", preview.url, news)
        desk.save("second words")
        wait_for("Text: second words\n", preview.url, news)
        desk.draft.write_text("third words")
        wait_for("Text: third words\n", preview.url, news)


def test_a_mistake_and_its_mending_are_told(tmp_path: Path) -> None:
    """The last issue that could be drawn stays in sight meanwhile."""
    with serving(tmp_path) as (preview, desk), asking(preview.url, "/changes") as news:
        first = next_version(news)
        desk.save("a mistake")
        assert next_version(news) != first
        assert text_at(preview.url) == "Text: first words\n"
        desk.save("first words")
        assert next_version(news) == first


def test_a_folder_that_is_not_there_yet_is_watched(tmp_path: Path) -> None:
    """A newsletter's own templates may come later."""
    with serving(tmp_path) as (preview, desk), asking(preview.url, "/changes") as news:
        next_version(news)
        desk.templates.mkdir(parents=True)
        (desk.templates / "own.j2").write_text(" and a template")
        wait_for("Text: first words and a template\n", preview.url, news)


def test_a_file_that_is_not_watched_is_nothing_to_us(tmp_path: Path) -> None:
    """What we write beside the draft must not have it drawn again, and again."""
    drawn: list[Path] = []
    draft, other = tmp_path / "issue.md", tmp_path / "issue.html"
    draft.write_text("first words")

    def draw() -> Pages:
        drawn.append(draft)
        other.write_text(str(len(drawn)))
        return Pages(subject="", html="", text=f"{draft.read_text()}, drawn {len(drawn)} times", warnings=())

    preview = Preview(draw, [draft], NO_TEMPLATES)
    thread = threading.Thread(target=preview.run)
    thread.start()
    with asking(preview.url, "/changes") as news:
        next_version(news)
        Desk(draft).save("second words")
        next_version(news)
    preview.stop()
    thread.join()
    assert len(drawn) == 2


def test_pages_that_wait_for_news_do_not_hold_up_the_end(tmp_path: Path) -> None:
    """Their connection ends, and so does the preview."""
    with serving(tmp_path) as (preview, _), asking(preview.url, "/changes") as news:
        next_version(news)
        preview.stop()
        assert news.read() == b"\n"


def test_a_bug_in_drawing_ends_the_preview_with_its_traceback(tmp_path: Path) -> None:
    """At the start."""
    desk = Desk(tmp_path / "issue.md")
    desk.save("a bug")
    with pytest.raises(ZeroDivisionError):
        Preview(desk.draw, [desk.draft], NO_TEMPLATES).run()


def test_a_bug_in_drawing_again_ends_the_preview_with_its_traceback(tmp_path: Path) -> None:
    """While it is being looked at."""
    desk = Desk(tmp_path / "issue.md")
    desk.save("first words")
    preview = Preview(desk.draw, [desk.draft], NO_TEMPLATES)

    def spoil() -> None:
        with asking(preview.url, "/text"):
            desk.save("a bug")

    thread = threading.Thread(target=spoil)
    thread.start()
    with pytest.raises(ZeroDivisionError):
        preview.run()
    thread.join()


def test_only_this_machine_can_connect(tmp_path: Path) -> None:
    """The socket listens on loopback, whatever the Host header says."""
    with serving(tmp_path) as (preview, _):
        assert preview.url.startswith("http://127.0.0.1:")


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    """With the option that chooses another."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"port {port} cannot be used: .*in use") as caught:
            Preview(Desk(tmp_path).draw, [], NO_TEMPLATES, port=port)
    assert "--port" in caught.value.hint


def serve_until_interrupted(draft: Path, end: Connection) -> None:
    """Run in a process of its own, as the command does."""
    browsed: Queue[str] = Queue()
    serve(Desk(draft).draw, [draft], NO_TEMPLATES, port=0, open_browser=True, say=end.send, browse=browsed.put)
    end.send(browsed.get())


def test_ctrl_c_ends_the_preview_cleanly(tmp_path: Path) -> None:
    """The address is said and opened first; the command goes on to its end, even with a page still open."""
    draft = tmp_path / "issue.md"
    draft.write_text("first words")
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve_until_interrupted, args=(draft, theirs))
    process.start()
    said = ours.recv()
    url = next(word for word in said.split() if word.startswith("http://")).rstrip(",")
    assert "Ctrl-C" in said
    with asking(url, "/changes") as news:
        next_version(news)
        os.kill(process.pid or 0, signal.SIGINT)
        assert ours.recv() == url
    process.join()
    assert process.exitcode == 0
    process.close()
    ours.close()
    theirs.close()


def test_no_browser_is_opened_unless_asked(tmp_path: Path) -> None:
    """As with --no-open."""

    def fails() -> Pages:
        raise KeyboardInterrupt

    said: list[str] = []
    serve(fails, [tmp_path], NO_TEMPLATES, port=0, open_browser=False, say=said.append, browse=said.append)
    assert len(said) == 1
