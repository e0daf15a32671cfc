"""States and letters as bytes."""

from __future__ import annotations

import json
from dataclasses import astuple
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handhold.journey.codec import LETTER_BYTES, Newer, Unreadable, decode, dump, encode, load
from handhold.journey.letters import (
    AdoreLetter,
    CardLetter,
    FirstLetter,
    Letter,
    OpeningLetter,
    StillLetter,
    TakeBackLetter,
    matter,
)
from handhold.journey.state import AskMe, Said, State
from handhold.wire.text import plain
from journey.two import Two

DAY = date(2026, 3, 4)
ANY: st.SearchStrategy[Letter] = st.one_of(*(st.from_type(kind) for kind in Letter.__args__))


def words(value: object) -> list[str]:
    """Every text in a letter."""
    if isinstance(value, str):
        return [value]
    return [word for one in value for word in words(one)] if isinstance(value, tuple) else []


def test_a_lived_in_state_comes_back_the_same() -> None:
    """dump and load are inverse, and the same state is always the same bytes."""
    two = Two()
    two.to_together()
    assert load(dump(two.asked.state)) == two.asked.state
    assert dump(load(dump(two.asked.state))) == dump(two.asked.state)


def test_a_newer_version_is_named_as_such() -> None:
    """A state of a later version is refused as newer, not as broken."""
    plain = json.loads(dump(State()))
    with pytest.raises(Newer):
        load(json.dumps({**plain, "version": 2}).encode())


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"\xff", b'{"version":1,"state":{"mine":4}}', b'{"version":"x"}']
)
def test_what_is_no_state_is_unreadable(data: bytes) -> None:
    """Broken bytes raise one exception, whatever is wrong with them."""
    with pytest.raises(Unreadable):
        load(data)


@given(word=st.text(st.characters(categories=["L", "Cc", "Cs", "Cf", "Zl", "Zp"])))
def test_a_letter_that_opens_can_be_kept(word: str) -> None:
    """Halves of characters, controls and marks that turn the line: what is left of them can be saved."""
    head = json.dumps({"is": "AdoreLetter", "text": word, "last_day": "2026-03-04"}).encode()
    letter = decode(len(head).to_bytes(2, "big") + head)
    assert isinstance(letter, AdoreLetter)
    assert letter.text == plain(word)
    assert decode(encode(letter)) == letter


@given(letter=ANY)
def test_letters_come_back_the_same(letter: Letter) -> None:
    """Any letter that fits decodes to itself; any other decodes to nothing."""
    assume(all(plain(word) == word for word in words(astuple(letter))))
    data = encode(letter)
    back = decode(data)
    assert back is None or back == letter


@given(data=st.binary(max_size=400))
def test_noise_is_no_letter(data: bytes) -> None:
    """Any bytes decode to a letter or to None, and never raise."""
    decode(data)


def test_unknown_oversized_and_wordy_letters_drop() -> None:
    """Another version's kind, a field too many, too many bytes or too many words: None."""
    known = encode(OpeningLetter("dance", Said("hello"), DAY))
    assert decode(known) is not None
    assert decode(known + b" ") is None
    assert decode(known.replace(b"OpeningLetter", b"OpeningLettes")) is None
    assert decode(encode(AdoreLetter("x" * 4_000, DAY))) is not None
    assert decode(encode(AdoreLetter("x" * 4_001, DAY))) is None
    assert decode(encode(FirstLetter(b"i" * 16, bytes(LETTER_BYTES), DAY))) is None
    assert decode(b"\x00\x02[]") is None
    deep = b"[" * 60_000
    assert decode(len(deep).to_bytes(2, "big") + deep) is None


def test_opaque_bodies_travel_as_they_are() -> None:
    """A body of 14,000 bytes costs no more than its bytes and a short head."""
    letter = FirstLetter(b"i" * 16, bytes(range(250)) * 56, DAY)
    assert decode(encode(letter)) == letter
    assert len(encode(letter)) < 14_000 + 200


def test_a_newer_letter_on_the_same_matter_replaces() -> None:
    """A take-back is about its opening, tonight is one matter, and a card is about no topic."""
    assert matter(OpeningLetter("a", Said(""), DAY)) == matter(TakeBackLetter("a", DAY))
    assert matter(OpeningLetter("a", Said(""), DAY)) != matter(OpeningLetter("b", Said(""), DAY))
    assert matter(StillLetter("a", "s", b"", DAY)) != "tonight"
    assert matter(CardLetter(AskMe())) == "CardLetter"
