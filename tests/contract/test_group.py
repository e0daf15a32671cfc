"""What every group of a computer keeps to: RFC 9496, and the door's own words."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha512
from pathlib import Path

import pytest

from handhold.doors import Group, NotInGroup
from handhold.matching.ristretto import Ristretto
from handhold.native import ristretto
from handhold.native.ristretto import SodiumRistretto, load
from vectors_run import run_group, run_voprf

VECTORS = Path(__file__).parents[1] / "vectors"
GROUPS = {"libsodium": load(), "plain": Ristretto()}
IDENTITY = bytes(32)
COUNT_FILES = """
import os, sys, tempfile
before = os.listdir(tempfile.gettempdir())
from handhold.native.ristretto import SodiumRistretto, load
assert isinstance(load(), SodiumRistretto)
assert os.listdir(tempfile.gettempdir()) == before
"""


@pytest.fixture(params=GROUPS.values(), ids=list(GROUPS))
def group(request: pytest.FixtureRequest) -> Group:
    """Each group that a computer may have."""
    found: Group = request.param
    return found


def read(name: str) -> dict[str, object]:
    """A file of vectors."""
    vectors: dict[str, object] = json.loads((VECTORS / name).read_text())
    return vectors


def test_ristretto_vectors(group: Group) -> None:
    """RFC 9496, A.1 to A.3: multiples, 29 invalid encodings, and eleven maps."""
    assert run_group(group, read("rfc9496-ristretto255.json")) == []


def test_voprf_vectors(group: Group) -> None:
    """RFC 9497, A.1.2: blinding, evaluation and proofs, byte for byte."""
    assert run_voprf(group, read("rfc9497-voprf.json")) == []


def test_the_order_ends_the_circle(group: Group) -> None:
    """One less than the order is the inverse: added to one, it is the identity, which is refused."""
    with pytest.raises(NotInGroup):
        group.add(group.base(group.order - 1), group.base(1))


CALLS: dict[str, Callable[[Group, bytes], object]] = {
    "mul": lambda group, point: group.mul(3, point),
    "mul_many": lambda group, point: group.mul_many([3, 3], [group.base(1), point]),
    "add left": lambda group, point: group.add(point, group.base(1)),
    "add right": lambda group, point: group.add(group.base(1), point),
    "msm": lambda group, point: group.msm([3, 3], [group.base(1), point]),
}
BAD = {"identity": IDENTITY, "short": bytes(31), "long": bytes(33), "negative": b"\x01" + bytes(31)}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize("point", BAD.values(), ids=BAD)
def test_what_is_no_point_is_refused(
    group: Group, call: Callable[[Group, bytes], object], point: bytes
) -> None:
    """Whatever is asked of it, bytes that are no point, or the identity, are refused."""
    with pytest.raises(NotInGroup):
        call(group, point)


@pytest.mark.parametrize("factor", ["zero", "order", "negative"])
def test_scalars_are_canonical(group: Group, factor: str) -> None:
    """Zero leads to the identity, and anything outside [0, order) is no scalar."""
    scalar = {"zero": 0, "order": group.order, "negative": -1}[factor]
    with pytest.raises(NotInGroup):
        group.base(scalar)
    with pytest.raises(NotInGroup):
        group.mul(scalar, group.base(1))


@pytest.mark.parametrize("uniform", [b"", bytes(63), bytes(65)])
def test_only_64_bytes_are_mapped(group: Group, uniform: bytes) -> None:
    """An input of another length is refused: a library would read beyond it."""
    with pytest.raises(NotInGroup):
        group.hash_many([uniform])


def test_lists_go_together(group: Group) -> None:
    """One scalar for each point, or nothing."""
    with pytest.raises(ValueError, match=r"one scalar|shorter"):
        group.mul_many([1], [])


@pytest.mark.parametrize("size", [0, 1, 15, 16, 17, 33, 100])
def test_many_is_one_by_one(size: int) -> None:
    """However a list is shared out among cores, it comes back whole and in order."""
    group = GROUPS["libsodium"]
    scalars = list(range(1, size + 1))
    uniform = [sha512(bytes([number])).digest() for number in range(size)]
    points = group.hash_many(uniform)
    assert points == [group.hash_many([each])[0] for each in uniform]
    assert group.mul_many(scalars, points) == list(map(group.mul, scalars, points))


def test_this_computer_has_the_fast_one() -> None:
    """Where the library is installed, it is what is used."""
    assert isinstance(GROUPS["libsodium"], SodiumRistretto)


def test_plain_python_steps_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library cannot load, the round still works."""

    def nothing(_: str) -> object:
        raise OSError("no room to run programs in")

    monkeypatch.setattr(ristretto, "import_module", nothing)
    usual = tempfile.gettempdir()
    assert isinstance(load(), Ristretto)
    assert tempfile.gettempdir() == usual


def test_loading_leaves_no_file_behind() -> None:
    """The library that is unpacked to be loaded is gone from the temporary folder afterwards."""
    with tempfile.TemporaryDirectory() as room:
        environment = {"TMPDIR": room, "PYTHONPATH": str(Path(ristretto.__file__).parents[2])}
        subprocess.run([sys.executable, "-c", COUNT_FILES], env=environment, check=True)
        assert list(Path(room).iterdir()) == []
