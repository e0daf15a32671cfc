"""We've talked, and I'd like this: settling, and then the path with its places."""

from __future__ import annotations

from dataclasses import replace

from handhold.journey.letters import PlaceLetter, TalkedLetter
from handhold.journey.moved import Moved, Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.requests import Lengthen, MeetBarrier, PutPlace, Talked
from handhold.journey.scene import Scene
from handhold.journey.state import Asked, NotOffered, Open, Settling, Talking
from handhold.journey.topics import Topic

SETTLE_HOURS = 72
FLOOR_HOURS = 48
TALKED_DAYS = 30
PLACE_DAYS = 14


def _settling(scene: Scene, talk: Talking) -> Settling | Talking:
    """Settling, once everybody who was asked has said so."""
    said = {Asked.ME: talk.mine, Asked.THEM: talk.theirs, Asked.BOTH: min(talk.mine, talk.theirs)}[talk.asked]
    if not said:
        return talk
    return Settling(scene.six(max(talk.mine, talk.theirs)), Open(talk.asked, talk.way))


def talked(scene: Scene, request: Talked) -> Moved:
    """The asked alone may say so, after an overlap each; the floor is 48 hours."""
    talk = scene.talk(request.topic)
    if not isinstance(talk, Talking) or talk.mine:
        raise Unmoved(Refusal.NOT_HERE)
    need(talk.asked is not Asked.THEM, Refusal.NOT_ASKED)
    need(request.hours in (FLOOR_HOURS, SETTLE_HOURS), Refusal.FLOOR)
    scene = scene.put_talk(request.topic, _settling(scene, replace(talk, mine=request.hours)))
    return Moved(scene.state, (TalkedLetter(request.topic, request.hours, scene.days(TALKED_DAYS)),))


def hear_talked(scene: Scene, letter: TalkedLetter) -> Scene:
    """Their word that we've talked: it counts when they are the one asked, or both are."""
    talk = scene.talk(letter.topic)
    if not isinstance(talk, Talking) or talk.theirs:
        raise Unmoved(Refusal.NOT_HERE)
    need(talk.asked is not Asked.ME, Refusal.NOT_ASKED)
    need(letter.hours in (FLOOR_HOURS, SETTLE_HOURS), Refusal.FLOOR)
    return scene.put_talk(letter.topic, _settling(scene, replace(talk, theirs=letter.hours)))


def lengthen(scene: Scene, request: Lengthen) -> Moved:
    """More time, from now on in full; also when it has just opened, since both look the same."""
    talk = scene.talk(request.topic)
    tonight = scene.ours.tonight
    need(tonight is None or tonight.topic != request.topic, Refusal.TONIGHT_TAKEN)
    match talk:
        case Settling():
            longer = replace(talk, opens=max(talk.opens, scene.six(SETTLE_HOURS)))
        case Open():
            longer = Settling(scene.six(SETTLE_HOURS), talk)
        case _:
            raise Unmoved(Refusal.NOT_HERE)
    return Moved(scene.put_talk(request.topic, longer).state)


def open_path(scene: Scene, topic: str, step: str) -> tuple[Open, Topic]:
    """The path of a topic that is open on this side, and the topic with this step in it. Raises `Unmoved`."""
    known, talk = scene.with_talk(topic), scene.talk(topic)
    need(talk is not None or topic not in scene.mine.locks, Refusal.LOCKED)
    need(not isinstance(talk, Settling), Refusal.EARLY)
    need(not isinstance(talk, NotOffered), Refusal.NOT_OFFERED)
    if not isinstance(talk, Open):
        raise Unmoved(Refusal.NOT_HERE)
    need(known.place_of(step) >= 0, Refusal.UNKNOWN)
    return talk, known


def put_place(scene: Scene, request: PutPlace) -> Moved:
    """A place on the path, or off it again; they are told all the places I have there now."""
    path, topic = open_path(scene, request.topic, request.step)
    wanted = {*path.mine, request.step} if request.there else {*path.mine} - {request.step}
    steps = tuple(step.id for step in topic.steps if step.id in wanted)
    after = scene.put_talk(request.topic, replace(path, mine=steps))
    return Moved(after.state, (PlaceLetter(request.topic, steps, scene.days(PLACE_DAYS)),))


def hear_place(scene: Scene, letter: PlaceLetter) -> Scene:
    """Their places on the path. During settling kept, not shown: their clock may be ahead."""
    topic, talk = scene.with_talk(letter.topic), scene.talk(letter.topic)
    if not isinstance(talk, Settling | Open):
        raise Unmoved(Refusal.NOT_HERE)
    path = talk.path if isinstance(talk, Settling) else talk
    need(all(topic.place_of(step) >= 0 for step in letter.steps), Refusal.UNKNOWN)
    path = replace(path, theirs=tuple(step.id for step in topic.steps if step.id in letter.steps))
    return scene.put_talk(letter.topic, replace(talk, path=path) if isinstance(talk, Settling) else path)


def meet_barrier(scene: Scene, request: MeetBarrier) -> Moved:
    """The card was read together, aloud. No health fact is kept, and nothing is sent."""
    talk = scene.talk(request.topic)
    if not isinstance(talk, Open):
        raise Unmoved(Refusal.EARLY if isinstance(talk, Settling) else Refusal.NOT_HERE)
    return Moved(scene.put_talk(request.topic, replace(talk, barrier_met=True)).state)
