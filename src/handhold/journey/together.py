"""An evening, live: only Slow and Stop, never a green. Pure; `at` is any steady clock in seconds.

Each frame carries the whole present of its sender, so a lost one is made good by the next, and a late one
(a lower count) says nothing. Nothing that is lost, locked or crashed ever reads as go on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

SILENCE = 5.0
COUNT = 4
SIZE = 1 + 2 * COUNT


class Pace(IntEnum):
    """What one person has pressed. A higher one is never taken back by anybody else."""

    STILL = 0
    SLOW = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class Together:
    """The evening as one phone knows it.

    `echoed`: the highest own count that they say they have heard, and `heard_at` when it last rose. None: not
    yet, so this phone is alone.
    """

    own: Pace = Pace.STILL
    theirs: Pace = Pace.STILL
    sent: int = 0
    heard: int = 0
    echoed: int = 0
    heard_at: float | None = None


def press_slow(evening: Together) -> Together:
    """Slower. Stop stays stop."""
    return replace(evening, own=max(evening.own, Pace.SLOW))


def clear_slow(evening: Together) -> Together:
    """My own Slow is cleared; theirs is theirs, and Stop has no way back."""
    return evening if evening.own is Pace.STOP else replace(evening, own=Pace.STILL)


def press_stop(evening: Together) -> Together:
    """Stop: at once here, with the next frame there."""
    return replace(evening, own=Pace.STOP)


def frame(evening: Together) -> tuple[Together, bytes]:
    """The next frame: pace, own count, and the last count heard (1, 4 and 4 bytes)."""
    evening = replace(evening, sent=evening.sent + 1)
    body = bytes([evening.own]) + evening.sent.to_bytes(COUNT, "big") + evening.heard.to_bytes(COUNT, "big")
    return evening, body


def hear(evening: Together, body: bytes, at: float) -> Together:
    """What their frame says. Malformed, repeated and late ones say nothing; Stop stays heard."""
    if len(body) < SIZE or body[0] not in Pace.__members__.values():
        return evening
    count = int.from_bytes(body[1 : 1 + COUNT], "big")
    if count <= evening.heard:
        return evening
    theirs = Pace.STOP if evening.theirs is Pace.STOP else Pace(body[0])
    evening = replace(evening, theirs=theirs, heard=count)
    echo = int.from_bytes(body[1 + COUNT : SIZE], "big")
    if not evening.echoed < echo <= evening.sent:
        return evening  # harm prevented: a line that carries one way only, on which our Stop reaches nobody
    return replace(evening, echoed=echo, heard_at=at)


def stopped(evening: Together) -> bool:
    """Whether either has pressed Stop: the step is over on both for tonight."""
    return Pace.STOP in (evening.own, evening.theirs)


def alone(evening: Together, at: float) -> bool:
    """Whether for five seconds nothing came that had heard us: only this phone now, and words.

    A clock that runs backwards reads as alone, too: it cannot say how long ago anything was.
    """
    return evening.heard_at is None or not 0 <= at - evening.heard_at < SILENCE
