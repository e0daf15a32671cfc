"""The way to a relay from a computer: frames over a WebSocket."""

from __future__ import annotations

from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from handhold.companion.greeting import greet
from handhold.doors import RelayAway, RelayLink
from handhold.wire import limits
from handhold.wire.frames import Frame, Malformed, decode, encode

CONNECT_SECONDS = 10
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class NativeRelay:
    """`doors.Relay` over WebSockets. Addresses are `ws://…/relay` or `wss://…/relay`."""

    async def connect(self, address: str) -> RelayLink:
        """A greeted connection. Raises `RelayAway`."""
        try:
            socket = await connect(
                address,
                open_timeout=CONNECT_SECONDS,
                close_timeout=1,
                compression=None,
                max_size=limits.LARGEST_MESSAGE,
                proxy=None if urlsplit(address).hostname in LOOPBACK else True,
                user_agent_header=None,  # which library, which version: nothing a relay needs
            )
        except (OSError, ValueError, WebSocketException) as error:
            raise RelayAway("no relay answers there") from error
        link = NativeLink(socket)
        await greet(link)
        return link


class NativeLink:
    """One open WebSocket to a relay."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    async def send(self, frame: Frame) -> None:
        """Send one frame. Raises `RelayAway`."""
        try:
            await self._socket.send(encode(frame))
        except (ConnectionClosed, OSError) as error:
            raise RelayAway("the relay has gone") from error

    async def receive(self) -> Frame:
        """The next frame. Raises `RelayAway`, also for bytes that are no frame: such a relay is none."""
        try:
            return decode(await self._socket.recv(decode=False))
        except (ConnectionClosed, OSError) as error:
            raise RelayAway("the relay has gone") from error
        except Malformed as error:
            await self.close()
            raise RelayAway("the relay speaks another language") from error

    async def close(self) -> None:
        """End the connection."""
        await self._socket.close()
