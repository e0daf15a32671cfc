"""The way to a relay through the browser's WebSocket."""

from __future__ import annotations

from dataclasses import dataclass

from handhold.browser.crossing import Foreign, give, take
from handhold.companion.greeting import greet
from handhold.doors import RelayAway
from handhold.wire.frames import Frame, Malformed, decode, encode


@dataclass(frozen=True, slots=True)
class BrowserLink:
    """The `RelayLink` door over one socket of web/site/link.js."""

    socket: Foreign

    async def send(self, frame: Frame) -> None:
        """Send one frame. Raises `RelayAway`."""
        if not self.socket.send(give(encode(frame))):
            raise RelayAway("the connection has ended")

    async def receive(self) -> Frame:
        """The next frame from the relay. Raises `RelayAway` when the connection has ended."""
        data = await self.socket.receive()
        if data is None:
            raise RelayAway("the connection has ended")
        try:
            return decode(take(data))
        except Malformed as error:
            await self.close()
            raise RelayAway("the relay speaks another language") from error

    async def close(self) -> None:
        """End the connection. Never raises."""
        self.socket.close()


@dataclass(frozen=True, slots=True)
class BrowserRelay:
    """The `Relay` door: `door.connect(address)` answers an open socket, or nothing."""

    door: Foreign

    async def connect(self, address: str) -> BrowserLink:
        """A connection on which `Hello` and `Welcome` were exchanged. Raises `RelayAway`."""
        socket = await self.door.connect(address)
        if socket is None:
            raise RelayAway("the relay cannot be reached")
        link = BrowserLink(socket)
        await greet(link)
        return link
