"""The digest: each working day at the programme's hour, in the staff room and to whoever wants it; never twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.language import Text, _
from bot.loop import digest, glance, promises, promises_due
from bot.store.programme import Programme
from bot.store.session import Work
from bot.words import PromiseKind, Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

pytestmark = pytest.mark.usefixtures("with_digest")

AN_HOUR = timedelta(hours=1)


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def priya(town: Town, room: int) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


async def hours_pass(town: Town, hours: float) -> None:
    await town.later(hours=hours, step=AN_HOUR)


async def test_each_working_day_at_half_past_eight_and_not_at_weekends(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    town.clock.at = datetime(2026, 3, 5, 7, 0, tzinfo=UTC)
    await samina.says("The lift is broken.")
    await hours_pass(town, 1)
    assert not tom.all_with("Today,", room)
    await hours_pass(town, 1)
    said = tom.sees("Today, Thu 5 Mar:", room)
    assert "1 card waits for a first word, 1 new." in said.text
    await hours_pass(town, 4 * 24)
    days = [line.text.split(":")[0] for line in tom.all_with("Today,", room)]
    assert days == ["Today, Thu 5 Mar", "Today, Fri 6 Mar", "Today, Mon 9 Mar"]
    assert "1 card waits for a first word." in tom.sees("Today, Mon 9 Mar", room).text, "not new any more"
    assert not tom.all_with("Today,"), "in private only for who wants it"


async def test_in_private_for_whoever_wants_it_until_they_do_not(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    await town.ticks()
    assert await tom.taps("Send it to me in private", room) == "You get it here from now on."
    assert await samina.taps("Send it to me in private", room) == "Only staff of the programme can do this."
    await town.later(days=1)
    tom.sees("Today, Tue 3 Mar")
    assert await tom.taps("Not in private any more") == "You get it in the staff room only."
    await town.later(days=1)
    assert not tom.all_with("Wed 4 Mar") and tom.all_with("Today, Wed 4 Mar", room)
    assert not samina.all_with("Today,")


async def test_nothing_to_do_says_nothing(town: Town, tom: Phone, room: int) -> None:
    await town.later(days=3)
    assert not tom.all_with("Today,", room)
    await tom.says("/digest")
    tom.hears("Nothing waits, and nothing is owed today.")


async def test_it_comes_once_however_often_is_looked_and_not_in_the_evening(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    town.clock.at = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    await samina.says("The lift is broken.")
    await town.ticks()
    assert not tom.all_with("Today,", room), "too late for today"
    town.clock.at = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
    await town.ticks()
    await town.ticks()
    assert len(tom.all_with("Today,", room)) == 1, "late, and once"
    assert await town.does(digest.send) == 0


async def test_an_administrator_sets_the_hour_and_nobody_else(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    town.clock.at = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
    await samina.says("The lift is broken.")
    await tom.says("/digest")
    assert tom.hears("at 08:30").button("Change the hour") is None
    assert await tom.presses("day:hour", tom.hears("at 08:30")) == "Only an administrator of the programme can do this."
    await priya.says("/digest")
    await priya.taps("Change the hour")
    await priya.taps("07:00")
    priya.hears("The digest comes at 07:00 on working days.")
    await hours_pass(town, 0.5)
    tom.sees("Today, Mon 2 Mar", room)


async def test_it_counts_what_is_late_owed_and_due_and_has_lines_of_others(
    town: Town, samina: Phone, tom: Phone, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(work: Work) -> list[Text]:
        return [_("Two groups are silent.")]

    monkeypatch.setattr(digest, "LINES", (promises_due.digest_lines, told))
    ania = await town.champion("Ania", "pl")
    await ania.says("Winda nie działa.")
    await take_up(tom, room, "H-1", scope="We can change it", others={"pl": ""})
    await town.later(days=6, hours=20)
    await town.later(hours=3, step=AN_HOUR)
    said = tom.sees("Today, Mon 9 Mar", room).text
    assert "1 has still to hear: /owed" in said
    assert "news on M-1" in said and "what was to be done on M-1" in said
    assert "Two groups are silent." in said


async def test_its_news_are_what_came_since_the_last_one(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await town.later(minutes=10)
    town.clock.at += AN_HOUR
    await samina.says("/ask When does it open?")
    await town.later(days=1)
    assert "2 cards wait for a first word, 1 new." in tom.sees("Today, Tue 3 Mar", room).text


async def test_it_counts_subjects_and_shows_what_is_due_today_under_however_much_is_late(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    def owe(work: Work) -> None:
        for number in range(201):
            for days in (1, 2):
                late = work.now - timedelta(days=days)
                promises.make(work, PromiseKind.SCOPE, "issue", 1000 + number, late)
        promises.make(work, PromiseKind.SCOPE, "issue", 2000, work.now + AN_HOUR)

    await town.does(owe)
    said = "".join(town.reads(one) for one in await town.does(promises_due.digest_lines))
    said = re.sub("[\u2066-\u2069]", "", said)
    assert "201 promises are late:" in said and "1 promise is due today:" in said


async def test_the_figures_of_the_week_keep_nobody_from_writing(
    town: Town, samina: Phone, tom: Phone, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckon = glance.weekly_lines

    def reckon_while_somebody_writes(work: Work) -> list[Text]:
        town.store.write_now(lambda session: session.execute(sa.update(Programme).values(name="Another team")))
        return reckon(work)

    monkeypatch.setattr(glance, "weekly_lines", reckon_while_somebody_writes)
    await samina.says("The lift is broken.")
    await hours_pass(town, 1)
    assert "Heard: 1" in tom.sees("Today,", room).text
    assert [one.name for one in await town.all(Programme)] == ["Another team"]
