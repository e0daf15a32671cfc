"""What an app and a relay hold is laid out whole: every field, every row, and no key."""

from __future__ import annotations

import sqlite3
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from handhold.companion.kept import Kept
from handhold.companion.outbox import Parcel
from handhold.journey.state import Mine, Ours, Overlap, Season, Side, State
from handhold.journey.topics import Way
from handhold.rehearsal.held import TABLES, in_app, in_relay

DAY = date(2026, 5, 1)
SECRET = b"a key that is shown to nobody at all"
HOUR = 3600


def test_every_field_of_an_app_is_shown() -> None:
    """However deep it stands, each field has its own line; one more of them is one more line."""
    parcel = Parcel("ws://relay.test", SECRET, SECRET, SECRET, "matter", DAY)
    ours = Ours(Side.FIRST, overlaps=(Overlap("t01", Way.GIVE),))
    mine = Mine(notes={"why": "a note"}, seasons={"t01": Season(DAY, True, (True, False))})
    shown = in_app(Kept(State(mine, ours), outbox=(parcel,)))
    assert shown["state.mine.notes.why"] == "a note"
    assert shown["state.mine.seasons.t01.coins"] == "True, False"
    assert shown["state.ours.overlaps.0.way"] == "give"
    assert shown["outbox.0.last_day"] == "2026-05-01"
    assert {f"outbox.0.{each.name}" for each in fields(Parcel)} <= shown.keys()
    another = in_app(
        Kept(State(replace(mine, notes={"why": "a note", "theirs": "no"}), ours), outbox=(parcel,))
    )
    assert another.keys() - shown.keys() == {"state.mine.notes.theirs"}


def test_keys_are_shown_by_their_size() -> None:
    """Nothing that is printed could open anything."""
    parcel = Parcel("ws://relay.test", SECRET, SECRET, SECRET, f"matter {SECRET.hex()}", DAY)
    shown = in_app(Kept(outbox=(parcel,)))
    assert shown["outbox.0.body"] == f"{len(SECRET)} bytes"
    assert SECRET.hex() not in "".join(shown.values())


def test_every_row_of_a_relay_is_shown(tmp_path: Path) -> None:
    """Each table of its schema, each row, each field: sizes of what is sealed, days left of hours."""
    file = tmp_path / "relay.sqlite"
    schema = Path(__file__).parents[2] / "src/handhold/relay/schema/1.sql"
    with sqlite3.connect(file) as store:
        store.executescript(schema.read_text())
        store.execute("INSERT INTO box VALUES (?, ?, ?)", (bytes(32), b"1" * 32, 24 * 90))
        tables = {name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    store.close()
    assert tables == set(TABLES)
    assert in_relay(file, HOUR)[0] == "box: read 32 bytes, write 32 bytes, until in 90 days"
