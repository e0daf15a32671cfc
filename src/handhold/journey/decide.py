"""The one way in: a person's tap, a letter of theirs, or time → the next state, and letters or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handhold.journey.letters import Letter
from handhold.journey.refusals import Refusal
from handhold.journey.requests import Request
from handhold.journey.state import State
from handhold.journey.topics import Catalogue


@dataclass(frozen=True, slots=True)
class Moved:
    """The next state, and what is to be sent with it in the same save."""

    state: State
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed, and why, in words for the person who tapped."""

    refusal: Refusal


def decide(state: State, request: Request, now: datetime, catalogue: Catalogue) -> Moved | Refused:
    """What a tap does."""
    raise NotImplementedError


def receive(
    state: State, letter: Letter, now: datetime, catalogue: Catalogue, grade: str | None = None
) -> State:
    """What a letter of theirs does: its effect, or nothing at all. `grade`: the wording check's, of its text."""
    raise NotImplementedError


def wake(state: State, now: datetime, catalogue: Catalogue) -> State:
    """Let time act. Idempotent."""
    raise NotImplementedError
