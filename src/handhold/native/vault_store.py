"""The vault of a computer: one SQLite file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from handhold.doors import NoRoom, Shelf, Stale

SCHEMA = """
CREATE TABLE IF NOT EXISTS shelf (id INTEGER PRIMARY KEY CHECK (id = 0), generation INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS slot (id INTEGER PRIMARY KEY CHECK (id IN (0, 1)), sealed BLOB NOT NULL);
"""


class SqliteVaultStore:
    """The `doors.VaultStore` of a computer. The file is its owner's alone, and opened only while it is used."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def read(self) -> Shelf | None:
        """See `doors.VaultStore`."""
        raise NotImplementedError

    async def write(self, slot: int, sealed: bytes, generation: int) -> None:
        """See `doors.VaultStore`."""
        raise NotImplementedError

    async def create(self, shelf: Shelf) -> None:
        """See `doors.VaultStore`."""
        raise NotImplementedError

    async def erase(self) -> None:
        """See `doors.VaultStore`."""
        raise NotImplementedError
