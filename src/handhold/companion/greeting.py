"""The first words on a connection to a relay, the same over every kind of link."""

from __future__ import annotations

import asyncio
from enum import Enum

from handhold.doors import OtherVersion, RelayAway, RelayLink
from handhold.wire import limits
from handhold.wire.frames import Hello, Welcome

PATIENCE = 10.0  # seconds


class Trouble(Enum):
    """What a page says of the way to the relay."""

    NONE = ""
    AWAY = "away"
    VERSION = "version"


def trouble(error: Exception) -> Trouble:
    """What an error says of the way to the relay: nothing, when it was this device that refused."""
    if isinstance(error, OtherVersion):
        return Trouble.VERSION
    return Trouble.AWAY if isinstance(error, RelayAway) else Trouble.NONE


async def greet(link: RelayLink) -> None:
    """Say `Hello` and hear `Welcome`. Raises `RelayAway`. However it fails, the link is closed then."""
    try:
        async with asyncio.timeout(PATIENCE):
            await link.send(Hello(limits.WIRE_VERSION))
            welcome = await link.receive()
        if welcome != Welcome(limits.WIRE_VERSION):
            raise OtherVersion(f"the relay answered {welcome}")
    except TimeoutError as error:
        await link.close()
        raise RelayAway("something answers there, and it is no relay") from error
    except BaseException:
        # Harm: a phone locked at this moment holds a line to the relay that nobody knows of any more.
        await link.close()
        raise
