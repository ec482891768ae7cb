"""A web site of one's own on the loopback interface: answers what it was given, path by path, and fails on request."""

from collections.abc import Iterable, Mapping
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from tests.servers.arxiv import Answer, Fault, cut_connection, no_fault, status
from tests.servers.loopback import Loopback

__all__ = ["Answer", "Fault", "PagesServer", "cut_connection", "no_fault", "redirect", "status"]


def redirect(to: str, code: int = 301) -> Answer:
    """Send the visitor elsewhere."""
    return Answer("", status=code, headers={"Location": to})


class PagesServer(Loopback):
    """Serves `pages` from `url`: by path and query, else by path alone; every request uses up one of the `faults`.

    A page is an answer, or the body of one: text, which goes out as UTF-8, or bytes. What is not there is a 404.
    `requests` holds the path and query of all requests so far.
    """

    def __init__(self, pages: Mapping[str, Answer | str | bytes], faults: Iterable[Fault] = ()) -> None:
        self.pages = {target: _answer(page) for target, page in pages.items()}
        self.faults = list(faults)
        self.requests: list[str] = []
        super().__init__(_handler(self))

    @property
    def url(self) -> str:
        """Where the site is, without a slash at the end."""
        return self.root

    def answer(self, target: str) -> Answer:
        """Return what a request for this path and query gets."""
        self.requests.append(target)
        missing = Answer("no such page", status=404)
        right = self.pages.get(target) or self.pages.get(urlsplit(target).path, missing)
        fault = self.faults.pop(0) if self.faults else no_fault
        return fault(right)


def _answer(page: Answer | str | bytes) -> Answer:
    if isinstance(page, Answer):
        return page
    # Bytes that are no UTF-8 are kept as lone surrogates, and leave as the same bytes.
    return Answer(page if isinstance(page, str) else page.decode("utf-8", "surrogateescape"))


def _handler(server: PagesServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = server.answer(self.path)
            body = answer.body.encode("utf-8", "surrogateescape")
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if answer.cut else body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Keep quiet."""

    return Handler
