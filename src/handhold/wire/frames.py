"""The frames between a companion and a relay: one type byte, then fields of fixed size, big-endian.

A frame names itself by its ids, so no reply needs a serial number, and every frame of a kind has one size,
so a size tells no more than the kind does. Unknown kinds and wrong sizes do not decode.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Annotated, ClassVar, get_type_hints

from handhold.wire import limits

Token = Annotated[bytes, limits.TOKEN]
Side = Annotated[bytes, limits.SIDE]
EnvelopeId = Annotated[bytes, limits.ENVELOPE_ID]
Envelope = Annotated[bytes, limits.ENVELOPE]
PairingBody = Annotated[bytes, limits.PAIRING_BODY]
LiveBody = Annotated[bytes, limits.LIVE_FRAME - 1]
Small = Annotated[int, 1]
Short = Annotated[int, 2]


class Malformed(ValueError):
    """The bytes are not a frame of this version."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Companion: the first frame on every connection."""

    KIND: ClassVar[int] = 0x01
    version: Short


@dataclass(frozen=True, slots=True)
class Welcome:
    """Relay: the version it speaks. Another one than yours: close, and tell the person to update."""

    KIND: ClassVar[int] = 0x02
    version: Short


@dataclass(frozen=True, slots=True)
class Meet:
    """Companion: stand at a rendezvous place, and get every `Heard` of the other side, now and later."""

    KIND: ClassVar[int] = 0x10
    place: Token
    side: Side


@dataclass(frozen=True, slots=True)
class Say:
    """Companion: one pairing message, kept until either side leaves the place or `PLACE_HOURS` pass."""

    KIND: ClassVar[int] = 0x11
    place: Token
    side: Side
    phase: Small
    body: PairingBody


@dataclass(frozen=True, slots=True)
class Heard:
    """Relay: what the other side said."""

    KIND: ClassVar[int] = 0x12
    place: Token
    phase: Small
    body: PairingBody


@dataclass(frozen=True, slots=True)
class Crowded:
    """Relay: two sides stand here already. The place is burnt for all of them."""

    KIND: ClassVar[int] = 0x13
    place: Token


@dataclass(frozen=True, slots=True)
class Part:
    """Companion: leave a rendezvous place; the relay forgets all that was said there."""

    KIND: ClassVar[int] = 0x14
    place: Token
    side: Side


@dataclass(frozen=True, slots=True)
class OpenBox:
    """Companion: own a mailbox (made when new) and hear its mail, stored and still to come, as `Arrived`."""

    KIND: ClassVar[int] = 0x20
    read: Token
    write: Token


@dataclass(frozen=True, slots=True)
class Opened:
    """Relay: the mailbox is open, and all stored mail has been sent before this frame.

    `fresh` is 1 when the mailbox was made just now: to an owner who had one here, the relay's memory is gone.
    """

    KIND: ClassVar[int] = 0x21
    fresh: Small = 0


@dataclass(frozen=True, slots=True)
class Deposit:
    """Companion: one envelope for the mailbox of this write token, `days` at most. Same id: refreshed."""

    KIND: ClassVar[int] = 0x22
    write: Token
    envelope: EnvelopeId
    days: Small
    body: Envelope


@dataclass(frozen=True, slots=True)
class Taken:
    """Relay: the answer to every deposit, whether or not the mailbox exists, is read or is full."""

    KIND: ClassVar[int] = 0x23
    envelope: EnvelopeId


@dataclass(frozen=True, slots=True)
class Arrived:
    """Relay: one envelope out of your mailbox."""

    KIND: ClassVar[int] = 0x24
    envelope: EnvelopeId
    body: Envelope


@dataclass(frozen=True, slots=True)
class Forget:
    """Companion: the envelope is saved here, delete it there."""

    KIND: ClassVar[int] = 0x25
    read: Token
    envelope: EnvelopeId


@dataclass(frozen=True, slots=True)
class CloseBox:
    """Companion: delete the mailbox and all in it. Later deposits are answered as ever."""

    KIND: ClassVar[int] = 0x26
    read: Token


@dataclass(frozen=True, slots=True)
class Swap:
    """Companion: one sealed deposit; sent again it only asks. Once both are there, each gets `Released`."""

    KIND: ClassVar[int] = 0x30
    swap: Token
    side: Side
    body: Envelope


@dataclass(frozen=True, slots=True)
class Swapping:
    """Relay: the deposit is kept."""

    KIND: ClassVar[int] = 0x31
    swap: Token


@dataclass(frozen=True, slots=True)
class Released:
    """Relay: the other side's deposit."""

    KIND: ClassVar[int] = 0x32
    swap: Token
    body: Envelope


@dataclass(frozen=True, slots=True)
class SwapDone:
    """Companion: saved. When both sides have said so the swap is deleted."""

    KIND: ClassVar[int] = 0x33
    swap: Token
    side: Side


@dataclass(frozen=True, slots=True)
class JoinLive:
    """Companion: wait in a live room. A connection stands in one room at most."""

    KIND: ClassVar[int] = 0x40
    room: Token
    side: Side


@dataclass(frozen=True, slots=True)
class Admitted:
    """Relay: both sides are in the room; from now on each `Live` goes to the other, unread and unstored."""

    KIND: ClassVar[int] = 0x41
    room: Token


@dataclass(frozen=True, slots=True)
class Live:
    """Both ways: one live frame of `LIVE_FRAME` bytes, forwarded as it is."""

    KIND: ClassVar[int] = 0x42
    body: LiveBody


@dataclass(frozen=True, slots=True)
class LeaveLive:
    """Companion: leave the live room."""

    KIND: ClassVar[int] = 0x43


@dataclass(frozen=True, slots=True)
class Refused:
    """Relay: the frame was not taken, for a reason in `wire.reasons`; some of them end the connection."""

    KIND: ClassVar[int] = 0x7F
    reason: Small


Frame = (
    Hello | Welcome | Meet | Say | Heard | Crowded | Part
    | OpenBox | Opened | Deposit | Taken | Arrived | Forget | CloseBox
    | Swap | Swapping | Released | SwapDone
    | JoinLive | Admitted | Live | LeaveLive | Refused
)  # fmt: skip


def _layout(kind: type[Frame]) -> tuple[tuple[str, type, int], ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        (field.name, hints[field.name].__origin__, hints[field.name].__metadata__[0])
        for field in fields(kind)
    )


_KINDS: dict[int, type[Frame]] = {kind.KIND: kind for kind in Frame.__args__}
_LAYOUTS = {kind: _layout(kind) for kind in _KINDS.values()}
_SIZES = {kind: 1 + sum(width for _, _, width in layout) for kind, layout in _LAYOUTS.items()}


def size(kind: type[Frame]) -> int:
    """The size in bytes of every frame of this kind."""
    return _SIZES[kind]


def encode(frame: Frame) -> bytes:
    """The frame as bytes. Raises `Malformed` when a field has not its size."""
    parts = [bytes([frame.KIND])]
    for name, base, width in _LAYOUTS[type(frame)]:
        value = getattr(frame, name)
        part = value.to_bytes(width, "big") if base is int else bytes(value)
        if len(part) != width:
            raise Malformed(f"{type(frame).__name__}.{name} must be {width} bytes, not {len(part)}")
        parts.append(part)
    return b"".join(parts)


def decode(data: bytes) -> Frame:
    """The frame these bytes are. Raises `Malformed` for an unknown kind or a wrong size."""
    kind = _KINDS.get(data[0]) if data else None
    if kind is None or len(data) != size(kind):
        raise Malformed("no frame of this version")
    values: list[bytes | int] = []
    at = 1
    for _, base, width in _LAYOUTS[kind]:
        part = data[at : at + width]
        values.append(int.from_bytes(part, "big") if base is int else part)
        at += width
    return kind(*values)  # type: ignore[arg-type]
