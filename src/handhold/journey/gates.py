"""The brakes on asking. The gate on theirs protects me; the gate on mine only keeps my own app honest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handhold.journey.days import later
from handhold.journey.moved import need
from handhold.journey.refusals import Refusal
from handhold.journey.scene import Scene
from handhold.journey.state import Asking, Gate, Raised

QUIET_DAYS = 7
RUN = 2


def opening_refused(gate: Gate, day: date) -> Gate:
    """After a no, a not-now or silence: quiet days about anything, counted from `day`."""
    return replace(gate, opening_from=_later_of(gate.opening_from, later(day, QUIET_DAYS)))


def step_refused(gate: Gate, day: date) -> Gate:
    """After a not-tonight or silence to a step: seven days, and after two in a row only the other."""
    step_from = _later_of(gate.step_from, later(day, QUIET_DAYS))
    return replace(gate, step_from=step_from, run=min(RUN, gate.run + 1))


def _later_of(running: date | None, day: date) -> date:
    return day if running is None else max(running, day)


def brake_theirs(scene: Scene) -> Scene:
    """Their opening was refused here, today."""
    return scene.both(theirs=opening_refused(scene.ours.theirs, scene.six(0)))


def brake_own(scene: Scene) -> Scene:
    """My opening was refused. A day longer than over there, so that honest clocks never collide."""
    return scene.both(own=opening_refused(scene.ours.own, later(scene.six(0), 1)))


def opening_may_leave(scene: Scene) -> None:
    """Whether I may bring up anything. Raises `Unmoved`."""
    ours = scene.ours
    need(not any(isinstance(talk, Asking) for talk in ours.talks.values()), Refusal.WAITING)
    need(scene.came(ours.quiet_until), Refusal.NEW_BOND)
    need(scene.came(ours.own.opening_from), Refusal.QUIET_DAYS)


def opening_may_arrive(scene: Scene) -> None:
    """Whether they may bring up anything: pestering by topic after topic ends here. Raises `Unmoved`."""
    ours = scene.ours
    need(not any(isinstance(talk, Raised) for talk in ours.talks.values()), Refusal.WAITING)
    need(scene.came(ours.quiet_until), Refusal.NEW_BOND)
    need(scene.came(ours.theirs.opening_from), Refusal.QUIET_DAYS)


def step_may_leave(scene: Scene, gate: Gate) -> None:
    """Whether the one behind this gate may propose a step. Raises `Unmoved`."""
    need(gate.run < RUN, Refusal.THEIR_TURN)
    need(scene.came(gate.step_from), Refusal.QUIET_DAYS)


def praise_may_leave(scene: Scene, mine: bool) -> None:
    """Praise is no lever: shut while a question of its sender waits or was refused. Raises `Unmoved`."""
    ours = scene.ours
    gate, waits = (ours.own, Asking) if mine else (ours.theirs, Raised)
    need(not any(isinstance(talk, waits) for talk in ours.talks.values()), Refusal.PRAISE_SHUT)
    tonight = ours.tonight
    asked = tonight is not None and tonight.mine is mine and not tonight.welcomed
    need(not asked, Refusal.PRAISE_SHUT)
    need(scene.came(gate.opening_from) and scene.came(gate.step_from), Refusal.PRAISE_SHUT)
