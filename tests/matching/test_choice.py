"""The proof that every slot holds a yes or a no under one key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.matching import choice
from handhold.matching.octets import FalseProof
from handhold.matching.rounds import Round, Secret
from matching.pair import CONTEXT, chance, names
from matching.toy_group import ToyGroup

GROUP = ToyGroup()
SCALAR = 141421356237


def claim_of(answers: list[bool], scalars: list[int] | None = None) -> choice.Claim:
    """What A claims with these answers, slot by slot under these scalars (one for all unless said)."""
    round = Round(CONTEXT, "A", names(len(answers)))
    yes, no = round.bases(GROUP, "A")
    chosen = [y if answer else n for y, n, answer in zip(yes, no, answers, strict=True)]
    elements = GROUP.mul_many(scalars or [SCALAR] * len(answers), chosen)
    return choice.Claim(round.seal("A"), GROUP.base(SCALAR), yes, no, tuple(elements))


def prove(claim: choice.Claim, answers: list[bool], scalar: int = SCALAR) -> bytes:
    """The proof that the honest code makes of it."""
    return choice.prove(GROUP, claim, Secret(scalar, tuple(answers)), chance("choice"))


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_every_honest_choice_is_proven(answers: list[bool]) -> None:
    """Whatever was answered, the proof holds, and is as long."""
    claim = claim_of(answers)
    proof = prove(claim, answers)
    choice.verify(GROUP, claim, proof)
    assert len(proof) == choice.size(len(answers))


@pytest.mark.parametrize("change", ["seal", "key", "elements", "bases", "order"])
def test_a_proof_is_for_its_own_claim(change: str) -> None:
    """Nothing in the claim can be exchanged under a proof."""
    answers = [True, False, True]
    claim = claim_of(answers)
    other = {
        "seal": replace(claim, seal=bytes(64)),
        "key": replace(claim, key=GROUP.base(7)),
        "elements": replace(claim, elements=(GROUP.base(7), *claim.elements[1:])),
        "bases": replace(claim, yes=claim.no, no=claim.yes),
        "order": replace(claim, elements=claim.elements[::-1]),
    }[change]
    with pytest.raises(FalseProof):
        choice.verify(GROUP, other, prove(claim, answers))


def test_a_slot_under_another_key_is_not_proven() -> None:
    """An element made with a second key, the start of silent fishing, finds no proof, whoever makes it."""
    answers = [True, True]
    claim = claim_of(answers, [SCALAR, SCALAR + 1])
    for scalar in (SCALAR, SCALAR + 1):
        with pytest.raises(FalseProof):
            choice.verify(GROUP, claim, prove(claim, answers, scalar))


def test_neither_yes_nor_no_is_not_proven() -> None:
    """An element on a base of one's own finds no proof."""
    claim = claim_of([True])
    claim = replace(claim, elements=(GROUP.base(SCALAR),))
    for answer in (True, False):
        with pytest.raises(FalseProof):
            choice.verify(GROUP, claim, prove(claim, [answer]))


def test_a_yes_cannot_be_passed_off_as_a_no() -> None:
    """The branch that is false cannot be the one that is opened."""
    with pytest.raises(FalseProof):
        choice.verify(GROUP, claim_of([True]), prove(claim_of([True]), [False]))


def test_frozen_chance_repeats_no_nonce() -> None:
    """With the same secret and the same chance, another statement still gives other nonces."""
    one = choice.hedge(GROUP.order, SCALAR, b"statement 1", 3)
    other = choice.hedge(GROUP.order, SCALAR, b"statement 2", 3)
    assert len({*one, *other}) == 6


def test_another_secret_has_other_nonces() -> None:
    """Who does not know the secret cannot compute the nonces, even of frozen chance."""
    assert choice.hedge(GROUP.order, 1, b"statement") != choice.hedge(GROUP.order, 2, b"statement")
