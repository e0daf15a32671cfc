"""The vault of a computer: one SQLite file of its owner's alone."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from handhold.doors import Damaged, NoRoom, Shelf, Stale

# FULL: acknowledged means on the disk, since a saved "not tonight" must outlive a power cut. secure_delete:
# replaced records are overwritten. No write-ahead log, which would keep older records beside the file.
SETTINGS: Final = (
    "journal_mode = DELETE",
    "synchronous = FULL",
    "secure_delete = ON",
    "trusted_schema = OFF",
)
SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS shelf (id INTEGER PRIMARY KEY CHECK (id = 0), generation INTEGER NOT NULL)",
    "CREATE TABLE IF NOT EXISTS slot (id INTEGER PRIMARY KEY CHECK (id IN (0, 1)), sealed BLOB NOT NULL)",
)


class SqliteVaultStore:
    """The `doors.VaultStore` of a computer. The file is made by `create`, and open only while used."""

    def __init__(self, path: Path, page_limit: int | None = None) -> None:
        """`page_limit`: the most pages of 4 KiB the file may have."""
        self._path = path
        self._page_limit = page_limit

    async def read(self) -> Shelf | None:
        """See `doors.VaultStore`."""
        if not self._path.exists():
            return None
        with self._transaction() as file:
            generation = _generation(file)
            if generation is None:
                return None
            slots = [row[0] for row in file.execute("SELECT sealed FROM slot ORDER BY id")]
        if len(slots) != 2:
            raise Damaged
        return Shelf(generation, (slots[0], slots[1]))

    async def write(self, slot: int, sealed: bytes, generation: int) -> None:
        """See `doors.VaultStore`."""
        if not self._path.exists():
            raise Stale
        with self._transaction() as file:
            if _generation(file) != generation:
                raise Stale  # another process wrote since: its record is newer than what is in memory here
            file.execute("UPDATE slot SET sealed = ? WHERE id = ?", (sealed, slot))
            file.execute("UPDATE shelf SET generation = ?", (generation + 1,))

    async def create(self, shelf: Shelf) -> None:
        """See `doors.VaultStore`."""
        with self._transaction() as file:
            if _generation(file) is not None:
                raise Stale
            for statement in SCHEMA:
                file.execute(statement)
            file.execute("INSERT INTO shelf VALUES (0, ?)", (shelf.generation,))
            file.executemany("INSERT INTO slot VALUES (?, ?)", enumerate(shelf.slots))

    async def erase(self) -> None:
        """See `doors.VaultStore`."""
        # harm prevented: a full disk or a broken file keeping what its owner wants gone
        with suppress(NoRoom, Damaged):
            self._overwrite()
        self._path.unlink(missing_ok=True)
        self._path.with_name(self._path.name + "-journal").unlink(missing_ok=True)

    def _overwrite(self) -> None:
        if self._path.exists():
            with self._transaction() as file:
                file.execute("DELETE FROM slot")  # keys first: they stand in the slots' headers
                file.execute("DELETE FROM shelf")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            file = self._open()
            try:
                file.execute("BEGIN IMMEDIATE")
                yield file
                file.execute("COMMIT")
            except BaseException:
                if file.in_transaction:
                    file.execute("ROLLBACK")
                raise
            finally:
                file.close()
        except (sqlite3.OperationalError, OSError) as refusal:
            raise NoRoom from refusal
        except sqlite3.DatabaseError as broken:
            raise Damaged from broken

    def _open(self) -> sqlite3.Connection:
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600))
        file = sqlite3.connect(self._path, isolation_level=None, timeout=5)
        for setting in SETTINGS:
            file.execute(f"PRAGMA {setting}")
        if self._page_limit is not None:
            file.execute(f"PRAGMA max_page_count = {self._page_limit:d}")
        return file


def _generation(file: sqlite3.Connection) -> int | None:
    if file.execute("SELECT 1 FROM sqlite_master WHERE name = 'shelf'").fetchone() is None:
        return None
    row = file.execute("SELECT generation FROM shelf").fetchone()
    return None if row is None else int(row[0])
