"""Two people, two companions and a relay in memory: real sealer, real matching, a clock moved by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.applications import Starlette

from handhold.companion.app import build_companion
from handhold.companion.half import Half
from handhold.companion.world import World
from handhold.doors import Chance
from handhold.native.sealer import load
from handhold.rehearsal.chance import CoinsIn
from handhold.rehearsal.clock import NOON, HandClock
from handhold.rehearsal.memory_relay import MemoryRelay
from handhold.rehearsal.memory_store import MemoryStore
from handhold.rehearsal.phone import Phone

RELAY = "ws://relay.test/relay"


@dataclass(slots=True)
class Person:
    """One of the two: the phone, and what is behind its pages."""

    phone: Phone
    app: Starlette
    store: MemoryStore
    clock: HandClock

    @property
    def half(self) -> Half:
        """The running companion."""
        half: Half = self.app.state.half
        return half


@dataclass(slots=True)
class Pair:
    """Both people and the relay between them. `clock` is the relay's; each phone has its own."""

    alex: Person
    sam: Person
    relay: MemoryRelay
    clock: HandClock

    def move(self, **span: float) -> None:
        """Move every clock."""
        for clock in (self.clock, self.alex.clock, self.sam.clock):
            clock.move(**span)

    def until(self, hour: int) -> None:
        """Move every clock to the next full hour of this number."""
        for clock in (self.clock, self.alex.clock, self.sam.clock):
            clock.until(hour)


async def person(
    name: str, relay: MemoryRelay, clock: HandClock, chance: Chance | None = None, address: str = RELAY
) -> Person:
    """One person with an empty phone. `address`: what an invitation of theirs names."""
    store = MemoryStore()
    world = World(clock, chance or CoinsIn(), load(), store, relay, "memory", "http://phone.test", address)
    app = build_companion(world)
    half: Half = app.state.half
    await half.arrive()
    return Person(Phone(name, app), app, store, clock)


async def strangers(start: datetime = NOON, address: str = RELAY) -> Pair:
    """Two people with empty phones, and a relay."""
    clock = HandClock(start)
    relay = MemoryRelay(clock.seconds)
    alex = await person("Alex", relay, HandClock(start), address=address)
    sam = await person("Sam", relay, HandClock(start), address=address)
    return Pair(alex, sam, relay, clock)
