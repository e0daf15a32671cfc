"""One moment in which a rule decides: state, time and catalogue; and how a rule changes the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from handhold.journey.days import first_six_after, has_come, later, today
from handhold.journey.moved import Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.state import Lock, Mine, Ours, Page, State, Talk
from handhold.journey.topics import Catalogue, Topic, Way

Value = TypeVar("Value")


def without(table: Mapping[str, Value], key: str) -> dict[str, Value]:
    """The table without that key."""
    return {one: value for one, value in table.items() if one != key}


@dataclass(frozen=True, slots=True)
class Scene:
    """The state at a moment. Changing it gives the next; `grade` is the wording check's word on a letter."""

    state: State
    now: datetime
    catalogue: Catalogue
    grade: str | None = None

    @property
    def mine(self) -> Mine:
        """What belongs to the person."""
        return self.state.mine

    @property
    def ours(self) -> Ours:
        """What belongs to the bond. Raises `Unmoved` when there is none, or they have said goodbye."""
        if self.state.ours is None:
            raise Unmoved(Refusal.ALONE)
        need(self.state.ours.goodbye is None, Refusal.GONE)
        return self.state.ours

    @property
    def today(self) -> date:
        """The day it is."""
        return today(self.now)

    def six(self, hours: int) -> date:
        """The first six in the morning at least so many hours away."""
        return first_six_after(self.now, hours)

    def days(self, days: int) -> date:
        """The last day of a letter that lives so many days."""
        return later(self.today, days)

    def came(self, day: date | None) -> bool:
        """Whether a day has come."""
        return has_come(day, self.now)

    def talk(self, topic: str) -> Talk | None:
        """What stands open on a topic; None is Unspoken."""
        return self.ours.talks.get(topic)

    def with_talk(self, topic: str) -> Topic:
        """A topic that can be talked about. Raises `Unmoved` for any other."""
        found = self.catalogue.with_talk(topic)
        if found is None:
            raise Unmoved(Refusal.UNKNOWN)
        return found

    def own(self, **changes: Any) -> Scene:
        """With other facts of mine."""
        return replace(self, state=replace(self.state, mine=replace(self.mine, **changes)))

    def both(self, **changes: Any) -> Scene:
        """With other facts of ours."""
        return replace(self, state=replace(self.state, ours=replace(self.ours, **changes)))

    def put_talk(self, topic: str, talk: Talk | None) -> Scene:
        """With this talk on the topic; None is Unspoken again."""
        others = without(self.ours.talks, topic)
        return self.both(talks=others if talk is None else {**others, topic: talk})

    def put_page(self, topic: str, page: Page) -> Scene:
        """With a page of theirs to show, once."""
        return self.both(pages={**self.ours.pages, topic: page})

    def put_lock(self, topic: str, lock: Lock | None) -> Scene:
        """With this lock of mine on the topic; None is open."""
        others = without(self.mine.locks, topic)
        return self.own(locks=others if lock is None else {**others, topic: lock})

    def shut(self, topic: str, way: Way) -> bool:
        """Whether my lock keeps this away from me, `way` being my own part in it."""
        lock = self.mine.locks.get(topic)
        return lock is not None and (Way.BOTH in (lock.way, way) or lock.way is way)
