"""The one way in: a person's tap, a letter of theirs, or time → the next state, and letters or a refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from handhold.journey import alone, evening, putaway, rounds, settle, talk
from handhold.journey import letters as let
from handhold.journey import requests as ask
from handhold.journey.codec import decode, encode
from handhold.journey.days import later
from handhold.journey.lapse import let_time_act
from handhold.journey.letters import Letter, matter
from handhold.journey.moved import Moved, Refused, Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.requests import Request
from handhold.journey.scene import Scene
from handhold.journey.state import Kept, State
from handhold.journey.topics import Catalogue

__all__ = ["Moved", "Refused", "decide", "receive", "wake"]

TAPS: dict[type[Request], Callable[[Scene, Any], Moved]] = {
    ask.LookIn: alone.look_in,
    ask.ConfirmAdult: alone.confirm_adult,
    ask.HadBefore: alone.had_before,
    ask.Restored: alone.restored,
    ask.AnswerWish: alone.answer_wish,
    ask.WriteNote: alone.write_note,
    ask.MeanIt: alone.mean_it,
    ask.WriteCard: alone.write_card,
    ask.SetQuiet: alone.set_quiet,
    ask.Bind: alone.bind,
    ask.Leave: alone.leave,
    ask.SendCard: alone.send_card,
    ask.SendAdore: alone.send_adore,
    ask.CloseAdore: alone.close_adore,
    ask.SetLock: putaway.set_lock,
    ask.LiftLock: putaway.lift_lock,
    ask.PutBack: putaway.put_back,
    ask.PutAway: putaway.put_away,
    ask.LetGo: putaway.let_go,
    ask.SendOpening: talk.send_opening,
    ask.SaidInPerson: talk.said_in_person,
    ask.HeardInPerson: talk.heard_in_person,
    ask.TakeBack: talk.take_back,
    ask.Uncover: talk.uncover,
    ask.PrepareAnswer: talk.prepare_answer,
    ask.DropAnswer: talk.drop_answer,
    ask.CloseAnswer: talk.close_answer,
    ask.SaidNoToThis: talk.said_no_to_this,
    ask.ClosePage: talk.close_page,
    ask.Talked: settle.talked,
    ask.Lengthen: settle.lengthen,
    ask.PutPlace: settle.put_place,
    ask.MeetBarrier: settle.meet_barrier,
    ask.ProposeStep: evening.propose_step,
    ask.SayYes: evening.say_yes,
    ask.SayNotTonight: evening.say_not_tonight,
    ask.SayStill: evening.say_still,
    ask.Stop: evening.stop,
    ask.EndEvening: evening.end_evening,
    ask.AnswerAfter: evening.answer_after,
    ask.StartLook: rounds.start_look,
    ask.JoinLook: rounds.join_look,
    ask.SendFirst: rounds.send_first,
    ask.SendSecond: rounds.send_second,
    ask.RoundResult: rounds.round_result,
    ask.DropRound: rounds.drop_round,
    ask.CloseRound: rounds.close_round,
}

# Each kind of letter with the most days it may still have before it when it comes. A second half of a round
# comes through the swap box and never by mail, so it stands for nothing here.
MAIL: dict[type[Letter], tuple[int | None, Callable[[Scene, Any], Scene]]] = {
    let.CardLetter: (None, alone.hear_card),
    let.AdoreLetter: (7, alone.hear_adore),
    let.OpeningLetter: (14, talk.hear_opening),
    let.TakeBackLetter: (14, talk.hear_take_back),
    let.AnswerLetter: (14, talk.hear_answer),
    let.TalkedLetter: (30, settle.hear_talked),
    let.PutAwayLetter: (30, putaway.hear_put_away),
    let.PlaceLetter: (14, settle.hear_place),
    let.StepLetter: (0, evening.hear_step),
    let.YesLetter: (0, evening.hear_yes),
    let.NotTonightLetter: (0, evening.hear_not_tonight),
    let.StillLetter: (0, evening.hear_still),
    let.OfferLetter: (21, rounds.hear_offer),
    let.FirstLetter: (21, rounds.hear_first),
    let.GoodbyeLetter: (14, alone.hear_goodbye),
}

NEW = (let.OpeningLetter, let.StepLetter, let.AdoreLetter, let.OfferLetter)


def decide(state: State, request: Request, now: datetime, catalogue: Catalogue) -> Moved | Refused:
    """What a tap does, or why not. A lock lifted two days ago sends its opening with the first tap after."""
    woken = Scene(wake(state, now, catalogue), now, catalogue)
    try:
        moved = TAPS[type(request)](woken, request)
        if isinstance(request, ask.SetQuiet):
            moved = replace(moved, state=wake(moved.state, now, catalogue))
        left = putaway.due(replace(woken, state=moved.state))
    except Unmoved as why:
        return Refused(why.refusal)
    return Moved(left.state, moved.letters + left.letters)


def receive(
    state: State, letter: Letter, now: datetime, catalogue: Catalogue, grade: str | None = None
) -> State:
    """What a letter does: its effect, or nothing at all. `grade` is the wording check's word on its text."""
    scene = Scene(wake(state, now, catalogue), now, catalogue, grade)
    try:
        after = _hear(scene, letter)
        quiet = scene.mine.quiet_until is not None and isinstance(letter, NEW)
        return (_keep(scene, letter) if quiet else _unkeep(after, letter)).state
    except Unmoved:
        return _unkeep(scene, letter).state


def _hear(scene: Scene, letter: Letter) -> Scene:
    days, rule = MAIL.get(type(letter), (None, _nothing))
    in_time = days is None or scene.today <= letter.last_day <= later(scene.today, days + 1)
    need(in_time, Refusal.NOT_HERE)
    return rule(scene, letter)


def _nothing(scene: Scene, letter: Letter) -> Scene:
    raise Unmoved(Refusal.NOT_HERE)


def _keep(scene: Scene, letter: Letter) -> Scene:
    """Under Quiet: covered and unopened, one of a kind, and only what would have been let in."""
    others = _others(scene, letter)
    need(all(type(decode(one.letter)) is not type(letter) for one in others), Refusal.WAITING)
    return scene.both(kept=(*others, Kept(encode(letter), scene.grade == "stop")))


def _unkeep(scene: Scene, letter: Letter) -> Scene:
    """What they took back or called off while it lay covered goes unread."""
    if not isinstance(letter, let.TakeBackLetter | let.NotTonightLetter) or scene.state.ours is None:
        return scene
    return scene if scene.state.ours.goodbye is not None else scene.both(kept=_others(scene, letter))


def _others(scene: Scene, letter: Letter) -> tuple[Kept, ...]:
    kept = [(one, decode(one.letter)) for one in scene.ours.kept]
    return tuple(one for one, known in kept if known is not None and matter(known) != matter(letter))


def wake(state: State, now: datetime, catalogue: Catalogue) -> State:
    """Let time act, and let in what Quiet kept once it is over. Idempotent."""
    scene = let_time_act(Scene(state, now, catalogue))
    ours = scene.state.ours
    if ours is None or ours.goodbye is not None or not ours.kept:
        return scene.state
    if scene.mine.quiet_until is not None:
        return scene.both(kept=tuple(one for one in ours.kept if _alive(scene, one))).state
    scene = scene.both(kept=())
    for one in ours.kept:
        scene = _let_in(scene, one)
    return scene.state


def _alive(scene: Scene, one: Kept) -> bool:
    letter = decode(one.letter)
    return letter is not None and scene.today <= letter.last_day


def _let_in(scene: Scene, one: Kept) -> Scene:
    letter = decode(one.letter)
    try:
        return scene if letter is None else _hear(replace(scene, grade="stop" if one.stop else None), letter)
    except Unmoved:
        return scene
