"""Each wish as SQL on an open transaction: `grant(db, wish, hour)` finds what it finds.

`hour` counts since 1970: nothing is timed more finely, so the store is no diary of minutes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from handhold.relay.wishes import (
    Crowd,
    Depart,
    Drop,
    Finding,
    Kept,
    Mail,
    Mark,
    Nothing,
    NotTheirs,
    Offer,
    Own,
    Put,
    Raze,
    Said,
    Settle,
    Stand,
    Standing,
    Swapped,
    Utter,
    Wish,
)
from handhold.wire import limits

_DAY = 24
_SHELVES = ("box", "mail", "place", "swap")


def grant(db: sqlite3.Connection, wish: Wish, hour: int) -> Finding:
    """Grant one wish. Raises `sqlite3.Error`, and then the transaction is to be rolled back."""
    return _GRANTS[type(wish)](db, wish, hour)


def forget_expired(db: sqlite3.Connection, hour: int) -> None:
    """Delete all whose last hour is over, with what hangs on it."""
    for table in _SHELVES:
        db.execute(f"DELETE FROM {table} WHERE until <= ?", (hour,))  # noqa: S608


def _others(db: sqlite3.Connection, place: Mark, side: Mark) -> list[Mark]:
    rows = db.execute("SELECT side FROM standing WHERE place = ? AND side <> ?", (place, side))
    return [row[0] for row in rows]


def _take_stand(db: sqlite3.Connection, wish: Stand | Utter, hour: int) -> Crowd | None:
    db.execute("INSERT OR IGNORE INTO place VALUES (?, 0, ?)", (wish.place, hour + limits.PLACE_HOURS))
    (burnt,) = db.execute("SELECT burnt FROM place WHERE place = ?", (wish.place,)).fetchone()
    if burnt:
        return Crowd(fresh=False)
    if len(_others(db, wish.place, wish.side)) >= limits.SIDES_A_PLACE:
        # A third side may be guessing codes: it gets one guess, and costs everybody the place.
        db.execute("UPDATE place SET burnt = 1 WHERE place = ?", (wish.place,))
        db.execute("DELETE FROM standing WHERE place = ?", (wish.place,))
        db.execute("DELETE FROM saying WHERE place = ?", (wish.place,))
        return Crowd(fresh=True)
    db.execute("INSERT OR IGNORE INTO standing VALUES (?, ?)", (wish.place, wish.side))
    return None


def _stand(db: sqlite3.Connection, wish: Stand, hour: int) -> Finding:
    if crowd := _take_stand(db, wish, hour):
        return crowd
    said = db.execute(
        "SELECT phase, body FROM saying WHERE place = ? AND side <> ? ORDER BY phase", (wish.place, wish.side)
    )
    return Standing(tuple(said))


def _utter(db: sqlite3.Connection, wish: Utter, hour: int) -> Finding:
    if crowd := _take_stand(db, wish, hour):
        return crowd
    row = (wish.place, wish.side, wish.phase, wish.body)
    fresh = db.execute("INSERT OR IGNORE INTO saying VALUES (?, ?, ?, ?)", row).rowcount
    others = _others(db, wish.place, wish.side)
    return Said(others[0] if fresh and others else None)


def _depart(db: sqlite3.Connection, wish: Depart, hour: int) -> Finding:
    db.execute(
        "DELETE FROM saying WHERE place = ?1"
        " AND EXISTS (SELECT 1 FROM standing WHERE place = ?1 AND side = ?2)",
        (wish.place, wish.side),
    )
    return Nothing()


def _own(db: sqlite3.Connection, wish: Own, hour: int) -> Finding:
    until = hour + limits.BOX_DAYS * _DAY
    made = db.execute("INSERT OR IGNORE INTO box VALUES (?, ?, ?)", (wish.read, wish.write, until)).rowcount
    pair = (wish.read, wish.write)
    # One who holds only the write token must not make a mailbox of their own in its place.
    if not db.execute("UPDATE box SET until = ? WHERE read = ? AND write = ?", (until, *pair)).rowcount:
        return NotTheirs()
    letters = db.execute("SELECT envelope, body FROM mail WHERE box = ? ORDER BY rowid", (wish.read,))
    return Mail(tuple(letters), fresh=bool(made))


def _put(db: sqlite3.Connection, wish: Put, hour: int) -> Finding:
    box = db.execute("SELECT read FROM box WHERE write = ?", (wish.write,)).fetchone()
    until = hour + min(wish.days, limits.MAIL_DAYS) * _DAY
    if box and _has_room(db, box[0], wish.envelope, until):
        db.execute("INSERT INTO mail VALUES (?, ?, ?, ?)", (box[0], wish.envelope, until, wish.body))
        return Kept(box[0])
    # As much is written as if it had been kept, so that the time to the answer tells no more than the answer.
    db.execute("UPDATE decoy SET body = randomblob(?)", (limits.ENVELOPE,))
    return Nothing()


def _has_room(db: sqlite3.Connection, box: Mark, envelope: bytes, until: int) -> bool:
    """Whether a new envelope fits; one that lies there already is refreshed."""
    known = db.execute("UPDATE mail SET until = ? WHERE box = ? AND envelope = ?", (until, box, envelope))
    (count,) = db.execute("SELECT count(*) FROM mail WHERE box = ?", (box,)).fetchone()
    return not known.rowcount and count < limits.ENVELOPES_A_BOX


def _drop(db: sqlite3.Connection, wish: Drop, hour: int) -> Finding:
    db.execute("DELETE FROM mail WHERE box = ? AND envelope = ?", (wish.read, wish.envelope))
    return Nothing()


def _raze(db: sqlite3.Connection, wish: Raze, hour: int) -> Finding:
    db.execute("DELETE FROM box WHERE read = ?", (wish.read,))
    return Nothing()


def _offer(db: sqlite3.Connection, wish: Offer, hour: int) -> Finding:
    others = db.execute(
        "SELECT side, body FROM offer WHERE swap = ? AND side <> ?", (wish.swap, wish.side)
    ).fetchall()
    if len(others) >= 2:
        return Crowd(fresh=False)
    until = hour + limits.SWAP_DAYS * _DAY
    db.execute("INSERT OR IGNORE INTO swap VALUES (?, ?)", (wish.swap, until))
    row = (wish.swap, wish.side, wish.body)
    fresh = bool(db.execute("INSERT OR IGNORE INTO offer VALUES (?, ?, 0, ?)", row).rowcount)
    other, body = others[0] if others else (None, None)
    return Swapped(other, body, fresh)


def _settle(db: sqlite3.Connection, wish: Settle, hour: int) -> Finding:
    db.execute("UPDATE offer SET settled = 1 WHERE swap = ? AND side = ?", (wish.swap, wish.side))
    db.execute(
        "DELETE FROM swap WHERE swap = ?1 AND 2 = (SELECT sum(settled) FROM offer WHERE swap = ?1)",
        (wish.swap,),
    )
    return Nothing()


_GRANTS: dict[type[Wish], Callable[[sqlite3.Connection, Any, int], Finding]] = {
    Stand: _stand,
    Utter: _utter,
    Depart: _depart,
    Own: _own,
    Put: _put,
    Drop: _drop,
    Raze: _raze,
    Offer: _offer,
    Settle: _settle,
}
