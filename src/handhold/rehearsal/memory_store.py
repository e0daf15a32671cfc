"""A vault store in memory, with the mishaps of real ones at the turn of a switch."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handhold.doors import NoRoom, Shelf, Stale


@dataclass(slots=True)
class MemoryStore:
    """The `doors.VaultStore` of rehearsals and tests."""

    kept: Shelf | None = None
    refuse_writes: bool = False
    """The device says no: full, denied, private browsing."""

    async def read(self) -> Shelf | None:
        """See `doors.VaultStore`."""
        return self.kept

    async def write(self, slot: int, sealed: bytes, generation: int) -> None:
        """See `doors.VaultStore`."""
        if self.kept is None or self.kept.generation != generation:
            raise Stale
        self._may_keep()
        first, second = self.kept.slots
        slots = (sealed, second) if slot == 0 else (first, sealed)
        self.kept = Shelf(generation + 1, slots)

    async def create(self, shelf: Shelf) -> None:
        """See `doors.VaultStore`."""
        if self.kept is not None:
            raise Stale
        self._may_keep()
        self.kept = shelf

    async def erase(self) -> None:
        """See `doors.VaultStore`."""
        self.kept = None

    def wipe(self) -> None:
        """The browser clears an unused site, unasked."""
        self.kept = None

    def snapshot(self) -> Shelf | None:
        """A copy, as a system backup takes it."""
        return self.kept and replace(self.kept)

    def restore(self, snapshot: Shelf | None) -> None:
        """The device is set back to an earlier copy."""
        self.kept = snapshot

    def _may_keep(self) -> None:
        if self.refuse_writes:
            raise NoRoom
