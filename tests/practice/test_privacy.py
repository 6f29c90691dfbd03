"""What a bot sees of a group."""

from typing import Any

import pytest

from tests.practice.serving import Telegram


async def seen(telegram: Telegram, **said: Any) -> bool:
    """Whether the bot is told when Bo says this."""
    before = telegram.world.the_bot().inbox.last_id
    await telegram.does(1002, "say", **said)
    return telegram.world.the_bot().inbox.last_id > before


async def group(telegram: Telegram, bot_in: object = True) -> int:
    return int((await telegram.post("/groups", title="G", members=[1001, 1002], bot_in=bot_in))["id"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is damp", False),
        ("@hearback_bot it is damp", False),
        ("/tell it is damp", True),
        ("/tell@hearback_bot it is damp", True),
        ("/tell@Hearback_Bot it is damp", True),
        ("/tell@other_bot it is damp", False),
        ("say /tell", False),
    ],
)
async def test_with_privacy_a_bot_sees_commands_that_are_meant_for_it(
    telegram: Telegram, text: str, told: bool
) -> None:
    assert await seen(telegram, chat=await group(telegram), text=text) is told


async def test_with_privacy_a_bot_sees_replies_to_itself_and_to_nobody_else(telegram: Telegram) -> None:
    chat = await group(telegram)
    asked = await telegram.bot.send_message(chat, "Is it better now?")
    said = await telegram.does(1001, "say", chat=chat, text="Hm")
    assert await seen(telegram, chat=chat, text="No", reply_to=asked.message_id)
    assert not await seen(telegram, chat=chat, text="Why?", reply_to=said["message_id"])


async def test_an_administrator_sees_everything(telegram: Telegram) -> None:
    chat = await group(telegram)
    await telegram.post(f"/chats/{chat}/admins", who=4242, rights=["can_delete_messages"])
    assert await seen(telegram, chat=chat, text="It is damp")
    await telegram.asks("DELETE", f"/chats/{chat}/admins/4242")
    assert not await seen(telegram, chat=chat, text="It is damp")


async def test_without_privacy_a_bot_sees_everything(telegram: Telegram) -> None:
    chat = await group(telegram)
    await telegram.post("/bots", token="4242:practice-token", privacy=False)
    assert await seen(telegram, chat=chat, text="It is damp")
    assert (await telegram.bot.get_me()).can_read_all_group_messages


async def test_of_several_bots_the_last_to_speak_gets_a_general_command(telegram: Telegram) -> None:
    chat = await group(telegram)
    other = await telegram.post("/bots", token="77:another-token")
    await telegram.post(f"/chats/{chat}/bot", by=1001, bot=other["id"])
    await telegram.client("77:another-token").send_message(chat, "Hello")
    assert not await seen(telegram, chat=chat, text="/tell")
    await telegram.bot.send_message(chat, "Hello")
    assert await seen(telegram, chat=chat, text="/tell")


async def test_bots_do_not_see_one_another(telegram: Telegram) -> None:
    chat = await group(telegram, "admin")
    await telegram.post("/bots", token="77:another-token")
    await telegram.post(f"/chats/{chat}/bot", by=1001, bot=77)
    before = telegram.world.the_bot().inbox.last_id
    await telegram.client("77:another-token").send_message(chat, "/tell@hearback_bot")
    assert telegram.world.the_bot().inbox.last_id == before
