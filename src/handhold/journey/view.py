"""State → what a page may show. Pages ask here and decide nothing themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import assert_never

from handhold.journey.decide import Refused, decide, wake
from handhold.journey.evening import after_of
from handhold.journey.refusals import Refusal
from handhold.journey.requests import Request
from handhold.journey.scene import Scene
from handhold.journey.state import (
    Adored,
    Asked,
    Asking,
    AskMe,
    NotOffered,
    Open,
    Ours,
    Overlap,
    Page,
    Prepared,
    Put,
    Raised,
    RoundPage,
    RoundStage,
    Said,
    Settling,
    State,
    Talk,
    Talking,
    Tonight,
)
from handhold.journey.topics import Catalogue, Way


class TalkKind(Enum):
    """The one page a topic has just now."""

    LIGHT = "light"
    UNSPOKEN = "unspoken"
    PUT_AWAY = "put_away"
    LIFTING = "lifting"
    NOT_OFFERED = "not_offered"
    COVERED = "covered"
    COVERED_STOP = "covered_stop"
    ANSWERING = "answering"
    WAITING = "waiting"
    IN_PERSON = "in_person"
    THEIR_ANSWER = "their_answer"
    TALKING = "talking"
    LOVELY = "lovely"


@dataclass(frozen=True, slots=True)
class TalkView:
    """A topic's page. Settling and Open are both LOVELY, so that nobody waits for a clock.

    `said` and `prepared`: COVERED, ANSWERING. `page`: THEIR_ANSWER. `put`: PUT_AWAY, LIFTING.
    `still_resting`: the day has come on which one wanted to be asked whether it still rests.
    """

    topic: str
    kind: TalkKind
    said: Said | None = None
    prepared: Prepared | None = None
    page: Page | None = None
    put: Put | None = None
    may_say_talked: bool = False
    said_talked: bool = False
    here: str | None = None
    both: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    still_resting: bool = False


class NowKind(Enum):
    """Tonight, or nothing."""

    NOTHING = "nothing"
    COVERED_STEP = "covered_step"
    AFTER_FIRST = "after_first"
    PROPOSED = "proposed"
    EVENING = "evening"
    STILL_SAID = "still_said"
    TOGETHER = "together"
    NOT_TONIGHT = "not_tonight"


@dataclass(frozen=True, slots=True)
class NowView:
    """Tonight's step or nothing. Their "still" shows only as TOGETHER, once both have said it."""

    kind: NowKind
    topic: str | None = None
    step: str | None = None


class LookKind(Enum):
    """What Look together shows."""

    NONE = "none"
    OFFERED = "offered"
    INVITED = "invited"
    UNDER_WAY = "under_way"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class OursView:
    """What the bond holds for a page. `talks` are topics with a Talk under way, in catalogue order."""

    linked: bool
    quiet: bool = False
    goodbye: str | None = None
    their_card: AskMe | None = None
    adored: Adored | None = None
    talks: tuple[TalkView, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    look: LookKind = LookKind.NONE
    deck: str | None = None
    live: bool = False
    result: RoundPage | None = None


def talk_view(state: State, topic: str, now: datetime, catalogue: Catalogue) -> TalkView:
    """The page of one topic."""
    return _page(Scene(wake(state, now, catalogue), now, catalogue), topic)


def _page(scene: Scene, topic: str) -> TalkView:
    lock = scene.mine.locks.get(topic)
    if lock is not None:
        kind = TalkKind.LIFTING if lock.lifting else TalkKind.PUT_AWAY
        asks = lock.asks is not None and scene.came(lock.asks)
        if lock.way is Way.BOTH or kind is TalkKind.LIFTING:
            return TalkView(topic, kind, put=lock.put, still_resting=asks)
    ours = scene.state.ours
    talked_about = scene.catalogue.with_talk(topic) is not None
    if ours is None or ours.goodbye is not None or not talked_about:
        return TalkView(topic, TalkKind.UNSPOKEN if talked_about else TalkKind.LIGHT)
    if topic in ours.pages:
        return TalkView(topic, TalkKind.THEIR_ANSWER, page=ours.pages[topic])
    return _of_talk(topic, ours.talks.get(topic))


def _of_talk(topic: str, talk: Talk | None) -> TalkView:
    match talk:
        case None:
            return TalkView(topic, TalkKind.UNSPOKEN)
        case NotOffered():
            return TalkView(topic, TalkKind.NOT_OFFERED)
        case Raised():
            return _of_raised(topic, talk)
        case Asking():
            return TalkView(topic, TalkKind.IN_PERSON if talk.in_person else TalkKind.WAITING)
        case Talking():
            may = talk.asked is not Asked.THEM and not talk.mine
            return TalkView(topic, TalkKind.TALKING, may_say_talked=may, said_talked=bool(talk.mine))
        case Settling():
            return TalkView(topic, TalkKind.LOVELY, here=talk.path.here, mine=talk.path.mine)
        case Open():
            both = tuple(step for step in talk.mine if step in talk.theirs)
            return TalkView(
                topic, TalkKind.LOVELY, here=talk.here, both=both, mine=talk.mine, theirs=talk.theirs
            )
        case _:
            assert_never(talk)


def _of_raised(topic: str, talk: Raised) -> TalkView:
    if talk.prepared is not None:
        return TalkView(topic, TalkKind.ANSWERING, said=talk.said, prepared=talk.prepared)
    return TalkView(topic, TalkKind.COVERED_STOP if talk.stop else TalkKind.COVERED, said=talk.said)


def now_view(state: State, now: datetime, catalogue: Catalogue) -> NowView:
    """Tonight's step, or nothing."""
    scene = Scene(wake(state, now, catalogue), now, catalogue)
    ours = scene.state.ours
    if ours is None or ours.goodbye is not None or ours.tonight is None:
        return NowView(NowKind.NOTHING)
    kind, tonight = _tonight(scene, ours.tonight), ours.tonight
    return NowView(kind) if kind is NowKind.NOTHING else NowView(kind, tonight.topic, tonight.step)


def _tonight(scene: Scene, tonight: Tonight) -> NowKind:
    if tonight.over:
        return NowKind.NOT_TONIGHT
    if tonight.together:
        return NowKind.TOGETHER
    if tonight.welcomed:
        return NowKind.STILL_SAID if tonight.my_still else NowKind.EVENING
    if tonight.mine:
        return NowKind.PROPOSED
    after = after_of(scene, tonight.topic, tonight.step)
    if after is None:
        return NowKind.COVERED_STEP
    return NowKind.NOTHING if after.ceiling else NowKind.AFTER_FIRST


def afters(state: State, now: datetime, catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """The private questions that may be answered now, as topic and step. Nobody else ever sees them."""
    scene = Scene(wake(state, now, catalogue), now, catalogue)
    if scene.state.ours is None or scene.state.ours.goodbye is not None:
        return ()
    return tuple((topic, one.step) for topic, one in scene.ours.after.items() if scene.came(one.asks))


def ours_view(state: State, now: datetime, catalogue: Catalogue) -> OursView:
    """The shared page."""
    scene = Scene(wake(state, now, catalogue), now, catalogue)
    quiet, ours = scene.mine.quiet_until is not None, scene.state.ours
    if ours is None or ours.goodbye is not None:
        return OursView(linked=False, quiet=quiet, goodbye=ours.goodbye if ours else None)
    pages = [_page(scene, topic) for topic in catalogue.topics]
    hidden = (TalkKind.LIGHT, TalkKind.UNSPOKEN, TalkKind.PUT_AWAY, TalkKind.LIFTING, TalkKind.NOT_OFFERED)
    look = ours.round
    early = look is not None and look.stage is RoundStage.INVITED and not scene.came(scene.mine.next_round)
    return OursView(
        linked=True,
        quiet=quiet,
        their_card=ours.their_card,
        adored=ours.adored,
        talks=tuple(page for page in pages if page.kind not in hidden),
        overlaps=tuple(one for one in ours.overlaps if not scene.shut(one.topic, one.way)),
        look=LookKind.NONE if early else _look(ours),
        deck=look.deck if look and not early else None,
        live=look is not None and look.live and not early,
        result=ours.round_page,
    )


def _look(ours: Ours) -> LookKind:
    if ours.round is None:
        return LookKind.RESULT if ours.round_page else LookKind.NONE
    match ours.round.stage:
        case RoundStage.OFFERED:
            return LookKind.OFFERED
        case RoundStage.INVITED:
            return LookKind.INVITED
        case _:
            return LookKind.UNDER_WAY


def refusal_of(state: State, request: Request, now: datetime, catalogue: Catalogue) -> Refusal | None:
    """Why a tap would do nothing just now; None when it would do something. Pages offer what is None."""
    outcome = decide(state, request, now, catalogue)
    return outcome.refusal if isinstance(outcome, Refused) else None


def next_deck(state: State, now: datetime, catalogue: Catalogue) -> str | None:
    """The first deck of the catalogue that is free in my own ledger, if a round may be started at all."""
    scene = Scene(wake(state, now, catalogue), now, catalogue)
    if (
        scene.state.ours is None
        or scene.state.ours.round is not None
        or not scene.came(scene.mine.next_round)
    ):
        return None
    seasons = scene.mine.seasons
    for name in catalogue.decks:
        deck = catalogue.deck(name)
        if deck and not any(uid in seasons and seasons[uid].spent for uid in deck):
            return name
    return None
