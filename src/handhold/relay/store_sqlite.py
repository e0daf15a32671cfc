"""The relay's store in one SQLite file, or in memory.

An answer leaves only after its commit, and a commit ends only when the disk has it (`synchronous=FULL`).
Wishes that come while a commit is under way share the next one.
"""

from __future__ import annotations

import sqlite3
import weakref
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import anyio
from anyio import to_thread

from handhold.relay.granting import forget_expired, grant
from handhold.relay.store import Holding
from handhold.relay.wishes import Finding, NoRoom, Wish
from handhold.wire import limits

MEMORY = ":memory:"
VERSION = 1

_HOUR = 3600
_TABLES = ("box", "mail", "place", "standing", "saying", "swap", "offer", "decoy")


@dataclass(slots=True)
class _Waiting:
    wish: Wish
    hour: int
    finding: Finding | None = None


class SqliteStore:
    """A `MailboxStore` in SQLite. Raises `sqlite3.Error` when the file is not one of ours."""

    def __init__(self, path: Path | str = MEMORY) -> None:
        self._db = _open(str(path))
        self._in_memory = str(path) == MEMORY
        self._waiting: list[_Waiting] = []
        self._turn = anyio.Lock(fast_acquire=True)
        self._swept = -1
        weakref.finalize(self, self._db.close)

    async def keep(self, wish: Wish, now: float) -> Finding:
        """Grant one wish, in the next commit."""
        entry = _Waiting(wish, int(now) // _HOUR)
        self._waiting.append(entry)
        async with self._turn:
            if entry.finding is None:
                batch, self._waiting = self._waiting, []
                if self._in_memory:
                    self._commit(batch)
                else:
                    await to_thread.run_sync(self._commit, batch)
        return entry.finding or NoRoom()

    async def sweep(self, now: float) -> None:
        """Forget all whose time is over, on the disk too as far as SQLite can."""
        async with self._turn:
            await to_thread.run_sync(self._sweep, int(now) // _HOUR)

    async def holdings(self) -> list[Holding]:
        """Every row of every table."""
        async with self._turn:
            return [row for table in _TABLES for row in self._rows(table)]

    async def close(self) -> None:
        """Close the file."""
        async with self._turn:
            self._db.close()

    def wipe(self) -> None:
        """Forget everything at once, as if the file had been lost. For rehearsals."""
        with self._db:
            for table in ("box", "place", "swap"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608

    def _commit(self, batch: list[_Waiting]) -> None:
        try:
            self._together(batch)
        except sqlite3.Error:
            self._swept = -1
            for entry in batch:
                self._alone(entry)

    def _together(self, batch: list[_Waiting]) -> None:
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            for entry in batch:
                if entry.hour != self._swept:
                    forget_expired(self._db, entry.hour)
                    self._swept = entry.hour
                entry.finding = grant(self._db, entry.wish, entry.hour)

    def _alone(self, entry: _Waiting) -> None:
        try:
            self._together([entry])
        except sqlite3.Error:
            entry.finding = NoRoom()

    def _sweep(self, hour: int) -> None:
        with self._db:
            self._db.execute("BEGIN IMMEDIATE")
            forget_expired(self._db, hour)
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _rows(self, table: str) -> list[Holding]:
        cursor = self._db.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608
        names = [column[0] for column in cursor.description]
        return [Holding(table, dict(zip(names, row, strict=True))) for row in cursor]


def _open(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        _settle_in(db)
    except sqlite3.Error:
        db.close()
        raise
    return db


def _settle_in(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version != (VERSION if tables else 0):
        raise sqlite3.DatabaseError("this file belongs to another program, or to another handhold")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")
    (page,) = db.execute("PRAGMA page_size").fetchone()
    db.execute(f"PRAGMA max_page_count = {limits.STORE_BYTES // page}")
    if not tables:
        schema = files("handhold.relay").joinpath(f"schema/{VERSION}.sql").read_text()
        db.executescript(f"BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;")
