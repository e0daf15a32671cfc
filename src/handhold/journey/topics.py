"""The catalogue as the engine sees it: ids, ways and steps. What they mean, it does not know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

DECK_SMALLEST = 12
DECK_LARGEST = 32


class Way(Enum):
    """Which part is one's own in a topic; `BOTH` where it does not matter, or either would do."""

    GIVE = "give"
    RECEIVE = "receive"
    BOTH = "both"

    def turned(self) -> Way:
        """The same thing as seen by the other person."""
        match self:
            case Way.GIVE:
                return Way.RECEIVE
            case Way.RECEIVE:
                return Way.GIVE
            case Way.BOTH:
                return Way.BOTH

    def includes(self, other: Way) -> bool:
        """Whether somebody who would do this would do `other`."""
        return self in (other, Way.BOTH)


@dataclass(frozen=True, slots=True)
class Step:
    """One place on a playbook's path."""

    id: str
    barrier: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic. With steps it has a Talk; without, it is light and ends when both have found it."""

    uid: str
    directional: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def light(self) -> bool:
        """Nothing to fill in. Go."""
        return not self.steps

    def place_of(self, step: str | None) -> int:
        """Where a step stands on the path, from 0; -1 for none and for an unknown one."""
        return next((at for at, one in enumerate(self.steps) if one.id == step), -1)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All topics, and the decks they are looked at in: whole, fixed, the same for everybody."""

    topics: dict[str, Topic]
    decks: dict[str, tuple[str, ...]]
    smallest: int = DECK_SMALLEST
    largest: int = DECK_LARGEST

    def with_talk(self, uid: str) -> Topic | None:
        """The topic, when there is one of that id and it has steps."""
        topic = self.topics.get(uid)
        return topic if topic and topic.steps else None

    def deck(self, name: str) -> tuple[str, ...] | None:
        """A whole deck of known topics, of a size that no single question can hide in; else None."""
        topics = self.decks.get(name, ())
        fits = self.smallest <= len(topics) <= self.largest and len(set(topics)) == len(topics)
        return topics if fits and all(uid in self.topics for uid in topics) else None
