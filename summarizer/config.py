"""Read the settings once: `summarizer.toml`, then the environment, into frozen values."""

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Annotated, Any, Literal, get_args

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from summarizer.errors import ConfigError
from summarizer.folder import Folder, read_file

PREFIX = "SUMMARIZER_"
PLAIN = {"model_type": "this should be a table", "tuple_type": "this should be a list"}
"""What pydantic says in words of its own."""


def _split(value: object) -> object:
    """Take `a, b` for a list, so that one can be written in an environment variable."""
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _language(value: str) -> str:
    """Return a code as BCP 47 writes it; `pt_BR` is how Unix does."""
    code = value.strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", code):
        raise PydanticCustomError("language", "this is not the code of a language")
    return code


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]


class Table(BaseModel):
    """A table of the file: frozen, and a key it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class NewsletterSettings(Table):
    """What the newsletter is called and how often it appears."""

    title: str = Field(default="Papers", min_length=1)
    description: str = ""
    url: str = ""
    language: Annotated[str, AfterValidator(_language)] = "en"
    timezone: str = "UTC"
    cadence: Literal["daily", "weekly", "monthly"] = "weekly"
    window: str = ""


class ModelSettings(Table):
    """Who writes the summaries, and what that may cost."""

    provider: str = "builtin"
    """`builtin` unless the editor says otherwise: nothing is paid for that was not asked for."""
    name: str = "gpt-5.4-mini"
    base_url: str = ""
    concurrency: int = Field(default=16, ge=1)
    requests_per_minute: int = Field(default=0, ge=0)
    tokens_per_minute: int = Field(default=0, ge=0)
    fallback: Words = ()
    timeout: float = Field(default=120.0, gt=0)
    """Seconds for one call, from the first byte sent to the last received."""
    max_cost: float = Field(default=2.0, ge=0)
    input_price: float = Field(default=0.0, ge=0)
    """Dollars a million tokens; with `output_price`, for models whose price is not known here."""
    output_price: float = Field(default=0.0, ge=0)


class SourceSettings(BaseModel):
    """One `[[source]]`; what it takes beyond `type` is the source's own business."""

    model_config = ConfigDict(extra="allow", frozen=True)

    type: str

    @property
    def options(self) -> dict[str, Any]:
        """All but the type."""
        return dict(self.model_extra or {})


class SelectSettings(Table):
    """How many papers, and which."""

    in_depth: int = Field(default=10, ge=0)
    in_brief: int = Field(default=20, ge=0)
    interests: str = ""
    include: Words = ()
    exclude: Words = ()
    authors: Words = ()
    floor: float = 0.0


class SummarizeSettings(Table):
    """How the summaries are written."""

    style: str = "digest"
    critique: bool = True
    full_text: bool = False


class EmailSettings(Table):
    """Who sends to whom, and how."""

    sender: str = Field(default="", alias="from")
    reply_to: str = ""
    to: Words = ()
    smtp: str = "smtp://127.0.0.1:1025"


class Settings(Table):
    """All of `summarizer.toml`."""

    newsletter: NewsletterSettings = NewsletterSettings()
    model: ModelSettings = ModelSettings()
    source: tuple[SourceSettings, ...] = ()
    select: SelectSettings = SelectSettings()
    summarize: SummarizeSettings = SummarizeSettings()
    email: EmailSettings = EmailSettings()


def load_settings(folder: Folder, environment: Mapping[str, str]) -> Settings:
    """Read the newsletter's settings; `SUMMARIZER_<SECTION>__<KEY>` in the environment or `.env` wins over the file."""
    text = read_file(folder.config).removeprefix("\ufeff")  # some editors put an invisible mark first
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{folder.config}: {error}", hint="Strings stand in quotes; lists in [ ].") from error
    parse_settings(tables, where=str(folder.config))  # on its own first, so that it is not blamed for the environment
    return parse_settings(overridden(tables, load_environment(folder, environment)), where="the environment")


def load_environment(folder: Folder, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment over what stands in the `.env` beside the config."""
    secrets = folder.root / ".env"
    text = read_file(secrets).removeprefix("\ufeff") if secrets.is_file() else ""
    written = dotenv_values(stream=StringIO(text), interpolate=False)
    return {name: value for name, value in written.items() if value is not None} | dict(environment)


def parse_settings(tables: Mapping[str, Any], *, where: str) -> Settings:
    """Check the tables; an error names the key and what is expected there."""
    try:
        return Settings.model_validate(tables)
    except ValidationError as error:
        problem = error.errors()[0]
        path = ".".join(str(part) for part in problem["loc"])
        said = f"{path}: {PLAIN.get(problem['type'], problem['msg'].lower())}"
        if problem["type"] == "extra_forbidden":
            said = f"there is no setting {path}"
        raise ConfigError(f"{where}: {said}", hint=_hint(problem)) from error


def not_kept(settings: Settings) -> list[str]:
    """Name the settings that are set but that this version does not act on yet, rather than ignore them silently."""
    unkept = {
        "model.requests_per_minute": settings.model.requests_per_minute,
        "model.tokens_per_minute": settings.model.tokens_per_minute,
        "model.fallback": settings.model.fallback,
        "summarize.full_text": settings.summarize.full_text,
    }
    return [name for name, value in unkept.items() if value]


def overridden(tables: dict[str, Any], environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the tables with `SUMMARIZER_<SECTION>__<KEY>` of the environment put in."""
    for name, value in environment.items():
        section, separator, key = name.removeprefix(PREFIX).lower().partition("__")
        if name.startswith(PREFIX) and separator:
            table = tables.setdefault(section, {})
            if not isinstance(table, dict):
                raise ConfigError(f"{name} cannot be set from the environment", hint="Write it in summarizer.toml.")
            table[key] = _value(value)
    return tables


def _value(text: str) -> object:
    """Read a value as TOML where it is TOML, else as the string it is."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _hint(problem: ErrorDetails) -> str:
    """Say what is expected where pydantic found something else."""
    table, *keys = map(str, problem["loc"])
    if problem["type"] == "extra_forbidden":
        return _nearest(problem["loc"][-1], _fields(table) if keys else Settings.model_fields)
    if table == "source":
        return 'Write [[source]], in two pairs of brackets, and below it what it is: type = "arxiv".'
    if not keys:
        return f"Write [{table}], in one pair of brackets, and its settings below it."
    field = _fields(table)[keys[0]]
    match problem["type"]:
        case "language":
            return "Write a code such as en, de or pt-BR."
        case "literal_error":
            return _nearest(problem["input"], get_args(field.annotation))
    example = ["one", "another"] if field.default == () else field.default
    return f"For example: {keys[0]} = {json.dumps(example)}"


def _fields(table: str) -> dict[str, FieldInfo]:
    """Return the settings of a table, by the names they have in the file."""
    fields = type(Settings.model_fields[table].default).model_fields
    return {field.alias or name: field for name, field in fields.items()}


def _nearest(key: object, known: Iterable[str]) -> str:
    """Name the known one that was likely meant, else all of them."""
    names = sorted(known)
    close = difflib.get_close_matches(str(key), names, n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else f"Known here: {', '.join(names)}."
