"""Every promise has a person, who is reminded gently; what stays late is told on; what was missed is owned up to."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.loop import people, promise_rules, promises
from bot.store.audit import Audit
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind, Role
from tests.handlers.desk import answer, news, take_up
from tests.handlers.matters import joins
from tests.handlers.phone import Phone
from tests.handlers.town import MONDAY, Town

AN_HOUR = timedelta(hours=1)


async def test_a_first_word_has_an_owner_who_stands_on_the_card(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    [promise] = await town.all(Promise)
    assert promise.owner_id is not None
    assert "Tom Reed, Engagement worker sees to it." in tom.sees("H-1", room).text
    await tom.says("/promises")
    tom.hears("By Tue 3 Mar, 17:00: a first word on H-1")


async def test_the_team_takes_turns_a_working_day_each(town: Town, samina: Phone, tom: Phone) -> None:
    await town.staff("Ada Obi")
    owners = []
    for _day in range(3):
        await samina.says("The clinic is shut.")
        owners.append((await town.all(Promise))[-1].owner_id)
        await town.later(days=1, step=AN_HOUR)
    assert owners[0] != owners[1] and owners[0] == owners[2]


async def test_what_was_owed_before_there_was_a_team_gets_an_owner(town: Town) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    assert (await town.all(Promise))[0].owner_id is None
    await town.staff("Tom Reed")
    await town.ticks()
    assert (await town.all(Promise))[0].owner_id is not None


async def test_the_owner_is_reminded_before_at_and_after_and_then_it_is_told_on(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    priya = await town.staff("Priya Shah", "Team leader", Role.ADMINISTRATOR)
    await town.does(lambda work: setattr(promise_rules.kept(work), "senior_name", "Dr Jo Bell"))
    await town.does(lambda work: setattr(promise_rules.kept(work), "senior_role", "Director"))
    await samina.says("The clinic is shut.")
    [promise] = await town.all(Promise)
    numbers = {await _number(town, one): one for one in (tom, priya)}
    owner = numbers[promise.owner_id or 0]
    await town.later(hours=27, step=AN_HOUR)
    assert not owner.all_with("What you have promised:")
    await town.later(hours=1)
    assert "By Tue 3 Mar, 17:00: a first word on H-1" in owner.sees("What you have promised:").text
    await town.later(hours=4, step=AN_HOUR)
    assert len(owner.all_with("What you have promised:")) == 2
    await town.later(hours=16, step=AN_HOUR)
    assert len(owner.all_with("What you have promised:")) == 3, "in the morning, and not at night"
    assert not samina.all_with("Dr Jo Bell")
    await town.later(days=1, hours=8, step=AN_HOUR)
    assert len(samina.all_with("I have told Dr Jo Bell, Director, who is not of the team.")) == 1
    assert priya.all_with("Two working days late.") and tom.all_with("Two working days late.", room)
    await town.later(days=3, step=AN_HOUR)
    assert len(samina.all_with("Dr Jo Bell")) == 2, "told on once for each day that was promised"


async def test_what_is_late_months_later_on_the_same_matter_is_told_on_too(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    for _time in range(2):
        await town.does(_promise_news)
        await town.later(days=7, step=4 * AN_HOUR)
        await town.does(lambda work: promises.keep(work, PromiseKind.NEXT_NEWS, "issue", 1))
        await town.later(days=60, step=timedelta(days=20))
    told = [one for one in await town.all(Audit) if one.act == "tell_senior" and one.about == "issue"]
    assert [one.detail["kind"] for one in told] == ["next_news", "action", "next_news"]


def _promise_news(work: Work) -> None:
    promises.make(work, PromiseKind.NEXT_NEWS, "issue", 1, promises.working_days_on(work, 1))
    if work.now < MONDAY + timedelta(days=30):
        promises.make(work, PromiseKind.ACTION, "issue", 1, promises.working_days_on(work, 2))


async def test_where_nobody_senior_is_named_administrators_hear_it(town: Town, samina: Phone, room: int) -> None:
    priya = await town.staff("Priya Shah", "Team leader", Role.ADMINISTRATOR)
    await samina.says("The clinic is shut.")
    await town.later(days=7, step=4 * AN_HOUR)
    priya.sees("Nobody senior is named who could help")


async def test_twenty_promises_make_one_message_an_hour(town: Town, samina: Phone, tom: Phone) -> None:
    town.between = timedelta(minutes=20)
    for number in range(20):
        await samina.says(f"Matter number {number}.")
    await town.later(hours=28)
    [said] = tom.all_with("What you have promised:")
    assert said.text.count("a first word on") == 20
    for _minute in range(6):
        await town.later(minutes=9)
    assert len(tom.all_with("What you have promised:")) == 1


async def test_an_outage_makes_one_reminder_of_the_three(town: Town, samina: Phone, tom: Phone) -> None:
    await samina.says("The clinic is shut.")
    await town.later(days=3, step=timedelta(days=3))
    assert len(tom.all_with("What you have promised:")) == 1


@pytest.mark.parametrize("said", ["what changed", "a day far away"])
async def test_an_open_matter_without_news_for_the_days_of_the_rules_is_owed_an_update(
    town: Town, samina: Phone, tom: Phone, room: int, said: str
) -> None:
    await town.does(lambda work: setattr(promise_rules.kept(work), "senior_name", "Dr Jo Bell"))
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    if said == "what changed":
        town.telegram.refused[samina.id] = "have no rights to send a message"
        await news(tom, room, "M-1 ·")
    else:
        await tom.taps("Say what is new", room, under="M-1 ·")
        await tom.taps("Something moved")
        await tom.says("We asked for money.")
        await tom.taps("Done")
        await tom.says("01.06.2026")
        await tom.taps("Tell them")
    [owed] = [one for one in await town.all(Promise) if one.kind == PromiseKind.UPDATE]
    assert owed.kept_at is None and owed.owner_id is not None
    assert (owed.due_at.date() - town.clock.at.date()).days == 28
    lines = "an update on M-1, which has had none for long"
    await town.later(days=26)
    assert not tom.all_with(lines)
    await town.later(days=2, hours=4, step=2 * AN_HOUR)
    assert "By Mon 30 Mar, 17:00: an update on M-1" in tom.sees(lines, tom.id).text
    await town.later(days=1, step=AN_HOUR)
    assert len([one for one in tom.all_with(lines) if "What you have promised:" in one.text]) == 3
    await town.later(days=3, step=2 * AN_HOUR)
    assert "Late since Mon 30 Mar: an update on M-1" in tom.sees("Two working days late.", room).text
    await news(tom, room, "M-1 ·", kind="Something moved")
    assert all(one.kept_at for one in await town.all(Promise) if one.kind == PromiseKind.UPDATE)


async def test_news_promised_within_those_days_is_owed_by_its_own_day(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    assert not [one for one in await town.all(Promise) if one.kind == PromiseKind.UPDATE]
    await news(tom, room, "M-1 ·")
    await samina.taps("Yes, it is better")
    assert [one.kept_at is None for one in await town.all(Promise) if one.kind == PromiseKind.UPDATE] == [False]


async def says_no(town: Town, samina: Phone, tom: Phone, room: int) -> Phone:
    """Samina says that it is not better; who raised it with her has not said anything."""
    omar = await town.champion("Omar")
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await omar.says("The clinic, again.")
    await joins(tom, room, "H-2 ·", "M-1 · The clinic's phone")
    await news(tom, room, "M-1 ·")
    await samina.taps("No", under="They answer now.")
    return omar


async def test_who_was_named_no_day_reads_of_none_after_the_no_of_another(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    omar = await says_no(town, samina, tom, room)
    await town.later(days=8)
    assert "There should be news by today" in samina.sees("I have reminded the team").text
    told = omar.sees("It is not good enough yet for all who raised this").text
    assert "You will hear more by Tue 17 Mar." in told
    assert not omar.all_with("There should be news by today")
    await town.later(days=8)
    assert omar.all_with("There should be news by today"), "that day was said"


async def test_a_day_is_owned_up_to_where_it_was_said(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    omar = await says_no(town, samina, tom, room)
    town.clock.at += timedelta(days=8)
    await news(tom, room, "M-1 ·", kind="Something moved", words="We asked for money.")
    assert "We said that you would hear by Mon 9 Mar." in samina.sees("We asked for money.").text
    assert "We said" not in omar.sees("We asked for money.").text


async def test_a_missed_date_is_owned_up_to_in_the_answer(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await town.later(days=2)
    await answer(tom, room, "H-1", "It opens on Friday.")
    told = samina.sees("It opens on Friday.").text
    assert "We said that you would hear by Tue 3 Mar. You did not, and we are sorry." in told
    await answer(tom, room, "H-1", "At nine.")
    assert "We said" not in samina.sees("At nine.").text, "once"


async def test_a_missed_date_is_owned_up_to_when_it_is_taken_up(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await town.later(days=2)
    await take_up(tom, room, "H-1", words="We look into it.")
    assert "You did not, and we are sorry." in samina.sees("We look into it.").text


async def test_what_was_kept_is_not_owned_up_to(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is shut.")
    await answer(tom, room, "H-1", "It opens on Friday.")
    assert "we are sorry" not in samina.sees("It opens on Friday.").text


async def test_a_voice_note_is_listened_to_by_somebody(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.sends("voice")
    card = tom.sees("H-1 ·", room)
    assert "Tom Reed, Engagement worker listens to it by Tue 3 Mar." in card.text
    assert await tom.taps("I have listened", room) == "Thank you. That is noted."
    kept = {promise.kind: promise.kept_at for promise in await town.all(Promise)}
    assert kept[PromiseKind.LISTENING] and not kept[PromiseKind.FIRST_WORD]
    assert "listens to it" not in tom.sees("H-1 ·", room).text


async def test_an_answer_says_that_the_voice_note_was_listened_to(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.sends("voice")
    await answer(tom, room, "H-1 ·", "We heard you.")
    assert all(promise.kept_at for promise in await town.all(Promise))


@pytest.mark.parametrize(("hours", "said"), [(0, ""), (12, "from Tue 3 Mar, 09:00"), (24 * 5, "from Mon 9 Mar, 09:00")])
async def test_who_tells_out_of_hours_reads_when_somebody_reads_it(
    town: Town, samina: Phone, hours: int, said: str
) -> None:
    await town.later(hours=hours, step=timedelta(days=9))
    await samina.says("The clinic is shut.")
    told = samina.hears("H-1").text
    assert f"The team is not at work now. Somebody reads this {said}" in told if said else "not at work" not in told


async def test_help_says_until_when_the_team_is_at_work(samina: Phone) -> None:
    await samina.says("/help")
    assert "The team is at work until Mon 2 Mar, 17:00." in samina.hears("999").text


async def test_what_goes_round_is_owed_within_hours(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic is closing.")
    await samina.taps("Is it true?")
    assert "by Mon 2 Mar, 13:30" in samina.sees("whether it is true").text
    assert "by Mon 2 Mar, 13:30" in tom.sees("H-1 ·", room).text
    assert [promise.due_at.hour for promise in await town.all(Promise)] == [13]


async def _number(town: Town, phone: Phone) -> int:
    person = await town.does(lambda work: people.known(work, phone.id))
    assert person is not None
    return person.number
