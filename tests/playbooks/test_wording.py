"""Our own words meet our own check for pressure."""

from __future__ import annotations

import pytest

from handhold.playbooks import library
from handhold.playbooks.check import items, told
from handhold.playbooks.model import Answer, Opening
from handhold.wording import check

OPENINGS = [item for book in library().playbooks for item in book.talk.openings]
ANSWERS = [item for book in library().playbooks for item in book.talk.answers]


@pytest.mark.parametrize("sample", [*OPENINGS, *ANSWERS], ids=lambda sample: sample.id)
def test_a_sample_presses_nobody(sample: Opening | Answer) -> None:
    """Every opening and every answer we offer passes the check without so much as a hint."""
    report = check(sample.text, voice="draft")
    assert not report.unchecked
    assert report.findings == ()


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.id)
def test_an_opening_is_seen_to_leave_a_way_out(opening: Opening) -> None:
    """The check names the way out in every opening we offer."""
    assert "way_out" in {one.kind for one in check(opening.text, voice="draft").openness}


def test_no_card_presses() -> None:
    """No question, card, point, step or wish of ours contains words of pressure."""
    texts = list(filter(None, map(told, items((library().playbooks, library().decks)))))
    assert len(texts) > 60
    assert [(text, check(text, voice="draft").findings) for text in texts if check(text).findings] == []
