"""What Telegram refuses is refused here, in its words."""

import json
from typing import Any

import pytest
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat

from tests.practice.serving import Telegram

FORUM = -1001000000001


def buttons(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("method", "parameters", "description"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 999, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "somewhere", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": -5, "text": "x"}, "chat not found"),
        ("sendMessage", {"chat_id": 1001}, "message text is empty"),
        ("sendMessage", {"chat_id": 1001, "text": " \n\u202e\u2028 "}, "message text is empty"),
        ("sendMessage", {"chat_id": 1001, "text": "a" * 4097}, "message is too long"),
        ("sendMessage", {"chat_id": 1001, "text": "😀" * 2049}, "message is too long"),
        ("sendMessage", {"chat_id": 1001, "text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        ("sendMessage", {"chat_id": 1001, "text": "*x*", "parse_mode": "MarkdownV2"}, "can't parse entities"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "parse_mode": "tex"}, "unsupported parse_mode"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "txt": "y"}, 'no parameter "txt"'),
        ("sendMessage", {"chat_id": 1001, "text": "x", "reply_to_message_id": 77}, "message to be replied not found"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "message_thread_id": 9}, "message thread not found"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ("sendMessage", {"chat_id": 1001, "text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
        ("sendPhoto", {"chat_id": 1001, "photo": "nothing"}, "wrong file identifier"),
        ("sendPhoto", {"chat_id": 1001, "photo": "https://example.org/a.png"}, "failed to get HTTP URL content"),
        ("sendVoice", {"chat_id": 1001}, "there is no voice in the request"),
        ("sendMediaGroup", {"chat_id": 1001, "media": [{"type": "photo", "media": "x"}]}, "group send failed"),
        ("sendPoll", {"chat_id": 1001, "question": "x", "options": []}, "poll must have"),
        (
            "sendPoll",
            {"chat_id": 1001, "question": "x" * 301, "options": ["a"]},
            "poll question length must not exceed 300",
        ),
        ("sendChatAction", {"chat_id": 1001, "action": "dancing"}, "wrong parameter action"),
        ("editMessageText", {"chat_id": 1001, "message_id": 77, "text": "x"}, "message to edit not found"),
        ("editMessageText", {"chat_id": 1001, "message_id": 1, "text": "x"}, "message can't be edited"),
        ("deleteMessage", {"chat_id": 1001, "message_id": 77}, "message to delete not found"),
        ("deleteMessages", {"chat_id": 1001, "message_ids": []}, "message identifiers are not specified"),
        ("copyMessage", {"chat_id": 1001, "from_chat_id": 1001, "message_id": 77}, "message to copy not found"),
        ("forwardMessage", {"chat_id": 1001, "from_chat_id": 1001, "message_id": 77}, "message to forward not found"),
        ("answerCallbackQuery", {"callback_query_id": "1"}, "query is too old and response timeout expired"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "MESSAGE_TOO_LONG"),
        ("setMessageReaction", {"chat_id": 1001, "message_id": 77}, "message to react not found"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("getChatMember", {"chat_id": 1001, "user_id": 5}, "PARTICIPANT_ID_INVALID"),
        ("getChatAdministrators", {"chat_id": 1001}, "there are no administrators in the private chat"),
        ("setMyCommands", {"commands": [{"command": "Tell Us", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [], "language_code": "pt-br"}, "invalid language code"),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 9}}, "chat not found"),
        ("setMyName", {"name": "x" * 65}, "bot name is too long"),
        ("setWebhook", {"url": "https://example.org/hook"}, "bad webhook"),
        ("setWebhook", {"url": "ftp://127.0.0.1/"}, "bad webhook"),
        (
            "setWebhook",
            {"url": "http://127.0.0.1/", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_wrong_calls_are_refused_as_telegram_refuses_them(
    started: Telegram, method: str, parameters: dict[str, Any], description: str
) -> None:
    status, answer = await started.calls(method, **parameters)
    assert status == answer["error_code"] == 400
    assert answer["ok"] is False
    assert answer["description"].startswith("Bad Request: ")
    assert description in answer["description"]


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "x", "callback_data": "d" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "ż" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "  ", "callback_data": "d"}, "button text must be non-empty"),
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "url": "nowhere at all"}, "Wrong HTTP URL"),
        ({"text": "x", "callback_data": "d", "colour": "red"}, "unknown field colour"),
        ({"callback_data": "d"}, 'Field "text" must be of type String'),
    ],
)
async def test_wrong_buttons_are_refused(started: Telegram, button: dict[str, Any], description: str) -> None:
    status, answer = await started.calls("sendMessage", chat_id=1001, text="x", reply_markup=buttons(button))
    assert status == 400 and description in answer["description"]


async def test_what_is_just_within_the_limits_is_taken(started: Telegram) -> None:
    button = buttons({"text": "x", "callback_data": "ż" * 32})
    assert (await started.calls("sendMessage", chat_id=1001, text="😀" * 2048, reply_markup=button))[0] == 200
    assert (await started.calls("sendMessage", chat_id="1001", text=f"<b>{'a' * 4096}</b>", parse_mode="html"))[
        0
    ] == 200


async def test_unknown_tokens_and_methods(started: Telegram) -> None:
    assert await started.calls("getMe", token="4242:some-other-token") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert await started.calls("getMe", token="nonsense") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found"},
    )
    assert (await started.calls("sendSurprise"))[0] == 404
    assert (await started.calls("GETME"))[0] == 200


async def test_any_token_makes_a_bot_where_that_is_wished(telegram: Telegram) -> None:
    telegram.world.any_token = True
    status, answer = await telegram.calls("getMe", token="9:a-new-bot")
    assert status == 200 and answer["result"]["id"] == 9


async def test_bodies_that_cannot_be_read_are_refused(started: Telegram) -> None:
    url, header = f"{started.base}/bot4242:practice-token/sendMessage", {"Content-Type": "application/json"}
    for body in (b"{", b"[]", b"[" * 100_000, b'{"chat_id": 1001, "text": "\xff"}'):
        async with started.http.post(url, data=body, headers=header) as answer:
            assert answer.status == 400 and (await answer.json())["ok"] is False
    status, answer = await started.calls("sendMessage", chat_id=1001, text="lone \ud800 half")
    assert (status, answer["description"]) == (400, "Bad Request: strings must be encoded in UTF-8")


async def test_people_decide_who_writes_to_them(telegram: Telegram) -> None:
    bot = telegram.bot
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot can't initiate conversation with a user"):
        await bot.send_message(1001, "Hello")
    await telegram.does(1001, "start")
    await bot.send_message(1001, "Hello")
    await telegram.does(1001, "block")
    with pytest.raises(TelegramForbiddenError, match="Forbidden: bot was blocked by the user"):
        await bot.send_message(1001, "Hello")
    await telegram.does(1001, "unblock")
    await bot.send_message(1001, "Hello")
    await telegram.does(1001, "deactivate")
    with pytest.raises(TelegramForbiddenError, match="Forbidden: user is deactivated"):
        await bot.send_message(1001, "Hello")
    with pytest.raises(TelegramForbiddenError, match="bots"):
        await bot.send_message((await telegram.post("/bots", token="7:other"))["id"], "Hello")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_that_is_out_cannot_write(telegram: Telegram, kind: str) -> None:
    chat = (await telegram.post("/groups", title="G", kind=kind, members=[1001], bot_in=True))["id"]
    await telegram.asks("DELETE", f"/chats/{chat}/bot")
    with pytest.raises(TelegramForbiddenError, match=f"Forbidden: bot was kicked from the {kind} chat"):
        await telegram.bot.send_message(chat, "Hello")
    await telegram.post(f"/chats/{chat}/bot", by=1001)
    assert await telegram.bot.leave_chat(chat)
    with pytest.raises(TelegramForbiddenError, match=f"Forbidden: bot is not a member of the {kind} chat"):
        await telegram.bot.send_message(chat, "Hello")


async def test_a_group_that_became_a_supergroup_says_where_it_is_now(telegram: Telegram) -> None:
    chat = (await telegram.post("/groups", title="G", kind="group", members=[1001], bot_in=True))["id"]
    new = (await telegram.post(f"/chats/{chat}/upgrade"))["id"]
    with pytest.raises(TelegramMigrateToChat) as moved:
        await telegram.bot.send_message(chat, "Hello")
    assert moved.value.migrate_to_chat_id == new
    assert (await telegram.bot.send_message(new, "Hello")).chat.id == new


async def test_an_edit_must_change_something(started: Telegram) -> None:
    sent = (await started.calls("sendMessage", chat_id=1001, text="<b>one</b>", parse_mode="HTML"))[1]["result"]
    same = {"chat_id": 1001, "message_id": sent["message_id"]}
    status, answer = await started.calls("editMessageText", **same, text=" <b>one</b> ", parse_mode="HTML")
    assert status == 400
    assert answer["description"].startswith(
        "Bad Request: message is not modified: specified new message content and reply"
    )
    assert (await started.calls("editMessageReplyMarkup", **same))[0] == 400
    assert (await started.calls("editMessageText", **same, text="one"))[0] == 200
    markup = buttons({"text": "Yes", "callback_data": "y"})
    assert (await started.calls("editMessageReplyMarkup", **same, reply_markup=json.dumps(markup)))[0] == 200
    assert (await started.calls("editMessageReplyMarkup", **same, reply_markup=markup))[0] == 400
    assert (await started.calls("editMessageCaption", **same, caption="x"))[1]["description"].endswith(
        "no caption in the message to edit"
    )


async def test_messages_can_be_deleted_for_48_hours(started: Telegram) -> None:
    bot = started.bot
    chat = (await started.post("/groups", title="G", members=[1001], bot_in=True))["id"]
    theirs = (await started.does(1001, "say", chat=chat, text="x"))["message_id"]
    ours = [(await bot.send_message(chat, "x")).message_id for _ in range(3)]
    assert (await started.calls("deleteMessage", chat_id=chat, message_id=theirs))[1]["description"].endswith(
        "message can't be deleted"
    )
    await started.post("/clock/move", hours=47.9)
    assert await bot.delete_message(chat, ours[0])
    await started.post("/clock/move", hours=0.2)
    status, answer = await started.calls("deleteMessage", chat_id=chat, message_id=ours[1])
    assert (status, answer["description"]) == (400, "Bad Request: message can't be deleted for everyone")
    await started.post(f"/chats/{chat}/admins", who=4242)
    assert await bot.delete_messages(chat, [ours[1], theirs, 12345])
    shown = (await started.get(f"/people/1001/chats/{chat}"))["messages"]
    assert [one["message_id"] for one in shown if one["deleted"]] == [theirs, *ours[:2]]


async def test_a_closed_topic_takes_no_words(telegram: Telegram) -> None:
    forum = (await telegram.post("/groups", title="F", kind="forum", members=[1001, 1002], bot_in=True, topics=["Q"]))[
        "id"
    ]
    status, answer = await telegram.calls("sendMessage", chat_id=forum, text="x", message_thread_id=2)
    assert (status, answer["result"]["message_thread_id"]) == (200, 2)
    answer_id = answer["result"]["message_id"]
    await telegram.asks("PATCH", f"/chats/{forum}/topics/2", {"closed": True})
    status, answer = await telegram.calls("sendMessage", chat_id=forum, text="x", message_thread_id=2)
    assert (status, answer["description"]) == (400, "Bad Request: TOPIC_CLOSED")
    opened = {"reply_to_message_id": answer_id}
    assert (await telegram.calls("sendMessage", chat_id=forum, text="x", **opened))[1]["description"].endswith(
        "TOPIC_CLOSED"
    )
    await telegram.does(1002, "say", expect=409, chat=forum, topic=2, text="x")
    assert (await telegram.calls("createForumTopic", chat_id=forum, name="x"))[0] == 400
    await telegram.asks("DELETE", f"/chats/{forum}/topics/2")
    status, answer = await telegram.calls("sendMessage", chat_id=forum, text="x", message_thread_id=2)
    assert answer["description"] == "Bad Request: message thread not found"
    assert (await telegram.calls("sendMessage", chat_id=forum, text="x"))[0] == 200


async def test_a_press_is_answered_once_and_not_too_late(started: Telegram) -> None:
    markup = buttons({"text": "Yes", "callback_data": "y"})
    sent = (await started.calls("sendMessage", chat_id=1001, text="?", reply_markup=markup))[1]["result"]
    first = (await started.does(1001, "tap", message_id=sent["message_id"], data="y"))["id"]
    assert (await started.calls("answerCallbackQuery", callback_query_id=first))[0] == 200
    assert (await started.calls("answerCallbackQuery", callback_query_id=first))[0] == 400
    late = (await started.does(1001, "tap", message_id=sent["message_id"], row=0))["id"]
    await started.post("/clock/move", hours=1)
    assert (await started.calls("answerCallbackQuery", callback_query_id=late))[0] == 400
    await started.does(1001, "tap", expect=409, message_id=sent["message_id"], label="No")
