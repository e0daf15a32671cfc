"""Slots: what opens them, what does not, and what nobody can tell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import shake_256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.doors import Damaged, Sealer
from handhold.native.sealer import load
from handhold.vault import record, recovery, slot
from handhold.vault.record import Record, TooFull
from handhold.vault.slot import Vault

PASSPHRASE = "a quiet evening"
CODE = bytes(range(16))


def chance(seed: int, size: int) -> bytes:
    """Random-looking bytes, the same in every run."""
    return shake_256(b"%d" % seed).digest(size)


NONCE = chance(0, 24)


@pytest.fixture(scope="module")
def sealer() -> Sealer:
    """The sealer of this computer."""
    return load()


@pytest.fixture(scope="module")
def vault(sealer: Sealer) -> Vault:
    """A vault with a passphrase and a recovery code."""
    return slot.create(sealer, PASSPHRASE, chance(1, slot.ENTROPY), CODE)


@pytest.fixture(scope="module")
def kept(sealer: Sealer, vault: Vault) -> bytes:
    """A slot with something in it."""
    return slot.seal(sealer, vault, 4, b"mine", NONCE)


def test_passphrase_and_code_open_it(sealer: Sealer, vault: Vault, kept: bytes) -> None:
    """Both ways in lead to the same key, and to what was kept."""
    assert slot.unlock(sealer, kept, PASSPHRASE) == vault
    assert slot.recover(sealer, kept, CODE) == vault
    assert slot.open(sealer, vault, kept) == Record(4, b"mine")


def test_nothing_else_opens_it(sealer: Sealer, kept: bytes) -> None:
    """A wrong passphrase, a wrong code, and the code given as passphrase say no, and nothing more."""
    assert slot.unlock(sealer, kept, PASSPHRASE + " ") is None
    assert slot.unlock(sealer, kept, recovery.spell(CODE)) is None
    assert slot.recover(sealer, kept, bytes(16)) is None


def test_two_keyboards_spell_one_passphrase(sealer: Sealer) -> None:
    """An accent typed as one letter or as two opens the same vault."""
    vault = slot.create(sealer, "café", chance(2, slot.ENTROPY))
    assert slot.unlock(sealer, slot.seal(sealer, vault, 0, b"", NONCE), "cafe\u0301") == vault


def test_an_unused_slot_answers_like_a_wrong_passphrase(sealer: Sealer) -> None:
    """Random bytes open with nothing, and say no in the same way."""
    unused = chance(3, slot.SIZE)
    assert slot.unlock(sealer, unused, PASSPHRASE) is None
    assert slot.recover(sealer, unused, CODE) is None
    assert slot.unlock(sealer, b"", PASSPHRASE) is None


def test_a_slot_looks_like_chance(sealer: Sealer, kept: bytes) -> None:
    """Used with a code, without one, and unused: one size, no constant byte, no byte that is rare."""
    without = slot.seal(
        sealer, slot.create(sealer, PASSPHRASE, chance(4, slot.ENTROPY)), 4, b"", chance(5, 24)
    )
    unused = chance(6, slot.SIZE)
    assert len(kept) == len(without) == len(unused) == slot.SIZE
    for content in (kept, without, unused):
        counts = Counter(content)
        expected = slot.SIZE / 256
        assert len(counts) == 256
        # Chi-square with 255 degrees of freedom: over 350 happens once in 20,000 times.
        assert sum((count - expected) ** 2 / expected for count in counts.values()) < 350
    assert sum(a == b for a, b in zip(kept, without, strict=True)) < slot.SIZE / 128
    constant = [at for at in range(slot.HEADER) if kept[at] == without[at] == unused[at]]
    assert len(constant) < 4
    place_of_code = slice(slot.HEADER - slot.WRAPPED, slot.HEADER)
    for content in (kept, without):
        assert len(set(content[place_of_code])) > slot.WRAPPED / 2


@settings(deadline=None)
@given(at=st.integers(0, record.SIZE - 1))
def test_a_damaged_record_is_told_from_a_wrong_passphrase(
    sealer: Sealer, vault: Vault, kept: bytes, at: int
) -> None:
    """The header opens and the record does not: damaged, not forgotten."""
    place = slot.HEADER + at
    damaged = kept[:place] + bytes([kept[place] ^ 1]) + kept[place + 1 :]
    with pytest.raises(Damaged):
        slot.open(sealer, vault, damaged)


def test_a_cut_slot_is_damaged(sealer: Sealer, vault: Vault, kept: bytes) -> None:
    """A slot that lost its end opens with its passphrase, and says that it is damaged."""
    for cut in (kept[:-1], kept[: slot.HEADER], kept + b"\0"):
        assert slot.unlock(sealer, cut, PASSPHRASE) == vault
        with pytest.raises(Damaged):
            slot.open(sealer, vault, cut)


def test_a_record_belongs_to_its_vault(sealer: Sealer, vault: Vault, kept: bytes) -> None:
    """A record moved under another vault's id does not open, even with the same key."""
    other = replace(vault, header=b"another vault id" + vault.header[16:])
    with pytest.raises(Damaged):
        slot.open(sealer, other, kept)


def test_changing_the_passphrase_ends_the_old_ones(sealer: Sealer, vault: Vault, kept: bytes) -> None:
    """After a change neither the old passphrase, nor the old paper, nor the old key opens what is written."""
    plain = slot.open(sealer, vault, kept).plain
    changed = slot.create(sealer, "another evening", chance(7, slot.ENTROPY), None)
    now = slot.seal(sealer, changed, 5, plain, chance(8, 24))
    assert slot.unlock(sealer, now, PASSPHRASE) is None
    assert slot.recover(sealer, now, CODE) is None
    with pytest.raises(Damaged):
        slot.open(sealer, vault, now)
    assert slot.open(sealer, changed, now).plain == b"mine"


@pytest.mark.parametrize("size", [0, 1, record.ROOM])
def test_every_record_has_one_size(sealer: Sealer, vault: Vault, size: int) -> None:
    """Nobody sees how much is kept."""
    sealed = slot.seal(sealer, vault, 1, b"w" * size, NONCE)
    assert len(sealed) == slot.SIZE
    assert slot.open(sealer, vault, sealed) == Record(1, b"w" * size)


def test_too_full_says_by_how_much(sealer: Sealer, vault: Vault) -> None:
    """What does not fit is refused whole, with the number of bytes over."""
    assert record.fits(record.ROOM)
    assert not record.fits(record.ROOM + 1)
    with pytest.raises(TooFull) as refusal:
        slot.seal(sealer, vault, 1, bytes(record.ROOM + 9), NONCE)
    assert refusal.value.over == 9


def test_a_vault_wants_its_chance(sealer: Sealer) -> None:
    """Too few random bytes make no vault."""
    with pytest.raises(ValueError, match="random"):
        slot.create(sealer, PASSPHRASE, b"short")
