"""The protocol of version 1 does not drift: a changed byte is a new version, not an accident."""

from __future__ import annotations

import json
from pathlib import Path

from cattrs.preconf.json import make_converter

import vectors_run_bond as runs
from handhold.bond import pairing
from handhold.bond.bond import Bond
from handhold.bond.pairing import Pairing
from handhold.doors import Sealer

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "bond-v1.json").read_text())


def test_a_whole_bond_is_as_frozen(sealer: Sealer) -> None:
    """Every body said, every key kept and every kind of thing sent is byte for byte the frozen one."""
    runs.run(sealer, VECTORS)


def test_a_bond_and_a_pairing_are_kept_as_json(sealer: Sealer) -> None:
    """Both go through JSON and come back equal, numbers of phases and all."""
    a, _ = runs.pair(sealer, runs.INVITATIONS["code"])
    bond, converter = pairing.tie(sealer, a), make_converter()
    for kept, kind in ((a, Pairing), (bond, Bond)):
        assert converter.loads(converter.dumps(kept), kind) == kept
