"""Rights hang on the user's number alone: anonymous administrators, channels and forwarded buttons hold none."""

from __future__ import annotations

from typing import Any

import pytest

from bot.store.audit import Audit
from bot.store.handling import Handling
from bot.store.people import Person
from tests.handlers.phone import Phone
from tests.handlers.telegram import Line
from tests.handlers.town import Town

ACTS = (
    "card:1:claim", "card:1:let_go", "card:1:hand", "card:1:to:1", "card:1:words", "card:1:sensitive",
    "card:1:open_to_all", "card:1:rumour", "card:1:no_rumour", "card:1:risk:high", "card:1:spread:several",
    "card:1:bin:cannot_use", "card:1:restore", "card:1:open:r:more", "card:1:open:p:more", "card:1:translate",
    "lead:1:on", "lead:1:off",
)  # fmt: skip
UNUSED = "This button is no longer in use."


@pytest.fixture
async def tom(town: Town, room: int) -> Phone:
    return await town.staff("Tom Reed")


@pytest.fixture
async def samina(town: Town, room: int) -> Phone:
    champion = await town.champion("Samina")
    await champion.says("The clinic never answers.")
    return champion


async def presses_as(town: Town, user: dict[str, Any], line: Line, data: str, **message: Any) -> str | None:
    """A press as Telegram might bring it, with whatever stands in the message."""
    query = f"odd{len(town.updates)}"
    shown = {**town.telegram.shown(line, 1_772_000_000), **message}
    pressed = {"id": query, "from": user, "chat_instance": "c", "message": shown, "data": data}
    await town.brings(callback_query=pressed)
    return town.telegram.toasts[query]


async def test_nobody_in_particular_has_any_right(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    line, before = tom.sees("H-1 ·", room), len(await town.all(Person))
    for number in (1087968824, 136817688, 777000):
        user = {"id": number, "is_bot": number != 777000, "first_name": "Group"}
        assert await presses_as(town, user, line, "card:1:claim") == UNUSED
    channel = {"id": -1009, "type": "channel", "title": "A channel"}
    assert await presses_as(town, tom.user, line, "card:1:claim", sender_chat=channel) == UNUSED
    assert await town.all(Handling) == [] and len(await town.all(Person)) == before


async def test_forwarded_buttons_do_nothing_even_for_staff(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    line = tom.sees("H-1 ·", room)
    origin = {"type": "user", "date": 1, "sender_user": {"id": 42, "is_bot": True, "first_name": "Hearback"}}
    for data in ("card:1:claim", "c:1:answer", "card:1:sensitive"):
        assert await presses_as(town, tom.user, line, data, forward_origin=origin) == UNUSED
    assert await town.all(Handling) == []


async def test_a_reply_of_an_anonymous_administrator_answers_nobody(
    town: Town, samina: Phone, tom: Phone, room: int
) -> None:
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    chat = {"id": room, "type": "supergroup", "title": "Room"}
    await tom.says("We look.", room, reply_to=tom.sees("H-1 ·", room), **{"from": anonymous, "sender_chat": chat})
    tom.hears("I cannot see who wrote that.", room)
    assert not samina.all_with("We look.")


async def test_no_act_works_without_the_right(town: Town, samina: Phone, tom: Phone, room: int) -> None:
    line, stranger = tom.sees("H-1 ·", room), town.phone("Mallory")
    acts = len(await town.all(Audit))
    for data in ACTS:
        for who in (samina, stranger):
            assert "Only" in str(await who.presses(data, line)), data
    for data in ("lead:1:on", "lead:1:off"):
        assert await tom.presses(data, line) == "Only an administrator of the programme can do this."
    for command in ("/lead", "/topics", "/card H-1"):
        await samina.says(command)
        samina.hears("Only")
    assert await town.all(Handling) == [] and len(await town.all(Audit)) == acts
