"""Draw an edition: the email that mail programs read, and its plain-text twin."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from markupsafe import Markup

from summarizer.edition import Edition, EditionEntry, Frame, Pages
from summarizer.markdown import fold, one_line, to_html, to_inline_html, to_text, web_address
from summarizer.periods import MONTHS
from summarizer.protocols import Compiler
from summarizer.render.fit import fit
from summarizer.render.plain import draw_text, item
from summarizer.render.reading import minutes_to_read
from summarizer.templating import Templates, taking

TEMPLATE = "issue.mjml.j2"
RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
"""Languages, by their ISO 639 codes."""


def page_filters() -> dict[str, Callable[..., object]]:
    """Return the filters that the templates of the email use, for `Templates.for_pages`."""
    of_text: dict[str, Callable[..., object]] = {
        "address": web_address,
        "fold": fold,
        "html": lambda text: Markup(to_html(text)),  # noqa: S704 - it escapes all text itself
        "html_line": lambda text: Markup(to_inline_html(text)),  # noqa: S704 - as above
        "text": to_text,
    }
    filters = {name: taking(str, name, work) for name, work in of_text.items()}
    return filters | {"day": taking(datetime, "day", _day), "item": taking(EditionEntry, "item", item)}


def draw(edition: Edition, frame: Frame, templates: Templates, compiler: Compiler) -> Pages:
    """Return the email and its twin, short enough for Gmail to show; the warnings say what that took.

    Raises `TemplateError` where a template is at fault and `DraftError` where no shortening helps.
    """
    fitted = fit(edition, frame.issue, partial(_html, frame, templates, compiler))
    return Pages(
        subject=one_line(edition.title),
        html=fitted.html,
        text=draw_text(templates, _values(frame, fitted.edition, fitted.left_out)),
        warnings=fitted.warnings,
    )


def _html(frame: Frame, templates: Templates, compiler: Compiler, edition: Edition, left_out: int) -> str:
    return compiler.compile(templates.fill(TEMPLATE, **_values(frame, edition, left_out)))


def _values(frame: Frame, edition: Edition, left_out: int) -> dict[str, object]:
    return {
        "edition": edition,
        "frame": frame,
        "left_out": left_out,
        "minutes": minutes_to_read(edition),
        "rtl": frame.language.partition("-")[0].lower() in RIGHT_TO_LEFT,
    }


def _day(moment: datetime) -> str:
    """The day that it is where the moment was written down, which is not always UTC's."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
