"""Each way in which one's own app says "not now", worded for a person. The other app never refuses aloud."""

from __future__ import annotations

from enum import Enum


class Refusal(Enum):
    """Why a tap did nothing. The value is the English sentence, and the key of its translation."""

    ALONE = "You aren’t linked with anybody here."
    LINKED = "You are linked already. Leave first, if that is what you want."
    GONE = "They have said goodbye. Nothing more goes there."
    NOT_ADULT = "This is for adults. Please say that you are one."
    HAD_BEFORE_FIRST = "One question first: have you had handhold before?"
    NOT_HERE = "There is nothing here to do that with any more."
    UNKNOWN = "This app doesn’t know that one."
    TOO_LONG = "That is longer than a letter can be. A few words fewer, please."
    EMPTY = "There are no words in it yet."
    LOCKED = "You have put this away. Lift your own lock first, if you want to."
    NOT_OFFERED = "This one isn’t offered. It is theirs to bring back."
    WAITING = "Something of yours is waiting there already. One at a time."
    NEW_BOND = "The first two days are quiet ones. Nothing is brought up yet."
    QUIET_DAYS = "These are quiet days. Something else is lovelier than asking now."
    NEEDS_WORDS = "Lifting this brings it up again, so it needs a few words for them."
    NOT_ASKED = "That is for the one who was asked to say."
    EARLY = "It’s still early. Let it be lovely for a while."
    FLOOR = "Forty-eight hours are the least."
    NOT_BOTH = "That place is on the path only once you have both put it there."
    LATE = "After eight in the evening nothing is proposed. Tomorrow is a day too."
    TONIGHT_TAKEN = "Tonight has its step already, or has had it."
    FURTHER_LATER = "Further can wait three days. The same, or something easier, needn’t."
    THEIR_TURN = "The next step is theirs to suggest, or nobody’s. Both are fine."
    BARRIER_FIRST = "Before this one there is a card to read together, aloud."
    AFTER_FIRST = "There is a question of your own to answer first. Only you see it."
    PRAISE_SHUT = "Not while a question of yours is about. Praise asks for nothing."
    ROUND_OPEN = "You are looking already. One round at a time."
    ROUND_LATER = "You have looked this week. The next round comes by itself."
    DECK_LATER = "This deck comes round again in another season."
    ASKED_ONCE = "That was asked, and answered."
