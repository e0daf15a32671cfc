"""Letters made to break the app that reads them: none silences it, and none steers what it shows."""

from __future__ import annotations

import json

import pytest

from handhold.journey.letters import CardLetter
from handhold.journey.state import AskMe
from handhold.rehearsal.paired import paired
from stories.telling import in_days, slip


def raw(plain: dict[str, object]) -> bytes:
    """A letter as a modified app writes it, whatever stands in it."""
    head = json.dumps(plain).encode()
    return len(head).to_bytes(2, "big") + head


@pytest.mark.promise(4)
async def test_half_a_character_silences_nobody() -> None:
    """JSON can carry half of a pair of surrogates, which no file can keep: Sam's app goes on hearing."""
    pair = await paired()
    day = in_days(pair.sam, 5).isoformat()
    await slip(
        pair,
        pair.alex,
        raw({"is": "AdoreLetter", "text": "\ud800", "last_day": day}),
        raw(
            {
                "is": "CardLetter",
                "card": {"when": "\udfff", "where": "", "how": "", "never": ""},
                "last_day": day,
            }
        ),
        raw({"is": "GoodbyeLetter", "word": "\ud800", "last_day": day, "x": 1}),
    )
    await slip(pair, pair.alex, CardLetter(AskMe(when="On a walk")))
    await pair.sam.phone.waits_for("They’d like to be asked like this", "/ours")
