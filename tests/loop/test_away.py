"""The whole team goes away until a day: promises move, all who wait are told once, and it can be undone."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col

from bot.store.actions import PlanReply
from bot.store.decisions import LookAgain
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import Lane, PromiseKind
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town

AWAY = "is away until the end of"


async def goes_away(tom: Phone, until: str = "13.03.2026") -> None:
    await tom.says("/away")
    await tom.says(until)
    await tom.taps("We are away")


async def test_what_falls_into_it_moves_and_everybody_is_told_once(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    circle, nadia, ewa = await town.group("Women's circle"), town.phone("Nadia"), await town.champion("Ewa")
    await samina.says("The clinic is shut.")
    await samina.says("The lift is broken.", date=int(town.clock.now().timestamp()) + 4000)
    await nadia.says("/tell the door is too narrow", circle)
    await nadia.taps("Yes, keep it", circle)
    await ewa.says("Somebody shouted at me.")
    await take_up(tom, room, "H-4 ·")
    await goes_away(tom)
    for phone, chat in ((samina, samina.id), (nadia, circle), (ewa, ewa.id)):
        [told] = phone.all_with(AWAY, chat)
        assert "Fri 13 Mar" in told.text and "You hear by Mon 16 Mar about" in told.text
    assert "H-1 and H-2" in samina.sees(AWAY).text and "M-1" in ewa.sees(AWAY).text
    due = {promise.due_at.date().isoformat() for promise in await town.all(Promise) if promise.kept_at is None}
    assert due == {"2026-03-16"}
    assert {one.first_word_by.day for one in (await town.all(Insight))[:3]} == {16}
    assert {one.next_news_by.day for one in await town.all(Raiser) if one.next_news_by} == {16}
    await town.later(days=11)
    assert not samina.all_with("I am sorry") and not ewa.all_with("I am sorry"), "nothing is late meanwhile"
    assert not tom.all_with("What you have promised:")
    await town.later(days=4)
    assert samina.all_with("I am sorry"), "the new date is a promise too"


async def test_who_tells_meanwhile_reads_that_the_team_is_away(town: Town, samina: Phone, tom: Phone) -> None:
    await goes_away(tom)
    await samina.says("The clinic is shut.")
    told = samina.hears("H-1").text
    assert "by Mon 16 Mar" in told
    assert "The whole team is away. Somebody reads this from Mon 16 Mar, 09:00." in told
    await samina.says("/urgent")
    samina.hears("The whole team is away.")
    await samina.says("/help")
    samina.hears("The whole team is away.")


async def test_back_earlier_what_was_moved_is_owed_sooner_and_nobody_is_told_again(
    town: Town, samina: Phone, tom: Phone
) -> None:
    await samina.says("The clinic is shut.")
    await goes_away(tom)
    said = len(samina.all_with(""))
    await town.later(days=3)
    await tom.says("/away")
    assert "1 promise is due sooner" in (await tom.taps("We are back") or "")
    [promise] = await town.all(Promise)
    assert promise.due_at.date().isoformat() == "2026-03-06" and promise.moved_from is None
    assert len(samina.all_with("")) == said
    await tom.says("/away")
    tom.hears("Until the end of which day")
    assert await tom.taps("We are back") == "The team is not away."


async def test_away_for_longer_moves_what_was_moved_and_two_dates_of_one_matter_become_one(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await samina.taps("No") if samina.all_with("Is it better now?") else None
    await goes_away(tom, "10.03.2026")
    await town.later(days=1)
    await tom.says("/away")
    await tom.taps("We are back")
    await goes_away(tom, "20.03.2026")
    open_ones = [one for one in await town.all(Promise) if one.kept_at is None]
    subjects = [(one.kind, one.about, one.about_id) for one in open_ones]
    assert len(subjects) == len(set(subjects))
    assert {one.due_at.day for one in open_ones} == {23}


async def test_nobody_is_told_in_quiet_hours(town: Town, samina: Phone, tom: Phone) -> None:
    from bot.store.outbox import Outbox

    await samina.says("The clinic is shut.")
    await goes_away(tom)
    rows = [row for row in await town.all(Outbox) if "is away until" in str(row.what) and row.lane == Lane.TELLING]
    assert len(rows) == 1


async def test_it_is_undone_on_both_databases(town_on_both: Town) -> None:
    town = town_on_both
    await town.room()
    from bot.words import Role

    tom, samina = await town.staff("Tom Reed", role=Role.ADMINISTRATOR), await town.champion("Samina")
    town.between = timedelta(minutes=20)
    await samina.says("The clinic is shut.")
    await samina.says("The lift is broken.")
    await goes_away(tom)
    assert [one.due_at.day for one in await town.all(Promise)] == [16, 16]
    await tom.says("/away")
    await tom.taps("We are back")
    assert [one.due_at.day for one in await town.all(Promise)] == [3, 3]


async def test_who_waits_for_a_second_look_or_for_what_a_plan_lacks_is_told_too(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await town.staff("Grace Obi")
    ewa = await town.champion("Ewa")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1 ·", scope="It cannot be changed")
    await samina.taps("Please look again, because …")
    await samina.says("The house is yours.")
    await ewa.says("The door is narrow.")
    await take_up(tom, room, "H-2 ·", scope="We can change it")
    await ewa.taps("Something is missing")
    await ewa.says("A ramp.")
    await town.does(no_news_is_promised)
    await goes_away(tom)
    assert "about: M-1" in samina.sees(AWAY).text and "about: M-2" in ewa.sees(AWAY).text
    [asked], [reply] = await town.all(LookAgain), await town.all(PlanReply)
    assert asked.due_at.day == 16 and reply.answer_by is not None and reply.answer_by.day == 16


def no_news_is_promised(work: Work) -> None:
    work.session.execute(sa.delete(Promise).where(col(Promise.kind) == PromiseKind.NEXT_NEWS))
