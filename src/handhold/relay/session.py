"""One connection to the relay, as a pure machine: a frame goes in, a new session and effects come out.

`receive` takes what the companion sent; what the store or a live room then found goes to `answers.found`.
Nothing here reads a clock, a socket or a store, and nothing here opens a body.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from handhold.relay.effects import (
    Channel,
    Effect,
    Enter,
    Forward,
    HangUp,
    Keep,
    Kind,
    Listen,
    Tell,
    Unlisten,
)
from handhold.relay.wishes import (
    Depart,
    Drop,
    Mark,
    Offer,
    Own,
    Put,
    Raze,
    Settle,
    Stand,
    Utter,
    mark,
)
from handhold.wire import frames, limits
from handhold.wire.frames import Frame, Refused, Welcome
from handhold.wire.reasons import ENDING, Reason

NOBODY: Mark = b""
"""The side of a mailbox's owner: a mailbox has one."""


class Stage(Enum):
    """How far a connection has come."""

    NEW = auto()
    OPEN = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class Pace:
    """How many frames came in the running second: the one count the relay makes, in memory only."""

    second: int = 0
    frames: int = 0
    lives: int = 0


@dataclass(frozen=True, slots=True)
class Session:
    """What the relay knows of one connection while it lasts."""

    stage: Stage = Stage.NEW
    pace: Pace = Pace()
    held: frozenset[Channel] = frozenset()
    """The places, mailboxes and swaps this connection is busy with, and its one live room."""


@dataclass(frozen=True, slots=True)
class Step:
    """The session after a frame, and what is to be done, in order."""

    session: Session
    effects: tuple[Effect, ...]


def receive(session: Session, frame: Frame, now: float) -> Step:
    """One step for a frame from the companion; `now` in seconds, from anywhere."""
    session = replace(session, pace=_count(session.pace, frame, int(now)))
    match session.stage:
        case Stage.ENDED:
            return Step(session, ())
        case _ if session.pace.frames > limits.FRAMES_A_SECOND:
            return refuse(session, Reason.TOO_FAST)
        case Stage.NEW:
            return _greet(session, frame)
        case Stage.OPEN:
            serve = _SERVICES.get(type(frame))
            return serve(session, frame) if serve else refuse(session, Reason.OUT_OF_TURN)


def refuse(session: Session, reason: Reason) -> Step:
    """Refuse, and hang up where the reason is an ending one."""
    told = Tell(Refused(reason))
    if reason not in ENDING:
        return Step(session, (told,))
    return Step(replace(session, stage=Stage.ENDED), (told, HangUp()))


def _count(pace: Pace, frame: Frame, second: int) -> Pace:
    if pace.second != second:
        pace = Pace(second)
    if isinstance(frame, frames.Live):
        return replace(pace, lives=pace.lives + 1)
    return replace(pace, frames=pace.frames + 1)


def _greet(session: Session, frame: Frame) -> Step:
    if not isinstance(frame, frames.Hello):
        return refuse(session, Reason.OUT_OF_TURN)
    welcome = Tell(Welcome(limits.WIRE_VERSION))
    if frame.version != limits.WIRE_VERSION:
        refused = refuse(session, Reason.OTHER_VERSION)
        return Step(refused.session, (welcome, *refused.effects))
    return Step(replace(session, stage=Stage.OPEN), (welcome,))


_MOST = {
    Kind.PLACE: limits.PLACES_A_CONNECTION,
    Kind.BOX: limits.BOXES_A_CONNECTION,
    Kind.SWAP: limits.SWAPS_A_CONNECTION,
}


def _take_up(session: Session, channel: Channel, side: Mark, wish: Keep) -> Step:
    """Listen before the store looks, so that nothing falls between what it found and what comes next."""
    held = session.held | {channel}
    if sum(one.kind is channel.kind for one in held) > _MOST[channel.kind]:
        return refuse(session, Reason.TOO_MANY)
    return Step(replace(session, held=held), (Listen(channel, side), wish))


def _let_go(session: Session, channel: Channel, wish: Keep) -> Step:
    return Step(replace(session, held=session.held - {channel}), (Unlisten(channel), wish))


def _meet(session: Session, frame: frames.Meet) -> Step:
    place, side = mark(frame.place), mark(frame.side)
    return _take_up(session, Channel(Kind.PLACE, place), side, Keep(Stand(place, side)))


def _say(session: Session, frame: frames.Say) -> Step:
    place, side = mark(frame.place), mark(frame.side)
    if Channel(Kind.PLACE, place) not in session.held:
        return refuse(session, Reason.OUT_OF_TURN)
    if frame.phase >= limits.PHASES_A_PLACE:
        return refuse(session, Reason.TOO_MANY)
    return Step(session, (Keep(Utter(place, side, frame.phase, frame.body)),))


def _part(session: Session, frame: frames.Part) -> Step:
    place = mark(frame.place)
    return _let_go(session, Channel(Kind.PLACE, place), Keep(Depart(place, mark(frame.side))))


def _open_box(session: Session, frame: frames.OpenBox) -> Step:
    # Mail is heard by read token alone: the partner, who holds the write token, can listen to nothing.
    read = mark(frame.read)
    return _take_up(session, Channel(Kind.BOX, read), NOBODY, Keep(Own(read, mark(frame.write))))


def _deposit(session: Session, frame: frames.Deposit) -> Step:
    return Step(session, (Keep(Put(mark(frame.write), frame.envelope, frame.days, frame.body)),))


def _forget(session: Session, frame: frames.Forget) -> Step:
    return Step(session, (Keep(Drop(mark(frame.read), frame.envelope)),))


def _close_box(session: Session, frame: frames.CloseBox) -> Step:
    read = mark(frame.read)
    return _let_go(session, Channel(Kind.BOX, read), Keep(Raze(read)))


def _swap(session: Session, frame: frames.Swap) -> Step:
    swap, side = mark(frame.swap), mark(frame.side)
    return _take_up(session, Channel(Kind.SWAP, swap), side, Keep(Offer(swap, side, frame.body)))


def _swap_done(session: Session, frame: frames.SwapDone) -> Step:
    swap = mark(frame.swap)
    return _let_go(session, Channel(Kind.SWAP, swap), Keep(Settle(swap, mark(frame.side))))


def _rooms(session: Session) -> frozenset[Channel]:
    return frozenset(one for one in session.held if one.kind is Kind.ROOM)


def _join_live(session: Session, frame: frames.JoinLive) -> Step:
    room = Channel(Kind.ROOM, mark(frame.room))
    left = _rooms(session) - {room}
    held = (session.held - left) | {room}
    return Step(replace(session, held=held), (*map(Unlisten, left), Enter(room, mark(frame.side))))


def _live(session: Session, frame: frames.Live) -> Step:
    rooms = _rooms(session)
    if not rooms:
        return refuse(session, Reason.OUT_OF_TURN)
    # Every live frame carries the whole state and is repeated within a second, so a surplus one is
    # dropped and the connection stays: hanging up would cut off a Stop.
    if session.pace.lives > limits.LIVE_FRAMES_A_SECOND:
        return Step(session, ())
    return Step(session, tuple(Forward(room, frame) for room in rooms))


def _leave_live(session: Session, _: frames.LeaveLive) -> Step:
    rooms = _rooms(session)
    return Step(replace(session, held=session.held - rooms), tuple(map(Unlisten, rooms)))


_SERVICES: dict[type[Frame], Callable[[Session, Any], Step]] = {
    frames.Meet: _meet,
    frames.Say: _say,
    frames.Part: _part,
    frames.OpenBox: _open_box,
    frames.Deposit: _deposit,
    frames.Forget: _forget,
    frames.CloseBox: _close_box,
    frames.Swap: _swap,
    frames.SwapDone: _swap_done,
    frames.JoinLive: _join_live,
    frames.Live: _live,
    frames.LeaveLive: _leave_live,
}
"""Every frame that a companion may send once it is welcome, and the step that answers it."""
