"""The vault in IndexedDB: one strict transaction a write, with the generation compared inside it."""

from __future__ import annotations

from dataclasses import dataclass

from handhold.browser.crossing import Foreign, give, take
from handhold.doors import Damaged, NoRoom, Shelf, Stale


def _settle(refusal: str | None) -> None:
    match refusal:
        case None:
            return
        case "stale":
            raise Stale("somebody else wrote since this was read")
        case _:
            raise NoRoom(refusal)


@dataclass(frozen=True, slots=True)
class BrowserVaultStore:
    """The `VaultStore` door over web/site/shelf.js, whose writes answer nothing or a refusal's name."""

    shelf: Foreign

    async def read(self) -> Shelf | None:
        """All that is kept, or None on an empty device."""
        kept = await self.shelf.read()
        if kept is None:
            return None
        generation, first, second = kept
        try:
            return Shelf(int(generation), (take(first), take(second)))
        except (AttributeError, TypeError, ValueError) as broken:
            raise Damaged from broken

    async def write(self, slot: int, sealed: bytes, generation: int) -> None:
        """Replace one slot and step the generation. Raises `Stale`, `NoRoom`."""
        if slot not in (0, 1):
            raise ValueError("there are two slots")
        _settle(await self.shelf.write(slot, give(sealed), generation))

    async def create(self, shelf: Shelf) -> None:
        """Fill an empty device. Raises `Stale`, `NoRoom`."""
        first, second = shelf.slots
        _settle(await self.shelf.create(shelf.generation, give(first), give(second)))

    async def erase(self) -> None:
        """Forget all of it: keys first, then the database, the caches and the service worker."""
        await self.shelf.erase()
