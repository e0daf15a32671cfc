"""The app's files, served with the safe headers and nothing beside them."""

from __future__ import annotations

import gzip
from pathlib import Path

import httpx2
import pytest
from starlette.types import ASGIApp

from handhold.relay.app import build_relay
from handhold.relay.headers import CONTENT_SECURITY_POLICY, safe_headers
from handhold.relay.site import load_site
from handhold.relay.store_sqlite import SqliteStore


@pytest.fixture
def anyio_backend() -> str:
    """The client runs on asyncio."""
    return "asyncio"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small built app, with a file beside it that is nobody's business."""
    built = tmp_path / "site"
    (built / "deep").mkdir(parents=True)
    (built / "index.html").write_text("<!doctype html><title>handhold</title>")
    (built / "deep" / "index.html").write_text("deep")
    (built / "worker.js").write_text("0")
    (built / "style.1f2e3d4c.css").write_text("body{}")
    (built / "app.wasm").write_bytes(b"wasm")
    (built / "app.wasm.gz").write_bytes(gzip.compress(b"wasm"))
    (tmp_path / "secret.txt").write_text("secret")
    return built


async def ask(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> httpx2.Response:
    """One request to the app."""
    transport = httpx2.ASGITransport(app=app)
    async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await client.request(method, path, headers=named)


async def test_a_page_is_never_kept(folder: Path) -> None:
    """A page comes with no-store, at the folder's own address too."""
    for path, text in (("/", "handhold"), ("/index.html", "handhold"), ("/deep/", "deep")):
        page = await ask(load_site(folder), path)
        assert text in page.text
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["content-type"] == "text/html; charset=utf-8"


async def test_a_named_version_is_kept_for_ever_and_the_rest_is_asked_for(folder: Path) -> None:
    """A file with a hash in its name never changes; any other is compared by its tag."""
    site = load_site(folder)
    assert "immutable" in (await ask(site, "/style.1f2e3d4c.css")).headers["cache-control"]
    worker = await ask(site, "/worker.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert (await ask(site, "/worker.js", if_none_match=worker.headers["etag"])).status_code == 304


async def test_a_zipped_file_is_sent_zipped_to_those_who_can_read_it(folder: Path) -> None:
    """The build's own gzip is used, and the type stays the file's."""
    plain = await ask(load_site(folder), "/app.wasm", accept_encoding="identity")
    zipped = await ask(load_site(folder), "/app.wasm", accept_encoding="gzip")
    assert plain.content == zipped.content == b"wasm"
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-type"] == "application/wasm"


@pytest.mark.parametrize("path", ["/", "/worker.js", "/style.1f2e3d4c.css", "/mine", "/nowhere.txt"])
async def test_every_answer_is_safe_by_header(folder: Path, path: str) -> None:
    """Pages, files and refusals carry the same strict headers."""
    headers = (await ask(load_site(folder), path)).headers
    for name, value in safe_headers().items():
        assert headers[name] == value
    assert "server" not in headers


def test_the_policy_lets_no_foreign_word_in() -> None:
    """No other origin, no inline script, no eval; sockets may go to any relay."""
    rules = dict(rule.split(" ", 1) for rule in CONTENT_SECURITY_POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert rules["connect-src"] == "'self' ws: wss:"
    assert {rule for rule, value in rules.items() if "unsafe-inline" in value or "*" in value} == set()


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/deep/../../secret.txt", "/app.wasm.gz"]
)
async def test_nothing_beside_the_app_is_served(folder: Path, path: str) -> None:
    """A path that climbs out of the folder leads nowhere."""
    answer = await ask(load_site(folder), path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/mine", "/ours/letters", "//etc/passwd"])
async def test_an_address_inside_the_app_is_its_first_page(folder: Path, path: str) -> None:
    """A page of the app that is opened anew gets the first page, never a file that it might name."""
    site = load_site(folder)
    assert (await ask(site, path)).text == (await ask(site, "/")).text


async def test_only_reading_is_possible(folder: Path) -> None:
    """A form sent here is not taken."""
    assert (await ask(load_site(folder), "/", method="POST")).status_code == 404
    assert (await ask(load_site(folder), "/", method="HEAD")).status_code == 200


def test_an_empty_folder_is_no_app(tmp_path: Path) -> None:
    """A relay told to serve an app that was not built says so at once."""
    with pytest.raises(FileNotFoundError):
        load_site(tmp_path)


async def test_a_relay_serves_the_app_only_when_given_it(folder: Path) -> None:
    """Without a site there is no page at all."""
    store = SqliteStore()
    alone = build_relay(store, lambda: 0.0)
    together = build_relay(store, lambda: 0.0, site=load_site(folder))
    assert (await ask(alone, "/")).status_code == 404
    assert (await ask(together, "/")).status_code == 200
    await store.close()
