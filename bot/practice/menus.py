"""What a bot says about itself: commands, name, descriptions; by scope and language."""

from __future__ import annotations

from typing import Any

from bot.practice.chats import Chat
from bot.practice.people import Bot, Person

JSON = dict[str, Any]

DEFAULT_SCOPE = "default"


def told(bot: Bot, what: str, scope: str = DEFAULT_SCOPE, language: str = "") -> Any:
    """What the bot has set, for exactly this scope and language; None where it has not."""
    return bot.told.get((what, scope, language))


def tell(bot: Bot, what: str, value: Any, scope: str = DEFAULT_SCOPE, language: str = "") -> None:
    """The bot sets something about itself; an empty value takes it back."""
    if value:
        bot.told[what, scope, language] = value
    else:
        bot.told.pop((what, scope, language), None)


def commands_for(bot: Bot, chat: Chat, person: Person) -> list[JSON]:
    """The commands that this person is offered in this chat: of the narrowest scope that has any, in their language."""
    language = (person.language_code or "")[:2]
    for scope in _scopes(chat, person):
        for each in (language, ""):
            if found := told(bot, "commands", scope, each):
                return list(found)
    return []


def _scopes(chat: Chat, person: Person) -> list[str]:
    if chat.private:
        return [f"chat {chat.id}", "all_private_chats", DEFAULT_SCOPE]
    member = chat.member(person.id)
    admin = member is not None and member.administrator
    narrow = [f"chat_member {chat.id} {person.id}"]
    narrow += [f"chat_administrators {chat.id}"] if admin else []
    narrow += [f"chat {chat.id}"]
    narrow += ["all_chat_administrators"] if admin else []
    return [*narrow, "all_group_chats", DEFAULT_SCOPE]
