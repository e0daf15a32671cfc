"""What is built: the same twice, nothing strange in the image, and a demo apart from the product."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

import bundle
from browser.conftest import ROOT, built

pytestmark = pytest.mark.browser

ENTRY_FILES = {"main.js", "worker.js"}


def files(folder: Path) -> dict[str, str]:
    """The hash of each file, by its path; the packed copies left out."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz"]
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}


def test_two_builds_are_the_same_bytes(tiny: Path, tmp_path: Path) -> None:
    """Each build draws other entropy from the machine; a secret made while building would differ."""
    again = built(tmp_path, "--force")
    first, second = (files(out / "site") for out in (tiny, again))

    for name in ("app.snapshot", "app.zip"):
        assert first[name] == second[name]
    assert first.keys() == second.keys()


def test_a_second_build_does_nothing(tiny: Path) -> None:
    """When nothing has changed, nothing is built."""
    image = built(tiny) / "site/app.snapshot"
    before = image.stat().st_mtime_ns
    built(tiny)

    assert image.stat().st_mtime_ns == before


def test_the_image_holds_nothing_strange(tiny: Path) -> None:
    """The image has nothing of the other homes and nothing compiled; nor has the bundle behind it."""
    modules = json.loads((tiny / "modules.json").read_text())

    assert bundle.strangers(modules) == []
    assert "handhold.browser.start" in modules
    assert bundle.strangers(
        ["handhold.native.clock", "handhold.relay", "nacl.bindings", "handhold.relays"]
    ) == [
        "handhold.native.clock",
        "handhold.relay",
        "nacl.bindings",
    ]
    assert not any(name.endswith((".so", ".pyc")) for name in bundle.sources(ROOT))


def test_the_image_knows_no_path_of_the_machine(tiny: Path) -> None:
    """The image tells nothing of where it was made."""
    assert str(ROOT).encode() not in (tiny / "site/app.snapshot").read_bytes()


@pytest.mark.promise(6)
def test_the_product_has_nothing_of_the_demo() -> None:
    """The bundles differ in entry files only; nothing in the product moves a clock or hears a parent."""
    build = built(ROOT / "build", overlay=None)
    site, demo = files(build / "site"), files(build / "demo")

    assert {name for name in site.keys() & demo.keys() if site[name] != demo[name]} == ENTRY_FILES
    assert site.keys() - demo.keys() == {"service-worker.js"}
    assert demo.keys() - site.keys() == {"rehearse.py", "hands.js"}
    ours = [*(build / "site").glob("*.js"), build / "site/static/page.js"]
    for path in ours:
        assert not re.search(r"\bparent\b|\.clock !==|ahead", path.read_text()), path.name


def test_the_locks_hold_no_address() -> None:
    """The npm lock pins by hash, not by place."""
    lock = (ROOT / "package-lock.json").read_text()

    assert "://" not in lock
    assert all("integrity" in package for name, package in json.loads(lock)["packages"].items() if name)


def test_the_vendored_files_are_the_packages_own() -> None:
    """htmx and the fonts in the build are the npm packages' files, and all that the stylesheet asks for."""
    static = ROOT / "build/site/static"
    packages = ROOT / "node_modules"
    fonts = {path.name: path for path in packages.glob("@fontsource-variable/*/files/*.woff2")}

    assert (static / "htmx.min.js").read_bytes() == (packages / "htmx.org/dist/htmx.min.js").read_bytes()
    for font in (static / "fonts").glob("*.woff2"):
        assert font.read_bytes() == fonts[font.name].read_bytes()
    wanted = set(re.findall(r"fonts/([^\"]+)", (static / "app.css").read_text()))
    assert {font.name for font in (static / "fonts").glob("*.woff2")} == wanted
