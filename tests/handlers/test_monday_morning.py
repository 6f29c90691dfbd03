"""Going through the cards from the digest's Start: the most urgent first, each with one person at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.store.issues import Issue, Raiser
from bot.store.mornings import OpenCard, Sitting
from bot.store.people import Grant
from bot.store.updates import Telling
from bot.words import Role
from tests.handlers.desk import take_up
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town
from tests.handlers.walked_town import WalkedTown

pytestmark = pytest.mark.usefixtures("with_digest")


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)


@pytest.fixture
async def grace(town: Town, room: int) -> Phone:
    return await town.staff("Grace Obi")


def card(by: Phone) -> Line:
    """The card that stands open in a private chat."""
    return [line for line in by.town.telegram.said_in(by.id) if line.button("Later")][-1]


async def starts(by: Phone, room: int) -> None:
    await by.town.ticks()
    assert await by.taps("Start", room) == "It stands in our private chat."


async def test_the_cards_come_one_by_one_in_place_the_most_urgent_first(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    town.clock.at += timedelta(days=1)
    await samina.says("The door is heavy.")
    await samina.says("The light is out.")
    await starts(tom, room)
    first = card(tom)
    assert "3 cards wait for you." in first.text and "The lift is broken." in first.text
    await tom.taps("Later")
    assert card(tom) is first and "The door is heavy." in first.text, "in place"
    await tom.taps("Later")
    assert "The light is out." in first.text
    await tom.taps("Later")
    assert "The lift is broken." in first.text, "again at the end"
    await tom.taps("Stop for now")
    assert "You have done 0 cards." in first.text and "3 cards still wait." in first.text
    assert await town.all(Sitting) == [] and await town.all(OpenCard) == []
    await tom.taps("Start")
    assert "The lift is broken." in card(tom).text


async def test_after_an_answer_comes_the_next_card(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/ask When does it open?")
    await samina.says("The lift is broken.")
    await starts(tom, room)
    assert card(tom).buttons[0][0][0] == "Answer", "the likeliest act is the first button"
    await tom.taps("Answer")
    await tom.says("At nine.")
    await tom.taps("Send it")
    samina.sees("At nine.")
    assert "The lift is broken." in card(tom).text
    assert card(tom).buttons[0][0][0] == "Take up"
    assert not [line for line in tom.all_with("When does it open?") if line.button("Later")], (
        "the old one has no buttons"
    )
    await tom.taps("Take up")
    await tom.says("/cancel")
    assert "The lift is broken." in card(tom).text, "thought better of it: the same card again"
    await tom.taps("Ask back")
    await tom.says("Which lift?")
    await tom.taps("Ask it")
    samina.sees("Which lift?")


async def test_all_done_says_so(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/ask When does it open?")
    await starts(tom, room)
    await tom.taps("Answer")
    await tom.says("At nine.")
    await tom.taps("Send it")
    assert "You have done 1 card." in tom.hears("Nothing else waits. Thank you.").text
    assert await town.all(Sitting) == []


async def test_asked_back_it_does_not_come_again_in_this_sitting(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The door is heavy.")
    await starts(tom, room)
    await tom.taps("More buttons")
    assert tom.sees("cards wait for you.").button("Raise an alert")
    await tom.taps("Ask back")
    await tom.says("Which lift?")
    await tom.taps("Ask it")
    assert "The door is heavy." in card(tom).text and "1 card waits for you." in card(tom).text


async def test_two_at_once_never_have_the_same_card(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The door is heavy.")
    await starts(tom, room)
    await grace.taps("Start", room)
    assert "The lift is broken." in card(tom).text and "The door is heavy." in card(grace).text
    await tom.taps("Later")
    assert "The lift is broken." in card(tom).text, "the other one is in Grace's hands"
    await grace.taps("Later")
    assert "The door is heavy." in card(grace).text
    town.clock.at += timedelta(minutes=11)
    await grace.taps("Later")
    assert "The lift is broken." in card(grace).text, "after some minutes it is free again"


async def test_what_a_colleague_has_claimed_is_not_given_to_others(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The door is heavy.")

    await tom.taps("I take it", room, under="H-1 ·")
    await starts(grace, room)
    assert "The door is heavy." in card(grace).text
    await starts(tom, room)
    assert "The lift is broken." in card(tom).text


async def test_what_a_colleague_did_meanwhile_is_said_kindly(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    await starts(tom, room)
    await take_up(grace, room, "H-1 ·")
    assert await tom.taps("Right today") == "Somebody has this already. It belongs to M-1 now: The clinic's phone"
    await tom.taps("Later")
    assert "Nothing else waits." in tom.sees("You have done").text


async def test_joined_to_the_likely_matter_in_two_taps(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The clinic's phone is never answered.")
    await take_up(tom, room, "H-1 ·", title="The clinic's phone is not answered")
    ania = await town.champion("Ania")
    await ania.says("Nobody answered the phone at the clinic again")
    await starts(tom, room)
    assert "Perhaps M-1 · The clinic's phone is not answered. Both speak of: clinic, phone" in card(tom).text
    label = card(tom).buttons[0][0][0]
    assert label.startswith("Join M-1")
    await tom.taps(label)
    asked = tom.sees("They hear the newest word on it:")
    assert "We look into it." in asked.text
    assert await tom.taps("Yes, join it") == "Joined to M-1. Its newest word is on its way."
    ania.sees("We look into it.")
    assert len(await town.all(Raiser)) == 2
    assert await tom.presses("day:2:joins:1", asked) == "You are at another card now. It stands further down."


async def test_several_are_answered_at_once_and_each_hears_it_once_with_their_own_number(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    ania, rosa = await town.champion("Ania"), await town.champion("Rosa")
    await samina.says("/ask When does the clinic open on Saturday?")
    await ania.says("/ask Does the clinic open on Saturday, when?")
    await samina.says("/ask The clinic on Saturday: when does it open?")
    await rosa.says("The lift is broken.")
    await starts(tom, room)
    await tom.taps("Several at once")
    ticks = [row[0][0] for row in tom.sees("Tick what is about the same").buttons if row[0][0][0] in "☐☑"]
    assert [one[2:5] for one in ticks] == ["H-2", "H-3", "H-4"], "those most like it first"
    await tom.taps(ticks[0])
    await tom.taps(ticks[1])
    assert "3 cards are chosen." in tom.sees("Tick what is about the same").text
    await tom.taps("Answer them all")
    await tom.says("From ten to two.")
    assert "H-1, H-2, H-3" in tom.hears("This will be sent").text
    await tom.taps("Send it to all")
    assert len(samina.all_with("From ten to two.")) == 1
    assert "About H-1 and H-3" in samina.sees("From ten to two.").text
    assert len(ania.all_with("From ten to two.")) == 1 and "About H-2" in ania.sees("From ten to two.").text
    assert not rosa.all_with("From ten to two.")
    assert "The lift is broken." in card(tom).text
    await samina.says("/mine")
    assert samina.hears("What became of what you told").text.count("Answered on") == 2


async def test_several_are_joined_at_once(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    ania = await town.champion("Ania")
    await samina.says("The clinic's phone is never answered.")
    await take_up(tom, room, "H-1 ·")
    await samina.says("The phone again.")
    await ania.says("Phone, phone, phone.")
    await starts(tom, room)
    await tom.taps("Several at once")
    await tom.taps("☐ H-3 Phone, phone, phone.")
    await tom.taps("Join them all")
    await tom.taps("M-1 · The clinic's phone")
    await tom.taps("Yes, join them")
    assert len(ania.all_with("We look into it.")) == 1
    assert len(samina.all_with("We look into it.")) == 1 and samina.all_with("H-2 is about M-1")
    assert len(await town.all(Issue)) == 1 and len(await town.all(Telling)) == 2


async def test_a_card_that_somebody_else_has_open_cannot_be_ticked(
    town: Town, samina: Phone, tom: Phone, grace: Phone, room: int
) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The lift again.")
    await starts(tom, room)
    await tom.taps("Several at once")
    stale = tom.sees("Tick what is about the same")
    await grace.taps("Start", room)
    assert "The lift again." in card(grace).text
    assert "Somebody else has that card open." in str(await tom.presses("day:1:on:2:0", stale))


async def test_it_survives_a_restart(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The door is heavy.")
    await starts(tom, room)
    await tom.taps("Later")
    WalkedTown.restarts(town)  # type: ignore[arg-type]
    await tom.taps("Later")
    assert "The lift is broken." in card(tom).text


async def test_somebody_needs_help_is_taken_in_one_tap(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("/refer")
    await samina.taps("No, not now")
    await samina.says("She has no heating.")
    await samina.taps("A home")
    await starts(tom, room)
    await tom.taps("I take it")
    samina.sees("Tom Reed, Engagement worker holds H-1 now")
    assert "You have done 1 card." in tom.sees("You have done").text


async def test_what_is_taken_back_goes_from_the_card_and_from_the_list(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    await samina.says("CANARY the lift is broken.")
    ania = await town.champion("Ania")
    await ania.says("The door is heavy.")
    await starts(tom, room)
    await tom.taps("Several at once")
    await tom.taps("Only this one")
    await tom.taps("Later")
    assert "The door is heavy." in card(tom).text
    await tom.taps("Several at once")
    assert "CANARY" in str(tom.sees("Tick what is about the same").buttons)
    await samina.taps("Take it back")
    assert "CANARY" not in str([(line.text, line.buttons) for line in town.telegram.said_in(tom.id)])
    await tom.taps("Start", room)
    assert "The door is heavy." in card(tom).text


async def test_only_staff_may_and_only_from_a_private_chat(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await starts(tom, room)
    line = card(tom)
    for data in ("day:start", "day:stop", "day:1:later", "day:1:several", "day:1:hold", "day:1:to:1", "day:1:right"):
        assert await samina.presses(data, line) == "Only staff of the programme can do this."
    await samina.says("/today")
    samina.hears("Only staff of the programme can do this.")


async def test_whoever_is_staff_no_more_is_given_no_card(town: Town, samina: Phone, grace: Phone, room: int) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The door is heavy.")
    await starts(grace, room)
    await grace.taps("Answer")
    await grace.says("It is mended.")
    now = town.clock.at
    await town.does(lambda work: work.session.execute(sa.update(Grant).values(revoked_at=now)))
    await grace.says("/cancel")
    grace.hears("")
    assert not [line for line in town.telegram.said_in(grace.id)[-1:] if line.button("Later")]
    await grace.taps("Later")
    assert "The door is heavy." not in str([line.text for line in town.telegram.said_in(grace.id)])


@pytest.mark.parametrize("act", ["later", "show", "several", "right", "not_ours", "answer_all", "joins:1", "on:1:0"])
async def test_a_press_on_an_old_card_says_where_the_open_one_is(
    town: Town, samina: Phone, tom: Phone, room: int, act: str
) -> None:
    await samina.says("The lift is broken.")
    await samina.says("The door is heavy.")
    await starts(tom, room)
    line = card(tom)
    assert await tom.presses(f"day:2:{act}", line) == "You are at another card now. It stands further down."


async def test_a_morning_on_either_database(town_on_both: Town) -> None:
    """The digest, a card each, several at once, put right today, heard from outside, and the lists."""
    town = town_on_both
    room, tom = await town.room(), await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)
    grace, samina = await town.staff("Grace Obi"), await town.champion("Samina")
    for words in ("/ask When does it open?", "/ask When is it open?", "The sign is wrong.", "The lift is broken."):
        await samina.says(words)
    await starts(tom, room)
    await grace.taps("Start", room)
    assert "When does it open?" in card(tom).text and "When is it open?" in card(grace).text
    await grace.taps("Stop for now")
    await tom.taps("Several at once")
    await tom.taps("☐ H-2 When is it open?")
    await tom.taps("Answer them all")
    await tom.says("At nine.")
    await tom.taps("Send it to all")
    assert len(samina.all_with("At nine.")) == 1
    await tom.taps("Right today")
    await tom.says("I turned it.")
    await tom.taps("It is done: tell them")
    samina.sees("I turned it.")
    await tom.says("/heard")
    for label in ("By telephone", "Somebody outside Telegram", "Leave it out"):
        await tom.taps(label)
    await tom.says("Nobody answers.")
    for label in ("Leave it out", "Leave it out", "They know: keep it"):
        await tom.taps(label)
    await take_up(tom, room, "H-5 ·")
    await tom.says("/owed")
    tom.hears("1 piece of news has not arrived.")
    await tom.says("/inbox")
    await tom.taps("Overdue")
    tom.sees("0 cards wait: Overdue")
    await tom.says("/promises")
    assert "bringing the news to somebody outside" in tom.hears("What you owe").text
