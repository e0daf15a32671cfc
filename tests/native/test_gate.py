"""The native home's door, without a browser."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from handhold.native.gate import COOKIE, Gate
from handhold.rehearsal.phone import call

HOST = "evening-01.localhost:4000"


async def inside(scope: Scope, receive: Receive, send: Send) -> None:
    """What stands behind the gate."""
    await PlainTextResponse("inside")(scope, receive, send)


def gate() -> Gate:
    """A gate with a known token and session."""
    return Gate(inside, HOST, "launch", "session")


async def knock(
    door: Gate, path: str = "/", sent: tuple[str, bytes] = ("GET", b""), **given: str
) -> tuple[int, str]:
    """One request: its path, its method and body, its headers. Answers with status and page."""
    headers = {"host": HOST, **{name.replace("_", "-"): value for name, value in given.items()}}
    status, _, text = await call(door, sent[0], path, sent[1], headers)
    return status, text


@pytest.mark.anyio
@pytest.mark.promise(1)
async def test_without_a_session_nothing_inside_is_shown() -> None:
    """Every address answers with the same closed door."""
    for path in ("/", "/mine", "/ours"):
        assert "inside" not in (await knock(gate(), path))[1]


@pytest.mark.anyio
@pytest.mark.promise(1)
async def test_the_launch_token_works_once() -> None:
    """The first knock buys the session; the same address, seen in a history, buys nothing."""
    door = gate()

    assert (await knock(door, "/enter", ("POST", b"launch")))[0] == 204
    assert (await knock(door, "/enter", ("POST", b"launch")))[0] == 403


@pytest.mark.anyio
async def test_a_wrong_token_does_not_spend_the_right_one() -> None:
    """Somebody else's guess leaves the door as it was."""
    door = gate()

    assert (await knock(door, "/enter", ("POST", b"guess")))[0] == 403
    assert (await knock(door, "/enter", ("POST", b"launch")))[0] == 204


@pytest.mark.anyio
async def test_the_session_opens_the_door() -> None:
    """The cookie is what counts."""
    assert (await knock(gate(), cookie=f"{COOKIE}=session"))[1] == "inside"


@pytest.mark.anyio
@pytest.mark.promise(1)
async def test_another_name_for_this_computer_is_refused() -> None:
    """A web page that rebinds its own name to this computer meets 421, cookie or not."""
    status, text = await knock(gate(), cookie=f"{COOKIE}=session", host="rebound.example:4000")

    assert (status, "inside" in text) == (421, False)


@pytest.mark.anyio
@pytest.mark.promise(1)
@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("POST", {"origin": "http://elsewhere.example"}),
        ("GET", {"origin": "null"}),
        ("POST", {"sec_fetch_site": "cross-site"}),
        ("GET", {"sec_fetch_site": "same-site"}),
        ("POST", {"sec_fetch_site": "none"}),
    ],
)
async def test_another_page_cannot_tap(method: str, headers: dict[str, str]) -> None:
    """A request that another page caused is refused, even with the session."""
    assert (await knock(gate(), "/", (method, b""), cookie=f"{COOKIE}=session", **headers))[0] == 403
