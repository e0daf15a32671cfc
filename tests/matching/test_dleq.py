"""The batched proof that one key made all answers, and why its context must hold the whole statement."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from handhold.matching import dleq
from handhold.matching.hashing import to_points
from handhold.matching.octets import FalseProof
from handhold.matching.ristretto import Ristretto
from matching.cancelling import cancel
from matching.toy_group import ToyGroup
from vectors_run import run_voprf

GROUP = ToyGroup()
SECRET = 271828182845
VECTORS = Path(__file__).parents[1] / "vectors" / "rfc9497-voprf.json"


def honest(context: bytes, size: int) -> dleq.Claim:
    """A true claim over so many pairs."""
    inputs = to_points(GROUP, [b"input %d" % number for number in range(size)], b"test")
    outputs = GROUP.mul_many([SECRET] * size, inputs)
    return dleq.Claim(context, dleq.Pairs(GROUP.base(SECRET), tuple(inputs), tuple(outputs)))


def test_the_standard_vectors_come_out() -> None:
    """All three vectors of RFC 9497, A.1.2, one of them a batch."""
    assert run_voprf(Ristretto(), json.loads(VECTORS.read_text())) == []


def test_a_true_claim_holds() -> None:
    """An honest proof verifies."""
    claim = honest(b"context", 3)
    dleq.verify(GROUP, claim, dleq.prove(GROUP, claim, SECRET, 99))


@pytest.mark.parametrize("change", ["context", "output", "input", "key", "order", "proof"])
def test_nothing_in_a_claim_can_be_changed(change: str) -> None:
    """A proof holds for its own claim only."""
    claim = honest(b"context", 3)
    proof = dleq.prove(GROUP, claim, SECRET, 99)
    pairs, stranger = claim.pairs, GROUP.base(5)
    changed = {
        "context": replace(claim, context=b"other"),
        "output": replace(claim, pairs=replace(pairs, outputs=(stranger, *pairs.outputs[1:]))),
        "input": replace(claim, pairs=replace(pairs, inputs=(stranger, *pairs.inputs[1:]))),
        "key": replace(claim, pairs=replace(pairs, key=stranger)),
        "order": replace(claim, pairs=replace(pairs, outputs=pairs.outputs[::-1])),
        "proof": claim,
    }[change]
    with pytest.raises(FalseProof):
        dleq.verify(GROUP, changed, proof[:32] + proof[:32] if change == "proof" else proof)


def test_errors_cancel_when_the_context_is_blind() -> None:
    """With the RFC's own context a prover answers every slot falsely, and the proof holds."""
    context = b"OPRFV1-\x01-toy"
    claim = honest(context, 16)
    forged = cancel(GROUP, claim)
    false = replace(claim, pairs=replace(claim.pairs, outputs=forged))
    assert all(one != other for one, other in zip(forged, claim.pairs.outputs, strict=True))
    dleq.verify(GROUP, false, dleq.prove(GROUP, false, SECRET, 99))


def test_one_changed_answer_changes_only_its_own_weight_when_blind() -> None:
    """Why the attack works: with the RFC's context each weight can be sampled alone."""
    claim = honest(b"OPRFV1-\x01-toy", 4)
    changed = replace(claim, pairs=replace(claim.pairs, outputs=(GROUP.base(5), *claim.pairs.outputs[1:])))
    before, after = dleq.weights(GROUP.order, claim), dleq.weights(GROUP.order, changed)
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, True, True]
