"""The app's built files, read into memory once and served with the safe headers.

Nothing asked for ever becomes a path: an address is looked up in a dictionary, or it is not there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from handhold.relay.headers import CONTENT_SECURITY_POLICY, safe_headers

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}
_HASHED = re.compile(r"[.-][0-9a-f]{8,}\.[^/]+$")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes, the same gzipped where the build has made that, and what it is."""

    body: bytes
    gzipped: bytes | None
    kind: str
    tag: str
    cache: str


def load_site(folder: Path, policy: str = CONTENT_SECURITY_POLICY) -> ASGIApp:
    """An ASGI app for the files in this folder. Raises `FileNotFoundError` where there is no index.html."""
    assets = {f"/{path.relative_to(folder).as_posix()}": _read(path) for path in _files(folder)}
    if "/index.html" not in assets:
        raise FileNotFoundError(f"no built app in {folder}")
    for name in [name for name in assets if name.endswith("/index.html")]:
        assets[name.removesuffix("index.html")] = assets[name]

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        response = _answer(assets, Request(scope), policy)
        await response(scope, receive, send)

    return site


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".gz"]


def _read(path: Path) -> Asset:
    body = path.read_bytes()
    zipped = path.with_name(path.name + ".gz")
    return Asset(
        body,
        zipped.read_bytes() if zipped.is_file() else None,
        _TYPES.get(path.suffix, "application/octet-stream"),
        f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        _cache(path),
    )


def _cache(path: Path) -> str:
    if path.suffix == ".html":
        return "no-store"
    return "public, max-age=31536000, immutable" if _HASHED.search(path.name) else "no-cache"


def _page(assets: Mapping[str, Asset], path: str) -> Asset | None:
    """Any address that is no file is a page of the app, which finds it by itself once it runs."""
    return None if "." in path.rsplit("/", 1)[-1] else assets.get("/index.html")


def _answer(assets: Mapping[str, Asset], request: Request, policy: str) -> Response:
    asset = assets.get(request.url.path) or _page(assets, request.url.path)
    headers = safe_headers(policy)
    if asset is None or request.method not in ("GET", "HEAD"):
        return Response("Nothing here.", 404, headers | {"cache-control": "no-store"}, "text/plain")
    headers |= {"cache-control": asset.cache, "vary": "accept-encoding"}
    if asset.cache != "no-store":
        headers["etag"] = asset.tag
        if request.headers.get("if-none-match") == asset.tag:
            return Response(status_code=304, headers=headers)
    if asset.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.gzipped, 200, headers | {"content-encoding": "gzip"}, asset.kind)
    return Response(asset.body, 200, headers, asset.kind)
