"""What every store of the relay must do."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import pytest

from handhold.relay.store import MailboxStore
from handhold.relay.store_sqlite import MEMORY, SqliteStore
from handhold.relay.wishes import (
    Crowd,
    Depart,
    Drop,
    Finding,
    Kept,
    Mail,
    Nothing,
    NotTheirs,
    Offer,
    Own,
    Put,
    Raze,
    Said,
    Settle,
    Stand,
    Standing,
    Swapped,
    Utter,
    Wish,
    mark,
)
from handhold.wire import limits

HOUR = 3600.0
DAY = 24 * HOUR
NOON = 1_800_000_000.0
READ, WRITE, PLACE, SWAP, LEFT, RIGHT, THIRD, STRANGER = (mark(bytes([n])) for n in range(8))
BODY, OTHER_BODY = b"b" * limits.ENVELOPE, b"o" * limits.ENVELOPE
WORDS = b"w" * limits.PAIRING_BODY


@pytest.fixture
def anyio_backend() -> str:
    """Stores are used under asyncio."""
    return "asyncio"


@pytest.fixture(params=["file", "memory"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[MailboxStore]:
    """A new, empty store."""
    made = SqliteStore(MEMORY if request.param == "memory" else tmp_path / "relay.sqlite")
    yield made
    await made.close()


async def keep(store: MailboxStore, *wishes: Wish, now: float = NOON) -> Finding:
    """Grant these wishes in order; what the last one found."""
    finding: Finding = Nothing()
    for wish in wishes:
        finding = await store.keep(wish, now)
    return finding


def envelope(number: int) -> bytes:
    """An envelope id."""
    return number.to_bytes(limits.ENVELOPE_ID, "big")


def put(number: int = 0, days: int = 14, body: bytes = BODY) -> Put:
    """A deposit into the mailbox with the write mark WRITE."""
    return Put(WRITE, envelope(number), days, body)


OWN = Own(READ, WRITE)


async def rows(store: MailboxStore) -> Counter[str]:
    """How many rows each table holds, but for the decoy."""
    return Counter(row.table for row in await store.holdings() if row.table != "decoy")


async def test_mail_comes_in_the_order_in_which_it_was_put(store: MailboxStore) -> None:
    """An owner finds all letters, oldest first."""
    await keep(store, OWN, put(2), put(1), put(3))
    assert await keep(store, OWN) == Mail(tuple((envelope(n), BODY) for n in (2, 1, 3)))


async def test_a_new_letter_names_its_mailbox(store: MailboxStore) -> None:
    """A deposit finds the read mark of the mailbox it went to."""
    assert await keep(store, OWN, put()) == Kept(READ)


async def test_a_letter_for_nobody_is_kept_nowhere(store: MailboxStore) -> None:
    """A deposit without a mailbox finds nothing and leaves no row."""
    assert await keep(store, put()) == Nothing()
    assert await rows(store) == Counter()


async def test_a_deposit_without_a_home_writes_as_much(store: MailboxStore) -> None:
    """A body is written either way, and it is chance: the time to the answer tells nothing."""
    await keep(store, put())
    first = [row.fields["body"] for row in await store.holdings() if row.table == "decoy"]
    await keep(store, put())
    second = [row.fields["body"] for row in await store.holdings() if row.table == "decoy"]
    assert [len(body) for body in first if isinstance(body, bytes)] == [limits.ENVELOPE]
    assert first != second
    assert BODY not in first


async def test_a_repeated_letter_is_refreshed(store: MailboxStore) -> None:
    """The same id leaves the first body and the place in the order, and lives longer."""
    await keep(store, OWN, put(1, days=2), put(2))
    assert await keep(store, put(1, days=2, body=OTHER_BODY), now=NOON + DAY) == Nothing()
    assert await keep(store, OWN, now=NOON + 2.5 * DAY) == Mail(((envelope(1), BODY), (envelope(2), BODY)))


async def test_a_full_mailbox_takes_no_more(store: MailboxStore) -> None:
    """The letter after the last that fits finds nothing, and those before it stay."""
    await keep(store, OWN, *map(put, range(limits.ENVELOPES_A_BOX)))
    assert await keep(store, put(999)) == Nothing()
    assert (await rows(store))["mail"] == limits.ENVELOPES_A_BOX
    await keep(store, Drop(READ, envelope(0)))
    assert await keep(store, put(999)) == Kept(READ)


@pytest.mark.promise(11)
async def test_mail_is_gone_after_its_days(store: MailboxStore) -> None:
    """A letter lives its days, less than an hour short of them, and never longer than the limit."""
    await keep(store, OWN, put(1, days=1), put(2, days=255))
    assert await keep(store, OWN, now=NOON + DAY - HOUR) == Mail(((envelope(1), BODY), (envelope(2), BODY)))
    assert await keep(store, OWN, now=NOON + DAY) == Mail(((envelope(2), BODY),))
    assert await keep(store, OWN, now=NOON + limits.MAIL_DAYS * DAY) == Mail(())


@pytest.mark.promise(11)
async def test_a_sweep_leaves_nothing_behind(store: MailboxStore) -> None:
    """Without any visitor, everything is forgotten in its time."""
    await keep(store, OWN, put(), Utter(PLACE, LEFT, 0, WORDS), Offer(SWAP, LEFT, BODY))
    days = {
        limits.PLACE_HOURS / 24: {"box": 1, "mail": 1, "swap": 1, "offer": 1},
        limits.MAIL_DAYS: {"box": 1, "swap": 1, "offer": 1},
        limits.SWAP_DAYS: {"box": 1},
        limits.BOX_DAYS: {},
    }
    for day, left in days.items():
        await store.sweep(NOON + day * DAY)
        assert await rows(store) == Counter(left)


async def test_a_clock_set_back_deletes_nothing(store: MailboxStore) -> None:
    """A relay whose clock goes wrong and right again still holds its mail."""
    await keep(store, OWN, put())
    await store.sweep(NOON - 30 * DAY)
    assert await keep(store, OWN, now=NOON - 30 * DAY) == Mail(((envelope(0), BODY),))


async def test_a_write_token_opens_no_mailbox(store: MailboxStore) -> None:
    """The partner, who holds the write token, can neither take over the mailbox nor read it."""
    await keep(store, OWN, put())
    assert await keep(store, Own(STRANGER, WRITE)) == NotTheirs()
    assert await keep(store, Own(WRITE, STRANGER)) == Mail((), fresh=True)
    assert await keep(store, Own(READ, STRANGER)) == NotTheirs()
    await keep(store, Drop(WRITE, envelope(0)), Raze(WRITE))
    assert await keep(store, OWN) == Mail(((envelope(0), BODY),))


async def test_a_razed_mailbox_is_gone_with_its_mail(store: MailboxStore) -> None:
    """Nothing of it stays, and later letters find nobody."""
    await keep(store, OWN, put(), Raze(READ))
    assert await rows(store) == Counter()
    assert await keep(store, put()) == Nothing()


async def test_a_place_tells_each_what_the_other_said(store: MailboxStore) -> None:
    """Words wait by phase for the other side alone."""
    assert await keep(store, Utter(PLACE, LEFT, 1, WORDS)) == Said(None)
    await keep(store, Utter(PLACE, LEFT, 0, WORDS))
    assert await keep(store, Stand(PLACE, RIGHT)) == Standing(((0, WORDS), (1, WORDS)))
    assert await keep(store, Stand(PLACE, LEFT)) == Standing(())
    assert await keep(store, Utter(PLACE, LEFT, 2, WORDS)) == Said(RIGHT)


async def test_the_first_word_of_a_phase_stays(store: MailboxStore) -> None:
    """What is said again in the same phase changes nothing and is told to nobody."""
    await keep(store, Stand(PLACE, RIGHT), Utter(PLACE, LEFT, 0, WORDS))
    assert await keep(store, Utter(PLACE, LEFT, 0, b"x" * limits.PAIRING_BODY)) == Said(None)
    assert await keep(store, Stand(PLACE, RIGHT)) == Standing(((0, WORDS),))


async def test_a_third_side_burns_the_place_for_all(store: MailboxStore) -> None:
    """All that was said is forgotten at once, and for a day nobody can stand there."""
    await keep(store, Utter(PLACE, LEFT, 0, WORDS), Stand(PLACE, RIGHT))
    assert await keep(store, Stand(PLACE, THIRD)) == Crowd(fresh=True)
    assert await rows(store) == Counter({"place": 1})
    for side in (LEFT, RIGHT, THIRD):
        assert await keep(store, Stand(PLACE, side)) == Crowd(fresh=False)
        assert await keep(store, Utter(PLACE, side, 0, WORDS)) == Crowd(fresh=False)
    assert await keep(store, Stand(PLACE, LEFT), now=NOON + limits.PLACE_HOURS * HOUR) == Standing(())


async def test_leaving_a_place_forgets_what_was_said(store: MailboxStore) -> None:
    """Only one who stands there can do it, and a third side stays shut out."""
    await keep(store, Utter(PLACE, LEFT, 0, WORDS), Utter(PLACE, RIGHT, 0, WORDS))
    await keep(store, Depart(PLACE, THIRD))
    assert (await rows(store))["saying"] == 2
    await keep(store, Depart(PLACE, LEFT))
    assert (await rows(store))["saying"] == 0
    assert await keep(store, Stand(PLACE, THIRD)) == Crowd(fresh=True)


async def test_a_swap_waits_for_both(store: MailboxStore) -> None:
    """The first finds nothing yet, the second finds the first, and asking again finds the second."""
    assert await keep(store, Offer(SWAP, LEFT, BODY)) == Swapped(None, None, fresh=True)
    assert await keep(store, Offer(SWAP, RIGHT, OTHER_BODY)) == Swapped(LEFT, BODY, fresh=True)
    assert await keep(store, Offer(SWAP, LEFT, WORDS)) == Swapped(RIGHT, OTHER_BODY, fresh=False)
    assert await keep(store, Offer(SWAP, RIGHT, WORDS)) == Swapped(LEFT, BODY, fresh=False)
    assert await keep(store, Offer(SWAP, THIRD, WORDS)) == Crowd(fresh=False)


async def test_a_swap_stays_until_both_have_saved_it(store: MailboxStore) -> None:
    """One side's word is not enough, however often, and a third side's counts for nothing."""
    await keep(store, Offer(SWAP, LEFT, BODY), Offer(SWAP, RIGHT, BODY))
    await keep(store, Settle(SWAP, LEFT), Settle(SWAP, LEFT), Settle(SWAP, THIRD))
    assert (await rows(store))["offer"] == 2
    await keep(store, Settle(SWAP, RIGHT))
    assert await rows(store) == Counter()


async def test_wishes_at_the_same_moment_share_a_commit_and_all_are_kept(store: MailboxStore) -> None:
    """Fifty deposits at once are each found kept, and lie there."""
    await keep(store, OWN)
    found: list[Finding] = []

    async def deposit(number: int) -> None:
        found.append(await store.keep(put(number), NOON))

    async with anyio.create_task_group() as group:
        for number in range(50):
            group.start_soon(deposit, number)
    assert found == [Kept(READ)] * 50
    assert (await rows(store))["mail"] == 50


async def test_a_cancelled_wait_holds_nobody_up(store: MailboxStore) -> None:
    """A visitor who goes while waiting leaves the store free for the next."""
    with anyio.CancelScope() as scope:
        scope.cancel()
        await store.keep(OWN, NOON)
    with anyio.fail_after(5):
        assert await keep(store, OWN) == Mail(())
