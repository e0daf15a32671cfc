"""The vault's format, against frozen vectors: pure functions, run in both homes."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from handhold.doors import Sealer
from handhold.vault import recovery, slot
from handhold.vault.record import Record


def run(sealer: Sealer, vectors: Mapping[str, Any]) -> None:
    """Every case makes the same slot, and the slot opens."""
    for case in vectors["cases"]:
        code = bytes.fromhex(case["code"]) if case["code"] else None
        vault = slot.create(sealer, case["passphrase"], bytes.fromhex(case["entropy"]), code)
        assert (vault.key.hex(), vault.header.hex()) == (case["key"], case["header"])
        plain = bytes.fromhex(case["plain"])
        sealed = slot.seal(sealer, vault, case["generation"], plain, bytes.fromhex(case["nonce"]))
        assert sha256(sealed).hexdigest() == case["slot_sha256"]
        assert slot.unlock(sealer, sealed, case["passphrase"]) == vault
        assert slot.open(sealer, vault, sealed) == Record(case["generation"], plain)
        if code:
            assert recovery.read(case["printed"]) == code
            assert slot.recover(sealer, sealed, code) == vault
