"""Every door at work, one path each; the answers are JSON for the tests to compare."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from handhold.companion.world import World
from handhold.doors import NotInGroup, Shelf, Stale, Unsealable

SIZE = 512 * 1024
KEY, NONCE = b"k" * 32, b"n" * 24


@dataclass(frozen=True, slots=True)
class Shown:
    """The doors of one world."""

    world: World

    async def chance(self, _: Request) -> Response:
        """What the door draws, and what libraries could draw."""
        own = random.Random().random()
        drawn = [self.world.chance.draw(16).hex(), random.random(), secrets.token_hex(), own]
        return JSONResponse(drawn)

    async def clock(self, _: Request) -> Response:
        """Seconds since 1970, and seconds east."""
        now = self.world.clock.now()
        offset = now.utcoffset()
        assert offset is not None
        return JSONResponse([now.timestamp(), offset.total_seconds()])

    async def sealer(self, _: Request) -> Response:
        """Sealed, stretched, public, agreed; opened again; whether another bound text is refused."""
        sealer = self.world.sealer
        sealed = sealer.seal(KEY, NONCE, b"plain", b"bound")
        made = (sealed, sealer.stretch("pass ß".encode(), b"s" * 16), sealer.public(b"p" * 32))
        agreed = sealer.agree(b"p" * 32, sealer.public(b"q" * 32))
        opened = sealer.open(KEY, NONCE, sealed, b"bound").decode()
        refused = [
            _refuses(Unsealable, lambda: sealer.open(KEY, NONCE, sealed, b"other")),
            _refuses(Unsealable, lambda: sealer.agree(b"p" * 32, b"\0" * 32)),
        ]
        return JSONResponse([*(part.hex() for part in (*made, agreed)), opened, refused])

    async def group(self, _: Request) -> Response:
        """Points of every method, and what is refused."""
        group = self.world.sealer.group
        one, two = group.hash_many([b"a" * 64, b"b" * 64])
        negative = group.mul(group.order - 1, one)
        found = [one, two, group.base(7), *group.mul_many([5, 6], [one, two]), group.add(one, two)]
        found.append(group.msm([5, 0, 6], [one, b"\0" * 32, two]))
        attempts: tuple[Callable[[], object], ...] = (
            lambda: group.mul(0, one),
            lambda: group.mul(1, b"\xff" * 32),
            lambda: group.mul(group.order, one),
            lambda: group.add(one, negative),
            lambda: group.msm([1, 1], [one, negative]),
            lambda: group.msm([], []),
            lambda: group.base(0),
        )
        refused = [_refuses(NotInGroup, attempt) for attempt in attempts]
        return JSONResponse([[point.hex() for point in found], refused])

    async def store(self, _: Request) -> Response:
        """What is kept, in short."""
        shelf = await self.world.store.read()
        kept = shelf and [shelf.generation, *(slot[:4].hex() for slot in shelf.slots)]
        return JSONResponse(kept)

    async def create(self, _: Request) -> Response:
        """Fill the device."""
        try:
            await self.world.store.create(Shelf(1, (b"\1" * SIZE, b"\2" * SIZE)))
        except Stale:
            return JSONResponse("stale")
        return JSONResponse("kept")

    async def write(self, request: Request) -> Response:
        """Write one slot at the generation asked for."""
        slot, generation = (int(request.query_params[name]) for name in ("slot", "generation"))
        try:
            await self.world.store.write(slot, b"\7" * SIZE, generation)
        except Stale:
            return JSONResponse("stale")
        return JSONResponse("kept")

    async def erase(self, _: Request) -> Response:
        """Forget everything."""
        await self.world.store.erase()
        return JSONResponse("gone")

    async def save(self, _: Request) -> Response:
        """A tap that saves a whole record, then shows a page."""
        store = self.world.store
        if (shelf := await store.read()) is None:
            await store.create(Shelf(1, (b"\1" * SIZE, b"\2" * SIZE)))
        else:
            await store.write(0, self.world.chance.draw(SIZE), shelf.generation)
        return RedirectResponse("/two?q=saved", 303)

    async def relay(self, request: Request) -> Response:
        """The first frame a relay sends after the greeting."""
        link = await self.world.relay.connect(request.query_params["address"])
        frame = await link.receive()
        await link.close()
        return JSONResponse(repr(frame))


def _refuses(kind: type[Exception], attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except kind:
        return True
    return False
