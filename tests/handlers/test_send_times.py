"""When copies go: where each group lives, champions first, and never more in a group's week than it may have."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.loop import ceiling, promise_rules, send_times
from bot.store.chats import Group
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.sendings import a_message, approved, change, person
from tests.handlers.town import MONDAY, Town

FRIDAY = date(2026, 3, 6)
NINE = 9 * 60


@pytest.fixture
async def priya(town_on_both: Town) -> Phone:
    phone = await town_on_both.staff("Priya Shah", role=Role.ADMINISTRATOR)
    for name in ("London", "Warsaw", "Lahore"):
        await town_on_both.group(name)
    await change(town_on_both, "Warsaw", time_zone="Europe/Warsaw")
    await change(town_on_both, "Lahore", time_zone="Asia/Karachi")
    return phone


async def times(town: Town) -> Mapping[str, datetime | None]:
    """When each copy of the newest message goes, by its group; people under their language."""

    def read(work: Work) -> dict[str, datetime | None]:
        newest = max(one.message_id for one in work.session.exec(_copies()).all())
        found = [one for one in work.session.exec(_copies()).all() if one.message_id == newest]
        return {_name(work, one): one.send_at for one in found}

    return await town.does(read)


def _copies() -> Any:
    return select(Copy)


def _name(work: Work, copy: Copy) -> str:
    return work.session.get_one(Group, copy.group_id).name if copy.group_id else copy.language


async def chosen(town: Town, by: Phone, when: send_times.When, **values: object) -> TrustedMessage:
    """A message for all groups and champions that goes then."""
    message = await a_message(town, by)

    def for_all(work: Work) -> None:
        for name, value in {"audience": {"all": True, "champions": "all"}, **values}.items():
            setattr(work.session.get_one(TrustedMessage, message.id), name, value)

    await town.does(for_all)
    await town.does(lambda work: send_times.choose(work, person(work, by), message.id, when))
    await approved(town, message)
    return message


async def test_where_each_group_lives(town_on_both: Town, priya: Phone) -> None:
    """Nine o'clock is another moment in Warsaw and in Lahore; summer time is kept to."""
    await chosen(town_on_both, priya, send_times.When(FRIDAY, NINE, is_local=True))
    assert await times(town_on_both) == {
        "London": datetime(2026, 3, 6, 9, tzinfo=UTC),
        "Warsaw": datetime(2026, 3, 6, 8, tzinfo=UTC),
        "Lahore": datetime(2026, 3, 6, 4, tzinfo=UTC),
    }
    await chosen(town_on_both, priya, send_times.When(date(2026, 3, 30), NINE, is_local=True))
    assert (await times(town_on_both))["London"] == datetime(2026, 3, 30, 8, tzinfo=UTC)


async def test_champions_first(town_on_both: Town, priya: Phone) -> None:
    """They have it hours before their groups, and come before them among the copies."""
    await town_on_both.champion("Samina", "ur")
    await chosen(town_on_both, priya, send_times.When(first_hours=2))
    assert await times(town_on_both) == {
        "ur": None, **dict.fromkeys(("London", "Warsaw", "Lahore"), MONDAY + timedelta(hours=2))
    }  # fmt: skip
    assert (await town_on_both.all(Copy))[0].person_id is not None


async def test_no_more_in_a_week_than_a_group_may_have(town_on_both: Town, priya: Phone) -> None:
    """The fourth of a week waits for the next with room; an urgent one goes at once; one that expires is left out."""
    town, friday = town_on_both, send_times.When(FRIDAY, NINE)
    for _number in range(3):
        await chosen(town, priya, friday)
    await chosen(town, priya, friday)
    next_monday = datetime(2026, 3, 9, 9, tzinfo=UTC)
    assert set((await times(town)).values()) == {next_monday}
    await chosen(town, priya, friday, expires_on=date(2026, 3, 8))
    assert len({one.message_id for one in await town.all(Copy)}) == 4
    await chosen(town, priya, friday, is_urgent=True)
    assert set((await times(town)).values()) == {datetime(2026, 3, 6, 9, tzinfo=UTC)}
    for _number in range(2):
        await chosen(town, priya, friday)
    await chosen(town, priya, friday)
    assert set((await times(town)).values()) == {datetime(2026, 3, 16, 9, tzinfo=UTC)}


async def test_or_is_left_out(town_on_both: Town, priya: Phone) -> None:
    """Only the groups that have had enough are, and who plans sees how many before."""
    town = town_on_both

    def allow_one(work: Work) -> None:
        promise_rules.change(work, person(work, priya), {"started_a_week": 1})

    await town.does(allow_one)
    first = await a_message(town, priya)
    await approved(town, first, audience={"languages": ["en"]})
    await change(town, "Lahore", language="ur")
    await town.does(lambda work: work.session.delete(work.session.get_one(Copy, _of(work, "Lahore"))))
    second = await a_message(town, priya)
    await town.does(lambda work: setattr(work.session.get_one(TrustedMessage, second.id), "audience", {"all": True}))
    seen = await town.does(
        lambda work: ceiling.over_on(work, work.session.get_one(TrustedMessage, second.id), work.now)
    )
    assert seen == 2
    assert await approved(town, second, audience={"all": True, "over": "leave_out"}) == 1
    assert set(await times(town)) == {"Lahore"}


def _of(work: Work, name: str) -> int:
    number: int = next(one.number for one in work.session.exec(_copies()).all() if _name(work, one) == name)
    return number


async def test_not_in_the_past_and_not_after_its_last_day(town_on_both: Town, priya: Phone) -> None:
    """Both are said kindly, and change nothing."""
    message = await a_message(town_on_both, priya)
    for when, why in (
        (send_times.When(MONDAY.date(), NINE), "has passed"),
        (send_times.When(date(2027, 1, 1)), "right until"),
    ):
        with pytest.raises(Exception, match=why):
            await town_on_both.does(
                lambda work, when=when: send_times.choose(work, person(work, priya), message.id, when)  # type: ignore[misc]
            )
