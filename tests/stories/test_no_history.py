"""What is left after the whole thread: what is, and never what was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from handhold.companion.kept import dump
from handhold.rehearsal.pair import Pair, Person, strangers
from handhold.rehearsal.paired import paired
from handhold.rehearsal.thread import THREAD, part
from handhold.rehearsal.time import PairTime
from stories.telling import HERE, answered, settled

DATED = {
    "state.mine.last_seen": "so that a clock set back is noticed",
    "state.mine.next_round": "one round in seven days",
    "state.mine.seasons.*.until": "a deck once in a season",
    "state.mine.wishes.*.joins": "a yes joins the next morning",
    "state.ours.quiet_until": "the first two days of a bond",
    "state.ours.own.opening_from": "seven quiet days about anything",
    "state.ours.theirs.opening_from": "seven quiet days about anything",
    "state.ours.own.step_from": "seven days after a step",
    "state.ours.theirs.step_from": "seven days after a step",
    "state.ours.talks.*.until": "talking rests by itself",
    "state.ours.talks.*.further_from": "three days before further",
    "state.ours.after.*.asks": "the private question comes the next day, and then the day goes",
    "outbox.*.last_day": "until when it may arrive",
    "outbox.*.taken": "so that it is not brought again each time somebody looks",
    "again_until": "how long a relay that lost its memory is told again",
}
"""The days that may be there after the thread, each with what it is kept for."""

COUNTED = {"state.ours.own.run", "state.ours.theirs.run", "bond.sent", "bond.heard", "version"}
"""A run of not-tonights (0, 1, 2: after two, only the other) and the counters of the channel."""

RECORDS = re.compile(r"history|log|answers|asked_at|said_at|count|stops|evenings|past|created|since", re.I)
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
MOMENT = re.compile(r"\d\d:\d\d")


def facts(person: Person) -> dict[str, Any]:
    """All that one phone keeps, leaf by leaf, by its path."""
    kept = json.loads(dump(person.half.kept))
    kept["state"] = json.loads(kept["state"])["state"]
    kept["bond"] = kept["bond"] and {**kept["bond"], "ratchet": ""}
    return dict(leaves(kept, ""))


def leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every value inside, with the way to it; a topic or a place in a list is a star."""
    match value:
        case dict():
            many = path.rsplit(".", 1)[-1] in {
                "locks",
                "wishes",
                "seasons",
                "talks",
                "pages",
                "after",
                "notes",
            }
            for key, inner in value.items():
                yield from leaves(inner, f"{path}.{'*' if many else key}".strip("."))
        case list():
            for inner in value:
                yield from leaves(inner, f"{path}.*")
        case _:
            yield path, value


def holds(person: Person) -> None:
    """Nothing dates or counts an answer, and there is no list of what was."""
    for path, value in facts(person).items():
        if isinstance(value, str) and DAY.match(value):
            assert path in DATED, path
        assert not (isinstance(value, str) and MOMENT.search(value) and "outbox" not in path), path
        if isinstance(value, int) and not isinstance(value, bool):
            assert path in COUNTED, path
        assert not RECORDS.search(path.replace("state.mine.last_seen", "")), path


@pytest.mark.promise(8, 9)
async def test_after_the_whole_thread_nothing_tells_what_was() -> None:
    """Talked, agreed, an evening, a Stop, a morning: no day of a yes or a no, no count, no list."""
    pair = await strangers()
    time = PairTime(pair)
    for step in THREAD:
        if step is part:
            break
        await step(pair.alex.phone, pair.sam.phone, time)
        await settled(pair)
    for person in (pair.alex, pair.sam):
        await person.phone.open("/ours")
        holds(person)
        assert facts(person).get("state.ours.after.*.asks") is None, "the morning has come"
        everything = dump(person.half.kept).decode()
        assert "pancakes" not in everything, "the text of an answered opening is gone"
        assert "On Sunday, walking?" not in everything, "so is the line that was read and closed"
    assert await erased(pair) is None


async def erased(pair: Pair) -> object:
    """What the store holds after one has erased."""
    await pair.alex.phone.open("/mine/erase")
    await pair.alex.phone.tap("Erase it")
    await pair.alex.phone.sees("Nothing is here any more.")
    return pair.alex.store.snapshot()


@pytest.mark.promise(8)
@pytest.mark.parametrize("label", ["No", "Not now"])
async def test_an_answer_leaves_a_lock_and_a_brake_and_no_day_of_its_own(label: str) -> None:
    """On the phone that said it and on the one that heard it; after seven days the brake is gone as well.

    A relay forgets both mailboxes in those thirty days. That dates the relay, and goes two weeks later.
    """
    pair = await paired()
    await answered(pair, label)
    await pair.alex.phone.waits_for("Put the phone down", HERE)
    await pair.alex.phone.tap("Put the phone down")
    for person in (pair.alex, pair.sam):
        holds(person)
    pair.move(days=30)
    for person in (pair.alex, pair.sam):
        await person.phone.open("/ours")
        await settled(pair)
        dated = {path for path, value in facts(person).items() if isinstance(value, str) and DAY.match(value)}
        assert dated <= {"state.mine.last_seen", "again_until"}
    pair.move(days=15)
    for person in (pair.alex, pair.sam):
        await person.phone.open("/ours")
        dated = {path for path, value in facts(person).items() if isinstance(value, str) and DAY.match(value)}
        assert dated <= {"state.mine.last_seen"}


@pytest.mark.promise(10)
async def test_erased_there_is_nothing_and_the_passphrase_opens_nothing() -> None:
    """The store is empty, memory is empty, and the next start is a first start."""
    pair = await paired()
    assert await erased(pair) is None
    assert facts(pair.alex)["bond"] is None
    await pair.alex.phone.open("/")
    await pair.alex.phone.sees("What brings you?")
    await pair.alex.phone.open("/unlock")
    await pair.alex.phone.sees("What brings you?")


@pytest.mark.promise(10)
async def test_leaving_quietly_keeps_ones_own_and_nothing_of_theirs() -> None:
    """Locks, notes and wishes stay; the bond, their card and their words are gone."""
    pair = await paired()
    await answered(pair, "No", "Not this. Thank you for asking.")
    locks = pair.sam.half.kept.state.mine.locks
    await pair.sam.phone.open("/mine/unlink")
    await pair.sam.phone.tap("Leave quietly")
    await settled(pair)
    left = facts(pair.sam)
    assert left["bond"] is None
    assert not [path for path in left if path.startswith("outbox")]
    assert left["state.ours"] is None
    assert set(pair.sam.half.kept.state.mine.locks) == set(locks)
