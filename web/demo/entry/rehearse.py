"""The demo's chance, and what its stage may ask: when does time move something next?"""

import datetime as dt
from dataclasses import replace

COINS = 64  # bytes of a season's coins; every other draw is as random as ever
SIX = dt.time(6, 0, 1)


class CoinsIn:
    def __init__(self, real):
        self.real = real

    def draw(self, size):
        return b"\xff" * size if size == COINS else self.real.draw(size)


def waiting(state):
    """The days on which something that waits is let through."""
    mine, ours = state.mine, state.ours
    days = [mine.next_round, *(wish.joins for wish in mine.wishes.values())]
    if ours is not None:
        days += [ours.quiet_until, ours.own.opening_from, ours.own.step_from]
        days += [ours.round.opens] if ours.round else []
        for talk in ours.talks.values():
            days += [getattr(talk, "opens", None), getattr(talk, "further_from", None)]
    return [day for day in days if day is not None]


def rehearse(app):
    half = app.state.half
    half.world = replace(half.world, chance=CoinsIn(half.world.chance))

    def waits():
        now = half.world.clock.now()
        acts = [dt.datetime.combine(day, SIX, now.tzinfo) for day in waiting(half.kept.state)]
        return min((when.isoformat() for when in acts if when > now), default="")

    return waits


rehearse  # noqa: B018 - what the worker gets from running this
