"""A state or a letter as bytes, and back: canonical JSON with a version, opaque bodies behind it as is."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from handhold.journey import letters
from handhold.journey.letters import FirstLetter, Letter, SecondLetter
from handhold.journey.state import State, Talk
from handhold.wire import text

VERSION = 1
LETTER_BYTES = 15_000


class Unreadable(ValueError):
    """These bytes are not a state of this version, or of any."""


class Newer(Unreadable):
    """A newer handhold wrote this. Update, and it opens; nothing is lost."""


_CONVERTER = make_converter(forbid_extra_keys=True, detailed_validation=False)
configure_tagged_union(Talk, _CONVERTER, tag_name="is")
configure_tagged_union(Letter, _CONVERTER, tag_name="is")


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def dump(state: State) -> bytes:
    """The state as bytes: the same state is always the same bytes."""
    return _canonical({"version": VERSION, "state": _CONVERTER.unstructure(state)})


def load(data: bytes) -> State:
    """The state these bytes hold. Raises `Unreadable`; `Newer` for a version after this one."""
    try:
        plain = json.loads(data)
        version = plain["version"]
    except (ValueError, TypeError, KeyError, RecursionError) as reason:
        raise Unreadable("not a state") from reason
    if isinstance(version, int) and version > VERSION:
        raise Newer(f"version {version}")
    try:
        return _CONVERTER.structure(plain["state"], State)
    except Exception as reason:
        raise Unreadable("not a state of this version") from reason


def encode(letter: Letter) -> bytes:
    """The letter as bytes: two bytes of length, JSON, then an opaque body as it is."""
    body = b""
    if isinstance(letter, FirstLetter | SecondLetter):
        body, letter = letter.body, replace(letter, body=b"")
    head = _canonical(_CONVERTER.unstructure(letter, unstructure_as=Letter))
    return len(head).to_bytes(2, "big") + head + body


def decode(data: bytes) -> Letter | None:
    """The letter these bytes are; None for anything unknown, malformed, oversized or too long in words."""
    if not 2 <= len(data) <= LETTER_BYTES:
        return None
    end = 2 + int.from_bytes(data[:2], "big")
    try:
        plain = _tamed(json.loads(data[2:end]))
        letter: Letter = _CONVERTER.structure(plain, Letter)  # type: ignore[arg-type]
    except Exception:
        return None
    if isinstance(letter, FirstLetter | SecondLetter):
        return replace(letter, body=data[end:])
    return letter if end == len(data) and _worded(plain) else None


def _tamed(value: Any) -> Any:
    """The same, with every text fit to be kept and shown.

    Harm prevented: one crafted letter that can't be saved, so that this app neither hears nor sends again.
    """
    if isinstance(value, str):
        return text.plain(value)
    if isinstance(value, dict):
        return {key: _tamed(one) for key, one in value.items()}
    return [_tamed(one) for one in value] if isinstance(value, list) else value


def _worded(value: Any) -> bool:
    """Whether every text in it is within a letter's length."""
    if isinstance(value, str):
        return len(value) <= letters.TEXT_CHARACTERS
    if isinstance(value, dict):
        return all(map(_worded, value.values()))
    return all(map(_worded, value)) if isinstance(value, list) else True
