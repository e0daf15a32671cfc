"""What belongs to the bond, and goes with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from handhold.journey.mine import AskMe
from handhold.journey.talks import Page, Talk
from handhold.journey.topics import Way


class Side(Enum):
    """Which of the two one was when pairing; it orders the slots of a round and means nothing else."""

    FIRST = "first"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Gate:
    """The brakes on one person asking: quiet days for openings and steps, and a run of not-nows (0, 1, 2)."""

    opening_from: date | None = None
    step_from: date | None = None
    run: int = 0


@dataclass(frozen=True, slots=True)
class Tonight:
    """One step for one evening, gone at six. Stills are public live shares, empty until said."""

    topic: str
    step: str
    mine: bool
    until: date
    welcomed: bool = False
    my_still: bytes = b""
    their_still: bytes = b""
    over: bool = False

    @property
    def together(self) -> bool:
        """Both have said "still", live."""
        return self.welcomed and bool(self.my_still) and bool(self.their_still)


@dataclass(frozen=True, slots=True)
class After:
    """The one private question about a step, from `asks` on; then None: it would date an evening.

    `ceiling`: answered with "not again for now".
    """

    step: str
    asks: date | None
    ceiling: bool = False


@dataclass(frozen=True, slots=True)
class Adored:
    """One sentence of theirs, covered, that asks for nothing."""

    text: str
    until: date


@dataclass(frozen=True, slots=True)
class Overlap:
    """Something both said yes to, and one's own part in it. It fades with the topic's season."""

    topic: str
    way: Way


class RoundStage(Enum):
    """How far a round is on this side."""

    OFFERED = "offered"
    INVITED = "invited"
    JOINED = "joined"
    FIRST = "first"
    SECOND = "second"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Round:
    """The one open round. `own`, `first`, `second` are opaque to this package; `found` are slot numbers."""

    id: bytes
    nonce: bytes
    deck: str
    live: bool
    stage: RoundStage
    until: date
    own: bytes = b""
    first: bytes = b""
    second: bytes = b""
    found: tuple[int, ...] = ()
    opens: date | None = None


class RoundPage(Enum):
    """What a finished round shows. Every reason for nothing new has the one page."""

    COMMON = "common"
    NOTHING_NEW = "nothing_new"
    FALSE_PROOF = "false_proof"


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter that came under Quiet, encoded and unopened. `stop`: the wording check's word on it."""

    letter: bytes
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Ours:
    """What belongs to the bond, and goes with it."""

    side: Side
    quiet_until: date | None = None
    their_card: AskMe | None = None
    talks: dict[str, Talk] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    theirs: Gate = Gate()
    own: Gate = Gate()
    tonight: Tonight | None = None
    after: dict[str, After] = field(default_factory=dict)
    adored: Adored | None = None
    overlaps: tuple[Overlap, ...] = ()
    round: Round | None = None
    round_page: RoundPage | None = None
    kept: tuple[Kept, ...] = ()
    no_free_text_until: date | None = None
    goodbye: str | None = None
