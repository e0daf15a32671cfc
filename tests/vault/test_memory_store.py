"""The mishaps a store in memory can play."""

from __future__ import annotations

from handhold.doors import Shelf
from handhold.rehearsal.memory_store import MemoryStore


async def test_a_wiped_device_is_empty() -> None:
    """A browser that clears an unused site leaves nothing."""
    store = MemoryStore(Shelf(3, (b"a", b"b")))
    store.wipe()
    assert await store.read() is None


async def test_a_device_can_be_set_back() -> None:
    """A copy from yesterday comes back as it was, generation and all."""
    store = MemoryStore(Shelf(3, (b"a", b"b")))
    yesterday = store.snapshot()
    await store.write(0, b"new", 3)
    store.restore(yesterday)
    assert await store.read() == Shelf(3, (b"a", b"b"))
