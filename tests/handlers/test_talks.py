"""Talking to a person: asked for, promised by a day, taken by one named person, words carried to and fro."""

from __future__ import annotations

import pytest
from sqlmodel import select

from bot.loop import people
from bot.store.contacts import Contact
from bot.store.people import Grant
from bot.store.session import Work
from bot.words import Role
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


async def asks(phone: Phone, topic: str = "My rent.") -> None:
    await phone.says("/person")
    await phone.says(topic)


async def revoked(town: Town, phone: Phone) -> None:
    def revoke(work: Work) -> None:
        person = people.known(work, phone.id)
        grants = work.session.exec(select(Grant).where(Grant.person_id == (person.id if person else 0)))
        for grant in grants:
            grant.revoked_at = work.now

    await town.does(revoke)


async def test_the_whole_talk(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/help")
    await samina.taps("Talk to a person")
    await samina.says("My rent.")
    assert "by Wed 4 Mar" in samina.hears("Somebody of the team will write to you here").text
    card = tom.sees("P-1 · somebody wants to talk", room)
    assert "My rent." in card.text and "Samina" not in card.text
    await tom.taps("I take it", room)
    samina.sees("Tom Reed, Health officer has taken it")
    assert "Taken by Tom Reed" in tom.sees("P-1 · somebody", room).text
    await tom.says("What is the matter?", reply_to=tom.sees("You have P-1 now"))
    assert "What is the matter?" in samina.sees("Tom Reed, Health officer writes to you:").text
    await samina.says("They put it up.", reply_to=samina.sees("What is the matter?"))
    tom.sees("They put it up.")
    samina.hears("I have passed it on to Tom Reed")
    await tom.taps("Write back")
    await tom.says("By how much?")
    await samina.sends("voice", reply_to=samina.sees("By how much?"))
    assert tom.sees("the person writes").medium
    assert not tom.all_with("They put it up.", room), "what the two write goes to nobody else"
    await samina.taps("That is all")
    samina.hears("P-1 is done")
    tom.sees("P-1 is done.")
    assert "It is done." in tom.sees("P-1 · somebody", room).text and not tom.sees("P-1 · somebody", room).buttons


async def test_what_it_is_about_may_stay_for_the_person(samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/person")
    await samina.taps("I tell them myself")
    assert "What it is about" not in tom.sees("P-1", room).text


async def test_a_reply_is_carried_even_in_the_middle_of_something_else(samina: Phone, tom: Phone, room: int) -> None:
    await asks(samina)
    await tom.taps("I take it", room)
    await tom.says("Hello.", reply_to=tom.sees("You have P-1 now"))
    await samina.says("/complain")
    await samina.says("Thank you!", reply_to=samina.sees("Hello."))
    tom.sees("Thank you!")
    await samina.says("The ramp.")
    samina.hears("one of these people")


async def test_asked_twice_it_is_one_request(town: Town, samina: Phone) -> None:
    await asks(samina)
    await samina.says("/person")
    samina.hears("You have asked for that already.")
    assert len(await town.all(Contact)) == 1


async def test_late_is_said_to_the_person_and_to_staff_with_a_new_day(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await asks(samina)
    await town.later(days=3)
    samina.sees("Nobody has, and I am sorry")
    tom.sees("P-1: nobody has written by the day promised.", room)
    await tom.taps("I take it", room)
    await town.later(days=3)
    tom.sees("P-1: nobody has written")
    await tom.says("I am sorry.", reply_to=tom.sees("You have P-1 now"))
    before = len(samina.all_with("Nobody has, and I am sorry"))
    await town.later(days=10)
    assert len(samina.all_with("Nobody has, and I am sorry")) == before, "kept once somebody has written"


async def test_only_staff_take_it_and_only_one(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    grace, ania = await town.staff("Grace Obi"), await town.champion("Ania")
    await asks(samina)
    assert await ania.taps("I take it", room) == "Only staff of the programme can do this."
    card = tom.sees("P-1", room)
    await tom.taps("I take it", room)
    assert await grace.presses("p:1:take", card) == "Somebody has this already."
    assert await grace.presses("p:1:say", card) == "Somebody else has this."
    assert await ania.presses("p:1:done", card) == "Somebody else has this."


async def test_before_it_is_taken_a_reply_says_by_when(samina: Phone) -> None:
    await asks(samina)
    await samina.says("Are you there?", reply_to=samina.sees("P-1"))
    samina.hears("Nobody has taken it yet. Somebody writes to you by")


async def test_after_its_end_every_button_says_so(samina: Phone, tom: Phone, room: int) -> None:
    await asks(samina)
    await tom.taps("I take it", room)
    await tom.says("Hello.", reply_to=tom.sees("You have P-1 now"))
    line = samina.sees("Hello.")
    await samina.taps("That is all")
    for data in ("p:1:say", "p:1:done"):
        assert "That talk is over" in (await samina.presses(data, line) or "")
    await samina.says("One more thing.", reply_to=line)
    samina.hears("That talk is over")


async def test_when_who_took_it_is_no_longer_staff_it_is_put_up_again(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    grace = await town.staff("Grace Obi", role=Role.ADMINISTRATOR)
    await asks(samina)
    await tom.taps("I take it", room)
    await tom.says("Hello.", reply_to=tom.sees("You have P-1 now"))
    await revoked(town, tom)
    await samina.says("Hello Tom.", reply_to=samina.sees("Hello."))
    samina.hears("Nobody has taken it yet")
    await grace.taps("I take it", room)
    samina.sees("Grace Obi, Health officer has taken it")
    await grace.says("/stop")
    await grace.taps("Yes, stop")
    assert tom.sees("P-1 · somebody", room).button("I take it"), "and again when she stops"


async def test_who_has_not_joined_is_told_the_other_way(town: Town) -> None:
    stranger = town.phone("Stranger")
    await stranger.says("/person")
    stranger.hears("/complain")
