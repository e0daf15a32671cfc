"""The five doors in a browser: the same bytes as natively, and the same refusals."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nacl.bindings as sodium
import pytest
import rbcl
from nacl.pwhash import argon2id
from playwright.sync_api import Browser, BrowserContext, Page
from websockets.asyncio.server import ServerConnection, serve

from browser.serve import served
from browser.test_home import ask
from handhold.wire.frames import Crowded, Hello, Welcome, decode, encode
from handhold.wire.limits import WIRE_VERSION

pytestmark = pytest.mark.browser


def test_the_sealer_gives_the_native_bytes(page: Page) -> None:
    """XChaCha20-Poly1305, Argon2id and X25519 come out as natively; a wrong bound text does not open."""
    key, nonce = b"k" * 32, b"n" * 24
    sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(b"plain", b"bound", nonce, key)
    stretched = argon2id.kdf(32, "pass ß".encode(), b"s" * 16, 3, 64 * 1024 * 1024)
    public = sodium.crypto_scalarmult_base(b"p" * 32)
    agreed = sodium.crypto_scalarmult(b"p" * 32, sodium.crypto_scalarmult_base(b"q" * 32))

    expected = [part.hex() for part in (sealed, stretched, public, agreed)]
    assert ask(page, "/doors/sealer") == [*expected, "plain", [True, True]]


def test_the_group_gives_the_native_points(page: Page) -> None:
    """ristretto255 comes out as natively; what is not a point, or is the identity, is refused."""
    one, two = (rbcl.crypto_core_ristretto255_from_hash(letter * 64) for letter in (b"a", b"b"))
    five, six, seven = (number.to_bytes(32, "little") for number in (5, 6, 7))
    products = [rbcl.crypto_scalarmult_ristretto255(five, one), rbcl.crypto_scalarmult_ristretto255(six, two)]
    expected = [
        *(one, two, rbcl.crypto_scalarmult_ristretto255_base(seven), *products),
        rbcl.crypto_core_ristretto255_add(one, two),
        rbcl.crypto_core_ristretto255_add(*products),
    ]

    points, refused = ask(page, "/doors/group")
    assert points == [point.hex() for point in expected]
    assert refused == [True] * 7


def test_the_shelf_compares_the_generation(page: Page) -> None:
    """An old generation is refused and changes nothing; a device that has something is not filled again."""
    assert ask(page, "/doors/store") is None
    assert ask(page, "/doors/create") == "kept"
    assert ask(page, "/doors/create") == "stale"
    assert ask(page, "/doors/write?slot=1&generation=1") == "kept"
    assert ask(page, "/doors/write?slot=0&generation=1") == "stale"
    assert ask(page, "/doors/store") == [2, "01010101", "07070707"]


def test_the_shelf_outlives_the_page(page: Page) -> None:
    """What was kept is there after the page was opened again."""
    ask(page, "/doors/create")
    page.reload()
    page.wait_for_selector("h1")

    assert ask(page, "/doors/store") == [1, "01010101", "02020202"]


@pytest.mark.promise(10)
def test_erasing_leaves_nothing(page: Page) -> None:
    """After erasing there is no database, no cache and no service worker."""
    page.wait_for_selector("html[data-offline=yes]", state="attached")
    ask(page, "/doors/create")
    assert ask(page, "/doors/erase") == "gone"

    page.wait_for_function("navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


def test_the_clock_is_the_devices(chromium: Browser, tiny: Path) -> None:
    """The time and the zone are those of this device, not those of the snapshot's machine."""
    context = chromium.new_context(timezone_id="Asia/Kathmandu")
    with served(tiny / "site") as (address, _):
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("h1")
        seconds, offset = ask(page, "/doors/clock")
    context.close()

    assert offset == (5 * 60 + 45) * 60
    assert abs(seconds - time.time()) < 60


def test_two_boots_draw_differently(context: BrowserContext, site: tuple[str, list[str]]) -> None:
    """No two starts of one snapshot draw the same: not by the door, and not by what a library might use."""
    drawn = []
    for _ in range(2):
        page = context.new_page()
        page.goto(site[0])
        page.wait_for_selector("h1")
        drawn.append(ask(page, "/doors/chance"))
        page.close()

    assert all(first != second for first, second in zip(*drawn, strict=True))


@contextmanager
def relay_that_says(*answers: bytes) -> Iterator[str]:
    """A relay that answers whatever it hears with these frames; gives its address."""
    ready = threading.Event()
    place: dict[str, int] = {}
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def talk(connection: ServerConnection) -> None:
        assert decode(bytes(await connection.recv(decode=False))) == Hello(WIRE_VERSION)
        for answer in answers:
            await connection.send(answer)
        await connection.wait_closed()

    async def live() -> None:
        async with serve(talk, "127.0.0.1", 0) as server:
            place["port"] = next(iter(server.sockets)).getsockname()[1]
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(live()))
    thread.start()
    ready.wait()
    yield f"ws://localhost:{place['port']}"
    loop.call_soon_threadsafe(stop.set)
    thread.join()
    loop.close()


def test_the_link_greets_and_listens(page: Page) -> None:
    """A connection says Hello, hears Welcome, and then frames."""
    frame = Crowded(bytes(32))
    with relay_that_says(encode(Welcome(WIRE_VERSION)), encode(frame)) as address:
        assert ask(page, f"/doors/relay?address={address}") == repr(frame)


def test_the_link_refuses_another_version(page: Page) -> None:
    """A relay of another version, or none at all, is away."""
    status = "path => handhold.ask(path).then((answer) => answer.status)"
    with relay_that_says(encode(Welcome(WIRE_VERSION + 1))) as address:
        assert page.evaluate(status, f"/doors/relay?address={address}") == 500
    assert page.evaluate(status, "/doors/relay?address=ws://localhost:1") == 500
