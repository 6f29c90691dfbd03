"""What a bot sends, and what people then see."""

from typing import Any

import pytest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    ForceReply,
    InputMediaPhoto,
    KeyboardButton,
    LinkPreviewOptions,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from tests.practice.serving import TOKEN, Telegram


async def screen(telegram: Telegram, chat: object = "bot", person: int = 1001) -> Any:
    return await telegram.get(f"/people/{person}/chats/{chat}")


async def last(telegram: Telegram, chat: object = "bot", person: int = 1001) -> Any:
    return (await screen(telegram, chat, person))["messages"][-1]


async def test_words_arrive_with_their_form(started: Telegram) -> None:
    sent = await started.bot.send_message(
        1001,
        "Thank you, <b>Ana</b>",
        parse_mode="HTML",
        disable_notification=True,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert sent.entities and sent.entities[0].extract_from("Thank you, Ana") == "Ana"
    assert sent.has_protected_content
    shown = await last(started)
    assert (shown["text"], shown["silent"], shown["protected"]) == ("Thank you, Ana", True, True)
    assert shown["entities"] == [{"type": "bold", "offset": 11, "length": 3}]
    assert shown["from"] == {"id": 4242, "name": "Hearback", "is_bot": True, "anonymous": False}


@pytest.mark.parametrize("how", ["json", "form", "multipart", "query"])
async def test_a_call_may_come_in_any_body(started: Telegram, how: str) -> None:
    import aiohttp

    url, fields = f"{started.base}/bot{TOKEN}/sendMessage", {"chat_id": "1001", "text": "Zażółć"}
    if how == "query":
        answer = await started.http.get(url, params=fields)
    elif how == "json":
        answer = await started.http.post(url, json=fields)
    else:
        form = aiohttp.FormData(fields, default_to_multipart=how == "multipart")
        answer = await started.http.post(url, data=form)
    assert (await answer.json())["result"]["text"] == "Zażółć"


async def test_files_are_sent_seen_and_sent_again(started: Telegram) -> None:
    bot = started.bot
    picture = BufferedInputFile(b"\x89PNG...", "mould.png")
    photo = await bot.send_photo(1001, picture, caption="<i>mould</i>", parse_mode="HTML")
    assert photo.photo and photo.caption_entities
    shown = await last(started)
    assert (shown["kind"], shown["text"], shown["media"]["kind"]) == ("photo", "mould", "photo")
    async with started.http.get(started.base + shown["media"]["url"]) as answer:
        assert await answer.read() == b"\x89PNG..."
    again = await bot.send_photo(1001, photo.photo[-1].file_id)
    assert again.photo and again.photo[-1].file_id == photo.photo[-1].file_id
    voice = await bot.send_voice(1001, BufferedInputFile(b"OggS", "a.oga"), duration=4)
    assert voice.voice and voice.voice.duration == 4
    document = await bot.send_document(1001, BufferedInputFile(b"hello", "list.txt"))
    assert document.document and document.document.file_name == "list.txt"
    audio = await bot.send_audio(1001, BufferedInputFile(b"ID3", "a.mp3"), title="Song")
    assert audio.audio and audio.audio.title == "Song"
    await bot.edit_message_caption(chat_id=1001, message_id=photo.message_id, caption="gone")
    assert (await started.get("/people/1001/chats/bot"))["messages"][1]["text"] == "gone"


async def test_an_album_hangs_together(started: Telegram) -> None:
    media = [InputMediaPhoto(media=BufferedInputFile(b"x", f"{n}.png"), caption=str(n)) for n in range(2)]
    sent = await started.bot.send_media_group(1001, media)  # type: ignore[arg-type]
    assert sent[0].media_group_id and sent[0].media_group_id == sent[1].media_group_id
    assert [one.caption for one in sent] == ["0", "1"]


async def test_replies_need_their_message_unless_they_are_told_otherwise(started: Telegram) -> None:
    said = await started.does(1001, "say", text="Damp")
    reply = await started.bot.send_message(
        1001, "Noted", reply_parameters=ReplyParameters(message_id=said["message_id"])
    )
    assert reply.reply_to_message and reply.reply_to_message.text == "Damp"
    assert (await last(started))["reply_to"] == {"message_id": said["message_id"], "name": "Ana", "text": "Damp"}
    lenient = ReplyParameters(message_id=777, allow_sending_without_reply=True)
    assert (await started.bot.send_message(1001, "Noted", reply_parameters=lenient)).reply_to_message is None


async def test_copies_forget_where_they_are_from_and_forwards_do_not(started: Telegram) -> None:
    bot = started.bot
    chat = (await started.post("/groups", title="G", members=[1001], bot_in=True))["id"]
    said = await bot.send_message(1001, "<b>News</b>", parse_mode="HTML")
    copied = await bot.copy_message(chat, 1001, said.message_id)
    shown = await last(started, chat)
    assert (shown["message_id"], shown["text"], shown["forwarded_from"]) == (copied.message_id, "News", None)
    forwarded = await bot.forward_message(chat, 1001, said.message_id)
    assert forwarded.forward_origin and (await last(started, chat))["forwarded_from"] == "Hearback"
    assert len(await bot.forward_messages(chat, 1001, [said.message_id, 999])) == 1
    assert len(await bot.copy_messages(chat, 1001, [said.message_id])) == 1
    hidden = await bot.send_message(1001, "Secret", protect_content=True)
    status, answer = await started.calls(
        "forwardMessage", chat_id=chat, from_chat_id=1001, message_id=hidden.message_id
    )
    assert (status, answer["description"]) == (400, "Bad Request: message can't be forwarded")


async def test_a_tap_is_told_and_answered(started: Telegram) -> None:
    markup = {
        "inline_keyboard": [[{"text": "Yes", "callback_data": "y"}, {"text": "More", "url": "https://example.org"}]]
    }
    sent = (await started.calls("sendMessage", chat_id=1001, text="Better?", reply_markup=markup))[1]["result"]
    assert (await last(started))["buttons"] == [
        [{"label": "Yes", "data": "y", "url": None}, {"label": "More", "data": None, "url": "https://example.org"}]
    ]
    tap = await started.does(1001, "tap", message_id=sent["message_id"], label="Yes")
    assert (tap["answered"], tap["answer"]) == (False, None)
    [update] = await started.bot.get_updates()
    query = update.callback_query
    assert query and query.message and (query.data, query.id) == ("y", tap["id"])
    assert await started.bot.answer_callback_query(query.id, text="Thank you", show_alert=True)
    [toast] = (await screen(started))["toasts"]
    assert (toast["text"], toast["alert"], toast["message_id"]) == ("Thank you", True, sent["message_id"])
    link = await started.does(1001, "tap", message_id=sent["message_id"], row=0, column=1)
    assert link["url"] == "https://example.org"


async def test_reply_keyboards_come_and_go(started: Telegram) -> None:
    rows = [[KeyboardButton(text="Yes"), KeyboardButton(text="No")]]
    keyboard = ReplyKeyboardMarkup(keyboard=rows, one_time_keyboard=True, input_field_placeholder="Better?")
    await started.bot.send_message(1001, "Better?", reply_markup=keyboard)
    shown = (await screen(started))["keyboard"]
    assert (shown["rows"], shown["one_time"], shown["placeholder"]) == ([["Yes", "No"]], True, "Better?")
    await started.does(1001, "say", text="No")
    assert (await screen(started))["keyboard"] is None
    asked = await started.bot.send_message(1001, "Why?", reply_markup=ForceReply())
    assert (await screen(started))["force_reply"] == asked.message_id
    await started.bot.send_message(1001, "Better?", reply_markup=ReplyKeyboardMarkup(keyboard=rows))
    assert (await screen(started))["keyboard"]
    await started.bot.send_message(1001, "Fine", reply_markup=ReplyKeyboardRemove())
    assert (await screen(started))["keyboard"] is None


async def test_edits_deletions_pins_and_reactions_are_seen(started: Telegram) -> None:
    bot = started.bot
    sent = await bot.send_message(1001, "one")
    edited = await bot.edit_message_text("two", chat_id=1001, message_id=sent.message_id)
    assert not isinstance(edited, bool) and edited.edit_date
    assert await bot.pin_chat_message(1001, sent.message_id)
    assert await bot.set_message_reaction(1001, sent.message_id, [ReactionTypeEmoji(emoji="👍")])
    shown = (await screen(started))["messages"][1]
    assert (shown["text"], shown["pinned"], shown["reactions"]) == ("two", True, [{"emoji": "👍", "people": [4242]}])
    assert shown["edited"]
    assert await bot.unpin_chat_message(1001, message_id=sent.message_id) and await bot.unpin_all_chat_messages(1001)
    assert await bot.delete_message(1001, sent.message_id)
    shown = (await screen(started))["messages"][1]
    assert (shown["deleted"], shown["text"], shown["pinned"]) == (True, "", False)


async def test_a_bot_asks_about_chats(telegram: Telegram) -> None:
    bot = telegram.bot
    made = await telegram.post(
        "/groups", title="G", kind="forum", members=[1001, 1002], bot_in="admin", username="mare"
    )
    chat = made["id"]
    full = await bot.get_chat("@mare")
    assert (full.id, full.title, full.is_forum, full.type) == (chat, "G", True, "supergroup")
    assert {(one.user.id, one.status) for one in await bot.get_chat_administrators(chat)} == {
        (1001, "creator"),
        (4242, "administrator"),
    }
    assert (await bot.get_chat_member(chat, 1002)).status == "member"
    assert await bot.get_chat_member_count(chat) == 3
    await telegram.asks("DELETE", f"/chats/{chat}/members/1002?by=1001")
    assert (await bot.get_chat_member(chat, 1002)).status == "kicked"
    assert await bot.set_chat_title(chat, "Mare Street")
    assert (await bot.get_chat(1001)).first_name == "Ana"
    assert (await bot.get_user_profile_photos(1001)).photos == []


async def test_a_bot_runs_topics(telegram: Telegram) -> None:
    bot = telegram.bot
    chat = (await telegram.post("/groups", title="F", kind="forum", members=[1001], bot_in="admin"))["id"]
    topic = (await bot.create_forum_topic(chat, "Answers")).message_thread_id
    assert await bot.edit_forum_topic(chat, topic, name="Questions")
    assert await bot.close_forum_topic(chat, topic)
    assert (await bot.send_message(chat, "An administrator may", message_thread_id=topic)).message_thread_id == topic
    assert (await telegram.get(f"/chats/{chat}"))["topics"] == [
        {"id": topic, "name": "Questions", "closed": True, "icon_color": 7322096}
    ]
    assert len((await telegram.get(f"/people/1001/chats/{chat}?topic={topic}"))["messages"]) == 4
    assert await bot.reopen_forum_topic(chat, topic) and await bot.delete_forum_topic(chat, topic)
    assert (await telegram.get(f"/chats/{chat}"))["topics"] == []


async def test_a_bot_says_who_it_is(started: Telegram) -> None:
    bot = started.bot
    await bot.set_my_commands([BotCommand(command="tell", description="Tell us")])
    await bot.set_my_commands(
        [BotCommand(command="tell", description="Powiedz")],
        scope=BotCommandScopeAllPrivateChats(),
        language_code="pl",
    )
    assert (await screen(started))["commands"] == [{"command": "tell", "description": "Powiedz"}]
    assert [(one.command, one.description) for one in await bot.get_my_commands()] == [("tell", "Tell us")]
    await bot.delete_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="pl")
    assert (await screen(started))["commands"] == [{"command": "tell", "description": "Tell us"}]
    await bot.set_my_description("Speak up")
    await bot.set_my_description("Mów", language_code="pl")
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_description(language_code="pl")).description == "Mów"
    assert (await bot.get_my_description(language_code="ur")).description == "Speak up"
    assert (await bot.get_my_short_description()).short_description == "Short"
    await bot.set_my_name("Echo")
    assert (await bot.get_my_name()).name == (await bot.get_me()).first_name == "Echo"
    sent = await bot.send_message(1001, "x")
    assert sent.from_user and sent.from_user.first_name == "Echo"
    assert await bot.set_chat_menu_button() and (await bot.get_chat_menu_button()).type == "commands"
    assert not (await bot.get_my_default_administrator_rights()).can_manage_chat
    assert await bot.log_out() and await bot.close()


async def test_what_the_shapes_are_made_of_is_what_python_telegram_bot_writes(started: Telegram) -> None:
    """Messages are put together from parts; whole ones of python-telegram-bot's must not differ."""
    import telegram as ptb

    from bot.practice import wire

    await started.does(1001, "photo", caption="see https://example.org")
    said = await started.does(1001, "say", text="Damp")
    await started.does(1001, "say", text="/tell", reply_to=said["message_id"])
    markup = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await started.calls("sendMessage", chat_id=1001, text="<b>x</b>", parse_mode="HTML", reply_markup=markup)
    for message in started.world.private(started.world.the_bot(), started.world.people[1001]).messages.values():
        written = wire.message(message)
        theirs = ptb.Message.de_json(written, None)
        assert theirs and _without_flags(theirs.to_dict()) == written


def _without_flags(written: Any) -> Any:
    if not isinstance(written, dict):
        return written
    return {name: _without_flags(value) for name, value in written.items() if value is not False or name == "is_bot"}
