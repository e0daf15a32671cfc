"""A round of looking together: what both sides know of it, and what only its owner may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha512
from typing import Literal, assert_never

from handhold.doors import Group
from handhold.matching import octets
from handhold.matching.hashing import DOMAIN, bind, to_points

Side = Literal["A", "B"]


@dataclass(frozen=True, slots=True)
class Round:
    """One round as one side sees it.

    `context` is all that the caller binds (pair id, the pair's secret salt, round id, deck), joined by
    `bind`; `slots` are the slots' names, in the deck's order, the same for both. Raises `ValueError` for no
    slots, or a name twice: equal bases would show that two answers are alike.
    """

    context: bytes = field(repr=False)
    side: Side
    slots: tuple[bytes, ...]

    def __post_init__(self) -> None:
        """Refuse what no deck can be."""
        if not 0 < len(self.slots) < 1 << 16 or len(set(self.slots)) < len(self.slots):
            raise ValueError("a round has slots, and each once")

    @property
    def partner(self) -> Side:
        """The other side."""
        match self.side:
            case "A":
                return "B"
            case "B":
                return "A"
            case _:
                assert_never(self.side)

    def seal(self, side: Side) -> bytes:
        """64 bytes that stand for the round, its slots and the side that speaks."""
        return sha512(bind(DOMAIN, self.context, bind(*self.slots), side.encode())).digest()

    def bases(self, group: Group, side: Side) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        """The points that mean yes (both sides share them) and no (each side's own), slot by slot.

        They come from the slot's name, never from its place. With one no for both, two noes would meet
        in the same point and "we both said no" would show.
        """
        yes = [bind(self.context, b"yes", slot) for slot in self.slots]
        no = [bind(self.context, b"no", side.encode(), slot) for slot in self.slots]
        points = to_points(group, [*yes, *no], DOMAIN)
        return tuple(points[: len(yes)]), tuple(points[len(yes) :])


@dataclass(frozen=True, slots=True)
class Secret:
    """One side's scalar and answers for one round. Erase it with the round; never keep it in a backup."""

    scalar: int = field(repr=False)
    answers: tuple[bool, ...] = field(repr=False)

    def to_bytes(self) -> bytes:
        """32 bytes of scalar, then one byte for each answer: as long for a yes as for a no."""
        return octets.write([self.scalar]) + bytes(self.answers)

    @classmethod
    def from_bytes(cls, saved: bytes) -> Secret:
        """What `to_bytes` wrote. Raises `ValueError` for anything else."""
        scalar, answers = saved[: octets.SIZE], saved[octets.SIZE :]
        if len(scalar) < octets.SIZE or not answers or not set(answers) <= {0, 1}:
            raise ValueError("these bytes are no secret of a round")
        return cls(int.from_bytes(scalar, "little"), tuple(map(bool, answers)))


def count(answers: Sequence[bool], slots: Sequence[bytes]) -> tuple[bool, ...]:
    """The answers, one for each slot. Raises `ValueError` unless there are as many."""
    if len(answers) != len(slots):
        raise ValueError("one answer for each slot")
    return tuple(bool(answer) for answer in answers)
