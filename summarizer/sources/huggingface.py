"""Papers that people put on Hugging Face's daily list, with what the list made of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Annotated, Any

from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    NonNegativeInt,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from summarizer.arxiv_ids import parse_arxiv_id
from summarizer.errors import SourceError
from summarizer.http import Getter, Response
from summarizer.models import Paper, Window

BASE_URL = "https://huggingface.co/api/daily_papers"
MOST_DAYS = 31
"""How many days are asked for at most, the newest; each is one request."""

MOST_A_DAY = 100
"""How many papers Hugging Face lists in one answer at most."""

_REFUSED = 400
_CHANGED = "Hugging Face may be in trouble, or have changed: try again later."


@dataclass(frozen=True, slots=True, kw_only=True)
class HuggingFaceSource:
    """The daily papers of each day of the window: chosen and voted for by people, and not always new."""

    getter: Getter
    limit: int = 50
    """At most so many papers: those of the newest days, and of the last of these the most upvoted."""
    base_url: str = BASE_URL

    @property
    def name(self) -> str:
        """What to call it in the account."""
        return "huggingface"

    def fetch(self, window: Window) -> Iterator[Paper]:
        """Yield the papers listed in the window, the newest day first and the most upvoted of a day before the others.

        What counts is when a paper was listed: midnight UTC of its day. Raises `SourceError` rather than leave any out.
        """
        return islice(self._papers(window), self.limit)

    def _papers(self, window: Window) -> Iterator[Paper]:
        for day, listed in self._lists(window):
            found = [entry for entry in listed if window.since <= entry.moment(day) < window.until]
            for entry in sorted(found, key=lambda entry: entry.paper.upvotes or 0, reverse=True):
                yield _paper(entry)

    def _lists(self, window: Window) -> Iterator[tuple[date, "list[_Entry]"]]:
        """Yield the lists, newest first.

        Hugging Face refuses days that have not begun where it is, so that it may refuse the newest ones, but not all.
        """
        refusal: Response | None = None
        answered = False
        for day in _days(window):
            params = {"date": day.isoformat(), "limit": str(MOST_A_DAY)}
            response = self.getter.get(self.base_url, params, allow=() if answered else (_REFUSED,))
            if response.status == _REFUSED:
                refusal = response
                continue
            answered = True
            yield day, _read(response.content, day)
        if refusal and not answered:
            raise SourceError(
                f"Hugging Face refused every day that was asked for{_reason(refusal.content)}",
                hint="Is the clock of this machine right, and the address of the source?",
            )


def _joined(value: object) -> object:
    """Undo line wraps and stray spaces."""
    return " ".join(value.split()) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_joined)]


class _Object(BaseModel):
    """An object in JSON; null is as good as left out."""

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        return {name: one for name, one in value.items() if one is not None} if isinstance(value, dict) else value


class _Person(_Object):
    fullname: Line = ""
    name: Line = ""


class _Listed(_Object):
    """The paper in an entry."""

    id: str
    title: Line = Field(min_length=1)
    summary: Line = ""
    authors: tuple[_Person, ...] = ()
    published: AwareDatetime | None = Field(default=None, alias="publishedAt")
    listed: AwareDatetime | None = Field(default=None, alias="submittedOnDailyAt")
    submitter: _Person | None = Field(default=None, alias="submittedOnDailyBy")
    upvotes: NonNegativeInt | None = None


class _Entry(_Object):
    """An entry of a daily list; older ones name who put it there beside the paper and not in it."""

    paper: _Listed
    submitter: _Person | None = Field(default=None, alias="submittedBy")

    def moment(self, day: date) -> datetime:
        """When the paper was put on the list; on the `day` that was asked for when the entry does not say."""
        return self.paper.listed or datetime.combine(day, time(), UTC)


_ANY_LIST: TypeAdapter[list[Any]] = TypeAdapter(list[Any])


def _days(window: Window) -> Iterator[date]:
    """Yield the days of UTC that the window touches, newest first."""
    first = window.since.astimezone(UTC).date()
    day = (window.until - timedelta.resolution).astimezone(UTC).date()
    for _ in range(MOST_DAYS):
        if day < first:
            return
        yield day
        day -= timedelta(days=1)


def _read(content: bytes, day: date) -> list[_Entry]:
    try:
        rows = _ANY_LIST.validate_json(content)
    except ValidationError as error:
        raise SourceError(
            f"Hugging Face answered for {day} with something that is no list of papers{_reason(content)}",
            hint=_CHANGED,
        ) from error
    return [_entry(row, day) for row in rows]


def _entry(row: object, day: date) -> _Entry:
    try:
        return _Entry.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "it"
        raise SourceError(
            f"Hugging Face's list of {day} has an entry that makes no sense, {_id(row)}: {where}: {first['msg']}",
            hint=_CHANGED,
        ) from error


def _id(row: object) -> str:
    paper = row.get("paper") if isinstance(row, Mapping) else None
    return str(paper.get("id", "no id")) if isinstance(paper, Mapping) else "no id"


def _reason(content: bytes) -> str:
    """Return what Hugging Face says is wrong, where it does."""
    try:
        said = TypeAdapter(dict[str, Any]).validate_json(content).get("error")
    except ValidationError:
        return ""
    return f": {said}" if said else ""


def _paper(entry: _Entry) -> Paper:
    listed = entry.paper
    arxiv = parse_arxiv_id(listed.id)
    if arxiv is None:
        raise SourceError(
            f"Hugging Face lists a paper with the id {listed.id!r}, which is none of arXiv's", hint=_CHANGED
        )
    return Paper(
        id=arxiv.paper_id,
        title=listed.title,
        url=arxiv.abs_url,
        abstract=listed.summary,
        authors=tuple(author.name for author in listed.authors if author.name),
        published=listed.published and listed.published.astimezone(UTC),
        pdf_url=arxiv.pdf_url,
        standing=_standing(listed.upvotes or 0, listed.submitter or entry.submitter or _Person()),
    )


def _standing(upvotes: int, submitter: _Person) -> str:
    """Say who brought the paper up and what others thought of it, as far as is known."""
    who = submitter.fullname or submitter.name
    if not upvotes:
        return f"submitted to Hugging Face by {who}" if who else ""
    votes = f"{upvotes:,} upvote{'s' if upvotes > 1 else ''} on Hugging Face"
    return f"{votes}, submitted by {who}" if who else votes
