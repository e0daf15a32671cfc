"""The SQLite file: its owner's alone, nothing left over, whole after any kill."""

from __future__ import annotations

import os
import resource
import signal
import time
from asyncio import run
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import shake_256
from pathlib import Path

import pytest

from handhold.doors import Damaged, NoRoom, Sealer, Shelf
from handhold.native.sealer import load
from handhold.native.vault_store import SqliteVaultStore
from handhold.vault import slot
from handhold.vault.slot import Vault

KILLS = 200
SECONDS = 30
SECRET = b"something that nobody else may find" * 30


def test_the_file_is_its_owner_s_alone(tmp_path: Path) -> None:
    """Nobody else on the computer may read or write it, and nothing stands beside it."""
    path = tmp_path / "kept"
    run(SqliteVaultStore(path).create(Shelf(0, (b"a", b"b"))))
    run(SqliteVaultStore(path).write(0, b"c", 0))
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_replaced_record_is_overwritten(tmp_path: Path) -> None:
    """The file holds no copy of what was replaced or erased."""
    path = tmp_path / "kept"
    store = SqliteVaultStore(path)
    run(store.create(Shelf(0, (SECRET, SECRET))))
    run(store.write(0, b"short", 0))
    run(store.write(1, b"short", 1))
    assert SECRET[:64] not in path.read_bytes()
    run(store.erase())
    assert list(tmp_path.iterdir()) == []


def test_acknowledged_means_on_the_disk(tmp_path: Path) -> None:
    """A save outlives a power cut, and no log beside the file keeps what was replaced."""
    file = SqliteVaultStore(tmp_path / "kept")._open()
    settings = {
        name: file.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "journal_mode", "secure_delete")
    }
    file.close()
    assert settings == {"synchronous": 2, "journal_mode": "delete", "secure_delete": 1}


def test_reading_makes_no_file(tmp_path: Path) -> None:
    """Looking whether something is kept leaves no trace."""
    assert run(SqliteVaultStore(tmp_path / "kept").read()) is None
    run(SqliteVaultStore(tmp_path / "kept").erase())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.promise(10)
def test_even_a_broken_file_can_be_erased(tmp_path: Path) -> None:
    """A file that no longer opens goes all the same, and so does the journal of a save that was killed."""
    (tmp_path / "kept").write_bytes(b"not a database" * 100)
    (tmp_path / "kept-journal").write_bytes(b"half a save")
    run(SqliteVaultStore(tmp_path / "kept").erase())
    assert list(tmp_path.iterdir()) == []


def test_no_folder_is_no_room(tmp_path: Path) -> None:
    """A place where no file can be made is said to be one."""
    with pytest.raises(NoRoom):
        run(SqliteVaultStore(tmp_path / "missing" / "kept").create(Shelf(0, (b"a", b"b"))))


def test_a_real_limit_of_the_system_is_no_room(tmp_path: Path) -> None:
    """When the system itself refuses to let the file grow, it is said, and nothing changed."""
    path = tmp_path / "kept"
    run(SqliteVaultStore(path).create(Shelf(0, (b"a", b"b"))))
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024, 64 * 1024))
        os._exit(_told_no_room(SqliteVaultStore(path)))
    assert os.waitpid(child, 0)[1] == 0
    assert run(SqliteVaultStore(path).read()) == Shelf(0, (b"a", b"b"))


@pytest.mark.parametrize("harm", [lambda whole: whole[: len(whole) // 2], lambda whole: b"noise" * 4000])
def test_a_broken_file_is_called_damaged(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    """Cut in half, or overwritten: it is said, and the file is left as it is for whoever can mend it."""
    path = tmp_path / "kept"
    run(SqliteVaultStore(path).create(Shelf(7, (os.urandom(9000), os.urandom(9000)))))
    path.write_bytes(harm(path.read_bytes()))
    broken = path.read_bytes()
    with pytest.raises(Damaged):
        run(SqliteVaultStore(path).read())
    assert path.read_bytes() == broken


def _told_no_room(store: SqliteVaultStore) -> int:
    try:
        run(store.write(0, bytes(512 * 1024), 0))
    except NoRoom:
        return 0
    return 1


@pytest.mark.promise(4)
def test_killed_at_any_moment_the_record_opens(tmp_path: Path) -> None:
    """A process that only saves, killed up to 200 times: the record opens, as new as the last answer."""
    saver = Saver(SqliteVaultStore(tmp_path / "kept"), load(), Vault(b"k" * 32, bytes(slot.HEADER)))
    run(saver.store.create(Shelf(0, (saver.sealed(0), bytes(slot.SIZE)))))
    began, survived, kills = time.monotonic(), 0, 0
    for moment in shake_256(b"moments").digest(KILLS):
        acknowledged = saver.killed(moment % 3, moment / 255 * 0.02)
        shelf = run(saver.store.read())
        assert shelf is not None
        record = slot.open(saver.sealer, saver.vault, shelf.slots[0])
        assert record.plain == b"%d" % record.generation
        assert shelf.generation == record.generation >= max(acknowledged, survived)
        survived, kills = shelf.generation, kills + 1
        if time.monotonic() - began > SECONDS:
            break
    assert survived >= kills / 2


@dataclass(frozen=True)
class Saver:
    """A child process that saves the number of the generation, again and again."""

    store: SqliteVaultStore
    sealer: Sealer
    vault: Vault

    def sealed(self, generation: int) -> bytes:
        """The slot of one generation."""
        return slot.seal(self.sealer, self.vault, generation, b"%d" % generation, os.urandom(24))

    def killed(self, answers: int, moment: float) -> int:
        """Killed so many seconds after so many answers; the last generation it said was kept."""
        listen, tell = os.pipe()
        child = os.fork()
        if not child:
            self._save_for_ever(tell)
        os.close(tell)
        with os.fdopen(listen, "rb") as heard:
            lines = [heard.readline() for _ in range(1 + answers)]
            deadline = time.monotonic() + moment
            while time.monotonic() < deadline:
                pass
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            lines += [line for line in heard.read().splitlines(keepends=True) if line.endswith(b"\n")]
        return int(lines[-1])

    def _save_for_ever(self, tell: int) -> None:
        shelf = run(self.store.read())
        assert shelf is not None
        generation = shelf.generation
        while True:
            os.write(tell, b"%d\n" % generation)
            run(self.store.write(0, self.sealed(generation + 1), generation))
            generation += 1
