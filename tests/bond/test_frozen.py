"""The protocol of version 1 does not drift: a changed byte is a new version, not an accident."""

from __future__ import annotations

import json
from pathlib import Path

import vectors_run_bond as runs
from handhold.doors import Sealer

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "bond-v1.json").read_text())


def test_a_whole_bond_is_as_frozen(sealer: Sealer) -> None:
    """Every body said, every key kept and every kind of thing sent is byte for byte the frozen one."""
    runs.run(sealer, VECTORS)
