"""What waits to be sent: sealed once, saved, and deposited until the relay has taken it.

It is not deposited again each time the app is opened: a partner with a modified app would see each repeat,
and so each time you look. Only when a relay has lost its memory are letters brought again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handhold.journey.days import later
from handhold.wire import limits

LETTERS_OUT = 8
LONGEST = 30  # days; what the other has not fetched by then is not brought again


class OutboxFull(Exception):
    """Eight letters are on their way already; a ninth waits until one has had its day."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter, sealed: no other bytes are ever sent for it. `taken`: by the relay, on that day."""

    relay: str
    envelope: bytes
    write: bytes
    body: bytes
    matter: str
    last_day: date
    taken: date | None = None


Outbox = tuple[Parcel, ...]


def put(outbox: Outbox, parcel: Parcel) -> Outbox:
    """Add a parcel; a newer one on the same matter takes the older one's place. Raises `OutboxFull`."""
    kept = tuple(old for old in outbox if old.matter != parcel.matter)
    if len(kept) >= LETTERS_OUT:
        kept = _without_one_taken(kept)
    return (*kept, parcel)


def _without_one_taken(outbox: Outbox) -> Outbox:
    oldest = next((parcel for parcel in outbox if parcel.taken), None)
    if oldest is None:
        raise OutboxFull
    return tuple(parcel for parcel in outbox if parcel is not oldest)


def sweep(outbox: Outbox, today: date) -> Outbox:
    """Only what still has a day to arrive on."""
    return tuple(parcel for parcel in outbox if parcel.last_day >= today)


def last_day_of(letter: date, today: date) -> date:
    """The last day of a letter in the outbox, also for letters that themselves have none."""
    return min(letter, later(today, LONGEST))


def days_left(parcel: Parcel, today: date) -> int:
    """For how many days the relay is asked to keep it."""
    return max(1, min(limits.MAIL_DAYS, (parcel.last_day - today).days + 1))


def is_due(parcel: Parcel, today: date) -> bool:
    """Whether the relay does not have it yet, or has kept it for as long as it keeps anything."""
    return parcel.taken is None or today > later(parcel.taken, limits.MAIL_DAYS)


def mark_taken(outbox: Outbox, envelope: bytes, today: date) -> Outbox:
    """The relay has this one."""
    return tuple(replace(parcel, taken=today) if parcel.envelope == envelope else parcel for parcel in outbox)
