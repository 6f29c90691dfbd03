"""A programme ends well: told early to everybody, nothing owed without a name, two people, and then it stops."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot import errors
from bot.loop import closing as rules
from bot.loop import closing_debts, closing_round, people
from bot.store.audit import Audit
from bot.store.closing import Closing, ClosingPart, Stage
from bot.store.issues import Raiser
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import OWED, Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import plain
from tests.handlers.test_group_passing import stands_for_a_group
from tests.handlers.town import Town

LAST_DAY = "30.3.2026"
BY = "27.4.2026"
BY_DAY = date(2026, 4, 27)


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", role=Role.ADMINISTRATOR)


@pytest.fixture
async def priya(town: Town, tom: Phone) -> Phone:
    return await town.staff("Priya Shah", "Manager", Role.ADMINISTRATOR)


@pytest.fixture
async def room(town: Town, tom: Phone) -> int:
    return await town.room()


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    return await town.champion("Samina")


async def writes(by: Phone, last_day: str = LAST_DAY, *, sooner: str | None = None) -> None:
    """The whole of it, up to where it is kept."""
    await by.says("/close_programme")
    await by.says(last_day)
    if sooner is not None:
        await by.says(sooner)
    await by.says("The money ends.")
    await by.says("Doors matter more than leaflets.")
    await by.taps("Take these words")
    await by.says("You gave us your trust.")
    await by.says("Healthwatch, 020 7946 0000")
    await by.taps_first("How long after the last day")
    await by.taps("Keep it")


async def names_heir(by: Phone, button: str = "All to one") -> None:
    await by.taps(button)
    await by.says("Meera Patel, Healthwatch")
    await by.says("meera@hw.example")
    await by.says(BY)
    await by.taps("Yes, note it")


async def has_written(by: Phone, last_day: date = date(2026, 3, 30), sooner: str | None = None) -> None:
    """The same, without the typing: it stands there, and is on the screen."""

    def write(work: Work) -> None:
        person = people.meet(work, people.Sender(by.id, by.name))
        said = ("The money ends.", "Doors matter.", "Nothing.", "You gave us your trust.")
        texts = {part: {"en": text} for part, text in zip(ClosingPart, said, strict=True)}
        rules.write(work, person, rules.Written(last_day, sooner, texts, "Healthwatch, 020 7946 0000", 28))

    await by.town.does(write)
    await by.says("/close_programme")


async def begins(tom: Phone, priya: Phone) -> None:
    """An ending that two people stand for and everybody is told of; somebody takes over all, and what comes."""

    def name(work: Work) -> None:
        person, heir = people.meet(work, people.Sender(tom.id, tom.name)), closing_debts.Heir("Meera", "hw", BY_DAY)
        closing_debts.name(work, person, work.session.exec(select(Closing)).all()[-1], None, heir)

    await has_written(tom)
    await tom.town.does(name)
    await tom.says("/close_programme")
    await tom.taps("Ask a second person")
    await priya.taps("Yes, tell everybody")
    await tom.town.ticks()


async def passes(town: Town, days: float) -> None:
    """Time passes in one step, and what is due then happens: first a reminder, then what it leads to."""
    await town.later(days=days, step=timedelta(days=days))
    await town.ticks()


async def closing(town: Town) -> Closing:
    return (await town.all(Closing))[-1]


async def test_a_programme_ends_well_from_the_first_word_to_the_last(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    circle, link = await town.group("Circle"), await town.link(Role.CHAMPION)
    await samina.says("/tell the door is too narrow", circle)
    await take_up(tom, room, "H-1")
    await samina.says("The clinic is shut at noon.")
    await writes(tom)
    await names_heir(tom)
    await tom.taps("Ask a second person")
    await priya.taps("Yes, tell everybody")
    await town.ticks()
    stranger = town.phone("Iman")
    await stranger.opens(link)
    stranger.hears("Nobody new comes in.")
    first = samina.sees("ends this work on Mon 30 Mar")
    for said in (
        "Tom Reed",
        "The money ends.",
        "Doors matter",
        "Things told: 2",
        "You gave us your trust.",
        "Healthwatch",
    ):
        assert said in first.text, said
    assert "ends this work" in samina.sees("The money ends.", circle).text

    await passes(town, 21.5)
    soon = samina.sees("Until then you can still tell me things.")
    assert "H-2" in soon.text and "Meera Patel" in soon.text and "M-1" not in soon.text
    assert "M-1" in samina.sees("Until then you can still", circle).text
    await samina.says("One thing more.")
    await passes(town, 7)
    goodbye = samina.sees("This is the last day of this work.")
    for said in ("H-2", "H-3", "Mon 27 Apr", "meera@hw.example", "Mon 27 Apr", "/mydata"):
        assert said in goodbye.text, said
    assert goodbye.button("A letter of thanks")

    await passes(town, 1)
    tom.sees("This work has ended. I take nothing new in any more.")
    assert (await closing(town)).stage == Stage.KEPT
    assert not [one for one in await town.all(Telling) if one.state in OWED]
    assert {one.settled_why for one in await town.all(Raiser)} == {
        "handed over to Meera Patel, Healthwatch (meera@hw.example), by 2026-04-27"
    }
    await samina.says("Are you there?")
    assert "Healthwatch, 020 7946 0000" in samina.hears("This work ended on").text
    await samina.says("/tell and here?", circle)
    samina.hears("Please turn to", circle)
    await samina.says("/mydata")
    await samina.taps("Erase everything")
    await samina.taps("Yes, erase it")
    await passes(town, 28)
    assert circle in town.telegram.left
    priya.sees("The bot can be switched off now")
    acts = {one.act for one in await town.all(Audit)}
    assert {
        "write_closing",
        "name_heir",
        "ask_to_confirm",
        "confirm_closing",
        "stop_programme",
        "end_programme",
    } <= acts


async def test_nothing_owed_is_left_without_a_name(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await samina.says("The clinic is shut at noon.")
    await samina.says("And the lift is broken.")
    await has_written(tom)
    card = tom.hears("2 things that are owed have no name yet")
    assert not card.button("Ask a second person")
    number = (await closing(town)).number
    await tom.presses(f"close:{number}:ask", card)
    assert not priya.all_with("asks you to confirm")
    await names_heir(tom, "H-1: who takes it?")
    assert "Meera Patel" in tom.hears("1 thing that is owed has no name yet").text
    await names_heir(tom, "H-2: who takes it?")
    await tom.taps("Ask a second person")
    assert "H-2 – Meera Patel" in plain(priya.sees("asks you to confirm that the programme ends").text)


async def test_it_is_not_switched_off_while_a_debt_has_no_name(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    """Nothing was owed when it was confirmed; what came later has no heir, and holds the goodbye up."""
    await has_written(tom)
    await tom.taps("Ask a second person")
    await priya.taps("Yes, tell everybody")
    await samina.says("The clinic is shut at noon.")
    await passes(town, 29)
    assert (await closing(town)).stage == Stage.GOODBYE
    priya.sees("it cannot end like this")
    assert not samina.all_with("This is the last day of this work.")
    await tom.says("/close_programme")
    await names_heir(tom)
    await passes(town, 2)
    assert "H-1" in samina.sees("This is the last day of this work.").text
    await passes(town, 1)
    assert (await closing(town)).stage == Stage.KEPT


async def test_only_an_administrator_begins_it_and_only_another_one_confirms_it(
    town: Town, tom: Phone, priya: Phone, samina: Phone
) -> None:
    sue = await town.staff("Sue Lee")
    for somebody in (sue, samina):
        await somebody.says("/close_programme")
        somebody.hears("Only an administrator")
    await has_written(tom)
    await tom.taps("Ask a second person")
    asked = priya.sees("asks you to confirm")
    yes = asked.button("Yes, tell everybody") or ""
    for somebody in (tom, sue):
        assert "second person" in (await somebody.presses(yes, asked) or "")
    await priya.taps("Not like this")
    tom.sees("Priya Shah, Manager has not confirmed it.")
    assert (await closing(town)).stage == Stage.DRAFT
    assert "has not begun to" in (await priya.presses(yes, asked) or "")


async def test_a_change_undoes_what_was_asked(town: Town, tom: Phone, priya: Phone, samina: Phone, room: int) -> None:
    await samina.says("The clinic is shut at noon.")
    await has_written(tom)
    await names_heir(tom)
    await tom.taps("Ask a second person")
    await tom.says("/close_programme")
    await tom.taps("H-1: who takes it?")
    for words in ("Somebody else", "by letter", BY):
        await tom.says(words)
    await tom.taps("Yes, note it")
    assert "It has changed since you were asked" in (await priya.taps("Yes, tell everybody") or "")
    assert (await closing(town)).stage == Stage.DRAFT


async def test_it_can_be_called_off_and_everybody_who_was_told_hears_it(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    circle = await town.group("Circle")
    await begins(tom, priya)
    await priya.says("/close_programme")
    await priya.taps("Call it off")
    await priya.taps("Yes, it goes on")
    await town.ticks()
    samina.sees("goes on after all")
    samina.sees("goes on after all", circle)
    tom.sees("has called it off", room)
    await passes(town, 35)
    assert not samina.all_with("This is the last day of this work.")
    assert (await closing(town)).stage == Stage.OFF
    await samina.says("The clinic is shut.")
    samina.hears("H-1")
    await has_written(tom, date(2026, 6, 1))
    assert len(await town.all(Closing)) == 2


async def test_the_file_says_what_is_owed_and_nothing_that_was_told_in_private(
    town: Town, tom: Phone, samina: Phone, room: int
) -> None:
    await samina.says("The clinic is shut at noon.")
    await samina.says("My sister is ill.")
    await take_up(tom, room, "H-1 ·")
    await has_written(tom)
    await names_heir(tom)
    await tom.taps("What is owed, as a file")
    files = [line.file[1] for line in town.telegram.said_in(tom.id) if line.file]
    sheet, data = (one.decode("utf-8-sig") for one in files)
    [matter, told] = json.loads(data)
    assert (matter["reference"], matter["people_in_private"], told["reference"]) == ("M-1", 1, "H-2")
    assert {one["taken_over_by"] for one in (matter, told)} == {"Meera Patel, Healthwatch"}
    assert [row["hear_by"] for row in csv.DictReader(io.StringIO(sheet))] == ["2026-04-27"] * 2
    assert "sister" not in sheet + data and "noon" not in sheet + data


async def test_what_is_planned_to_go_is_stopped_and_who_returns_is_not_told_anew(
    town: Town, tom: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    """Somebody who blocked the bot and writes after the end hears whom to turn to, and nothing of old debts."""
    await samina.says("The clinic is shut at noon.")
    await take_up(tom, room, "H-1")
    await begins(tom, priya)
    await samina.removes_bot(samina.id)
    await passes(town, 28)
    await passes(town, 1)
    assert (await closing(town)).stage == Stage.KEPT
    before = len(await town.all(Telling))
    await samina.says("Hello?")
    samina.hears("Please turn to")
    assert len(await town.all(Telling)) == before
    assert all(one.settled_at is not None for one in await town.all(Raiser))


async def test_everybody_is_told_once_some_chats_at_a_time(
    town: Town, tom: Phone, priya: Phone, samina: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing_round, "AT_ONCE", 1)
    await begins(tom, priya)
    assert not samina.all_with("The money ends.")
    await tom.says("/close_programme")
    await tom.taps("Call it off")
    await tom.taps("Yes, it goes on")
    for _look in range(4):
        await town.ticks()
    assert tom.all_with("goes on after all") and not samina.all_with("goes on after all")
    await begins(tom, priya)
    for _look in range(4):
        await town.ticks()
    assert len(samina.all_with("The money ends.")) == 1
    assert (await closing(town)).stage == Stage.SOON


async def test_who_has_paused_hears_the_goodbye_all_the_same(
    town: Town, tom: Phone, priya: Phone, samina: Phone
) -> None:
    await samina.says("/settings")
    await samina.taps("Take a pause")
    await samina.taps("Until I come back")
    await begins(tom, priya)
    assert not samina.all_with("The money ends.")
    await passes(town, 28)
    samina.sees("This is the last day of this work.")


async def test_it_ends_on_either_database_and_one_of_two_confirms(town_on_both: Town) -> None:
    town = town_on_both
    tom, priya = [await town.staff(name, role=Role.ADMINISTRATOR) for name in ("Tom Reed", "Priya Shah")]
    ada = await town.staff("Ada Hill", role=Role.ADMINISTRATOR)
    room, samina = await town.room(), await town.champion("Samina")
    await samina.says("The clinic is shut at noon.")
    await take_up(tom, room, "H-1")
    await has_written(tom)
    await names_heir(tom)
    await tom.taps("Ask a second person")
    await priya.taps("Yes, tell everybody")
    assert "Priya Shah" in (await ada.taps("Yes, tell everybody") or "")
    await passes(town, 28)
    assert "M-1" in samina.sees("This is the last day of this work.").text
    await passes(town, 1)
    assert (await closing(town)).stage == Stage.KEPT
    assert not [one for one in await town.all(Telling) if one.state in OWED]


async def test_words_that_are_missing_in_a_language_come_later_and_the_rest_at_once(
    town: Town, tom: Phone, priya: Phone, room: int
) -> None:
    """To Nadia in private, and to a group without a chat that reads Polish, through its champion."""
    samina, nadia = await stands_for_a_group(town, tom, room), await town.champion("Nadia", "pl")
    await begins(tom, priya)
    assert len(nadia.all_with("30 mar")) == 1 and not nadia.all_with("The money ends.")
    samina.sees("Please pass this on to")
    samina.sees("30 mar")
    tom.sees("The words of the ending are not there yet in: Polish", room)
    await tom.taps("Write them", room)
    await tom.taps("Polski")
    for words in ("Koniec funduszy.", "Drzwi.", "Zmiany.", "Dziękujemy."):
        await tom.says(words)
    await tom.taps("Send it")
    await town.ticks()
    for somebody in (nadia, samina):
        assert len(somebody.all_with("Koniec funduszy.")) == 1


async def test_people_have_four_weeks_and_the_second_person_is_of_the_team(
    town: Town, tom: Phone, samina: Phone
) -> None:
    """Where there is one administrator another of the team confirms; where there is nobody, it cannot be asked."""
    with pytest.raises(errors.Mistake):
        await has_written(tom, date(2026, 3, 29))
    await has_written(tom, date(2026, 3, 29), "The bank has stopped us.")
    await tom.taps("Ask a second person")
    assert (await closing(town)).asked_by is None
    sue = await town.staff("Sue Lee")
    await tom.taps("Ask a second person")
    assert "The bank has stopped us." in sue.sees("asks you to confirm").text
    await sue.taps("Yes, tell everybody")
    assert (await closing(town)).stage == Stage.TELLING
