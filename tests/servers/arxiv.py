"""An arXiv of one's own on the loopback interface: answers as its API does in 2026, and fails on request."""

import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.sax.saxutils import escape, quoteattr

from summarizer.arxiv_ids import parse_arxiv_id
from summarizer.models import Paper
from tests.servers.loopback import Loopback

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes out: a status, a body, headers; `cut` breaks the connection in the middle of the body."""

    body: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


Fault = Callable[[Answer], Answer]
"""Makes a wrong answer of the right one."""


def no_fault(answer: Answer) -> Answer:
    """Answer as one should, when a fault comes only later."""
    return answer


def status(code: int, *, retry_after: str = "") -> Fault:
    """Answer with an error of HTTP, such as 429 or 503."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return lambda _: Answer("not now", status=code, headers=headers)


def cut_connection(answer: Answer) -> Answer:
    """Hang up in the middle."""
    return replace(answer, cut=True)


def half_a_page(answer: Answer) -> Answer:
    """Send half of the XML as if it were all."""
    return replace(answer, body=answer.body[: len(answer.body) // 2])


def empty_page(answer: Answer) -> Answer:
    """Send no entry, although `totalResults` says there are some."""
    return replace(answer, body=re.sub(r"<entry>.*</entry>", "", answer.body, flags=re.DOTALL))


def error_feed(sentence: str) -> Fault:
    """Refuse as arXiv does since 2026: HTTP 400."""
    return lambda _: Answer(_error(sentence, "https"), status=400)


def old_error_feed(sentence: str) -> Fault:
    """Refuse as arXiv did before: HTTP 200."""
    return lambda _: Answer(_error(sentence, "http"))


def robot_check(_: Answer) -> Answer:
    """Ask for a proof of being human, with HTTP 200."""
    return Answer("<!DOCTYPE html><html><head><title>Are you\n a robot?</title></head><body><p>Hm.</body></html>")


class ArxivServer(Loopback):
    """Serves papers, newest first, from `url`; every request uses up one of the `faults`.

    Understands `cat:`, `ti:`, `abs:`, `au:`, `all:` and `submittedDate:[… TO …]`; categories are or-ed, everything
    else is and-ed. `requests` holds the parameters of all requests so far.
    """

    def __init__(self, papers: Iterable[Paper], faults: Iterable[Fault] = ()) -> None:
        self.papers = sorted(papers, key=lambda paper: paper.published or NEVER, reverse=True)
        self.faults = list(faults)
        self.requests: list[dict[str, str]] = []
        self.agents: list[str] = []
        super().__init__(_handler(self))

    @property
    def url(self) -> str:
        """What to use as `base_url`."""
        return f"{self.root}/api/query"

    def answer(self, params: dict[str, str]) -> Answer:
        """Return what a request with these parameters gets."""
        self.requests.append(params)
        fault = self.faults.pop(0) if self.faults else no_fault
        return fault(self._true_answer(params))

    def _true_answer(self, params: dict[str, str]) -> Answer:
        ids = [text for text in params.get("id_list", "").split(",") if text]
        for text in ids:
            if parse_arxiv_id(text) is None:
                return Answer(_error(f"incorrect id format for {text}", "https"), status=400)
        found = [paper for paper in self.papers if _matches(paper, params.get("search_query", ""))]
        if ids:
            wanted = [parse_arxiv_id(text) for text in ids]
            found = [paper for one in wanted for paper in found if one and one.paper_id == paper.id]
        start, size = int(params.get("start", "0")), int(params.get("max_results", "10"))
        return Answer(_feed(found[start : start + size], total=len(found), start=start, size=size))


def _handler(server: ArxivServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.agents.append(self.headers["User-Agent"])
            path = urlsplit(self.path)
            right = path.path == "/api/query"
            answer = server.answer(dict(parse_qsl(path.query))) if right else Answer("no such page", status=404)
            body = answer.body.encode()
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: len(body) // 2] if answer.cut else body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Keep quiet."""

    return Handler


def _matches(paper: Paper, query: str) -> bool:
    query, dates = _taken(r"submittedDate:\[(\d{12}) TO (\d{12})\]", query)
    query, categories = _taken(r"cat:([\w.*-]+)", query)
    submitted = f"{paper.published:%Y%m%d%H%M}" if paper.published else ""
    if any(not first <= submitted <= last for first, last in dates):
        return False
    if categories and not any(fnmatchcase(own, asked) for own in paper.categories for asked in categories):
        return False
    return all(_has(paper, term) for term in shlex.split(re.sub(r"[()]|\b(?:AND|OR)\b", " ", query)))


def _taken(pattern: str, query: str) -> tuple[str, list[Any]]:
    return re.sub(pattern, "", query), re.findall(pattern, query)


def _has(paper: Paper, term: str) -> bool:
    name, _, words = term.partition(":") if ":" in term else ("all", ":", term)
    fields = {"ti": paper.title, "abs": paper.abstract, "au": " ".join(paper.authors)}
    return words.lower() in fields.get(name, " ".join(fields.values())).lower()


def _feed(papers: Sequence[Paper], *, total: int, start: int, size: int) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" '
        'xmlns="http://www.w3.org/2005/Atom">\n<id>https://arxiv.org/api/invented</id><title>arXiv Query</title>'
        "<updated>2026-11-21T00:00:00Z</updated>"
        f"<opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>"
        f"<opensearch:totalResults>{total}</opensearch:totalResults>"
        f"<opensearch:startIndex>{start}</opensearch:startIndex>\n" + "\n".join(map(_entry, papers)) + "</feed>\n"
    )


def _entry(paper: Paper) -> str:
    version = f"{paper.id.removeprefix('arxiv:')}v{paper.version or 1}"
    optional = {"comment": paper.comment, "journal_ref": paper.journal_ref, "doi": paper.doi}
    return "\n".join(
        [
            f"<entry><id>http://arxiv.org/abs/{version}</id>",
            f"<title>{escape(paper.title)}</title>",
            f"<updated>{_stamp(paper.updated or paper.published)}</updated>",
            f'<link href="https://arxiv.org/abs/{version}" rel="alternate" type="text/html"/>',
            f'<link href="https://arxiv.org/pdf/{version}" rel="related" type="application/pdf" title="pdf"/>',
            f"<summary>{escape(paper.abstract)}</summary>",
            *(f"<category term={quoteattr(category)}/>" for category in paper.categories),
            f"<published>{_stamp(paper.published)}</published>",
            *(f"<arxiv:{name}>{escape(value)}</arxiv:{name}>" for name, value in optional.items() if value),
            *(f"<arxiv:primary_category term={quoteattr(category)}/>" for category in paper.categories[:1]),
            *(f"<author><name>{escape(name)}</name></author>" for name in paper.authors),
            "</entry>",
        ]
    )


def _stamp(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _error(sentence: str, scheme: str) -> str:
    where = f"{scheme}://arxiv.org/api/errors#{sentence.replace(' ', '_')}"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns="http://www.w3.org/2005/Atom">'
        "<id>https://arxiv.org/</id><title>arXiv Search Results</title><updated>2026-11-21T00:00:00Z</updated>"
        "<opensearch:totalResults>1</opensearch:totalResults><entry>"
        f"<id>{escape(where)}</id><title>Error</title><updated>2026-11-21T00:00:00Z</updated>"
        f"<link href={quoteattr(where)} rel='alternate' type='text/html'/><summary>{escape(sentence)}</summary>"
        "<author><name>arXiv api core</name></author></entry></feed>\n"
    )
