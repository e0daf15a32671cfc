"""A tiny server for a built site, with the headers that the real ones send."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from handhold.relay.headers import CONTENT_SECURITY_POLICY as POLICY

TYPES = {
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".snapshot": "application/octet-stream",
    ".webmanifest": "application/manifest+json",
    ".py": "text/plain",
}


Hosts = dict[str, tuple[Path, str]]


class SiteFiles(SimpleHTTPRequestHandler):
    """Serves files; any other path is the app's, and gets its one page."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, hosts: Hosts, asked: list[str], **kwargs: object) -> None:
        self.hosts = hosts
        self.policy = POLICY
        self.asked = asked
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def send_head(self) -> object:  # type: ignore[override]
        """Note what was asked for, and choose the site by the host's name."""
        self.asked.append(self.path)
        name = (self.headers["host"] or "").split(":")[0]
        folder, self.policy = self.hosts.get(name, self.hosts["*"])
        self.directory = str(folder)
        if not Path(self.translate_path(self.path)).is_file():
            self.path = "/index.html"
        return super().send_head()

    def end_headers(self) -> None:
        """The real headers."""
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        super().end_headers()

    def copyfile(self, source: object, outputfile: object) -> None:
        """A page that was left does not wait for the rest."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(site: Path, policy: str = POLICY, others: Hosts | None = None) -> Iterator[tuple[str, list[str]]]:
    """The site's address on a free port, and the growing list of paths that were asked for.

    `others` are further sites under names of their own.
    """
    asked: list[str] = []
    hosts = {"*": (site, policy)} | (others or {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteFiles, hosts=hosts, asked=asked))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
