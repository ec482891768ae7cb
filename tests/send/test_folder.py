"""A dry run leaves messages that can be opened, each in a file of its own."""

import email
import email.policy
import re
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import StoreError
from summarizer.models import Email
from summarizer.send.folder import FolderMailer, file_name
from tests.fakes import NOON

ISSUE = Email(
    issue="2026-W47",
    subject="Grüße",
    sender="papers@example.org",
    reply_to="",
    date=NOON,
    html="<p>Ten papers</p>\n",
    text="Ten papers\n",
)


def test_each_reader_has_a_file_as_it_would_be_sent(tmp_path: Path) -> None:
    """The folder is made when it is needed; a second dry run writes over the first."""
    for _ in range(2):
        with closing(FolderMailer(tmp_path / "outbox")) as out:
            out.send(ISSUE, "ada@example.net")
            out.send(ISSUE, "Bob <bob@example.net>")
    assert sorted(file.name for file in tmp_path.rglob("*.eml")) == ["ada@example.net.eml", "bob@example.net.eml"]
    raw = (tmp_path / "outbox" / "ada@example.net.eml").read_bytes()
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert (message["To"], message["Subject"]) == ("ada@example.net", "Grüße")
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """As when a file stands in its place."""
    (tmp_path / "outbox").write_text("")
    with pytest.raises(StoreError, match="cannot write"):
        FolderMailer(tmp_path / "outbox").send(ISSUE, "ada@example.net")


@pytest.mark.parametrize("address", ["a/b@example.net", "../../x@example.net", "ADA@example.net", f"{'x' * 200}@y.org"])
def test_no_address_leads_out_of_the_folder(address: str) -> None:
    """Slashes, capitals that some systems do not tell apart, and great length give way, marked by a digest."""
    assert re.fullmatch(r"[a-z0-9@.+_-]{1,80}-[0-9a-f]{8}\.eml", file_name(address))


@given(st.lists(st.text(st.sampled_from("abAB/._-%ü\0 "), min_size=1), min_size=2, max_size=2, unique=True))
def test_two_addresses_never_share_a_file(addresses: list[str]) -> None:
    """Not even where capitals are not told apart."""
    first, second = (file_name(address).lower() for address in addresses)
    assert first != second
