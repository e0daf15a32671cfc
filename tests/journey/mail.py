"""Everything that can be tapped, and everything that a modified app might send."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from handhold.journey import letters as let
from handhold.journey import requests as ask
from handhold.journey.letters import Letter
from handhold.journey.requests import Request
from handhold.journey.state import (
    AskMe,
    Put,
    Said,
    Want,
    Warmth,
)
from handhold.journey.topics import Way

TOPICS = st.sampled_from(["dance", "juggle", "light1", "nowhere"])
TALKED_ABOUT = st.sampled_from(["dance", "juggle"])
STEPS = st.sampled_from(["look", "touch", "more"])
WAYS = st.sampled_from(list(Way))
PUTS = st.sampled_from(list(Put))
SAID = st.builds(Said, st.sampled_from(["", "shall we?"]), WAYS)
SHARE = st.just(b"s" * 32)
NONCE = st.binary(min_size=32, max_size=32)
DECK = st.sampled_from(["first", "x"])
ID = st.sampled_from([b"i" * 16, b"j" * 16])

# Taps that either may make. Chance is fixed: what matters here is the order of things.
TAPS: st.SearchStrategy[Request] = st.one_of(
    st.builds(ask.SendOpening, TALKED_ABOUT, SAID),
    st.builds(ask.SaidInPerson, TALKED_ABOUT),
    st.builds(ask.HeardInPerson, TALKED_ABOUT, st.sampled_from(list(Warmth))),
    st.builds(ask.TakeBack, TALKED_ABOUT),
    st.builds(ask.Uncover, TALKED_ABOUT),
    st.builds(ask.PrepareAnswer, TALKED_ABOUT, st.sampled_from(list(Warmth))),
    st.builds(ask.CloseAnswer, TALKED_ABOUT),
    st.builds(ask.ClosePage, TALKED_ABOUT),
    st.builds(ask.SaidNoToThis, TALKED_ABOUT, TOPICS),
    st.builds(ask.Talked, TALKED_ABOUT, st.sampled_from([48, 72])),
    st.builds(ask.Lengthen, TALKED_ABOUT),
    st.builds(ask.PutAway, TALKED_ABOUT, PUTS, st.booleans()),
    st.builds(ask.PutPlace, TALKED_ABOUT, STEPS, st.booleans()),
    st.builds(ask.MeetBarrier, TALKED_ABOUT),
    st.builds(ask.ProposeStep, TALKED_ABOUT, STEPS),
    st.sampled_from([ask.SayYes(), ask.SayNotTonight(), ask.Stop(), ask.EndEvening(), ask.LookIn()]),
    st.builds(ask.SayStill, SHARE),
    st.builds(ask.AnswerAfter, TALKED_ABOUT, st.booleans()),
    st.builds(ask.SetLock, TOPICS, PUTS, WAYS),
    st.builds(ask.LiftLock, TOPICS, SAID),
    st.builds(ask.PutBack, TOPICS),
    st.builds(ask.SetQuiet, st.sampled_from([0, 3])),
    st.builds(ask.AnswerWish, TOPICS, st.sampled_from([None, *Want]), WAYS),
    st.builds(ask.SendAdore, st.just("You hum when you cook.")),
    st.builds(
        ask.StartLook,
        st.just("first"),
        st.booleans(),
        ID,
        st.binary(min_size=32, max_size=32),
        st.just(bytes(64)),
    ),
    st.builds(ask.JoinLook, st.just(b"\x01" * 64)),
    st.builds(ask.SendFirst, ID, st.just(b"own"), st.just(b"R1")),
    st.builds(ask.SendSecond, ID, st.just(b"own"), st.just(b"R2")),
    st.builds(ask.RoundResult, ID, st.sampled_from([(), (1,), (15, 16, 17)]), st.booleans()),
    st.sampled_from([ask.DropRound(), ask.CloseRound(), ask.CloseAdore()]),
    st.builds(ask.LetGo, TALKED_ABOUT),
)
AHEAD = st.integers(-2, 40)


def forged(day: date) -> st.SearchStrategy[Letter]:
    """Any letter a modified app might send, dated around this day."""
    last_day = AHEAD.map(lambda days: day + timedelta(days=days))
    body = st.just(b"R1")
    return st.one_of(
        st.builds(let.OpeningLetter, TOPICS, SAID, last_day),
        st.builds(let.TakeBackLetter, TOPICS, last_day),
        st.builds(let.AnswerLetter, TOPICS, st.sampled_from(list(Warmth)), st.just("line"), last_day),
        st.builds(let.TalkedLetter, TOPICS, st.sampled_from([0, 48, 72]), last_day),
        st.builds(let.PutAwayLetter, TOPICS, PUTS, last_day),
        st.builds(let.PlaceLetter, TOPICS, st.lists(STEPS, max_size=3).map(tuple), last_day),
        st.builds(let.StepLetter, TOPICS, STEPS, last_day),
        st.builds(let.YesLetter, TOPICS, STEPS, last_day),
        st.builds(let.NotTonightLetter, TOPICS, STEPS, last_day),
        st.builds(let.StillLetter, TOPICS, STEPS, SHARE, last_day),
        st.builds(let.AdoreLetter, st.just("lovely"), last_day),
        st.builds(let.OfferLetter, ID, NONCE, DECK, st.booleans(), last_day),
        st.builds(let.FirstLetter, ID, body, last_day),
        st.builds(let.SecondLetter, ID, body, last_day),
        st.just(let.CardLetter(AskMe(how="in writing"))),
    )
