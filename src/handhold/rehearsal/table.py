"""Two sides of a round on a small deck: the true journey and the true exchange, with frozen chance and clock.

Two rounds whose letters are the same bytes are the same round, so each is played once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from handhold.companion.looking import Own
from handhold.doors import Group
from handhold.journey import codec, requests, rounds
from handhold.journey.decide import Refused, decide, receive
from handhold.journey.letters import FirstLetter, Letter
from handhold.journey.requests import Request
from handhold.journey.state import Side, State
from handhold.journey.topics import Catalogue
from handhold.matching import exchange
from handhold.matching.exchange import Both
from handhold.matching.rounds import Round, Secret
from handhold.rehearsal.answers import Answers, given

BEFORE = datetime(2026, 3, 2, 21, 0, tzinfo=UTC)
LOOK = BEFORE + timedelta(days=2)
AFTER = LOOK + timedelta(days=1)
ID, NONCE = bytes(rounds.ID_BYTES), bytes(rounds.NONCE_BYTES)
LETTERS = {Side.FIRST: "A", Side.SECOND: "B"}

Coins = tuple[tuple[bool, bool], ...]
"""For each topic, whether its two coins fell "in"."""


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """One side, all it answered, its coins, and how the round is played. Equal only to itself."""

    side: Side
    answers: Answers
    coins: Coins
    live: bool


@dataclass(frozen=True, slots=True)
class Start:
    """A side whose R1 has left: what it knows, and the letters it sent."""

    state: State
    round: Round
    secret: Secret
    letters: tuple[Letter, ...]

    @property
    def first(self) -> FirstLetter:
        """R1, which always leaves last."""
        letter = self.letters[-1]
        assert isinstance(letter, FirstLetter)
        return letter


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """All that one side has of a round in flight, and what it makes of it. Equal only to itself."""

    round: Round
    secret: Secret
    firsts: Both
    seconds: Both
    found: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a side saw, what it kept at each moment after the round, and how large all it sent was."""

    found: tuple[bool, ...]
    kept: tuple[bytes, ...]
    sizes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Play:
    """What is under test: the round's points, and what an app keeps of a round beside the journey's state.

    Tests hand in leaky ones, to see them caught.
    """

    round: Callable[..., Round] = Round
    keep: Callable[[State, View], State] = lambda state, view: state


@dataclass(slots=True)
class Table:
    """Where two seats meet."""

    group: Group
    catalogue: Catalogue
    deck: str
    play: Play
    _starts: dict[Seat, Start] = field(default_factory=dict)
    _views: dict[tuple[bytes, bytes], tuple[View, View]] = field(default_factory=dict)
    _ends: dict[tuple[Seat, View], Outcome] = field(default_factory=dict)

    @property
    def played(self) -> int:
        """How many rounds that differ in any byte were played."""
        return len(self._views)

    def start(self, seat: Seat) -> Start:
        """A side up to its R1."""
        if seat not in self._starts:
            self._starts[seat] = self._start(seat)
        return self._starts[seat]

    def meet(self, one: Seat, other: Seat) -> tuple[View, View]:
        """The round in flight, as each side sees it, once both R2 are in the swap box."""
        first, second = self.start(one), self.start(other)
        letters = first.first.body, second.first.body
        if letters not in self._views:
            self._views[letters] = self._meet(first, second)
        return self._views[letters]

    def end(self, seat: Seat, view: View) -> Outcome:
        """What comes of it for one side: nothing but letters and a swap reached it from the other."""
        key = seat, view
        if key not in self._ends:
            self._ends[key] = self._end(seat, view)
        return self._ends[key]

    def _start(self, seat: Seat) -> Start:
        state, letters = self._offered(seat)
        bits = rounds.answers(state, LOOK, self.catalogue)
        names = tuple(slot.name.encode() for slot in rounds.slots(self.catalogue, self.deck, seat.side))
        round = self.play.round(b"verify", LETTERS[seat.side], names)
        secret, first = exchange.begin(self.group, round, bits, _drawn(seat.side, b"begin"))
        taps = [requests.SendFirst(ID, Own(secret, first).pack(), first)]
        state, sent = self._tap(state, LOOK, taps)
        return Start(state, round, secret, letters + sent)

    def _offered(self, seat: Seat) -> tuple[State, tuple[Letter, ...]]:
        """A side that has answered and takes part."""
        topics = self.catalogue.decks[self.deck]
        asked = list(zip(topics, seat.answers, strict=True))
        adult = requests.ConfirmAdult(), requests.HadBefore(False), requests.Bind(seat.side)
        early = [tap for topic, answer in asked if not answer.fresh for tap in given(topic, answer)]
        late = [tap for topic, answer in asked if answer.fresh for tap in given(topic, answer)]
        state, _ = self._tap(State(), BEFORE, [*adult, *early])
        state, _ = self._tap(state, LOOK, late)
        coins = bytes(coin for pair in seat.coins for coin in pair)
        offer = requests.StartLook(self.deck, seat.live, ID, NONCE, coins)
        if seat.side is Side.FIRST:
            return self._tap(state, LOOK, [offer])
        opened, _ = self._tap(State(), BEFORE, [*adult])
        _, letters = self._tap(opened, LOOK, [offer])
        state = receive(state, letters[0], LOOK, self.catalogue)
        return self._tap(state, LOOK, [requests.JoinLook(coins)])

    def _tap(self, state: State, now: datetime, taps: Sequence[Request]) -> tuple[State, tuple[Letter, ...]]:
        letters: tuple[Letter, ...] = ()
        for tap in taps:
            moved = decide(state, tap, now, self.catalogue)
            assert not isinstance(moved, Refused), moved.refusal
            state, letters = moved.state, letters + moved.letters
        return state, letters

    def _meet(self, one: Start, other: Start) -> tuple[View, View]:
        ones, others = Both(one.first.body, other.first.body), Both(other.first.body, one.first.body)
        second = self._answer(one, ones, Side.FIRST)
        reply = self._answer(other, others, Side.SECOND)
        return self._view(one, ones, Both(second, reply)), self._view(other, others, Both(reply, second))

    def _view(self, start: Start, firsts: Both, seconds: Both) -> View:
        found = exchange.conclude(self.group, start.round, start.secret, firsts, seconds)
        return View(start.round, start.secret, firsts, seconds, found)

    def _answer(self, start: Start, firsts: Both, side: Side) -> bytes:
        return exchange.answer(self.group, start.round, start.secret, firsts, _drawn(side, b"answer"))

    def _end(self, seat: Seat, view: View) -> Outcome:
        start = self.start(seat)
        theirs = FirstLetter(ID, view.firsts.theirs, start.first.last_day)
        state = receive(start.state, theirs, LOOK, self.catalogue)
        own = Own(start.secret, start.first.body).pack()
        state, seconds = self._tap(state, LOOK, [requests.SendSecond(ID, own, view.seconds.own)])
        places = tuple(at for at, both in enumerate(view.found) if both)
        state, _ = self._tap(state, LOOK, [requests.RoundResult(ID, places)])
        known = self.play.keep(state, view)
        shown, _ = self._tap(known, AFTER, [requests.LookIn()])
        closed, _ = self._tap(shown, AFTER, [requests.CloseRound()])
        sizes = tuple(len(codec.encode(letter)) for letter in (*start.letters, *seconds))
        return Outcome(view.found, tuple(map(codec.dump, (known, shown, closed))), sizes)


def _drawn(side: Side, purpose: bytes) -> bytes:
    """The same "chance" in every round: a difference can then only come from an answer."""
    return sha256(side.value.encode() + purpose).digest()
