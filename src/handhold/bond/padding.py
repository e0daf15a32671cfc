"""Contents of any length in bodies of one size: a length in two bytes, the content, zeros."""

from __future__ import annotations

from typing import Final

PREFIX: Final = 2


class TooLong(ValueError):
    """The content does not fit; `over` is the number of bytes too many."""

    def __init__(self, over: int) -> None:
        super().__init__(f"{over} bytes too long")
        self.over = over


def pad(content: bytes, size: int) -> bytes:
    """The content in exactly `size` bytes. Raises `TooLong`."""
    over = len(content) + PREFIX - size
    if over > 0:
        raise TooLong(over)
    return len(content).to_bytes(PREFIX, "big") + content + bytes(-over)


def strip(padded: bytes) -> bytes:
    """The content again. Raises `ValueError` when it was not padded like this."""
    size = int.from_bytes(padded[:PREFIX], "big")
    if size + PREFIX > len(padded) or any(padded[PREFIX + size :]):
        raise ValueError("no padding")
    return padded[PREFIX : PREFIX + size]
