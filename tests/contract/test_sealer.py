"""What every sealer must do. The browser's runs the same vectors, with the same lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import vectors_run_sealer as runs
from handhold.doors import Sealer
from handhold.native.sealer import load

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "sealer-v1.json").read_text())


@pytest.fixture(scope="module", params=["native"])
def sealer(request: pytest.FixtureRequest) -> Sealer:
    """Every sealer that runs in this interpreter."""
    return load()


def test_seals_as_written(sealer: Sealer) -> None:
    """XChaCha20-Poly1305 is the draft's, byte for byte."""
    runs.seals_as_written(sealer, VECTORS["seal"])


def test_refuses_what_does_not_fit(sealer: Sealer) -> None:
    """Nothing opens with a wrong key, nonce, bound or text."""
    runs.refuses_what_does_not_fit(sealer, VECTORS["seal"])


def test_stretches_as_written(sealer: Sealer) -> None:
    """Argon2id costs the same and gives the same everywhere."""
    runs.stretches_as_written(sealer, VECTORS["stretch"])


def test_agrees_as_written(sealer: Sealer) -> None:
    """X25519 is the RFC's."""
    runs.agrees_as_written(sealer, VECTORS["agree"])


def test_refuses_trick_shares(sealer: Sealer) -> None:
    """No secret is made with a point of small order."""
    runs.refuses_trick_shares(sealer, VECTORS["small_order"])
