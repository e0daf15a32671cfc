"""The cancelling-errors attack: false answers in every slot whose weighted errors sum to zero.

Each answer is a·C + e·G with e ≠ 0. Where the weight d of a slot depends on that slot alone, each d·e can be
sampled alone, and finding one of each that sum to zero is the generalised birthday problem (Wagner 2002).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from handhold.matching import dleq
from matching.toy_group import ToyGroup

Row: TypeAlias = tuple[int, tuple[int, ...]]  # a weighted error, and the errors that it sums up
TRIES = 1400  # in each of 16 slots: the fifth root of the order, and half as many again


def cancel(group: ToyGroup, claim: dleq.Claim) -> tuple[bytes, ...]:
    """False outputs for all of 16 true pairs, which the proof does not notice where weights are blind."""
    lists, reach = _samples(group, claim), group.order // 2
    while len(lists) > 1:
        reach = 0 if len(lists) == 2 else reach // TRIES
        halves = zip(lists[::2], lists[1::2], strict=True)
        lists = [_merge(group.order, left, right, reach) for left, right in halves]
    return _false(group, claim, lists[0][0][1])


def _samples(group: ToyGroup, claim: dleq.Claim) -> list[list[Row]]:
    """For each slot the weighted errors of many tries; all slots are tried at once, as none sees another."""
    slots = len(claim.pairs.inputs)
    lists: list[list[Row]] = [[] for _ in range(slots)]
    for error in range(1, TRIES + 1):
        outputs = _false(group, claim, [error] * slots)
        weights = dleq.weights(group.order, replace(claim, pairs=replace(claim.pairs, outputs=outputs)))
        for rows, weight in zip(lists, weights, strict=True):
            rows.append((weight * error % group.order, (error,)))
    return lists


def _false(group: ToyGroup, claim: dleq.Claim, errors: Sequence[int]) -> tuple[bytes, ...]:
    pairs = zip(claim.pairs.outputs, errors, strict=True)
    return tuple(group.add(true, group.base(error)) for true, error in pairs)


def _merge(order: int, left: list[Row], right: list[Row], reach: int) -> list[Row]:
    """All sums of one row of each that are at most `reach` from zero."""
    right = sorted(right)
    values = [value for value, _ in right]
    merged: list[Row] = []
    for value, errors in left:
        low = (-value - reach) % order
        at = bisect_left(values, low)
        for offset in range(len(right)):
            other, more = right[(at + offset) % len(right)]
            if (other - low) % order > 2 * reach:
                break
            merged.append(((value + other) % order, errors + more))
    return merged
