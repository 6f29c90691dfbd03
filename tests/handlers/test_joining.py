"""Coming in: links, the yes, and who may let whom in."""

from __future__ import annotations

import re

import pytest

from bot.language import _
from bot.loop import invitations
from bot.store.people import Grant, Invitation, Person
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town

ENGLISH_QUESTION = _("Which language do you want to use?")
NO_LONGER = "This link does not work any more. Please ask the person who gave it to you for a new one."


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


async def roles(town: Town) -> list[tuple[str, bool]]:
    return [(grant.role, grant.allowed_at is not None) for grant in await town.all(Grant)]


async def opens_desk_link(phone: Phone, role: Role) -> None:
    await phone.opens(await phone.town.link(role))
    await phone.taps("English")
    await phone.taps("Yes, I want to take part")
    await phone.says("Tom Reed")
    await phone.says("Engagement worker")


async def test_a_champion_joins_by_a_link_of_staff(town: Town, priya: Phone) -> None:
    """Rule 10: language, who we are, that it is a trial, then a yes; only then may they tell."""
    await priya.says("/invite")
    link = priya.hears("https://t.me/hearback_bot?start=").text
    samina = town.phone("Samina", "ur")
    await samina.opens(re.findall(r"start=(\S+)", link)[0])
    samina.hears(town.reads(ENGLISH_QUESTION, "ur"))
    await samina.taps("English")
    samina.hears("This letter is from Priya Shah, Health officer.")
    await samina.taps("Read on")
    samina.hears("This is a trial")
    [_priya, person] = await town.all(Person)
    assert person.consented_at is None
    await samina.taps("Yes, I want to take part")
    samina.hears("You are in.")
    await samina.says("The clinic is shut.")
    samina.hears("H-1")
    assert ("champion", True) in await roles(town)
    [_priya, person] = await town.all(Person)
    assert (person.name, person.language) == ("", "en"), "Telegram's name of a champion is not kept"


async def test_a_no_keeps_nothing_and_the_link_stays_good(town: Town) -> None:
    link = await town.link(Role.CHAMPION)
    samina = town.phone("Samina")
    await samina.opens(link)
    await samina.taps("English")
    await samina.taps("No, thank you")
    samina.hears("Nothing is kept")
    assert await roles(town) == [] and (await town.all(Person))[0].consented_at is None
    await samina.opens(link)
    samina.hears("Which language")


async def test_a_link_is_refused_in_the_same_words_whatever_is_wrong_with_it(town: Town, priya: Phone) -> None:
    samina, ania = town.phone("Samina"), town.phone("Ania")
    await samina.opens("a-guess")
    assert samina.hears(NO_LONGER).text == NO_LONGER

    used = await town.link(Role.CHAMPION)
    await join(ania, used)
    await samina.opens(used)
    samina.hears(NO_LONGER)

    revoked = await town.link(Role.CHAMPION)
    by = (await town.all(Person))[0]
    await town.does(lambda work: invitations.revoke(work, by, invitations.find(work, revoked).number))
    await samina.opens(revoked)
    samina.hears(NO_LONGER)

    old = await town.link(Role.CHAMPION)
    await town.later(days=7)
    await samina.opens(old)
    samina.hears(NO_LONGER)
    assert all(old not in str(row) for row in await town.all(Invitation)), "only its hash is kept"


async def join(phone: Phone, link: str) -> None:
    await phone.opens(link)
    await phone.taps("English")
    await phone.taps("Read on")
    await phone.taps("Yes, I want to take part")


async def test_two_open_one_link_and_only_the_first_gets_in(town: Town) -> None:
    """Rule 9: who comes too late is told so, is not stuck, and may use another link."""
    link = await town.link(Role.CHAMPION)
    samina, ania = town.phone("Samina"), town.phone("Ania")
    await ania.opens(link)
    await join(samina, link)
    await ania.taps("English")
    await ania.taps("Read on")
    await ania.taps("Yes, I want to take part")
    ania.hears(NO_LONGER)
    await join(ania, await town.link(Role.CHAMPION))
    ania.hears("You are in.")


async def test_opening_the_link_twice_asks_the_same_question_again(town: Town) -> None:
    link = await town.link(Role.CHAMPION)
    samina = town.phone("Samina")
    await samina.opens(link)
    await samina.taps("English")
    await samina.taps("Read on")
    await samina.opens(link)
    samina.hears("Do you want to take part?")


async def test_an_administrators_link_lasts_an_hour_and_lets_in_at_once(town: Town) -> None:
    tom = town.phone("Tom")
    link = await town.link(Role.ADMINISTRATOR)
    await town.later(minutes=61)
    await tom.opens(link)
    tom.hears(NO_LONGER)
    await opens_desk_link(tom, Role.ADMINISTRATOR)
    tom.hears("You are an administrator")
    assert await roles(town) == [("administrator", True)]


async def test_a_staff_link_gives_nothing_until_an_administrator_allows(town: Town, priya: Phone) -> None:
    """Rule 5's ground: nobody acts at the desk on the strength of a link alone."""
    room = await town.room()
    samina, tom = await town.champion("Samina"), town.phone("Tom")
    await samina.says("The clinic is shut.")
    await opens_desk_link(tom, Role.STAFF)
    tom.hears("An administrator has to let you in now")
    assert ("staff", False) in await roles(town)
    assert await tom.taps("Take up", room) == "Only staff of the programme can do this."
    await tom.says("/invite")
    tom.hears("Only staff of the programme")

    asked = priya.sees("Tom Reed, Engagement worker")
    assert await tom.presses(str(asked.button("Let them in")), asked) == (
        "Only an administrator of the programme can do this."
    )
    assert ("staff", False) in await roles(town)
    await priya.taps("Let them in")
    tom.hears("You are in.")
    assert await tom.taps("Take up", room) == "I have asked you in our private chat."


async def test_allowing_twice_says_so_once(town: Town, priya: Phone) -> None:
    tom = town.phone("Tom")
    await opens_desk_link(tom, Role.STAFF)
    await priya.taps("Let them in")
    assert await priya.taps("Let them in") == "That is settled already."
    assert await priya.taps("Do not let them in") == "That is settled already."
    assert len(tom.all_with("You are in.")) == 1
    assert ("staff", True) in await roles(town)


async def test_somebody_who_is_refused_gets_nothing(town: Town, priya: Phone) -> None:
    tom = town.phone("Tom")
    await opens_desk_link(tom, Role.STAFF)
    await priya.taps("Do not let them in")
    tom.hears("has not let you in")
    assert await priya.taps("Let them in") == "That is settled already."
    assert ("staff", True) not in await roles(town)


async def test_an_administrator_cannot_make_staff_of_somebody_who_never_asked(town: Town, priya: Phone) -> None:
    samina = await town.champion("Samina")
    await priya.says("/help")
    person = (await town.all(Person))[1]
    assert await priya.presses(f"g:{person.id}:staff:allow", priya.hears("/help")) == "That is settled already."
    assert await roles(town) == [("administrator", True), ("champion", True)]
    samina.hears_nothing()
