"""The whole round between two honest sides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.doors import Group
from handhold.matching.exchange import Both, answer, begin, conclude
from handhold.matching.ristretto import Ristretto
from handhold.matching.rounds import Round
from handhold.native.ristretto import load
from matching.pair import CONTEXT, chance, names, play, reply, shown, sit
from matching.toy_group import ToyGroup
from vectors_run import run_matching

TOY = ToyGroup()
REAL = load()
VECTORS = Path(__file__).parents[1] / "vectors" / "matching-v1.json"
ENVELOPE = 16 * 1024 - 600  # what is left of one envelope beside its headers
BOTH_ANSWERS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=5)


@pytest.mark.promise(2)
@given(BOTH_ANSWERS)
@settings(deadline=None)
def test_what_both_want_shows_and_nothing_else(answers: list[tuple[bool, bool]]) -> None:
    """For each slot, both sides see a match exactly when both said yes."""
    of_a, of_b = zip(*answers, strict=True)
    expected = tuple(one and other for one, other in answers)
    assert play(TOY, of_a, of_b) == (expected, expected)


@pytest.mark.parametrize("group", [REAL, Ristretto()], ids=["native", "plain"])
def test_both_groups_play_a_round(group: Group) -> None:
    """The real groups see the four pairs of answers as the small one does."""
    expected = (True, False, False, False)
    assert play(group, (True, True, False, False), (True, False, True, False)) == (expected, expected)


@pytest.mark.parametrize("group", [REAL, Ristretto()], ids=["native", "plain"])
def test_every_byte_is_as_it_was(group: Group) -> None:
    """The frozen rounds come out to the last byte."""
    assert run_matching(group, json.loads(VECTORS.read_text())) == []


@pytest.mark.promise(2)
def test_size_says_nothing() -> None:
    """All yes, all no and mixed answers make messages of one size."""
    seats = [sit(TOY, "A", answers) for answers in ([True] * 3, [False] * 3, [True, False, True])]
    theirs = sit(TOY, "B", [True] * 3)
    assert {len(seat.first) for seat in seats} == {64 + 3 * 128}
    assert {len(reply(TOY, seat, theirs.first)) for seat in seats} == {96 + 3 * 32}
    assert len({len(seat.secret.to_bytes()) for seat in seats}) == 1


def test_the_largest_deck_fits_one_envelope() -> None:
    """32 topics, both directions each, fit the one size of envelope with its headers."""
    a, b = sit(TOY, "A", [True] * 64), sit(TOY, "B", [False] * 64)
    assert len(a.first) < ENVELOPE
    assert len(reply(TOY, a, b.first)) < ENVELOPE


@pytest.mark.promise(2)
def test_two_noes_do_not_meet() -> None:
    """Where both said no, what the two R2 hold differs: "we both said no" does not show either."""
    a, b = sit(TOY, "A", [False]), sit(TOY, "B", [False])
    assert reply(TOY, a, b.first)[32:64] != reply(TOY, b, a.first)[32:64]


def test_the_same_inputs_make_the_same_bytes() -> None:
    """Nothing but its arguments enters a message."""
    first, again = sit(TOY, "A", [True, False]), sit(TOY, "A", [True, False])
    theirs = sit(TOY, "B", [True, True]).first
    assert first == again
    assert reply(TOY, first, theirs) == reply(TOY, again, theirs)


def test_changed_answers_take_another_scalar() -> None:
    """Even with frozen chance, other answers come under another scalar: what changed does not show."""
    one, other = sit(TOY, "A", [True, True]), sit(TOY, "A", [True, False])
    assert one.secret.scalar != other.secret.scalar
    assert one.first[:64] != other.first[:64]


@pytest.mark.parametrize("entropy", [b"", bytes(31), bytes(33)])
def test_chance_is_32_bytes(entropy: bytes) -> None:
    """Less chance than asked for is a fault, not a smaller safety."""
    with pytest.raises(ValueError, match="fresh"):
        begin(TOY, Round(CONTEXT, "A", names(1)), [True], entropy)
    seat, theirs = sit(TOY, "A", [True]), sit(TOY, "B", [True])
    with pytest.raises(ValueError, match="fresh"):
        answer(TOY, seat.round, seat.secret, seat.hears(theirs.first), entropy)


def test_own_bytes_belong_together() -> None:
    """A secret of another round, or an R2 to other messages, is a fault of ours and named as one."""
    a, b, other = sit(TOY, "A", [True]), sit(TOY, "B", [True]), sit(TOY, "A", [False])
    second_a, second_b = reply(TOY, a, b.first), reply(TOY, b, a.first)
    with pytest.raises(ValueError, match="secret"):
        answer(TOY, a.round, other.secret, a.hears(b.first), chance("answer A"))
    with pytest.raises(ValueError, match="these two"):
        shown(TOY, a, b.first, bytes(32) + second_a[32:], second_b)
    with pytest.raises(ValueError, match="secret"):
        conclude(TOY, a.round, other.secret, a.hears(b.first), Both(second_a, second_b))
