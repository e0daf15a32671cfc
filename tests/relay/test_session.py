"""The session machine by itself: no socket, no store, no clock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handhold.relay.effects import Channel, Enter, Forward, HangUp, Keep, Kind, Listen, Tell, Unlisten
from handhold.relay.session import Session, Stage, receive
from handhold.relay.wishes import Own, Put, mark
from handhold.wire import frames, limits
from handhold.wire.frames import Frame, Refused, Welcome
from handhold.wire.reasons import ENDING, Reason

OPEN = Session(stage=Stage.OPEN)
BODY = bytes(limits.ENVELOPE)
SIDE = b"s" * limits.SIDE
LIVE = frames.Live(bytes(limits.LIVE_FRAME - 1))


def token(number: int) -> bytes:
    """A token."""
    return number.to_bytes(limits.TOKEN, "big")


def refusal(frame: Frame, session: Session = OPEN, now: float = 0.0) -> Reason | None:
    """Why this frame is refused, or None; and that the connection ends exactly when it should."""
    step = receive(session, frame, now)
    told = [effect.frame for effect in step.effects if isinstance(effect, Tell)]
    reasons = [Reason(one.reason) for one in told if isinstance(one, Refused)]
    assert (HangUp() in step.effects) is any(reason in ENDING for reason in reasons)
    return reasons[0] if reasons else None


def test_a_greeting_is_answered() -> None:
    """Hello in the relay's version opens the session."""
    step = receive(Session(), frames.Hello(limits.WIRE_VERSION), 0)
    assert step.session.stage is Stage.OPEN
    assert step.effects == (Tell(Welcome(limits.WIRE_VERSION)),)


def test_another_version_hears_ours_and_is_sent_home() -> None:
    """A companion of another version learns which one the relay speaks before the connection ends."""
    step = receive(Session(), frames.Hello(limits.WIRE_VERSION + 1), 0)
    assert step.session.stage is Stage.ENDED
    assert step.effects == (
        Tell(Welcome(limits.WIRE_VERSION)),
        Tell(Refused(Reason.OTHER_VERSION)),
        HangUp(),
    )


def test_nothing_comes_before_the_greeting() -> None:
    """Any other first frame ends the connection."""
    assert refusal(frames.OpenBox(token(1), token(2)), Session()) is Reason.OUT_OF_TURN


def test_a_session_that_ended_does_nothing_more() -> None:
    """Frames after the end have no effect at all."""
    assert receive(Session(stage=Stage.ENDED), LIVE, 0).effects == ()


@pytest.mark.parametrize(
    "frame",
    [
        frames.Hello(limits.WIRE_VERSION),
        frames.Welcome(limits.WIRE_VERSION),
        frames.Heard(token(1), 0, bytes(limits.PAIRING_BODY)),
        frames.Crowded(token(1)),
        frames.Opened(),
        frames.Taken(bytes(limits.ENVELOPE_ID)),
        frames.Arrived(bytes(limits.ENVELOPE_ID), BODY),
        frames.Swapping(token(1)),
        frames.Released(token(1), BODY),
        frames.Admitted(token(1)),
        frames.Refused(1),
        frames.Say(token(1), SIDE, 0, bytes(limits.PAIRING_BODY)),
        LIVE,
    ],
    ids=lambda frame: type(frame).__name__,
)
def test_frames_out_of_turn_end_the_connection(frame: Frame) -> None:
    """A second greeting, a relay's own frame, words without a place, live frames without a room."""
    assert refusal(frame) is Reason.OUT_OF_TURN


def test_the_store_never_sees_a_token() -> None:
    """A wish carries marks only, and a connection listens to its mail by read mark."""
    step = receive(OPEN, frames.OpenBox(token(1), token(2)), 0)
    assert step.effects == (
        Listen(Channel(Kind.BOX, mark(token(1))), b""),
        Keep(Own(mark(token(1)), mark(token(2)))),
    )
    deposit = receive(OPEN, frames.Deposit(token(2), bytes(16), 14, BODY), 0)
    assert deposit.effects == (Keep(Put(mark(token(2)), bytes(16), 14, BODY)),)


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (lambda n: frames.Meet(token(n), SIDE), limits.PLACES_A_CONNECTION),
        (lambda n: frames.OpenBox(token(n), token(n)), limits.BOXES_A_CONNECTION),
        (lambda n: frames.Swap(token(n), SIDE, BODY), limits.SWAPS_A_CONNECTION),
    ],
    ids=["places", "boxes", "swaps"],
)
def test_a_connection_is_busy_with_few_things_at_once(make: object, most: int) -> None:
    """The first few are taken, one more is refused, one of the first may come again."""
    assert callable(make)
    session = OPEN
    for number in range(most):
        step = receive(session, make(number), 0)
        session = step.session
    assert refusal(make(most), session) is Reason.TOO_MANY
    assert refusal(make(0), session) is None


@pytest.mark.parametrize(
    ("take", "leave"),
    [
        (frames.Meet(token(1), SIDE), frames.Part(token(1), SIDE)),
        (frames.OpenBox(token(1), token(2)), frames.CloseBox(token(1))),
        (frames.Swap(token(1), SIDE, BODY), frames.SwapDone(token(1), SIDE)),
        (frames.JoinLive(token(1), SIDE), frames.LeaveLive()),
    ],
    ids=["place", "box", "swap", "room"],
)
def test_what_is_left_is_let_go(take: Frame, leave: Frame) -> None:
    """Leaving ends the listening and frees the connection's hand."""
    taken = receive(OPEN, take, 0).session
    left = receive(taken, leave, 0)
    assert left.session.held == frozenset()
    assert left.effects[0] == Unlisten(next(iter(taken.held)))


def test_a_connection_stands_in_one_room() -> None:
    """Joining a second live room leaves the first."""
    first = receive(OPEN, frames.JoinLive(token(1), SIDE), 0).session
    second = receive(first, frames.JoinLive(token(2), SIDE), 0)
    room, other = Channel(Kind.ROOM, mark(token(1))), Channel(Kind.ROOM, mark(token(2)))
    assert second.effects == (Unlisten(room), Enter(other, mark(SIDE)))
    assert receive(second.session, LIVE, 0).effects == (Forward(other, LIVE),)


def test_a_phase_beyond_the_last_is_refused() -> None:
    """A place keeps a fixed number of words from each side."""
    standing = receive(OPEN, frames.Meet(token(1), SIDE), 0).session
    words = frames.Say(token(1), SIDE, limits.PHASES_A_PLACE, bytes(limits.PAIRING_BODY))
    assert refusal(words, standing) is Reason.TOO_MANY
    assert refusal(replace(words, phase=limits.PHASES_A_PLACE - 1), standing) is None


def test_a_flood_ends_the_connection() -> None:
    """More frames in a second than the limit end it; the next second counts from nothing."""
    session = OPEN
    forget = frames.Forget(token(1), bytes(limits.ENVELOPE_ID))
    for _ in range(limits.FRAMES_A_SECOND):
        session = receive(session, forget, 7.5).session
    assert refusal(forget, session, 7.9) is Reason.TOO_FAST
    assert refusal(forget, session, 8.0) is None
    assert refusal(forget, session, 3.0) is None


@pytest.mark.promise(7)
def test_surplus_live_frames_are_dropped_and_the_connection_stays() -> None:
    """A burst after a stall costs frames, never the connection, so the next second still carries a Stop."""
    session = receive(OPEN, frames.JoinLive(token(1), SIDE), 7).session
    passed = 0
    for _ in range(limits.LIVE_FRAMES_A_SECOND + 10):
        step = receive(session, LIVE, 7.5)
        session, passed = step.session, passed + len(step.effects)
    assert passed == limits.LIVE_FRAMES_A_SECOND
    assert len(receive(session, LIVE, 8.0).effects) == 1
