"""CPace against the published vectors of its draft."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from handhold.bond import cpace
from handhold.doors import NotInGroup, Sealer

WRITTEN = json.loads((Path(__file__).parents[1] / "vectors" / "cpace-draft21.json").read_text())
VECTOR = {
    name: bytes.fromhex(value)
    for name, value in WRITTEN.items()
    if isinstance(value, str) and name != "source"
}


def _number(scalar: bytes) -> int:
    return int.from_bytes(scalar, "little")


def test_the_draft_s_run(sealer: Sealer) -> None:
    """Generator, both shares, the shared point and the session key are the draft's."""
    group = sealer.group
    start = cpace.generator(group, VECTOR["code"], VECTOR["channel"], VECTOR["sid"])
    assert start == VECTOR["generator"]
    assert group.mul(_number(VECTOR["secret_a"]), start) == VECTOR["share_a"]
    assert group.mul(_number(VECTOR["secret_b"]), start) == VECTOR["share_b"]
    for secret, share in (("secret_a", "share_b"), ("secret_b", "share_a")):
        assert group.mul(_number(VECTOR[secret]), VECTOR[share]) == VECTOR["point"]
    a, b = (VECTOR["share_a"], VECTOR["bound_a"]), (VECTOR["share_b"], VECTOR["bound_b"])
    assert cpace.session_key(VECTOR["point"], VECTOR["sid"], a, b) == VECTOR["session_key"]


def test_the_draft_s_points(sealer: Sealer) -> None:
    """A good point multiplies as published; a non-canonical one and the identity are refused."""
    secret = _number(bytes.fromhex(WRITTEN["valid"]["secret"]))
    product = sealer.group.mul(secret, bytes.fromhex(WRITTEN["valid"]["point"]))
    assert product == bytes.fromhex(WRITTEN["valid"]["product"])
    for point in WRITTEN["invalid"]:
        with pytest.raises(NotInGroup):
            sealer.group.mul(secret, bytes.fromhex(point))


@pytest.mark.parametrize(("number", "written"), [(0, "00"), (127, "7f"), (128, "8001"), (300, "ac02")])
def test_lengths_are_written_as_in_the_draft(number: int, written: str) -> None:
    """LEB128, least significant seven bits first."""
    assert cpace.leb128(number) == bytes.fromhex(written)


def test_a_scalar_is_never_zero(sealer: Sealer) -> None:
    """Whatever the bytes, the secret is in the range the draft allows."""
    order = sealer.group.order
    for uniform in (bytes(64), (order - 1).to_bytes(64, "little"), b"\xff" * 64):
        assert 0 < cpace.scalar(sealer.group, uniform) < order
