"""Which messages of a group a bot gets to see."""

from __future__ import annotations

from bot.practice.chats import Chat
from bot.practice.messages import Message
from bot.practice.people import Bot


def sees(bot: Bot, message: Message) -> bool:
    """Whether a bot is told of a message that somebody else wrote in one of its chats.

    An administrator, or a bot without privacy mode, sees everything. The others see what is about the group itself,
    replies to themselves, and commands meant for them.
    """
    chat = message.chat
    if message.from_bot and message.kind != "service":
        return False
    member = chat.member(bot.id)
    if chat.private or not bot.privacy or message.kind == "service" or (member is not None and member.administrator):
        return True
    if message.reply_to is not None and message.reply_to.sender is bot:
        return True
    return _commanded(bot, message, chat)


def _commanded(bot: Bot, message: Message, chat: Chat) -> bool:
    first = message.entities[0] if message.entities else {}
    if first.get("type") != "bot_command" or first.get("offset") != 0:
        return False
    addressee = message.text[: first["length"]].partition("@")[2]
    if addressee:
        return addressee.lower() == bot.username.lower()
    bots = chat.bots()
    return len(bots) == 1 or chat.last_bot in (None, bot.id)
