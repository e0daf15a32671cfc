"""The printed recovery code: 128 bits as seven groups of four, forgiving to read, with a check against slips.

Nothing on the paper may name the app: this module makes the groups and nothing else.
"""

from __future__ import annotations

from typing import Final

SIZE: Final = 16
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: no i, l, o, u
LETTERS: Final = 28
CHECK_BITS: Final = LETTERS * 5 - SIZE * 8
POLYNOMIAL: Final = 0x180F
ALIKE: Final = str.maketrans({"i": "1", "l": "1", "o": "0", "u": "v"})


def spell(code: bytes) -> str:
    """The code as it is printed: "7k2m 9qzx ..."."""
    number = int.from_bytes(code, "big") << CHECK_BITS
    number |= _remainder(number)
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
    return None if _remainder(number) else (number >> CHECK_BITS).to_bytes(SIZE, "big")


def _remainder(number: int) -> int:
    """CRC-12: zero for a whole code; never zero with one wrong letter or two neighbours swapped."""
    for bit in range(LETTERS * 5 - 1, CHECK_BITS - 1, -1):
        if number >> bit & 1:
            number ^= POLYNOMIAL << bit - CHECK_BITS
    return number
