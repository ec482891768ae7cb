"""The compiler of newsletters: PyPI's `mjml`, which reports no errors, with checks before it and after it."""

import re

from summarizer.errors import TemplateError
from summarizer.render.safety import check_html
from summarizer.render.validation import check_mjml

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class MjmlCompiler:
    """A `Compiler` whose HTML runs nothing and loads nothing."""

    def compile(self, mjml: str) -> str:
        """Return HTML, or raise `TemplateError` naming the line at fault; characters that XML forbids are left out."""
        from summarizer.render.guard import to_html  # noqa: PLC0415 - it loads mjml, which only drawing should pay for

        source = _NO_XML.sub("", mjml)
        check_mjml(source)
        try:
            html = to_html(source)
        except (
            AssertionError,
            KeyError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:  # how mjml says that it does not like a value
            raise TemplateError(f"mjml cannot make HTML of this: {error!r}", hint="Compare it with our own.") from error
        check_html(html)
        return html
