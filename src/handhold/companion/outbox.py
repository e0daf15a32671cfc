"""What waits to be sent: sealed once, saved, and deposited until each letter's own last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handhold.wire import limits

LETTERS_OUT = 8


class OutboxFull(Exception):
    """Eight letters are on their way already; a ninth waits until one has had its day."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter, sealed: these bytes and no others are ever sent for it."""

    relay: str
    envelope: bytes
    write: bytes
    body: bytes
    matter: str
    last_day: date


Outbox = tuple[Parcel, ...]


def put(outbox: Outbox, parcel: Parcel) -> Outbox:
    """Add a parcel; a newer one on the same matter takes the older one's place. Raises `OutboxFull`."""
    kept = tuple(old for old in outbox if old.matter != parcel.matter)
    if len(kept) >= LETTERS_OUT:
        raise OutboxFull
    return (*kept, parcel)


def sweep(outbox: Outbox, today: date) -> Outbox:
    """Only what still has a day to arrive on."""
    return tuple(parcel for parcel in outbox if parcel.last_day >= today)


def days_left(parcel: Parcel, today: date) -> int:
    """For how many days the relay is asked to keep it."""
    return max(1, min(limits.MAIL_DAYS, (parcel.last_day - today).days + 1))
