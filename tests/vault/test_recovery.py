"""The printed code: read by tired people in bad light."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.vault import recovery

codes = st.binary(min_size=recovery.SIZE, max_size=recovery.SIZE)


@settings(deadline=None)
@given(code=codes)
def test_a_code_comes_back(code: bytes) -> None:
    """A code is read as it was printed, in any case, with any spaces and dashes."""
    printed = recovery.spell(code)
    assert recovery.read(printed) == code
    assert recovery.read(f"  {printed.upper().replace(' ', '-')}\n") == code
    assert recovery.read(printed.replace(" ", "")) == code


@settings(deadline=None)
@given(code=codes)
def test_letters_that_look_alike_are_one(code: bytes) -> None:
    """An o for a 0, an i or an l for a 1 and a u for a v are understood."""
    printed = recovery.spell(code)
    assert recovery.read(printed.replace("0", "O").replace("1", "l").replace("v", "u")) == code
    assert recovery.read(printed.replace("1", "I")) == code


@settings(deadline=None)
@given(code=codes, at=st.integers(0, recovery.LETTERS - 1), step=st.integers(1, 31))
def test_a_slip_is_noticed(code: bytes, at: int, step: int) -> None:
    """One wrong letter is noticed here, before anybody thinks that the vault is lost."""
    letters = recovery.spell(code).replace(" ", "")
    wrong = recovery.ALPHABET[(recovery.ALPHABET.index(letters[at]) + step) % 32]
    assert recovery.read(letters[:at] + wrong + letters[at + 1 :]) is None
    assert recovery.read(letters[:at] + letters[at + 1 :]) is None


@settings(deadline=None)
@given(code=codes, at=st.integers(0, recovery.LETTERS - 2))
def test_swapped_neighbours_are_noticed(code: bytes, at: int) -> None:
    """Two letters in the wrong order are noticed as well."""
    letters = recovery.spell(code).replace(" ", "")
    swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
    assert recovery.read(swapped) == (code if swapped == letters else None)


@pytest.mark.parametrize("text", ["", "handhold", "é" * recovery.LETTERS, "?" * recovery.LETTERS])
def test_what_is_no_code_is_none(text: str) -> None:
    """Anything else is no code, and no crash."""
    assert recovery.read(text) is None


@settings(deadline=None)
@given(code=codes)
def test_the_paper_names_nothing(code: bytes) -> None:
    """Seven groups of four letters and digits, and no word of ours among them."""
    groups = recovery.spell(code).split(" ")
    assert [len(group) for group in groups] == [4] * 7
    assert all(letter in recovery.ALPHABET for group in groups for letter in group)
