"""A clock moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class HandClock:
    """Stands still until it is moved. `doors.Clock`, and seconds for a relay."""

    def __init__(self, start: datetime = NOON) -> None:
        self._now = start

    def now(self) -> datetime:
        """See `doors.Clock`."""
        return self._now

    def seconds(self) -> float:
        """Seconds since the epoch."""
        return self._now.timestamp()

    def move(self, **span: float) -> None:
        """Forward (or, with a negative span, back) by days, hours, minutes."""
        self._now += timedelta(**span)

    def until(self, hour: int) -> None:
        """To the next time the clock shows this full hour."""
        then = self._now.replace(hour=hour, minute=0, second=0, microsecond=0)
        self._now = then if then > self._now else then + timedelta(days=1)
