"""All that an app or the relay holds, as names and values that can be laid side by side."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from pathlib import Path

from handhold.companion.kept import Kept
from handhold.doors import Relay, RelayLink
from handhold.wire.frames import Frame, encode

TABLES = ("box", "mail", "place", "standing", "saying", "swap", "offer", "decoy")
HOURS = "until"
RANDOM = re.compile(r"[0-9a-f]{32,}")  # a random id, written out
DAY_HOURS = 24


def in_app(kept: Kept) -> dict[str, str]:
    """Every field of a kept record by its path. Keys and other random bytes are shown by their size."""
    found = dict(_walk("", kept))
    if kept.bond is not None:
        found.pop("bond.ratchet")
        found |= {path: _size(value) for path, value in _walk("bond.ratchet", json.loads(kept.bond.ratchet))}
    return found


def _walk(path: str, value: object) -> Iterator[tuple[str, str]]:
    children = list(_children(value))
    if not children and not isinstance(value, Mapping):
        yield path, _shown(value)
    for name, child in children:
        yield from _walk(f"{path}.{name}".lstrip("."), child)


def _children(value: object) -> Iterator[tuple[object, object]]:
    if is_dataclass(value):
        yield from ((each.name, getattr(value, each.name)) for each in fields(value))
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple | list) and any(map(is_dataclass, value)):
        yield from enumerate(value)


def _shown(value: object) -> str:
    match value:
        case bytes():
            return _size(value)
        case Enum():
            return str(value.value)
        case tuple() | list():
            return ", ".join(map(_shown, value))
        case _:
            return RANDOM.sub("…", str(value))


def _size(value: object) -> str:
    if isinstance(value, bytes) or (isinstance(value, str) and len(value) > 1):
        return f"{len(value)} bytes"
    return str(value)


def in_relay(file: Path, now: float) -> tuple[str, ...]:
    """Every stored row of a relay's file: sizes of all bytes, days left for all hours. `now` in seconds."""
    store = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return tuple(row for table in TABLES for row in _rows(store, table, int(now) // 3600))
    finally:
        store.close()


def _rows(store: sqlite3.Connection, table: str, hour: int) -> list[str]:
    cursor = store.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608 our own names
    names = [column[0] for column in cursor.description]
    return [f"{table}: {_line(zip(names, row, strict=True), hour)}" for row in cursor]


def _line(row: Iterable[tuple[str, object]], hour: int) -> str:
    return ", ".join(f"{name} {_stored(name, value, hour)}" for name, value in row)


def _stored(name: str, value: object, hour: int) -> str:
    # Whole days, rounded: a run may begin in one hour and end in the next.
    if name == HOURS and isinstance(value, int):
        return f"in {round((value - hour) / DAY_HOURS)} days"
    return _size(value)


Crossed = Counter[tuple[str, str, int]]
"""How many frames went each way, by kind and size in bytes."""


@dataclass(slots=True)
class Overheard:
    """`doors.Relay` that counts what crosses the wire, by way, kind and size."""

    through: Relay
    counts: Crossed = field(default_factory=Counter)

    async def connect(self, address: str) -> RelayLink:
        """See `doors.Relay`."""
        return _OverheardLink(await self.through.connect(address), self)

    def crossed(self, way: str, frame: Frame) -> None:
        """One more frame."""
        self.counts[way, type(frame).__name__, len(encode(frame))] += 1


@dataclass(frozen=True, slots=True)
class _OverheardLink:
    link: RelayLink
    wire: Overheard

    async def send(self, frame: Frame) -> None:
        """See `doors.RelayLink`."""
        self.wire.crossed("to the relay", frame)  # first: the relay may act on it before this goes on
        await self.link.send(frame)

    async def receive(self) -> Frame:
        """See `doors.RelayLink`."""
        frame = await self.link.receive()
        self.wire.crossed("from the relay", frame)
        return frame

    async def close(self) -> None:
        """See `doors.RelayLink`."""
        await self.link.close()
