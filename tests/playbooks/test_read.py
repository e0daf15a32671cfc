"""Reading a content file: its value, or every problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handhold.playbooks.model import Deck, Playbook
from handhold.playbooks.read import Problem, Unreadable, read

JUGGLING = (Path(__file__).parent / "juggling.toml").read_bytes()


def problems(source: bytes) -> list[Problem]:
    """What is wrong with a file that should be a deck."""
    with pytest.raises(Unreadable) as caught:
        read(Deck, source, "deck.toml")
    return list(caught.value.problems)


def test_any_subject_is_a_playbook() -> None:
    """The engine knows no subject: a playbook about juggling reads like any other."""
    book = read(Playbook, JUGGLING, "juggling.toml")
    assert [step.name for step in book.steps] == ["One scarf", "Two, badly"]
    assert not any(step.barrier for step in book.steps)


def test_a_missing_field_is_named_with_its_place() -> None:
    """A writer learns which field of which topic is missing."""
    source = b'id = "x"\ntitle = "y"\nline = "z"\n[[topics]]\nuid = "t1"\n'
    assert Problem("deck.toml.topics[0].card", "required field missing") in problems(source)


def test_a_field_nobody_knows_is_a_problem() -> None:
    """A misspelt field is refused, never quietly dropped."""
    source = b'id = "x"\ntitle = "y"\nline = "z"\ntopics = []\ntopic = 1\n'
    assert any("topic" in problem.what for problem in problems(source))


def test_a_number_is_no_sentence() -> None:
    """A value of another type is refused, never converted."""
    source = b'id = "x"\ntitle = 7\nline = "z"\ntopics = []\n'
    assert [problem.place for problem in problems(source)] == ["deck.toml.title"]


@pytest.mark.parametrize("source", [b'id = "x', b"\xff\xfe", b""])
def test_what_is_no_content_file_is_a_problem(source: bytes) -> None:
    """Broken TOML, bytes that are no text and an empty file each give problems that name the file."""
    assert all(problem.place.startswith("deck.toml") for problem in problems(source))


@given(st.binary(max_size=200))
def test_no_bytes_do_worse_than_unreadable(source: bytes) -> None:
    """Whatever the bytes, what is no deck is `Unreadable`, with at least one problem."""
    assert problems(source)
