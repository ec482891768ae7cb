"""Settings to sources: what each type takes, and what it makes of it."""

import difflib
from collections.abc import Callable, Mapping
from inspect import signature
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import Field, ValidationError

from summarizer.config import SourceSettings, Table, Words
from summarizer.errors import ConfigError
from summarizer.http import Getter
from summarizer.plugins import load
from summarizer.protocols import Source
from summarizer.sources import huggingface
from summarizer.sources.arxiv import BASE_URL, ArxivSource
from summarizer.sources.feed import FeedSource
from summarizer.sources.file import FileSource
from summarizer.sources.huggingface import HuggingFaceSource


class ArxivOptions(Table):
    """`type = "arxiv"`."""

    categories: Words = ()
    query: str = ""
    limit: int = Field(default=500, ge=1)
    base_url: str = BASE_URL


class HuggingFaceOptions(Table):
    """`type = "huggingface"`."""

    limit: int = Field(default=50, ge=1)
    base_url: str = huggingface.BASE_URL


class FeedOptions(Table):
    """`type = "feed"`."""

    url: str
    name: str = ""
    limit: int = Field(default=200, ge=1)


class FileOptions(Table):
    """`type = "file"`."""

    path: Path
    window: bool = False
    name: str = ""


ELSEWHERE = "SUMMARIZER_ARXIV_URL"
"""Names another address of arXiv's API in the environment, for a mirror or a proxy."""


def make_source(
    settings: SourceSettings, root: Path, getter: Getter, environment: Mapping[str, str] = MappingProxyType({})
) -> Source:
    """Make the source that one `[[source]]` asks for; paths in it are relative to the newsletter's folder."""
    if ":" in settings.type:
        return _own(settings, root)
    if settings.type not in _MAKERS:
        raise ConfigError(f"there is no source of type {settings.type!r}", hint=_nearest(settings.type))
    options, make = _MAKERS[settings.type]
    if (mirror := environment.get(ELSEWHERE)) and settings.type == "arxiv":
        settings = settings.model_copy(update={"base_url": mirror})
    return make(_checked(options, settings), root, getter)


def _own(settings: SourceSettings, root: Path) -> Source:
    """Make a source of someone else's; options that it does not take are the config's fault, not a bug."""
    factory = load(settings.type, "source", beside=root)
    try:
        signature(factory).bind(**settings.options)
    except TypeError as error:
        hint = "What stands in the [[source]] beside type is handed to it by name."
        raise ConfigError(f"source {settings.type}: {error}", hint=hint) from error
    source: Source = factory(**settings.options)
    return source


def _arxiv(options: Any, _root: Path, getter: Getter) -> Source:
    return ArxivSource(getter=getter, **options.model_dump())


def _file(options: Any, root: Path, _getter: Getter) -> Source:
    name = options.name or f"file {options.path}"
    return FileSource(path=root / options.path, window=options.window, name=name)


def _huggingface(options: Any, _root: Path, getter: Getter) -> Source:
    return HuggingFaceSource(getter=getter, **options.model_dump())


def _feed(options: Any, _root: Path, getter: Getter) -> Source:
    return FeedSource(getter=getter, **options.model_dump())


_MAKERS: Mapping[str, tuple[type[Table], Callable[[Any, Path, Getter], Source]]] = {
    "arxiv": (ArxivOptions, _arxiv),
    "feed": (FeedOptions, _feed),
    "file": (FileOptions, _file),
    "huggingface": (HuggingFaceOptions, _huggingface),
}


def _checked(options: type[Table], settings: SourceSettings) -> Table:
    try:
        return options.model_validate(settings.options)
    except ValidationError as error:
        problem = error.errors()[0]
        key = ".".join(str(part) for part in problem["loc"])
        message = "there is no such setting" if problem["type"] == "extra_forbidden" else problem["msg"].lower()
        hint = f"{settings.type} takes: {', '.join(sorted(options.model_fields))}."
        raise ConfigError(f"source {settings.type}: {key}: {message}", hint=hint) from error


def _nearest(kind: str) -> str:
    close = difflib.get_close_matches(kind, _MAKERS, n=1)
    return f"Did you mean {close[0]}?" if close else f'Known: {", ".join(sorted(_MAKERS))}, or "module:Class".'
