"""Pairing: honest pairs, wrong words, and everybody who stands in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.bond import channel, handshake, invitation, pairing
from handhold.bond.derivation import Draw
from handhold.bond.invitation import Invitation
from handhold.bond.pairing import COMMIT, CONFIRM, INTRODUCE, OPEN, REPLY, SHARE, Broken, Pairing, WrongCode
from handhold.bond.purposes import Side
from handhold.doors import Sealer
from handhold.wire import limits

Talk = Callable[[Pairing, Pairing], tuple[Pairing, Pairing]]


@pytest.fixture(params=["link", "code"])
def invited(request: pytest.FixtureRequest, link: Invitation, code: Invitation) -> Invitation:
    """Both ways to invite."""
    return link if request.param == "link" else code


def side(which: Side, invited: Invitation, fill: bytes = b"") -> Pairing:
    """One side of a pairing, with its own seed."""
    return Pairing(which, invited, f"name of {which}", (fill + which.encode() * 32)[:32])


def said(sealer: Sealer, speaker: Pairing) -> dict[int, bytes]:
    """All that a side says by now, by phase."""
    return dict(pairing.say(sealer, speaker))


def test_two_people_become_a_bond(sealer: Sealer, invited: Invitation, talk: Talk, draw: Draw) -> None:
    """Both ways lead to the same four words, and to two halves that understand each other at once."""
    a, b = talk(side("A", invited), side("B", invited))
    assert pairing.four_words(sealer, a) == pairing.four_words(sealer, b)
    assert len(pairing.four_words(sealer, a) or ()) == 4
    a, b = talk(pairing.confirm(a), pairing.confirm(b))
    ours, theirs = pairing.tie(sealer, a), pairing.tie(sealer, b)
    assert ours is not None
    assert theirs is not None
    assert (ours.bond_id, ours.pair_salt) == (theirs.bond_id, theirs.pair_salt)
    assert (ours.partner, theirs.partner) == ("name of B", "name of A")
    assert (ours.their_write, theirs.their_write) == (theirs.own_write, ours.own_write)
    for speaker, listener in ((ours, theirs), (theirs, ours)):
        _, envelope = channel.seal(sealer, speaker, b"hello", draw)
        opened = channel.open(sealer, listener, envelope, draw)
        assert isinstance(opened, channel.Opened)
        assert opened.plain == b"hello"


@pytest.mark.promise(6)
def test_the_partner_never_holds_a_read_token(sealer: Sealer, link: Invitation, talk: Talk) -> None:
    """What a side says of itself holds its write token, not its read token: nobody sees a mailbox emptied."""
    a, b = talk(*map(pairing.confirm, talk(side("A", link), side("B", link))))
    ours, heard = pairing.tie(sealer, a), pairing._follow(sealer, b)
    assert ours is not None
    assert heard is not None
    told = b"".join(heard.contents.values())
    assert ours.own_write in told
    assert ours.own_read not in told
    assert ours.own_read != ours.own_write


def test_no_introduction_before_the_words_are_confirmed(
    sealer: Sealer, invited: Invitation, talk: Talk
) -> None:
    """A name and a write token leave only after the person confirmed the words; no bond exists before."""
    a, b = talk(side("A", invited), side("B", invited))
    assert INTRODUCE not in said(sealer, a)
    assert INTRODUCE not in said(sealer, b)
    a, b = talk(pairing.confirm(a), b)
    assert (pairing.tie(sealer, a), pairing.tie(sealer, b)) == (None, None)
    a, b = talk(a, pairing.confirm(b))
    assert pairing.tie(sealer, a) is not None


def test_saying_is_the_same_every_time(sealer: Sealer, invited: Invitation, talk: Talk) -> None:
    """A side that was closed and opened again says the very same bytes."""
    a, b = talk(side("A", invited), side("B", invited))
    assert pairing.say(sealer, a) == pairing.say(sealer, a)
    for phase, body in pairing.say(sealer, a):
        assert pairing.hear(sealer, b, phase, body) == b


def test_every_body_has_one_size(sealer: Sealer, invited: Invitation, talk: Talk) -> None:
    """No phase is told from another by its length."""
    a, b = talk(*map(pairing.confirm, talk(side("A", invited), side("B", invited))))
    bodies = pairing.say(sealer, a) + pairing.say(sealer, b)
    assert len(bodies) == 9
    assert {len(body) for _, body in bodies} == {limits.PAIRING_BODY}


def test_a_wrong_word_burns_on_both_sides(sealer: Sealer, code: Invitation) -> None:
    """One wrong word: both sides notice at the confirmation, and neither learns more."""
    wrong = replace(code, secret=bytes([code.secret[0] ^ 1]) + code.secret[1:])
    a, b = side("A", code), side("B", wrong)
    heard_a = pairing.hear(sealer, a, SHARE, said(sealer, b)[SHARE])
    heard_b = pairing.hear(sealer, b, SHARE, said(sealer, a)[SHARE])
    with pytest.raises(WrongCode):
        pairing.hear(sealer, heard_a, CONFIRM, said(sealer, heard_b)[CONFIRM])
    with pytest.raises(WrongCode):
        pairing.hear(sealer, heard_b, CONFIRM, said(sealer, heard_a)[CONFIRM])
    assert set(said(sealer, heard_a)) == {SHARE, CONFIRM}


def test_there_is_one_guess(sealer: Sealer, invited: Invitation) -> None:
    """A second share, from whoever stands at the place next, is never looked at."""
    a = side("A", invited)
    a = pairing.hear(sealer, a, SHARE, said(sealer, side("B", invited, b"guess"))[SHARE])
    with pytest.raises(Broken):
        pairing.hear(sealer, a, SHARE, said(sealer, side("B", invited))[SHARE])


def test_a_mirror_is_refused(sealer: Sealer, invited: Invitation, talk: Talk) -> None:
    """A relay that sends back what one said oneself gets nowhere, in any phase."""
    a, b = side("A", invited), side("B", invited)
    with pytest.raises(Broken):
        pairing.hear(sealer, a, SHARE, said(sealer, a)[SHARE])
    heard = pairing.hear(sealer, a, SHARE, said(sealer, b)[SHARE])
    with pytest.raises(WrongCode):
        pairing.hear(sealer, heard, CONFIRM, said(sealer, heard)[CONFIRM])
    done, _ = talk(a, b)
    for phase in (COMMIT, OPEN):
        with pytest.raises(Broken):
            pairing.hear(sealer, done, phase, said(sealer, done)[phase])


@pytest.mark.parametrize("phase", [SHARE, REPLY, INTRODUCE])
def test_a_changed_body_breaks_the_pairing(
    sealer: Sealer, invited: Invitation, talk: Talk, phase: int
) -> None:
    """One flipped bit, in a share or under a seal, is noticed when the confirmation or the body is read."""
    _, b = talk(*map(pairing.confirm, talk(side("A", invited), side("B", invited))))
    spoken = said(sealer, b)
    spoken[phase] = spoken[phase][:20] + bytes([spoken[phase][20] ^ 1]) + spoken[phase][21:]
    with pytest.raises((Broken, WrongCode)):
        reduce(lambda a, one: pairing.hear(sealer, a, *one), spoken.items(), side("A", invited))


def test_a_nonce_cannot_change_after_the_commitment(sealer: Sealer, code: Invitation, talk: Talk) -> None:
    """Whoever plays A cannot pick a nonce once B's is known: the words would be its choice."""
    a, b = side("A", code), side("B", code)
    done, _ = talk(a, b)
    for phase in (SHARE, CONFIRM, COMMIT):
        b = pairing.hear(sealer, b, phase, said(sealer, done)[phase])
    progress = pairing._follow(sealer, done)
    assert progress is not None
    other_nonce = pairing._seal(progress, OPEN, b"n" * 32)
    with pytest.raises(Broken):
        pairing.hear(sealer, b, OPEN, other_nonce)


def test_b_keeps_its_nonce_until_a_is_committed(sealer: Sealer, code: Invitation) -> None:
    """B's nonce leaves only after A's commitment came, so neither can choose after the other."""
    a, b = side("A", code), side("B", code)
    b = pairing.hear(sealer, b, SHARE, said(sealer, a)[SHARE])
    a = pairing.hear(sealer, a, SHARE, said(sealer, b)[SHARE])
    b = pairing.hear(sealer, b, CONFIRM, said(sealer, a)[CONFIRM])
    assert REPLY not in said(sealer, b)
    a = pairing.hear(sealer, a, CONFIRM, said(sealer, b)[CONFIRM])
    b = pairing.hear(sealer, b, COMMIT, said(sealer, a)[COMMIT])
    assert REPLY in said(sealer, b)
    assert OPEN not in said(sealer, a)


def test_somebody_in_the_middle_shows_in_the_words(sealer: Sealer, invited: Invitation, talk: Talk) -> None:
    """A relay that knows the secret, by guess or by film, makes two pairings, and their words differ."""
    ours, their_b = talk(side("A", invited), side("B", invited, b"middle"))
    their_a, theirs = talk(side("A", invited, b"middle"), side("B", invited))
    assert pairing.four_words(sealer, ours) == pairing.four_words(sealer, their_b)
    assert pairing.four_words(sealer, theirs) == pairing.four_words(sealer, their_a)
    assert pairing.four_words(sealer, ours) != pairing.four_words(sealer, theirs)


def test_a_third_party_at_the_place_learns_nothing(sealer: Sealer, code: Invitation, talk: Talk) -> None:
    """Whoever knows the nameplate alone stands at the same place, and fails at the confirmation."""
    stranger = side("B", replace(code, secret=b"\0\0\0" if code.secret != b"\0\0\0" else b"\1\1\1"))
    assert pairing.standing(stranger)[0] == pairing.standing(side("A", code))[0]
    with pytest.raises(WrongCode):
        talk(side("A", code), stranger)


def test_a_link_s_secret_is_in_the_key(
    sealer: Sealer, link: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relay that stands at the place itself, and lacks the secret, does not come to the same key."""
    monkeypatch.setattr(handshake, "place", lambda _: bytes(limits.TOKEN))
    relay = replace(link, secret=bytes(32))
    shares = handshake.share(sealer, link, b"a" * 32), handshake.share(sealer, relay, b"b" * 32)
    ours = handshake.agree(sealer, link, "A", b"a" * 32, shares[1])
    theirs = handshake.agree(sealer, relay, "B", b"b" * 32, shares[0])
    assert ours.transcript == theirs.transcript
    assert ours.key != theirs.key


@pytest.mark.parametrize("bad", [bytes(32), b"\x01" + bytes(31), b"\xff" * 32])
def test_trick_shares_are_refused(sealer: Sealer, invited: Invitation, bad: bytes) -> None:
    """The identity, points of small order and what is no point do not make a key."""
    if bad == b"\xff" * 32 and not invited.nameplate:
        bad = bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")  # order 8
    with pytest.raises(Broken):
        pairing.hear(
            sealer,
            side("A", invited),
            SHARE,
            len(bad).to_bytes(2, "big") + bad + bytes(limits.PAIRING_BODY - 34),
        )


def test_two_pairings_share_no_key(sealer: Sealer, talk: Talk) -> None:
    """The same two people with the same link, paired again, have nothing in common with before."""
    invited = invitation.link("wss://relay.example", b"s" * 32)
    tied = []
    for fill in (b"first", b"second"):
        a, b = talk(*map(pairing.confirm, talk(side("A", invited, fill), side("B", invited, fill))))
        for bond in (pairing.tie(sealer, a), pairing.tie(sealer, b)):
            assert bond is not None
            tied.append(bond)
    first, second = tied[0], tied[2]
    for name in ("bond_id", "pair_salt", "sending_key", "hearing_key", "swap_root", "own_read", "own_write"):
        assert getattr(first, name) != getattr(second, name)
    assert first.sending_key != first.hearing_key


def test_the_place_tells_nothing_of_the_secret(link: Invitation, code: Invitation) -> None:
    """The rendezvous place is a hash of the link's secret, or of the nameplate alone."""
    assert link.secret not in handshake.place(link)
    assert handshake.place(code) == handshake.place(replace(code, secret=b"\0\0\0"))
    assert len(handshake.place(link)) == limits.TOKEN


@settings(deadline=None)
@given(phase=st.integers(0, 255), body=st.binary(max_size=64), whole=st.booleans())
def test_noise_never_passes(sealer: Sealer, phase: int, body: bytes, whole: bool) -> None:
    """Any bytes in any phase are refused, or kept unread until what comes before them is there."""
    a = side("A", Invitation("wss://relay.example", b"s" * 32))
    body = body.ljust(limits.PAIRING_BODY, b"\0") if whole else body
    try:
        a = pairing.hear(sealer, a, phase, body)
    except Broken:
        return
    assert pairing.tie(sealer, pairing.confirm(a)) is None
