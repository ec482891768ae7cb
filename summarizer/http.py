"""Get pages over HTTP as a good guest does: named, one at a time, not too fast, and patient when a host is busy."""

import logging
import random
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from importlib import metadata
from types import MappingProxyType, TracebackType
from typing import Self

import httpx2
import stamina

from summarizer.errors import SourceError

INTERVALS = MappingProxyType({"arxiv.org": 3.0})
"""Seconds between two requests to a domain and what is under it, as its terms of use ask."""

# stamina logs a warning at every new try, which Python prints to standard error when nobody has set up logging.
logging.getLogger("stamina").addHandler(logging.NullHandler())

REDIRECTS = 5
ASK_LATER = frozenset({408, 425, 429})
"""Statuses below 500 that say nothing against the request itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a host answered, read to its end."""

    url: str
    """Where it came from in the end, redirects followed."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: bytes
    encoding: str
    """What the host says the text is encoded in, or UTF-8."""

    @property
    def text(self) -> str:
        """The content as text; bytes that make no sense become U+FFFD."""
        return self.content.decode(self.encoding, errors="replace")


class Getter:
    """Gets pages: one request at a time to a host, spaced, with time-outs, a limit on size, and a few more tries.

    Tries again after a broken connection, a time-out, and the statuses 408, 425, 429 and 5xx, waiting as long as the
    host asks (`Retry-After`), and otherwise twice as long each time, with jitter. All times are in seconds. May be
    shared between threads.
    """

    def __init__(
        self,
        *,
        intervals: Mapping[str, float] = INTERVALS,
        attempts: int = 4,
        backoff: float = 2.0,
        patience: float = 60.0,
        timeout: float = 30.0,
        deadline: float = 300.0,
        max_bytes: int = 50_000_000,
        transport: httpx2.BaseTransport | None = None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Set the manners.

        `backoff` is the first wait after a failure, `patience` the longest wait ever, `timeout` the longest silence
        of a host and `deadline` the longest a page may take. `clock` gives Unix time, `jitter` a number in [0, 1).
        """
        self._turns = _Turns(intervals, clock, sleep)
        self._attempts, self._backoff, self._patience = attempts, backoff, patience
        self._deadline, self._max_bytes = deadline, max_bytes
        self._clock, self._jitter = clock, jitter
        self._client = httpx2.Client(
            headers={"User-Agent": f"summarizer/{_version()}"},
            timeout=httpx2.Timeout(timeout, connect=min(timeout, 10.0)),
            follow_redirects=True,
            max_redirects=REDIRECTS,
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def get(self, url: str, params: Mapping[str, str] | None = None, *, allow: Collection[int] = ()) -> Response:
        """Return what is at `url`, or raise `SourceError`; messages never show the query, which may hold a key.

        `params` takes the place of the query in `url`. A status other than 2xx is an error unless `allow` names it.
        """
        tries = stamina.retry_context(
            on=_at_once, attempts=self._attempts, timeout=None, wait_initial=self._backoff, wait_max=self._patience
        )
        try:
            for attempt in tries:
                with attempt:
                    response = self._try(url, params, allow, pause=attempt.next_wait)
        except _TryAgainError as busy:
            often = f", {self._attempts} times in a row" if self._attempts > 1 else ""
            raise SourceError(f"{busy}{often}", hint=busy.hint) from busy
        return response

    def _try(self, url: str, params: Mapping[str, str] | None, allow: Collection[int], *, pause: float) -> Response:
        host = _host(url)
        with self._turns.taken(host):
            try:
                response = self._ask(host, url, params)
                _judge(response, allow, now=self._clock())
            except _TryAgainError as busy:
                if busy.retry_after > self._patience:
                    raise SourceError(
                        f"{busy} and asks to wait {busy.retry_after:.0f} seconds",
                        hint="Run the same command again after that time.",
                    ) from busy
                # Half of the pause is chance, lest everyone who was turned away comes back at the same moment.
                self._turns.put_off(host, max(busy.retry_after, pause * (1 + self._jitter()) / 2))
                raise
            return response

    def _ask(self, host: str, url: str, params: Mapping[str, str] | None) -> Response:
        with _told(host), self._client.stream("GET", url, params=params or None) as answer:
            return Response(
                url=str(answer.url),
                status=answer.status_code,
                headers=MappingProxyType({name.lower(): value for name, value in answer.headers.items()}),
                content=self._read(host, answer),
                encoding=answer.encoding or "utf-8",
            )

    def _read(self, host: str, answer: httpx2.Response) -> bytes:
        started, content = self._clock(), bytearray()
        for chunk in answer.iter_bytes():
            content += chunk
            if len(content) > self._max_bytes:
                raise SourceError(f"{host} sent more than {self._max_bytes:,} bytes for {answer.url.path}")
            if self._clock() - started > self._deadline:
                raise SourceError(f"{host} took more than {self._deadline:.0f} seconds to send {answer.url.path}")
        return bytes(content)


class _TryAgainError(Exception):
    """No use this time; another try may be."""

    def __init__(self, message: str, *, hint: str, retry_after: float = 0.0) -> None:
        super().__init__(message)
        self.hint = hint
        self.retry_after = retry_after


class _Turns:
    """When each host may be asked next, by us and by whoever shares us."""

    def __init__(
        self, intervals: Mapping[str, float], clock: Callable[[], float], sleep: Callable[[float], object]
    ) -> None:
        self._intervals, self._clock, self._sleep = intervals, clock, sleep
        self._locks: dict[str, threading.Lock] = {}
        self._not_before: dict[str, float] = {}

    @contextmanager
    def taken(self, host: str) -> Iterator[None]:
        """Wait for a turn with the host, and keep it until the answer is read."""
        domain = self._domain(host)
        with self._locks.setdefault(domain, threading.Lock()):
            wait = self._not_before.get(domain, 0.0) - self._clock()
            if wait > 0:
                self._sleep(wait)
            self.put_off(host, self._intervals.get(domain, 0.0))
            yield

    def put_off(self, host: str, seconds: float) -> None:
        """Leave the host alone for that long."""
        domain = self._domain(host)
        self._not_before[domain] = max(self._not_before.get(domain, 0.0), self._clock() + seconds)

    def _domain(self, host: str) -> str:
        """Hosts under one domain with an interval share it: they are one service."""
        return next((domain for domain in self._intervals if f".{host}".endswith(f".{domain}")), host)


def _at_once(error: Exception) -> float | bool:
    """Tell stamina to try again without a pause of its own: waiting for a host is the business of `_Turns`."""
    return 0.0 if isinstance(error, _TryAgainError) else False


def _host(url: str) -> str:
    try:
        parts = httpx2.URL(url)
        host = parts.host
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise SourceError(f"not a web address: {error}", hint="It should begin with https://") from error
    if parts.scheme not in {"http", "https"} or not host:
        shown = parts.copy_with(userinfo=b"", query=None, fragment=None)
        raise SourceError(f"not a web address: {shown}", hint="It should begin with https://")
    return host


@contextmanager
def _told(host: str) -> Iterator[None]:
    """Say in words what went wrong on the way to the host."""
    try:
        yield
    except httpx2.TimeoutException as error:
        raise _TryAgainError(
            f"{host} did not answer in time", hint="Is the network up? Else try again later."
        ) from error
    except httpx2.ConnectError as error:
        raise _TryAgainError(f"{host} cannot be reached: {error}", hint=_why_unreachable(error)) from error
    except (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError, httpx2.TooManyRedirects) as error:
        raise SourceError(f"{host} leads nowhere: {error}", hint="Open the address in a browser to see why.") from error
    except httpx2.RequestError as error:
        raise _TryAgainError(f"the connection to {host} broke: {error}", hint="Try again later.") from error


def _why_unreachable(error: httpx2.ConnectError) -> str:
    if "CERTIFICATE" in str(error):
        return "Is the clock of this machine right? A proxy that reads along also shows as a bad certificate."
    return "Is the network up? If it is, check the spelling of the host."


def _judge(response: Response, allow: Collection[int], *, now: float) -> None:
    """Raise what the status means, unless it is a success or allowed."""
    if httpx2.codes.is_success(response.status) or response.status in allow:
        return
    url = httpx2.URL(response.url)
    said = f"{url.host} answered {response.status} {httpx2.codes.get_reason_phrase(response.status)}".rstrip()
    if response.status in ASK_LATER or httpx2.codes.is_server_error(response.status):
        retry_after = _retry_after(response.headers.get("retry-after", ""), now)
        raise _TryAgainError(said, hint="The host is busy or down: try again later.", retry_after=retry_after)
    raise SourceError(f"{said} for {url.path}", hint="Open the address in a browser to see whether it is right.")


def _retry_after(header: str, now: float) -> float:
    """Read the seconds or the HTTP date of RFC 9110, section 10.2.3; what makes no sense is as good as nothing."""
    if header.isascii() and header.isdigit():
        return float(header)
    try:
        when = parsedate_to_datetime(header)
    except ValueError:
        return 0.0
    return max(0.0, (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now)


def _version() -> str:
    try:
        return metadata.version("summarizer")
    except metadata.PackageNotFoundError:  # a checkout that was never installed
        return "dev"
