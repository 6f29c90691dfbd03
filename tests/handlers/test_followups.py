"""Follow-ups: what can wait comes in one message, on the day and at the hour of whoever it is for."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import col, select

from bot.build import looking
from bot.loop import followups, tellings
from bot.store.chats import Chat, Group
from bot.store.followups import Followup
from bot.store.issues import Raiser
from bot.store.people import Person
from bot.store.preferences import Preferences
from bot.store.session import Store, Work
from bot.store.updates import Telling
from bot.words import OutboxState, Role, TellingState, UpdateKind
from tests.handlers.desk import outbox_rows, states
from tests.handlers.followed import circle_of, counted_on, matters, tells
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line, plain
from tests.handlers.town import Town
from tests.loop.test_two_look import looks

OWED = col(Telling.joins_at).is_not(None)
HEADING = "There is news on"
THURSDAY = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)
PHONE_SCREEN = 900


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def circle(town: Town, room: int) -> int:
    """A group that hears every week, on Thursdays at five."""
    return await group(town, "Circle")


@pytest.fixture
async def samina(town: Town, circle: int) -> Phone:
    return await town.champion("Samina")


async def group(town: Town, name: str, language: str = "en", **values: object) -> int:
    number = await town.group(name, language)
    await town.does(lambda work: work.session.execute(sa.update(Group).values(**{"rhythm_days": 7, **values})))
    return number


async def until(town: Town, moment: datetime) -> None:
    town.clock.at = moment
    await town.ticks()


def newest(phone: Phone, chat: int) -> Line:
    return [line for line in phone.town.telegram.said_in(chat) if line.by is None][-1]


async def test_what_can_wait_comes_in_one_message_on_the_day_of_the_group(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await matters(town, tom, 2, group=circle)
    await tells(town, tom, 1, words="The door was measured.")
    await tells(town, tom, 2, words="A line is ordered.")
    await until(town, THURSDAY - timedelta(minutes=1))
    assert not samina.all_with("measured", circle), "not before its hour"
    await until(town, THURSDAY)
    said = newest(samina, circle).text
    assert HEADING in said and said.index("A line is ordered.") < said.index("The door was measured."), "newest first"
    assert "said so" not in said, "nobody is quoted"
    assert states(await town.all(Telling)) == [TellingState.SENT] * 2
    await until(town, THURSDAY + timedelta(minutes=5))
    assert len(samina.all_with(HEADING, circle)) == 1
    [row] = [row for row in await outbox_rows(town) if row.followup_id]
    assert row.state == OutboxState.SENT


async def test_one_that_waited_alone_reads_as_it_always_did(town: Town, tom: Phone, samina: Phone, circle: int) -> None:
    await matters(town, tom, 1, group=circle)
    await tells(town, tom, 1)
    await until(town, THURSDAY)
    assert "About M-1" in newest(samina, circle).text and HEADING not in newest(samina, circle).text


async def test_many_fit_on_one_screen_and_the_rest_stands_behind_buttons(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await matters(town, tom, 13, group=circle)
    for number in range(1, 14):
        await tells(town, tom, number, words=f"News on {number}. " + "It goes on and on. " * (20 if number > 11 else 1))
    await until(town, THURSDAY)
    said = newest(samina, circle)
    assert len(said.text) <= PHONE_SCREEN and said.text.count("About M-") == 4
    labels = [name for row in said.buttons for name, _data in row]
    assert labels[-1] == "More …" and len(labels) == 9 and all(len(label) <= 30 for label in labels)
    assert await samina.taps("M-2: The 2. matter", circle) == "It stands below now."
    opened = newest(samina, circle)
    assert "This is about: “said so”" in opened.text and "News on 2." in opened.text
    assert opened.reply_to is not None and opened.reply_to.message_id == said.message_id
    assert await samina.taps("M-2: The 2. matter", circle) == "It stands here already, further down."
    await samina.taps("More …", circle)
    await samina.taps("Next ▶", circle)
    assert newest(samina, circle).button("M-1: The 1. matter")


async def test_what_asks_something_asks_it_behind_its_button(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    """At once to a group: several within an hour are one message, and that asks nothing by itself."""
    await matters(town, tom, 3, group=circle)
    for number in (1, 2, 3):
        await tells(town, tom, number, UpdateKind.CHANGED)
    assert newest(samina, circle).button("Yes, it is better") and "About M-1" in newest(samina, circle).text
    await town.later(minutes=59)
    assert not samina.all_with(HEADING, circle)
    await town.later(minutes=1)
    said = newest(samina, circle)
    assert HEADING in said.text and "Is it better now?" not in said.text and not said.button("Yes, it is better")
    await samina.taps("M-3: The 3. matter", circle)
    assert newest(samina, circle).button("Yes, it is better") and "Is it better now?" in newest(samina, circle).text
    assert await samina.taps("Yes, it is better", circle) == "Thank you. 1 person here has answered so far."


async def test_what_waits_in_quiet_hours_becomes_one_message(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await town.does(lambda work: work.session.execute(sa.update(Chat).values(quiet_from=8 * 60, quiet_to=14 * 60)))
    await matters(town, tom, 3, group=circle)
    for number in (1, 2, 3):
        await tells(town, tom, number, UpdateKind.CHANGED)
        await town.later(minutes=45)
    assert not samina.all_with("About M-", circle), "it is quiet there"
    await until(town, town.clock.at.replace(hour=14, minute=0))
    assert newest(samina, circle).text.count("About M-") == 3
    assert len(samina.all_with("About M-", circle)) == 1
    assert {one.state for one in await town.all(Telling)} == {TellingState.SENT}


async def test_nothing_waits_longer_than_was_promised(town: Town, tom: Phone, samina: Phone, circle: int) -> None:
    await matters(town, tom, 2, group=circle)
    await counted_on(town, 1, 1.5)
    await tells(town, tom, 1)
    await tells(town, tom, 2)
    await until(town, THURSDAY - timedelta(days=2))
    assert "News on 1." in newest(samina, circle).text, "they were told to hear more by Tuesday"
    assert "News on 2." in newest(samina, circle).text, (
        "what was to come on Thursday comes with it: one message, not two"
    )
    said = len(town.telegram.said_in(circle))
    await until(town, THURSDAY)
    assert len(town.telegram.said_in(circle)) == said


async def test_only_on_change_hears_changes_and_something_each_quarter(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await town.does(lambda work: work.session.execute(sa.update(Group).values(rhythm_days=0)))
    await matters(town, tom, 2, group=circle)
    await tells(town, tom, 1)
    await tells(town, tom, 2, UpdateKind.CHANGED)
    assert "About M-2" in newest(samina, circle).text
    [waits] = [one for one in await town.all(Telling) if one.joins_at is not None]
    assert waits.joins_at is not None and waits.joins_at - town.clock.at <= timedelta(days=92)
    await until(town, waits.joins_at)
    assert "News on 1." in newest(samina, circle).text


async def test_a_full_week_moves_what_can_wait_and_never_a_first_word(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await matters(town, tom, 5, group=circle)
    for number in (1, 2, 3, 4, 5):
        await tells(town, tom, number, UpdateKind.TAKEN_UP)
        await town.later(hours=2)
    assert len(samina.all_with("About M-", circle)) == 5, "replies to what was told there"
    for number in (1, 2, 3):
        await tells(town, tom, number, UpdateKind.CHANGED)
        await town.later(hours=2)
    started = samina.all_with("We went there.", circle)
    assert len(started) == 2, "the third of this week is Thursday's"
    await until(town, THURSDAY)
    assert "About M-3" in newest(samina, circle).text


async def test_where_no_follow_up_is_near_a_full_week_moves_it_to_monday(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await matters(town, tom, 5, group=circle)
    await town.does(lambda work: work.session.execute(sa.update(Group).values(rhythm_days=0)))
    for kind in (UpdateKind.TAKEN_UP, UpdateKind.CHANGED):
        for number in (1, 2, 3, 4, 5):
            await tells(town, tom, number, kind)
            await town.later(hours=2)
    assert len(samina.all_with("We went there.", circle)) == 3
    await until(town, THURSDAY + timedelta(days=4))
    said = newest(samina, circle).text
    assert "About M-4" in said and "About M-5" in said, "in one"


async def test_words_that_are_not_there_stay_owed_and_are_said_when_they_come(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    polish = await group(town, "Koło", "pl")
    await matters(town, tom, 3, group=polish)
    await tells(town, tom, 1, others={"pl": "Drzwi zmierzone."})
    await tells(town, tom, 2)
    await tells(town, tom, 3, others={"pl": "Linia zamówiona."})
    assert tom.sees("The words on M-2", room).button("Write them"), "staff are asked at once"
    await until(town, THURSDAY)
    said = newest(samina, polish).text
    assert "Drzwi zmierzone." in said and "Linia zamówiona." in said and "M-2" in said and "News on 2" not in said
    assert states(await town.all(Telling)) == [TellingState.SENT, TellingState.OWED, TellingState.SENT]
    await tom.taps("Write them", room, under="The words on M-2")
    await tom.says("Nowość.")
    await tom.taps_first("")
    await until(town, THURSDAY + timedelta(days=1))
    assert "Nowość." in newest(samina, polish).text
    assert set(states(await town.all(Telling))) == {TellingState.SENT}


async def test_its_tellings_go_the_way_of_its_message(town: Town, tom: Phone, samina: Phone, circle: int) -> None:
    """Nobody knows whether it arrived: a day on it is said again, marked so; a tap shows that it did."""
    await matters(town, tom, 2, group=circle)
    for number in (1, 2):
        await tells(town, tom, number, UpdateKind.PROGRESS, "Long. " * 150)
    town.telegram.answers_lost.add(circle)
    await until(town, THURSDAY)
    assert set(states(await town.all(Telling))) == {TellingState.UNCERTAIN}
    town.telegram.answers_lost.clear()
    await until(town, THURSDAY + timedelta(days=1))
    await until(town, THURSDAY + timedelta(days=1, minutes=1))
    assert "You may have had this already." in newest(samina, circle).text
    assert set(states(await town.all(Telling))) == {TellingState.SENT}


async def test_a_person_hears_at_once_until_they_choose_a_day(town: Town, tom: Phone, samina: Phone) -> None:
    await matters(town, tom, 2, by=samina)
    await tells(town, tom, 1)
    samina.hears("News on 1.")
    await samina.says("/settings")
    await samina.taps("How often: As it comes")
    await samina.taps("Every week")
    await samina.taps("Thursday")
    await samina.taps("17:00")
    assert samina.sees("These are your settings").button("How often: Every week")
    await tells(town, tom, 1, words="More on 1.")
    await tells(town, tom, 2, words="More on 2.")
    assert not samina.all_with("More on 1.")
    [chosen] = await town.all(Preferences)
    assert (chosen.every_days, chosen.on_weekday, chosen.at_minute) == (7, 3, 17 * 60)
    await samina.says("/settings")
    await samina.taps("How often: Every week")
    await samina.taps("As it comes")
    await town.ticks()
    said = newest(samina, samina.id)
    assert "More on 1." in said.text and "More on 2." in said.text, "who wants no rhythm any more waits no longer"


async def test_a_reply_reaches_whoever_answers_for_the_matter_that_it_is_about(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await matters(town, tom, 2, group=circle)
    for number in (1, 2):
        await tells(town, tom, number)
    await until(town, THURSDAY)
    said = samina.sees(HEADING, circle)
    await samina.says("About M-2: it is still shut.", circle, reply_to=said)
    assert "it is still shut" in tom.sees("A reply on M-2").text
    await samina.says("That is not enough.", circle, reply_to=said)
    assert not tom.all_with("That is not enough."), "it could be about either"
    nadia = town.phone("Nadia")
    asked = newest(samina, circle)
    assert await nadia.presses(asked.buttons[0][0][1], asked) == "Only the person who wrote this can do that."
    await samina.taps("M-1: The 1. matter", circle)
    assert "That is not enough." in tom.sees("A reply on M-1").text
    assert await samina.taps("M-1: The 1. matter", circle) == "You have said so already."
    assert len(tom.all_with("A reply on M-1")) == 1


async def test_two_looks_at_once_and_one_more_change_nothing(town_on_both: Town) -> None:
    """Claim and rows are one transaction: a look that is run again, or was cut short, tells nothing twice."""
    town = town_on_both
    tom = await town.staff("Tom Reed", role=Role.ADMINISTRATOR)
    await town.room()
    circle = await group(town, "Circle")
    await matters(town, tom, 3, group=circle)
    for number in (1, 2, 3):
        await tells(town, tom, number)
    town.clock.at = THURSDAY

    def cut_short(work: Work) -> None:
        assert followups.send(work) == 3
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await town.does(cut_short)
    assert not await town.all(Followup), "as if it had not been"
    other = Store(str(town.store.url.render_as_string(hide_password=False)), durable=False)
    try:
        both = [looks(town, store, followups.send) for store in (town.store, other)]
        await asyncio.gather(*both)
    finally:
        other.close()
    assert await town.does(followups.send) == 0
    await town.ticks()
    assert len(await town.all(Followup)) == 1
    assert len([line for line in town.telegram.said_in(circle) if HEADING in line.text]) == 1
    assert set(states(await town.all(Telling))) == {TellingState.SENT}


async def test_whoever_takes_it_back_is_not_in_what_waits(town: Town, tom: Phone, samina: Phone) -> None:
    """A follow-up that has not gone yet is made anew without what is owed no more."""
    await town.does(lambda work: work.session.execute(sa.update(Chat).values(quiet_from=16 * 60, quiet_to=18 * 60)))
    await matters(town, tom, 3, by=samina)
    await samina.says("/settings")
    await samina.taps("How often: As it comes")
    await samina.taps("When something changes")
    for number in (1, 2, 3):
        await tells(town, tom, number, words=f"Told {number}.")
    [first, *_others] = await town.all(Telling)
    assert first.joins_at is not None
    await until(town, first.joins_at)
    assert states(await town.all(Telling)) == [TellingState.QUEUED] * 3

    def released(work: object) -> None:

        session = work.session  # type: ignore[attr-defined]
        tellings.release(work, session.get_one(Raiser, 2), session.get_one(Person, 1), "over")  # type: ignore[arg-type]

    await town.does(released)
    await until(town, first.joins_at + timedelta(hours=1))
    said = newest(samina, samina.id).text
    assert "Told 1." in said and "Told 3." in said and "Told 2." not in said


@pytest.mark.parametrize("tapped", ["I told them", "I could not"])
async def test_a_group_without_a_chat_hears_it_all_from_its_champion_who_answers_once(
    town: Town, tom: Phone, samina: Phone, room: int, tapped: str
) -> None:
    await matters(town, tom, 3, circle=await circle_of(town, samina))
    for number in (1, 2):
        await tells(town, tom, number)
    await tells(town, tom, 3, UpdateKind.CHANGED)
    assert "About M-3" in newest(samina, samina.id).text, "a change comes at once"
    await samina.taps("I told them")
    await until(town, THURSDAY)
    above, words = town.telegram.said_in(samina.id)[-2:]
    assert "There is news on M-2 and M-1 for Coffee morning." in plain(above.text)
    assert words.text.index("News on 2.") < words.text.index("News on 1.") and "said so" not in words.text
    assert [one.state for one in await town.all(Telling)][:2] == [TellingState.WITH_CHAMPION] * 2
    await town.later(days=3)
    assert len(samina.all_with("Have you told them?")) == 1, "asked once for all of it"
    await samina.taps(tapped, under="News on 2.")
    if tapped == "I told them":
        assert set(states(await town.all(Telling))) == {TellingState.PASSED_ON}
        return
    await samina.taps("No, that is all")
    assert [one.state for one in await town.all(Telling)][:2] == [TellingState.FAILED] * 2
    assert len(tom.all_with("could not pass on the news on", room)) == 2
    assert len(samina.all_with("The team will find another way.")) == 1


async def test_staff_see_when_it_comes(town: Town, tom: Phone, samina: Phone, circle: int) -> None:
    await matters(town, tom, 1, group=circle)
    await tells(town, tom, 1)
    await tom.says("/owed")
    await tom.taps("M-1: Circle")
    assert "it comes with the next news there, on Thu 5 Mar" in tom.sees("M-1, to Circle").text


async def test_another_rhythm_never_makes_what_waits_wait_longer(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    await matters(town, tom, 1, group=circle)
    await tells(town, tom, 1)
    await tom.presses("b:1:settings", newest(tom, circle))
    for label in ("How often", "Every four weeks", "Sunday", "18:00"):
        await tom.taps(label)
    [waits] = await town.all(Telling)
    assert waits.joins_at == THURSDAY
    await tom.presses("b:1:settings", newest(tom, circle))
    for label in ("How often", "Every week", "Tuesday", "08:00"):
        await tom.taps(label)
    [waits] = await town.all(Telling)
    assert waits.joins_at == THURSDAY - timedelta(days=2, hours=9)


async def test_that_nothing_is_new_comes_on_the_day_of_the_group_too(
    town: Town, tom: Phone, samina: Phone, circle: int
) -> None:
    """Promised by Monday: late on Tuesday at its hour, and from then on each Thursday."""
    await matters(town, tom, 2, group=circle)
    for number in (1, 2):
        await counted_on(town, number, 0.5)
    for moment in (0, 1, 3, 10, 17, 24):
        await until(town, THURSDAY + timedelta(days=moment - 3, minutes=-20))
        await until(town, THURSDAY + timedelta(days=moment - 3))
    said = [line.text for line in samina.all_with("there is none", circle)]
    assert len(said) == 3 and all(text.count("About M-") == 2 for text in said)
    rows = [f"{row.state_at:%a %d %H:%M}" for row in await outbox_rows(town) if row.followup_id]
    assert rows == ["Tue 03 17:00", "Thu 12 17:00", "Thu 19 17:00", "Thu 26 17:00"]


async def test_what_is_due_for_many_at_one_hour_leaves_room_for_others_in_between(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    circles = [await group(town, f"Circle {number}") for number in range(9)]
    for circle in circles:
        await matters(town, tom, 3, group=circle)
    for number in range(1, 3 * len(circles) + 1):
        await tells(town, tom, number)
    town.clock.at = THURSDAY
    assert len(await town.all(Telling)) > followups.AT_ONCE
    looked = asyncio.ensure_future(looking(town.reception, followups.send)())
    await asyncio.sleep(0)
    left = await town.store.write(lambda session: session.exec(select(Telling).where(OWED)).all())
    assert left, "somebody else came in between"
    await looked
    await town.speaks()
    assert all(HEADING in newest(samina, circle).text for circle in circles), "and all of it is said"
