"""The browser's clock: JavaScript tells time and zone, since Python's own zone is frozen in the snapshot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from handhold.browser.crossing import Foreign


@dataclass(frozen=True, slots=True)
class BrowserClock:
    """`door.now()` answers [milliseconds since 1970, minutes east of Greenwich]."""

    door: Foreign

    def now(self) -> datetime:
        """The local civil time, with the offset that holds here now."""
        milliseconds, minutes = self.door.now()
        return datetime.fromtimestamp(milliseconds / 1000, timezone(timedelta(minutes=minutes)))
