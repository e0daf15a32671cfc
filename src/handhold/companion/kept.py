"""All that one device keeps, as one value: the state, the bond, what waits to be sent, a pairing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter

from handhold.bond.bond import Bond
from handhold.bond.pairing import Pairing
from handhold.companion.outbox import Outbox
from handhold.journey import codec
from handhold.journey.state import State

VERSION = 1


class FromTheFuture(Exception):
    """A newer handhold wrote this. It is whole; this older app must not touch it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One sealed record's worth."""

    state: State = field(default_factory=State)
    bond: Bond | None = None
    called: str = ""
    """The name by which the other knows this person, as given when linking; it goes with the bond."""
    outbox: Outbox = ()
    pairing: Pairing | None = None
    pairing_until: date | None = None
    """The last day of an invitation under way; afterwards it lapses silently."""
    again_until: date | None = None
    """Until this day every letter is deposited on each connection: the relay had lost its memory."""
    notice: str = ""


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    converter.register_unstructure_hook(State, lambda state: codec.dump(state).decode())
    converter.register_structure_hook(State, lambda text, _: codec.load(text.encode()))
    return converter


def dump(kept: Kept) -> bytes:
    """As JSON, with its version."""
    plain: dict[str, Any] = _converter().unstructure(kept)
    return _converter().dumps({"version": VERSION, **plain}).encode()


def load(data: bytes) -> Kept:
    """What `dump` wrote. Raises `FromTheFuture` for a newer version."""
    plain = _converter().loads(data, dict[str, Any])
    if plain.pop("version") > VERSION:
        raise FromTheFuture
    return _converter().structure(plain, Kept)
