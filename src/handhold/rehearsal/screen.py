"""A phone and the clocks as a script uses them, wherever it is played."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol


class Screen(Protocol):
    """A phone as a script uses it: memory's, or a browser's."""

    name: str

    @property
    def text(self) -> str:
        """The words on the page."""
        ...

    async def open(self, path: str) -> object:
        """Go to a path."""
        ...

    async def fill(self, name: str, value: str) -> None:
        """Type into a field."""
        ...

    async def tap(self, label: str) -> object:
        """Tap what begins with these words."""
        ...

    async def sees(self, *words: str) -> None:
        """These words are on the page."""
        ...

    async def waits_for(self, word: str, path: str | None = None) -> None:
        """Look again and again until it says this."""
        ...


class Time(Protocol):
    """The clocks of everybody in the story."""

    async def move(self, *, days: float = 0, hours: float = 0) -> None:
        """Forward."""
        ...

    async def until(self, hour: int) -> None:
        """To the next full hour of this number."""
        ...


Step = Callable[["Screen", "Screen", "Time"], Awaitable[None]]
