"""Words of somebody else's, without what would steer a screen or break a file."""

from __future__ import annotations

from unicodedata import category

KEPT = "\n\t"
STEERING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Marks that turn the direction of reading: with them a line could read as another one than was sent."""
UNFIT = frozenset({"Cc", "Cs"})
"""Control characters, and halves of surrogate pairs, which no file can keep."""


def plain(text: str) -> str:
    """The text as it is, but for what no person typed to be read."""
    lines = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(sign for sign in lines if sign in KEPT or _reads(sign))


def plain_name(text: str) -> str:
    """A name in one line, without outer spaces; it may come out empty."""
    return " ".join(plain(text).split())


def _reads(sign: str) -> bool:
    return sign not in STEERING and category(sign) not in UNFIT
