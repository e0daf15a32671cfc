"""What the relay needs of a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from handhold.relay.wishes import Finding, Wish


@dataclass(frozen=True, slots=True)
class Holding:
    """One stored row, field by field, with nothing left out."""

    table: str
    fields: Mapping[str, int | bytes]


class MailboxStore(Protocol):
    """Where places, mail and swaps lie for a while. Times in seconds since the epoch."""

    async def keep(self, wish: Wish, now: float) -> Finding:
        """Grant one wish, wholly or not at all. Returns once it is durable; `NoRoom` when it could not be."""
        ...

    async def sweep(self, now: float) -> None:
        """Forget all whose time is over."""
        ...

    async def holdings(self) -> list[Holding]:
        """Everything that is stored. For whoever holds the store itself: no connection can reach this."""
        ...

    async def close(self) -> None:
        """Let go of the store."""
        ...
