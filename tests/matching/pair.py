"""Two sides of one round, as far as both have played it: for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from handhold.doors import Group
from handhold.matching.exchange import Both, answer, begin, conclude
from handhold.matching.hashing import bind
from handhold.matching.rounds import Round, Secret, Side

CONTEXT = bind(b"pair", b"salt", b"round 1", b"deck")


def chance(name: str) -> bytes:
    """32 bytes that look random and are the same each time."""
    return sha256(name.encode()).digest()


def names(count: int) -> tuple[bytes, ...]:
    """So many slots."""
    return tuple(b"catalogue-1/topic-%d" % number for number in range(count))


@dataclass(frozen=True)
class Seat:
    """One side: its round, its secret, and the R1 it sent."""

    round: Round
    secret: Secret
    first: bytes

    def hears(self, their_first: bytes) -> Both:
        """Both R1, as this side has them."""
        return Both(self.first, their_first)


def sit(group: Group, side: Side, answers: Sequence[bool], context: bytes = CONTEXT) -> Seat:
    """A side that has begun."""
    round = Round(context, side, names(len(answers)))
    secret, first = begin(group, round, answers, chance(f"begin {side}"))
    return Seat(round, secret, first)


def reply(group: Group, seat: Seat, their_first: bytes) -> bytes:
    """The R2 of that side."""
    entropy = chance(f"answer {seat.round.side}")
    return answer(group, seat.round, seat.secret, seat.hears(their_first), entropy)


def shown(group: Group, seat: Seat, their_first: bytes, own: bytes, theirs: bytes) -> tuple[bool, ...]:
    """What that side sees in the end."""
    return conclude(group, seat.round, seat.secret, seat.hears(their_first), Both(own, theirs))


def play(
    group: Group, of_a: Sequence[bool], of_b: Sequence[bool]
) -> tuple[tuple[bool, ...], tuple[bool, ...]]:
    """A whole honest round: what A sees, and what B sees."""
    a, b = sit(group, "A", of_a), sit(group, "B", of_b)
    second_a, second_b = reply(group, a, b.first), reply(group, b, a.first)
    seen_by_a = shown(group, a, b.first, second_a, second_b)
    return seen_by_a, shown(group, b, a.first, second_b, second_a)
