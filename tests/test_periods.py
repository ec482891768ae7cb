"""Names, spans and moments, in every time zone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import ConfigError
from summarizer.periods import OVERLAP, Cadence, issue_name, issue_title, parse_moment, parse_span, window, zone
from tests.fakes import NOON

WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("cadence", "name", "title"),
    [
        ("weekly", "2026-W47", "Papers: week 47, 2026"),
        ("daily", "2026-11-21", "Papers: 21 November 2026"),
        ("monthly", "2026-11", "Papers: November 2026"),
    ],
)
def test_an_issue_is_named_and_titled_by_its_cadence(cadence: Cadence, name: str, title: str) -> None:
    """A week, a day or a month; the title says the same in words."""
    assert issue_name(cadence, NOON, "UTC") == name
    assert issue_title("Papers", name) == title


def test_a_week_belongs_to_its_iso_year() -> None:
    """The first of January 2027 lies in the last week of 2026."""
    assert issue_name("weekly", datetime(2027, 1, 1, 12, tzinfo=UTC), "UTC") == "2026-W53"


def test_the_newsletter_s_own_calendar_counts() -> None:
    """Late on Sunday in London it is Monday, and the next week, in Tokyo."""
    late = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert issue_name("weekly", late, "Europe/London") == "2026-W47"
    assert issue_name("weekly", late, "Asia/Tokyo") == "2026-W48"


@pytest.mark.parametrize("name", ["", "latest", "2026-13", "2026-02-30", "2026-W4"])
def test_what_is_no_name_has_no_title(name: str) -> None:
    """A mistyped name is told, with the three forms a name can have."""
    with pytest.raises(ConfigError) as caught:
        issue_title("Papers", name)
    assert "2026-W47" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "hours"),
    [("36h", 36), ("7d", 168), ("2w", 336), ("1 day", 24), ("2 Weeks", 336), (" 3 hours ", 3), ("1 month", 744)],
)
def test_a_span_is_a_number_and_a_unit(text: str, hours: int) -> None:
    """Short and long forms mean the same."""
    assert parse_span(text) == timedelta(hours=hours)


@pytest.mark.parametrize("text", ["", "7", "d", "0d", "-1d", "1.5d", "10m", "7 fortnights", "9999999999d"])
def test_what_is_no_span_is_told_with_examples(text: str) -> None:
    """Minutes or months? `m` is not guessed at; nothing may be empty or negative."""
    with pytest.raises(ConfigError, match="length of time") as caught:
        parse_span(text)
    assert "7d" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-14", datetime(2026, 11, 13, 23, tzinfo=UTC)),
        ("2026-11-14T06:00Z", datetime(2026, 11, 14, 6, tzinfo=UTC)),
        ("2026-11-14 06:00", datetime(2026, 11, 14, 5, tzinfo=UTC)),
        ("3d", NOON - timedelta(days=3)),
        ("36 hours ago", NOON - timedelta(hours=36)),
        ("yesterday", datetime(2026, 11, 19, 23, tzinfo=UTC)),
        ("Today", datetime(2026, 11, 20, 23, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_the_newsletter_s_zone(text: str, moment: datetime) -> None:
    """A date is its midnight in Berlin, a time without a zone is Berlin's, and so long ago is counted from now."""
    assert parse_moment(text, NOON, "Europe/Berlin") == moment


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30", "14.11.2026", "999999w", "0d"])
def test_what_is_no_moment_is_told_with_examples(text: str) -> None:
    """Also a date that does not exist, and one before the calendar begins."""
    with pytest.raises(ConfigError) as caught:
        parse_moment(text, NOON, "UTC")
    assert caught.value.hint


def test_days_are_as_long_as_the_clocks_make_them() -> None:
    """On the day clocks go back in Berlin, yesterday began 25 hours before today did; "1d" ago stays 24 hours."""
    monday = datetime(2026, 10, 26, 12, tzinfo=UTC)
    today, yesterday = (parse_moment(text, monday, "Europe/Berlin") for text in ("today", "yesterday"))
    assert today - yesterday == timedelta(hours=25)
    berlin = monday.astimezone(zone("Europe/Berlin"))
    assert monday - parse_moment("1d", berlin, "Europe/Berlin") == timedelta(hours=24)


@given(hours=st.integers(1, 10_000))
def test_a_span_ago_lies_that_long_before_now(hours: int) -> None:
    """Whatever the zone, so many hours are so many hours."""
    assert NOON - parse_moment(f"{hours}h", NOON, "America/New_York") == timedelta(hours=hours)


@pytest.mark.parametrize(("cadence", "days"), [("daily", 1), ("weekly", 7), ("monthly", 31)])
def test_the_first_issue_looks_back_one_cadence(cadence: Cadence, days: int) -> None:
    """Unless a window is set."""
    seen = window(cadence, span="", latest=None, since=None, until=None, now=NOON)
    assert (seen.since, seen.until) == (NOON - timedelta(days=days), NOON)
    assert window(cadence, span="36h", latest=None, since=None, until=None, now=NOON).since == NOON - timedelta(
        hours=36
    )


def test_an_issue_goes_on_where_the_last_one_stopped() -> None:
    """Three weeks without an issue are caught up, and what was dated before the last one but shown after it."""
    latest = NOON - 3 * WEEK
    seen = window("weekly", span="7d", latest=latest, since=None, until=None, now=NOON)
    assert (seen.since, seen.until) == (latest - OVERLAP, NOON)


def test_the_user_s_own_moments_win() -> None:
    """`--since` and `--until` are taken as they are; `--until` alone moves the whole window."""
    since, until = NOON - 5 * WEEK, NOON - 2 * WEEK
    seen = window("weekly", span="", latest=NOON - WEEK, since=since, until=until, now=NOON)
    assert (seen.since, seen.until) == (since, until)
    assert window("weekly", span="", latest=None, since=None, until=until, now=NOON).since == until - WEEK


@pytest.mark.parametrize("until", [None, NOON - WEEK])
def test_an_empty_window_is_told(until: datetime | None) -> None:
    """Nothing can lie between two moments the wrong way round."""
    with pytest.raises(ConfigError, match="nothing lies between") as caught:
        window("weekly", span="", latest=NOON + WEEK, since=None, until=until, now=NOON)
    assert "--since" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Europe/Berln", "Did you mean Europe/Berlin"),
        ("new york", "America/New_York"),
        ("berlin", "Europe/Berlin"),
        ("", "Europe/Berlin"),
        ("../../etc/passwd", "Europe/Berlin"),
        ("Europe", "Europe/"),
        ("xyzzy", "Europe/Berlin"),
    ],
)
def test_an_unknown_zone_is_told_with_the_nearest_names(name: str, hint: str) -> None:
    """A slip, a city alone, a folder of zones, and a path out of the database."""
    with pytest.raises(ConfigError, match="no time zone") as caught:
        issue_name("weekly", NOON, name)
    assert hint in caught.value.hint


def test_utc_needs_no_database() -> None:
    """A machine without time zones can use UTC, and is told how to get the others."""
    assert zone("UTC") is UTC
    with pytest.raises(ConfigError) as caught:
        zone("Mars/Olympus", known=frozenset)
    assert "tzdata" in caught.value.hint
