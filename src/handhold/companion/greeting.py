"""The first words on a connection to a relay, the same over every kind of link."""

from __future__ import annotations

import asyncio

from handhold.doors import RelayAway, RelayLink
from handhold.wire import limits
from handhold.wire.frames import Hello, Welcome

PATIENCE = 10.0  # seconds


async def greet(link: RelayLink) -> None:
    """Say `Hello` and hear `Welcome`. Raises `RelayAway`. However it fails, the link is closed then."""
    try:
        async with asyncio.timeout(PATIENCE):
            await link.send(Hello(limits.WIRE_VERSION))
            welcome = await link.receive()
        if welcome != Welcome(limits.WIRE_VERSION):
            raise RelayAway("the relay speaks another version")
    except TimeoutError as error:
        await link.close()
        raise RelayAway("something answers there, and it is no relay") from error
    except BaseException:
        # Harm: a phone locked at this moment holds a line to the relay that nobody knows of any more.
        await link.close()
        raise
