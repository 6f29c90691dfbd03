"""Withdrawing, correcting and expiring on both databases: what is claimed, is claimed once, by whoever looks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import Session

from bot.loop import correcting, expiring, people, withdrawing
from bot.message_words import MessageState
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Role
from tests.handlers.gone_out import RIGHT, approves_correction, one, said_in, sends, unfolds
from tests.handlers.phone import Phone
from tests.handlers.town import Town


async def _sent(town: Town, groups: int = 3, days: int = 30) -> tuple[Phone, list[int]]:
    await town.room()
    await town.staff("Priya Shah", "Nurse", role=Role.ADMINISTRATOR)
    tom = await town.staff("Tom Reed")
    chats = [await town.group(f"Group {at}") for at in range(groups)]
    await sends(town, tom, chats, days=days)
    return tom, chats


async def test_two_who_look_at_once_correct_each_copy_once(town_on_both: Town) -> None:
    town = town_on_both
    tom, chats = await _sent(town)

    def corrects(work: Work) -> int:
        by = people.known(work, tom.id)
        assert by is not None
        old = work.session.get_one(TrustedMessage, 1)
        right = correcting.Corrected(RIGHT, "Tuesday.", old.expires_on, old.review_on)
        return correcting.write(work, by, 1, right).number

    made = await town.does(corrects)
    assert await approves_correction(town, made) == 3
    with ThreadPoolExecutor(2) as pool:
        looks = [pool.submit(town.store.write_now, lambda s: _look(town, s)) for _at in range(2)]
        assert sum(look.result() for look in looks) == 3
    await unfolds(town)
    assert [len(said_in(town, chat)) for chat in chats] == [2, 2, 2]
    assert all(RIGHT["en"] in said_in(town, chat)[0].text for chat in chats)


async def test_withdrawn_once_and_nothing_more_is_said(town_on_both: Town) -> None:
    town = town_on_both
    tom, chats = await _sent(town)

    def withdraws(work: Work) -> None:
        by = people.known(work, tom.id)
        assert by is not None
        withdrawing.withdraw(work, by, 1, {"en": "It is wrong."})

    await town.does(withdraws)
    await town.speaks()
    assert (await one(town, 1)).state == MessageState.WITHDRAWN
    assert all("It is wrong." in said_in(town, chat)[0].text for chat in chats)
    rows = len(await town.all(Outbox))
    assert await town.does(withdrawing.spread) == 0
    assert len(await town.all(Outbox)) == rows


async def test_expired_copies_say_so_once(town_on_both: Town) -> None:
    town = town_on_both
    _tom, chats = await _sent(town, days=1)
    await town.later(3)
    assert all("has expired" in said_in(town, chat)[0].text for chat in chats)
    assert await town.does(expiring.mark) == 0
    assert all(copy.expired_at is not None for copy in await town.all(Copy))


def _look(town: Town, session: Session) -> int:
    return correcting.carry_on(Work(session, town.programme, town.clock.now()))
