"""Exchanges and apps that leak a little, on purpose: the verifier has to catch each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handhold.doors import Group
from handhold.journey.state import State
from handhold.matching.hashing import DOMAIN, bind, to_points
from handhold.matching.rounds import Round, Side
from handhold.rehearsal.table import Play, View


class OneNo(Round):
    """A round in which both sides share one base for no: two noes meet in the same point."""

    def bases(self, group: Group, side: Side) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        """As ever for yes; for no, without the side's name."""
        yes = [bind(self.context, b"yes", slot) for slot in self.slots]
        no = [bind(self.context, b"no", slot) for slot in self.slots]
        points = to_points(group, [*yes, *no], DOMAIN)
        return tuple(points[: len(yes)]), tuple(points[len(yes) :])


class TwoYeses(Round):
    """A round in which each side has its own base for yes: what both want never shows."""

    def bases(self, group: Group, side: Side) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
        """As ever for no; for yes, with the side's name."""
        _, no = super(TwoYeses, self).bases(group, side)  # noqa: UP008 slots make it another class
        own = to_points(group, [bind(self.context, side.encode(), slot) for slot in self.slots], DOMAIN)
        return tuple(own), no


def _noting(note: Callable[[View], str]) -> Callable[[State, View], State]:
    def keep(state: State, view: View) -> State:
        return replace(state, mine=replace(state.mine, notes={"round": note(view)}))

    return keep


LEAKS = {
    "both share one base for no": Play(round=OneNo),
    "the app keeps their second message": Play(keep=_noting(lambda view: view.seconds.theirs.hex())),
    "the app keeps whether anything of theirs differs": Play(
        keep=_noting(lambda view: str(view.firsts.theirs[-1] % 2))
    ),
    "what both want never shows": Play(round=TwoYeses),
}
