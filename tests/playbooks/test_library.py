"""The content that comes with handhold: what it covers, rests on, and never says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handhold.playbooks import library
from handhold.playbooks.check import covered, items
from handhold.playbooks.model import Playbook, Topic

INVENTORY = {row["id"]: row for row in json.loads((Path(__file__).parent / "inventory.json").read_text())}
TO_COVER = {id for id, row in INVENTORY.items() if row["verdict"] in {"KEEP", "ADAPT"}}
TO_AVOID = {id for id, row in INVENTORY.items() if row["verdict"] == "AVOID"}

GRAPHIC = re.compile(
    r"\b(ass(hole)?|arse|butt|bum|cock|dick|cunt|puss(y|ies)|cum\w*|fuck\w*|horny|naughty|dirty|slut\w*|kinky|"
    r"orgasm\w*|penetrat\w*|thrust\w*|moan\w*|erect\w*|hole|tight|pound\w*|foreplay|virgin\w*|prude|frigid)\b",
    re.IGNORECASE,
)
ASSUMED = re.compile(
    r"\b(he|she|his|her|him|husband|wife|boyfriend|girlfriend|ladies|guys|users?|anal sex)\b", re.IGNORECASE
)


def prose() -> list[tuple[str, str]]:
    """Every sentence of ours that a person may read, with the name of its place."""
    found = []
    for item in items((library().playbooks, library().decks, library().help.signs, library().help.care)):
        if type(item).__name__ == "Resource":
            continue  # titles and names are other people's words
        for field in item.__dataclass_fields__:
            value = getattr(item, field)
            texts = value if isinstance(value, tuple) else (value,)
            found += [(f"{type(item).__name__}.{field}", text) for text in texts if isinstance(text, str)]
    return found


def test_covers_only_rows_that_exist() -> None:
    """Whatever an item says it covers is a row of the inventory."""
    assert covered(library()) <= set(INVENTORY)


def test_covers_nothing_that_must_not_be_built() -> None:
    """No item fulfils a row that the inventory tells us to avoid."""
    assert not covered(library()) & TO_AVOID


def test_the_whole_essay_is_covered(capsys: pytest.CaptureFixture[str]) -> None:
    """Every row to keep is fulfilled by an item of ours; how many there are is printed."""
    done = covered(library()) & TO_COVER
    with capsys.disabled():
        print(f"\ninventory: {len(done)} of {len(TO_COVER)} rows to keep are covered by content")
    assert TO_COVER - done == set()


@pytest.mark.parametrize("row", sorted(id for id in TO_COVER if re.fullmatch(r"P[13]\.C\d+", id)))
def test_every_check_item_is_covered(row: str) -> None:
    """Each of the essay's 24 points to check is in the playbook."""
    assert row in covered(library())


def test_nothing_is_graphic() -> None:
    """No word of ours is graphic or shaming."""
    assert [(place, text) for place, text in prose() if GRAPHIC.search(text)] == []


def test_nothing_is_assumed() -> None:
    """No word of ours assumes a gender or a relation, and nobody is a user."""
    assert [(place, text) for place, text in prose() if ASSUMED.search(text)] == []


def test_nothing_shouts() -> None:
    """There is no exclamation mark anywhere: most of this is read near a decision."""
    assert [(place, text) for place, text in prose() if "!" in text] == []


@pytest.mark.promise(9)
def test_nothing_keeps_score() -> None:
    """No word of ours rates, ranks or rewards anybody."""
    score = re.compile(
        r"\b(scor\w+|streaks?|badges?|percent\w*|rank\w*|level up|achieve\w*|reward\w*)\b|\d ?%"
    )
    assert [(place, text) for place, text in prose() if score.search(text)] == []


def test_topics_have_neutral_names_for_addresses() -> None:
    """A topic's uid says nothing about it, since it stands in the paths of pages."""
    assert all(re.fullmatch(r"t\d\d", topic.uid) for topic in library().topics)
    assert all(re.fullmatch(r"[a-z]\d", step.uid) for book in library().playbooks for step in book.steps)


def test_topics_keep_their_place() -> None:
    """Two apps must agree on the decks: their order and their uids are frozen."""
    assert [[topic.uid for topic in deck.topics] for deck in library().decks] == [
        [f"t{number:02}" for number in range(1, 13)],
        [f"t{number:02}" for number in range(13, 25)],
    ]


def test_more_than_one_topic_has_steps() -> None:
    """A letter about a topic with steps must not give its subject away by being the only one there is."""
    with_steps = [topic for topic in library().topics if topic.weight == "steps"]
    assert len(with_steps) >= 2
    assert all(library().steps(topic) for topic in with_steps)


@pytest.mark.parametrize("topic", library().topics, ids=lambda topic: topic.uid)
def test_a_light_topic_ends_at_the_overlap(topic: Topic) -> None:
    """Only a topic with a playbook has a path; a light one has none, and asks for nothing more."""
    assert bool(library().steps(topic)) == (topic.weight == "steps")
    assert ("talk" in topic.overlap) == (topic.weight == "steps")


@pytest.mark.parametrize("book", library().playbooks, ids=lambda book: book.id)
def test_learning_begins_with_not_wanting_to(book: Playbook) -> None:
    """The first card is for the one who may not want it."""
    assert "what if I don’t want to" in book.learn[0].title


@pytest.mark.parametrize("book", library().playbooks, ids=lambda book: book.id)
def test_a_first_mention_has_four_points(book: Playbook) -> None:
    """The first mention needs four things and no more, one of them that no is fine."""
    assert len(book.talk.first) == 4
    assert any("no is fine" in point.text for point in book.talk.first)
