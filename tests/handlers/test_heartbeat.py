"""The clock's heartbeat: the team is told once when it stood still, was set back, or something by it does not work."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers import base
from structlog.testing import capture_logs

from bot import build, errors
from bot.clock import Clock
from bot.loop import heartbeat, rhythm
from bot.schedule import Schedule
from bot.store.looks import LookRun
from bot.store.session import Work
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town

LOOKS = ("nudges.remind_owners", "digest.send")
BEAT = timedelta(seconds=30)
STILL, BACK, BROKEN, WELL = "I stood still", "was set back", "has not worked since", "It works again"


async def beats(town: Town, times: int = 1, *, without: str = "") -> None:
    """The clock goes on, beat by beat, and everything goes well but one look."""
    for _beat in range(times):
        town.clock.at += BEAT
        ran = {name: None if name == without else town.clock.at for name in LOOKS}
        await town.does(lambda work, ran=ran: heartbeat.beat(work, ran))  # type: ignore[misc]
    await town.speaks()


async def the_team(town: Town) -> tuple[Phone, int]:
    room = await town.room()
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR), room


async def test_while_all_goes_well_nobody_hears_of_it(town_on_both: Town) -> None:
    priya, room = await the_team(town_on_both)
    await beats(town_on_both, 40)
    assert not priya.all_with("", room)
    assert {row.look for row in await town_on_both.all(LookRun)} == {heartbeat.HEART, *LOOKS}


async def test_a_standstill_is_told_once_with_its_hours(town_on_both: Town) -> None:
    town = town_on_both
    priya, room = await the_team(town)
    await beats(town)
    town.clock.at += timedelta(hours=5)
    await beats(town, 60)
    (told,) = priya.all_with(STILL, room)
    assert "from Mon 2 Mar, 09:30 to Mon 2 Mar, 14:31." in told.text
    assert not priya.all_with(BROKEN, room), "what could not be done meanwhile is no fault of its own"


async def test_a_restart_is_no_standstill(town: Town) -> None:
    priya, room = await the_team(town)
    await beats(town)
    town.clock.at += heartbeat.STOOD_STILL - timedelta(minutes=1)
    await beats(town)
    assert not priya.all_with("", room)


async def test_a_clock_that_is_set_back_is_told_once_and_goes_on_from_there(town_on_both: Town) -> None:
    town = town_on_both
    priya, room = await the_team(town)
    await beats(town, 3)
    town.clock.at -= timedelta(hours=1)
    await beats(town, 3)
    assert len(priya.all_with(BACK, room)) == 1
    assert all(row.ran_at <= town.clock.at for row in await town.all(LookRun))
    town.clock.at += timedelta(minutes=20)
    await beats(town)
    assert len(priya.all_with(STILL, room)) == 1, "the standstill after it is seen, although it was later before"


async def test_two_machines_whose_clocks_differ_say_so_once_a_day(town: Town) -> None:
    priya, room = await the_team(town)
    for _beat in range(10):
        await beats(town)
        town.clock.at -= timedelta(minutes=5)
        await beats(town)
        town.clock.at += timedelta(minutes=5)
    assert len(priya.all_with("", room)) == 1


async def test_a_look_that_keeps_failing_is_named_once_and_so_is_that_it_works(town_on_both: Town) -> None:
    town = town_on_both
    priya, room = await the_team(town)
    await beats(town)
    await beats(town, 100, without="digest.send")
    (told,) = priya.all_with(BROKEN, room)
    assert "digest.send" in told.text
    await beats(town, 3)
    assert len(priya.all_with(WELL, room)) == 1
    await beats(town, 100, without="digest.send")
    assert len(priya.all_with(BROKEN, room)) == 2


async def test_without_a_staff_room_administrators_hear_it_in_private(town: Town) -> None:
    priya = await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    await beats(town)
    town.clock.at += timedelta(days=2)
    await beats(town, 3)
    assert len(priya.all_with(STILL)) == 1


async def test_a_look_that_was_renamed_leaves_nothing_behind(town: Town) -> None:
    await town.does(lambda work: heartbeat.beat(work, {"old.name": work.now}))
    await beats(town)
    assert {row.look for row in await town.all(LookRun)} == {heartbeat.HEART, *LOOKS}


# The schedule itself


def test_every_look_runs_also_where_two_are_called_alike() -> None:
    def spare(work: Work) -> int:
        return 0

    names = [build.name_of(look) for look in (*rhythm.LOOKS, spare)]
    assert len(set(names)) == len(names)


class Shifted(Clock):
    """A machine's clock that somebody sets."""

    by = timedelta(0)

    def of_machine(self) -> datetime:
        return super().of_machine() + self.by


@pytest.fixture
def shifted(monkeypatch: pytest.MonkeyPatch) -> Shifted:
    """The same clock for the scheduler as for us."""
    clock = Shifted()

    class ByHand(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return clock.of_machine()

    monkeypatch.setattr(base, "datetime", ByHand)
    return clock


async def test_it_ticks_on_when_the_clock_is_set_back(shifted: Shifted) -> None:
    ticked: list[float] = []

    async def look() -> int:
        ticked.append(time.monotonic())
        return 0

    schedule = Schedule({"a": look}, shifted, every_seconds=0.05)
    schedule.start()
    await asyncio.sleep(0.12)
    before = len(ticked)
    shifted.by = -timedelta(hours=1)
    await asyncio.sleep(0.25)
    schedule.stop()
    assert before and len(ticked) >= before + 2


async def test_it_tells_the_heartbeat_what_went_well_and_what_did_not() -> None:
    told: list[Mapping[str, datetime | None]] = []
    came = asyncio.Event()

    async def well() -> int:
        return 1

    async def broken() -> int:
        raise LookupError

    async def beat(ran: Mapping[str, datetime | None]) -> int:
        told.append(ran)
        came.set()
        raise errors.Temporary("the database is away")

    schedule = Schedule({"well": well, "broken": broken}, Clock(), beat, every_seconds=0.02)
    with capture_logs():
        schedule.start()
        async with asyncio.timeout(5):
            await came.wait()
        schedule.stop()
    assert told[0]["broken"] is None
    well_at = told[0]["well"]
    assert well_at is not None and datetime.now(UTC) - well_at < timedelta(seconds=5)
    ages = schedule.ages()
    assert ages["broken"] > ages["well"]
