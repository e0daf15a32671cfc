"""Bringing something up, and the four equal answers. No message on a topic follows a no, from either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handhold.journey.days import later
from handhold.journey.gates import brake_own, brake_theirs, opening_may_arrive, opening_may_leave
from handhold.journey.letters import TEXT_CHARACTERS, AnswerLetter, Letter, OpeningLetter, TakeBackLetter
from handhold.journey.locks import end_here, end_tonight_on
from handhold.journey.moved import Moved, Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    CloseAnswer,
    ClosePage,
    DropAnswer,
    HeardInPerson,
    PrepareAnswer,
    SaidInPerson,
    SaidNoToThis,
    SendOpening,
    TakeBack,
    Uncover,
)
from handhold.journey.scene import Scene, without
from handhold.journey.state import (
    Asked,
    Asking,
    NotOffered,
    Open,
    Page,
    PageKind,
    Prepared,
    Put,
    Raised,
    Settling,
    Talk,
    Talking,
    Warmth,
)
from handhold.journey.topics import Way

OPENING_DAYS = 14
TALKING_DAYS = 30
FREE_TEXT_DAYS = 30
LINE_CHARACTERS = 300
WARM = (Warmth.TALK, Warmth.CURIOUS)


def own_way(talk: Talk) -> Way:
    """My own part in what is talked about."""
    match talk:
        case Raised():
            return talk.said.way.turned()
        case Settling():
            return talk.path.way
        case _:
            return talk.way


def opening_days(scene: Scene) -> tuple[date, date]:
    """When my opening counts as silence here, a day after it does there; and the letter's last day."""
    until = scene.six(OPENING_DAYS * 24)
    return later(until, 1), later(until, -1)


def _may_ask(scene: Scene, topic: str, way: Way) -> None:
    scene.with_talk(topic)
    need(not scene.shut(topic, way), Refusal.LOCKED)
    talk = scene.talk(topic)
    need(not isinstance(talk, NotOffered), Refusal.NOT_OFFERED)
    need(talk is None, Refusal.WAITING)
    opening_may_leave(scene)


def send_opening(scene: Scene, request: SendOpening) -> Moved:
    """Bring a topic up, if nothing of mine waits and no quiet days run."""
    said = request.said
    _may_ask(scene, request.topic, said.way)
    need(said.text.strip(), Refusal.EMPTY)
    need(len(said.text) <= TEXT_CHARACTERS, Refusal.TOO_LONG)
    until, last_day = opening_days(scene)
    asked = scene.put_talk(request.topic, Asking(until, said.way))
    return Moved(asked.state, (OpeningLetter(request.topic, said, last_day),))


def hear_opening(scene: Scene, letter: OpeningLetter) -> Scene:
    """Their opening waits here, covered; or it met a lock or a brake and nothing of it stays."""
    scene.with_talk(letter.topic)
    need(len(letter.said.text) <= TEXT_CHARACTERS, Refusal.TOO_LONG)
    # The harm prevented: being asked again, through any bond and by any app, about what was put away.
    need(not scene.shut(letter.topic, letter.said.way.turned()), Refusal.LOCKED)
    opening_may_arrive(scene)
    talk = scene.talk(letter.topic)
    if isinstance(talk, Asking) and not talk.in_person:
        return _crossed(scene, letter.topic, talk)
    need(talk is None or isinstance(talk, NotOffered | Asking), Refusal.WAITING)
    said = letter.said if scene.came(scene.ours.no_free_text_until) else replace(letter.said, text="")
    raised = Raised(said, later(letter.last_day, 1), stop=scene.grade == "stop")
    return scene.put_talk(letter.topic, raised)


def _crossed(scene: Scene, topic: str, asking: Asking) -> Scene:
    """Both brought it up in the same days: both would like to talk, and nobody has to be the asker."""
    need(scene.grade != "stop", Refusal.WAITING)
    talking = Talking(Asked.BOTH, scene.six(TALKING_DAYS * 24), asking.way)
    return scene.put_talk(topic, talking)


def said_in_person(scene: Scene, request: SaidInPerson) -> Moved:
    """My own note, sent to nobody; the same limits and the same waits as a letter."""
    _may_ask(scene, request.topic, Way.BOTH)
    until, _ = opening_days(scene)
    return Moved(scene.put_talk(request.topic, Asking(until, in_person=True)).state)


def heard_in_person(scene: Scene, request: HeardInPerson) -> Moved:
    """My note of their answer. A warm one only ends the waiting: moving on needs their own word."""
    talk = scene.talk(request.topic)
    need(isinstance(talk, Asking) and talk.in_person, Refusal.NOT_HERE)
    if request.warmth in WARM:
        return Moved(scene.put_talk(request.topic, None).state)
    return Moved(brake_own(scene.put_talk(request.topic, NotOffered())).state)


def take_back(scene: Scene, request: TakeBack) -> Moved:
    """Take an unanswered opening back. The quiet days run all the same: it can't be a way to knock."""
    talk = scene.talk(request.topic)
    if not isinstance(talk, Asking):
        raise Unmoved(Refusal.NOT_HERE)
    letters = take_back_letter(scene, request.topic, talk)
    return Moved(brake_own(scene.put_talk(request.topic, None)).state, letters)


def take_back_letter(scene: Scene, topic: str, asking: Asking) -> tuple[Letter, ...]:
    """What tells them, unless I said it in person. It dies with the opening."""
    if asking.in_person:
        return ()
    return (TakeBackLetter(topic, max(scene.today, later(asking.until, -2))),)


def hear_take_back(scene: Scene, letter: TakeBackLetter) -> Scene:
    """Their opening is gone: without a trace if never read, else with a page. It may cross a warm answer."""
    talk = scene.talk(letter.topic)
    answered = isinstance(talk, Talking) and talk.asked is Asked.ME
    if not answered and not isinstance(talk, Raised):
        raise Unmoved(Refusal.NOT_HERE)
    scene = brake_theirs(scene.put_talk(letter.topic, None))
    seen = answered or (isinstance(talk, Raised) and talk.seen)
    return scene.put_page(letter.topic, Page(PageKind.TAKEN_BACK)) if seen else scene


def _raised(scene: Scene, topic: str) -> Raised:
    talk = scene.talk(topic)
    if not isinstance(talk, Raised):
        raise Unmoved(Refusal.NOT_HERE)
    return talk


def uncover(scene: Scene, request: Uncover) -> Moved:
    """Held and read. Nothing tells them."""
    return Moved(scene.put_talk(request.topic, replace(_raised(scene, request.topic), seen=True)).state)


def prepare_answer(scene: Scene, request: PrepareAnswer) -> Moved:
    """An answer chosen, to be looked at as they will see it. Nothing leaves yet."""
    raised = _raised(scene, request.topic)
    need(len(request.line) <= LINE_CHARACTERS, Refusal.TOO_LONG)
    prepared = Prepared(request.warmth, request.line, max(0, min(request.asks_in, 365)))
    return Moved(scene.put_talk(request.topic, replace(raised, prepared=prepared)).state)


def drop_answer(scene: Scene, request: DropAnswer) -> Moved:
    """No answer is chosen any more."""
    return Moved(scene.put_talk(request.topic, replace(_raised(scene, request.topic), prepared=None)).state)


def close_answer(scene: Scene, request: CloseAnswer) -> Moved:
    """The prepared answer leaves, and does here what its page said."""
    raised = _raised(scene, request.topic)
    prepared = raised.prepared
    if prepared is None:
        raise Unmoved(Refusal.NOT_HERE)
    letter = AnswerLetter(request.topic, prepared.warmth, prepared.line, scene.days(OPENING_DAYS))
    if prepared.warmth in WARM:
        talking = Talking(Asked.ME, scene.six(TALKING_DAYS * 24), own_way(raised))
        return Moved(scene.put_talk(request.topic, talking).state, (letter,))
    put = Put.CLOSED if prepared.warmth is Warmth.NO else Put.RESTING
    ended = brake_theirs(end_here(scene, request.topic, put))
    return Moved(_remind(ended, request.topic, prepared).state, (letter,))


def _remind(scene: Scene, topic: str, prepared: Prepared) -> Scene:
    """A time chosen with "not now" is a note to oneself."""
    if prepared.warmth is not Warmth.NOT_NOW or not prepared.asks_in:
        return scene
    asks = scene.six(prepared.asks_in * 24)
    return scene.put_lock(topic, replace(scene.mine.locks[topic], asks=asks))


def hear_answer(scene: Scene, letter: AnswerLetter) -> Scene:
    """Their answer to what I asked: a page, once. Anything but warm is theirs to bring back."""
    talk = scene.talk(letter.topic)
    if not isinstance(talk, Asking) or talk.in_person:
        raise Unmoved(Refusal.NOT_HERE)
    need(len(letter.line) <= LINE_CHARACTERS, Refusal.TOO_LONG)
    line = letter.line if scene.came(scene.ours.no_free_text_until) else ""
    page = Page(PageKind(letter.warmth.value), line)
    if letter.warmth in WARM:
        talking = Talking(Asked.THEM, later(scene.six(TALKING_DAYS * 24), 1), talk.way)
        return scene.put_talk(letter.topic, talking).put_page(letter.topic, page)
    return brake_own(scene.put_talk(letter.topic, NotOffered(talk.way)).put_page(letter.topic, page))


def close_page(scene: Scene, request: ClosePage) -> Moved:
    """Their page is read, and gone; the state stays."""
    need(request.topic in scene.ours.pages, Refusal.NOT_HERE)
    return Moved(scene.both(pages=without(scene.ours.pages, request.topic)).state)


def said_no_to_this(scene: Scene, request: SaidNoToThis) -> Moved:
    """Words under another name: a no again, the text gone, their free text off. To them it is silence."""
    talk = scene.talk(request.topic)
    need(isinstance(talk, Raised | Talking | Settling | Open), Refusal.NOT_HERE)
    need(request.refused in scene.catalogue.topics, Refusal.UNKNOWN)
    scene = end_tonight_on(scene.put_talk(request.topic, None), request.topic)
    scene = brake_theirs(end_here(scene, request.refused, Put.CLOSED))
    return Moved(scene.both(no_free_text_until=scene.six(FREE_TEXT_DAYS * 24)).state)
