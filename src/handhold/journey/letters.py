"""All that one app ever tells the other: frozen, dated to a last civil day, replaced rather than queued.

`matter` says what a letter is about: a newer one on the same matter replaces an unsent one.
`last_day` is the last day on which it may still be read; afterwards it drops wherever it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handhold.journey.state import AskMe, Put, Said, Warmth

TEXT_CHARACTERS = 4_000


@dataclass(frozen=True, slots=True)
class CardLetter:
    """ "Ask me like this". Any time; no last day but the calendar's."""

    card: AskMe
    last_day: date = date.max


@dataclass(frozen=True, slots=True)
class AdoreLetter:
    """One particular thing about them. It cannot be answered. 7 days."""

    text: str
    last_day: date


@dataclass(frozen=True, slots=True)
class OpeningLetter:
    """Would you like to talk about this? 14 days."""

    topic: str
    said: Said
    last_day: date


@dataclass(frozen=True, slots=True)
class TakeBackLetter:
    """My opening is taken back. With it, 14 days at most."""

    topic: str
    last_day: date


@dataclass(frozen=True, slots=True)
class AnswerLetter:
    """One of the four answers, with one own line. 14 days."""

    topic: str
    warmth: Warmth
    line: str
    last_day: date


@dataclass(frozen=True, slots=True)
class TalkedLetter:
    """We've talked, and I'd like this. `hours` of settling: 72, or the floor of 48. 30 days."""

    topic: str
    hours: int
    last_day: date


@dataclass(frozen=True, slots=True)
class PutAwayLetter:
    """It rests, is closed, or was enough. 30 days."""

    topic: str
    put: Put
    last_day: date


@dataclass(frozen=True, slots=True)
class PlaceLetter:
    """All the places I have on this path now. 14 days."""

    topic: str
    steps: tuple[str, ...]
    last_day: date


@dataclass(frozen=True, slots=True)
class StepLetter:
    """One step for tonight. Until six."""

    topic: str
    step: str
    last_day: date


@dataclass(frozen=True, slots=True)
class YesLetter:
    """A plain yes to tonight's step. Until six by the sayer's clock."""

    topic: str
    step: str
    last_day: date


@dataclass(frozen=True, slots=True)
class NotTonightLetter:
    """Not tonight; also after a yes, and when Stop was tapped. Until six."""

    topic: str
    step: str
    last_day: date


@dataclass(frozen=True, slots=True)
class StillLetter:
    """Still, live: with a fresh public share of 32 bytes. Until six."""

    topic: str
    step: str
    share: bytes
    last_day: date


@dataclass(frozen=True, slots=True)
class OfferLetter:
    """Shall we look together? Id of 16 bytes, nonce of 32; the lower nonce wins when two cross. 21 days."""

    round: bytes
    nonce: bytes
    deck: str
    live: bool
    last_day: date


@dataclass(frozen=True, slots=True)
class FirstLetter:
    """R1 of a round, opaque. 21 days."""

    round: bytes
    body: bytes
    last_day: date


@dataclass(frozen=True, slots=True)
class SecondLetter:
    """R2 of a round, opaque; it goes through the swap box, never through the mailbox. 21 days."""

    round: bytes
    body: bytes
    last_day: date


@dataclass(frozen=True, slots=True)
class GoodbyeLetter:
    """Leaving, with a word. 14 days."""

    word: str
    last_day: date


Letter = (
    CardLetter | AdoreLetter | OpeningLetter | TakeBackLetter | AnswerLetter | TalkedLetter | PutAwayLetter
    | PlaceLetter | StepLetter | YesLetter | NotTonightLetter | StillLetter
    | OfferLetter | FirstLetter | SecondLetter | GoodbyeLetter
)  # fmt: skip


def matter(letter: Letter) -> str:
    """What a letter is about: a newer one on the same matter replaces an unsent one."""
    match letter:
        case OpeningLetter() | TakeBackLetter():
            return f"opening:{letter.topic}"
        case TalkedLetter() | PutAwayLetter():
            return f"talk:{letter.topic}"
        case AnswerLetter() | PlaceLetter():
            return f"{type(letter).__name__}:{letter.topic}"
        case StepLetter() | YesLetter() | NotTonightLetter():
            return "tonight"
        case FirstLetter() | SecondLetter():
            return f"{type(letter).__name__}:{letter.round.hex()}"
        case _:
            return type(letter).__name__
