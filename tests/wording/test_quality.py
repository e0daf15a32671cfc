"""How good the check is, on messages that no rule was written from and nothing was learned from."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from beside import beside
from handhold.wording import check

SCORED_ONLY = ("held", "unseen")


@cache
def figures(half: str) -> dict[str, Any]:
    """Every figure of one set."""
    score = beside("bench/score.py")
    found: dict[str, Any] = score.score(score.corpus(half), marks)
    return found


def marks(text: str) -> list[tuple[int, int, str]]:
    """What the check marks."""
    return [(found.span.start, found.span.end, found.category) for found in check(text).findings]


@pytest.mark.parametrize("half", SCORED_ONLY)
def test_what_is_marked_is_pressure(half: str) -> None:
    """Nine of ten marks are right, and of a hundred hard innocent messages six are marked at most."""
    assert figures(half)["precision"] >= 0.90
    assert figures(half)["false_alarms_hard"] <= 0.06


@pytest.mark.parametrize("half", SCORED_ONLY)
@pytest.mark.parametrize("trap", ["saying_no", "reported", "boundary", "accept_no", "apology"])
def test_nobody_is_marked_for_a_no_or_an_old_hurt(half: str, trap: str) -> None:
    """Not one refusal, report, boundary, accepted no or apology."""
    alarms, of = map(int, figures(half)["alarms_by_trap"][trap].split("/"))
    assert alarms == 0
    assert of >= 10


@pytest.mark.parametrize("half", SCORED_ONLY)
def test_most_pressure_is_seen(half: str) -> None:
    """The goals for recall, for where the marks stand, and for the names they carry."""
    assert figures(half)["recall_easy"] >= 0.88
    assert figures(half)["recall_hard"] >= 0.55
    assert figures(half)["span_overlap"] >= 0.70
    assert figures(half)["category_f1"] >= 0.62


def test_what_is_scored_was_not_learned_from() -> None:
    """No scored message stands in the training, case and signs left aside."""
    rows = [row for half in ("open", *SCORED_ONLY) for row in beside("bench/score.py").corpus(half)]
    learned = {_letters(message.text) for message in beside("training/messages.py").messages()}
    assert len(learned) > 10_000
    assert {_letters(row["text"]) for row in rows} & learned == set()


def _letters(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())
