"""Two real cores, bad mail, wandering clocks, and an asker whose app sends whatever it likes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from handhold.journey import letters as let
from handhold.journey import requests as ask
from handhold.journey.codec import dump, load
from handhold.journey.days import today
from handhold.journey.decide import Moved, decide, receive, wake
from handhold.journey.letters import Letter
from handhold.journey.requests import Request
from handhold.journey.scene import Scene
from handhold.journey.state import (
    Asked,
    Asking,
    NotOffered,
    Open,
    Ours,
    Put,
    Raised,
    Said,
    Settling,
    Side,
    State,
    Talk,
    Talking,
)
from handhold.journey.talk import own_way
from handhold.journey.topics import Way
from handhold.journey.view import afters, next_deck, now_view, ours_view, talk_view
from journey.mail import TAPS, forged
from journey.two import CATALOGUE, Phone, Two

REACHES: list[Callable[[Two], None]] = [
    Two.post, Two.open, Two.to_talking, Two.to_settling, Two.to_open, Two.to_evening, Two.to_together
]  # fmt: skip


def talks(state: State) -> dict[str, Talk]:
    """The talks of a state, if there is a bond."""
    return state.ours.talks if state.ours else {}


def may_follow(before: Talk | None, after: Talk | None, opened: bool) -> bool:
    """Whether a letter alone may lead from one talk to the other. `opened`: my own opening waited there."""
    match before, after:
        case (None | NotOffered() | Asking(), Raised()):
            return True
        case (Asking(in_person=False), Talking()):
            return opened
        case (Talking(asked=Asked.THEM), Settling()):
            return True
        case (Talking(asked=Asked.BOTH), Settling()):
            return before.mine > 0
        case (Raised() | Asking() | Talking() | Settling() | Open(), None | NotOffered()):
            return True
        case _:
            return type(before) is type(after)


class TwoCores(RuleBasedStateMachine):
    """Promises 3, 4, 5, 6 and 10, after every step, for whoever is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.two = Two()
        self.air: list[tuple[Phone, Letter]] = []
        self.closed: dict[int, set[str]] = {id(self.two.asker): set(), id(self.two.asked): set()}
        self.cold: dict[int, date] = {}

    def phone(self, asked: bool) -> Phone:
        """One of the two."""
        return self.two.asked if asked else self.two.asker

    @initialize(reach=st.sampled_from(REACHES))
    def begin(self, reach: Callable[[Two], None]) -> None:
        """Somewhere along the way."""
        reach(self.two)

    @rule(asked=st.booleans(), request=TAPS)
    def tap(self, asked: bool, request: Request) -> None:
        """Somebody taps something; what leaves goes into the air."""
        phone, other = self.phone(asked), self.phone(not asked)
        before = phone.state
        moved = decide(before, request, phone.now, CATALOGUE)
        if not isinstance(moved, Moved):
            return
        phone.state = moved.state
        self.air += [(other, letter) for letter in moved.letters]
        self._note(phone, request)

    def _note(self, phone: Phone, request: Request) -> None:
        locks = phone.state.mine.locks
        if isinstance(request, ask.CloseAnswer) and request.topic in locks:
            self.cold[id(phone)] = today(phone.now)
        self.closed[id(phone)] = {topic for topic, lock in locks.items() if lock.put is Put.CLOSED}

    @rule(data=st.data(), fate=st.sampled_from(["arrives", "arrives", "arrives", "twice", "lost"]))
    def post(self, data: st.DataObject, fate: str) -> None:
        """One letter out of the air, in any order: arrives, arrives and stays there, or is lost."""
        if not self.air:
            return
        at = data.draw(st.integers(0, len(self.air) - 1))
        phone, letter = self.air[at]
        if fate != "twice":
            del self.air[at]
        if fate != "lost":
            self.arrive(phone, letter)

    @rule(data=st.data(), grade=st.sampled_from([None, "stop"]))
    def forge(self, data: st.DataObject, grade: str | None) -> None:
        """The asker's app sends something of its own making."""
        self.arrive(self.two.asked, data.draw(forged(today(self.two.asked.now))), grade)

    def arrive(self, phone: Phone, letter: Letter, grade: str | None = None) -> None:
        """A letter is heard, and moves nothing that its hearer has not moved."""
        before = wake(phone.state, phone.now, CATALOGUE)
        phone.state = receive(before, letter, phone.now, CATALOGUE, grade)
        self._locked_is_silence(before, phone.state, letter)
        for topic in CATALOGUE.topics:
            old, new = talks(before).get(topic), talks(phone.state).get(topic)
            assert may_follow(old, new, isinstance(old, Asking)), (letter, old, new)
        self._evening(before.ours, phone.state.ours)
        self._quiet_days(phone, before)

    def _locked_is_silence(self, before: State, after: State, letter: Letter) -> None:
        lock = before.mine.locks.get(getattr(letter, "topic", ""))
        silent = not isinstance(letter, let.NotTonightLetter | let.TakeBackLetter)
        if lock is not None and lock.way is Way.BOTH and silent and not self._asks(before, letter):
            assert dump(after) == dump(before)

    def _asks(self, before: State, letter: Letter) -> bool:
        return isinstance(talks(before).get(getattr(letter, "topic", "")), Asking | Talking)

    def _evening(self, before: Ours | None, after: Ours | None) -> None:
        new, old = after.tonight if after else None, before.tonight if before else None
        if not new:
            return
        same = old is not None and (old.topic, old.step, old.mine) == (new.topic, new.step, new.mine)
        if new.welcomed:
            assert old is not None
            assert same
            assert old.welcomed or old.mine
        assert new.my_still == b"" or (same and old is not None and old.my_still == new.my_still)
        if same and old is not None and old.over:
            assert new.over

    def _quiet_days(self, phone: Phone, before: State) -> None:
        new = {topic for topic, talk in talks(phone.state).items() if isinstance(talk, Raised)}
        old = {topic for topic, talk in talks(before).items() if isinstance(talk, Raised)}
        since = self.cold.get(id(phone))
        if new - old and since is not None:
            assert today(phone.now) - since >= timedelta(days=7)

    @rule(hours=st.sampled_from([1, 8, 24, 24, 24 * 3, 24 * 8, 24 * 16, 24 * 31, 24 * 61]))
    def wait(self, hours: int) -> None:
        """Time passes for both."""
        for phone in (self.two.asker, self.two.asked):
            self._sleep(phone, hours)

    @rule(asked=st.booleans(), hours=st.sampled_from([-24 * 400, -24 * 3, -5, 5, 24 * 30]))
    def jump(self, asked: bool, hours: int) -> None:
        """Somebody's clock jumps."""
        phone = self.phone(asked)
        if hours < 0 and id(phone) in self.cold:
            self.cold[id(phone)] = today(phone.now + timedelta(hours=hours))
        self._sleep(phone, hours)

    def _sleep(self, phone: Phone, hours: int) -> None:
        before = phone.state
        phone.sleep(hours=hours)
        for topic in CATALOGUE.topics:
            old, new = talks(before).get(topic), talks(phone.state).get(topic)
            settled = isinstance(old, Settling) and isinstance(new, Open)
            kept = isinstance(new, Raised) and (old is None or isinstance(old, NotOffered | Asking))
            shown = isinstance(new, Talking) and before.ours is not None and before.ours.round is not None
            assert settled or kept or shown or may_follow(old, new, opened=False), (old, new)
        tonight = phone.state.ours and phone.state.ours.tonight
        if tonight and before.ours is not None and tonight.welcomed:
            assert before.ours.tonight is not None
            assert before.ours.tonight.welcomed

    @rule(quietly=st.booleans())
    def bind_anew(self, quietly: bool) -> None:
        """The asked leaves, perhaps with a word; the two pair again. Old letters may still be in the air."""
        asked = self.two.asked
        letters = asked.tap(ask.Leave(None if quietly else "goodbye"))
        assert not (quietly and letters)
        assert asked.state.ours is None
        before = dump(asked.state)
        asked.hear(let.OpeningLetter("dance", Said("?"), today(asked.now)))
        assert dump(asked.state) == before
        self.two.asker.tap(ask.Leave())
        for phone, side in ((self.two.asker, Side.FIRST), (asked, Side.SECOND)):
            phone.out.clear()
            phone.tap(ask.Bind(side))
            phone.out.clear()
        self.cold.clear()

    @invariant()
    def a_lock_keeps_its_topic_away(self) -> None:
        """Promise 3: under a whole lock nothing stands open, and only its owner takes it away."""
        for phone in (self.two.asker, self.two.asked):
            scene = Scene(phone.state, phone.now, CATALOGUE)
            for topic, talk in talks(phone.state).items():
                assert isinstance(talk, NotOffered) or not scene.shut(topic, own_way(talk))
            assert self.closed[id(phone)] <= set(phone.state.mine.locks)

    @invariant()
    def one_question_at_a_time(self) -> None:
        """Promise 6: at most one opening of theirs stands here."""
        for phone in (self.two.asker, self.two.asked):
            assert sum(isinstance(talk, Raised) for talk in talks(phone.state).values()) <= 1

    @invariant()
    def together_is_both(self) -> None:
        """Promise 5: no evening without a welcome and two stills, and none that outlives its six."""
        for phone in (self.two.asker, self.two.asked):
            tonight = phone.state.ours and phone.state.ours.tonight
            if tonight:
                assert not tonight.together or (tonight.welcomed and tonight.my_still and tonight.their_still)
                assert today(phone.now) < tonight.until

    @invariant()
    def everything_can_be_kept_and_shown(self) -> None:
        """Every state is its bytes, and every page can be drawn from it."""
        for phone in (self.two.asker, self.two.asked):
            state, now = phone.state, phone.now
            assert load(dump(state)) == state
            talk_view(state, "dance", now, CATALOGUE)
            now_view(state, now, CATALOGUE)
            ours_view(state, now, CATALOGUE)
            afters(state, now, CATALOGUE)
            next_deck(state, now, CATALOGUE)


@pytest.mark.promise(3)
@pytest.mark.promise(4)
@pytest.mark.promise(5)
@pytest.mark.promise(6)
@pytest.mark.promise(10)
def test_two_cores_keep_the_promises() -> None:
    """Whatever is tapped, forged, lost, doubled or mistimed: a no ends it, and only a plain yes moves it."""
    bounds = settings(max_examples=40, stateful_step_count=40, deadline=None)
    run_state_machine_as_test(TwoCores, settings=bounds)


def test_the_machine_would_notice() -> None:
    """Its check of what a letter may do refuses every step that skips a person's own tap."""
    day = date(2026, 3, 4)
    talking = Talking(Asked.ME, day)
    settling = Settling(day, Open(Asked.ME))
    assert not may_follow(None, talking, opened=False)
    assert not may_follow(talking, settling, opened=False)
    assert not may_follow(replace(talking, asked=Asked.BOTH), settling, opened=False)
    assert not may_follow(settling, settling.path, opened=False)
    assert not may_follow(Raised(Said(""), day), talking, opened=False)
