"""Chance for rehearsals: every coin falls "in"; keys are as random as ever."""

from __future__ import annotations

from secrets import token_bytes

COINS = 64


class CoinsIn:
    """`doors.Chance` whose 64-byte draws (a season's coins) never hold anyone's yes back."""

    def draw(self, size: int) -> bytes:
        """See `doors.Chance`."""
        return b"\xff" * size if size == COINS else token_bytes(size)
