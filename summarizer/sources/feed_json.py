"""Read feeds in the form of JSON Feed 1.0 and 1.1, see https://www.jsonfeed.org/version/1.1/."""

from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, model_validator

from summarizer.errors import SourceError
from summarizer.sources.feed_entry import FeedEntry, Words, absolute


def read_json(text: str, url: str) -> tuple[FeedEntry, ...]:
    """Return the entries of the feed that was found at `url`, or raise `SourceError`."""
    try:
        feed = _Feed.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}." for part in first["loc"]).rstrip(".")
        raise SourceError(
            f"{urlsplit(url).hostname} answered with JSON that is no JSON Feed: {where or 'it'}: {first['msg']}",
            hint="Is this the address of a feed, and not of an API?",
        ) from error
    return tuple(_entry(item, url, feed.names) for item in feed.items)


def _moment(value: object) -> datetime | None:
    """Read a date of RFC 3339; what makes no sense is as good as none, as it is in RSS."""
    try:
        moment = datetime.fromisoformat(value if isinstance(value, str) else "")
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _text(value: object) -> object:
    """Take a number for the text it is written as: version 1.0 let ids be numbers."""
    return str(value) if isinstance(value, int | float) else value


class _Object(BaseModel):
    """An object in JSON; null is as good as left out."""

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        return {name: one for name, one in value.items() if one is not None} if isinstance(value, dict) else value


class _Author(_Object):
    name: str = ""


class _Signed(_Object):
    authors: tuple[_Author, ...] = ()
    author: _Author = _Author()
    """Of version 1.0, where there is only one."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(one.name for one in (*self.authors, self.author) if one.name)


class _Item(_Signed):
    id: Annotated[str, BeforeValidator(_text)] = ""
    url: str = ""
    external_url: str = ""
    title: str = ""
    summary: str = ""
    content_text: str = ""
    content_html: str = ""
    date_published: Annotated[datetime | None, BeforeValidator(_moment)] = None
    date_modified: Annotated[datetime | None, BeforeValidator(_moment)] = None
    tags: tuple[str, ...] = ()


class _Feed(_Signed):
    version: str = Field(pattern=r"^https?://(www\.)?jsonfeed\.org/version/1")
    items: tuple[_Item, ...]


def _entry(item: _Item, url: str, everyone: tuple[str, ...]) -> FeedEntry:
    text = [Words(written=one, html=False) for one in (item.title, item.summary, item.content_text)]
    return FeedEntry(
        title=text[0],
        texts=(*text[1:], Words(written=item.content_html, html=True)),
        link=absolute(url, item.url or item.external_url),
        guid=item.id.strip(),
        doi="",
        authors=item.names or everyone,
        published=item.date_published,
        updated=item.date_modified,
        tags=item.tags,
    )
