"""A module that stands beside the package, by its path: `bench` on the way would hide `tests/wording`."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def beside(path: str) -> Any:
    """`beside("bench/score.py")`: that module, loaded."""
    found = spec_from_file_location(path.removesuffix(".py").replace("/", "_"), ROOT / path)
    assert found
    assert found.loader
    module = module_from_spec(found)
    sys.modules[module.__name__] = module  # dataclasses look themselves up there
    found.loader.exec_module(module)
    return module
