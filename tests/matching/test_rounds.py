"""A round and its secret."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.matching.rounds import Round, Secret, count
from matching.pair import CONTEXT, names
from matching.toy_group import ToyGroup

GROUP = ToyGroup()


@given(st.integers(0, 2**256 - 1), st.lists(st.booleans(), min_size=1))
def test_a_secret_comes_back(scalar: int, answers: list[bool]) -> None:
    """What was saved is read, and is as long for a yes as for a no."""
    saved = Secret(scalar, tuple(answers)).to_bytes()
    assert Secret.from_bytes(saved) == Secret(scalar, tuple(answers))
    assert len(saved) == 32 + len(answers)


@pytest.mark.parametrize("saved", [b"", bytes(31), bytes(32), bytes(32) + b"\x02"])
def test_other_bytes_are_no_secret(saved: bytes) -> None:
    """Bytes that no secret wrote are refused."""
    with pytest.raises(ValueError, match="no secret"):
        Secret.from_bytes(saved)


def test_a_secret_does_not_print_itself() -> None:
    """Neither answers nor scalar stand in what a traceback would show."""
    assert repr(Secret(12345, (True, False))) == "Secret()"
    assert "salt" not in repr(Round(CONTEXT, "A", names(1)))


@pytest.mark.parametrize("slots", [(), (b"same", b"same")])
def test_a_round_has_each_slot_once(slots: tuple[bytes, ...]) -> None:
    """No slots, or one twice, is no round: the same point twice would show that two answers agree."""
    with pytest.raises(ValueError, match="each once"):
        Round(CONTEXT, "A", slots)


def test_one_answer_for_each_slot() -> None:
    """Too few answers are refused."""
    with pytest.raises(ValueError, match="one answer"):
        count([True], names(2))


def test_bases_follow_names_not_places() -> None:
    """A slot has the same points wherever it stands in the deck, and others in another round."""
    one, other = names(2)
    there, back = Round(CONTEXT, "A", (one, other)), Round(CONTEXT, "A", (other, one))
    assert there.bases(GROUP, "A")[0] == back.bases(GROUP, "A")[0][::-1]
    assert there.bases(GROUP, "A") != Round(b"another round", "A", (one, other)).bases(GROUP, "A")


def test_yes_is_shared_and_no_is_not() -> None:
    """Both sides mean the same point by yes, and each its own by no: two noes never meet."""
    round = Round(CONTEXT, "A", names(3))
    (yes_a, no_a), (yes_b, no_b) = round.bases(GROUP, "A"), round.bases(GROUP, "B")
    assert yes_a == yes_b
    assert len({*yes_a, *no_a, *no_b}) == 9


def test_the_seal_binds_all() -> None:
    """Context, slots, their order and the side each change the seal."""
    one, other = names(2)
    round = Round(CONTEXT, "A", (one, other))
    others = [Round(b"", "A", (one, other)), Round(CONTEXT, "A", (other, one)), Round(CONTEXT, "A", (one,))]
    seals = {round.seal("A"), round.seal("B"), *(each.seal("A") for each in others)}
    assert len(seals) == 5
    assert round.seal("A") == Round(CONTEXT, "B", (one, other)).seal("A")
