"""The printed recovery code: 128 bits as seven groups of four, forgiving to read, with a check against slips.

Nothing on the paper may name the app: this module makes the groups and nothing else.
"""

from __future__ import annotations

import hmac
from typing import Final

from handhold.vault.purposes import Purpose

SIZE: Final = 16
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u
LETTERS: Final = 28
CHECK_BITS: Final = LETTERS * 5 - SIZE * 8
ALIKE: Final = str.maketrans({"i": "1", "l": "1", "o": "0", "u": "v"})


def spell(code: bytes) -> str:
    """The code as it is printed: "7k2m 9qzx ..."."""
    number = int.from_bytes(code, "big") << CHECK_BITS | _check(code)
    letters = "".join(ALPHABET[number >> shift & 31] for shift in range((LETTERS - 1) * 5, -1, -5))
    return " ".join(letters[at : at + 4] for at in range(0, LETTERS, 4))


def read(text: str) -> bytes | None:
    """The code somebody typed, whatever its case, spaces and dashes; None when a letter is wrong."""
    letters = "".join(text.casefold().split()).replace("-", "").translate(ALIKE)
    if len(letters) != LETTERS or any(letter not in ALPHABET for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number << 5 | ALPHABET.index(letter)
    code = (number >> CHECK_BITS).to_bytes(SIZE, "big")
    return code if number & (1 << CHECK_BITS) - 1 == _check(code) else None


def _check(code: bytes) -> int:
    digest = hmac.digest(Purpose.CHECK.value, code, "sha256")
    return int.from_bytes(digest[:2], "big") >> 16 - CHECK_BITS
