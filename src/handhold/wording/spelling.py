"""One plain spelling for each written word: text-speak, contractions, elongations and common slips."""

from __future__ import annotations

import re
from functools import lru_cache

from handhold.wording.library import english

_ENDINGS = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_TWO_FACED = frozenset({"ur", "ill", "lets"})
_ONES = frozenset({"it", "who", "that", "which", "everyone", "everybody", "nobody", "never", "always"})
_SURELY_LONG = 96
_LONG = re.compile(r"(\w)\1{2,}")

Placed = tuple[str, tuple[int, int], int]
"""A word, where it stands in the text, and the number of its clause."""


@lru_cache(maxsize=8192)
def canonical(word: str) -> tuple[str, ...]:
    """The plain words for one written word in small letters: "won't" is will, not; 'pleeease' is please."""
    spelling = english().spelling
    known = spelling.get(word)
    if known:
        return known
    if "'" in word:
        return _contraction(word)
    if len(word) > 2 and not word.isdigit():
        short = _shorten(word[:_SURELY_LONG])
        return spelling.get(short, (short,))
    return (word.replace(".", ":"),)


def _contraction(word: str) -> tuple[str, ...]:
    head, mark, tail = word.rpartition("'")
    ending = mark + tail
    if ending == "'t" and head.endswith("n"):
        stem = head[:-1] if head != "can" else "ca"
        return (*canonical(_STEMS.get(stem, stem)), "not")
    if ending in _ENDINGS:
        return (*canonical(head), _ENDINGS[ending])
    if word == "let's":
        return ("let", "us")
    if ending == "'s":
        return (*canonical(head), "is" if head in english().lists["is"] else "'s")
    return tuple(part for part in word.replace("'", "").split() if part)


def _shorten(word: str) -> str:
    """'pleeease' and 'nooo' as they are usually spelt: two of a letter if that is known, or else one."""
    double = _LONG.sub(r"\1\1", word)
    return double if double == word or double in english().spelling else _LONG.sub(r"\1", word)


def settle(found: list[Placed]) -> list[Placed]:
    """Words with two faces, by their neighbours: 'ur' (your, you are), 'ill' (I will), 'lets' (let us)."""
    if not any(word in _TWO_FACED for word, _, _ in found):
        return found
    lists = english().lists
    settled: list[Placed] = []
    for at, (word, place, clause) in enumerate(found):
        plain: tuple[str, ...] = (word,)
        if word == "ur":
            after = found[at + 1][0]
            plain = ("you", "are") if after in lists["states"] or after.endswith("ing") else ("your",)
        elif word == "ill" and found[at - 1][0] not in lists["sick"]:
            plain = ("i", "will")
        elif word == "lets" and found[at - 1][0] not in lists["people"] | lists["others"] | _ONES:
            plain = ("let", "us")
        settled += [(each, place, clause) for each in plain]
    return settled
