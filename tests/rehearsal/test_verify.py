"""`handhold verify`: it shows what is held, ends well for the true exchange, and not for a leaky one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from click.testing import CliRunner, Result

from handhold.bond import purposes
from handhold.cli.verify import verify as command
from handhold.companion import looking
from handhold.companion.half import Half
from handhold.doors import Group
from handhold.journey.topics import Topic, Way
from handhold.matching import exchange
from handhold.matching.rounds import Round, Secret
from handhold.rehearsal.answers import Answer
from handhold.rehearsal.held import Crossed
from handhold.rehearsal.relay_program import running_relay
from handhold.rehearsal.seasons import Part, Record
from handhold.rehearsal.verify import compare, play_all, variants
from handhold.wire.frames import SwapDone
from rehearsal.leaks import LEAKS

TOPICS = tuple(Topic(f"t{number}", directional=number % 2 == 0) for number in range(12))


@pytest.fixture(scope="module")
def shown() -> Result:
    """The command's whole output, for the true exchange."""
    return CliRunner().invoke(command, ["--quick", "--json"])


@pytest.mark.promise(1, 2, 11)
def test_the_true_exchange_is_clean(shown: Result) -> None:
    """A scripted pair against a real relay process leaves nothing that does not follow from the overlap."""
    figures = json.loads(shown.output.splitlines()[-1])
    assert figures["findings"] == []
    assert figures["clean"]
    assert shown.exit_code == 0


def test_it_shows_both_apps_the_relay_and_the_wire(shown: Result) -> None:
    """Side by side: what each app keeps, every row of the relay, and what crossed by kind and size."""
    for words in ("Alex", "Sam", "state.mine.wishes", "bond.ratchet", "offer: swap", "mail: box", "Deposit"):
        assert words in shown.output


@pytest.mark.promise(2)
def test_what_differs_between_two_runs_is_named() -> None:
    """A field of an app, a row of the relay or a frame on the wire that depends on answers is found."""
    parts = next(variants(TOPICS, "seed"))
    assert list(compare([(parts, _record()), (parts, _record())])) == []
    found = list(compare([(parts, _record()), (parts, _record("theirs", ("mail: body",), 2))]))
    assert [words.split(" ")[0] for words in found] == ["what", "what", "what", "Alex’s", "Sam’s"]


def _record(note: str = "mine", rows: tuple[str, ...] = (), frames: int = 1) -> Record:
    wire = Crossed({("to the relay", "Swap", 9): frames})
    return Record(([{"notes": note}], [{"notes": note}]), {"after": rows}, (wire, wire))


@pytest.mark.promise(2)
def test_a_leaky_exchange_fails_the_command() -> None:
    """With one base for both sides' no, the command says what leaked and ends with a failure."""
    leak = LEAKS["both share one base for no"]
    result = CliRunner().invoke(command, ["--quick"], obj=leak)
    assert result.exit_code == 1
    assert "in flight" in result.output


@pytest.mark.promise(1, 2)
def test_an_app_that_keeps_their_answers_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole apps over a relay, changed so that what the other answered stays behind: it is found."""
    told: dict[str, str] = {}
    begin, conclude = exchange.begin, looking.conclude

    def telling(group: Group, round: Round, answers: Sequence[bool], entropy: bytes) -> tuple[Secret, bytes]:
        told[round.side] = str(answers)
        return begin(group, round, answers, entropy)

    async def keeping(half: Half, swap_id: bytes, body: bytes) -> SwapDone | None:
        done = await conclude(half, swap_id, body)
        assert half.kept.bond
        theirs = told[purposes.other(half.kept.bond.side)]
        await half.change(lambda kept: replace(kept, notice=theirs))
        return done

    monkeypatch.setattr(exchange, "begin", telling)
    monkeypatch.setattr(looking, "conclude", keeping)
    with running_relay() as relay:
        found = list(compare(asyncio.run(play_all(relay, 1))))
    assert "Alex’s app keeps something of the other’s answers in notice" in found


def test_the_variants_of_a_pair_change_answers_and_no_overlap() -> None:
    """Each run of three differs from the first in one person's answers, and the two still want the same."""
    first, *others = variants(TOPICS, "seed")
    assert [(a == first[0], b == first[1]) for a, b in others] == [(True, False), (False, True)]
    assert all(_overlap(pair) == _overlap(first) for pair in others)


def _overlap(pair: tuple[Part, Part]) -> set[tuple[int, str, str]]:
    both = set()
    for season, answers in enumerate(zip(*(part.answers for part in pair), strict=True)):
        for topic, one, other in zip(TOPICS, *answers, strict=True):
            both |= {(season, topic.uid, way) for way in _ways(one) & {_TURNED[way] for way in _ways(other)}}
    return both


_TURNED = {"give": "receive", "receive": "give", "both": "both"}


def _ways(answer: Answer) -> set[str]:
    return {way.value for way in Way if answer.takes_part(way)}
