"""A sealer, and a pair that has just paired."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import shake_256
from itertools import count

import pytest

from handhold.bond import invitation, pairing
from handhold.bond.bond import Bond
from handhold.bond.derivation import Draw
from handhold.bond.pairing import Pairing
from handhold.doors import Sealer
from handhold.native.sealer import load

RELAY = "wss://relay.example"


@pytest.fixture(scope="session")
def sealer() -> Sealer:
    """The sealer of this computer."""
    return load()


@pytest.fixture
def draw() -> Draw:
    """Chance that is the same in every run, and never repeats within one."""
    turn = count()
    return lambda size: shake_256(b"chance %d" % next(turn)).digest(size)


@pytest.fixture
def link(draw: Draw) -> invitation.Invitation:
    """A fresh invitation by link."""
    return invitation.link(RELAY, draw(32))


@pytest.fixture
def code(draw: Draw) -> invitation.Invitation:
    """A fresh invitation by spoken code."""
    return invitation.code(RELAY, draw(19))


@pytest.fixture(scope="session")
def talk(sealer: Sealer) -> Callable[[Pairing, Pairing], tuple[Pairing, Pairing]]:
    """Let two sides say all they have to say, until neither has anything new."""

    def deliver(speaker: Pairing, listener: Pairing) -> Pairing:
        for phase, body in pairing.say(sealer, speaker):
            listener = pairing.hear(sealer, listener, phase, body)
        return listener

    def talk(a: Pairing, b: Pairing) -> tuple[Pairing, Pairing]:
        while True:
            before = (a, b)
            b = deliver(a, b)
            a = deliver(b, a)
            if (a, b) == before:
                return a, b

    return talk


@pytest.fixture(scope="session")
def bonds(sealer: Sealer, talk: Callable[[Pairing, Pairing], tuple[Pairing, Pairing]]) -> tuple[Bond, Bond]:
    """Both halves of one fresh bond."""
    invited = invitation.link(RELAY, bytes(32))
    a, b = Pairing("A", invited, "Ann", b"a" * 32), Pairing("B", invited, "Bo", b"b" * 32)
    a, b = talk(*map(pairing.confirm, talk(a, b)))
    tied = pairing.tie(sealer, a), pairing.tie(sealer, b)
    assert tied[0] is not None
    assert tied[1] is not None
    return tied[0], tied[1]
