"""The invitation: a link with a 256-bit secret, or a short code to say aloud."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from handhold.bond import words

LINK_SECRET: Final = 32
CODE_SECRET: Final = 3
NAMEPLATE_DIGITS: Final = 6
CHECK: Final = 4
MARK: Final = b"\x01"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What the two must share to meet: where, and a secret. Used once, then burnt.

    `nameplate` is empty for a link (secret of 32 bytes), six digits for a spoken code (secret of 3 bytes).
    """

    relay: str
    secret: bytes
    nameplate: str = ""


def link(relay: str, entropy: bytes) -> Invitation:
    """A fresh invitation for a link. `entropy`: 32 random bytes."""
    if len(entropy) != LINK_SECRET:
        raise ValueError(f"a link needs {LINK_SECRET} random bytes")
    return Invitation(relay, entropy)


def code(relay: str, entropy: bytes) -> Invitation:
    """A fresh invitation to say aloud. `entropy`: 19 random bytes."""
    if len(entropy) != CODE_SECRET + 16:
        raise ValueError(f"a code needs {CODE_SECRET + 16} random bytes")
    number = int.from_bytes(entropy[CODE_SECRET:], "big") % 10**NAMEPLATE_DIGITS
    return Invitation(relay, entropy[:CODE_SECRET], f"{number:0{NAMEPLATE_DIGITS}}")


def encode(invitation: Invitation) -> str:
    """A link invitation as the payload of a URL fragment: letters, digits, - and _ only."""
    content = MARK + invitation.secret + invitation.relay.encode()
    return urlsafe_b64encode(content + sha256(content).digest()[:CHECK]).decode().rstrip("=")


def decode(text: str) -> Invitation | None:
    """The invitation in a payload or in a whole pasted link or message; None when there is none."""
    for candidate in reversed(re.findall(r"[A-Za-z0-9_-]{50,}", text)):
        found = _unpack(candidate)
        if found is not None:
            return found
    return None


def is_newer(text: str) -> bool:
    """Whether it holds a link of a later version: whole by its check, with a mark that isn't ours."""
    contents = map(_content, re.findall(r"[A-Za-z0-9_-]{50,}", text))
    return any(content is not None and content[:1] > MARK for content in contents)


def _content(payload: str) -> bytes | None:
    """What a link carries, where its check says that it is whole."""
    try:
        raw = urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    except Error:
        return None
    content, check = raw[:-CHECK], raw[-CHECK:]
    return content if sha256(content).digest()[:CHECK] == check else None


def _unpack(payload: str) -> Invitation | None:
    content = _content(payload)
    if content is None or content[:1] != MARK or len(content) <= 1 + LINK_SECRET:
        return None
    try:
        return Invitation(content[1 + LINK_SECRET :].decode(), content[1 : 1 + LINK_SECRET])
    except UnicodeDecodeError:
        return None


def spell(invitation: Invitation) -> str:
    """A code invitation as it is said aloud: "123 456 apple river candle"."""
    plate = invitation.nameplate
    return " ".join([plate[:3], plate[3:], *words.spell(invitation.secret)])


def hear(relay: str, text: str) -> Invitation | None:
    """The code somebody typed, forgiving in case, spaces and dashes; None when it is no code."""
    plate = "".join(re.findall(r"\d", text))
    secret = words.read(re.findall(r"[a-z]+", text.lower()))
    if len(plate) != NAMEPLATE_DIGITS or secret is None or len(secret) != CODE_SECRET:
        return None
    return Invitation(relay, secret, plate)
