"""Find and fill Jinja templates: the newsletter's own folder first, then the ones we ship."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import FilterArgumentError

from summarizer.errors import SummarizerError, TemplateError

MARKUP = ("html.j2", "mjml.j2", "xml.j2")
"""Endings whose values are escaped. Jinja's own list knows neither `.mjml` nor `.j2`."""

_LIBRARIES = sys.stdlib_module_names | {"jinja2", "markupsafe"}
"""What a template calls without any of our code in between."""


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
            try:
                return "".join(template.blocks[block](template.new_context(values)))
            except Exception:  # noqa: BLE001 - raised again with the template's own lines, as `render` does it
                self.environment.handle_exception()


def taking(kind: type, name: str, work: Callable[..., object]) -> Callable[..., object]:
    """Return the filter `name`, which blames the template, and not itself, for a value that is not of that kind."""

    def filtered(value: object, *options: Any) -> object:
        if not isinstance(value, kind):
            given = str(value)[:40]  # of a value that is missing, this is the error that says so
            raise FilterArgumentError(f"the filter {name} cannot take {given!r}")
        return work(value, *options)

    return filtered


class _Files(FileSystemLoader):
    """Reads templates anew when the newsletter gets one of its own, and says which file is not text."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            source, path, unchanged = super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise TemplateError(
                f"{self._first(template)}, line {line}: not UTF-8", hint="Save the file as UTF-8."
            ) from error
        return source, path, lambda: unchanged() and self._first(template) == path

    def _first(self, template: str) -> str | None:
        """Return the path of the template in the first folder that has it."""
        paths = (os.path.normpath(Path(folder, template)) for folder in self.searchpath)
        return next((path for path in paths if Path(path).is_file()), None)


def _environment(directories: Sequence[Path], escape: Sequence[str]) -> Environment:
    return Environment(
        loader=_Files(list(directories)),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=escape, default_for_string=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what a template does wrong into our error, with the file at fault and the line; a bug of ours stays one."""
    try:
        yield
    except SummarizerError:
        raise
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or name}, line {error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        place, _ = _fault(error)
        said = f"no template called {error.name}" if error.name else "an include without a name"
        raise TemplateError(f"{place}: {said}" if place else said, hint="Names are case-sensitive.") from error
    except JinjaError as error:
        place, _ = _fault(error)
        raise TemplateError(f"{place or name}: {error.message}") from error
    except Exception as error:
        place, alone = _fault(error)
        if not alone:
            raise
        raise TemplateError(f"{place or name}: {type(error).__name__}: {error}") from error


def _fault(error: Exception) -> tuple[str, bool]:
    """Return where in a template an error came up, "" when in none, and whether no code of ours ran below that place.

    Jinja rewrites tracebacks: a template's frame has the file's own lines, and its path for the name of a module.
    """
    place, alone = "", True
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__"))
        if module == frame.f_code.co_filename:
            place, alone = f"{module}, line {line}", True
        elif module != __name__ and module.partition(".")[0] not in _LIBRARIES:
            alone = False
    return place, alone
