"""What a modified app could try in a round, and what it gets: a false proof, and nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.matching import choice, dleq, exchange, octets
from handhold.matching.octets import FalseProof
from handhold.matching.ristretto import ORDER
from handhold.matching.rounds import Round, Secret
from handhold.native.ristretto import load
from matching.cancelling import cancel
from matching.pair import CONTEXT, Seat, chance, names, reply, shown, sit
from matching.toy_group import ToyGroup

TOY = ToyGroup()
REAL = load()
SLOTS = 2
YES = [True] * SLOTS
BAD_POINTS = {"identity": bytes(32), "negative": b"\x01" + bytes(31), "not reduced": b"\xff" * 32}
FIRST = 32 * (1 + SLOTS)  # where the proof of an R1 starts


class Watched(ToyGroup):
    """The small group, and which scalars were used with it."""

    def __init__(self) -> None:
        """Nothing used so far."""
        self.used: list[int] = []
        self.commitments: list[int] = []

    def base(self, scalar: int) -> bytes:
        """As ever."""
        self.commitments.append(scalar)
        return super().base(scalar)

    def mul_many(self, scalars: Sequence[int], points: Sequence[bytes]) -> list[bytes]:
        """As ever."""
        self.used += scalars
        return super().mul_many(scalars, points)


def refuses(seat: Seat, their_first: bytes) -> None:
    """The seat takes this R1 for false."""
    with pytest.raises(FalseProof):
        reply(REAL, seat, their_first)


@pytest.mark.promise(2)
def test_one_key_for_what_is_asked_another_for_what_is_answered() -> None:
    """Mixed keys, by direction: asking with one key and answering with another is seen."""
    mallory, sam = sit(REAL, "A", YES), sit(REAL, "B", YES)
    liar = Secret(mallory.secret.scalar + 1, mallory.secret.answers)
    answer_of_sam = reply(REAL, sam, mallory.first)
    theirs = octets.split(sam.first[32:FIRST])
    products = tuple(REAL.mul_many([liar.scalar] * SLOTS, theirs))
    pairs = dleq.Pairs(REAL.base(mallory.secret.scalar), tuple(theirs), products)
    claim = exchange._claim(mallory.round, "A", mallory.hears(sam.first), pairs)
    forged = answer_of_sam[:32] + b"".join(products) + dleq.prove(REAL, claim, liar.scalar, 99)
    with pytest.raises(FalseProof):
        shown(REAL, sam, mallory.first, answer_of_sam, forged)


@pytest.mark.promise(2)
def test_one_key_for_each_slot() -> None:
    """Mixed keys, by slot: an R1 whose slots are under different keys gets no answer."""
    sam, scalar = sit(REAL, "B", YES), 12345
    round = Round(CONTEXT, "A", names(SLOTS))
    yes, no = round.bases(REAL, "A")
    elements = tuple(REAL.mul_many([scalar, scalar + 1], yes))
    claim = choice.Claim(round.seal("A"), REAL.base(scalar), yes, no, elements)
    proof = choice.prove(REAL, claim, Secret(scalar, (True, True)), chance("mallory"))
    refuses(sam, claim.key + b"".join(elements) + proof)


@pytest.mark.promise(2)
def test_errors_do_not_cancel() -> None:
    """False answers whose errors cancel pass blind weights; here every weight sees every answer."""
    size = 16
    mallory, sam = sit(TOY, "A", [True] * size), sit(TOY, "B", [True] * size)
    answer_of_sam = reply(TOY, sam, mallory.first)
    both = mallory.hears(sam.first)
    theirs = tuple(octets.split(sam.first[32 : 32 * (1 + size)]))
    scalar = mallory.secret.scalar
    true = dleq.Pairs(TOY.base(scalar), theirs, tuple(TOY.mul_many([scalar] * size, theirs)))
    forged = cancel(TOY, exchange._claim(mallory.round, "A", both, true))
    claim = exchange._claim(mallory.round, "A", both, replace(true, outputs=forged))
    second = answer_of_sam[:32] + b"".join(forged) + dleq.prove(TOY, claim, scalar, 99)
    with pytest.raises(FalseProof):
        shown(TOY, sam, mallory.first, answer_of_sam, second)


@pytest.mark.promise(2)
def test_every_weight_sees_every_answer() -> None:
    """Changing one answer changes the weights of all slots, which is what ends the cancelling."""
    a, b = sit(TOY, "A", [True] * 4), sit(TOY, "B", [True] * 4)
    points = tuple(TOY.base(number) for number in range(2, 6))
    one = exchange._claim(a.round, "A", a.hears(b.first), dleq.Pairs(points[0], points, points))
    changed = dleq.Pairs(points[0], points, (*points[:3], TOY.base(9)))
    other = exchange._claim(a.round, "A", a.hears(b.first), changed)
    pairs = zip(dleq.weights(TOY.order, one), dleq.weights(TOY.order, other), strict=True)
    assert all(before != after for before, after in pairs)


def test_our_own_message_reflected() -> None:
    """Our R1 sent back to us is not theirs."""
    sam = sit(REAL, "B", YES)
    refuses(sam, sam.first)


def test_our_own_answer_reflected() -> None:
    """Our R2 sent back to us is not theirs."""
    alex, sam = sit(REAL, "A", YES), sit(REAL, "B", YES)
    second = reply(REAL, sam, alex.first)
    with pytest.raises(FalseProof):
        shown(REAL, sam, alex.first, second, second)


def test_swapped_slots() -> None:
    """Two elements, or two proofs, in each other's place are refused."""
    mallory, sam = sit(REAL, "A", [True, False]), sit(REAL, "B", YES)
    key, one, other, *proof = octets.split(mallory.first)
    refuses(sam, b"".join([key, other, one, *proof]))
    refuses(sam, b"".join([key, one, other, proof[0], *proof[4:], *proof[1:4]]))


def test_the_other_side_of_the_same_round() -> None:
    """An R1 made for side B is none of side A."""
    sam = sit(REAL, "B", YES)
    refuses(sam, sit(REAL, "B", [True, False]).first)


@pytest.mark.parametrize("context", [b"", CONTEXT + b"\0"])
def test_a_message_of_another_round(context: bytes) -> None:
    """An R1 replayed from another round, pair or deck is refused."""
    refuses(sit(REAL, "B", YES), sit(REAL, "A", YES, context).first)


def test_the_slots_in_another_order() -> None:
    """An R1 over the same slots in another order is refused."""
    sam, mallory = sit(REAL, "B", YES), Round(CONTEXT, "A", names(SLOTS)[::-1])
    refuses(sam, exchange.begin(REAL, mallory, YES, chance("begin A"))[1])


def test_an_answer_to_another_message() -> None:
    """An R2 that answers another R1 of ours is refused."""
    alex, sam = sit(REAL, "A", YES), sit(REAL, "B", YES)
    earlier = sit(REAL, "B", [True, False])
    stale = reply(REAL, alex, earlier.first)
    own = reply(REAL, sam, alex.first)
    for theirs in (stale, own[:32] + stale[32:]):
        with pytest.raises(FalseProof):
            shown(REAL, sam, alex.first, own, theirs)


@pytest.mark.parametrize("bad", BAD_POINTS.values(), ids=BAD_POINTS)
@pytest.mark.parametrize("place", range(1 + SLOTS))
def test_points_that_are_none_in_the_first_message(bad: bytes, place: int) -> None:
    """The identity, and bytes that are no point, are refused wherever they stand in an R1."""
    pieces = octets.split(sit(REAL, "A", YES).first)
    pieces[place] = bad
    refuses(sit(REAL, "B", YES), b"".join(pieces))


@pytest.mark.parametrize("bad", BAD_POINTS.values(), ids=BAD_POINTS)
@pytest.mark.parametrize("place", range(1, 1 + SLOTS))
def test_points_that_are_none_in_the_second_message(bad: bytes, place: int) -> None:
    """The identity, and bytes that are no point, are refused wherever they stand in an R2."""
    alex, sam = sit(REAL, "A", YES), sit(REAL, "B", YES)
    pieces = octets.split(reply(REAL, alex, sam.first))
    pieces[place] = bad
    with pytest.raises(FalseProof):
        shown(REAL, sam, alex.first, reply(REAL, sam, alex.first), b"".join(pieces))


@pytest.mark.parametrize("place", range(1 + 3 * SLOTS))
def test_scalars_above_the_order(place: int) -> None:
    """Each scalar of a proof has one way to be written; the same plus the order is refused."""
    alex, sam = sit(REAL, "A", YES), sit(REAL, "B", YES)
    pieces = octets.split(alex.first)
    scalar = int.from_bytes(pieces[1 + SLOTS + place], "little") + ORDER
    pieces[1 + SLOTS + place] = scalar.to_bytes(32, "little")
    refuses(sam, b"".join(pieces))


@settings(deadline=None)
@given(st.data())
def test_no_message_but_the_honest_one(data: st.DataObject) -> None:
    """Any other byte, fewer or more bytes, or anything at all in place of a message, is a false proof."""
    alex, sam = sit(TOY, "A", YES), sit(TOY, "B", YES)
    own, honest = reply(TOY, sam, alex.first), reply(TOY, alex, sam.first)
    with pytest.raises(FalseProof):
        reply(TOY, sam, data.draw(st.one_of(broken(alex.first), st.binary())))
    with pytest.raises(FalseProof):
        shown(TOY, sam, alex.first, own, data.draw(st.one_of(broken(honest), st.binary())))


@st.composite
def broken(draw: st.DrawFn, message: bytes) -> bytes:
    """A message with one byte changed, cut short, or too long."""
    at, change = draw(st.integers(0, len(message) - 1)), draw(st.integers(1, 255))
    changed = message[:at] + bytes([message[at] ^ change]) + message[at + 1 :]
    return draw(st.sampled_from([changed, message[:at], message + bytes([change])]))


@pytest.mark.promise(2)
def test_their_message_is_judged_before_ours_is_touched() -> None:
    """A false R1 is refused before our scalar was used: a false element, answered, would fish for a yes."""
    group = Watched()
    mallory, sam = sit(group, "A", YES), sit(group, "B", YES)
    group.used.clear()
    group.commitments.clear()
    with pytest.raises(FalseProof):
        reply(group, sam, mallory.first[:-32] + bytes(32))
    assert sam.secret.scalar not in {*group.used, *group.commitments}


@pytest.mark.promise(2)
def test_frozen_chance_repeats_no_commitment() -> None:
    """With constant chance, no nonce of one round or set of answers serves another.

    The same nonce under two challenges would give the scalar away, and with it every yes and every no.
    """
    group = Watched()
    for context in (b"one", b"two"):
        for answers in (YES, [True, False]):
            exchange.begin(group, Round(context, "A", names(SLOTS)), answers, bytes(32))
    assert len(group.commitments) == 4 * (1 + 2 * SLOTS)
    assert len(set(group.commitments)) == len(group.commitments)


@pytest.mark.promise(2)
def test_frozen_chance_repeats_no_nonce_of_an_answer() -> None:
    """With constant chance, the same R1 answering two partners still draws two nonces."""
    group, alex = Watched(), sit(TOY, "A", YES)
    nonces = []
    for answers in (YES, [True, False], [False, False]):
        theirs = sit(TOY, "B", answers)
        exchange.answer(group, alex.round, alex.secret, alex.hears(theirs.first), bytes(32))
        nonces.append(group.commitments[-1])
    assert len(set(nonces)) == 3


@pytest.mark.promise(2)
def test_no_forged_equality_shows_what_was_not_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even were the proof broken, equal answers show a match only where this person said yes."""
    mallory, sam = sit(TOY, "A", YES), sit(TOY, "B", [True, False])
    own = reply(TOY, sam, mallory.first)
    monkeypatch.setattr(dleq, "verify", lambda *_: None)
    assert shown(TOY, sam, mallory.first, own, own) == (True, False)
