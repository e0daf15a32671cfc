"""The browser's chance: `crypto.getRandomValues`, which is what the operating system's call becomes there."""

from __future__ import annotations

import os


class BrowserChance:
    """Fresh after every restore of the snapshot: nothing of it is kept in Python."""

    def draw(self, size: int) -> bytes:
        """`size` fresh random bytes."""
        return os.urandom(size)
