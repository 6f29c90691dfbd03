"""Rule 9: no message to the bot meets silence, an exception or a dead button."""

from __future__ import annotations

import pytest

from bot.store.intake import SetAside
from tests.handlers.telegram import MEDIA
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


@pytest.mark.parametrize("kind", ["sticker", "location", "contact", "dice", "poll", "something new"])
async def test_what_cannot_be_taken_is_refused_kindly(town: Town, kind: str) -> None:
    samina = await town.champion("Samina")
    await samina.sends(kind)
    samina.hears("I can take words, voice notes and pictures.")


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
