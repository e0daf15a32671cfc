"""What only a store on a disk can promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from handhold.relay.store_sqlite import SqliteStore
from handhold.relay.wishes import Drop, Finding, Kept, Mail, NoRoom, Nothing, Own, Put, Wish, mark
from handhold.wire import limits

NOON = 1_800_000_000.0
READ, WRITE = mark(b"read"), mark(b"write")
BODY = b"b" * limits.ENVELOPE
OWN = Own(READ, WRITE)


@pytest.fixture
def anyio_backend() -> str:
    """Stores are used under asyncio."""
    return "asyncio"


async def keep(store: SqliteStore, *wishes: Wish) -> Finding:
    """Grant these wishes in order; what the last one found."""
    finding: Finding = Nothing()
    for wish in wishes:
        finding = await store.keep(wish, NOON)
    return finding


def envelope(number: int) -> bytes:
    """An envelope id."""
    return number.to_bytes(limits.ENVELOPE_ID, "big")


def put(number: int = 0, body: bytes = BODY) -> Put:
    """A deposit into the mailbox with the write mark WRITE."""
    return Put(WRITE, envelope(number), 14, body)


async def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the room for storage is used up, wishes find no room, and what was kept before stays."""
    monkeypatch.setattr(limits, "STORE_BYTES", 400_000)
    monkeypatch.setattr(limits, "ENVELOPES_A_BOX", 1000)
    store = SqliteStore(tmp_path / "relay.sqlite")
    await keep(store, OWN)
    found = [await keep(store, put(number)) for number in range(40)]
    kept = found.count(Kept(READ))
    assert 5 < kept < 40
    assert found == [Kept(READ)] * kept + [NoRoom()] * (40 - kept)
    assert await keep(store, OWN) == Mail(tuple((envelope(n), BODY) for n in range(kept)))
    await store.close()


async def test_an_answer_waits_for_the_disk(tmp_path: Path) -> None:
    """Each commit waits for the disk (`synchronous` = 2, FULL); no test can cut the power."""
    store = SqliteStore(tmp_path / "relay.sqlite")
    assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)
    await store.close()


async def test_a_file_outlives_its_store(tmp_path: Path) -> None:
    """What was found kept is there when the file is opened again."""
    first = SqliteStore(tmp_path / "relay.sqlite")
    await keep(first, OWN, put())
    await first.close()
    second = SqliteStore(tmp_path / "relay.sqlite")
    assert await keep(second, OWN) == Mail(((envelope(0), BODY),))
    await second.close()


def on_disk(folder: Path) -> bytes:
    """All bytes of all files of a store."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.mark.promise(11)
async def test_deleted_mail_is_not_left_on_the_disk(tmp_path: Path) -> None:
    """After a sweep no byte of a forgotten letter is in the store's files."""
    store = SqliteStore(tmp_path / "relay.sqlite")
    secret = b"a sealed letter " * (limits.ENVELOPE // 16)
    await keep(store, OWN, put(body=secret), Drop(READ, envelope(0)))
    await store.sweep(NOON)
    assert b"a sealed letter " not in on_disk(tmp_path)
    await store.close()
