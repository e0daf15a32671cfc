"""What a rule hands back, and how it says no."""

from __future__ import annotations

from dataclasses import dataclass

from handhold.journey.letters import Letter
from handhold.journey.refusals import Refusal
from handhold.journey.state import State


@dataclass(frozen=True, slots=True)
class Moved:
    """The next state, and what is to be sent with it in the same save."""

    state: State
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed, and why, in words for the person who tapped."""

    refusal: Refusal


class Unmoved(Exception):
    """Raised by a rule: a tap is refused with these words, a letter leaves nothing."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.name)
        self.refusal = refusal


def need(condition: object, refusal: Refusal) -> None:
    """Go on only when the condition holds. Raises `Unmoved`."""
    if not condition:
        raise Unmoved(refusal)
