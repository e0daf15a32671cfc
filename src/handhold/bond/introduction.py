"""What each side tells the other at the end of a pairing: a name, a write token, the ratchet's opening."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from handhold.wire import limits
from handhold.wire.text import plain_name

NAME_MAX: Final = 120


@dataclass(frozen=True, slots=True)
class Introduction:
    """One side's. `opening` is A's first ratchet public key, or B's first ratchet message."""

    name: str
    write: bytes
    opening: bytes


def encode(introduction: Introduction) -> bytes:
    """The introduction as bytes. Raises `ValueError` for a name over `NAME_MAX` bytes."""
    name = introduction.name.encode()
    if len(name) > NAME_MAX:
        raise ValueError(f"a name has at most {NAME_MAX} bytes")
    return introduction.write + bytes([len(name)]) + name + introduction.opening


def decode(content: bytes) -> Introduction:
    """The introduction in the bytes, its name in one plain line. Raises `ValueError`, also for no name."""
    start = limits.TOKEN + 1
    size = content[limits.TOKEN] if len(content) > limits.TOKEN else NAME_MAX + 1
    end = start + size
    if size > NAME_MAX or len(content) < end:
        raise ValueError("no introduction")
    name = plain_name(content[start:end].decode())
    if not name:
        raise ValueError("nobody")
    return Introduction(name, content[: limits.TOKEN], content[end:])
