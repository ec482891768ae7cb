"""Find and fill Jinja templates: the newsletter's own folder first, then the ones we ship."""

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    select_autoescape,
)

from summarizer.errors import TemplateError

MARKUP = ("html.j2", "mjml.j2", "xml.j2")
"""Endings whose values are escaped. Jinja's own list knows neither `.mjml` nor `.j2`."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates by file name. A missing value is an error, never an empty string."""

    environment: Environment

    @classmethod
    def for_prompts(cls, directories: Sequence[Path]) -> "Templates":
        """Plain text for a model: nothing is escaped."""
        return cls(_environment(directories, escape=()))

    @classmethod
    def for_pages(cls, directories: Sequence[Path], filters: Mapping[str, Callable[..., object]]) -> "Templates":
        """What readers see: values are escaped in MJML, HTML and XML, and left alone in text and Markdown."""
        environment = _environment(directories, escape=MARKUP)
        environment.filters.update(filters)
        return cls(environment)

    def fill(self, name: str, **values: object) -> str:
        """Fill the template in the file `name`, or raise `TemplateError`."""
        with _told(name):
            return self.environment.get_template(name).render(values)

    def fill_block(self, name: str, block: str, **values: object) -> str:
        """Fill one `{% block %}` of a template, or raise `TemplateError`."""
        with _told(name):
            template = self.environment.get_template(name)
            if block not in template.blocks:
                raise TemplateError(
                    f"{name} has no block called {block}", hint=f"Write {{% block {block} %}} … {{% endblock %}}."
                )
            return "".join(template.blocks[block](template.new_context(values)))


def _environment(directories: Sequence[Path], escape: Sequence[str]) -> Environment:
    return Environment(
        loader=FileSystemLoader(list(directories)),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=escape, default_for_string=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn Jinja's complaints into ours, with the file and, where Jinja knows it, the line."""
    try:
        yield
    except TemplateNotFound as error:
        raise TemplateError(f"no template called {error.name}", hint="Names are case-sensitive.") from error
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or name}, line {error.lineno}: {error.message}") from error
    except UndefinedError as error:
        raise TemplateError(f"{name}{_line(error, name)}: {error.message}") from error


def _line(error: UndefinedError, name: str) -> str:
    """Jinja rewrites tracebacks so that the innermost frame of a template has the template's own line."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(name)]
    return f", line {lines[-1]}" if lines else ""
