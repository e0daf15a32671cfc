"""What belongs to the person: it outlives every bond, and is what a backup holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from handhold.journey.talks import Put, Said
from handhold.journey.topics import Way


class Want(Enum):
    """One private answer to one wish."""

    NO = "no"
    OPEN = "open"
    VERY = "very"


@dataclass(frozen=True, slots=True)
class Lifting:
    """A lock on its way up: until `leaves` it can be put back unseen; then `said` goes out as an opening."""

    said: Said
    leaves: date


@dataclass(frozen=True, slots=True)
class Lock:
    """A topic put away. `met`: it answered or ended a talk of this bond. `asks`: a note to oneself."""

    put: Put
    way: Way = Way.BOTH
    met: bool = False
    lifting: Lifting | None = None
    asks: date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A private answer. A yes takes part from `joins` on; a no at once."""

    want: Want
    way: Way = Way.BOTH
    joins: date | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """A topic's place in the ledger: its coins until that day, and whether its slots are spent."""

    until: date
    spent: bool
    coins: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class AskMe:
    """The card "ask me like this"."""

    when: str = ""
    where: str = ""
    how: str = ""
    never: str = ""


@dataclass(frozen=True, slots=True)
class Mine:
    """What belongs to the person: it outlives every bond, and is what a backup holds."""

    adult: bool = False
    had_before: bool | None = None
    last_seen: date | None = None
    quiet_until: date | None = None
    next_round: date | None = None
    locks: dict[str, Lock] = field(default_factory=dict)
    wishes: dict[str, Wish] = field(default_factory=dict)
    seasons: dict[str, Season] = field(default_factory=dict)
    card: AskMe = AskMe()
    notes: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    kit: dict[str, str] = field(default_factory=dict)
    agreed: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    meant: tuple[str, ...] = ()
    """Fingerprints of marked words that the writer meant as they are: no words, no date."""
