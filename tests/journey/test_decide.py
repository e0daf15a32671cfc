"""The one way in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handhold.journey.codec import dump
from handhold.journey.days import later
from handhold.journey.decide import MAIL, TAPS
from handhold.journey.letters import Letter, OpeningLetter, SecondLetter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import Request, SetLock
from handhold.journey.state import Put, Raised, Said
from journey.two import Two

DOCS = Path(__file__).parents[2] / "docs" / "journey.md"


def test_every_tap_and_every_letter_has_its_rule() -> None:
    """Nothing that can be tapped or sent is without a rule; R2 alone comes another way."""
    assert set(TAPS) == set(Request.__args__)
    assert set(MAIL) == set(Letter.__args__) - {SecondLetter}


def test_every_letter_is_documented_with_its_days() -> None:
    """The table of letters has each kind once, with the days that the rules allow it."""
    rows = dict(re.findall(r"^\| `(\w+Letter)` \| ([^|]+) \|", DOCS.read_text(), re.MULTILINE))
    words = {None: "until replaced", 0: "six in the morning"}
    told = {kind.__name__: words.get(days, f"{days} days") for kind, (days, _) in MAIL.items()}
    assert rows == {**told, "SecondLetter": "21 days"}


def test_every_refusal_is_a_sentence_for_a_person() -> None:
    """No shouting, no code, no blame."""
    for refusal in Refusal:
        assert refusal.value.endswith((".", "?"))
        assert "!" not in refusal.value
        assert refusal.name not in refusal.value


def test_a_refused_tap_changes_nothing() -> None:
    """The state a person has is the state they keep."""
    two = Two()
    before = dump(two.asker.state)
    assert two.asker.refusal(SetLock("nowhere", Put.RESTING)) is Refusal.UNKNOWN
    assert dump(two.asker.state) == before


@pytest.mark.promise(4)
def test_a_duplicate_changes_nothing() -> None:
    """Heard twice is heard once."""
    two = Two()
    letter = OpeningLetter("dance", Said("hi"), later(two.asked.now.date(), 9))
    two.asked.hear(letter)
    before = dump(two.asked.state)
    two.asked.hear(letter)
    assert dump(two.asked.state) == before
    assert isinstance(two.asked.ours.talks["dance"], Raised)
