"""Two people who have found each other over a relay process, by tapping pages as anybody would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from handhold.companion.app import build_companion
from handhold.companion.half import Half
from handhold.companion.world import World
from handhold.native.link import NativeRelay
from handhold.native.sealer import load
from handhold.rehearsal.chance import CoinsIn
from handhold.rehearsal.clock import HandClock
from handhold.rehearsal.held import Overheard
from handhold.rehearsal.memory_store import MemoryStore
from handhold.rehearsal.pair import Person
from handhold.rehearsal.phone import Phone
from handhold.rehearsal.relay_program import Running
from handhold.rehearsal.seasons import PATIENCE, Stage, settle
from handhold.rehearsal.thread import arrive, pair

NAMES = "Alex", "Sam"


@dataclass(frozen=True, slots=True)
class Clocks:
    """`thread.Time` over the clocks of these people."""

    clocks: tuple[HandClock, ...]

    async def move(self, *, days: float = 0, hours: float = 0) -> None:
        """Forward."""
        for clock in self.clocks:
            clock.move(days=days, hours=hours)

    async def until(self, hour: int) -> None:
        """To the next full hour of this number."""
        for clock in self.clocks:
            clock.until(hour)


@asynccontextmanager
async def linked(relay: Running) -> AsyncIterator[Stage]:
    """A linked pair on its stage, with the first deck before it. At the end both phones are locked."""
    wires = Overheard(NativeRelay()), Overheard(NativeRelay())
    alex, sam = [await _person(name, relay, wire) for name, wire in zip(NAMES, wires, strict=True)]
    clocks = Clocks((alex.clock, sam.clock))
    await arrive(alex.phone, sam.phone, clocks)
    await pair(alex.phone, sam.phone, clocks)
    deck = next(iter(alex.half.catalogue.decks))
    stage = Stage((alex, sam), wires, relay, deck, (alex.half.kept, sam.half.kept), alex.clock.now())
    try:
        await settle(stage)
        yield stage
    finally:
        alex.half.lock()
        sam.half.lock()
        await _quiet()


async def _quiet() -> None:
    """Wait until every connection is closed."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        await asyncio.wait(others, timeout=PATIENCE)


async def _person(name: str, relay: Running, wire: Overheard) -> Person:
    store, clock = MemoryStore(), HandClock()
    world = World(clock, CoinsIn(), load(), store, wire, "memory", "http://phone.test", relay.address)
    app = build_companion(world)
    half: Half = app.state.half
    await half.arrive()
    return Person(Phone(name, app), app, store, clock)
