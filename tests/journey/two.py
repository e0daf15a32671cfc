"""Two phones in memory: a small catalogue, a hand-moved clock, letters that go when they are told to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from handhold.journey.codec import decode, encode
from handhold.journey.decide import Moved, Refused, decide, receive, wake
from handhold.journey.letters import Letter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    Bind,
    CloseAnswer,
    ConfirmAdult,
    HadBefore,
    MeetBarrier,
    PrepareAnswer,
    ProposeStep,
    PutPlace,
    Request,
    SayStill,
    SayYes,
    SendOpening,
    Talked,
)
from handhold.journey.stages import Stage, stage_of
from handhold.journey.state import Ours, Said, Side, State, Warmth
from handhold.journey.topics import Catalogue, Step, Topic

PATH = (Step("look"), Step("touch"), Step("more", barrier=True))
CATALOGUE = Catalogue(
    topics={
        **{f"light{at}": Topic(f"light{at}", directional=at % 2 == 0) for at in range(10)},
        "dance": Topic("dance", directional=True, steps=PATH),
        "juggle": Topic("juggle", steps=PATH),
    },
    decks={"first": (*(f"light{at}" for at in range(10)), "dance", "juggle")},
)
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Phone:
    """One person's app: its state and what it has sent."""

    state: State = field(default_factory=State)
    out: list[Letter] = field(default_factory=list)
    now: datetime = MORNING

    def tap(self, request: Request) -> list[Letter]:
        """Tap; the letters that left. Fails the test when the app refuses."""
        moved = decide(self.state, request, self.now, CATALOGUE)
        assert isinstance(moved, Moved), (request, moved)
        self.state = moved.state
        self.out += moved.letters
        return list(moved.letters)

    def refusal(self, request: Request) -> Refusal | None:
        """Why a tap would be refused; None when it would not."""
        outcome = decide(self.state, request, self.now, CATALOGUE)
        return outcome.refusal if isinstance(outcome, Refused) else None

    def hear(self, letter: Letter, grade: str | None = None) -> None:
        """A letter arrives, through its bytes."""
        known = decode(encode(letter))
        assert known == letter
        self.state = receive(self.state, letter, self.now, CATALOGUE, grade)

    def sleep(self, **span: float) -> None:
        """Move the clock, and let time act."""
        self.now += timedelta(**span)
        self.state = wake(self.state, self.now, CATALOGUE)

    def stage(self, topic: str = "dance") -> Stage:
        """Where a topic stands here."""
        return stage_of(self.state, topic)

    @property
    def ours(self) -> Ours:
        """What belongs to the bond."""
        assert self.state.ours is not None
        return self.state.ours


@dataclass
class Two:
    """The asker and the asked, bound, with the two quiet days behind them."""

    asker: Phone = field(default_factory=Phone)
    asked: Phone = field(default_factory=Phone)

    def __post_init__(self) -> None:
        for phone, side in ((self.asker, Side.FIRST), (self.asked, Side.SECOND)):
            phone.tap(ConfirmAdult())
            phone.tap(HadBefore(False))
            phone.tap(Bind(side))
        self.sleep(days=3)

    def post(self) -> None:
        """Deliver everything that waits, both ways, until nothing does."""
        while self.asker.out or self.asked.out:
            for one, other in ((self.asker, self.asked), (self.asked, self.asker)):
                letters, one.out = one.out, []
                for letter in letters:
                    other.hear(letter)

    def sleep(self, **span: float) -> None:
        """Move both clocks."""
        self.asker.sleep(**span)
        self.asked.sleep(**span)

    def open(self, topic: str = "dance") -> None:
        """The asker brings a topic up."""
        self.asker.tap(SendOpening(topic, Said("Shall we talk about this?")))
        self.post()

    def answer(self, warmth: Warmth, topic: str = "dance", line: str = "") -> None:
        """The asked answers."""
        self.asked.tap(PrepareAnswer(topic, warmth, line))
        self.asked.tap(CloseAnswer(topic))
        self.post()

    def to_talking(self) -> None:
        """Up to Talking."""
        self.open()
        self.answer(Warmth.TALK)

    def to_settling(self) -> None:
        """Up to Settling."""
        self.to_talking()
        self.asked.tap(Talked("dance"))
        self.post()

    def to_open(self) -> None:
        """Up to Open, with every place put there by both and the card about barriers read."""
        self.to_settling()
        self.sleep(days=4)
        for phone in (self.asker, self.asked):
            phone.tap(MeetBarrier("dance"))
            for step in PATH:
                phone.tap(PutPlace("dance", step.id))
        self.post()

    def to_evening(self, step: str = "look") -> None:
        """Up to a welcomed step."""
        self.to_open()
        self.asker.tap(ProposeStep("dance", step))
        self.post()
        self.asked.tap(SayYes())
        self.post()

    def to_together(self, step: str = "look") -> None:
        """Up to both having said "still"."""
        self.to_evening(step)
        self.asker.tap(SayStill(b"a" * 32))
        self.asked.tap(SayStill(b"b" * 32))
        self.post()
