"""The Help pages: both sides, care that rests on facts, lines that say when they were checked."""

from __future__ import annotations

import re
from datetime import date

from handhold.playbooks import library


def test_both_sides_are_spoken_to() -> None:
    """There are signs and help for the pressured and for the pressuring."""
    assert [side.whom for side in library().help.signs] == ["pressured", "pressuring"]
    assert {line.whom for line in library().help.lines} == {"pressured", "pressuring", "both"}


def test_care_rests_on_facts() -> None:
    """It hurt, I bled and I felt pushed rest on the facts about emergency, hours and days."""
    cards = {card.id: set(card.facts) for card in library().help.care}
    assert list(cards) == ["hurt", "bled", "pushed"]
    assert {"HF44", "HF46"} <= cards["hurt"] & cards["bled"]
    assert "HF45" in cards["pushed"]


def test_every_line_says_whence_and_when() -> None:
    """Each line names its source and the day on which somebody last looked."""
    for line in library().help.lines:
        assert line.source.startswith("https://")
        assert line.last_checked >= date(2026, 11, 1)


def test_every_way_to_a_line_is_one_tap() -> None:
    """A number to call opens the dialler with its digits, one to text a message, an address its page."""
    ways = [way for line in library().help.lines for way in line.reach]
    assert {way.by for way in ways} == {"call", "text", "visit"}
    for way in ways:
        digits = re.sub(r"\D", "", way.at)
        opens = {"call": f"tel:{digits}", "text": f"sms:{digits}", "visit": f"https://{way.at}"}
        assert way.href == opens[way.by]
        assert way.by == "visit" or re.fullmatch(r"[\d -]{3,}", way.at)
        assert way.by != "visit" or re.fullmatch(r"[\w-]+(\.[\w-]+)+", way.at)


def test_nobody_is_sent_to_couples_counselling() -> None:
    """After pressure, help is for one person: exercises for two would put them in one room."""
    pressured = library().help.signs[0]
    assert any("no moment for exercises as a couple" in line for line in pressured.help)
