"""Looking together: whole decks of the catalogue, a round in 7 days, a topic once in a season of 60."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from handhold.journey.letters import FirstLetter, OfferLetter, SecondLetter
from handhold.journey.moved import Moved, Unmoved, need
from handhold.journey.refusals import Refusal
from handhold.journey.requests import (
    CloseRound,
    DropRound,
    JoinLook,
    RoundResult,
    SendFirst,
    SendSecond,
    StartLook,
)
from handhold.journey.scene import Scene
from handhold.journey.state import (
    Asked,
    Asking,
    Overlap,
    Raised,
    Round,
    RoundPage,
    RoundStage,
    Season,
    Side,
    State,
    Talking,
    Want,
)
from handhold.journey.topics import Catalogue, Way

ROUND_DAYS = 7
SEASON_DAYS = 60
LIFE_DAYS = 21
TALKING_DAYS = 30
ID_BYTES, NONCE_BYTES, ENTROPY_BYTES = 16, 32, 64
COINS = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of a round. `name` is the same on both sides; `way` is one's own part in it."""

    name: str
    topic: str
    way: Way


def slots(catalogue: Catalogue, deck: str, side: Side) -> tuple[Slot, ...]:
    """The slots of a deck in the catalogue's order: one for what is done together, two for a direction."""
    found: list[Slot] = []
    first, second = (Way.GIVE, Way.RECEIVE) if side is Side.FIRST else (Way.RECEIVE, Way.GIVE)
    for uid in catalogue.deck(deck) or ():
        if catalogue.topics[uid].directional:
            found += [Slot(f"{uid}/first-gives", uid, first), Slot(f"{uid}/second-gives", uid, second)]
        else:
            found.append(Slot(uid, uid, Way.BOTH))
    return tuple(found)


def effective(scene: Scene, slot: Slot) -> bool:
    """Whether this slot takes part as a yes: a joined yes, an open lock, and the coin, never shown."""
    wish, season = scene.mine.wishes.get(slot.topic), scene.mine.seasons.get(slot.topic)
    if wish is None or wish.want is Want.NO or not scene.came(wish.joins) or not season or not season.coins:
        return False
    return wish.way.includes(slot.way) and not scene.shut(slot.topic, slot.way) and season.coins[_coin(slot)]


def _coin(slot: Slot) -> int:
    return 1 if slot.way is Way.RECEIVE else 0


def answers(state: State, now: datetime, catalogue: Catalogue) -> tuple[bool, ...]:
    """What goes into R1 of the open round, slot by slot; empty when there is no round."""
    ours = state.ours
    if ours is None or ours.round is None:
        return ()
    scene = Scene(state, now, catalogue)
    return tuple(effective(scene, slot) for slot in slots(catalogue, ours.round.deck, ours.side))


def _drawn(scene: Scene, deck: tuple[str, ...], entropy: bytes) -> Scene:
    """Coins for every topic of the deck that has none this season: in with probability 7/8."""
    need(len(entropy) >= COINS * len(deck), Refusal.UNKNOWN)
    fresh = {
        uid: Season(
            scene.six(SEASON_DAYS * 24), False, tuple(byte % 8 > 0 for byte in entropy[COINS * at :][:COINS])
        )
        for at, uid in enumerate(deck)
    }
    return scene.own(seasons={**fresh, **scene.mine.seasons})


def free_deck(scene: Scene, name: str) -> tuple[str, ...]:
    """A whole deck of which nothing is spent this season, by my own ledger. Raises `Unmoved`."""
    deck = scene.catalogue.deck(name)
    if deck is None:
        raise Unmoved(Refusal.UNKNOWN)
    seasons = scene.mine.seasons
    need(not any(uid in seasons and seasons[uid].spent for uid in deck), Refusal.DECK_LATER)
    return deck


def start_look(scene: Scene, request: StartLook) -> Moved:
    """Offer a round."""
    need(scene.came(scene.mine.next_round), Refusal.ROUND_LATER)
    need(scene.ours.round is None, Refusal.ROUND_OPEN)
    need(len(request.id) == ID_BYTES and len(request.nonce) == NONCE_BYTES, Refusal.UNKNOWN)
    scene = _drawn(scene, free_deck(scene, request.deck), request.entropy)
    until = scene.six(LIFE_DAYS * 24)
    look = Round(request.id, request.nonce, request.deck, request.live, RoundStage.OFFERED, until)
    scene = scene.both(round=look, round_page=None).own(next_round=scene.six(ROUND_DAYS * 24))
    letter = OfferLetter(request.id, request.nonce, request.deck, request.live, scene.days(LIFE_DAYS))
    return Moved(scene.state, (letter,))


def hear_offer(scene: Scene, letter: OfferLetter) -> Scene:
    """Their offer waits, unseen until a week is over; of two that crossed the lower nonce stands."""
    need(len(letter.round) == ID_BYTES and len(letter.nonce) == NONCE_BYTES, Refusal.UNKNOWN)
    deck, mine = free_deck(scene, letter.deck), scene.ours.round
    until = scene.six(LIFE_DAYS * 24)
    theirs = Round(letter.round, letter.nonce, letter.deck, letter.live, RoundStage.INVITED, until)
    if mine is None:
        need(not letter.live or scene.came(scene.mine.next_round), Refusal.ROUND_LATER)
        return scene.both(round=theirs)
    need(mine.stage in (RoundStage.OFFERED, RoundStage.FIRST) and not mine.first, Refusal.ROUND_OPEN)
    need(letter.nonce < mine.nonce, Refusal.ROUND_OPEN)
    same = (letter.deck, letter.live) == (mine.deck, mine.live)
    # Harm prevented: a crossing offer that takes a yes to looking at one deck for a yes to another.
    if same and all(uid in scene.mine.seasons for uid in deck):
        return scene.both(round=replace(theirs, stage=RoundStage.JOINED))
    return scene.both(round=theirs).own(next_round=None)


def _round(scene: Scene, *stages: RoundStage) -> Round:
    look = scene.ours.round
    if look is None or look.stage not in stages:
        raise Unmoved(Refusal.NOT_HERE)
    return look


def join_look(scene: Scene, request: JoinLook) -> Moved:
    """Take part in what they offered."""
    look = _round(scene, RoundStage.INVITED)
    need(scene.came(scene.mine.next_round), Refusal.ROUND_LATER)
    scene = _drawn(scene, free_deck(scene, look.deck), request.entropy)
    scene = scene.both(round=replace(look, stage=RoundStage.JOINED), round_page=None)
    return Moved(scene.own(next_round=scene.six(ROUND_DAYS * 24)).state)


def send_first(scene: Scene, request: SendFirst) -> Moved:
    """R1 leaves; from now on the answers of this round are fixed in its bytes."""
    look = _round(scene, RoundStage.OFFERED, RoundStage.JOINED)
    need(look.id == request.round, Refusal.NOT_HERE)
    after = scene.both(round=replace(look, stage=RoundStage.FIRST, own=request.own))
    return Moved(after.state, (FirstLetter(look.id, request.body, scene.days(LIFE_DAYS)),))


def hear_first(scene: Scene, letter: FirstLetter) -> Scene:
    """Their R1: one a round, ever; a second could fish."""
    stages = (RoundStage.OFFERED, RoundStage.INVITED, RoundStage.JOINED, RoundStage.FIRST)
    look = _round(scene, *stages)
    need(look.id == letter.round and not look.first and letter.body, Refusal.NOT_HERE)
    return scene.both(round=replace(look, first=letter.body))


def send_second(scene: Scene, request: SendSecond) -> Moved:
    """R2 leaves for the swap box, and in the same save every slot of the whole deck is spent."""
    look = _round(scene, RoundStage.FIRST)
    need(look.id == request.round and look.first, Refusal.NOT_HERE)
    deck, seasons = free_deck(scene, look.deck), scene.mine.seasons
    until = scene.six(SEASON_DAYS * 24)
    spent = {uid: replace(seasons[uid], until=until, spent=True) for uid in deck if uid in seasons}
    look = replace(look, stage=RoundStage.SECOND, own=request.own, second=request.body)
    after = scene.both(round=look).own(seasons={**seasons, **spent})
    return Moved(after.state, (SecondLetter(look.id, request.body, scene.days(LIFE_DAYS)),))


def round_result(scene: Scene, request: RoundResult) -> Moved:
    """The result: at once when live; by mail at the next six, so that nobody can tell who came last."""
    stages = (RoundStage.SECOND,) if request.honest else (RoundStage.FIRST, RoundStage.SECOND)
    look = _round(scene, *stages)
    need(look.id == request.round, Refusal.NOT_HERE)
    if not request.honest:
        return Moved(scene.both(round=None, round_page=RoundPage.FALSE_PROOF).state)
    if look.live:
        return Moved(show(scene, replace(look, found=request.found)).state)
    known = replace(look, stage=RoundStage.KNOWN, found=request.found, opens=scene.six(0))
    return Moved(scene.both(round=replace(known, own=b"", first=b"", second=b"")).state)


def show(scene: Scene, look: Round) -> Scene:
    """Some common ground, or the one page for nothing new. A topic with steps goes straight into Talking."""
    asked = slots(scene.catalogue, look.deck, scene.ours.side)
    found = [asked[at] for at in look.found if 0 <= at < len(asked)]
    new = tuple(Overlap(slot.topic, slot.way) for slot in found if not scene.shut(slot.topic, slot.way))
    page = RoundPage.COMMON if new else RoundPage.NOTHING_NEW
    kept = tuple(one for one in scene.ours.overlaps if one not in new)
    scene = scene.both(round=None, round_page=page, overlaps=kept + new)
    for overlap in new:
        scene = _into_talking(scene, overlap)
    return scene


def _into_talking(scene: Scene, overlap: Overlap) -> Scene:
    talk = scene.talk(overlap.topic)
    if scene.catalogue.with_talk(overlap.topic) is None:
        return scene
    if isinstance(talk, Talking) and talk.asked is Asked.BOTH:
        return scene.put_talk(overlap.topic, replace(talk, way=_joined(talk.way, overlap.way)))
    if not (talk is None or isinstance(talk, Asking | Raised)):
        return scene
    talking = Talking(Asked.BOTH, scene.six(TALKING_DAYS * 24), overlap.way)
    return scene.put_talk(overlap.topic, talking)


def _joined(one: Way, other: Way) -> Way:
    return one if one is other else Way.BOTH


def lapse_round(scene: Scene, look: Round) -> Scene:
    """Never came, for whatever reason: the one page for nothing new, to whoever took part."""
    page = scene.ours.round_page if look.stage is RoundStage.INVITED else RoundPage.NOTHING_NEW
    return scene.both(round=None, round_page=page)


def drop_round(scene: Scene, request: DropRound) -> Moved:
    """Let it go: it looks like one that was lost, and no other is seen for a week."""
    need(scene.ours.round, Refusal.NOT_HERE)
    week = scene.six(ROUND_DAYS * 24)
    return Moved(scene.both(round=None).own(next_round=scene.mine.next_round or week).state)


def close_round(scene: Scene, request: CloseRound) -> Moved:
    """The page is read, and gone."""
    need(scene.ours.round_page, Refusal.NOT_HERE)
    return Moved(scene.both(round_page=None).state)
