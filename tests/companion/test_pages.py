"""Every page, in every state a phone can be in: neutral, whole, with a way out, never an error of ours."""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import quote_plus

import pytest
from starlette.routing import Match, Route

from handhold import playbooks
from handhold.companion.app import ROUTES
from handhold.companion.ask import ask
from handhold.journey.requests import AnswerWish, Drawer, WriteCard, WriteNote
from handhold.journey.state import AskMe, Want
from handhold.rehearsal.page import Page
from handhold.rehearsal.pair import Pair, Person, strangers
from handhold.rehearsal.paired import opened, paired
from handhold.rehearsal.phone import call
from stories.telling import TOPIC, answered, asked, lock, open_path, over, settled

FILLED = {
    "who": "asker",
    "card": "hurt",
    "book": "0",
    "at": "0",
    "deck": "0",
    "topic": TOPIC,
    "what": "uncover",
}
SECRET = "xylophone"
GETS = [route for route in ROUTES if "GET" in (route.methods or ())]
TAPS = [route for route in ROUTES if "POST" in (route.methods or ())]
ENDINGS = {"/mine/erase", "/lock", "/leave", "/mine/unlink"}


def path_of(route: Route, **other: str) -> str:
    """A path that this route answers."""
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda found: (FILLED | other)[found[1]], route.path)


async def got(person: Person, path: str) -> tuple[int, str]:
    """Open a path: the status, and where it leads or what it shows."""
    status, headers, markup = await call(person.app, "GET", path, b"")
    return status, headers.get("location") or markup


async def posted(person: Person, path: str, fields: dict[str, str]) -> int:
    """Send a form; the status."""
    body = "&".join(f"{name}={quote_plus(value)}" for name, value in fields.items()).encode()
    return (await call(person.app, "POST", path, body))[0]


async def full(pair: Pair) -> None:
    """Sam has written something private into every drawer there is."""
    texts = [
        WriteNote(drawer, key, SECRET) for drawer in Drawer for key in ("a", "anal-play", "anal-play/why")
    ]
    for book in playbooks.library().playbooks:
        texts += [WriteNote(Drawer.NOTES, f"{book.id}/{question.id}", SECRET) for question in book.reflect]
        texts.append(WriteNote(Drawer.DRAFTS, book.id, SECRET))
    wishes = [AnswerWish(topic, Want.VERY) for topic in pair.sam.half.catalogue.topics]
    card = WriteCard(AskMe(SECRET, SECRET, SECRET, SECRET))
    await ask(pair.sam.half, *texts, *wishes, card)


def test_every_endpoint_is_async() -> None:
    """A worker in a browser has no threads to run another kind in."""
    assert all(inspect.iscoroutinefunction(route.endpoint) for route in ROUTES)


@pytest.mark.promise(1)
async def test_locked_no_page_shows_what_is_kept() -> None:
    """Every route, with everything filled and the vault locked: no private word, and never an error."""
    pair = await paired()
    await full(pair)
    assert SECRET in (await got(pair.sam, "/mine/card"))[1]
    await lock(pair.sam)
    for route in GETS:
        status, page = await got(pair.sam, path_of(route))
        assert status < 500, route.path
        assert SECRET not in page, route.path
        assert "You’ve answered this one" not in page, route.path
        assert "You and Alex" not in page, route.path


async def test_with_no_vault_every_route_answers() -> None:
    """On an empty phone each path shows its page, or leads to the door."""
    pair = await strangers()
    for route in GETS:
        status, page = await got(pair.sam, path_of(route))
        assert status in {200, 303}, (route.path, status)
        assert status == 200 or page.startswith("/"), route.path


@pytest.mark.promise(12)
async def test_the_mirror_keeps_nothing() -> None:
    """All of its questions, and the end: what is kept is the same, to the byte."""
    pair = await opened()
    kept, shelf = pair.sam.half.kept, pair.sam.store.snapshot()
    for at in range(6):
        assert (await got(pair.sam, f"/mine/mirror/{at}"))[0] == 200
    assert pair.sam.half.kept == kept
    assert pair.sam.store.snapshot() == shelf


async def new() -> Pair:
    """Two empty phones."""
    return await strangers()


async def locked() -> Pair:
    """Locked vaults."""
    pair = await paired()
    for one in (pair.alex, pair.sam):
        await lock(one)
    return pair


async def asking() -> Pair:
    """One has asked."""
    pair = await paired()
    await asked(pair)
    return pair


async def preparing() -> Pair:
    """An answer lies ready, unsent."""
    pair = await asking()
    await pair.sam.phone.tap("I’m curious")
    return pair


async def refused() -> Pair:
    """A no was said, and lies there to be read."""
    pair = await paired()
    await answered(pair, "No")
    return pair


async def talking() -> Pair:
    """A talk was agreed to."""
    pair = await paired()
    await answered(pair, "I’d like to talk about it")
    return pair


async def looking() -> Pair:
    """One has offered to look together."""
    pair = await paired()
    await pair.alex.phone.open("/ours/look")
    await pair.alex.phone.tap("We’re both here")
    await settled(pair)
    return pair


async def inviting() -> Pair:
    """One has made an invitation."""
    pair = await opened()
    await pair.alex.phone.open("/ours/invite")
    await pair.alex.phone.tap("A link")
    return pair


async def tonight() -> Pair:
    """A step was proposed for tonight."""
    pair = await open_path()
    pair.until(15)
    await pair.alex.phone.open(f"/ours/talk/{TOPIC}")
    await pair.alex.phone.tap("Tonight?")
    await pair.alex.phone.tap("Send")
    await settled(pair)
    return pair


STATES: list[Callable[[], Awaitable[Pair]]] = [
    new, opened, locked, paired, asking, preparing, refused, talking, open_path, looking, inviting, tonight,
]  # fmt: skip


async def reached(person: Person) -> AsyncIterator[tuple[str, Page, str]]:
    """Every page that links lead to, from the three rooms and the door: its path, and the page."""
    waiting, seen = ["/", "/mine", "/ours", "/now", "/invited"], set[str]()
    while waiting:
        path = waiting.pop()
        if path in seen or not path.startswith("/"):
            continue
        seen.add(path)
        status, markup = await got(person, path)
        assert status in {200, 303}, (path, status)
        if status == 303:
            waiting.append(markup)
            continue
        page = Page(markup)
        yield path, page, markup
        waiting += [tap.href for tap in page.taps if tap.href]


def leads_somewhere(path: str, method: str) -> bool:
    """Whether a route answers this path and method."""
    scope = {"type": "http", "path": path.split("?")[0].split("#")[0], "method": method, "root_path": ""}
    return any(route.matches(scope)[0] is Match.FULL for route in ROUTES)


NAMES = re.compile(
    "|".join(
        re.escape(word)
        for topic in playbooks.library().topics
        for word in (topic.name.lower().split(",")[0], topic.playbook or "")
        if word
    )
)


@pytest.mark.parametrize("state", STATES)
async def test_every_page_is_neutral_whole_and_leads_on(state: Callable[[], Awaitable[Pair]]) -> None:
    """On all pages of both phones: the title names nothing, nor does a path; Leave, Lock and Help are there,
    and every link and form leads to a page that exists."""
    pair = await state()
    for person in (pair.alex, pair.sam):
        async for path, page, markup in reached(person):
            assert page.title == "Evening", path
            assert not NAMES.search(path.lower()), path
            assert {"Leave", "Lock", "Help"} <= {tap.label for tap in page.taps}, path
            assert "{{" not in markup, path
            for tap in page.taps:
                if tap.href and not tap.href.startswith(("https://", "tel:", "sms:")):
                    assert leads_somewhere(tap.href, "GET"), (path, tap.href)
            for form in page.forms:
                assert leads_somewhere(form.action or path, form.method.upper()), (path, form.action)
                assert not NAMES.search(form.action.lower()), (path, form.action)
    await over(pair)


BAD = ["nonsense", "-1", "9" * 20, "🫖\x00<b>", "a" * 200_000]
FIELDS = (
    "answer", "way", "words", "when", "where", "how", "never", "topic", "what", "days",
    "passphrase", "again", "adult", "paper", "before", "do", "line", "hours", "step", "there",
    "refused", "put", "told", "name", "same", "invitation", "fragment", "word", "sure",
)  # fmt: skip
OTHERWISE: list[dict[str, str]] = [
    {},
    {"topic": "t99"},
    *({"what": what} for what in ("back", "talked", "place")),
]


@pytest.mark.parametrize("value", BAD, ids=[value[:8] for value in BAD])
async def test_no_form_however_wrong_is_an_error_of_ours(value: str) -> None:
    """Every field of every form filled with the same nonsense: refused or passed over, never a 500."""
    pair = await asking()
    for path in {path_of(route, **other) for route in TAPS for other in OTHERWISE} - ENDINGS:
        assert await posted(pair.sam, path, dict.fromkeys(FIELDS, value)) < 500, path
    assert pair.sam.half.kept.bond is not None


async def test_a_form_with_nothing_in_it_is_no_error_either() -> None:
    """Each one sent empty, where there is most to tap."""
    for state in (locked, preparing, tonight):
        pair = await state()
        for path in {path_of(route) for route in TAPS} - ENDINGS:
            assert await posted(pair.sam, path, {}) < 500, (state, path)
        await over(pair)


@pytest.mark.parametrize("path", ["/mine/wishes/99/99", "/mine/learn/99/999", "/mine/reflect/9/nobody/999"])
async def test_a_path_beyond_the_shelf_shows_what_there_is(path: str) -> None:
    """Numbers typed into the address are taken for the nearest page, or its end."""
    pair = await opened()
    assert (await got(pair.sam, path))[0] == 200


@pytest.mark.parametrize(
    "path", ["/nowhere", "/mine/wishes/x/0", "/ours/talk/t99", "/brings/nobody", "/help/care/x"]
)
async def test_a_path_that_leads_nowhere_says_so_kindly(path: str) -> None:
    """An unknown path is a page of ours too, with a way back."""
    pair = await opened()
    status, page = await got(pair.sam, path)
    assert status in {200, 303, 404}
    if status == 404:
        assert "That page isn" in page
        assert "<title>Evening</title>" in page
