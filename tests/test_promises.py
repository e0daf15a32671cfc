"""Every promise has tests, and every test that holds a promise is named under it."""

from __future__ import annotations

import pytest

from promised import DOCUMENT, marked, named, written

DESIGNED = range(1, 14)


def test_there_are_thirteen_promises() -> None:
    """The document numbers all of them, once each and in order."""
    assert list(named(DOCUMENT.read_text())) == list(DESIGNED)


@pytest.mark.parametrize("number", DESIGNED)
def test_every_promise_is_held(number: int) -> None:
    """A promise that no test holds is only a wish."""
    assert named(DOCUMENT.read_text())[number]


@pytest.mark.parametrize("number", DESIGNED)
def test_document_and_marks_agree(number: int) -> None:
    """What stands under a promise is exactly what carries its mark: `python tests/promised.py` writes it."""
    assert named(DOCUMENT.read_text())[number] == marked().get(number, set())


def test_every_mark_names_a_promise() -> None:
    """No test claims to hold a promise that was never made."""
    assert set(marked()) <= set(DESIGNED)


def test_writing_the_lists_changes_nothing_else() -> None:
    """The lists are rewritten in place, and a second time changes nothing."""
    document = (
        "# P\n\n### 1. First\n\nText.\n\nHeld by:\n\n- `tests/a.py::test_old`\n\n### 2. Second\n\nMore.\n"
    )
    once = written(document, {1: {"tests/a.py::test_new"}, 2: {"tests/b.py::test_b"}})
    assert named(once) == {1: {"tests/a.py::test_new"}, 2: {"tests/b.py::test_b"}}
    assert written(once, named(once)) == once
