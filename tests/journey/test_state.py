"""The present and nothing else: what the state may hold."""

from __future__ import annotations

import re
import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from handhold.journey.state import State

DOCS = Path(__file__).parents[2] / "docs" / "journey.md"
LEAVES = (str, int, bool, bytes, date, types.NoneType)


def _parts(hint: Any) -> list[type]:
    found = [part for argument in get_args(hint) if argument is not Ellipsis for part in _parts(argument)]
    return found if get_args(hint) else [hint]


def _walk(kind: type, seen: dict[type, dict[str, list[type]]]) -> dict[type, dict[str, list[type]]]:
    if kind not in seen:
        hints = get_type_hints(kind)
        seen[kind] = {field.name: _parts(hints[field.name]) for field in fields(kind)}
        for parts in seen[kind].values():
            for part in parts:
                if is_dataclass(part):
                    _walk(part, seen)
    return seen


WALKED = _walk(State, {})
HELD = {f"{kind.__name__}.{name}" for kind, facts in WALKED.items() for name in facts if kind is not State}


@pytest.mark.promise(8)
def test_the_state_holds_the_documented_facts_and_no_other() -> None:
    """Every field of the state stands in the table of kept facts, and every fact of the table is a field."""
    table = DOCS.read_text().split("## Kept facts")[1].split("## Decisions")[0]
    assert set(re.findall(r"`([A-Z]\w+\.\w+)`", table)) == HELD


@pytest.mark.promise(8)
def test_the_state_knows_days_and_never_hours() -> None:
    """Only texts, small numbers, bits, bytes, civil days and enums are held: no datetime anywhere."""
    for facts in WALKED.values():
        for parts in facts.values():
            for part in parts:
                assert part in LEAVES or is_dataclass(part) or issubclass(part, Enum), part


@pytest.mark.promise(9)
def test_nothing_in_the_state_is_a_score() -> None:
    """No field is named for a count, a streak, a score, a badge or a history."""
    words = ("count", "streak", "score", "badge", "history", "times", "asked_at", "log")
    assert not [name for name in HELD if any(word in name.lower() for word in words)]
