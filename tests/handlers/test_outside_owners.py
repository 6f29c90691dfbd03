"""Somebody outside, or a group, does it: e-mails are ready; a reply is two taps; a group may say no."""

from __future__ import annotations

import pytest

from bot.loop import hosts, people
from bot.store.chats import Group
from bot.store.issues import Action
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.planning import plan
from tests.handlers.previews import seen_before
from tests.handlers.town import Town

MAGDA = ("Somebody outside", "Magda Nowak", "Hackney Homes", "magda@homes.example", "Tom Reed, Health officer")


@pytest.fixture
async def samina(town: Town, tom: Phone, room: int) -> Phone:
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await take_up(tom, room, "H-1")
    return samina


@pytest.fixture
async def planned(samina: Phone, tom: Phone, room: int) -> None:
    await plan(tom, room, what="Mend the lift", others=None, more=MAGDA)


async def test_the_card_names_who_does_it_and_who_stands_beside_them_raisers_see_neither_name_nor_address(
    town: Town, planned: None, samina: Phone, tom: Phone, room: int
) -> None:
    assert "Does it: Magda Nowak, Hackney Homes. Beside them: Tom Reed" in tom.sees("M-1 ·", room).text
    told = samina.sees("Mend the lift").text
    assert "Magda" not in told and "homes.example" not in told
    [promise] = [one for one in await town.all(Promise) if one.kind == PromiseKind.ACTION]
    assert promise.owner_id == (await town.all(Action))[0].owner_id


async def test_before_on_and_after_the_day_an_email_is_ready_to_be_copied(
    town: Town, planned: None, tom: Phone
) -> None:
    ready = "An e-mail to Magda Nowak, Hackney Homes about M-1 is ready."
    await town.later(days=3)
    assert not tom.all_with(ready)
    await town.later(days=1)
    first = tom.sees(ready).text
    assert "To: magda@homes.example" in first and "Subject: M-1: Mend the lift, by Mon 9 Mar" in first
    body = tom.sees("Dear Magda Nowak")
    assert "Will it be done by then?" in body.text
    assert [name for row in body.buttons for name, _data in row] == ["Copy the words"]
    await town.later(days=3)
    assert len(tom.all_with(ready)) == 2 and "Is it done?" in tom.sees("Dear Magda Nowak").text
    await town.later(days=3)
    assert len(tom.all_with(ready)) == 3 and "That day is past." in tom.sees("Dear Magda Nowak").text
    await town.later(days=7)
    assert len(tom.all_with(ready)) == 4
    await town.ticks()
    assert len(tom.all_with(ready)) == 4


async def test_done_by_their_reply_in_two_taps(town: Town, planned: None, tom: Phone, room: int) -> None:
    await town.later(days=4)
    await tom.taps("They have done it")
    await tom.taps("Leave it out")
    assert "Done on" in tom.sees("M-1 ·", room).text
    await town.later(days=10)
    assert len(tom.all_with("is ready.")) == 1


async def test_another_day_by_their_reply_moves_the_promise(
    town: Town, planned: None, tom: Phone, samina: Phone, room: int
) -> None:
    await town.later(days=4)
    await tom.taps("They do it by …")
    await tom.says("20.03.2026")
    await tom.says("Parts are ordered.")
    assert "By Fri 20 Mar" in tom.sees("M-1 ·", room).text
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    assert "they replied: Parts are ordered." in tom.sees("Measure:").text
    assert len(tom.all_with("is ready.")) == 1
    await town.later(days=12)
    assert len(tom.all_with("is ready.")) == 2


async def test_that_they_cannot_and_why_stands_on_the_card(town: Town, planned: None, tom: Phone, room: int) -> None:
    await town.later(days=4)
    await tom.taps("They cannot")
    await tom.says("No money this year.")
    assert "In the way: No money this year." in tom.sees("M-1 ·", room).text
    assert (await town.all(Action))[0].done_at is None


async def test_the_email_can_be_asked_for_at_any_time(town: Town, planned: None, tom: Phone, room: int) -> None:
    await tom.taps("Actions", room)
    await tom.taps_first("What is planned on M-1")
    await tom.taps("Write the e-mail")
    tom.hears("Dear Magda Nowak", tom.id)


async def _circle(town: Town) -> Phone:
    nadia = await town.champion("Nadia")
    await town.group("Women's circle")

    def host(work: Work) -> None:
        person = people.known(work, nadia.id)
        assert person is not None
        hosts.note(work, work.session.get_one(Group, 1), person)

    await town.does(host)
    return nadia


async def test_a_group_is_asked_first_and_with_its_yes_the_plan_is_told(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    nadia = await _circle(town)
    more = ("A group of the community", "Women's circle", "Tom Reed, Health officer")
    await plan(tom, room, what="A tea in the hall", others=None, more=more)
    assert not samina.all_with("A tea in the hall")
    assert "“Women's circle” is asked whether it wants to do it." in tom.sees("M-1 ·", room).text
    asked = nadia.sees("asks your group “Women's circle”").text
    assert "Tom Reed, Health officer would help you with it." in asked and "You need not say why." in asked
    omar = await town.champion("Omar")
    assert await omar.presses("ag:1:1:yes", nadia.sees("asks your group")) == (
        "Only a host of that group can say this."
    )
    assert await nadia.taps("Yes, we want to") == "Thank you. I have told the team."
    samina.sees("A tea in the hall")
    assert "Does it: Women's circle. Beside them: Tom Reed" in tom.sees("M-1 ·", room).text
    assert await nadia.taps("No, rather not") == "That is settled already. Thank you."
    await town.later(days=4)
    tom.sees("Women's circle wants to do this for M-1 by")


async def test_a_group_may_say_no_without_a_reason(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    nadia = await _circle(town)
    more = ("A group of the community", "Women's circle", "Tom Reed, Health officer")
    await plan(tom, room, what="A tea in the hall", others=None, more=more)
    assert await nadia.taps("No, rather not") == "That is fine. You need not say why."
    tom.sees("“Women's circle” would rather not do this (M-1)")
    assert not samina.all_with("A tea in the hall")
    await tom.taps("Open it")
    await tom.taps("Hand it on")
    await tom.taps("Somebody of the team")
    await tom.taps("Tom Reed, Health officer")
    shown = tom.sees("Nobody was told of this plan yet.").text
    assert not samina.all_with("A tea in the hall"), "not sent yet"
    await tom.taps("Do that")
    seen_before(samina.sees("A tea in the hall"), shown, but=("You said",))
