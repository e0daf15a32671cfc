"""Words of somebody else's, made fit to keep and to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.wire.text import plain, plain_name


@given(text=st.text(st.characters(categories=["L", "N", "P", "S", "Cc", "Cs", "Cf", "Zl", "Zp"])))
def test_whatever_comes_can_be_kept_and_is_kept_once(text: str) -> None:
    """The outcome is a text that every file can hold, and a second time changes nothing."""
    tame = plain(text)
    assert plain(tame) == tame
    assert tame.encode().decode() == tame


@pytest.mark.parametrize("kind", ["a\nb\tc", "שלום וסליחה", "👩‍❤️‍👨 and 🏳️‍🌈", "ő, é, ñ", "\u0c15\u200d\u0c37"])
def test_what_people_type_stays(kind: str) -> None:
    """Lines, other alphabets, and characters that are made of several stay as they are."""
    assert plain(kind) == kind


@pytest.mark.parametrize("trick", ["\u202eon syas maS", "\u2066\u2069", "\x00\x1b[2J", "\ud800", "\u200f"])
def test_what_steers_is_gone(trick: str) -> None:
    """Nothing turns the direction of a line, rings a bell, or is half a character."""
    assert set(plain(trick)) <= set("on syas maS[2J")


def test_a_name_is_one_line() -> None:
    """No new line makes a name look like a page of its own."""
    assert plain_name("  Sam\n\nsays\u2028yes \x07") == "Sam says yes"
    assert plain_name("\u202e\n ") == ""
