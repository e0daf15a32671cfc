"""The randomness of a computer."""

from __future__ import annotations

from secrets import token_bytes


class SystemChance:
    """Randomness from the operating system."""

    def draw(self, size: int) -> bytes:
        """See `doors.Chance`."""
        return token_bytes(size)
