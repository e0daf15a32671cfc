"""One topic between two people: what stands open between them, seen from one side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from handhold.journey.topics import Way


class Put(Enum):
    """How a topic is put away. No lock at all is open."""

    RESTING = "resting"
    CLOSED = "closed"
    ENOUGH = "enough"


class Warmth(Enum):
    """The four equal answers to an opening."""

    TALK = "talk"
    CURIOUS = "curious"
    NOT_NOW = "not_now"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Said:
    """Words of an opening, and the part its sender has in mind for themself."""

    text: str
    way: Way = Way.BOTH


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer chosen, unsent: it leaves when its page is closed. `asks_in`: days, a note to oneself."""

    warmth: Warmth
    line: str = ""
    asks_in: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    """Their opening waits here, covered. `stop`: the wording check would have it stay covered."""

    said: Said
    until: date
    stop: bool = False
    seen: bool = False
    prepared: Prepared | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """My opening waits there; or I said it in person, and this is my note of it."""

    until: date
    way: Way = Way.BOTH
    in_person: bool = False


class Asked(Enum):
    """Which of us was asked, and so may say that we have talked."""

    ME = "me"
    THEM = "them"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Talking:
    """The phones are dark. `mine`, `theirs`: the settling hours each said "we have talked" with, or 0."""

    asked: Asked
    until: date
    way: Way = Way.BOTH
    mine: int = 0
    theirs: int = 0


@dataclass(frozen=True, slots=True)
class Open:
    """The path: where we are, what each has put there, when further is possible, the barrier card."""

    asked: Asked
    way: Way = Way.BOTH
    here: str | None = None
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    further_from: date | None = None
    barrier_met: bool = False


@dataclass(frozen=True, slots=True)
class Settling:
    """Both would like it, and nothing can be asked until `opens`; then it is `path`, unannounced."""

    opens: date
    path: Open


@dataclass(frozen=True, slots=True)
class NotOffered:
    """Theirs to bring back: one value for closed, resting, enough and silence."""

    way: Way = Way.BOTH


Talk = Raised | Asking | Talking | Settling | Open | NotOffered


class PageKind(Enum):
    """A page of theirs, shown once until it is closed."""

    TALK = "talk"
    CURIOUS = "curious"
    NOT_NOW = "not_now"
    NO = "no"
    RESTING = "resting"
    CLOSED = "closed"
    ENOUGH = "enough"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of theirs, until it is closed."""

    kind: PageKind
    line: str = ""
