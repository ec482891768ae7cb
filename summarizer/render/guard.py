"""Call PyPI's `mjml` so that no attribute can be broken out of and no web font comes in."""

from html import escape, unescape
from threading import Lock
from typing import Any

from mjml import mjml_to_html
from mjml.elements import (
    MjBody,
    MjButton,
    MjColumn,
    MjDivider,
    MjSection,
    MjSpacer,
    MjTable,
    MjText,
    MjWrapper,
)

_ONE_AT_A_TIME = Lock()
"""mjml 0.12 keeps its components in one table, and puts its own back at the start of every call."""


def to_html(mjml: str) -> str:
    """Return the HTML of checked MJML; what the package itself raises is let through."""
    with _ONE_AT_A_TIME:
        html: str = mjml_to_html(mjml, custom_components=COMPONENTS, keep_comments=False).html
    return html


class _Guard:
    """Escapes every attribute a component writes: mjml 0.12 writes them as they are. Goes before it in the bases."""

    def html_attrs(self, **attributes: Any) -> str:
        escaped = {
            name: _quoted(value) if isinstance(value, str) and name != "style" else value
            for name, value in attributes.items()
        }
        written: str = super().html_attrs(**escaped)  # type: ignore[misc]  # the component's, by the order of bases
        return written

    def styles(self, key: Any = None) -> str:
        return _quoted(super().styles(key))  # type: ignore[misc]  # as above


class _Body(_Guard):
    """Forgets the web fonts that the package loads when it sees their names, even in prose."""

    context: dict[str, Any]

    def html_attrs(self, **attributes: Any) -> str:
        if title := attributes.get("aria-label"):  # the one value that comes as HTML and not as text
            attributes["aria-label"] = unescape(title)
        return super().html_attrs(**attributes)

    def render(self) -> str:
        self.context["globalData"]["fonts"] = {}
        written: str = super().render()  # type: ignore[misc]  # as above
        return written


def _quoted(value: str) -> str:
    """Escape what could end an attribute in double quotes; names of fonts keep their apostrophes."""
    return escape(value, quote=False).replace('"', "&quot;")


COMPONENTS: list[Any] = [
    type("GuardedBody", (_Body, MjBody), {}),
    *(
        type(f"Guarded{component.__name__}", (_Guard, component), {})
        for component in (MjButton, MjColumn, MjDivider, MjSection, MjSpacer, MjTable, MjText, MjWrapper)
    ),
]
"""What may stand in a newsletter and writes attributes, behind the guard; nothing of the package is changed."""
