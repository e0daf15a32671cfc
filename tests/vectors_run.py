"""Runs test vectors against a group. Every function answers with the names of what failed: none is good.

Nothing here reads a file or knows a test runner, so that the browser build can run the very same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handhold.doors import Group, NotInGroup
from handhold.matching import dleq
from handhold.matching.exchange import Both, answer, begin, conclude
from handhold.matching.hashing import bind, expand, to_points
from handhold.matching.rounds import Round

Vectors = Mapping[str, Any]


def run_group(group: Group, vectors: Vectors) -> list[str]:
    """RFC 9496, appendix A: multiples of the generator, invalid encodings, and the map from uniform bytes."""
    failed = []
    for number, text in enumerate(vectors["multiples"], start=1):
        if group.base(number) != bytes.fromhex(text):
            failed.append(f"multiple {number}")
    failed += [f"accepted {text}" for text in vectors["invalid"] if _accepts(group, bytes.fromhex(text))]
    for each in vectors["maps"]:
        if group.hash_many([bytes.fromhex(each["input"])]) != [bytes.fromhex(each["point"])]:
            failed.append(f"map {each['input']}")
    return failed


def run_expand(vectors: Vectors) -> list[str]:
    """RFC 9380, K.3: `expand_message_xmd` with SHA-512."""
    domain = vectors["domain"].encode()
    return [
        f"expand {each['message'][:16]} to {each['size']}"
        for each in vectors["vectors"]
        if expand(each["message"].encode(), domain, each["size"]).hex() != each["output"]
    ]


def run_voprf(group: Group, vectors: Vectors) -> list[str]:
    """RFC 9497, A.1.2: hash to the group, blind, evaluate, prove with the given nonce, verify."""
    context, key = bytes.fromhex(vectors["context"]), bytes.fromhex(vectors["key"])
    secret = _scalar(vectors["secret"])
    failed = [] if group.base(secret) == key else ["key"]
    for number, each in enumerate(vectors["vectors"]):
        points = to_points(group, [bytes.fromhex(text) for text in each["inputs"]], context)
        blinded = group.mul_many([_scalar(text) for text in each["blinds"]], points)
        evaluated = group.mul_many([secret] * len(blinded), blinded)
        claim = dleq.Claim(context, dleq.Pairs(key, tuple(blinded), tuple(evaluated)))
        proof = dleq.prove(group, claim, secret, _scalar(each["nonce"]))
        dleq.verify(group, claim, proof)
        made = {"blinded": _hex(blinded), "evaluated": _hex(evaluated), "proof": proof.hex()}
        failed += [f"{name} {number}" for name, value in made.items() if value != each[name]]
    return failed


def run_matching(group: Group, vectors: Vectors) -> list[str]:
    """Whole rounds with fixed entropy: every byte of both messages of both sides, and the result."""
    failed = []
    for each in vectors["rounds"]:
        made = play(group, each)
        failed += [f"{each['name']}: {name}" for name, value in made.items() if value != each["made"][name]]
    return failed


def play(group: Group, given: Vectors) -> dict[str, Any]:
    """All that a round makes of its inputs, as the vectors write it."""
    context = bind(*(bytes.fromhex(part) for part in given["context"]))
    slots = tuple(bytes.fromhex(slot) for slot in given["slots"])
    a, b = Round(context, "A", slots), Round(context, "B", slots)
    chance = {name: bytes.fromhex(text) for name, text in given["entropy"].items()}
    secret_a, first_a = begin(group, a, given["answers"]["A"], chance["begin A"])
    secret_b, first_b = begin(group, b, given["answers"]["B"], chance["begin B"])
    of_a, of_b = Both(first_a, first_b), Both(first_b, first_a)
    second_a = answer(group, a, secret_a, of_a, chance["answer A"])
    second_b = answer(group, b, secret_b, of_b, chance["answer B"])
    return {
        "secret A": secret_a.to_bytes().hex(),
        "secret B": secret_b.to_bytes().hex(),
        "R1 A": first_a.hex(),
        "R1 B": first_b.hex(),
        "R2 A": second_a.hex(),
        "R2 B": second_b.hex(),
        "result A": list(conclude(group, a, secret_a, of_a, Both(second_a, second_b))),
        "result B": list(conclude(group, b, secret_b, of_b, Both(second_b, second_a))),
    }


def _accepts(group: Group, point: bytes) -> bool:
    try:
        group.mul(2, point)
    except NotInGroup:
        return False
    return True


def _scalar(text: str) -> int:
    return int.from_bytes(bytes.fromhex(text), "little")


def _hex(points: list[bytes]) -> list[str]:
    return [point.hex() for point in points]
