"""Looking together: one side's work in a round of 64 slots, beside semi-honest set intersection.

The peer is openmined-psi, run both ways, since in a round both sides learn: one side is a client once and a
server once. It hides less: a modified client of it learns every yes unseen (`docs/matching.md`).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from handhold.doors import Group
from handhold.matching.exchange import Both, answer, begin, conclude
from handhold.matching.hashing import bind
from handhold.matching.rounds import Round

SLOTS = 64
TURNS = 9
NAMES = tuple(b"catalogue-1/topic-%d" % number for number in range(SLOTS))
OF_A = tuple(number % 2 == 0 for number in range(SLOTS))
OF_B = tuple(number % 3 == 0 for number in range(SLOTS))
MATCHES = tuple(one and other for one, other in zip(OF_A, OF_B, strict=True))

# What the demo's worker asks of its own script: a function of the app, and an answer in one string.
IN_THE_WORKER = """
def rehearse(app):
    turn = prepare_round(app.state.half.world.sealer.group)
    return lambda: json.dumps([turn() for _ in range(TURNS)])


rehearse
"""

Turn = Callable[[], float]


def run() -> dict[str, object]:
    """Seconds for one side in both homes (medians), and how many times the peer's they are."""
    return beside_the_peer() | {"browser_s": in_the_browser()}


def beside_the_peer() -> dict[str, object]:
    """Seconds for one side natively, and how many times the peer's they are; turns alternate."""
    from handhold.native.ristretto import load

    own = prepare_round(load())
    try:
        peer = prepare_intersection()
    except ImportError as absent:
        return {"native_s": _median([own() for _ in range(TURNS)]), "vs_openmined_psi": f"skipped: {absent}"}
    turns = [(own(), peer()) for _ in range(TURNS)]
    mine, theirs = (_median(list(times)) for times in zip(*turns, strict=True))
    ratio = round(mine / theirs, 2)
    return {"slots": SLOTS, "native_s": mine, "psi_s": theirs, "vs_openmined_psi": ratio}


def prepare_round(group: Group) -> Turn:
    """A turn of a whole round on this group, that counts the seconds of one side. Runs in both homes."""
    context = bind(b"pair", b"salt", b"round", b"deck")
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


def in_the_browser() -> float:
    """Seconds for one side in Chromium, on the sealer of the browser home: this file runs there as it is."""
    from home import told_by_the_worker

    as_module = Path(__file__).read_text().partition("\nif __name__")[0]
    return _median(json.loads(told_by_the_worker(as_module + IN_THE_WORKER)))


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
