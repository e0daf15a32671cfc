"""The stages of a talk as a table: what moves each one, and who. The documentation is drawn from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from handhold.journey.state import (
    Asking,
    NotOffered,
    Open,
    Put,
    Raised,
    Settling,
    State,
    Talking,
)
from handhold.journey.topics import Way


class Stage(Enum):
    """Where a topic stands, seen from one side."""

    UNSPOKEN = "Unspoken"
    RAISED = "Raised"
    TALKING = "Talking"
    SETTLING = "Settling"
    OPEN = "Open"
    EVENING = "Evening"
    TOGETHER = "Together"
    RESTING = "Resting"
    CLOSED = "Closed"
    ENOUGH = "Enough"
    NOT_OFFERED = "Not offered"


_PUT = {Put.RESTING: Stage.RESTING, Put.CLOSED: Stage.CLOSED, Put.ENOUGH: Stage.ENOUGH}


@dataclass(frozen=True, slots=True)
class Move:
    """One row: what moves a topic from one stage to another, and whose it is to do."""

    stage: Stage
    what: str
    to: Stage
    who: str


MOVES = (
    Move(Stage.UNSPOKEN, "an opening", Stage.RAISED, "either"),
    Move(Stage.UNSPOKEN, "an overlap", Stage.TALKING, "both, in a round"),
    Move(Stage.UNSPOKEN, "a lock", Stage.RESTING, "either, for themself"),
    Move(Stage.RAISED, '"I\'d like to talk about it"', Stage.TALKING, "the asked"),
    Move(Stage.RAISED, '"I\'m curious"', Stage.TALKING, "the asked"),
    Move(Stage.RAISED, '"not now"', Stage.RESTING, "the asked"),
    Move(Stage.RAISED, '"no"', Stage.CLOSED, "the asked"),
    Move(Stage.RAISED, "14 days", Stage.RESTING, "time"),
    Move(Stage.RAISED, "taken back", Stage.UNSPOKEN, "the sender"),
    Move(
        Stage.TALKING,
        "\"we've talked, and I'd like this\"",
        Stage.SETTLING,
        "the asked; after an overlap each",
    ),
    Move(Stage.TALKING, "30 days", Stage.RESTING, "time"),
    Move(Stage.SETTLING, "72 hours, or the floor of 48", Stage.OPEN, "time"),
    Move(Stage.SETTLING, "more time", Stage.SETTLING, "either, for themself"),
    Move(Stage.OPEN, "more time", Stage.SETTLING, "either, for themself"),
    Move(Stage.OPEN, "a step by day, plainly welcomed", Stage.EVENING, "both"),
    Move(Stage.EVENING, '"still" from both', Stage.TOGETHER, "both"),
    Move(Stage.EVENING, '"not tonight"', Stage.OPEN, "either"),
    Move(Stage.EVENING, "six in the morning", Stage.OPEN, "time"),
    Move(Stage.TOGETHER, "Stop", Stage.OPEN, "either"),
    Move(Stage.TOGETHER, "six in the morning", Stage.OPEN, "time"),
    Move(Stage.TALKING, "put away: enough", Stage.ENOUGH, "either, for themself"),
    Move(Stage.SETTLING, "put away: closed", Stage.CLOSED, "either, for themself"),
    Move(Stage.OPEN, "put away: rest", Stage.RESTING, "either, for themself"),
    Move(Stage.EVENING, "put away: enough", Stage.ENOUGH, "either, for themself"),
    Move(Stage.CLOSED, "lifted by its owner, and 48 hours", Stage.RAISED, "whoever set it"),
    Move(Stage.NOT_OFFERED, "their opening", Stage.RAISED, "the one who put it away"),
)


def stage_of(state: State, topic: str) -> Stage:
    """Where a topic stands on this side. What the other put away or left in silence is "not offered"."""
    lock, ours = state.mine.locks.get(topic), state.ours
    talk = ours.talks.get(topic) if ours else None
    if lock is not None and (lock.way is Way.BOTH or talk is None):
        return _PUT[lock.put]
    match talk:
        case None:
            return Stage.UNSPOKEN
        case Raised() | Asking():
            return Stage.RAISED
        case Talking():
            return Stage.TALKING
        case Settling():
            return Stage.SETTLING
        case NotOffered():
            return Stage.NOT_OFFERED
        case Open():
            return _tonight(state, topic)
        case _:
            assert_never(talk)


def _tonight(state: State, topic: str) -> Stage:
    tonight = state.ours.tonight if state.ours else None
    if tonight is None or tonight.topic != topic or tonight.over or not tonight.welcomed:
        return Stage.OPEN
    return Stage.TOGETHER if tonight.together else Stage.EVENING


def table() -> str:
    """The table as Markdown, one row a move."""
    rows = [f"| {move.stage.value} | {move.what} | {move.to.value} | {move.who} |" for move in MOVES]
    return "\n".join(["| stage | what moves it | to | who |", "|---|---|---|---|", *rows])
