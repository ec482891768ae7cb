"""Everyone gets an issue once, whatever happens on the way."""

import multiprocessing
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from summarizer.errors import DeliveryError, StoreError
from summarizer.models import Email
from summarizer.send.deliver import Delivered, ReaderRefused, deliver
from tests.fakes import NOON, FakeMailer, FakeProgress

ISSUE = Email(
    issue="2026-W47", subject="Ten papers", sender="papers@example.org", reply_to="", date=NOON, html="", text=""
)
ADA, BOB, EVE = "ada@example.net", "bob@example.net", "eve@example.net"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Return the place of a list in a folder that does not exist yet."""
    return tmp_path / "sent" / "2026-W47.txt"


def send(readers: list[str], sent: Path | None, mailer: FakeMailer | None = None) -> Delivered:
    """Deliver without watching."""
    return deliver(ISSUE, readers, mailer or FakeMailer(), sent, FakeProgress())


def test_each_reader_gets_the_issue_and_is_noted(sent: Path) -> None:
    """In the order they were given."""
    mailer, progress = FakeMailer(), FakeProgress()
    delivered = deliver(ISSUE, [BOB, ADA], mailer, sent, progress)
    assert mailer.sent == [(ISSUE, BOB), (ISSUE, ADA)]
    assert delivered == Delivered(sent=(BOB, ADA), already=0, failed=())
    assert sent.read_text() == f"{BOB}\n{ADA}\n"
    assert progress.seen == ["begin send 2", "advance 1 of 2", "advance 2 of 2"]
    assert not mailer.closed


def test_one_reader_in_several_spellings_is_one_reader(sent: Path) -> None:
    """The first spelling counts; names and capitals do not."""
    assert send([f"Ada <{ADA}>", ADA, "ADA@Example.NET", f" {BOB} "], sent).sent == (ADA, BOB)


def test_who_has_the_issue_does_not_get_it_again(sent: Path) -> None:
    """A second run sends to the new reader alone."""
    send([ADA, "Bob@example.net"], sent)
    mailer = FakeMailer()
    assert send([ADA, BOB, EVE], sent, mailer) == Delivered(sent=(EVE,), already=2, failed=())
    assert [reader for _, reader in mailer.sent] == [EVE]


def test_a_refused_reader_does_not_stop_the_rest(sent: Path) -> None:
    """The reason is told, and the next run tries again."""
    mailer = FakeMailer(refuses={BOB: ReaderRefused("550 no such mailbox")})
    delivered = send([ADA, BOB, EVE], sent, mailer)
    assert delivered == Delivered(sent=(ADA, EVE), already=0, failed=((BOB, "550 no such mailbox"),))
    assert send([ADA, BOB, EVE], sent).sent == (BOB,)


def test_what_is_no_address_does_not_stop_the_rest(sent: Path) -> None:
    """It is named among those who got nothing."""
    delivered = send(["not an address", ADA], sent)
    assert delivered.sent == (ADA,)
    assert delivered.failed == (("not an address", "'not an address' is not an email address"),)


def test_a_server_that_fails_stops_everything_and_the_next_run_goes_on(sent: Path) -> None:
    """Who had it before the failure is noted."""
    mailer = FakeMailer(refuses={BOB: DeliveryError("the server is gone")})
    with pytest.raises(DeliveryError, match="the server is gone"):
        send([ADA, BOB, EVE], sent, mailer)
    assert sent.read_text() == f"{ADA}\n"
    assert send([ADA, BOB, EVE], sent) == Delivered(sent=(BOB, EVE), already=1, failed=())


@dataclass
class Waiting:
    """A mailer that tells the test what it got, and waits for its leave."""

    end: Connection
    closed: bool = field(default=False)

    def send(self, email: Email, to: str) -> None:
        self.end.send(to)
        self.end.recv()

    def close(self) -> None:
        self.closed = True


def deliver_waiting(sent: Path, readers: list[str], end: Connection) -> None:
    """Run in a process of its own, to be killed."""
    deliver(ISSUE, readers, Waiting(end), sent, FakeProgress())


def test_a_killed_send_goes_on_where_it_stopped(sent: Path) -> None:
    """Only the message in flight at that moment is sent again; nobody else gets it twice and nobody is missed."""
    readers = [f"reader{number}@example.net" for number in range(6)]
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=deliver_waiting, args=(sent, readers, theirs))
    process.start()
    got = []
    for _ in range(3):
        got.append(ours.recv())
        ours.send("go on")
    in_flight = ours.recv()
    process.kill()
    process.join()
    process.close()
    ours.close()
    theirs.close()
    assert sent.read_text().split() == got
    rest = send(readers, sent)
    assert rest.already == 3
    assert [*got, *rest.sent] == readers
    assert rest.sent[0] == in_flight


def test_a_line_that_a_crash_cut_off_counts_for_nobody(sent: Path) -> None:
    """Its reader gets the issue, and the next line is whole."""
    sent.parent.mkdir()
    sent.write_text(f"{ADA}\nbob@exam")
    assert send([ADA, BOB], sent).sent == (BOB,)
    assert sent.read_text() == f"{ADA}\nbob@exam\n{BOB}\n"


def test_a_dry_run_asks_nobody_and_writes_nothing(sent: Path) -> None:
    """Without a list everyone is new."""
    assert send([ADA, BOB], None).sent == (ADA, BOB)
    assert not sent.exists()


def test_nothing_goes_out_that_cannot_be_noted(tmp_path: Path) -> None:
    """The list is opened before the first message."""
    (tmp_path / "sent").write_text("a file where the folder should be")
    mailer = FakeMailer()
    with pytest.raises(StoreError, match="cannot write") as caught:
        send([ADA], tmp_path / "sent" / "2026-W47.txt", mailer)
    assert mailer.sent == []
    assert "Nothing was sent" in caught.value.hint


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Make every write beyond `size` bytes of a file fail, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_stops_the_send_and_names_the_reader_in_doubt(sent: Path) -> None:
    """Who got the last message could not be noted: the user can."""
    send([ADA], sent)
    mailer = FakeMailer()
    with files_no_longer_than(sent.stat().st_size), pytest.raises(StoreError, match="could not be noted") as caught:
        send([ADA, BOB, EVE], sent, mailer)
    assert [reader for _, reader in mailer.sent] == [BOB]
    assert BOB in caught.value.hint
