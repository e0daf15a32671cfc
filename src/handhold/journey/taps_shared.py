"""What a person can tap about a topic, an evening or a round. Chance comes in as fields."""

from __future__ import annotations

from dataclasses import dataclass

from handhold.journey.state import Put, Said, Warmth


@dataclass(frozen=True, slots=True)
class SendOpening:
    """Bring a topic up."""

    topic: str
    said: Said


@dataclass(frozen=True, slots=True)
class SaidInPerson:
    """My own note that I brought it up aloud: sent to nobody, starts the same waits."""

    topic: str


@dataclass(frozen=True, slots=True)
class HeardInPerson:
    """My own note of what I heard. Not their word."""

    topic: str
    warmth: Warmth


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take my unanswered opening back, or forget my note of it."""

    topic: str


@dataclass(frozen=True, slots=True)
class Uncover:
    """I have held their opening and read it. Nothing tells them."""

    topic: str


@dataclass(frozen=True, slots=True)
class PrepareAnswer:
    """Choose an answer and see its page; it leaves with `CloseAnswer` and can be changed until then."""

    topic: str
    warmth: Warmth
    line: str = ""
    asks_in: int = 0


@dataclass(frozen=True, slots=True)
class DropAnswer:
    """Choose none after all."""

    topic: str


@dataclass(frozen=True, slots=True)
class CloseAnswer:
    """Close the page of the prepared answer: it leaves."""

    topic: str


@dataclass(frozen=True, slots=True)
class SaidNoToThis:
    """ "This is what I said no to": a no to `refused` again, and their free text is off for 30 days."""

    topic: str
    refused: str


@dataclass(frozen=True, slots=True)
class ClosePage:
    """Their page is read, and gone."""

    topic: str


@dataclass(frozen=True, slots=True)
class Talked:
    """We've talked, and I'd like this. `hours` of settling: 72, or the floor of 48."""

    topic: str
    hours: int = 72


@dataclass(frozen=True, slots=True)
class Lengthen:
    """More time: settling begins again in full on this side. Nothing is sent."""

    topic: str


@dataclass(frozen=True, slots=True)
class PutAway:
    """Put a topic away from Talking on: told, or without a word."""

    topic: str
    put: Put
    told: bool


@dataclass(frozen=True, slots=True)
class PutPlace:
    """Put a place on the path, or take it off again."""

    topic: str
    step: str
    there: bool = True


@dataclass(frozen=True, slots=True)
class MeetBarrier:
    """The card about testing, barriers, vaccines, contraception and allergies was said aloud."""

    topic: str


@dataclass(frozen=True, slots=True)
class ProposeStep:
    """One step for tonight."""

    topic: str
    step: str


@dataclass(frozen=True, slots=True)
class SayYes:
    """A plain yes to tonight's step."""


@dataclass(frozen=True, slots=True)
class SayNotTonight:
    """Not tonight: the answer to a step, or a yes taken back."""


@dataclass(frozen=True, slots=True)
class SayStill:
    """Still, live: with a fresh public share of 32 bytes."""

    share: bytes


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop: ends the step for tonight."""


@dataclass(frozen=True, slots=True)
class EndEvening:
    """The evening is over and was good. Nothing is sent."""


@dataclass(frozen=True, slots=True)
class AnswerAfter:
    """The private question after a step: fine, or not again for now. Nothing is sent."""

    topic: str
    fine: bool


@dataclass(frozen=True, slots=True)
class StartLook:
    """Offer a round. `id` 16, `nonce` 32, `entropy` 64 fresh bytes (the season's coins)."""

    deck: str
    live: bool
    id: bytes
    nonce: bytes
    entropy: bytes


@dataclass(frozen=True, slots=True)
class JoinLook:
    """Take part in the round they offered. `entropy`: 64 fresh bytes (the season's coins)."""

    entropy: bytes


@dataclass(frozen=True, slots=True)
class SendFirst:
    """R1 is made: `own` is matching's own sealed memory of it, `body` goes out."""

    round: bytes
    own: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class SendSecond:
    """R2 is made: in this very save the whole deck's slots are spent. `own` may be replaced."""

    round: bytes
    own: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class RoundResult:
    """Both have deposited and the proofs hold: the slot numbers both said yes to. Or the proof is false."""

    round: bytes
    found: tuple[int, ...] = ()
    honest: bool = True


@dataclass(frozen=True, slots=True)
class DropRound:
    """Let the open round go. It looks like one that was lost."""


@dataclass(frozen=True, slots=True)
class CloseRound:
    """The result is read, and gone; overlaps stay until their season ends."""


@dataclass(frozen=True, slots=True)
class LetGo:
    """Let an overlap go: a lock of one's own, and nothing is sent."""

    topic: str
