"""Builds the browser home: build/site (the product), build/demo (the same, with the demo's entry files) and
build/stage (the page that shows two of those).

    python web/build.py [--out build] [--relay wss://…/relay] [--force]

Everything comes from three places: this repository, the npm packages of package-lock.json, and the
pure-Python packages that pip installed with --require-hashes. Nothing is fetched here.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from functools import cache
from html import escape
from pathlib import Path

import bundle
from handhold.companion.language import say

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
NODE = ROOT / "node_modules"
WIRING = ROOT / "src/handhold/companion/templates/_wiring.html"
STATIC = ROOT / "src/handhold/companion/static"

PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
SODIUM = {
    "libsodium-sumo.mjs": NODE / "libsodium-sumo/dist/modules-sumo-esm/libsodium-sumo.mjs",
    "libsodium-wrappers.mjs": NODE / "libsodium-wrappers-sumo/dist/modules-sumo-esm/libsodium-wrappers.mjs",
}
FONTS = NODE / "@fontsource-variable"
FETCHED = {
    "htmx.min.js": NODE / "htmx.org/dist/htmx.min.js",
    **{
        f"fonts/{name}.woff2": FONTS / name.split("-latin")[0] / "files" / f"{name}.woff2"
        for name in (
            "fraunces-latin-full-normal",
            "fraunces-latin-ext-full-normal",
            "fraunces-latin-opsz-italic",
            "atkinson-hyperlegible-next-latin-wght-normal",
            "atkinson-hyperlegible-next-latin-ext-wght-normal",
            "atkinson-hyperlegible-next-latin-wght-italic",
        )
    },
}
# A worker has no import map, so the one bare import becomes a path.
BARE, PATH = 'from"libsodium-sumo"', 'from"./libsodium-sumo.mjs"'
PACKED = (".snapshot", ".wasm", ".mjs", ".js", ".zip", ".css", ".html", ".svg", ".json", ".py")
STAMP = "inputs.sha256"


def main() -> None:
    """Build what changed, or say that nothing did."""
    options = _options()
    out = options.out.resolve()
    stamp = _inputs(options.overlay, options.relay)
    if not options.force and (out / STAMP).is_file() and (out / STAMP).read_text() == stamp:
        print("The browser build is up to date.")
        return
    began = time.monotonic()
    fresh = out.with_name(f"{out.name}.{os.getpid()}")
    try:
        build(fresh, options.overlay, options.relay)
        _put_in_place(fresh, out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    (out / STAMP).write_text(stamp)
    print(f"The browser build took {time.monotonic() - began:.0f} s: {out / 'site'}")


def _put_in_place(fresh: Path, out: Path) -> None:
    """A build stands in place only once it is whole: whoever serves the old one never meets half of it."""
    out.mkdir(parents=True, exist_ok=True)
    for made in fresh.iterdir():
        old = out / made.name
        shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
        made.rename(old)


def build(out: Path, overlay: Path | None = None, relay: str = "") -> None:
    """All of it, from nothing. `relay`: the address the app starts with; empty is /relay on its own host."""
    site = out / "site"
    site.mkdir(parents=True)
    print("  packing Python", flush=True)
    bundle.write(site / "app.zip", ROOT, overlay)
    print("  taking the snapshot", flush=True)
    take_snapshot(site, out)
    print("  copying the rest", flush=True)
    _copy(site)
    (site / "home.json").write_text(json.dumps({"relay": relay}))
    _fill_in(site / "python.js", "__IMAGE_SIZE__", str((site / "app.snapshot").stat().st_size))
    _wire(site / "index.html")
    list_assets(site)
    _make_demo(site, out)
    for folder in (site, out / "demo"):
        _pack(folder)


def take_snapshot(site: Path, out: Path) -> None:
    """Run Pyodide under Node, import everything, keep its memory; then look at what is in it."""
    script = WEB / "site/image.py"
    command = [node(), str(WEB / "snapshot.mjs"), str(site / "app.zip"), str(script), str(out)]
    subprocess.run(command, check=True, cwd=ROOT)
    modules = json.loads((out / "modules.json").read_text())
    if strangers := bundle.strangers(modules):
        sys.exit(f"The snapshot must not contain: {', '.join(strangers)}")
    (out / "app.snapshot").rename(site / "app.snapshot")


def node() -> str:
    """Node: the one that setup put beside Python, else the system's."""
    found = shutil.which("node", path=str(Path(sys.executable).parent)) or shutil.which("node")
    return found or sys.exit("Node is missing: run `make setup`.")


def _copy(site: Path) -> None:
    shutil.copytree(WEB / "site", site, dirs_exist_ok=True)
    shutil.copytree(STATIC, site / "static")
    for name, source in FETCHED.items():
        (site / "static" / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source, site / "static" / name)
    (site / "pyodide").mkdir()
    for name in PYODIDE:
        shutil.copyfile(NODE / "pyodide" / name, site / "pyodide" / name)
    (site / "libsodium").mkdir()
    for name, source in SODIUM.items():
        text = source.read_text("utf-8")
        if name == "libsodium-wrappers.mjs":
            assert text.count(BARE) == 1, "libsodium-wrappers changed: look at its import"
            text = text.replace(BARE, PATH)
        (site / "libsodium" / name).write_text(text, "utf-8")


def _wire(page: Path) -> None:
    """The first page loads the scripts of every page, and its body carries what theirs do."""
    wiring = WIRING.read_text("utf-8")
    _fill_in(page, "__SCRIPTS__", "\n    ".join(re.findall(r"<script .*</script>", wiring)))
    _fill_in(page, "__BOOST__", re.findall(r"hx-boost.*", wiring)[0])
    told = re.sub(r'{{ _\("(.*?)"\) }}', lambda found: escape(say(found[1])), page.read_text("utf-8"))
    page.write_text(told, "utf-8")


def list_assets(site: Path) -> None:
    """Write the asset list into the service worker, so that its own bytes change with any of theirs."""
    worker = site / "service-worker.js"
    assets = {
        f"/{path.relative_to(site)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path != worker
    }
    version = hashlib.sha256(json.dumps(assets).encode()).hexdigest()[:16]
    listed = json.dumps({"version": version, "assets": assets}, indent=0)
    _fill_in(worker, "__SITE__", listed)


def _fill_in(path: Path, mark: str, value: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(mark) == 1, f"{path.name} must say {mark} once"
    path.write_text(text.replace(mark, value), "utf-8")


def _make_demo(site: Path, out: Path) -> None:
    """The product's files with the demo's entry files in their place, and the stage that frames two of them.

    No service worker: a demo is not kept.
    """
    demo = out / "demo"
    shutil.copytree(site, demo)
    (demo / "service-worker.js").unlink()
    shutil.copytree(WEB / "demo/entry", demo, dirs_exist_ok=True)
    shutil.copytree(WEB / "demo/stage", out / "stage")


def _pack(folder: Path) -> None:
    """A .gz beside each larger file, for servers that send it as it is."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in PACKED and path.stat().st_size > 1024:
            path.with_name(path.name + ".gz").write_bytes(_gzipped(path.read_bytes()))


@cache
def _gzipped(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)


def _inputs(overlay: Path | None, relay: str) -> str:
    """One hash over everything that goes in."""
    sources = [*bundle.sources(ROOT, overlay).values(), WIRING, *WEB.rglob("*"), *STATIC.rglob("*")]
    sources += [ROOT / "package-lock.json", ROOT / "requirements/browser.txt"]
    digest = hashlib.sha256(relay.encode())
    for path in sorted({path for path in sources if path.is_file() and "__pycache__" not in path.parts}):
        digest.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the browser home.")
    parser.add_argument("--out", type=Path, default=ROOT / "build")
    parser.add_argument("--relay", default="", help="the relay's address, wss://…/relay")
    parser.add_argument("--overlay", type=Path, help="files laid over our packages, for tests")
    parser.add_argument("--force", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
