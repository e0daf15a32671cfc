"""The world as a companion sees it: five doors, and where it lives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handhold.doors import Chance, Clock, Relay, Sealer, VaultStore


@dataclass(frozen=True, slots=True)
class World:
    """The five doors of one home, its own address for invitations, and the relay it was told to use."""

    clock: Clock
    chance: Chance
    sealer: Sealer
    store: VaultStore
    relay: Relay
    home: Literal["native", "browser", "memory"]
    origin: str
    relay_address: str
