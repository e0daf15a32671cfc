"""Every row of the stage table, played by two phones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handhold.journey.requests import (
    CloseAnswer,
    Lengthen,
    LiftLock,
    LookIn,
    PrepareAnswer,
    ProposeStep,
    PutAway,
    SayNotTonight,
    SayStill,
    SayYes,
    SetLock,
    Stop,
    TakeBack,
    Talked,
)
from handhold.journey.rounds import show
from handhold.journey.scene import Scene
from handhold.journey.stages import MOVES, Move, Stage, table
from handhold.journey.state import Put, Round, RoundStage, Said, Warmth
from journey.two import CATALOGUE, Phone, Two

DOCS = Path(__file__).parents[2] / "docs" / "journey.md"


def _overlap(two: Two) -> Phone:
    scene = Scene(two.asked.state, two.asked.now, CATALOGUE)
    look = Round(b"", b"", "first", True, RoundStage.SECOND, scene.six(24), found=(15, 16))
    two.asked.state = show(scene, look).state
    return two.asked


def _answer(warmth: Warmth) -> Callable[[Two], Phone]:
    def act(two: Two) -> Phone:
        two.asked.tap(PrepareAnswer("dance", warmth))
        two.asked.tap(CloseAnswer("dance"))
        return two.asked

    return act


def _asked(act: Callable[[Phone], object]) -> Callable[[Two], Phone]:
    def play(two: Two) -> Phone:
        act(two.asked)
        return two.asked

    return play


def _lifted(two: Two) -> Phone:
    two.asked.tap(LiftLock("dance", Said("I'd like to, after all.")))
    two.sleep(days=3)
    two.asked.tap(LookIn())
    return two.asked


def _their_opening(two: Two) -> Phone:
    _lifted(two)
    two.sleep(days=7)
    two.post()
    return two.asker


def _taken_back(two: Two) -> Phone:
    two.asker.tap(TakeBack("dance"))
    two.post()
    return two.asked


def _put(put: Put) -> Callable[[Two], Phone]:
    return _asked(lambda phone: phone.tap(PutAway("dance", put, told=True)))


def _stills(two: Two) -> Phone:
    two.asker.tap(SayStill(b"a" * 32))
    two.asked.tap(SayStill(b"b" * 32))
    two.post()
    return two.asker


def _step(two: Two) -> Phone:
    two.asker.tap(ProposeStep("dance", "look"))
    two.post()
    two.asked.tap(SayYes())
    return two.asked


def _slept(**span: float) -> Callable[[Two], Phone]:
    def act(two: Two) -> Phone:
        two.sleep(**span)
        return two.asked

    return act


def _opening(two: Two) -> Phone:
    two.open()
    return two.asked


PLAYED: dict[tuple[Stage, str], Callable[[Two], Phone]] = {
    (Stage.UNSPOKEN, "an opening"): _opening,
    (Stage.UNSPOKEN, "an overlap"): _overlap,
    (Stage.UNSPOKEN, "a lock"): _asked(lambda phone: phone.tap(SetLock("dance", Put.RESTING))),
    (Stage.RAISED, '"I\'d like to talk about it"'): _answer(Warmth.TALK),
    (Stage.RAISED, '"I\'m curious"'): _answer(Warmth.CURIOUS),
    (Stage.RAISED, '"not now"'): _answer(Warmth.NOT_NOW),
    (Stage.RAISED, '"no"'): _answer(Warmth.NO),
    (Stage.RAISED, "14 days"): _slept(days=15),
    (Stage.RAISED, "taken back"): _taken_back,
    (Stage.TALKING, "\"we've talked, and I'd like this\""): _asked(lambda phone: phone.tap(Talked("dance"))),
    (Stage.TALKING, "30 days"): _slept(days=31),
    (Stage.SETTLING, "72 hours, or the floor of 48"): _slept(days=4),
    (Stage.SETTLING, "more time"): _asked(lambda phone: phone.tap(Lengthen("dance"))),
    (Stage.OPEN, "more time"): _asked(lambda phone: phone.tap(Lengthen("dance"))),
    (Stage.OPEN, "a step by day, plainly welcomed"): _step,
    (Stage.EVENING, '"still" from both'): _stills,
    (Stage.EVENING, '"not tonight"'): _asked(lambda phone: phone.tap(SayNotTonight())),
    (Stage.EVENING, "six in the morning"): _slept(hours=24),
    (Stage.TOGETHER, "Stop"): _asked(lambda phone: phone.tap(Stop())),
    (Stage.TOGETHER, "six in the morning"): _slept(hours=24),
    (Stage.TALKING, "put away: enough"): _put(Put.ENOUGH),
    (Stage.SETTLING, "put away: closed"): _put(Put.CLOSED),
    (Stage.OPEN, "put away: rest"): _put(Put.RESTING),
    (Stage.EVENING, "put away: enough"): _put(Put.ENOUGH),
    (Stage.CLOSED, "lifted by its owner, and 48 hours"): _lifted,
    (Stage.NOT_OFFERED, "their opening"): _their_opening,
}


def _reach(stage: Stage) -> tuple[Two, Phone]:
    two = Two()
    before = {
        Stage.RAISED: two.open,
        Stage.TALKING: two.to_talking,
        Stage.SETTLING: two.to_settling,
        Stage.OPEN: two.to_open,
        Stage.EVENING: two.to_evening,
        Stage.TOGETHER: two.to_together,
    }
    if stage in (Stage.CLOSED, Stage.NOT_OFFERED):
        two.open()
        two.answer(Warmth.NO)
    elif stage is not Stage.UNSPOKEN:
        before[stage]()
    return two, two.asker if stage is Stage.NOT_OFFERED else two.asked


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.stage.value}: {move.what}")
def test_every_row_of_the_table_is_what_happens(move: Move) -> None:
    """Each row, played, leads from its first stage to its second."""
    two, phone = _reach(move.stage)
    assert phone.stage() is move.stage
    assert PLAYED[move.stage, move.what](two).stage() is move.to


def test_the_documented_table_is_drawn_from_the_code() -> None:
    """docs/journey.md holds the table exactly as the code draws it."""
    assert table() in DOCS.read_text()
