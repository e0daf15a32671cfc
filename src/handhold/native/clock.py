"""The clock of a computer."""

from __future__ import annotations

from datetime import datetime


class SystemClock:
    """The local civil time, from the operating system."""

    def now(self) -> datetime:
        """See `doors.Clock`."""
        return datetime.now().astimezone()
