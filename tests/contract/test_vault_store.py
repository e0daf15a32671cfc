"""What every vault store must do: the file of a computer, and memory. The browser's runs the same cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from handhold.doors import NoRoom, Shelf, Stale, VaultStore
from handhold.native.vault_store import SqliteVaultStore
from handhold.rehearsal.memory_store import MemoryStore

SHELF = Shelf(7, (b"first", b"second"))
BIG = bytes(512 * 1024)

Stores = Callable[[bool], VaultStore]


@pytest.fixture(params=["file", "memory"])
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    """Opens the one device of this test, again and again; `full`: it refuses to keep more."""
    memory = MemoryStore()

    def open_store(full: bool) -> VaultStore:
        if request.param == "file":
            return SqliteVaultStore(tmp_path / "kept", page_limit=8 if full else None)
        memory.refuse_writes = full
        return memory

    return open_store


@pytest.fixture
def store(open_store: Stores) -> VaultStore:
    """One empty device."""
    return open_store(False)


async def test_an_empty_device_has_nothing(store: VaultStore) -> None:
    """Nothing is kept before anybody kept something."""
    assert await store.read() is None


async def test_what_was_kept_comes_back(store: VaultStore, open_store: Stores) -> None:
    """Both slots and the generation are read as they were written, by whoever opens the device next."""
    await store.create(SHELF)
    assert await open_store(False).read() == SHELF


async def test_a_write_replaces_one_slot(store: VaultStore, open_store: Stores) -> None:
    """One slot changes, the other stays, and the generation goes up by one."""
    await store.create(SHELF)
    await store.write(1, b"new", 7)
    await store.write(0, b"newer", 8)
    assert await open_store(False).read() == Shelf(9, (b"newer", b"new"))


@pytest.mark.parametrize("generation", [6, 8])
async def test_an_old_writer_is_refused(store: VaultStore, generation: int) -> None:
    """Whoever read another generation than the kept one is stale, and changes nothing."""
    await store.create(SHELF)
    with pytest.raises(Stale):
        await store.write(0, b"new", generation)
    assert await store.read() == SHELF


async def test_of_two_writers_one_wins(store: VaultStore, open_store: Stores) -> None:
    """Two tabs that read the same generation: the second to write is told so."""
    await store.create(SHELF)
    one, other = open_store(False), open_store(False)
    await one.write(0, b"one", 7)
    with pytest.raises(Stale):
        await other.write(1, b"other", 7)
    assert await store.read() == Shelf(8, (b"one", b"second"))


async def test_an_empty_device_takes_no_write(store: VaultStore) -> None:
    """A device that was cleared meanwhile is not written to as if nothing had happened."""
    with pytest.raises(Stale):
        await store.write(0, b"new", 0)
    assert await store.read() is None


async def test_a_full_device_is_not_made_anew(store: VaultStore) -> None:
    """Creating never overwrites what is there."""
    await store.create(SHELF)
    with pytest.raises(Stale):
        await store.create(Shelf(0, (b"", b"")))
    assert await store.read() == SHELF


async def test_no_room_changes_nothing(store: VaultStore, open_store: Stores) -> None:
    """A device that refuses says so, and what was kept is still there."""
    await store.create(SHELF)
    with pytest.raises(NoRoom):
        await open_store(True).write(0, BIG, 7)
    assert await open_store(False).read() == SHELF


async def test_no_room_from_the_start(open_store: Stores) -> None:
    """A device that refuses its first record stays empty."""
    with pytest.raises(NoRoom):
        await open_store(True).create(Shelf(0, (BIG, BIG)))
    assert await open_store(False).read() is None


@pytest.mark.promise(10)
async def test_erasing_leaves_an_empty_device(store: VaultStore, open_store: Stores) -> None:
    """After erasing there is nothing, and one can begin again; erasing twice is no mistake."""
    await store.create(SHELF)
    await store.erase()
    await store.erase()
    assert await open_store(False).read() is None
    await store.create(SHELF)
    assert await store.read() == SHELF
