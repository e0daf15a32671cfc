"""A browser home to measure: a build behind a server, and a Chromium with a profile of its own."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "web"))
PATIENCE = 120_000  # milliseconds; nothing measured comes near it on a quiet machine
REACH = """
const Real = window.Worker;
window.Worker = class extends Real { constructor(...given) { super(...given); window.home = this; } };
"""
TELL = """() => new Promise((resolve) => {
  home.addEventListener("message", ({ data }) => data.waits !== undefined && resolve(data.waits));
  home.postMessage({ clock: 0 });
})"""
PASSPHRASE = "a silly sentence about two otters"  # noqa: S105 - opens a vault with nothing in it


class Files(SimpleHTTPRequestHandler):
    """A folder, with the types that a build needs; any other path is the app's one page."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}

    def send_head(self) -> object:  # type: ignore[override]
        """Find the file, or the page."""
        if not Path(self.translate_path(self.path)).is_file():
            self.path = "/index.html"
        return super().send_head()

    def end_headers(self) -> None:
        """The real policy: what it costs is measured too."""
        from handhold.relay.headers import safe_headers

        for name, value in (safe_headers() | {"cache-control": "no-cache"}).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def site() -> Path:
    """The built product; built first where something changed."""
    subprocess.run([sys.executable, "web/build.py"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return ROOT / "build/site"


def plain_copy(of: Path, folder: Path) -> Path:
    """The same app without its snapshot: the worker starts Pyodide and imports the app from its bundle."""
    import build

    copy = folder / "plain"
    shutil.copytree(of, copy, ignore=shutil.ignore_patterns("*.snapshot", "*.gz"))
    script = copy / "python.js"
    text = script.read_text()
    wanted, instead = "instance: await restored(), plain: false", "instance: await plain(), plain: true"
    assert text.count(wanted) == 1
    script.write_text(text.replace(wanted, instead))
    shutil.copyfile(ROOT / "web/site/service-worker.js", copy / "service-worker.js")
    build.list_assets(copy)
    return copy


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve this folder on a free port; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Files, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """A Chromium with a profile on the disk, as a person's is."""
    from chromium import ARGUMENTS, ensure

    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=ensure(), args=list(ARGUMENTS)
        )
        context.set_default_timeout(PATIENCE)
        yield context
        context.close()


def install(page: Page, address: str) -> None:
    """Open the app for the first time, wait until it is kept for offline, and make a vault."""
    page.goto(address)
    page.wait_for_selector("#app h1")
    page.wait_for_selector("html[data-offline=yes]", state="attached")
    show(page, "/begin")
    show(page, "/begin/key")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.fill("[name=again]", PASSPHRASE)
    page.check("[name=adult]")
    page.click("main form button")
    page.wait_for_url("**/begin/before")


def show(page: Page, path: str) -> None:
    """Go to a page of the app, as a link to it would, and wait until it is there."""
    page.evaluate(
        """path => htmx.ajax("GET", path, {source: document.body, target: "#app", select: "#app",
           swap: "outerSync", push: path})""",
        path,
    )


def told_by_the_worker(script: str) -> str:
    """What this Python answers inside the demo's worker, in the place of the demo's own script."""
    site()
    with tempfile.TemporaryDirectory() as folder, browser() as context:
        copy = Path(folder) / "demo"
        shutil.copytree(ROOT / "build/demo", copy, ignore=shutil.ignore_patterns("*.gz"))
        (copy / "rehearse.py").write_text(script)
        with served(copy) as address:
            page = context.new_page()
            page.add_init_script(REACH)
            page.goto(address)
            page.wait_for_selector("#app h1")
            answer: str = page.evaluate(TELL)
    return answer
