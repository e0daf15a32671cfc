"""Whatever three connections send, the relay keeps its word to each of them."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from handhold.relay.store_sqlite import SqliteStore
from handhold.relay.switchboard import Line, Switchboard
from handhold.wire import frames, limits
from handhold.wire.frames import Frame, decode, encode
from handhold.wire.reasons import ENDING, Reason

CONNECTIONS = st.integers(0, 2)
SIDES = st.sampled_from([bytes([n]) * limits.SIDE for n in range(3)])
TOKENS = st.sampled_from([bytes([n]) * limits.TOKEN for n in range(10, 12)])
SWAPS = st.sampled_from([bytes([n]) * limits.TOKEN for n in range(20, 22)])
READS = st.sampled_from([bytes([n]) * limits.TOKEN for n in range(30, 33)])
WRITES = st.sampled_from([bytes([n]) * limits.TOKEN for n in range(40, 42)])
ENVELOPES = st.sampled_from([bytes([n]) * limits.ENVELOPE_ID for n in range(50, 53)])


def _body(size: int, *words: bytes) -> bytes:
    return b"".join(words).ljust(size, b"\0")


class ThreeConnections(RuleBasedStateMachine):
    """A small model of who may hear what, beside the true relay."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1_800_000_000.0
        self.runner = asyncio.Runner()
        self.store = SqliteStore()
        self.board = Switchboard(self.store, lambda: self.now, lambda: self.now)
        self.lines = [self._connected() for _ in range(3)]
        self.owner: dict[bytes, bytes] = {}
        self.opened: list[set[bytes]] = [set(), set(), set()]
        self.standing: dict[bytes, set[bytes]] = {}
        self.burnt: set[bytes] = set()
        self.posts: list[set[tuple[bytes, bytes]]] = [set(), set(), set()]
        self.swapping: dict[bytes, list[bytes]] = {}

    def teardown(self) -> None:
        """Close what was opened."""
        self.runner.run(self.store.close())
        self.runner.close()

    def _connected(self) -> Line:
        line = self.board.join()
        self.runner.run(self.board.hear(line, encode(frames.Hello(limits.WIRE_VERSION))))
        self.runner.run(line.next())
        return line

    def _heard(self, line: Line) -> list[Frame]:
        return [decode(self.runner.run(line.next()) or b"") for _ in range(line.waiting)]

    def _send(self, who: int, data: bytes) -> list[Frame]:
        """Send bytes; check all that anybody hears; what `who` heard."""
        self.now += 1
        self.runner.run(self.board.hear(self.lines[who], data))
        heard = [self._heard(line) for line in self.lines]
        for number, came in enumerate(heard):
            for frame in came:
                self._check(number, frame)
        self._reconnect(who, heard[who])
        return heard[who]

    def _reconnect(self, who: int, heard: list[Frame]) -> None:
        ending = any(isinstance(frame, frames.Refused) and frame.reason in ENDING for frame in heard)
        assert self.lines[who].ended is ending
        if ending:
            self.board.leave(self.lines[who])
            self.lines[who] = self._connected()
            self.opened[who], self.posts[who] = set(), set()

    def _check(self, who: int, frame: Frame) -> None:
        match frame:
            case frames.Arrived(body=body):
                assert self.owner[body[: limits.TOKEN]] in self.opened[who]
            case frames.Heard(place, _, body):
                said_by = body[: limits.SIDE]
                mine = {side for at, side in self.posts[who] if at == place}
                assert place not in self.burnt
                assert said_by in self.standing[place]
                assert any(side != said_by for side in mine)
            case frames.Released(swap, body):
                mine = {side for at, side in self.posts[who] if at == swap}
                assert any(side != body[: limits.SIDE] for side in mine & set(self.swapping[swap][:2]))
            case frames.Crowded(place):
                assert place in self.burnt

    @rule(who=CONNECTIONS, read=READS, write=WRITES)
    def open_box(self, who: int, read: bytes, write: bytes) -> None:
        """Open a mailbox, with tokens that may not belong together."""
        mine = self.owner.get(write, read) == read and all(
            one != read or box == write for box, one in self.owner.items()
        )
        fresh = mine and write not in self.owner
        if mine:
            self.owner[write] = read
        self.opened[who].add(read)  # who shows the read token may hear, whatever else they got wrong
        came = self._send(who, encode(frames.OpenBox(read, write)))
        assert came[-1] == (frames.Opened(int(fresh)) if mine else frames.Refused(Reason.NOT_YOURS))

    @rule(who=CONNECTIONS, write=WRITES, envelope=ENVELOPES, days=st.integers(0, 255))
    def deposit(self, who: int, write: bytes, envelope: bytes, days: int) -> None:
        """Deposit: one answer, and it is the same one always."""
        body = _body(limits.ENVELOPE, write)
        came = self._send(who, encode(frames.Deposit(write, envelope, days, body)))
        assert [one for one in came if not isinstance(one, frames.Arrived)] == [frames.Taken(envelope)]

    @rule(who=CONNECTIONS, write=WRITES)
    def flood(self, who: int, write: bytes) -> None:
        """Deposit more than a mailbox holds."""
        for number in range(limits.ENVELOPES_A_BOX + 2):
            envelope = number.to_bytes(limits.ENVELOPE_ID, "big")
            self.deposit(who, write, envelope, 14)

    @rule(who=CONNECTIONS, read=READS, envelope=ENVELOPES)
    def forget(self, who: int, read: bytes, envelope: bytes) -> None:
        """Delete one letter, or none."""
        assert self._send(who, encode(frames.Forget(read, envelope))) == []

    @rule(who=CONNECTIONS, read=READS)
    def close_box(self, who: int, read: bytes) -> None:
        """Delete a mailbox."""
        assert self._send(who, encode(frames.CloseBox(read))) == []
        self.owner = {write: one for write, one in self.owner.items() if one != read}
        self.opened[who].discard(read)

    def _arrive(self, place: bytes, side: bytes) -> None:
        sides = self.standing.setdefault(place, set())
        sides.add(side)
        if len(sides) > limits.SIDES_A_PLACE:
            self.burnt.add(place)

    @rule(who=CONNECTIONS, place=TOKENS, side=SIDES)
    def meet(self, who: int, place: bytes, side: bytes) -> None:
        """Stand at a place; the third side burns it."""
        self._arrive(place, side)
        self.posts[who].add((place, side))
        came = self._send(who, encode(frames.Meet(place, side)))
        assert (frames.Crowded(place) in came) is (place in self.burnt)

    @rule(who=CONNECTIONS, place=TOKENS, side=SIDES, phase=st.integers(0, 9))
    def say(self, who: int, place: bytes, side: bytes, phase: int) -> None:
        """Say something, also out of turn and as another side."""
        if any(at == place for at, _ in self.posts[who]) and phase < limits.PHASES_A_PLACE:
            self._arrive(place, side)
        body = _body(limits.PAIRING_BODY, side)
        self._send(who, encode(frames.Say(place, side, phase, body)))

    @rule(who=CONNECTIONS, place=TOKENS, side=SIDES)
    def part(self, who: int, place: bytes, side: bytes) -> None:
        """Leave a place."""
        assert self._send(who, encode(frames.Part(place, side))) == []
        self.posts[who] = {one for one in self.posts[who] if one[0] != place}

    @rule(who=CONNECTIONS, swap=SWAPS, side=SIDES)
    def swap(self, who: int, swap: bytes, side: bytes) -> None:
        """Deposit into a swap; the third side gets nothing."""
        sides = self.swapping.setdefault(swap, [])
        if side not in sides:
            sides.append(side)
        self.posts[who].add((swap, side))
        came = self._send(who, encode(frames.Swap(swap, side, _body(limits.ENVELOPE, side))))
        refused = side not in sides[:2]
        assert (came == [frames.Refused(Reason.CROWDED)]) is refused
        assert any(isinstance(one, frames.Released) for one in came) is (not refused and len(sides) > 1)

    @rule(who=CONNECTIONS, room=TOKENS, side=SIDES)
    def join_live(self, who: int, room: bytes, side: bytes) -> None:
        """Enter a live room."""
        came = self._send(who, encode(frames.JoinLive(room, side)))
        assert came in ([], [frames.Admitted(room)], [frames.Refused(Reason.CROWDED)])

    @rule(who=CONNECTIONS)
    def live(self, who: int) -> None:
        """Send a live frame, which never comes back to its sender."""
        came = self._send(who, encode(frames.Live(bytes(limits.LIVE_FRAME - 1))))
        assert came in ([], [frames.Refused(Reason.OUT_OF_TURN)])

    @rule(who=CONNECTIONS, data=st.binary(max_size=80))
    def noise(self, who: int, data: bytes) -> None:
        """Send anything at all."""
        self._send(who, data)

    @invariant()
    def the_store_stays_within_its_limits(self) -> None:
        """No mailbox, place or swap holds more than its limit."""
        rows = self.runner.run(self.store.holdings())
        _within(rows, "mail", "box", limits.ENVELOPES_A_BOX)
        _within(rows, "standing", "place", limits.SIDES_A_PLACE)
        _within(rows, "saying", "place", limits.SIDES_A_PLACE * limits.PHASES_A_PLACE)
        _within(rows, "offer", "swap", 2)


def _within(rows: list[Any], table: str, key: str, most: int) -> None:
    counts = Counter(row.fields[key] for row in rows if row.table == table)
    assert all(count <= most for count in counts.values())


@pytest.mark.promise(11)
def test_random_frames_never_break_the_relay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three connections send anything, and hear no more than is theirs."""
    monkeypatch.setattr(limits, "ENVELOPES_A_BOX", 5)  # so that small floods are floods
    few = settings(
        max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(ThreeConnections, settings=few)
