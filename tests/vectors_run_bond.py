"""A whole bond out of fixed chance, against frozen vectors: pure functions, run in both homes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import reduce
from hashlib import sha256, shake_256
from itertools import count
from typing import Any

from handhold.bond import channel, live, pairing, swap
from handhold.bond.bond import Bond
from handhold.bond.derivation import Draw
from handhold.bond.invitation import Invitation
from handhold.bond.pairing import Pairing
from handhold.doors import Sealer

RELAY = "wss://relay.example"
INVITATIONS = {
    "link": Invitation(RELAY, bytes(range(32))),
    "code": Invitation(RELAY, b"\1\2\3", "012345"),
}


def run(sealer: Sealer, vectors: Mapping[str, Any]) -> None:
    """Both ways to pair, and what is sent afterwards, are byte for byte as frozen."""
    for way in INVITATIONS:
        assert trace(sealer, way) == vectors[way], way


def trace(sealer: Sealer, way: str) -> dict[str, Any]:
    """What a pair says and keeps: short values in full, bodies as their hashes."""
    a, b = pair(sealer, INVITATIONS[way])
    bonds = [bond for bond in (pairing.tie(sealer, a), pairing.tie(sealer, b)) if bond is not None]
    return {
        "place": pairing.standing(a)[0].hex(),
        "words": list(pairing.four_words(sealer, a) or ()),
        "said": {side.side: _hashes(pairing.say(sealer, side)) for side in (a, b)},
        "bonds": [_written(bond) for bond in bonds],
        "sent": _sent(sealer, bonds[0], bonds[1]),
    }


def pair(sealer: Sealer, invitation: Invitation) -> tuple[Pairing, Pairing]:
    """Two sides that have said and confirmed everything."""
    a = Pairing("A", invitation, "Ann", b"a" * 32, agreed=True)
    b = Pairing("B", invitation, "Bo", b"b" * 32, agreed=True)
    for _ in range(4):
        b = reduce(lambda side, one: pairing.hear(sealer, side, *one), pairing.say(sealer, a), b)
        a = reduce(lambda side, one: pairing.hear(sealer, side, *one), pairing.say(sealer, b), a)
    return a, b


def _sent(sealer: Sealer, ours: Bond, theirs: Bond) -> dict[str, str]:
    draw = _draw()
    after, envelope = channel.seal(sealer, ours, b"hello", draw)
    opened = channel.open(sealer, theirs, envelope, draw)
    assert isinstance(opened, channel.Opened)
    assert opened.plain == b"hello"
    line = live.connect(sealer, ours, b"1" * 32, live.share(sealer, b"2" * 32))
    return {
        "envelope": sha256(envelope).hexdigest(),
        "ratchet after sending": sha256(after.ratchet.encode()).hexdigest(),
        "ratchet after hearing": sha256(opened.bond.ratchet.encode()).hexdigest(),
        "deposit": sha256(swap.seal_swap(sealer, ours, b"r" * 16, b"proof", b"n" * 24)).hexdigest(),
        "swap id": swap.swap_id(ours, b"r" * 16).hex(),
        "live room": line.room.hex(),
        "live frame": live.frame(sealer, line, b"slow")[1].hex(),
    }


def _draw() -> Draw:
    turn = count()
    return lambda size: shake_256(b"chance %d" % next(turn)).digest(size)


def _hashes(said: list[tuple[int, bytes]]) -> dict[str, str]:
    return {str(phase): sha256(body).hexdigest() for phase, body in said}


def _written(bond: Bond) -> dict[str, Any]:
    values = {field.name: getattr(bond, field.name) for field in fields(bond)}
    values["ratchet"] = sha256(bond.ratchet.encode()).digest()
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in values.items()}
