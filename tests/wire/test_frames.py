"""Every frame goes over the wire and comes back, and nothing else comes in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.wire import frames, limits
from handhold.wire.frames import Frame, Malformed, decode, encode, size

KINDS: tuple[type[Frame], ...] = Frame.__args__


def _values(kind: type[Frame]) -> st.SearchStrategy[Frame]:
    parts: dict[str, st.SearchStrategy[Any]] = {}
    for name, base, width in frames._LAYOUTS[kind]:
        whole = st.integers(0, 256**width - 1)
        parts[name] = whole if base is int else st.binary(min_size=1, max_size=8).map(_filled(width))
    return st.builds(kind, **parts)


def _filled(width: int) -> Any:
    return lambda seed: (seed * width)[:width]


@given(st.sampled_from(KINDS).flatmap(_values))
def test_a_frame_comes_back_as_it_was(frame: Frame) -> None:
    """Decoding what was encoded gives the same frame, and its size is the size of its kind."""
    data = encode(frame)
    assert decode(data) == frame
    assert len(data) == size(type(frame))


@given(st.binary(max_size=64))
def test_strange_bytes_are_malformed_or_a_frame(data: bytes) -> None:
    """Any bytes either are refused as malformed or are exactly the frame they say."""
    try:
        frame = decode(data)
    except Malformed:
        return
    assert encode(frame) == data


@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_of_another_size_is_malformed(kind: type[Frame]) -> None:
    """One byte more or less than the kind's size is no frame."""
    whole = bytes([kind.KIND]) + bytes(size(kind) - 1)
    decode(whole)
    for wrong in (whole + b"\0", whole[:-1]):
        with pytest.raises(Malformed):
            decode(wrong)


def test_a_field_of_a_wrong_size_is_not_sent() -> None:
    """Encoding refuses a body that has not the one size, since its size would tell what it is."""
    with pytest.raises(Malformed):
        encode(frames.Heard(bytes(limits.TOKEN), 1, b"short"))


def test_kinds_are_told_apart_by_their_first_byte() -> None:
    """No two frames share a kind byte."""
    assert len({kind.KIND for kind in KINDS}) == len(KINDS)


def test_a_live_frame_has_its_whole_size() -> None:
    """A live frame is `LIVE_FRAME` bytes with its type byte, and every frame fits into one message."""
    assert size(frames.Live) == limits.LIVE_FRAME
    assert max(size(kind) for kind in KINDS) <= limits.LARGEST_MESSAGE


def test_mail_of_every_kind_has_one_size() -> None:
    """All bodies that are stored as letters or swaps are of one size."""
    widths = {
        width
        for kind in (frames.Deposit, frames.Arrived, frames.Swap, frames.Released)
        for name, _, width in frames._LAYOUTS[kind]
        if name == "body"
    }
    assert widths == {limits.ENVELOPE}
