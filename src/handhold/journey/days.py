"""Civil days that begin at six in the morning: the only grain of time this package ever keeps.

`now` is always an aware local datetime of the keeper's clock. A kept day D means "from six on D".
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

DAY = 24
MORNING = 6
EVENING = 20


def today(now: datetime) -> date:
    """The day it is: until six in the morning it is still yesterday."""
    return (now.replace(tzinfo=None) - timedelta(hours=MORNING)).date()


def first_six_after(now: datetime, hours: int) -> date:
    """The first day whose six in the morning is at least `hours` real hours away, and not already here."""
    then = (now.astimezone(UTC) + timedelta(hours=hours)).astimezone(now.tzinfo).replace(tzinfo=None)
    day = today(then.replace(tzinfo=UTC))
    reached = hours > 0 and then == datetime.combine(day, datetime.min.time()) + timedelta(hours=MORNING)
    return day if reached else day + timedelta(days=1)


def has_come(day: date | None, now: datetime) -> bool:
    """Whether six in the morning of `day` has passed. No day at all has always come."""
    return day is None or today(now) >= day


def before_eight(now: datetime) -> bool:
    """Whether it is day: from six in the morning until eight in the evening."""
    return MORNING <= now.hour < EVENING


def later(day: date, days: int) -> date:
    """`days` days after `day`; the last day of the calendar at most."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))
