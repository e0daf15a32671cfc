"""The present, as one frozen value: what is mine, and what is ours while there is a bond. No history.

Every fact here stands in the table of kept facts (docs/journey.md). Days act at six in the morning and go
when they have acted; nothing holds a time of day, a past day, or the word for what anybody answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from handhold.journey.mine import AskMe, Lifting, Lock, Mine, Season, Want, Wish
from handhold.journey.ours import (
    Adored,
    After,
    Gate,
    Kept,
    Ours,
    Overlap,
    Round,
    RoundPage,
    RoundStage,
    Side,
    Tonight,
)
from handhold.journey.talks import (
    Asked,
    Asking,
    NotOffered,
    Open,
    Page,
    PageKind,
    Prepared,
    Put,
    Raised,
    Said,
    Settling,
    Talk,
    Talking,
    Warmth,
)

__all__ = [
    "Adored",
    "After",
    "AskMe",
    "Asked",
    "Asking",
    "Gate",
    "Kept",
    "Lifting",
    "Lock",
    "Mine",
    "NotOffered",
    "Open",
    "Ours",
    "Overlap",
    "Page",
    "PageKind",
    "Prepared",
    "Put",
    "Raised",
    "Round",
    "RoundPage",
    "RoundStage",
    "Said",
    "Season",
    "Settling",
    "Side",
    "State",
    "Talk",
    "Talking",
    "Tonight",
    "Want",
    "Warmth",
    "Wish",
]


@dataclass(frozen=True, slots=True)
class State:
    """Everything one app knows."""

    mine: Mine = field(default_factory=Mine)
    ours: Ours | None = None
