"""One step for one evening: proposed by day, plainly welcomed, begun by two live "still", gone at six."""

from __future__ import annotations

from dataclasses import replace

from handhold.journey.days import before_eight, later
from handhold.journey.gates import step_may_leave, step_refused
from handhold.journey.letters import NotTonightLetter, StepLetter, StillLetter, YesLetter
from handhold.journey.moved import Moved, Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    AnswerAfter,
    EndEvening,
    ProposeStep,
    SayNotTonight,
    SayStill,
    SayYes,
    Stop,
)
from handhold.journey.scene import Scene, without
from handhold.journey.settle import open_path
from handhold.journey.state import After, Gate, Open, Tonight
from handhold.journey.topics import Topic

FURTHER_DAYS = 3
SHARE_BYTES = 32


def _may_be_proposed(scene: Scene, topic: str, step: str, gate: Gate) -> None:
    path, known = open_path(scene, topic, step)
    need(step in path.mine and step in path.theirs, Refusal.NOT_BOTH)
    need(before_eight(scene.now), Refusal.LATE)
    step_may_leave(scene, gate)
    further = known.place_of(step) > known.place_of(path.here)
    need(not further or scene.came(path.further_from), Refusal.FURTHER_LATER)


def _barrier(path: Open, topic: Topic, step: str) -> None:
    needed = topic.steps[topic.place_of(step)].barrier
    need(path.barrier_met or not needed, Refusal.BARRIER_FIRST)


def after_of(scene: Scene, topic: str, step: str) -> After | None:
    """The private question that stands before this step: about an equal one or one less far."""
    after, known = scene.ours.after.get(topic), scene.with_talk(topic)
    return after if after and known.place_of(step) >= known.place_of(after.step) else None


def propose_step(scene: Scene, request: ProposeStep) -> Moved:
    """One step for tonight, by day, from the places of both."""
    topic, step = request.topic, request.step
    need(scene.ours.tonight is None, Refusal.TONIGHT_TAKEN)
    _may_be_proposed(scene, topic, step, scene.ours.own)
    _barrier(*open_path(scene, topic, step), step)
    tonight = Tonight(topic, step, mine=True, until=scene.six(0))
    scene = scene.both(tonight=tonight, theirs=replace(scene.ours.theirs, run=0))
    return Moved(scene.state, (StepLetter(topic, step, scene.today),))


def hear_step(scene: Scene, letter: StepLetter) -> Scene:
    """Their step waits here, covered, until six. Late, early, too far or too often: it counts as nothing."""
    _may_be_proposed(scene, letter.topic, letter.step, scene.ours.theirs)
    after = after_of(scene, letter.topic, letter.step)
    need(after is None or not after.ceiling, Refusal.AFTER_FIRST)
    tonight = scene.ours.tonight
    if tonight is not None:
        return _crossed(scene, tonight, letter)
    return _waits(scene, letter)


def _waits(scene: Scene, letter: StepLetter) -> Scene:
    until = min(scene.six(0), later(letter.last_day, 1))
    tonight = Tonight(letter.topic, letter.step, mine=False, until=until)
    return scene.both(tonight=tonight, own=replace(scene.ours.own, run=0))


def _crossed(scene: Scene, tonight: Tonight, letter: StepLetter) -> Scene:
    """Both proposed: the same step is welcome to both; of two, the less far one stands, on both sides."""
    need(tonight.mine and not tonight.welcomed and not tonight.over, Refusal.TONIGHT_TAKEN)
    mine, theirs = _order(scene, tonight.topic, tonight.step), _order(scene, letter.topic, letter.step)
    if mine == theirs:
        return scene.both(tonight=replace(tonight, welcomed=True))
    need(theirs < mine, Refusal.TONIGHT_TAKEN)
    return _waits(scene, letter)


def _order(scene: Scene, topic: str, step: str) -> tuple[int, str]:
    return scene.with_talk(topic).place_of(step), topic


def _tonight(scene: Scene) -> Tonight:
    tonight = scene.ours.tonight
    if tonight is None or tonight.over:
        raise Unmoved(Refusal.NOT_HERE)
    return tonight


def _theirs(scene: Scene, letter: StepLetter | YesLetter | NotTonightLetter | StillLetter) -> Tonight:
    tonight = _tonight(scene)
    need((tonight.topic, tonight.step) == (letter.topic, letter.step), Refusal.NOT_HERE)
    return tonight


def say_yes(scene: Scene, request: SayYes) -> Moved:
    """A plain yes. It opens nothing by itself, and is gone at six."""
    tonight = _tonight(scene)
    need(not tonight.mine and not tonight.welcomed, Refusal.NOT_HERE)
    path, topic = open_path(scene, tonight.topic, tonight.step)
    need(after_of(scene, tonight.topic, tonight.step) is None, Refusal.AFTER_FIRST)
    _barrier(path, topic, tonight.step)
    gate = replace(scene.ours.theirs, run=0)
    scene = scene.both(tonight=replace(tonight, welcomed=True), theirs=gate)
    return Moved(scene.state, (YesLetter(tonight.topic, tonight.step, scene.today),))


def hear_yes(scene: Scene, letter: YesLetter) -> Scene:
    """Their yes to my step: it lapses at their six or at mine, whichever is sooner."""
    tonight = _theirs(scene, letter)
    need(tonight.mine and not tonight.welcomed, Refusal.NOT_HERE)
    open_path(scene, letter.topic, letter.step)
    until = min(tonight.until, later(letter.last_day, 1))
    gate = replace(scene.ours.own, run=0)
    return scene.both(tonight=replace(tonight, welcomed=True, until=until), own=gate)


def say_not_tonight(scene: Scene, request: SayNotTonight) -> Moved:
    """Not tonight, before or after a yes, from either."""
    tonight = _tonight(scene)
    letter = NotTonightLetter(tonight.topic, tonight.step, scene.today)
    return Moved(_over(_counted(scene, tonight)).state, (letter,))


def hear_not_tonight(scene: Scene, letter: NotTonightLetter) -> Scene:
    """They'd rather not tonight; or Stop was tapped there."""
    tonight = _theirs(scene, letter)
    return _over(_counted(scene, tonight))


def _counted(scene: Scene, tonight: Tonight) -> Scene:
    """The brakes after a not-tonight or silence, on whoever proposed. After together nothing counts."""
    if tonight.together:
        return scene
    if tonight.mine:
        return scene.both(own=step_refused(scene.ours.own, later(tonight.until, 1)))
    return scene.both(theirs=step_refused(scene.ours.theirs, tonight.until))


def _over(scene: Scene, stopped: bool = True) -> Scene:
    tonight = _tonight(scene)
    if tonight.together:
        scene = _been(scene, tonight, stopped)
    return scene.both(tonight=replace(tonight, over=True, my_still=b"", their_still=b""))


def _been(scene: Scene, tonight: Tonight, stopped: bool) -> Scene:
    """After an evening together: where we are, three days before further, one private question tomorrow."""
    after = {**scene.ours.after, tonight.topic: After(tonight.step, tonight.until)}
    scene, path = scene.both(after=after), scene.talk(tonight.topic)
    if not isinstance(path, Open):
        return scene
    here = path.here if stopped else tonight.step
    further_from = later(tonight.until, FURTHER_DAYS)
    return scene.put_talk(tonight.topic, replace(path, here=here, further_from=further_from))


def say_still(scene: Scene, request: SayStill) -> Moved:
    """Still, said live. The evening begins only when both have."""
    tonight = _tonight(scene)
    need(tonight.welcomed and len(request.share) == SHARE_BYTES, Refusal.NOT_HERE)
    open_path(scene, tonight.topic, tonight.step)
    scene = scene.both(tonight=replace(tonight, my_still=request.share))
    return Moved(scene.state, (StillLetter(tonight.topic, tonight.step, request.share, scene.today),))


def hear_still(scene: Scene, letter: StillLetter) -> Scene:
    """Their still; unseen until mine is there too. It never stands in for a yes."""
    tonight = _theirs(scene, letter)
    need(tonight.welcomed and len(letter.share) == SHARE_BYTES, Refusal.NOT_HERE)
    open_path(scene, letter.topic, letter.step)
    return scene.both(tonight=replace(tonight, their_still=letter.share))


def stop(scene: Scene, request: Stop) -> Moved:
    """Stop ends the step on both for tonight; the letter follows where the live word may have been lost."""
    return say_not_tonight(scene, SayNotTonight())


def end_evening(scene: Scene, request: EndEvening) -> Moved:
    """It was an evening. Nothing is sent."""
    need(_tonight(scene).together, Refusal.NOT_HERE)
    return Moved(_over(scene, stopped=False).state)


def lapse_tonight(scene: Scene, tonight: Tonight) -> Scene:
    """Six in the morning: together has been; an unanswered step was silence; the rest is nothing."""
    if not tonight.over and tonight.together:
        scene = _been(scene, tonight, stopped=False)
    elif not tonight.over and not tonight.welcomed:
        scene = _counted(scene, tonight)
    return scene.both(tonight=None)


def answer_after(scene: Scene, request: AnswerAfter) -> Moved:
    """The private answer: fine, and it is forgotten; or not again for now, until its owner says otherwise."""
    after = scene.ours.after.get(request.topic)
    if after is None or not scene.came(after.asks):
        raise Unmoved(Refusal.NOT_HERE)
    others = without(scene.ours.after, request.topic)
    if not request.fine:
        others = {**others, request.topic: replace(after, ceiling=True)}
    return Moved(scene.both(after=others).state)
