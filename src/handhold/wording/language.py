"""Whether a text is words at all, and words in a language the check can read."""

from __future__ import annotations

from handhold.wording.library import Library
from handhold.wording.reading import ENDERS, Reading

_ENOUGH_WORDS = 4
_READABLE = 0.6
_KNOWN = 0.15


def unreadable(text: str) -> str | None:
    """`empty` or `not_text` for something that is no message, else None."""
    if not text.strip():
        return "empty"
    head = text[:20_000]
    strange = sum(not (char.isprintable() or char in "\n\r\t") and ord(char) < 0x2000 for char in head)
    lost = head.count("\ufffd") + sum(0xD800 <= ord(char) <= 0xDFFF for char in head)
    return "not_text" if 10 * (strange + lost) > len(head) else None


def foreign(reading: Reading, library: Library) -> bool:
    """Whether the text seems to be in another language than the library's."""
    words = [word for word in reading.words if word not in ENDERS]
    letters = [char for char in reading.text[:20_000] if char.isalpha()]
    latin = sum(char < "\u0250" or char > "\uff00" for char in letters)
    if letters and latin < _READABLE * len(letters):
        return True
    if len(words) < _ENOUGH_WORDS:
        return False
    known = sum(word in library.lists["common"] for word in words)
    strange = sum(word in library.lists["foreign"] for word in words)
    return strange > known or (known < _KNOWN * len(words) and strange > 0)
