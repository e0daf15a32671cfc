"""A clock set back: every running wait begins again in full, bounded and never frozen; tonight is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handhold.journey.alone import ADORE_DAYS, LONGEST_QUIET_DAYS, NEW_BOND_HOURS, SEASON_DAYS
from handhold.journey.days import DAY
from handhold.journey.evening import FURTHER_DAYS
from handhold.journey.gates import QUIET_DAYS
from handhold.journey.putaway import PUT_BACK_HOURS
from handhold.journey.rounds import LIFE_DAYS, ROUND_DAYS
from handhold.journey.scene import Scene
from handhold.journey.settle import SETTLE_HOURS
from handhold.journey.state import (
    Asking,
    Gate,
    Lock,
    NotOffered,
    Open,
    Raised,
    Round,
    Settling,
    Talk,
    Talking,
)
from handhold.journey.talk import FREE_TEXT_DAYS, OPENING_DAYS, TALKING_DAYS


def begin_again(scene: Scene) -> Scene:
    """Every day that waits for something, from now on in full."""

    def full(day: date | None, hours: int) -> date | None:
        return None if day is None else scene.six(hours)

    mine = scene.mine
    scene = scene.own(
        quiet_until=None
        if mine.quiet_until is None
        else min(mine.quiet_until, scene.six(LONGEST_QUIET_DAYS * DAY)),
        next_round=full(mine.next_round, ROUND_DAYS * DAY),
        locks={topic: _lock(scene, lock) for topic, lock in mine.locks.items()},
        wishes={topic: replace(wish, joins=full(wish.joins, 0)) for topic, wish in mine.wishes.items()},
        seasons={
            topic: replace(one, until=scene.six(SEASON_DAYS * DAY)) for topic, one in mine.seasons.items()
        },
    )
    if scene.state.ours is None or scene.state.ours.goodbye is not None:
        return scene
    ours = scene.ours
    return scene.both(
        quiet_until=full(ours.quiet_until, NEW_BOND_HOURS),
        no_free_text_until=full(ours.no_free_text_until, FREE_TEXT_DAYS * DAY),
        talks={topic: _talk(scene, talk) for topic, talk in ours.talks.items()},
        theirs=_gate(scene, ours.theirs),
        own=_gate(scene, ours.own),
        tonight=None,
        after={topic: replace(after, asks=full(after.asks, 0)) for topic, after in ours.after.items()},
        adored=ours.adored and replace(ours.adored, until=scene.six(ADORE_DAYS * DAY)),
        round=ours.round and _round(scene, ours.round),
    )


def _lock(scene: Scene, lock: Lock) -> Lock:
    lifting = lock.lifting and replace(lock.lifting, leaves=scene.six(PUT_BACK_HOURS))
    asks = None if lock.asks is None else min(lock.asks, scene.six(365 * DAY))
    return replace(lock, lifting=lifting, asks=asks)


def _gate(scene: Scene, gate: Gate) -> Gate:
    full = scene.six(QUIET_DAYS * DAY)
    return replace(gate, opening_from=gate.opening_from and full, step_from=gate.step_from and full)


def _talk(scene: Scene, talk: Talk) -> Talk:
    match talk:
        case Raised() | Asking():
            return replace(talk, until=scene.six(OPENING_DAYS * DAY))
        case Talking():
            return replace(talk, until=scene.six(TALKING_DAYS * DAY))
        case Settling():
            return replace(talk, opens=scene.six(SETTLE_HOURS), path=_path(scene, talk.path))
        case Open():
            return _path(scene, talk)
        case NotOffered():
            return talk


def _path(scene: Scene, path: Open) -> Open:
    return replace(path, further_from=path.further_from and scene.six(FURTHER_DAYS * DAY))


def _round(scene: Scene, look: Round) -> Round:
    return replace(look, until=scene.six(LIFE_DAYS * DAY), opens=look.opens and scene.six(0))
