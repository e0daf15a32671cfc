"""The demo's middle column: all that the relay holds, in words for a stranger."""

from __future__ import annotations

from handhold.rehearsal.demo import ROWS
from handhold.rehearsal.held import TABLES


def test_whatever_the_relay_holds_is_named_in_plain_words() -> None:
    """Each of its tables has a name that a stranger understands, and none that is no table."""
    assert ROWS.keys() == set(TABLES)
