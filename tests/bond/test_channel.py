"""The channel: loss, disorder, repeats, mirrors, crashes and copies from yesterday."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from handhold.bond import channel, ratchet
from handhold.bond.bond import Bond
from handhold.bond.channel import PLAIN_MAX, Dropped, Opened, RolledBack, TooLong
from handhold.bond.derivation import Draw
from handhold.bond.ratchet import KEPT
from handhold.doors import Sealer
from handhold.wire import limits

Bonds = tuple[Bond, Bond]


def heard(sealer: Sealer, bond: Bond, envelope: bytes, draw: Draw) -> tuple[Bond, bytes]:
    """The bond after a message that must open, and its plain bytes."""
    opened = channel.open(sealer, bond, envelope, draw)
    assert isinstance(opened, Opened)
    return opened.bond, opened.plain


def flip(envelope: bytes, at: int) -> bytes:
    """The envelope with one bit changed."""
    return envelope[:at] + bytes([envelope[at] ^ 1]) + envelope[at + 1 :]


@pytest.mark.promise(11)
@pytest.mark.parametrize("size", [0, 1, 1000, PLAIN_MAX])
def test_every_envelope_has_one_size(sealer: Sealer, bonds: Bonds, draw: Draw, size: int) -> None:
    """A word and a whole round weigh the same, and come out as they went in."""
    _, envelope = channel.seal(sealer, bonds[0], b"w" * size, draw)
    assert len(envelope) == limits.ENVELOPE
    assert heard(sealer, bonds[1], envelope, draw)[1] == b"w" * size


def test_too_long_says_by_how_much(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """What does not fit is refused before anything moves, with the number of bytes too many."""
    with pytest.raises(TooLong) as refusal:
        channel.seal(sealer, bonds[0], bytes(PLAIN_MAX + 7), draw)
    assert refusal.value.over == 7


def test_a_message_is_applied_once(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """A repeat is dropped and changes nothing: at once, and after two turns of the ratchet."""
    ours, theirs = bonds
    ours, envelope = channel.seal(sealer, ours, b"yes", draw)
    theirs, _ = heard(sealer, theirs, envelope, draw)
    assert channel.open(sealer, theirs, envelope, draw) == Dropped(theirs)
    for _ in range(2):
        theirs, reply = channel.seal(sealer, theirs, b"and", draw)
        ours, _ = heard(sealer, ours, reply, draw)
        ours, more = channel.seal(sealer, ours, b"so on", draw)
        theirs, _ = heard(sealer, theirs, more, draw)
    assert channel.open(sealer, theirs, envelope, draw) == Dropped(theirs)


def test_loss_and_disorder_are_no_harm(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """Messages open in any order, and a lost one is missed by nobody."""
    ours, theirs = bonds
    envelopes = []
    for word in (b"one", b"two", b"lost", b"four"):
        ours, envelope = channel.seal(sealer, ours, word, draw)
        envelopes.append(envelope)
    for turn, word in ((3, b"four"), (0, b"one"), (1, b"two")):
        theirs, plain = heard(sealer, theirs, envelopes[turn], draw)
        assert plain == word
    assert theirs.heard == 4


def test_a_long_silence_is_no_end(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """After more lost messages than keys are kept, the next one opens, and so does the last of the lost."""
    ours, theirs = bonds
    envelopes = []
    for _ in range(KEPT + 5):
        ours, envelope = channel.seal(sealer, ours, b"lost?", draw)
        envelopes.append(envelope)
    theirs, _ = heard(sealer, theirs, envelopes[-1], draw)
    assert len(json.loads(theirs.ratchet)["skipped_message_keys"]) == KEPT
    assert heard(sealer, theirs, envelopes[-2], draw)[1] == b"lost?"
    assert channel.open(sealer, theirs, envelopes[0], draw) == Dropped(theirs)


def test_nobody_is_made_to_count_for_ever(
    sealer: Sealer, bonds: Bonds, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message further ahead than the limit is dropped before its keys are computed."""
    ours = bonds[0]
    for _ in range(5):
        ours, envelope = channel.seal(sealer, ours, b"far ahead", draw)
    monkeypatch.setattr(ratchet, "AHEAD", 3)
    assert channel.open(sealer, bonds[1], envelope, draw) == Dropped(bonds[1])


@settings(deadline=None)
@given(at=st.integers(0, limits.ENVELOPE - 1))
def test_a_changed_envelope_is_dropped(sealer: Sealer, bonds: Bonds, at: int) -> None:
    """One changed bit anywhere, and it is as if nothing came."""
    _, envelope = channel.seal(sealer, bonds[0], b"yes", bytes)
    assert channel.open(sealer, bonds[1], flip(envelope, at), bytes) == Dropped(bonds[1])


@pytest.mark.parametrize("envelope", [b"", b"x" * 24, bytes(limits.ENVELOPE)])
def test_noise_is_dropped(sealer: Sealer, bonds: Bonds, draw: Draw, envelope: bytes) -> None:
    """Bytes of any length that nobody sealed are as if nothing came."""
    assert channel.open(sealer, bonds[0], envelope, draw) == Dropped(bonds[0])


def test_a_mirror_is_dropped(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """One's own envelope, sent back, is not taken for the other's."""
    ours, envelope = channel.seal(sealer, bonds[0], b"yes", draw)
    assert channel.open(sealer, ours, envelope, draw) == Dropped(ours)


def test_another_bonds_envelope_is_dropped(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """An envelope belongs to one bond, even if a key were to be the same."""
    _, envelope = channel.seal(sealer, bonds[0], b"yes", draw)
    stranger = replace(bonds[1], bond_id=b"another" + bytes(25))
    assert channel.open(sealer, stranger, envelope, draw) == Dropped(stranger)


def test_a_crash_before_sending_loses_nothing(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """Saved and not sent: the kept envelope goes out later, and what was sealed after it opens as well."""
    ours, kept = channel.seal(sealer, bonds[0], b"first", draw)
    reborn = replace(ours)
    reborn, after = channel.seal(sealer, reborn, b"second", draw)
    theirs, plain = heard(sealer, bonds[1], after, draw)
    assert plain == b"second"
    assert heard(sealer, theirs, kept, draw)[1] == b"first"


@pytest.mark.promise(5)
def test_a_phone_set_back_notices(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """A phone restored from yesterday learns from the next letter that it said more than it remembers.

    Even when its ratchet can open nothing any more; else a forgotten "not tonight" leaves a yes standing.
    """
    ours, theirs = bonds
    yesterday = ours
    for _ in range(3):
        ours, envelope = channel.seal(sealer, ours, b"not tonight", draw)
        theirs, _ = heard(sealer, theirs, envelope, draw)
        theirs, reply = channel.seal(sealer, theirs, b"all right", draw)
        ours, _ = heard(sealer, ours, reply, draw)
    with pytest.raises(RolledBack):
        channel.open(sealer, yesterday, reply, draw)


def test_a_phone_set_back_repeats_no_stream(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """Two messages under one ratchet key differ in all their bytes, since the nonce is drawn anew."""
    first, second = (
        ratchet.encrypt(sealer, draw, bonds[0].ratchet, b"the same" * 500, b"")[1] for _ in range(2)
    )
    assert first[: ratchet.HEADER] == second[: ratchet.HEADER]
    assert sum(a == b for a, b in zip(first, second, strict=True)) < len(first) / 40


def test_nothing_readable_in_an_envelope(sealer: Sealer, bonds: Bonds, draw: Draw) -> None:
    """A relay that keeps all envelopes finds no part of one in another: no header, no counter."""
    ours = bonds[0]
    pieces: set[bytes] = set()
    for _ in range(8):
        ours, envelope = channel.seal(sealer, ours, b"the same words", draw)
        cut = {envelope[at : at + 8] for at in range(0, limits.ENVELOPE, 8)}
        assert not pieces & cut
        pieces |= cut


class Conversation(RuleBasedStateMachine):
    """Two sides and a relay that loses, repeats and shuffles; each side's messages are numbered."""

    sealer: Sealer
    pair: Bonds

    @initialize()
    def begin(self) -> None:
        """A fresh pair, and nothing under way."""
        self.bonds = list(self.pair)
        self.under_way: list[tuple[int, int, bytes]] = []
        self.applied: tuple[set[int], set[int]] = (set(), set())
        self.drawn = 0

    def draw(self, size: int) -> bytes:
        """Chance that never repeats."""
        self.drawn += 1
        return self.drawn.to_bytes(8, "big").rjust(size, b"d")[-size:]

    @rule(who=st.integers(0, 1))
    def speak(self, who: int) -> None:
        """One side seals its next message."""
        self.bonds[who], envelope = channel.seal(
            self.sealer, self.bonds[who], b"%d" % self.bonds[who].sent, self.draw
        )
        self.under_way.append((1 - who, self.bonds[who].sent - 1, envelope))

    @precondition(lambda self: self.under_way)
    @rule(at=st.integers(0, 30), keep=st.booleans())
    def deliver(self, at: int, keep: bool) -> None:
        """Any envelope arrives, once or again; what opens is new, whole and the right one."""
        place = at % len(self.under_way)
        who, number, envelope = self.under_way[place] if keep else self.under_way.pop(place)
        result = channel.open(self.sealer, self.bonds[who], envelope, self.draw)
        if isinstance(result, Opened):
            assert number not in self.applied[who]
            assert result.plain == b"%d" % number
            self.applied[who].add(number)
            self.bonds[who] = result.bond
        else:
            assert number in self.applied[who]

    @precondition(lambda self: self.under_way)
    @rule(at=st.integers(0, 30))
    def lose(self, at: int) -> None:
        """An envelope is lost."""
        self.under_way.pop(at % len(self.under_way))

    @invariant()
    def nobody_hears_what_was_not_said(self) -> None:
        """The highest heard is never above what was sent."""
        assert self.bonds[0].heard <= self.bonds[1].sent
        assert self.bonds[1].heard <= self.bonds[0].sent


def test_any_conversation_over_a_bad_relay(sealer: Sealer, bonds: Bonds) -> None:
    """Whatever a relay loses, repeats or shuffles, each message is applied once or not at all."""
    Conversation.sealer, Conversation.pair = sealer, bonds
    run: Callable[[], None] = Conversation.TestCase("runTest").runTest
    Conversation.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
    run()
