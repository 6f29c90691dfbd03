"""Rule 9: no message to the bot meets silence, an exception or a dead button."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.store.insights import Insight
from bot.store.intake import SetAside
from bot.words import Role
from tests.handlers.telegram import MEDIA, Line
from tests.handlers.town import Town

WORDS = [
    "?",
    "/",
    "//",
    "/unknown",
    "/start",
    "/start@hearback_bot",
    "/start a-guess",
    "/start " + "x" * 500,
    "/tell",
    "/help",
    "/language",
    "/cancel",
    "/back",
    "/skip",
    "/invite",
    "/stop",
    "/HELP",
    "/tell\nsomething on a line of its own",
    "x" * 4096,
    "🎉" * 1000,
    "\u202eright to left\u2069\u2069",
    "{words} {n} %s %(a)s",
    "<b>bold</b> & [link](https://example.org)",
    "t:abc:y",
    "i:1:back",
    "کلینک بند ہے",
    "null",
    "/setings",
    "/tel The clinic is shut.",
    "/ask",
    "/check\n\n",
    "/cancl",
    "\u2060\u200b",
    "\u200b",
    "call me: 020 7946 0018, a@b.org",
    "Nie działa telefon w przychodni, proszę o pomoc",
]
WHO = ["stranger", "champion", "staff", "in a conversation"]


async def somebody(town: Town, who: str):
    if who == "champion":
        return await town.champion("Samina", "ur")
    if who == "staff":
        return await town.staff("Tom Reed")
    phone = town.phone("Somebody", "xx")
    if who == "in a conversation":
        phone = await town.champion("Samina")
        await phone.says("Something.")
        await phone.taps("Say more about it")
    return phone


@pytest.mark.parametrize("who", WHO)
async def test_any_words_are_answered(town: Town, who: str) -> None:
    phone = await somebody(town, who)
    for words in WORDS:
        await phone.says(words)
        phone.hears("", phone.id)
    assert await town.all(SetAside) == []


@pytest.mark.parametrize("who", WHO)
async def test_anything_sent_is_answered(town: Town, who: str) -> None:
    phone = await somebody(town, who)
    for kind in (*MEDIA, "voice", "photo"):
        await phone.sends(kind)
        phone.hears("", phone.id)
        await phone.sends(kind, "with words" if kind in ("video", "document") else "")
        phone.hears("", phone.id)
    assert await town.all(SetAside) == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("sticker", "Thank you for the sticker."),
        ("location", "Please write the name of the place instead."),
        ("venue", "Please write the name of the place instead."),
        ("contact", "I keep no phone numbers of other people."),
        ("poll", "I cannot take part in polls."),
        ("story", "I cannot see stories."),
        ("payment", "I take no money"),
        ("game", "I can take words, voice notes and pictures."),
        ("dice", "I can take words, voice notes and pictures."),
        ("pinned", "I can take words, voice notes and pictures."),
        ("something new", "I can take words, voice notes and pictures."),
    ],
)
async def test_what_cannot_be_taken_is_refused_kindly(town: Town, kind: str, said: str) -> None:
    samina = await town.champion("Samina")
    await samina.sends(kind)
    samina.hears(said), samina.hears("I can take words, voice notes and pictures.")
    assert await town.all(Insight) == []


async def test_a_place_in_the_middle_of_a_question_is_asked_for_in_words(town: Town) -> None:
    samina = await town.champion("Samina")
    await samina.says("The clinic is shut.")
    await samina.taps("Say more about it")
    for _question in ("kind", "how many"):
        await samina.taps("Leave it out")
    await samina.sends("location")
    samina.hears("Please write the name of the place instead."), samina.hears("Where is it?")
    await samina.says("Mare Street")
    samina.hears("When was it")


async def test_a_command_with_a_slip_is_offered_in_one_tap(town: Town) -> None:
    samina = await town.champion("Samina")
    await samina.says("/langage")
    samina.hears("Did you mean /language?")
    await samina.taps("Yes, /language")
    samina.hears("Which language")
    await samina.says("/cancl")
    await samina.taps("Yes, /cancel")
    samina.hears("Stopped")
    await samina.says("/tel The clinic is shut.")
    await samina.taps("Yes, /tell")
    assert "“The clinic is shut.”" in samina.hears("H-1").text
    await samina.says("/xyzzy")
    samina.hears("Write /help to see what I can do.")


async def test_a_slip_of_somebody_else_takes_nothing_of_theirs(town: Town) -> None:
    samina, ania = await town.champion("Samina"), await town.champion("Ania")
    await samina.says("/tel The clinic is shut.")
    await ania.presses("o:do:tell", samina.sees("Did you mean /tell?"))
    assert await town.all(Insight) == []
    assert await ania.presses("o:do:nonsense", samina.sees("Did you mean /tell?")) is not None


async def test_another_bot_gets_no_answer(town: Town) -> None:
    """Two bots could answer each other for ever."""
    await town.staff("Priya Shah", role=Role.ADMINISTRATOR)
    circle, samina = await town.group("Women's circle"), await town.champion("Samina")
    machine: dict[str, Any] = {"from": {"id": 77, "is_bot": True, "first_name": "Another bot"}}
    await samina.says("/tell me more", circle, **machine)
    samina.hears_nothing(circle)
    await samina.says("hello", **machine)
    samina.hears_nothing()
    assert await town.all(Insight) == []


async def test_a_very_long_text_in_several_parts_is_one_thing(town: Town) -> None:
    samina = await town.champion("Samina")
    town.between = timedelta(0)
    for part in ("a", "b"):
        await samina.says(part * 4096)
    [insight] = await town.all(Insight)
    assert insight.words == "a" * 4096 + "\n" + "b" * 4096


async def test_a_reply_to_what_nobody_remembers_is_told(town: Town) -> None:
    samina = await town.champion("Samina")
    forgotten = town.telegram.put(Line(samina.id, town.telegram.next_id(samina.id), "something of long ago"))
    await samina.says("The clinic is shut.", reply_to=forgotten)
    samina.hears("H-1")


async def test_a_place_that_moves_along_is_not_answered_each_time(town: Town) -> None:
    """Telegram brings an edit for every step of a live location."""
    samina = await town.champion("Samina")
    line = await samina.sends("location")
    await samina.edits(line, "")
    samina.hears_nothing()


@pytest.mark.filterwarnings("ignore:Detected unknown update type")
async def test_updates_of_kinds_that_mean_nothing_are_taken_and_change_nothing(town: Town) -> None:
    samina = await town.champion("Samina")
    user, chat = samina.user, {"id": samina.id, "type": "private"}
    odd = [
        {"poll": MEDIA["poll"]["poll"]},
        {"message_reaction": {"chat": chat, "message_id": 1, "date": 0, "old_reaction": [], "new_reaction": []}},
        {"inline_query": {"id": "1", "from": user, "query": "", "offset": ""}},
        {"something_nobody_knows": {"a": 1}},
        {},
    ]
    for update in odd:
        assert await town.brings(**update) == "taken"
    samina.hears_nothing()


async def test_a_press_on_something_too_old_to_be_seen_is_answered(town: Town) -> None:
    samina = await town.champion("Samina")
    seen = {"chat": {"id": samina.id, "type": "private"}, "message_id": 5, "date": 0}
    for number, data in enumerate(("k:yes", "t:x:y", "i:1:back", "", "\U0001f389")):
        press = {"id": f"old{number}", "from": samina.user, "chat_instance": "c", "message": seen, "data": data}
        await town.brings(callback_query=press)
        assert town.telegram.toasts[f"old{number}"]
    await town.brings(callback_query={"id": "game", "from": samina.user, "chat_instance": "c", "game_short_name": "x"})
    assert town.telegram.toasts["game"] == "This button is no longer in use."
    assert await town.all(SetAside) == []
