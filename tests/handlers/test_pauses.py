"""Quiet hours and pauses: what can wait does, stays owed, and comes when they are over."""

from __future__ import annotations

from datetime import timedelta

from bot.language import own_words
from bot.loop import people, saying
from bot.store.chats import Chat
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import Lane
from tests.handlers.desk import answer, take_up
from tests.handlers.phone import Phone
from tests.handlers.test_settings import chooses, shows
from tests.handlers.test_settings import tom as tom
from tests.handlers.town import Town


async def test_an_answer_at_half_past_eleven_arrives_at_eight(town: Town, room: int, tom: Phone) -> None:
    grace = await town.champion("Grace")
    await chooses(grace, "Quiet", "22:00 to 8:00")
    shows(grace, "Quiet: 22:00 to 8:00")
    await town.later(hours=14, step=timedelta(hours=1))
    await grace.says("The clinic is shut.")
    grace.hears("H-1")
    await answer(tom, room, "H-1", "It opens on Monday.")
    assert not grace.all_with("It opens on Monday.")
    await town.later(hours=8, minutes=29, step=timedelta(minutes=60))
    assert not grace.all_with("It opens on Monday.")
    await town.later(minutes=1)
    grace.sees("It opens on Monday.")


async def test_quiet_hours_that_end_early_let_go_what_waits(town: Town, room: int, tom: Phone) -> None:
    grace = await town.champion("Grace")
    await chooses(grace, "Quiet", "22:00 to 8:00")
    await town.later(hours=14, step=timedelta(hours=1))
    await grace.says("The clinic is shut.")
    await answer(tom, room, "H-1", "It opens on Monday.")
    await chooses(grace, "Quiet", "No quiet hours")
    grace.hears("It opens on Monday.")


async def test_what_was_late_on_its_way_is_not_said_in_the_night(town: Town) -> None:
    """Quiet hours hold when something is said, not only when it was put in line."""
    grace = await town.champion("Grace")
    await town.later(hours=14, step=timedelta(hours=1))

    def queue(work: Work) -> None:
        person = people.known(work, grace.id)
        assert person is not None
        saying.to_person(work, person, [own_words("An answer.")], lane=Lane.ANSWER)
        chat = work.session.get_one(Chat, person.chat_id)
        chat.quiet_from, chat.quiet_to = 22 * 60, 8 * 60

    await town.does(queue)
    await town.speaks()
    grace.hears_nothing()
    await town.later(hours=9, step=timedelta(minutes=30))
    grace.sees("An answer.")


async def test_a_pause_keeps_what_is_owed_and_the_end_of_it_brings_it(town: Town, room: int, tom: Phone) -> None:
    grace = await town.champion("Grace")
    await grace.says("The clinic is shut.")
    await chooses(grace, "Take a pause", "Until I come back")
    grace.hears("You are on a pause until you end it.")
    await take_up(tom, room, "H-1", words="We look into it.")
    await town.later(days=60)
    assert not grace.all_with("We look into it.")
    assert [telling.state for telling in await town.all(Telling)] == ["queued"], "still owed"
    await grace.says("Are you there?")
    grace.hears("H-2")

    await grace.says("/settings")
    assert await grace.taps("End the pause") == "Welcome back. What waited is on its way."
    grace.hears("We look into it.")
    shows(grace, "Take a pause")
    await town.later(days=1)
    assert len(grace.all_with("There should be news by today")) == 1, "once, not for every week of the pause"


async def test_a_pause_of_a_week_ends_by_itself(town: Town, room: int, tom: Phone) -> None:
    grace = await town.champion("Grace")
    await grace.says("The clinic is shut.")
    await chooses(grace, "Take a pause", "For a week")
    grace.hears("You are on a pause until")
    await answer(tom, room, "H-1", "It opens on Monday.")
    await town.later(days=6)
    assert not grace.all_with("It opens on Monday.")
    await town.later(days=1)
    grace.sees("It opens on Monday.")


async def test_a_half_finished_question_is_not_repeated_in_quiet_hours(town: Town) -> None:
    grace = await town.champion("Grace")
    await chooses(grace, "Quiet", "22:00 to 8:00")
    await town.later(hours=13, step=timedelta(hours=1))
    await grace.says("/settings")
    await grace.taps("May ask me: 3 a week")
    await town.later(hours=25, step=timedelta(minutes=30))
    assert not grace.all_with("You had started")
    await town.later(hours=9, step=timedelta(minutes=30))
    grace.sees("You had started: your settings.")
