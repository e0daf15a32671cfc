"""Looking together: one side's work in a round of 64 slots, beside semi-honest set intersection.

The peer is openmined-psi, run both ways, since in a round both sides learn: one side is a client once and a
server once. It hides less: a modified client of it learns every yes unseen (`docs/matching.md`).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from statistics import median
from time import perf_counter

from handhold.matching.exchange import Both, answer, begin, conclude
from handhold.matching.hashing import bind
from handhold.matching.rounds import Round
from handhold.native.ristretto import load

SLOTS = 64
TURNS = 9
NAMES = tuple(b"catalogue-1/topic-%d" % number for number in range(SLOTS))
OF_A = tuple(number % 2 == 0 for number in range(SLOTS))
OF_B = tuple(number % 3 == 0 for number in range(SLOTS))
MATCHES = tuple(one and other for one, other in zip(OF_A, OF_B, strict=True))

Turn = Callable[[], float]


def run() -> dict[str, object]:
    """Seconds for one side (medians), and how many times the peer's they are; turns alternate."""
    own = prepare_round()
    try:
        peer = prepare_intersection()
    except ImportError as absent:
        return {"native_s": _median([own() for _ in range(TURNS)]), "vs_openmined_psi": f"skipped: {absent}"}
    turns = [(own(), peer()) for _ in range(TURNS)]
    mine, theirs = (_median(list(times)) for times in zip(*turns, strict=True))
    ratio = round(mine / theirs, 2)
    return {"slots": SLOTS, "native_s": mine, "psi_s": theirs, "vs_openmined_psi": ratio}


def prepare_round() -> Turn:
    """A turn of a whole round, that counts the seconds of one side."""
    group, context = load(), bind(b"pair", b"salt", b"round", b"deck")
    a, b = Round(context, "A", NAMES), Round(context, "B", NAMES)

    def turn() -> float:
        theirs, first_b = begin(group, b, OF_B, secrets.token_bytes(32))
        start = perf_counter()
        mine, first_a = begin(group, a, OF_A, secrets.token_bytes(32))
        firsts = Both(first_a, first_b)
        second_a = answer(group, a, mine, firsts, secrets.token_bytes(32))
        spent = perf_counter() - start
        second_b = answer(group, b, theirs, Both(first_b, first_a), secrets.token_bytes(32))
        start = perf_counter()
        seen = conclude(group, a, mine, firsts, Both(second_a, second_b))
        spent += perf_counter() - start
        assert seen == MATCHES
        return spent

    return turn


def prepare_intersection() -> Turn:
    """A turn of the peer over as many elements. Raises `ImportError` where it has no build."""
    import private_set_intersection.python as psi

    of_a = [name.decode() for name in NAMES]
    of_b = [
        name.decode() if match else f"other {name.decode()}" for name, match in zip(NAMES, OF_B, strict=True)
    ]

    def turn() -> float:
        start = perf_counter()
        client, server = psi.client.CreateWithNewKey(True), psi.server.CreateWithNewKey(True)
        setup = server.CreateSetupMessage(0.0, SLOTS, of_b, psi.DataStructure.RAW)
        response = server.ProcessRequest(client.CreateRequest(of_a))
        shared = client.GetIntersection(setup, response)
        spent = perf_counter() - start
        assert len(shared) == sum(OF_B)
        return spent

    return turn


def _median(times: list[float]) -> float:
    return round(median(times), 4)


if __name__ == "__main__":
    print(json.dumps(run()))
