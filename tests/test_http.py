"""The getter's manners: how fast it asks, when it asks again, and what it says when nothing helps."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import httpx2
import pytest

from summarizer.errors import SourceError
from summarizer.http import Getter

START = datetime(2026, 11, 21, 12, tzinfo=UTC).timestamp()
PAGE = "https://example.org/page"

Answer = httpx2.Response | Exception


@dataclass
class Time:
    """A clock that only moves when someone sleeps, and remembers for how long."""

    now: float = START
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)


@dataclass
class Host:
    """A host that answers as it was told to, then always with the last thing, and notes when it was asked for what."""

    answers: list[Answer]
    time: Time = field(default_factory=Time)
    requests: list[httpx2.Request] = field(default_factory=list)
    at: list[float] = field(default_factory=list)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.requests.append(request)
        self.at.append(self.time.now - START)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def getter(host: Callable[[httpx2.Request], httpx2.Response], time: Time, **changes: Any) -> Getter:
    """Make a getter that talks to `host` and lives in `time`; chance always falls half-way."""
    manners: dict[str, Any] = {"clock": lambda: time.now, "sleep": time.sleep, "jitter": lambda: 0.5}
    return Getter(transport=httpx2.MockTransport(host), **(manners | changes))


def get(host: Host, url: str = PAGE, **changes: Any) -> str:
    """Get one page with a fresh getter."""
    with getter(host, host.time, **changes) as pages:
        return pages.get(url).text


def ok(text: str = "hello") -> httpx2.Response:
    """Answer with a page."""
    return httpx2.Response(200, text=text)


def test_a_page_comes_with_all_that_is_known_of_it() -> None:
    """A response says where it came from in the end, its status, headers, bytes and text."""
    host = Host([httpx2.Response(200, headers={"Content-Type": "text/plain; charset=latin-1"}, content=b"caf\xe9")])
    with getter(host, host.time) as pages:
        page = pages.get(PAGE, {"q": "a b"})
    assert (page.status, page.content, page.text) == (200, b"caf\xe9", "café")
    assert page.headers["content-type"] == "text/plain; charset=latin-1"
    assert page.url == "https://example.org/page?q=a+b"


def test_bytes_that_are_no_text_are_shown_as_such() -> None:
    """A page that is not what it says it is can still be looked at."""
    assert get(Host([httpx2.Response(200, content=b"a\xffb")])) == "a\ufffdb"


def test_the_getter_says_who_it_is() -> None:
    """The user agent names the project and a version."""
    host = Host([ok()])
    get(host)
    name, _, version = host.requests[0].headers["user-agent"].partition("/")
    assert name == "summarizer"
    assert version


def test_the_query_of_an_address_is_kept() -> None:
    """Without parameters of its own, a request goes out as the address stands."""
    host = Host([ok()])
    get(host, f"{PAGE}?a=1")
    assert host.requests[0].url.query == b"a=1"


def test_requests_to_one_service_keep_their_distance() -> None:
    """Hosts under one domain share its interval; other hosts are asked at once."""
    host = Host([ok()])
    with getter(host, host.time) as pages:
        for name in ("export.arxiv.org", "arxiv.org", "notarxiv.org", "notarxiv.org", "arxiv.org"):
            pages.get(f"https://{name}/")
    assert host.at == [0, 3, 3, 3, 6]


def test_one_request_at_a_time_goes_to_a_host() -> None:
    """Threads that share a getter take turns, from the question to the end of the answer."""
    here, most = 0, 0
    guard = threading.Lock()

    def slow(_: httpx2.Request) -> httpx2.Response:
        def body() -> Iterator[bytes]:
            nonlocal here, most
            with guard:
                here += 1
                most = max(most, here)
            yield b"x" * 10_000
            yield b"y" * 10_000
            with guard:
                here -= 1

        return httpx2.Response(200, content=body())

    with getter(slow, Time()) as pages:
        threads = [threading.Thread(target=pages.get, args=(PAGE,)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (here, most) == (0, 1)


@pytest.mark.parametrize(
    "trouble",
    [
        httpx2.Response(429),
        httpx2.Response(408),
        httpx2.Response(500),
        httpx2.Response(503),
        httpx2.ConnectError("Connection refused"),
        httpx2.ConnectTimeout("slow"),
        httpx2.ReadTimeout("slow"),
        httpx2.ReadError("Connection reset by peer"),
        httpx2.RemoteProtocolError("Server disconnected without sending a response."),
        httpx2.DecodingError("incomplete gzip"),
    ],
    ids=str,
)
def test_passing_trouble_is_waited_out(trouble: Answer) -> None:
    """Busy hosts, broken connections and time-outs are tried again, each time after twice the wait, with jitter."""
    host = Host([trouble, trouble, trouble, ok()])
    assert get(host) == "hello"
    assert host.time.slept == [1.5, 3.0, 6.0]


def test_the_wait_is_capped_and_half_of_it_is_chance() -> None:
    """No wait is longer than patience allows, and none shorter than half of what it could be."""
    host = Host([httpx2.Response(503), httpx2.Response(503), httpx2.Response(503), ok()])
    get(host, jitter=lambda: 0.0, patience=5.0)
    assert host.time.slept == [1.0, 2.0, 2.5]


@pytest.mark.parametrize(
    ("header", "slept"),
    [
        ("7", 7.0),
        ("0", 1.5),
        (format_datetime(datetime(2026, 11, 21, 12, 0, 42, tzinfo=UTC), usegmt=True), 42.0),
        ("Sat, 21 Nov 2026 12:00:42 -0000", 42.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 1.5),
        ("soon", 1.5),
        ("-5", 1.5),
    ],
)
def test_the_host_says_how_long_to_wait(header: str, slept: float) -> None:
    """`Retry-After` in seconds or as a date is obeyed; less than the usual wait, or nonsense, changes nothing."""
    host = Host([httpx2.Response(429, headers={"Retry-After": header}), ok()])
    assert get(host) == "hello"
    assert host.time.slept == [slept]


def test_what_a_host_asks_for_holds_for_the_next_page_too() -> None:
    """A host that gave up on one page is left alone before the next one."""
    host = Host([httpx2.Response(429, headers={"Retry-After": "20"}), ok()])
    with getter(host, host.time, attempts=1) as pages:
        with pytest.raises(SourceError, match=r"(?m)^example.org answered 429 Too Many Requests$"):
            pages.get(PAGE)
        pages.get(PAGE)
    assert host.at == [0, 20]


def test_a_host_that_asks_for_an_hour_is_left_alone() -> None:
    """Longer than our patience is not waited for; the message says how long it would be."""
    host = Host([httpx2.Response(503, headers={"Retry-After": "3600"})])
    with pytest.raises(SourceError, match=r"answered 503 Service Unavailable and asks to wait 3600 seconds") as caught:
        get(host)
    assert caught.value.hint == "Run the same command again after that time."
    assert host.time.slept == []


def test_no_network_is_said_in_words() -> None:
    """When nothing helps, the message names the host and how often it was asked, the hint where to look."""
    host = Host([httpx2.ConnectError("[Errno -3] Temporary failure in name resolution")])
    with pytest.raises(
        SourceError, match=r"(?m)^example.org cannot be reached: .*resolution, 4 times in a row$"
    ) as caught:
        get(host)
    assert caught.value.hint.startswith("Is the network up?")


def test_a_bad_certificate_has_a_hint_of_its_own() -> None:
    """A certificate that does not hold is not a question of the network."""
    host = Host([httpx2.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate has expired")])
    with pytest.raises(SourceError, match="CERTIFICATE") as caught:
        get(host)
    assert "clock" in caught.value.hint


@pytest.mark.parametrize("status", [304, 400, 401, 403, 404, 410])
def test_what_asking_again_cannot_change_is_said_at_once(status: int) -> None:
    """Other statuses are errors after one request, and name the page."""
    host = Host([httpx2.Response(status)])
    with pytest.raises(SourceError, match=rf"(?m)^example.org answered {status} .* for /page$"):
        get(host)
    assert len(host.requests) == 1


def test_a_status_can_be_allowed() -> None:
    """Who knows what to do with a 400 gets it with its text."""
    host = Host([httpx2.Response(400, text="why not")])
    with getter(host, host.time) as pages:
        page = pages.get(PAGE, allow=(400,))
    assert (page.status, page.text) == (400, "why not")


def test_redirects_are_followed_but_not_for_ever() -> None:
    """A page that moved is found; one that moves in a circle is an error."""

    def moved(request: httpx2.Request) -> httpx2.Response:
        to = {"/old": "/new", "/round": "/round"}.get(request.url.path)
        return httpx2.Response(301, headers={"Location": to}) if to else ok("found")

    with getter(moved, Time()) as pages:
        assert pages.get("https://example.org/old").url == "https://example.org/new"
        with pytest.raises(SourceError, match=r"example.org leads nowhere: .*redirects"):
            pages.get("https://example.org/round")


def test_a_page_without_end_is_cut_off() -> None:
    """More than the limit is not read, whatever the host says of its length."""
    host = Host([httpx2.Response(200, content=iter([b"x" * 600] * 1_000_000))])
    with pytest.raises(SourceError, match=r"example.org sent more than 1,000 bytes for /page"):
        get(host, max_bytes=1000)


def test_a_page_that_drips_is_cut_off() -> None:
    """A host that always sends a little before the time-out cannot keep us for ever."""
    time = Time()

    def drops() -> Iterator[bytes]:
        while True:
            time.sleep(29)
            yield b"x"

    host = Host([httpx2.Response(200, content=drops())], time)
    with pytest.raises(SourceError, match=r"example.org took more than 300 seconds to send /page"):
        get(host)


@pytest.mark.parametrize(
    "url", ["", "page", "ftp://example.org/", "http:///page", "file:///etc/passwd", "http://[::1", "https://a\nb/"]
)
def test_what_is_no_web_address_is_not_asked_for(url: str) -> None:
    """Only http and https addresses with a host go out."""
    host = Host([ok()])
    with pytest.raises(SourceError, match="not a web address") as caught:
        get(host, url)
    assert caught.value.hint == "It should begin with https://"
    assert host.requests == []


def test_a_name_that_cannot_be_a_host_is_told_apart() -> None:
    """A host name longer than names may be is a bad address, not a bug."""
    with pytest.raises(SourceError, match="not a web address"):
        get(Host([ok()]), f"https://é{'a' * 300}/")


@pytest.mark.parametrize("trouble", [httpx2.Response(404), httpx2.Response(503), httpx2.ConnectError("no")], ids=str)
def test_errors_keep_secrets(trouble: Answer) -> None:
    """Neither a key in the query nor a password in the address reaches a message."""
    for url in ("https://ada:pass-1@example.org/page?key=key-1", "ftp://ada:pass-1@example.org/?key=key-1"):
        with pytest.raises(SourceError) as caught:
            get(Host([trouble]), url)
        assert "pass-1" not in str(caught.value)
        assert "key-1" not in str(caught.value)


def test_a_bug_is_not_tried_again() -> None:
    """What is no trouble of the network passes through with its traceback."""
    host = Host([ZeroDivisionError("a bug")])
    with pytest.raises(ZeroDivisionError):
        get(host)
    assert len(host.requests) == 1
