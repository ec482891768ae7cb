"""Find what a setting such as `type = "my_module:MySource"` names."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any

from summarizer.errors import ConfigError


def load(reference: str, kind: str, *, beside: Path | None = None) -> Callable[..., Any]:
    """Import `module:Name` and return it, or raise `ConfigError`; `kind` says what it is for, as in "source".

    A module is looked for where Python looks, and then in the folder `beside` the config.

    A module that is there but fails while it is imported keeps its traceback: that is a bug to be seen.
    """
    module, _, name = reference.partition(":")
    if not all(part.isidentifier() for part in [*module.split("."), *name.split(".")]):
        raise ConfigError(f"{reference!r} names no {kind}", hint='Write it as "my_module:MyClass".')
    try:
        with _looking_in(beside):
            home = import_module(module)
    except ModuleNotFoundError as error:
        if not f"{module}.".startswith(f"{error.name}."):  # the module is there; one that it needs is not
            raise
        hint = "Is its package installed beside summarizer, its file beside the config, or its folder in PYTHONPATH?"
        raise ConfigError(f"no module called {error.name}, for the {kind} {reference!r}", hint=hint) from error
    try:
        found = attrgetter(name)(home)
    except AttributeError as error:
        raise ConfigError(f"{module} has no {name} to be the {kind}", hint="Names are case-sensitive.") from error
    if not callable(found):
        raise ConfigError(
            f"{reference!r} is no {kind} but a {type(found).__name__}", hint="Name a class or a function."
        )
    return found  # type: ignore[no-any-return]  # a stranger's: its callers check what it makes


@contextmanager
def _looking_in(folder: Path | None) -> Iterator[None]:
    """Let Python look in that folder, last, so that nothing in it can stand in for a module of Python's own."""
    places = [str(folder)] if folder else []
    sys.path.extend(places)
    try:
        yield
    finally:
        for place in places:
            sys.path.remove(place)
