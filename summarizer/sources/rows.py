"""Turn a row of somebody's file into a paper."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PositiveInt, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from summarizer.arxiv_ids import ArxivId, parse_arxiv_id
from summarizer.models import Paper


class BadRowError(ValueError):
    """The row is no paper; the message says why, in a few words."""


def paper_from_row(row: object) -> Paper:
    """Return the paper that a row of names and values describes, or raise `BadRowError`.

    Only `title` and one of `id` and `url` are needed. Authors and categories are lists, or one text with `;` between.
    Dates are ISO 8601; one without a time is midnight, one without a time zone UTC. Other names are ignored.
    """
    try:
        return _paper(_Row.model_validate(row))
    except ValidationError as error:
        raise BadRowError(_told(error)) from error


def _joined(value: object) -> object:
    """Undo line wraps and stray spaces."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _list(value: object) -> object:
    parts = value.split(";") if isinstance(value, str) else value
    return [part for part in parts if not _is_blank(part)] if isinstance(parts, list) else parts


def _bare_doi(value: object) -> object:
    return _DOI_PREFIX.sub("", value) if isinstance(value, str) else value


def _moment(value: object) -> datetime:
    """Read a date. pydantic's own reader would take `2023` for 33 minutes past midnight on 1 January 1970."""
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise PydanticCustomError("date", "{value} is no date such as 2026-11-21", {"value": repr(value)}) from None


def _web_address(value: object) -> object:
    """Let only web addresses through: what a reader clicks on must not be a script."""
    if isinstance(value, str) and not _WEB.fullmatch(value):
        raise PydanticCustomError("url", "{value} is no web address", {"value": repr(value)})
    return value


_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)\s*(?=10\.)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)

# pydantic runs the last of these first.
Line = Annotated[str, BeforeValidator(_joined)]
Url = Annotated[str, BeforeValidator(_web_address), BeforeValidator(_joined)]
Doi = Annotated[str, BeforeValidator(_bare_doi), BeforeValidator(_joined)]
Several = Annotated[tuple[Line, ...], BeforeValidator(_list)]
Moment = Annotated[datetime, BeforeValidator(_moment)]


class _Row(BaseModel):
    """A row as it stands in the file; what is empty counts as left out."""

    model_config = ConfigDict(extra="ignore")

    id: Line = ""
    title: Line
    url: Url = ""
    abstract: Line = ""
    abstract_note: Line = ""
    authors: Several = ()
    published: Moment | None = None
    updated: Moment | None = None
    version: PositiveInt | None = None
    categories: Several = ()
    comment: Line = ""
    journal_ref: Line = ""
    doi: Doi = ""
    pdf_url: Url = ""

    @model_validator(mode="before")
    @classmethod
    def _drop_what_is_empty(cls, row: Any) -> Any:
        if not isinstance(row, dict):
            raise PydanticCustomError("row", "it is no object with names and values")
        return {name: value for name, value in row.items() if value is not None and not _is_blank(value)}

    @model_validator(mode="after")
    def _has_an_identity(self) -> "_Row":
        if not self.id and not self.url:
            raise PydanticCustomError("identity", "both id and url are missing; one is needed")
        return self


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _paper(row: _Row) -> Paper:
    """Make the paper; an arXiv id in any form gives its identity, and the version and address that are missing."""
    arxiv = parse_arxiv_id(row.id or row.url)
    values = row.model_dump() | {"id": row.id or row.url, "url": row.url or _address(row, arxiv)}
    if arxiv:
        values |= {
            "id": arxiv.paper_id,
            "version": row.version or arxiv.version,
            "pdf_url": row.pdf_url or arxiv.pdf_url,
        }
    return Paper(**values)


def _address(row: _Row, arxiv: ArxivId | None) -> str:
    """Return where to read a paper that has only an id; empty when nobody says."""
    if arxiv:
        return arxiv.abs_url
    if _WEB.fullmatch(row.id):
        return row.id
    doi = row.doi or _DOI_PREFIX.sub("", row.id)
    return f"https://doi.org/{doi}" if _DOI.fullmatch(doi) else row.pdf_url


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        return f"{name} is missing"
    return f"{name}: {first['msg']}" if name else first["msg"]
