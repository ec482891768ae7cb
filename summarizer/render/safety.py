"""What an email's HTML must not hold: nothing runs in it, and nothing is fetched from anywhere when it is opened."""

import re
from html.parser import HTMLParser

from summarizer.errors import TemplateError

REFUSED = {
    "applet": "it runs code",
    "audio": "it is loaded from a server",
    "base": "it changes where every link leads",
    "embed": "it runs code",
    "form": "mail programs warn of it",
    "frame": "it is loaded from a server",
    "iframe": "it is loaded from a server",
    "img": "a picture on a server tells it who reads the email",
    "input": "mail programs warn of it",
    "link": "it is loaded from a server",
    "object": "it runs code",
    "script": "it runs code",
    "source": "it is loaded from a server",
    "svg": "mail programs do not show it, and it can run code",
    "track": "it is loaded from a server",
    "video": "it is loaded from a server",
}
"""Elements, and why not."""

LOADING = {"action", "background", "data", "formaction", "poster", "src", "srcdoc", "srcset", "xlink:href"}
"""Attributes whose address is fetched when the email is opened."""

_LEADS_AWAY = re.compile(r"\s*(?:https?:|mailto:|tel:|#|$)", re.IGNORECASE)
_STYLE_LOADS = re.compile(r"@import|url\s*\(|expression\s*\(|behavior\s*:|-moz-binding", re.IGNORECASE)


def check_html(html: str) -> None:
    """Raise `TemplateError` if a mail program that opens `html` would run or fetch something."""
    _Checker(1).look_at(html)


class _Checker(HTMLParser):
    """Walks through HTML, and through what only Outlook sees of it."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.first_line = line
        self.in_style = False

    def look_at(self, html: str) -> None:
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"
        if tag in REFUSED:
            self._refuse(f"<{tag}>", REFUSED[tag])
        if tag == "meta" and any(name == "http-equiv" and (value or "").lower() == "refresh" for name, value in attrs):
            self._refuse("<meta http-equiv=refresh>", "it leads away without being asked")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_data(self, data: str) -> None:
        if self.in_style:
            self._style("<style>", data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the signature is the parser's
        self.in_style = False

    def handle_comment(self, data: str) -> None:
        if data.lstrip().startswith("[if"):
            _Checker(self._line()).look_at(re.sub(r"^\s*\[if[^\]]*\]>|<!\[endif\]\s*$", "", data))

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"{name}= in <{tag}>", "it runs code")
        if name in LOADING:
            self._refuse(f"{name}= in <{tag}>", "it is loaded from a server")
        if name == "href" and not _LEADS_AWAY.match(value):
            self._refuse(f"a link to {value[:40]!r}", "links lead to http, https or mailto")
        if name == "style":
            self._style(f"style= in <{tag}>", value)

    def _style(self, where: str, css: str) -> None:
        if found := _STYLE_LOADS.search(css):
            self._refuse(f"{found[0]!r} in {where}", "it loads or runs something")

    def _refuse(self, what: str, reason: str) -> None:
        raise TemplateError(
            f"the email, line {self._line()}: {what} may not stand in it: {reason}",
            hint="Take it out of the template; a font is named in mj-style, and a picture is linked to.",
        )

    def _line(self) -> int:
        return self.first_line + self.getpos()[0] - 1
