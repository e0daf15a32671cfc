"""What a person can tap for themself, and about the bond as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from handhold.journey.state import AskMe, Put, Said, Side, Want
from handhold.journey.topics import Way


class Drawer(Enum):
    """Where a text of one's own is kept."""

    NOTES = "notes"
    DRAFTS = "drafts"
    KIT = "kit"
    AGREED = "agreed"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class LookIn:
    """Nothing but opening the app: lets time act, and sends what may leave by now."""


@dataclass(frozen=True, slots=True)
class ConfirmAdult:
    """I am of age."""


@dataclass(frozen=True, slots=True)
class HadBefore:
    """ "Have you had handhold before?", asked once of an empty app. Yes rests every topic."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup has just been read: every topic rests, and every slot counts as just used."""


@dataclass(frozen=True, slots=True)
class AnswerWish:
    """One wish; `want` None is a skip and forgets the answer."""

    topic: str
    want: Want | None
    way: Way = Way.BOTH


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Keep a text of one's own under a key; an empty one is forgotten. 20,000 characters."""

    drawer: Drawer
    key: str
    text: str


@dataclass(frozen=True, slots=True)
class MeanIt:
    """ "I meant this": marked words are left alone from now on. `mark` is a fingerprint, not the words."""

    mark: str


@dataclass(frozen=True, slots=True)
class WriteCard:
    """Keep one's own "ask me like this"."""

    card: AskMe


@dataclass(frozen=True, slots=True)
class SetLock:
    """Put a topic away without a word. `way`: only when that would be my own part."""

    topic: str
    put: Put
    way: Way = Way.BOTH


@dataclass(frozen=True, slots=True)
class LiftLock:
    """Lift my lock. One that answered or ended a talk needs an opening, which leaves after 48 hours."""

    topic: str
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class PutBack:
    """Leave the lock on its way up where it was, unseen."""

    topic: str


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Nothing new for so many days; 0 ends it."""

    days: int


@dataclass(frozen=True, slots=True)
class Bind:
    """Pairing has succeeded. Two quiet days begin."""

    side: Side


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave alone, now. With a word, or quietly (None)."""

    word: str | None = None


@dataclass(frozen=True, slots=True)
class SendCard:
    """Send one's own card as it stands."""


@dataclass(frozen=True, slots=True)
class SendAdore:
    """Send one sentence that asks for nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class CloseAdore:
    """Read, and gone."""
