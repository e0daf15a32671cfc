"""Whether a text is words at all, and words in a language the check can read."""

from __future__ import annotations

import re
from collections.abc import Collection

from handhold.wording.reading import ENDERS, Reading

# Control characters, what an undecodable byte became, and halves of a pair.
_STRANGE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ud800-\udfff]")
_ENOUGH_WORDS = 4
_READABLE = 0.6
_KNOWN = 0.55  # English messages have three quarters and more, other languages a third at most


def unreadable(text: str) -> str | None:
    """`empty` or `not_text` for something that is no message, else None."""
    if not text.strip():
        return "empty"
    head = text[:20_000]
    strange = len(_STRANGE.findall(head))
    return "not_text" if 10 * strange > len(head) else None


def foreign(reading: Reading, known: Collection[str]) -> bool:
    """Whether the text seems to be in another language than that of the words that are known."""
    if not reading.text.isascii() and _elsewhere(reading.text[:20_000]):
        return True
    words = [word for word in reading.words if word not in ENDERS and not word.isdigit()]
    if len(words) < _ENOUGH_WORDS:
        return False
    return sum(word in known for word in words) < _KNOWN * len(words)


def _elsewhere(head: str) -> bool:
    """Whether most letters are of another script."""
    letters = [char for char in head if char.isalpha()]
    latin = sum(char < "\u0250" or char > "\uff00" for char in letters)
    return bool(letters) and latin < _READABLE * len(letters)
