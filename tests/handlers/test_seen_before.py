"""Every text that staff type for people is shown before it goes as those people will see it, word for word."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest

from bot.handlers import errands
from bot.words import Role
from tests.handlers.desk import LATER, take_up
from tests.handlers.phone import Phone
from tests.handlers.town import LANGUAGES, Town

OURS = "ہم اسے آج دیکھتے ہیں۔"
NAME, ROLE = "Tom Reed", "Engagement worker"
ON_SCREEN = {
    "answer": "answering, from a card or by a reply to it",
    "answer_all": "several at once",
    "ask_back": "asking back",
    "take_up": "taking up",
    "news": "news",
    "translate_ur": "another language",
    "right_today": "right today",
    "hand_on": "handing on",
    "let_know": "the sentence for a group, in the words that its teller is asked about",
    "answer_complaint": "the answer to a complaint",
    "letter": "the letter",
    "heard": "what was heard elsewhere is quoted to the group",
}
NOT_FOR_PEOPLE = {
    "settle": "a reason for the record",
    "block": "a reason for the record; the one who is blocked hears our own words",
    "join": "name and role, which the writer chooses for themselves",
    "rota_turn": "between staff",
    "lines": "shown in full before it is set",
    "join_matter": "nothing is typed",
    "join_all": "nothing is typed",
    "stand_in": "nothing is typed",
    "digest_hour": "nothing is typed",
    "write_on_alert": "a live talk with somebody in danger: what is written goes at once",
    "hand_over": "nothing is typed",
    "read_letter": "reads what administrators wrote",
    "could_not": "a champion's reason, for staff",
}


class Flow(NamedTuple):
    """How a text is written up to where it is shown, and the button that sends it."""

    write: Callable[[Phone, int], Awaitable[None]]
    send: str


async def _answer(by: Phone, room: int) -> None:
    await by.taps("Answer", room, under="H-1 ·")
    await _both(by)


async def _reply(by: Phone, room: int) -> None:
    await by.says("We look at it today.", room, reply_to=by.sees("H-1 ·", room))
    by.hears("I show it to you in our private chat", room)
    await by.says(OURS)


async def _take_up(by: Phone, room: int) -> None:
    await by.taps("Take up", room, under="H-1 ·")
    await by.says("The lift")
    await by.taps("It is somebody else's")
    await by.says("It is the landlord's.")
    await by.taps_first("Who answers for it?")
    await _both(by)
    await by.taps_first("When will they hear more")
    await by.taps("No, keep it here")


async def _news(by: Phone, room: int) -> None:
    await take_up(by, room, "H-1 ·", others={"ur": "الف"})
    await by.taps("Say what is new", room, under="M-1")
    await by.taps("It is done: what changed")
    await by.says("We called them.")
    await by.says("ہم نے فون کیا۔")
    await _both(by)


async def _translate(by: Phone, room: int) -> None:
    await by.taps("Answer", room, under="H-1 ·")
    await by.says("We look at it today.")
    await by.taps(LATER)
    await by.taps("Send it")
    await by.taps("Write them", room)
    await by.says(OURS)


async def _right_today(by: Phone, room: int) -> None:
    await by.town.ticks()
    await by.taps("Start", room)
    await by.taps("Right today")
    await _both(by)


async def _ask_back(by: Phone, room: int) -> None:
    await by.taps("Ask back", room, under="H-1 ·")
    await by.says(OURS)


async def _both(by: Phone) -> None:
    await by.says("We look at it today.")
    await by.says(OURS)


FLOWS = {
    "answer": Flow(_answer, "Send it"),
    "reply": Flow(_reply, "Send it"),
    "take up": Flow(_take_up, "Tell them"),
    "news": Flow(_news, "Tell them"),
    "translate": Flow(_translate, "Send it"),
    "right today": Flow(_right_today, "It is done: tell them"),
    "ask back": Flow(_ask_back, "Ask it"),
}


def paragraphs(text: str) -> list[str]:
    return [line for line in text.replace("\n\n", "\n").split("\n") if line]


@pytest.mark.parametrize("name", FLOWS)
async def test_what_arrives_was_shown_line_by_line(town: Town, name: str) -> None:
    """In Urdu, from right to left, with heading, name and role: nothing arrives that was not on the screen before."""
    room = await town.room()
    tom = await town.staff("Tom Reed", "Engagement worker", Role.ADMINISTRATOR)
    samina = await town.champion("Samina", "ur")
    await samina.says("لفٹ خراب ہے۔")
    flow = FLOWS[name]
    await flow.write(tom, room)
    shown = next(line for line in reversed(town.telegram.said_in(tom.id)) if line.button(flow.send))
    assert "As they will read it, in Urdu" in shown.text
    assert not samina.all_with(OURS), "not sent yet"
    await tom.taps(flow.send)
    told = samina.sees(OURS)
    assert NAME in told.text and ROLE in told.text
    own = ("M-1", "لفٹ خراب ہے۔") if name == "news" else ("M-1",)
    unseen = [line for line in paragraphs(told.text) if line not in shown.text and not any(one in line for one in own)]
    assert unseen == []


async def test_somebody_who_thinks_better_of_a_reply_sends_nothing(town: Town) -> None:
    room, tom = await town.room(), await town.staff("Tom Reed")
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await tom.says("Oh no.", room, reply_to=tom.sees("H-1 ·", room))
    await tom.taps("Do not send it")
    tom.hears("Nothing was sent.")
    assert not samina.all_with("Oh no.")


async def test_a_reply_to_the_open_card_in_private_is_an_answer_too(town: Town) -> None:
    room, tom = await town.room(), await town.staff("Tom Reed")
    samina = await town.champion("Samina")
    await samina.says("The lift is broken.")
    await town.ticks()
    await tom.taps("Start", room)
    await tom.says("It is mended.", reply_to=tom.sees("The lift is broken."))
    await tom.taps("Send it")
    samina.sees("It is mended.")
    tom.sees("Nothing else waits.")


def test_every_conversation_of_staff_is_shown_or_says_why_not() -> None:
    """A new conversation in which staff type something stands in one of the two lists."""
    of_staff = {
        name
        for name, one in errands.all_of(LANGUAGES, True).items()
        if one.flow.function.__module__.rpartition(".")[2] in STAFF_FLOWS or name in NOT_FOR_PEOPLE
    }
    listed = {*ON_SCREEN, *NOT_FOR_PEOPLE}
    translations = {name for name in of_staff if name.startswith("translate_")}
    assert of_staff - translations <= listed | {"translate_ur"}


STAFF_FLOWS = (
    "answer",
    "ask_back",
    "block",
    "digest_hour",
    "hand_on",
    "heard",
    "join_matter",
    "let_know",
    "letter",
    "lines",
    "news",
    "right_today",
    "rota_turn",
    "take_up",
    "together",
    "translate",
)
