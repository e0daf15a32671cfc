"""The format of version 1 does not drift: a changed byte is a new version, not an accident."""

from __future__ import annotations

import json
from pathlib import Path

import vectors_run_vault as runs
from handhold.native.sealer import load

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "vault-v1.json").read_text())


def test_a_slot_is_as_frozen() -> None:
    """Header and record are byte for byte the frozen ones, and open with passphrase and code."""
    runs.run(load(), VECTORS)
