"""Every answer a person can give to a topic, and the slots it makes a yes: the verifier's own reading.

Written from the promise, not from the journey, so that a mistake there is not repeated here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from handhold.journey.requests import AnswerWish, Request, SetLock
from handhold.journey.rounds import Slot
from handhold.journey.state import Put, Want
from handhold.journey.topics import Topic, Way

YES = (Want.OPEN, Want.VERY)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: what is wanted and in which part, what is put away, and whether it was given only today."""

    want: Want | None = None
    way: Way = Way.BOTH
    lock: Way | None = None
    fresh: bool = False

    def takes_part(self, slot: Way) -> bool:
        """Whether it is a yes in a slot in which that is one's own part, the coin aside."""
        if self.want not in YES or self.fresh:
            return False
        locked = self.lock is not None and (Way.BOTH in (self.lock, slot) or self.lock is slot)
        return self.way in (slot, Way.BOTH) and not locked


Answers = tuple[Answer, ...]
"""One answer for each topic, in the deck's order."""


def every(topic: Topic) -> tuple[Answer, ...]:
    """All answers to one topic: unanswered, no, each yes in each part, put away, and given only today."""
    ways = (Way.BOTH, Way.GIVE, Way.RECEIVE) if topic.directional else (Way.BOTH,)
    yes = [Answer(want, way) for want, way in product(YES, ways)]
    locked = [Answer(Want.VERY, lock=way) for way in ways]
    return (Answer(), Answer(Want.NO), *yes, *locked, Answer(Want.VERY, fresh=True))


def effective(slot: Slot, answer: Answer, coins: tuple[bool, bool]) -> bool:
    """Whether a slot takes part as a yes: answer and coin, the second coin being that of receiving."""
    return answer.takes_part(slot.way) and coins[slot.way is Way.RECEIVE]


def given(topic: str, answer: Answer) -> tuple[Request, ...]:
    """The taps that give an answer."""
    wish = AnswerWish(topic, answer.want, answer.way)
    return (wish,) if answer.lock is None else (wish, SetLock(topic, Put.RESTING, answer.lock))
