"""State → what a page may show. Pages ask here and decide nothing themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from handhold.journey.state import Adored, AskMe, Overlap, Page, Prepared, Put, RoundPage, Said, State
from handhold.journey.topics import Catalogue


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
    after: str | None = None


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
    raise NotImplementedError


def now_view(state: State, now: datetime, catalogue: Catalogue) -> NowView:
    """Tonight's step, or nothing."""
    raise NotImplementedError


def ours_view(state: State, now: datetime, catalogue: Catalogue) -> OursView:
    """The shared page."""
    raise NotImplementedError
