"""Putting a topic away is one tap from anywhere; lifting a lock that was met is asking."""

from __future__ import annotations

from dataclasses import replace

from handhold.journey.gates import brake_own, brake_theirs, opening_may_leave
from handhold.journey.letters import TEXT_CHARACTERS, OpeningLetter, PutAwayLetter
from handhold.journey.locks import end_here, end_tonight_on
from handhold.journey.moved import Moved, Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.requests import LetGo, LiftLock, PutAway, PutBack, SetLock
from handhold.journey.scene import Scene
from handhold.journey.state import (
    Asking,
    Lifting,
    Lock,
    NotOffered,
    Open,
    Page,
    PageKind,
    Put,
    Raised,
    Settling,
    Talk,
    Talking,
)
from handhold.journey.talk import opening_days, own_way, take_back_letter

PUT_BACK_HOURS = 48
PUT_AWAY_DAYS = 30


def set_lock(scene: Scene, request: SetLock) -> Moved:
    """Put a topic away without a word; what stood open on it ends here, and there it is silence."""
    need(request.topic in scene.catalogue.topics, Refusal.UNKNOWN)
    old = scene.mine.locks.get(request.topic)
    lock = Lock(request.put, request.way, met=old is not None and old.met)
    scene = scene.put_lock(request.topic, lock)
    if scene.state.ours is None or scene.state.ours.goodbye is not None:
        return Moved(scene.state)
    talk = scene.talk(request.topic)
    if talk is None or not scene.shut(request.topic, own_way(talk)):
        return Moved(scene.state)
    return _end(scene, request.topic, talk)


def _end(scene: Scene, topic: str, talk: Talk) -> Moved:
    match talk:
        case NotOffered():
            return Moved(scene.state)
        case Asking():
            letters = take_back_letter(scene, topic, talk)
            return Moved(brake_own(scene.put_talk(topic, None)).state, letters)
        case _:
            lock = scene.mine.locks[topic]
            ended = end_here(scene, topic, lock.put, lock.way)
            return Moved((brake_theirs(ended) if isinstance(talk, Raised) else ended).state)


def put_away(scene: Scene, request: PutAway) -> Moved:
    """From Talking on: put away, told or without a word."""
    talk = scene.talk(request.topic)
    need(isinstance(talk, Talking | Settling | Open), Refusal.NOT_HERE)
    after = end_here(scene, request.topic, request.put)
    if not request.told:
        return Moved(after.state)
    if request.put is not Put.ENOUGH:
        after = brake_theirs(after)
    return Moved(after.state, (PutAwayLetter(request.topic, request.put, scene.days(PUT_AWAY_DAYS)),))


def hear_put_away(scene: Scene, letter: PutAwayLetter) -> Scene:
    """They put it away: theirs to bring back."""
    talk = scene.talk(letter.topic)
    if not isinstance(talk, Talking | Settling | Open):
        raise Unmoved(Refusal.NOT_HERE)
    scene = end_tonight_on(scene, letter.topic).put_talk(letter.topic, NotOffered())
    scene = scene.put_page(letter.topic, Page(PageKind(letter.put.value)))
    return scene if letter.put is Put.ENOUGH else brake_own(scene)


def lift_lock(scene: Scene, request: LiftLock) -> Moved:
    """A lock nobody met opens silently. A met one asks, after 48 hours in which it can be put back unseen."""
    lock = scene.mine.locks.get(request.topic)
    if lock is None:
        raise Unmoved(Refusal.NOT_HERE)
    if not lock.met or scene.state.ours is None or scene.state.ours.goodbye is not None:
        return Moved(scene.put_lock(request.topic, None).state)
    need(lock.lifting is None, Refusal.WAITING)
    said = request.said
    if said is None or not said.text.strip():
        raise Unmoved(Refusal.NEEDS_WORDS)
    need(len(said.text) <= TEXT_CHARACTERS, Refusal.TOO_LONG)
    lifting = Lifting(said, scene.six(PUT_BACK_HOURS))
    return Moved(scene.put_lock(request.topic, replace(lock, lifting=lifting)).state)


def put_back(scene: Scene, request: PutBack) -> Moved:
    """The lock stays where it was, and nobody saw it move."""
    lock = scene.mine.locks.get(request.topic)
    if lock is None or lock.lifting is None:
        raise Unmoved(Refusal.NOT_HERE)
    return Moved(scene.put_lock(request.topic, replace(lock, lifting=None)).state)


def let_go(scene: Scene, request: LetGo) -> Moved:
    """Let an overlap go: my own lock, and nothing is sent."""
    kept = tuple(one for one in scene.ours.overlaps if one.topic != request.topic)
    need(len(kept) < len(scene.ours.overlaps), Refusal.NOT_HERE)
    return set_lock(scene.both(overlaps=kept), SetLock(request.topic, Put.RESTING))


def due(scene: Scene) -> Moved:
    """The one lifted lock whose 48 hours are over becomes my opening, as soon as I may have one."""
    for topic, lock in scene.mine.locks.items():
        if (
            lock.lifting is None
            or not scene.came(lock.lifting.leaves)
            or scene.catalogue.with_talk(topic) is None
        ):
            continue
        try:
            opening_may_leave(scene)
        except Unmoved:
            return Moved(scene.state)
        if not isinstance(scene.talk(topic), NotOffered | None):
            return Moved(scene.put_lock(topic, None).state)
        said, (until, last_day) = lock.lifting.said, opening_days(scene)
        lifted = scene.put_lock(topic, None).put_talk(topic, Asking(until, said.way))
        return Moved(lifted.state, (OpeningLetter(topic, said, last_day),))
    return Moved(scene.state)
