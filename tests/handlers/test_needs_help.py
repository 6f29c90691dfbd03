"""Somebody needs help: no name asked, a named holder, and open until the one who told it says that the help came."""

from __future__ import annotations

import pytest

from bot.store.insights import Insight
from bot.store.promises import Promise
from bot.store.referrals import Referral
from bot.words import Role
from tests.handlers.desk import answer, outbox_rows
from tests.handlers.phone import Phone
from tests.handlers.town import Town


@pytest.fixture
async def tom(town: Town) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker")


@pytest.fixture
async def priya(town: Town) -> Phone:
    return await town.staff("Priya Shah", role=Role.ADMINISTRATOR)


async def refer(samina: Phone, words: str = "A family has no heating.") -> None:
    await samina.says("/refer")
    await samina.taps("No, not now")
    await samina.says(words)
    await samina.taps("A home")


async def test_no_name_is_asked_and_somebody_takes_it(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await samina.says("/refer")
    assert "You do not have to say who it is." in samina.hears("Is somebody in danger now?").text
    await samina.taps("No, not now")
    await samina.says("A family has no heating.")
    await samina.taps("A home")
    said = samina.hears("I have kept this as H-1").text
    assert (
        "“A family has no heating.”" in said and "One person of Mare Street health team takes it by Tue 3 Mar" in said
    )
    card = tom.sees("H-1 ·", room).text
    assert "Nobody holds it yet." in card and "Help with: A home" in card and "Samina" not in card
    assert await tom.taps("I take it", room) == "Thank you. It is in your hands."
    told = samina.sees("holds H-1 now").text
    assert "Tom Reed, Engagement worker" in told and "You will hear more by Wed 4 Mar" in told
    assert "Tom Reed, Engagement worker holds it." in tom.sees("H-1 ·", room).text
    assert "A first word is promised" not in tom.sees("H-1 ·", room).text
    assert await tom.taps("I take it", room) == "You hold it already."
    assert await priya.taps("I take it", room) == "Thank you. It is in your hands."
    assert "Priya Shah" in samina.sees("holds H-1 now").text


async def test_every_screen_has_the_way_to_urgent_help_and_danger_is_answered_first(
    town: Town, samina: Phone, priya: Phone, room: int
) -> None:
    await samina.says("/refer")
    assert samina.hears("Is somebody in danger now?").button("Urgent help") == "u:now"
    await samina.taps("Yes, in danger now")
    assert "Please call 999 now." in samina.hears("What is needed?").text
    await samina.sends("voice")
    await samina.taps("Leave it out")
    samina.hears("You sent a voice note.")
    assert "in danger now" in priya.sees("H-1 ·", room).text
    assert priya.sees("somebody is in danger now").button("I take it"), "administrators hear of it at once, in private"
    assert priya.sees("with H-1", room).medium


async def test_stopping_in_the_middle_keeps_nothing_and_names_the_emergency_number(town: Town, samina: Phone) -> None:
    await samina.says("/refer")
    await samina.taps("No, not now")
    await samina.says("/cancel")
    samina.hears("Nothing of it is kept. In an emergency call 999.")
    assert await town.all(Insight) == []


async def test_it_stays_open_until_the_teller_says_that_the_help_came(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await refer(samina)
    await tom.taps("I take it", room)
    await answer(tom, room, "H-1 ·", "The council calls you today.")
    assert "Did they get the help?" in samina.sees("The council calls you today.").text
    assert await samina.taps("Not yet") == "Thank you. That is noted."
    assert "You will hear more by Wed 4 Mar" in samina.hears("with the team again").text
    tom.sees("they have not got the help yet")
    tom.sees("they have not got the help yet", room)
    assert "The next word is promised by Wed 4 Mar" in tom.sees("H-1 ·", room).text
    await answer(tom, room, "H-1 ·", "Somebody came by.")
    await samina.taps("Yes, they got it")
    samina.hears("H-1 is closed now")
    card = tom.sees("H-1 ·", room)
    assert "They got the help" in card.text and card.button("I take it") is None
    assert [one.state for one in await town.all(Referral)] == ["got"]
    assert all(promise.kept_at for promise in await town.all(Promise))
    await samina.says("/mine")
    assert "Answered on Mon 2 Mar." in samina.hears("What became").text
    assert await samina.taps("Not yet") == "That is closed already. Thank you."
    assert await tom.presses("e:1:take", card) == "That is closed already. Thank you."


async def test_they_are_asked_again_three_working_days_after_an_answer(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await refer(samina)
    await answer(tom, room, "H-1 ·", "The council calls you today.")
    assert "Tom Reed, Engagement worker holds it." in tom.sees("H-1 ·", room).text, "who answers holds it"
    await town.later(days=2)
    assert len(samina.all_with("Did they get the help?")) == 1
    await town.later(days=2)
    assert len(samina.all_with("Did they get the help?")) == 2
    await town.later(days=20)
    assert len(samina.all_with("Did they get the help?")) == 2, "nobody is pressed"
    assert [one.closed_at for one in await town.all(Referral)] == [None]
    await samina.taps("Not needed any more")
    assert [one.state for one in await town.all(Referral)] == ["not_needed"]


async def test_nobody_holds_it_the_room_is_told_again_then_administrators(
    town: Town, samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await refer(samina)
    await town.later(hours=31)
    assert not tom.all_with("nobody holds it yet", room)
    await town.later(hours=1)
    assert len(tom.all_with("nobody holds it yet", room)) == 1
    assert not priya.all_with("nobody holds it yet")
    await town.later(days=1)
    assert len(tom.all_with("nobody holds it yet", room)) == 2
    await priya.taps("I take it", under="nobody holds it yet")
    samina.sees("Priya Shah, Health officer holds H-1 now")
    await town.later(days=1)
    assert len(tom.all_with("nobody holds it yet", room)) == 2


async def test_a_holder_who_says_nothing_is_reminded_and_the_teller_is_told(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await refer(samina)
    await tom.taps("I take it", room)
    await town.later(days=3)
    tom.sees("Late: a word on H-1")
    tom.sees("Late: a word on H-1", room)
    assert "You will hear by Mon 9 Mar" in samina.sees("You should have heard more on H-1 by today").text


async def test_handing_it_on_says_to_whom_and_keeps_it_held(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await refer(samina)
    await tom.taps("Handed on to …", room)
    await tom.says("The housing team")
    await tom.says("The housing team rings you tomorrow.")
    await tom.taps("Send it")
    tom.hears("Your answer is on its way.")
    card = tom.sees("H-1 ·", room).text
    assert "Handed on to: The housing team" in card and "Tom Reed, Engagement worker holds it." in card
    assert "Did they get the help?" in samina.sees("The housing team rings you tomorrow.").text


async def test_something_told_before_may_turn_out_to_be_about_help(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("A family on our street has no heating.")
    await samina.presses("e:1:help", samina.hears("H-1"))
    samina.hears("This is about H-1.")
    await samina.taps("No, not now")
    await samina.taps("Money or bills")
    samina.hears("One person of Mare Street health team takes it")
    tom.sees("H-1: somebody needs help", room)
    assert "Help with: Money or bills" in tom.sees("H-1 ·", room).text
    await samina.says("Another.")
    await samina.taps("Say more about it")
    await samina.taps("Somebody needs help")
    for _question in range(4):
        await samina.taps("Leave it out")
    tom.sees("H-2: somebody needs help", room)
    assert len(await town.all(Insight)) == len(await town.all(Referral)) == 2


async def test_what_was_told_in_a_group_goes_on_in_private(town: Town, priya: Phone, room: int) -> None:
    """Rule 8: who needs help is not for the group; what is told of it is told anew, in private."""
    nadia = await town.champion("Nadia")
    circle = await town.group("Women's circle")
    await nadia.says("/tell somebody here needs food", circle)
    await nadia.presses("e:1:help", nadia.sees("H-1", circle))
    await nadia.taps("No, not now")
    await nadia.says("A family of five.")
    await nadia.taps("Food")
    assert [one.in_private for one in await town.all(Insight)] == [False, True]
    await priya.taps("I take it", room)
    nadia.sees("holds H-2 now")
    assert "family of five" not in "".join(line.text for line in town.telegram.said_in(circle))


async def test_taking_it_back_empties_it_and_ends_what_is_owed(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await refer(samina, "CANARY has no heating.")
    await tom.taps("I take it", room)
    await samina.taps("Take it back")
    assert "CANARY" not in str([row.what for row in await outbox_rows(town)])
    assert not tom.all_with("CANARY", room)
    assert [one.state for one in await town.all(Referral)] == ["taken_back"]
    assert all(promise.kept_at for promise in await town.all(Promise))


async def test_a_teller_who_leaves_leaves_it_with_its_holder(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await refer(samina)
    await tom.taps("I take it", room)
    await samina.says("/stop")
    await samina.taps("Yes, stop")
    tom.sees("Somebody may still need help.")
    tom.sees("Somebody may still need help.", room)
    assert all(promise.kept_at for promise in await town.all(Promise))


@pytest.mark.parametrize("data", ["e:1:take", "e:1:hand", "e:1:got", "e:1:not_yet", "e:1:help"])
async def test_nobody_else_can_press_its_buttons(town: Town, samina: Phone, tom: Phone, room: int, data: str) -> None:
    """Rights are by the number of whoever presses, read at each press."""
    await refer(samina)
    mallory = await town.champion("Mallory")
    assert (await mallory.presses(data, tom.sees("H-1 ·", room)) or "").startswith("Only ")
    assert [one.state for one in await town.all(Referral)] == ["waiting"]


async def test_it_goes_round_on_either_database(town_on_both: Town) -> None:
    town = town_on_both
    room, tom = await town.room(), await town.staff("Tom Reed")
    samina = await town.champion("Samina", "ur")
    await samina.says("/refer")
    for _question in range(2):
        await samina.says("2" if _question == 0 else "گھر ٹھنڈا ہے")
    await samina.says("1")
    await town.later(days=3)
    await tom.taps("I take it", room, under="H-1 ·")
    await answer(tom, room, "H-1 ·", "We help.")
    await tom.taps("Write them", room)
    await tom.says("ہم مدد کرتے ہیں۔")
    await tom.taps("Send it")
    told = samina.sees("ہم مدد کرتے ہیں۔")
    assert "e:1:got" in [data for row in told.buttons for _label, data in row]
    await town.later(days=5)
    await samina.presses("e:1:got", told)
    assert [one.state for one in await town.all(Referral)] == ["got"]


async def test_what_was_promised_stands_when_words_are_taken_out(
    samina: Phone, tom: Phone, priya: Phone, room: int
) -> None:
    await refer(samina, "A family has no heating, ring 020 7946 0018.")
    await samina.taps("Take it out")
    said = samina.sees("I have kept this as H-1").text
    assert "[phone number]" in said and "first answer" not in said
    assert "One person of Mare Street health team takes it by Tue 3 Mar" in said
