"""Promises: told once when late, with a new date; raisers hear on rhythm even when nothing moved."""

from __future__ import annotations

from datetime import timedelta

from bot.store.issues import Raiser
from bot.store.promises import Promise
from tests.handlers.desk import answer, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import Town


def alone(phone: Phone, text: str, chat: int) -> int:
    """How often something was said by itself, not in the digest."""
    return sum(line.text == text for line in phone.all_with(text, chat))


async def test_a_first_word_that_is_late_is_owned_up_to_once_with_a_new_date(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await town.later(days=3)
    said = samina.sees("It has not come, and I am sorry.").text
    assert "by Thu 5 Mar" in said
    await town.ticks()
    assert len(samina.all_with("I am sorry")) == 1
    assert len(tom.all_with("H-1 has had no first word", room)) == 1
    await town.later(days=5)
    assert len(samina.all_with("I am sorry")) == 2, "the new date is a promise too"
    await answer(tom, room, "H-1", "We look into it.")
    await town.later(days=30)
    assert len(samina.all_with("I am sorry")) == 2


async def test_weekends_are_no_working_days(town: Town, samina: Phone) -> None:
    await town.later(days=4)
    await samina.says("Told on a Friday.")
    assert "by Mon 9 Mar" in samina.hears("H-1").text


async def test_what_was_taken_back_is_never_late(town: Town, samina: Phone) -> None:
    await samina.says("The clinic is shut.")
    await samina.taps("Take it back")
    await town.later(days=10)
    assert not samina.all_with("I am sorry")


async def test_when_nothing_moved_by_the_date_raisers_are_told_with_a_next_date(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    """Rule 6: told on rhythm even when nothing moved."""
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1")
    await town.later(days=7, hours=12)
    said = samina.sees("There should be news by today, and there is none.").text
    assert "About M-1" in said and "You will hear more by Mon 16 Mar" in said
    assert len(tom.all_with("Late since Mon 9 Mar: news on M-1", room)) == 1
    await town.ticks()
    await town.later(days=2)
    assert len(samina.all_with("There should be news by today")) == 1
    await town.later(days=6)
    assert len(samina.all_with("There should be news by today")) == 2
    [raiser] = await town.all(Raiser)
    assert raiser.next_news_by is not None and raiser.next_news_by > town.clock.now()


async def test_an_action_past_its_date_is_told_to_its_owner_and_the_room_once(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The clinic is shut.")
    await take_up(tom, room, "H-1", scope="We can change it")
    await town.later(days=9)
    assert len(tom.all_with("Late since Mon 9 Mar: what was to be done on M-1")) == 1
    assert alone(tom, "Late since Mon 9 Mar: what was to be done on M-1", room) == 1


async def test_a_translation_past_its_date_is_told_to_the_room_once(town: Town, tom: Phone, room: int) -> None:
    ewa = await town.champion("Ewa", "pl")
    await ewa.says("Przychodnia jest zamknięta.")
    await take_up(tom, room, "H-1", others={"pl": ""})
    await town.later(days=5)
    assert alone(tom, "Late since Thu 5 Mar: words in Polish", room) == 1


async def test_looking_twice_at_once_says_things_once(town_on_both: Town) -> None:
    """A doubled or late look changes nothing, on either database."""
    import asyncio

    town = town_on_both
    room = await town.room()
    samina, tom = await town.champion("Samina"), await town.staff("Tom Reed")
    await samina.says("The clinic is shut.")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1", scope="We can change it")
    town.clock.at += timedelta(days=9)
    await asyncio.gather(*(town.ticks() for _twice in range(4)))
    assert len(samina.all_with("I am sorry. I have told the team again")) <= 1
    assert len(samina.all_with("It has not come, and I am sorry.")) == 1
    assert len(samina.all_with("There should be news by today")) == 1
    assert alone(tom, "Late since Mon 9 Mar: what was to be done on M-1", room) == 1
    promises = [(one.kind, one.about, one.about_id, one.due_at) for one in await town.all(Promise)]
    assert len(promises) == len(set(promises))
