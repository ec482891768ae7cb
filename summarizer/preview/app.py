"""The pages of the preview: the shell, the email in its frame, its text, and the news that something changed."""

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from summarizer.errors import SummarizerError
from summarizer.preview.frame import framed
from summarizer.preview.live import Live
from summarizer.templating import Templates

GMAIL_CLIP = 102_000
"""Bytes of HTML after which Gmail hides the rest, as near as those who measured it can tell."""

HOSTS = ("127.0.0.1", "localhost")
"""The names under which a browser may ask; another one is a page elsewhere that had its name point here."""

CHOICES = {"tab": ("email", "text", "checks"), "width": ("fit", "375", "600", "1280"), "scheme": ("light", "dark")}
"""What can be chosen, the default first. All of it stands in the address, so that a reload keeps it."""

_SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox"
"""No script, no form. The same origin, so that the page can put the frame back to where it was scrolled."""

_EMAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    f"frame-ancestors 'self'; sandbox {_SANDBOX}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is chosen on the page."""

    tab: str
    width: str
    scheme: str

    @classmethod
    def of(cls, query: QueryParams) -> "View":
        """Read it from an address; what cannot be chosen is left at its default."""
        return cls(**{name: _one_of(known, query.get(name)) for name, known in CHOICES.items()})

    def address(self, **changes: str) -> str:
        """Return the address of this view with something else chosen."""
        view = replace(self, **changes)
        chosen = {name: getattr(view, name) for name in CHOICES}
        return "/?" + urlencode({name: choice for name, choice in chosen.items() if choice != CHOICES[name][0]})


def make_app(live: Live, templates: Templates) -> Starlette:
    """Make the application that shows what `live` has drawn, in the shell `preview.html.j2`."""

    async def shell(request: Request) -> Response:
        nonce, view, shown = secrets.token_urlsafe(16), View.of(request.query_params), live.shown
        html = templates.fill(
            "preview.html.j2",
            shown=shown,
            view=view,
            choices=CHOICES,
            sandbox=_SANDBOX,
            size=len(shown.pages.html.encode()) if shown.pages else 0,
            clip=GMAIL_CLIP,
            nonce=nonce,
        )
        return HTMLResponse(html, headers=_headers(_shell_policy(nonce)))

    async def email(request: Request) -> Response:
        if live.shown.pages is None:
            return _nothing()
        scheme = View.of(request.query_params).scheme
        return HTMLResponse(framed(live.shown.pages.html, scheme), headers=_headers(_EMAIL_POLICY))

    async def text(_: Request) -> Response:
        if live.shown.pages is None:
            return _nothing()
        return PlainTextResponse(live.shown.pages.text, headers=_headers("default-src 'none'; sandbox"))

    async def changes(request: Request) -> Response:
        news = _events(live.versions(request.query_params.get("since", "")))
        return StreamingResponse(news, media_type="text/event-stream", headers=_headers("default-src 'none'"))

    return Starlette(
        routes=[Route(f"/{name}", page) for name, page in (("", shell), ("email", email), ("text", text))]
        + [Route("/changes", changes)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)],
        exception_handlers={SummarizerError: _told},
    )


async def _events(versions: AsyncIterator[str]) -> AsyncIterator[str]:
    """Write versions as server-sent events; the first line asks to come back soon if the connection ends."""
    yield "retry: 500\n\n"
    async for version in versions:
        yield f"data: {version}\n\n"


async def _told(_: Request, error: Exception) -> Response:
    """Say what is wrong with the shell itself, where the newsletter has one of its own."""
    return PlainTextResponse("\n".join([str(error), *getattr(error, "__notes__", [])]), status_code=500)


def _nothing() -> Response:
    return PlainTextResponse("Nothing could be drawn yet.", status_code=404, headers=_headers("default-src 'none'"))


def _one_of(known: tuple[str, ...], asked: str | None) -> str:
    return asked if asked in known else known[0]


def _shell_policy(nonce: str) -> str:
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _headers(policy: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
