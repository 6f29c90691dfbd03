"""Whoever leaves leaves nothing without an owner: all of it goes to a named colleague."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from bot.loop import people
from bot.store.asks import AskedBack
from bot.store.audit import Audit
from bot.store.contacts import Contact
from bot.store.issues import Action, Issue
from bot.store.library import Answer
from bot.store.people import Grant
from bot.store.places import Place
from bot.store.promises import Promise
from bot.store.referrals import Referral
from bot.store.safety import RotaTurn
from bot.words import PromiseKind, Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.shelf import writes_answer
from tests.handlers.test_places import writes_place
from tests.handlers.town import Town


async def number(town: Town, phone: Phone) -> int:
    person = await town.does(lambda work: people.known(work, phone.id))
    assert person is not None
    return person.number


async def owners(town: Town) -> set[int | None]:
    """Everybody who has anything that is open."""
    return {
        *(one.owner_id for one in await town.all(Issue)),
        *(one.owner_id for one in await town.all(Action)),
        *(one.owner_id for one in await town.all(Promise) if one.kept_at is None),
        *(one.taken_by for one in await town.all(Contact) if one.taken_by),
        *(one.holder_id for one in await town.all(Referral) if one.holder_id),
        *(one.person_id for one in await town.all(RotaTurn)),
        *(one.owner_id for one in await town.all(Answer)),
        *(one.owner_id for one in await town.all(Place)),
    }


@pytest.fixture
async def ada(town: Town, samina: Phone, room: int) -> Phone:
    """Ada has a matter with an action, a talk, somebody to help, and a turn on the rota."""
    ada = await town.staff("Ada Obi", "Nurse")
    await samina.says("The clinic is shut.")
    await take_up(ada, room, "H-1 ·", scope="We can change it")
    await samina.says("/person")
    await samina.says("My rent.")
    await ada.taps("I take it", room, under="P-1")
    await samina.says("/refer")
    await samina.taps("No, not now")
    await samina.says("A family has no heating.")
    await samina.taps("A home")
    await ada.taps("I take it", room, under="H-2")
    await writes_answer(ada)
    await writes_place(ada)
    return ada


@pytest.fixture
async def priya(town: Town, ada: Phone) -> Phone:
    priya = await town.staff("Priya Shah", "Team leader", Role.ADMINISTRATOR)
    await priya.says("/rota")
    await priya.taps("Add a turn")
    await priya.taps("Ada Obi, Nurse")
    await priya.taps("Monday to Friday")
    await priya.says("22")
    await priya.says("6")
    await priya.taps("Put on the rota")
    return priya


async def test_whoever_stops_names_an_heir(town: Town, ada: Phone, priya: Phone, samina: Phone, room: int) -> None:
    await ada.says("/stop")
    await ada.taps("Yes, stop")
    ada.hears("To whom?")
    await ada.taps("Priya Shah, Team leader")
    ada.hears("You get no more messages from me")
    assert await owners(town) == {await number(town, priya)}
    got = priya.sees("What Ada Obi, Nurse had is with you now").text
    for what in ("1 matter", "1 thing to do", "1 talk", "1 person to help", "1 turn on the rota"):
        assert what in got
    assert "1 answer of the library" in got and "1 place" in got
    samina.sees("You talk with Priya Shah, Team leader from now on")
    assert "Answers for it: Priya Shah" in priya.sees("M-1", room).text
    [act] = [one for one in await town.all(Audit) if one.act == "hand_over"]
    assert act.detail["to"] == await number(town, priya)
    handed_on = {one.about for one in await town.all(Audit) if one.act == "hand_on"}
    assert handed_on == {"issue", "answer", "place"}
    reviews = [one for one in await town.all(Promise) if one.kind == PromiseKind.REVIEW and one.kept_at is None]
    assert {one.about for one in reviews} == {"answer", "place"}


async def test_without_a_choice_it_goes_to_whoever_is_on_duty(town: Town, ada: Phone, priya: Phone) -> None:
    await ada.says("/stop")
    await ada.taps("Yes, stop")
    await ada.taps("Whoever is on duty")
    assert await owners(town) == {await number(town, priya)}


async def test_whoever_is_erased_leaves_nothing(town: Town, ada: Phone, priya: Phone) -> None:
    await ada.says("/mydata")
    await ada.taps("Erase everything")
    await ada.taps("Yes, erase it")
    assert await owners(town) == {await number(town, priya)}


async def test_whoever_is_revoked_leaves_nothing_by_the_next_look(town: Town, ada: Phone, priya: Phone) -> None:
    theirs = await number(town, ada)
    gone = sa.update(Grant).where(sa.column("person_id") == theirs).values(revoked_at=datetime(2026, 3, 2, tzinfo=UTC))
    await town.does(lambda work: work.session.execute(gone))
    await town.ticks()
    assert await owners(town) == {await number(town, priya)}


async def test_an_administrator_hands_over_anybodys_and_staff_their_own(town: Town, ada: Phone, priya: Phone) -> None:
    tom = await town.staff("Tom Reed")
    await tom.says("/hand_over")
    tom.hears("Who has it from now on?")
    await tom.taps("Ada Obi, Nurse")
    tom.hears("Tom Reed, Health officer has nothing open.")
    await tom.taps("No, do not do it")
    await priya.says("/hand_over")
    await priya.taps("Ada Obi, Nurse")
    await priya.taps("Tom Reed, Health officer")
    assert "1 matter" in priya.hears("has from now on").text
    await priya.taps("Hand it over")
    assert await number(town, ada) not in await owners(town)
    tom.sees("What Ada Obi, Nurse had is with you now")


async def test_alone_there_is_nobody_to_hand_over_to(town: Town, tom: Phone) -> None:
    await tom.says("/hand_over")
    tom.hears("There is nobody else of the team yet.")


async def test_handing_over_on_both_databases(town_on_both: Town) -> None:
    town = town_on_both
    await town.room()
    tom, ada = await town.staff("Tom Reed", role=Role.ADMINISTRATOR), await town.staff("Ada Obi")
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    for had, to in ((tom, "Ada Obi, Health officer"),) * 2:
        await had.says("/hand_over")
        await had.taps("Tom Reed, Health officer")
        await had.taps(to)
        await had.taps("Hand it over")
    assert [one.owner_id for one in await town.all(Promise)] == [await number(town, ada)]


async def test_a_talk_about_something_told_goes_to_the_heir(
    town: Town, ada: Phone, priya: Phone, samina: Phone, room: int
) -> None:
    await samina.says("The lift is out.")
    await ada.taps("Ask back", room, under="H-3 ·")
    await ada.says("Which lift?")
    await ada.taps("Ask it")
    asked = samina.sees("Which lift?")
    await ada.says("/stop")
    await ada.taps("Yes, stop")
    ada.hears("To whom?")
    await ada.taps("Priya Shah, Team leader")
    assert "1 question to somebody" in priya.sees("is with you now").text
    await samina.says("The one by the door.", reply_to=asked)
    samina.hears("I have passed it on to Priya Shah, Team leader.")
    assert "The one by the door." in priya.sees("H-3: they answer you, in English:").text
    await priya.taps("That is all")
    samina.sees("Priya Shah, Team leader has no more questions about H-3.")


async def test_a_talk_that_nobody_may_go_on_with_is_over(town: Town, ada: Phone, samina: Phone, room: int) -> None:
    """Alone, whoever asked leaves no heir: what is answered stands on the card, and nobody waits for an answer."""
    await samina.says("The lift is out.")
    await ada.taps("Ask back", room, under="H-3 ·")
    await ada.says("Which lift?")
    await ada.taps("Ask it")
    asked = samina.sees("Which lift?")
    await ada.says("/stop")
    await ada.taps("Yes, stop")
    await samina.says("The one by the door.", reply_to=asked)
    assert "I have passed it on" not in samina.hears("H-3").text
    assert [one.ended_at is not None for one in await town.all(AskedBack)] == [True]
