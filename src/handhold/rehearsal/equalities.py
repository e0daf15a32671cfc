"""The strongest simple look at a round in flight: with all of one side's secrets, which points are equal?

In a group where nothing but equality can be computed (the assumption the exchange rests on), which points
coincide is all that there is to see. So every point in view is taken as it is, times one's own scalar and
times its inverse; the pattern of coincidences is what an app could know.
"""

from __future__ import annotations

from handhold.doors import Group
from handhold.matching import octets
from handhold.rehearsal.table import View


def equalities(group: Group, view: View) -> tuple[int, ...]:
    """For each point in view, and for its multiples: the place at which the same point came first."""
    points = _in_view(group, view)
    scalar = view.secret.scalar
    inverse = pow(scalar, -1, group.order)
    many = len(points)
    points += group.mul_many([scalar] * many + [inverse] * many, points + points)
    first: dict[bytes, int] = {}
    return tuple(first.setdefault(point, at) for at, point in enumerate(points))


def _in_view(group: Group, view: View) -> list[bytes]:
    """The generator, both sides' bases, keys, elements and products."""
    bases = [point for side in ("A", "B") for row in view.round.bases(group, side) for point in row]
    slots = len(view.round.slots)
    firsts = [
        octets.split(first[: octets.SIZE * (1 + slots)]) for first in (view.firsts.own, view.firsts.theirs)
    ]
    seconds = [
        octets.split(second[octets.SIZE : octets.SIZE * (1 + slots)])
        for second in (view.seconds.own, view.seconds.theirs)
    ]
    return [group.base(1), *bases, *(point for row in (*firsts, *seconds) for point in row)]
