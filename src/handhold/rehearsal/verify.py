"""A scripted pair against a real relay process, and every pair of answers: does anything hold too much?"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from handhold.journey.topics import Topic
from handhold.matching.hashing import expand
from handhold.native.sealer import load
from handhold.rehearsal.answers import YES, Answer, Answers, every
from handhold.rehearsal.held import Crossed
from handhold.rehearsal.linked import NAMES, linked
from handhold.rehearsal.relay_program import Running, running_relay
from handhold.rehearsal.seasons import Overlap, Part, Record, play
from handhold.rehearsal.sweep import Swept, sweep
from handhold.rehearsal.table import Play

GROUPS = 2
SEASONS = range(2)
COINS = 64  # bytes of chance for a season's coins
TOLD = ("to the relay", ("Arrived", "Released"))

Run = tuple[tuple[Part, Part], Record]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one run held, how much was compared with it, and each thing that was too much."""

    record: Record
    runs: int
    swept: Swept
    findings: tuple[str, ...]


def verify(exchange: Play | None = None, quick: bool = False) -> Verdict:
    """Sweep, then play the whole apps. `exchange`: a leaky one, for tests. `quick`: less of both.

    Raises `relay_program.Silent` or `seasons.Stuck` when the relay or the story does not go on.
    """
    swept = sweep(load().group, exchange or Play(), quick)
    with running_relay() as relay:
        runs = asyncio.run(play_all(relay, 1 if quick else GROUPS))
    return Verdict(runs[0][1], len(runs), swept, (*swept.findings, *compare(runs)))


async def play_all(relay: Running, groups: int) -> list[Run]:
    """Three runs of the whole apps for each group."""
    async with linked(relay) as stage:
        parts = [parts for group in range(groups) for parts in variants(stage.topics, f"{group}")]
        return [(each, await play(stage, each)) for each in parts]


def variants(topics: tuple[Topic, ...], seed: str) -> Iterator[tuple[Part, Part]]:
    """Three runs: a pair; the same with another second; the same with another first. The overlap stays."""
    one, other = (_part(topics, seed + name) for name in NAMES)
    yield one, other
    yield one, _varied(topics, other, one, seed + "other")
    yield _varied(topics, one, other, seed + "one"), other


def _part(topics: tuple[Topic, ...], seed: str) -> Part:
    seasons = ([_possible(topic, season) for topic in topics] for season in SEASONS)
    answers = tuple(_drawn(options, f"{seed}{season}") for season, options in enumerate(seasons))
    return Part(answers, _chance(f"{seed} coins", COINS))


def _varied(topics: tuple[Topic, ...], own: Part, theirs: Part, seed: str) -> Part:
    """Other answers, with which the two still both want the same and nothing else."""
    seasons = []
    for season, (mine, others) in enumerate(zip(own.answers, theirs.answers, strict=True)):
        options = [
            _alike(answer, other, _possible(topic, season))
            for topic, answer, other in zip(topics, mine, others, strict=True)
        ]
        seasons.append(_drawn(options, f"{seed}{season}"))
    return Part(tuple(seasons), own.entropy)


def _alike(own: Answer, theirs: Answer, options: list[Answer]) -> list[Answer]:
    if theirs.want not in YES:
        return options
    return [own] if own.want in YES else [option for option in options if option.want not in YES]


def _possible(topic: Topic, season: int) -> list[Answer]:
    """Anything but an answer of today; what is put away stays so, so locks come in the last season only."""
    return [one for one in every(topic) if not one.fresh and (season or one.lock is None)]


def _drawn(options: list[list[Answer]], seed: str) -> Answers:
    chance = _chance(seed, len(options))
    return tuple(some[byte % len(some)] for some, byte in zip(options, chance, strict=True))


def _chance(seed: str, size: int) -> bytes:
    return expand(sha256(seed.encode()).digest(), b"verify", size)


def compare(runs: Iterable[Run]) -> Iterator[str]:
    """Each thing that some app or the relay held, and that does not follow from the overlap and its own."""
    kept: dict[tuple[int, Part, tuple[Overlap, ...]], list[dict[str, str]]] = {}
    first: Record | None = None
    for parts, record in runs:
        first = first or record
        yield from _relay(first, record)
        for at, name in enumerate(NAMES):
            if record.found[at] != record.wanted[at]:
                yield f"{name}’s app shows something else than the overlap"
            earlier = kept.setdefault((at, parts[at], tuple(record.wanted[at])), record.apps[at])
            yield from _differing(name, earlier, record.apps[at])


def _differing(name: str, one: list[dict[str, str]], other: list[dict[str, str]]) -> Iterator[str]:
    for earlier, later in zip(one, other, strict=True):
        paths = earlier.keys() | later.keys()
        fields = sorted(path for path in paths if earlier.get(path) != later.get(path))
        if fields:
            yield f"{name}’s app keeps something of the other’s answers in {', '.join(fields)}"


def _relay(one: Record, other: Record) -> Iterator[str]:
    for moment, rows in one.relay.items():
        if other.relay[moment] != rows:
            yield f"what the relay holds {moment} depends on the answers"
    for name, before, after in zip(NAMES, one.wire, other.wire, strict=True):
        if _told(before) != _told(after):
            yield f"what crosses between {name} and the relay depends on the answers"


def _told(crossed: Crossed) -> Crossed:
    """Without the answers to deposits: some may still be under way when a story ends."""
    way, kinds = TOLD
    return Crossed({key: number for key, number in crossed.items() if key[0] == way or key[1] in kinds})
