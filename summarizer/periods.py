"""What an issue is called, and how far back it looks."""

import re
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from difflib import get_close_matches
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from summarizer.errors import ConfigError
from summarizer.models import Window

Cadence = Literal["daily", "weekly", "monthly"]

ONE_CADENCE: dict[Cadence, timedelta] = {
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=31),
}
"""How far the first issue looks back when no window is set."""

OVERLAP = timedelta(days=4)
"""How far a window reaches into the one before. Sources show a paper later than they date it: arXiv dates it by its
submission and shows it when it is announced, up to four days later, so that windows that only touch would lose what was
submitted on a Friday night. What the earlier issue covered is left out by its id."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""In English whatever the machine's locale, so that a title is the same everywhere."""

HOURS = {"h": 1, "hour": 1, "d": 24, "day": 24, "w": 168, "week": 168, "month": 31 * 24}
SPAN = re.compile(r"(\d{1,6}) ?(h|d|w|hours?|days?|weeks?|months?)", re.IGNORECASE)
SPAN_HINT = "Write a number and a unit: 36h, 7d, 2w, 1 month."
MOMENT_HINT = "Write 2026-11-14, 2026-11-14T06:00Z, yesterday, or how long ago: 36h, 3d, 2w."


def issue_name(cadence: Cadence, now: datetime, timezone: str) -> str:
    """Return `2026-W47` (ISO week), `2026-11-21` or `2026-11`, by the calendar of the newsletter's time zone."""
    local = now.astimezone(zone(timezone))
    if cadence == "weekly":
        year, week, _ = local.isocalendar()
        return f"{year}-W{week:02}"
    return f"{local:%Y-%m-%d}" if cadence == "daily" else f"{local:%Y-%m}"


def issue_title(newsletter: str, name: str) -> str:
    """Return `Weekly AI Papers: week 47, 2026`, `…: 21 November 2026` or `…: November 2026`."""
    if match := re.fullmatch(r"(\d{4})-W(\d{2})", name):
        return f"{newsletter}: week {int(match[2])}, {match[1]}"
    try:
        day = date.fromisoformat(name if len(name) > len("2026-11") else f"{name}-01")
    except ValueError as error:
        raise ConfigError(
            f"{name!r} is not the name of an issue", hint="Issues are called 2026-W47, 2026-11-21 or 2026-11."
        ) from error
    month = f"{MONTHS[day.month - 1]} {day.year}"
    return f"{newsletter}: {day.day} {month}" if len(name) > len("2026-11") else f"{newsletter}: {month}"


def parse_span(text: str) -> timedelta:
    """Read a length of time: `36h`, `7d`, `2w`, `1 day`, `1 month` (31 days)."""
    match = SPAN.fullmatch(text.strip())
    span = timedelta(hours=int(match[1]) * HOURS[_unit(match[2])]) if match else timedelta()
    if not span:
        raise ConfigError(f"{text!r} is not a length of time", hint=SPAN_HINT)
    return span


def parse_moment(text: str, now: datetime, timezone: str) -> datetime:
    """Read a moment, in UTC: a date (its midnight in `timezone`), a date and time, `yesterday`, or `3d` (ago)."""
    here = zone(timezone)
    said = text.strip().lower()
    today = now.astimezone(here).date()
    if said in {"today", "yesterday"}:
        return _midnight(today - timedelta(days=said == "yesterday"), here)
    try:
        if SPAN.fullmatch(said.removesuffix("ago").strip()):
            return now.astimezone(UTC) - parse_span(said.removesuffix("ago"))
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=here)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ConfigError(f"{text!r} is not a date or a time", hint=MOMENT_HINT) from error


def window(
    cadence: Cadence,
    *,
    span: str,
    latest: datetime | None,
    since: datetime | None,
    until: datetime | None,
    now: datetime,
) -> Window:
    """Return what an issue looks at: from where the newest earlier one stopped, so that missed weeks are caught up.

    `latest` is when that earlier issue was made; the window reaches back over it by `OVERLAP`. `since` and `until` are
    the user's own and win. The first issue looks back by `span`, or by one cadence when that is empty.
    """
    end = (until or now).astimezone(UTC)
    begin = (since or _stopped(latest) or end - _first_look(cadence, span)).astimezone(UTC)
    if begin >= end:
        raise ConfigError(
            f"nothing lies between {begin:%Y-%m-%d %H:%M} and {end:%Y-%m-%d %H:%M} UTC",
            hint="Give --since an earlier moment"
            + (" than --until." if until else "; without it the last issue's end."),
        )
    return Window(since=begin, until=end)


def _stopped(latest: datetime | None) -> datetime | None:
    return None if latest is None else latest - OVERLAP


def _first_look(cadence: Cadence, span: str) -> timedelta:
    return parse_span(span) if span.strip() else ONE_CADENCE[cadence]


def zone(name: str, known: Callable[[], Collection[str]] = available_timezones) -> tzinfo:
    """Return the time zone called `name`, or raise `ConfigError` with the nearest names of those `known`."""
    if name == "UTC":  # also where the machine has no time zone database
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # OSError: a folder of zones, such as "Europe"
        raise ConfigError(f"no time zone called {name!r}", hint=_nearest(name, known())) from error


def _nearest(name: str, known: Collection[str]) -> str:
    """Say what may have been meant: the full name or its last part may be near."""
    if not known:
        return "This machine has no time zone database: pip install tzdata, or use UTC."
    folded = {part: full for full in sorted(known) for part in (full.rpartition("/")[2].lower(), full.lower())}
    near = get_close_matches(name.replace(" ", "_").lower(), folded, n=3)
    meant = dict.fromkeys(folded[part] for part in near)
    return f"Did you mean {' or '.join(meant)}?" if meant else "Names look like Europe/Berlin, America/New_York, UTC."


def _unit(word: str) -> str:
    return word.lower() if len(word) == 1 else word.lower().removesuffix("s")


def _midnight(day: date, here: tzinfo) -> datetime:
    return datetime.combine(day, time(), here).astimezone(UTC)
