"""The whole apps over a relay process: a deck by mail, and the same deck live when its season has gone.

Before each run a pair is put back to where it had just linked, so runs differ in nothing but the answers.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from handhold.companion.ask import ask
from handhold.companion.courier import Courier
from handhold.companion.kept import Kept
from handhold.journey import rounds
from handhold.journey.refusals import Refusal
from handhold.journey.requests import CloseRound, JoinLook, LookIn, Request, StartLook
from handhold.journey.rounds import ID_BYTES, NONCE_BYTES, slots
from handhold.journey.state import Ours, RoundStage
from handhold.journey.topics import Topic
from handhold.native.chance import SystemChance
from handhold.rehearsal.answers import Answers, given
from handhold.rehearsal.held import Crossed, Overheard, in_app, in_relay
from handhold.rehearsal.pair import Person
from handhold.rehearsal.relay_program import Running

SEASON, NIGHT = timedelta(days=61), timedelta(days=1)
PATIENCE = 30.0  # seconds

Overlap = frozenset[tuple[str, str]]
"""Topics, each with one's own part in it."""


class Stuck(Exception):
    """The story did not go on; the text says where it stood."""


@dataclass(frozen=True, slots=True)
class Part:
    """One person's part in a run: the answers of each season, and what their coins are drawn from."""

    answers: tuple[Answers, ...]
    entropy: bytes


@dataclass(slots=True)
class Record:
    """What was held in a run: by each app after each round, by the relay on the way, and what crossed.

    `wanted` and `found`, for each app and round: the overlap of the effective answers, and what is shown.
    """

    apps: tuple[list[dict[str, str]], ...] = field(default_factory=lambda: ([], []))
    relay: dict[str, tuple[str, ...]] = field(default_factory=dict)
    wire: tuple[Crossed, ...] = ()
    wanted: tuple[list[Overlap], ...] = field(default_factory=lambda: ([], []))
    found: tuple[list[Overlap], ...] = field(default_factory=lambda: ([], []))


@dataclass(frozen=True, slots=True)
class Stage:
    """A linked pair before its first look, and the relay between them."""

    people: tuple[Person, Person]
    wires: tuple[Overheard, Overheard]
    relay: Running
    deck: str
    before: tuple[Kept, Kept]
    began: datetime

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The deck's, in its order."""
        catalogue = self.people[0].half.catalogue
        return tuple(catalogue.topics[uid] for uid in catalogue.decks[self.deck])

    def holds(self) -> tuple[str, ...]:
        """Every row in the relay's file now."""
        return in_relay(self.relay.file, time.time())

    def move(self, span: timedelta) -> None:
        """Move both clocks."""
        for person in self.people:
            person.clock.move(seconds=span.total_seconds())


async def settle(stage: Stage) -> None:
    """Wait until both have opened their mailboxes and nothing is under way."""
    await _until(lambda: _has(stage), "both mailboxes")


async def play(stage: Stage, parts: tuple[Part, Part]) -> Record:
    """One run: a look by mail, never online together until the end; 61 days later the same deck, live."""
    record = Record()
    await _put_back(stage)
    await _answer(stage, parts, 0)
    await _by_mail(stage, parts, record)
    stage.move(NIGHT)
    await _close(stage, record)
    stage.move(SEASON)
    await _answer(stage, parts, 1)
    await _live(stage, parts, record)
    await _close(stage, record)
    record.wire = tuple(wire.counts.copy() for wire in stage.wires)
    return record


async def _put_back(stage: Stage) -> None:
    """To the moment after linking. Nothing of this pair lies at the relay then."""
    for person, kept, wire in zip(stage.people, stage.before, stage.wires, strict=True):
        _courier(person).stop()
        person.clock.move(seconds=(stage.began - person.clock.now()).total_seconds())
        async with person.half.queue:
            await person.half.save(kept)
        wire.counts.clear()


async def _answer(stage: Stage, parts: tuple[Part, Part], season: int) -> None:
    for person, part in zip(stage.people, parts, strict=True):
        asked = zip(stage.topics, part.answers[season], strict=True)
        taps = [tap for topic, answer in asked for tap in given(topic.uid, answer)]
        await _tap(person, *taps)
    stage.move(NIGHT)


async def _by_mail(stage: Stage, parts: tuple[Part, Part], record: Record) -> None:
    one, other = stage.people
    _courier(other).stop()
    first = await _start(stage, parts[0], live=False)
    await _until(lambda: _has(stage, mail=2), "the offer on its way")
    await _courier(one).flush(PATIENCE)
    record.relay["while one has offered and the other is away"] = stage.holds()
    _courier(one).stop()
    await _courier(other).look()
    second = await _join(stage, parts[1])
    await _until(lambda: _has(stage, mail=1, offer=1), "the swap to wait")
    await _courier(other).flush(PATIENCE)
    record.relay["while the other has taken part and the first is away"] = stage.holds()
    await _courier(one).look()
    await _until(lambda: all(_stage(person) is RoundStage.KNOWN for person in stage.people), "the swap")
    await _until(lambda: _has(stage), "the relay to forget")
    record.relay["after the round"] = stage.holds()
    _want(stage, record, first, second)


async def _live(stage: Stage, parts: tuple[Part, Part], record: Record) -> None:
    for person in stage.people:
        await _courier(person).look()
    first = await _start(stage, parts[0], live=True)
    second = await _join(stage, parts[1])
    await _until(lambda: all(_ours(person).round_page for person in stage.people), "both to see")
    await _until(lambda: _has(stage), "the relay to forget")
    record.relay["after the next season’s round, live"] = stage.holds()
    _want(stage, record, first, second)


async def _start(stage: Stage, part: Part, live: bool) -> tuple[bool, ...]:
    """One offers; what entered the round."""
    draw = SystemChance().draw
    offer = StartLook(stage.deck, live, draw(ID_BYTES), draw(NONCE_BYTES), part.entropy)
    await _tap(stage.people[0], offer)
    return _entered(stage.people[0])


async def _join(stage: Stage, part: Part) -> tuple[bool, ...]:
    """The other takes part, once the offer and R1 are there; what entered the round."""
    other = stage.people[1]
    await _until(lambda: _stage(other) is RoundStage.INVITED and _first_came(other), "the offer to arrive")
    await _tap(other, JoinLook(part.entropy))
    return _entered(other)


def _entered(person: Person) -> tuple[bool, ...]:
    half = person.half
    return rounds.answers(half.kept.state, half.world.clock.now(), half.catalogue)


def _want(stage: Stage, record: Record, first: tuple[bool, ...], second: tuple[bool, ...]) -> None:
    both = [one and other for one, other in zip(first, second, strict=True)]
    for person, wanted in zip(stage.people, record.wanted, strict=True):
        asked = slots(person.half.catalogue, stage.deck, _ours(person).side)
        shown = zip(asked, both, strict=True)
        wanted.append(frozenset((slot.topic, slot.way.value) for slot, yes in shown if yes))


async def _close(stage: Stage, record: Record) -> None:
    """Both look, and put the page away: what is held at either moment is written down."""
    for person in stage.people:
        await _courier(person).flush(PATIENCE)
    for person, apps, found in zip(stage.people, record.apps, record.found, strict=True):
        await _tap(person, LookIn())
        found.append(frozenset((one.topic, one.way.value) for one in _ours(person).overlaps))
        apps.append(in_app(person.half.kept))
        await _tap(person, CloseRound())
        apps.append(in_app(person.half.kept))


async def _tap(person: Person, *taps: Request) -> None:
    refusal: Refusal | None = await ask(person.half, *taps)
    if refusal is not None:
        raise Stuck(refusal.value)


def _courier(person: Person) -> Courier:
    courier: Courier = person.app.state.courier
    return courier


def _ours(person: Person) -> Ours:
    ours = person.half.kept.state.ours
    assert ours is not None
    return ours


def _stage(person: Person) -> RoundStage | None:
    look = _ours(person).round
    return look.stage if look else None


def _first_came(person: Person) -> bool:
    look = _ours(person).round
    return look is not None and bool(look.first)


def _has(stage: Stage, **rows: int) -> bool:
    """Whether the relay holds both mailboxes, so many rows of mail and offers, and else none of those."""
    kinds = [row.partition(":")[0] for row in stage.holds()]
    asked = {"box": 2, "mail": 0, "offer": 0} | rows
    return all(kinds.count(kind) == number for kind, number in asked.items())


async def _until(done: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise Stuck(f"waited for {what}")
        await asyncio.sleep(0.005)
