"""Days that begin at six."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.journey.days import before_eight, first_six_after, has_come, later, today

ZONES = st.sampled_from(
    [UTC, timezone(timedelta(hours=-9, minutes=-30)), ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Kolkata")]
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1), timezones=ZONES)  # noqa: DTZ001


def at(hour: int, minute: int = 0) -> datetime:
    """That hour of a Wednesday in March."""
    return datetime(2026, 3, 4, hour, minute, tzinfo=UTC)


def test_it_is_yesterday_until_six() -> None:
    """The day changes at six in the morning and not at midnight."""
    assert today(at(5, 59)) == date(2026, 3, 3)
    assert today(at(6)) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("now", "hours", "day"),
    [
        (at(9), 0, 5),
        (at(5), 0, 4),
        (at(6), 0, 5),
        (at(6), 24, 5),
        (at(7), 24, 6),
        (at(5), 24, 5),
        (at(9), 72, 8),
    ],
)
def test_n_hours_means_the_first_six_at_least_that_far_away(now: datetime, hours: int, day: int) -> None:
    """Exactly at six counts as far enough; a minute later waits a day more."""
    assert first_six_after(now, hours) == date(2026, 3, day)


@pytest.mark.promise(6)
@given(now=MOMENTS, hours=st.integers(0, 60 * 24))
def test_a_wait_is_never_shorter_than_said(now: datetime, hours: int) -> None:
    """In any zone, across any change of clocks, that six is at least `hours` away, and within a day of it."""
    day = first_six_after(now, hours)
    six = datetime(day.year, day.month, day.day, 6, tzinfo=now.tzinfo)
    away = six.astimezone(UTC) - now.astimezone(UTC)
    assert timedelta(hours=hours) <= away <= timedelta(hours=hours + 26)
    assert not has_come(day, now)


def test_no_day_has_always_come() -> None:
    """None waits for nothing."""
    assert has_come(None, at(0))
    assert has_come(date(2026, 3, 4), at(6))
    assert not has_come(date(2026, 3, 4), at(5, 59))


def test_day_is_from_six_to_eight() -> None:
    """Proposing has its hours."""
    assert [before_eight(at(hour)) for hour in (5, 6, 19, 20, 23)] == [False, True, True, False, False]


def test_the_calendar_has_an_end() -> None:
    """A letter's last day may be the last there is."""
    assert later(date.max, 3) == date.max
