"""Looking together: the journey says when, the matching says how, the swap box carries the last word."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha512

from handhold.bond import swap
from handhold.bond.bond import Bond
from handhold.companion.ask import ask
from handhold.companion.half import Door, Half
from handhold.doors import Unsealable
from handhold.journey import rounds
from handhold.journey.requests import RoundResult, SendFirst, SendSecond
from handhold.journey.state import Round as Look
from handhold.journey.state import RoundStage
from handhold.matching import exchange
from handhold.matching.exchange import ENTROPY, Both
from handhold.matching.hashing import bind
from handhold.matching.octets import FalseProof
from handhold.matching.rounds import Round, Secret
from handhold.wire.frames import Swap, SwapDone

SIZE = 4


@dataclass(frozen=True, slots=True)
class Own:
    """What this side must remember of its round: the secret and R1, as saved once and never made again."""

    secret: Secret
    first: bytes

    def pack(self) -> bytes:
        """As the journey keeps it, unread."""
        return bind(self.secret.to_bytes()) + self.first

    @classmethod
    def unpack(cls, kept: bytes) -> Own:
        """What `pack` wrote."""
        end = SIZE + int.from_bytes(kept[:SIZE], "big")
        return cls(Secret.from_bytes(kept[SIZE:end]), kept[end:])


def _open_round(half: Half) -> tuple[Bond, Look] | None:
    ours = half.kept.state.ours
    if half.door is not Door.OPEN or half.kept.bond is None or ours is None or ours.round is None:
        return None
    return half.kept.bond, ours.round


def _round(half: Half, bond: Bond, look: Look) -> Round:
    ours = half.kept.state.ours
    assert ours is not None
    deck = half.catalogue.deck(look.deck) or ()
    listed = bind(*(topic.encode() for topic in deck))
    context = bind(bond.bond_id, bond.pair_salt, look.id, look.deck.encode(), sha512(listed).digest())
    names = tuple(slot.name.encode() for slot in rounds.slots(half.catalogue, look.deck, ours.side))
    return Round(context, bond.side, names)


async def advance(half: Half) -> None:
    """Carry the open round as far as this side can: R1, then R2 once theirs has proven itself."""
    found = _open_round(half)
    if found is None:
        return
    bond, look = found
    if look.stage in (RoundStage.OFFERED, RoundStage.JOINED):
        await _first(half, bond, look)
    elif look.stage is RoundStage.FIRST and look.first:
        await _second(half, bond, look)


async def _first(half: Half, bond: Bond, look: Look) -> None:
    given = rounds.answers(half.kept.state, half.world.clock.now(), half.catalogue)
    entropy = half.world.chance.draw(ENTROPY)
    secret, first = exchange.begin(half.world.sealer.group, _round(half, bond, look), given, entropy)
    await ask(half, SendFirst(look.id, Own(secret, first).pack(), first))
    if (after := _open_round(half)) and after[1].first:
        await advance(half)


async def _second(half: Half, bond: Bond, look: Look) -> None:
    own = Own.unpack(look.own)
    firsts, entropy = Both(own.first, look.first), half.world.chance.draw(ENTROPY)
    try:
        second = exchange.answer(
            half.world.sealer.group, _round(half, bond, look), own.secret, firsts, entropy
        )
    except FalseProof:
        await ask(half, RoundResult(look.id, honest=False))
        return
    await ask(half, SendSecond(look.id, look.own, second))


def deposit(half: Half) -> Swap | None:
    """The sealed R2 for the swap box, the same bytes every time; None while there is none."""
    found = _open_round(half)
    if found is None or found[1].stage is not RoundStage.SECOND:
        return None
    bond, look = found
    # The key is this round's and this direction's alone, so a nonce made of the content is never used twice.
    nonce = sha512(look.second).digest()[: swap.NONCE]
    body = swap.seal_swap(half.world.sealer, bond, look.id, look.second, nonce)
    return Swap(swap.swap_id(bond, look.id), swap.side_id(bond, look.id), body)


async def conclude(half: Half, swap_id: bytes, body: bytes) -> SwapDone | None:
    """Their deposit came: what both want shows, and the relay may forget. None when it was not for this."""
    found = _open_round(half)
    if found is None or found[1].stage is not RoundStage.SECOND:
        return None
    bond, look = found
    if swap.swap_id(bond, look.id) != swap_id:
        return None
    try:
        theirs = swap.open_swap(half.world.sealer, bond, look.id, body)
    except Unsealable:
        return None  # anybody at the relay can write nonsense; that accuses nobody
    await ask(half, _result(half, bond, look, theirs))
    return SwapDone(swap_id, swap.side_id(bond, look.id))


def _result(half: Half, bond: Bond, look: Look, theirs: bytes) -> RoundResult:
    own = Own.unpack(look.own)
    try:
        found = exchange.conclude(
            half.world.sealer.group,
            _round(half, bond, look),
            own.secret,
            Both(own.first, look.first),
            Both(look.second, theirs),
        )
    except FalseProof:
        return RoundResult(look.id, honest=False)
    return RoundResult(look.id, tuple(at for at, both in enumerate(found) if both))
