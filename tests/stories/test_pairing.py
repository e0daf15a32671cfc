"""Linking two phones by the pages: a code that is wrong, used, old or overheard, and words that differ."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from dataclasses import replace
from hashlib import sha256

import pytest

from handhold.bond import invitation
from handhold.companion import meeting
from handhold.rehearsal.pair import Pair, Person
from handhold.rehearsal.paired import link, opened, paired
from handhold.wire.frames import Say
from stories.telling import lock, settled, unlock

SAME = "Are these four the same"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The relay is tried again at once."""
    monkeypatch.setattr(meeting, "PAUSE", 0.01)


async def invited(pair: Pair, how: str = "A short code") -> str:
    """Alex makes an invitation; what Sam is told."""
    await pair.alex.phone.open("/ours/invite")
    await pair.alex.phone.fill("name", "Alex")
    await pair.alex.phone.tap(how)
    if how == "A link":
        return link_of(pair.alex)
    said = pair.alex.phone.text.split("Say this to them.")[1]
    digits = re.findall(r"\d{3}", said)
    return " ".join([*digits, *re.findall(r"\b[a-z]+\b", said)[:3]])


def link_of(one: Person) -> str:
    """The link on the page that is open."""
    under_way = one.half.kept.pairing
    assert under_way is not None
    return f"http://phone.test/invited#{invitation.encode(under_way.invitation)}"


async def join(one: Person, text: str) -> None:
    """Type or paste it."""
    await one.phone.open("/ours/join")
    await one.phone.fill("invitation", text)
    await one.phone.fill("name", one.phone.name)
    await one.phone.tap("Meet them")


async def same_words(pair: Pair) -> None:
    """Both see four words, and say that they are the same."""
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for(SAME, "/ours/meet")
    for one in (pair.alex, pair.sam):
        await one.phone.tap("The same")


async def linked(pair: Pair) -> None:
    """Both rooms name the other."""
    await pair.alex.phone.waits_for("You and Sam", "/ours")
    await pair.sam.phone.waits_for("You and Alex", "/ours")


@pytest.mark.parametrize("how", ["A short code", "A link"])
async def test_two_link_by_a_code_or_a_link(how: str) -> None:
    """Said aloud or pasted: four words on both, the same ones, and then each names the other."""
    pair = await opened()
    await join(pair.sam, await invited(pair, how))
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for(SAME, "/ours/meet")
    words = [one.phone.text.split("between you.")[1].split("The same")[0] for one in (pair.alex, pair.sam)]
    assert words[0] == words[1]
    await pair.sam.phone.tap("The same")
    await pair.alex.phone.tap("The same")
    await linked(pair)


@pytest.mark.parametrize(
    "text", ["", "hello", "123 456", "123456 apple", "http://phone.test/invited#AAAA", "a" * 5000]
)
async def test_what_is_no_invitation_is_said_kindly(text: str) -> None:
    """Half a code, half a link, or something else: the page says what a whole one looks like."""
    pair = await opened()
    await join(pair.sam, text)
    await pair.sam.phone.sees("That isn’t a whole invitation.")
    assert pair.sam.half.kept.pairing is None


async def test_an_invitation_of_a_newer_version_says_so_and_waits() -> None:
    """Whole, by its check, and not of this version: the page asks for an update, not for a better paste."""
    pair = await opened()
    content = b"\x02" + bytes(32) + b"wss://relay.example and what later versions may add"
    link = urlsafe_b64encode(content + sha256(content).digest()[:4]).decode()
    await join(pair.sam, f"http://phone.test/invited#{link}")
    await pair.sam.phone.sees("This invitation comes from a newer handhold", "the invitation waits")
    assert pair.sam.half.kept.pairing is None


def misheard(code: str) -> str:
    """One word of the code is another one."""
    words = code.split()
    words[2], words[3] = words[3], words[2]
    return " ".join(words) if words[2] != words[3] else " ".join([*words[:2], "apple", *words[3:]])


async def test_a_wrong_code_burns_the_invitation_and_a_new_one_works() -> None:
    """One guess: both are told that it is spent, nothing is linked, and the next invitation works."""
    pair = await opened()
    await join(pair.sam, misheard(await invited(pair)))
    await pair.alex.phone.waits_for("the invitation is spent", "/ours")
    await pair.sam.phone.waits_for("the invitation is spent", "/ours")
    assert pair.alex.half.kept.bond is None
    await join(pair.sam, await invited(pair))
    await same_words(pair)
    await linked(pair)


async def test_a_used_code_links_nobody_else() -> None:
    """Whoever heard the code and comes later is told to make a new one; the two stay linked."""
    pair = await opened()
    code = await invited(pair)
    await join(pair.sam, code)
    await same_words(pair)
    await linked(pair)
    late = await opened()
    late.sam.half.world = replace(late.sam.half.world, relay=pair.relay)
    await join(late.sam, code)
    await settled(pair)
    await late.sam.phone.open("/ours")
    await late.sam.phone.sees("This room is for two.", "Make a new invitation")
    assert late.sam.half.kept.bond is None
    await linked(pair)


async def test_an_expired_code_meets_nobody() -> None:
    """After a day the relay has forgotten the place; whoever comes then finds no one, and nothing is lost."""
    pair = await opened()
    code = await invited(pair)
    pair.alex.half.lock()
    pair.move(days=2)
    await join(pair.sam, code)
    await settled(pair)
    await pair.sam.phone.open("/ours/meet")
    await pair.sam.phone.sees("Looking for them.")
    assert pair.sam.half.kept.bond is None


@pytest.mark.parametrize(("how", "days"), [("A short code", 1), ("A link", 14)])
async def test_an_invitation_nobody_took_up_is_over_without_a_word(how: str, days: int) -> None:
    """On its last day it still stands; after it the room is as it was, and says nothing about it."""
    pair = await opened()
    await invited(pair, how)
    pair.move(days=days)
    await pair.alex.phone.open("/ours")
    assert pair.alex.phone.path == "/ours/meet"
    pair.move(days=1)
    await pair.alex.phone.open("/ours")
    await pair.alex.phone.sees("This room is for two.", "Invite somebody")
    assert pair.alex.half.kept.pairing is None
    assert pair.alex.half.kept.notice == ""


async def test_a_third_at_the_place_burns_it_for_everybody() -> None:
    """Three with one code: the place is left, nobody is linked, and the page says why."""
    pair = await opened()
    code = await invited(pair)
    third = (await opened()).sam
    third.half.world = replace(third.half.world, relay=pair.relay)
    await join(pair.sam, code)
    await join(third, code)
    await settled(pair)
    for one in (pair.alex, pair.sam, third):
        assert one.half.kept.bond is None
    await third.phone.waits_for("Somebody else came to that place", "/ours")


@pytest.mark.promise(11)
async def test_words_that_differ_link_nobody() -> None:
    """Somebody stands in between, or so it looks: it is stopped, nothing is linked, and a new one works."""
    pair = await opened()
    await join(pair.sam, await invited(pair))
    await pair.alex.phone.waits_for(SAME, "/ours/meet")
    await pair.sam.phone.waits_for(SAME, "/ours/meet")
    await pair.sam.phone.tap("They differ")
    await pair.sam.phone.sees("The words differ, so somebody may stand between you. Nothing was linked.")
    await pair.alex.phone.tap("The same")
    await settled(pair)
    assert pair.alex.half.kept.bond is None
    assert pair.sam.half.kept.bond is None
    await pair.alex.phone.open("/ours/meet")
    await pair.alex.phone.sees("Waiting for them to say so, too.")
    await pair.alex.phone.tap("Not now")
    await join(pair.sam, await invited(pair))
    await same_words(pair)
    await linked(pair)


async def test_a_relay_that_changes_what_they_say_links_nobody() -> None:
    """One bit of each pairing message changed on its way: it is stopped, and nothing is linked."""
    pair = await opened()
    code = await invited(pair)
    hear = pair.relay._board.hear

    async def tampering(line: object, data: bytes) -> None:
        if data[:1] == bytes([Say.KIND]):
            data = data[:-1] + bytes([data[-1] ^ 1])
        await hear(line, data)  # type: ignore[arg-type]

    pair.relay._board.hear = tampering  # type: ignore[method-assign]
    await join(pair.sam, code)
    await settled(pair)
    assert pair.alex.half.kept.bond is None
    assert pair.sam.half.kept.bond is None


async def test_called_off_and_invited_again() -> None:
    """An invitation nobody has taken up is withdrawn; the next one, made at once, links the two."""
    pair = await opened()
    await invited(pair)
    await settled(pair)
    await pair.alex.phone.open("/ours/meet")
    await pair.alex.phone.tap("Not now")
    await pair.alex.phone.sees("This room is for two.")
    await join(pair.sam, await invited(pair))
    await same_words(pair)
    await linked(pair)


async def test_with_the_relay_down_the_page_says_that_it_goes_on_by_itself() -> None:
    """Nothing is lost: the invitation stands, and works once the relay is back."""
    pair = await opened()
    pair.relay.down = True
    code = await invited(pair)
    await pair.alex.phone.waits_for("The relay can’t be reached just now.", "/ours/meet")
    await join(pair.sam, code)
    pair.relay.down = False
    await same_words(pair)
    await linked(pair)


async def test_the_relay_goes_between_the_words_and_the_tap() -> None:
    """ "The same" is tapped with nobody there: the page is no error, and they are linked when it is back."""
    pair = await opened()
    await join(pair.sam, await invited(pair))
    for one in (pair.alex, pair.sam):
        await one.phone.waits_for(SAME, "/ours/meet")
    pair.relay.down = True
    for one in (pair.alex, pair.sam):
        await one.phone.tap("The same")
    pair.relay.down = False
    await linked(pair)


async def test_a_phone_locked_in_the_middle_goes_on_where_it_was() -> None:
    """Locked while the words stand on the page, opened again: the same words, and linked."""
    pair = await opened()
    await join(pair.sam, await invited(pair))
    await pair.sam.phone.waits_for(SAME, "/ours/meet")
    words = pair.sam.phone.text
    await lock(pair.sam)
    await unlock(pair.sam)
    await pair.sam.phone.waits_for(SAME, "/ours/meet")
    assert pair.sam.phone.text == words
    await same_words(pair)
    await linked(pair)


async def test_linked_people_are_told_to_leave_first() -> None:
    """One link at a time: an invitation made while linked says so, and changes nothing."""
    pair = await opened()
    await link(pair)
    bond = pair.alex.half.kept.bond
    await pair.alex.phone.open("/ours/invite")
    if pair.alex.phone.page.find("A link"):
        await pair.alex.phone.tap("A link")
    assert pair.alex.half.kept.bond == bond
    assert pair.alex.half.kept.pairing is None


async def test_the_name_one_gave_goes_with_the_bond() -> None:
    """It is kept for the previews, and gone once one has left."""
    pair = await paired()
    assert pair.sam.half.kept.called == "Sam"
    await pair.sam.phone.open("/mine/unlink")
    await pair.sam.phone.tap("Leave quietly")
    assert pair.sam.half.kept.called == ""
