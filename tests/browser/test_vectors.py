"""The vectors that hold natively hold in the browser build too: the same runners, in its worker."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beside import beside

pytestmark = pytest.mark.browser

TESTS = Path(__file__).resolve().parents[1]
RUNNERS = ("vectors_run", "vectors_run_bond", "vectors_run_sealer", "vectors_run_vault")
# Which runner, which function of it, on which door, and the file of vectors.
RUNS = (
    ("vectors_run", "run_group", "group", "rfc9496-ristretto255"),
    ("vectors_run", "run_expand", "", "rfc9380-expand-sha512"),
    ("vectors_run", "run_voprf", "group", "rfc9497-voprf"),
    ("vectors_run", "run_matching", "group", "matching-v1"),
    ("vectors_run_bond", "run", "sealer", "bond-v1"),
    ("vectors_run_sealer", "run", "sealer", "sealer-v1"),
    ("vectors_run_vault", "run", "sealer", "vault-v1"),
)
IN_THE_WORKER = """
import json, re, types

def loaded(name):
    module = types.ModuleType(name)
    exec(SOURCES[name], module.__dict__)
    return module

def failed(runner, function, door, vectors):
    doors = {"sealer": sealer, "group": sealer.group, "": None}
    given = [doors[door], vectors] if door else [vectors]
    try:
        return getattr(loaded(runner), function)(*given) or []
    except Exception as broken:
        return [repr(broken)]

def bent(text):
    "The same vectors, with one hexadecimal digit of every long value changed."
    turned = lambda found: found[0][:-1] + ("0" if found[0][-1] != "0" else "1")
    return json.loads(re.sub(r"[0-9a-f]{32,}(?![0-9a-f])", turned, text))

def rehearse(app):
    global sealer
    sealer = app.state.half.world.sealer
    return lambda: json.dumps({
        vectors: [failed(*run, json.loads(VECTORS[vectors])), failed(*run, bent(VECTORS[vectors]))]
        for *run, vectors in RUNS
    })

rehearse
"""


def test_every_vector_holds_in_the_browser_and_a_bent_one_does_not() -> None:
    """RFC 9496, 9497 and 9380, and the frozen ones of matching, bond, sealer and vault."""
    sources = {name: (TESTS / f"{name}.py").read_text() for name in RUNNERS}
    vectors = {name: (TESTS / f"vectors/{name}.json").read_text() for *_, name in RUNS}
    given = f"SOURCES, VECTORS, RUNS = {sources!r}, {vectors!r}, {RUNS!r}\n"
    told: dict[str, list[list[str]]] = json.loads(
        beside("bench/home.py").told_by_the_worker(given + IN_THE_WORKER)
    )

    assert {name: good for name, (good, _) in told.items() if good} == {}
    assert [name for name, (_, bad) in told.items() if not bad] == []
