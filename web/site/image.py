"""Runs inside Pyodide while the memory snapshot is made: import all of the app, read all its files, tidy up.

Nothing here may draw a secret, open a clock or leave a file behind: what is in memory at the end is what
every person's worker starts with.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import json
import os
import random
import shutil
import sys
import zipfile

PLACE = "/app"
# Imported by name somewhere inside a library, and so never seen by an import of ours.
BY_NAME = ("anyio._backends._asyncio", "jinja2.debug", "starlette.formparsers", "_strptime", "encodings.idna")


def handhold_modules(place: str = PLACE) -> list[str]:
    """Every module of ours in the bundle, by its dotted name."""
    names = []
    for folder, _, files in os.walk(f"{place}/handhold"):
        dotted = os.path.relpath(folder, place).replace("/", ".")
        for file in sorted(files):
            if file.endswith(".py"):
                names.append(dotted if file == "__init__.py" else f"{dotted}.{file[:-3]}")
    return sorted(names)


def load(bundle: str, place: str = PLACE) -> None:
    """Unpack the bundle, import all of it and read its files into Python."""
    with zipfile.ZipFile(bundle) as packed:
        packed.extractall(place)
    sys.path.insert(0, place)
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    stand_in()
    for name in [*handhold_modules(place), *BY_NAME]:
        importlib.import_module(name)
    importlib.import_module("handhold.browser.start").prepare()


def stand_in() -> None:
    """Put the pure-Python stand-in in pydantic's place before doubleratchet looks for it."""
    if importlib.util.find_spec("handhold.bond"):
        importlib.import_module("handhold.bond.pydantic_stand_in").install()


def make_ready(bundle: str) -> str:
    """Load the bundle, then leave nothing behind that another build would not have. The modules, as JSON."""
    load(bundle)
    shutil.rmtree(PLACE)
    os.remove(bundle)
    sys.path.remove(PLACE)
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    os.environ.pop("_", None)
    random.seed(0)
    gc.collect()
    return json.dumps(sorted(sys.modules))
