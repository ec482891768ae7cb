"""`summarizer preview` serves the newest issue until Ctrl-C."""

import signal
import socket
import urllib.request

from tests.cli.conftest import Start
from tests.commands import finish, run, start


def test_it_serves_until_it_is_interrupted(start_newsletter: Start) -> None:
    """The address is printed at once; Ctrl-C is the way to end it and no failure."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    process = start("preview", "-C", folder, "--port", "0", "--no-open")
    assert process.stdout is not None
    address = next(word for word in process.stdout.readline().split() if word.startswith("http://")).rstrip(",")
    with urllib.request.urlopen(address) as page:  # noqa: S310 -- our own address
        assert b"week" in page.read()
    process.send_signal(signal.SIGINT)
    done = finish(process)
    assert done.code in {0, 130}
    assert "Traceback" not in done.err


def test_a_port_in_use_is_said_so(start_newsletter: Start) -> None:
    """With the option that takes another."""
    folder = start_newsletter("One")
    run("issue", "-C", folder, "-q")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("preview", "-C", folder, "--no-open", "--port", taken.getsockname()[1])
    assert done.code == 1
    assert "--port" in done.err


def test_no_issue_yet_is_said_so(start_newsletter: Start) -> None:
    """With the command that makes one."""
    done = run("preview", "-C", start_newsletter("One"), "--no-open")
    assert done.code == 1
    assert "summarizer issue" in done.err
