"""How the wording check's report is laid out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from handhold.companion.marking import marked
from handhold.playbooks import library

OPENINGS = [opening.text for book in library().playbooks for opening in book.talk.openings]


@settings(max_examples=20, deadline=None)
@given(st.one_of(st.text(max_size=60), st.sampled_from(OPENINGS)))
def test_the_pieces_are_the_text(text: str) -> None:
    """Whatever was written, and in whatever script: its pieces join to it again, none of them empty."""
    pieces = marked(text).pieces
    assert "".join(words for words, _ in pieces) == text
    assert all(words for words, _ in pieces)


def test_what_pushes_is_marked_even_beside_a_kind_word() -> None:
    """A kind word in the same breath does not cancel a threat."""
    text = "No is fine. Do it or I'll leave you."
    found = marked(text)
    assert found.push
    assert any(mark == "push" for _, mark in found.pieces)
