"""Letting time act: each day that has come does what it was kept for, and goes."""

from __future__ import annotations

from dataclasses import replace

from handhold.journey.clockback import begin_again
from handhold.journey.evening import lapse_tonight
from handhold.journey.gates import opening_refused
from handhold.journey.rounds import lapse_round, show
from handhold.journey.scene import Scene
from handhold.journey.state import (
    Asked,
    Asking,
    Gate,
    Lock,
    NotOffered,
    Open,
    Put,
    Raised,
    Settling,
    Talk,
    Talking,
)


def let_time_act(scene: Scene) -> Scene:
    """Everything that is over is over. Doing it twice does it once."""
    last_seen = scene.mine.last_seen
    if last_seen == scene.today:  # every kept day lies after the day on which it was set
        return scene
    if last_seen is not None and scene.today < last_seen:
        scene = begin_again(scene)
    scene = _mine(scene.own(last_seen=scene.today))
    if scene.state.ours is None or scene.state.ours.goodbye is not None:
        return scene
    scene = _evening(scene)
    for topic, talk in scene.ours.talks.items():
        scene = _talk(scene, topic, talk)
    scene = _look(scene)
    return _passed(scene)


def _mine(scene: Scene) -> Scene:
    mine = scene.mine
    return scene.own(
        quiet_until=None if scene.came(mine.quiet_until) else mine.quiet_until,
        next_round=None if scene.came(mine.next_round) else mine.next_round,
        wishes={
            topic: replace(wish, joins=None) if scene.came(wish.joins) else wish
            for topic, wish in mine.wishes.items()
        },
        seasons={topic: season for topic, season in mine.seasons.items() if not scene.came(season.until)},
    )


def _talk(scene: Scene, topic: str, talk: Talk) -> Scene:
    match talk:
        case Raised() if scene.came(talk.until):
            scene = scene.both(theirs=opening_refused(scene.ours.theirs, talk.until))
            return _rests(scene, topic)
        case Asking() if scene.came(talk.until):
            scene = scene.both(own=opening_refused(scene.ours.own, talk.until))
            return scene.put_talk(topic, NotOffered(talk.way))
        case Talking() if scene.came(talk.until):
            rested = talk.asked is Asked.THEM
            return scene.put_talk(topic, NotOffered(talk.way)) if rested else _rests(scene, topic)
        case Settling() if scene.came(talk.opens):
            return scene.put_talk(topic, talk.path)
        case Open() if talk.further_from and scene.came(talk.further_from):
            return scene.put_talk(topic, replace(talk, further_from=None))
        case _:
            return scene


def _rests(scene: Scene, topic: str) -> Scene:
    """Rest that time brought counts as set by the asked, and after an overlap by each for themself."""
    return scene.put_talk(topic, None).put_lock(topic, Lock(Put.RESTING, met=True))


def _evening(scene: Scene) -> Scene:
    tonight = scene.ours.tonight
    return lapse_tonight(scene, tonight) if tonight and scene.came(tonight.until) else scene


def _look(scene: Scene) -> Scene:
    look = scene.ours.round
    if look and look.opens and scene.came(look.opens):
        scene = show(scene, look)
    elif look and scene.came(look.until):
        scene = lapse_round(scene, look)
    fading = tuple(one for one in scene.ours.overlaps if one.topic in scene.mine.seasons)
    return scene.both(overlaps=fading)


def _passed(scene: Scene) -> Scene:
    ours = scene.ours
    adored = ours.adored
    return scene.both(
        quiet_until=None if scene.came(ours.quiet_until) else ours.quiet_until,
        no_free_text_until=None if scene.came(ours.no_free_text_until) else ours.no_free_text_until,
        after={
            topic: replace(one, asks=None) if scene.came(one.asks) else one
            for topic, one in ours.after.items()
        },
        adored=None if adored and scene.came(adored.until) else adored,
        theirs=_gate(scene, ours.theirs),
        own=_gate(scene, ours.own),
    )


def _gate(scene: Scene, gate: Gate) -> Gate:
    opening, step = gate.opening_from, gate.step_from
    return Gate(None if scene.came(opening) else opening, None if scene.came(step) else step, gate.run)
