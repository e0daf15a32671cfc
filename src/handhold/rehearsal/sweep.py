"""Every pair of answers on a deck of two topics: what an app keeps must follow from its own and the overlap.

Chance and clock are the same in every round, so what is kept is compared byte by byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from handhold.doors import Group
from handhold.journey.rounds import slots
from handhold.journey.state import Side, Want
from handhold.journey.topics import Catalogue, Step, Topic, Way
from handhold.rehearsal.answers import Answer, Answers, effective, every
from handhold.rehearsal.equalities import equalities
from handhold.rehearsal.table import Coins, Outcome, Play, Seat, Table, View

DECK = "two"
TOPICS = (Topic("together"), Topic("by turns", directional=True, steps=(Step("one"),)))
CATALOGUE = Catalogue({topic.uid: topic for topic in TOPICS}, {DECK: ("together", "by turns")}, smallest=2)
ENOUGH = 5  # findings; what leaks once leaks in a thousand rounds
IN: Coins = ((True, True), (True, True))

Bits = tuple[bool, ...]
"""Slot by slot: yes, or anything else."""


@dataclass(slots=True)
class Swept:
    """How much the sweep saw, and what it found wrong."""

    pairs: int = 0
    rounds: int = 0
    findings: list[str] = field(default_factory=list)


def sweep(group: Group, play: Play, quick: bool = False) -> Swept:
    """Play all pairs by mail, and live all that come to other yeses.

    `quick` leaves out "open to it", which differs from "very much" for its owner alone.
    """
    swept = Swept()
    table, judge = Table(group, CATALOGUE, DECK, play), _Judge(swept.findings)
    for live in (False, True):
        sides = [[(seat, expected(seat)) for seat in seats(side, live, quick)] for side in Side]
        for pair in product(*sides):
            if len(swept.findings) >= ENOUGH:
                break
            _look(table, judge, pair)
            swept.pairs += 1
    swept.rounds = table.played
    return swept


def seats(side: Side, live: bool, quick: bool = False) -> list[Seat]:
    """The widest yes under all coins, which comes to all there is; by mail, all other answers too."""
    widest = Answer(Want.VERY), Answer(Want.VERY)
    flips = product((True, False), repeat=3)
    coined = [Seat(side, widest, ((one, True), (two, three)), live) for one, two, three in flips]
    others = () if live else product(*map(every, TOPICS))
    said = [answers for answers in others if answers != widest and not (quick and _shaded(answers))]
    return coined + [Seat(side, answers, IN, live) for answers in said]


def _shaded(answers: Answers) -> bool:
    return any(answer.want is Want.OPEN for answer in answers)


def expected(seat: Seat) -> Bits:
    """What this side's answers come to, by the verifier's own reading."""
    at = {topic.uid: place for place, topic in enumerate(TOPICS)}
    asked = slots(CATALOGUE, DECK, seat.side)
    return tuple(effective(slot, seat.answers[at[slot.topic]], seat.coins[at[slot.topic]]) for slot in asked)


def _look(table: Table, judge: _Judge, pair: Sequence[tuple[Seat, Bits]]) -> None:
    (first, bits), (second, others) = pair
    overlap = tuple(one and other for one, other in zip(bits, others, strict=True))
    for (seat, own), view in zip(pair, table.meet(first, second), strict=True):
        judge.answers(seat, own, view)
        judge.outcome(seat, overlap, table.end(seat, view))
        judge.flight(table.group, own, overlap, view)


@dataclass(slots=True)
class _Judge:
    """Compares each round with every earlier one that should look alike."""

    findings: list[str]
    _ends: dict[tuple[Seat, Bits], Outcome] = field(default_factory=dict)
    _sizes: dict[tuple[Side, bool], tuple[int, ...]] = field(default_factory=dict)
    _flown: set[View] = field(default_factory=set)
    _seen: dict[tuple[str, Bits, Bits], tuple[int, ...]] = field(default_factory=dict)

    def answers(self, seat: Seat, own: Bits, view: View) -> None:
        """What enters a round is answer, coin, the morning after and the open lock, and nothing else."""
        if view.secret.answers != own:
            self._find(f"{_said(seat)} entered the round as another answer")

    def outcome(self, seat: Seat, overlap: Bits, outcome: Outcome) -> None:
        """What is seen is the overlap; what is kept follows from it; what is sent has one size."""
        if outcome.found != overlap:
            self._find(f"{_said(seat)} is shown something else than the overlap")
        if self._ends.setdefault((seat, overlap), outcome).kept != outcome.kept:
            self._find(f"{_said(seat)}: the app keeps something of the other's answers")
        if self._sizes.setdefault((seat.side, seat.live), outcome.sizes) != outcome.sizes:
            self._find(f"{_said(seat)}: a letter's size depends on the answers")

    def flight(self, group: Group, own: Bits, overlap: Bits, view: View) -> None:
        """In flight, with all of one side's secrets, the same points are equal whatever the other said."""
        if view in self._flown:
            return
        self._flown.add(view)
        seen, key = equalities(group, view), (view.round.side, own, overlap)
        if self._seen.setdefault(key, seen) != seen:
            said = ", ".join("yes" if bit else "no" for bit in own)
            self._find(f"in flight, side {view.round.side} with {said} can tell the other's answers apart")

    def _find(self, finding: str) -> None:
        if finding not in self.findings:
            self.findings.append(finding)


def _said(seat: Seat) -> str:
    answers = " and ".join(f"“{_word(answer)}”" for answer in seat.answers)
    return f"{seat.side.value} of the two, {answers}"


def _word(answer: Answer) -> str:
    part = "" if answer.way is Way.BOTH else f" to {answer.way.value}"
    lock = "" if answer.lock is None else ", put away"
    fresh = ", since today" if answer.fresh else ""
    return f"{answer.want.value if answer.want else 'unanswered'}{part}{lock}{fresh}"
