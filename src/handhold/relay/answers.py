"""What is said once the store, or a live room, has looked: a frame and its finding in, effects out. Pure."""

from __future__ import annotations

from handhold.relay.effects import Channel, Effect, Entered, Kind, Pass, Tell
from handhold.relay.wishes import (
    Crowd,
    Finding,
    Kept,
    Mail,
    NoRoom,
    NotTheirs,
    Said,
    Standing,
    Swapped,
    mark,
)
from handhold.wire.frames import (
    Admitted,
    Arrived,
    Crowded,
    Deposit,
    Frame,
    Heard,
    JoinLive,
    Meet,
    OpenBox,
    Opened,
    Refused,
    Released,
    Say,
    Swap,
    Swapping,
    Taken,
)
from handhold.wire.reasons import Reason


def found(frame: Frame, finding: Finding | Entered) -> tuple[Effect, ...]:
    """The effects of what was found for this frame."""
    match frame:
        case Deposit():
            return _deposited(frame, finding)
        case Meet() | Say():
            return _stood(frame, finding)
        case OpenBox():
            return _opened(finding)
        case Swap():
            return _swapped(frame, finding)
        case JoinLive():
            return _joined(frame, finding)
        case _:
            return ()


def _refused(reason: Reason) -> tuple[Effect, ...]:
    return (Tell(Refused(reason)),)


def _deposited(frame: Deposit, finding: Finding | Entered) -> tuple[Effect, ...]:
    # One answer, whatever was found: another one would be a read receipt, or an online sign.
    taken = Tell(Taken(frame.envelope))
    match finding:
        case Kept(box):
            return taken, Pass(Channel(Kind.BOX, box), None, Arrived(frame.envelope, frame.body))
        case _:
            return (taken,)


def _stood(frame: Meet | Say, finding: Finding | Entered) -> tuple[Effect, ...]:
    place = Channel(Kind.PLACE, mark(frame.place))
    crowded = Crowded(frame.place)
    match finding, frame:
        case Standing(said), _:
            return tuple(Tell(Heard(frame.place, phase, body)) for phase, body in said)
        case Said(bytes(other)), Say(body=body, phase=phase):
            return (Pass(place, other, Heard(frame.place, phase, body)),)
        case Crowd(fresh=True), _:
            return (Pass(place, None, crowded),)
        case Crowd(), _:
            return (Tell(crowded),)
        case NoRoom(), _:
            return _refused(Reason.NO_ROOM)
        case _:
            return ()


def _opened(finding: Finding | Entered) -> tuple[Effect, ...]:
    match finding:
        case Mail(letters, fresh):
            arrived = (Tell(Arrived(envelope, body)) for envelope, body in letters)
            return (*arrived, Tell(Opened(int(fresh))))
        case NotTheirs():
            return _refused(Reason.NOT_YOURS)
        case _:
            return _refused(Reason.NO_ROOM)


def _swapped(frame: Swap, finding: Finding | Entered) -> tuple[Effect, ...]:
    kept = Tell(Swapping(frame.swap))
    match finding:
        case Swapped(bytes(other), bytes(body), fresh):
            mine = Tell(Released(frame.swap, body))
            theirs = Pass(Channel(Kind.SWAP, mark(frame.swap)), other, Released(frame.swap, frame.body))
            return (kept, mine, theirs) if fresh else (kept, mine)
        case Swapped():
            return (kept,)
        case Crowd():
            return _refused(Reason.CROWDED)
        case _:
            return _refused(Reason.NO_ROOM)


def _joined(frame: JoinLive, finding: Finding | Entered) -> tuple[Effect, ...]:
    match finding:
        case Entered(paired=True):
            return (Pass(Channel(Kind.ROOM, mark(frame.room)), None, Admitted(frame.room)),)
        case Entered():
            return ()
        case _:
            return _refused(Reason.CROWDED)
