"""`handhold bench NAME --json`: figures for a program, on the last line."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from browser.conftest import ROOT

pytestmark = pytest.mark.browser


def test_a_bench_ends_with_one_object_of_its_figures() -> None:
    """The shortest of them, whole: both homes and the peer; the goals are looked at by people, not here."""
    command = [sys.executable, "-c", "from handhold.cli.main import main; main()", "bench", "match", "--json"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures = json.loads(told.stdout.splitlines()[-1])
    assert {"native_s", "browser_s", "vs_openmined_psi"} <= figures.keys()
    assert figures["slots"] == 64
    assert 0 < figures["native_s"] < figures["browser_s"] < 10
