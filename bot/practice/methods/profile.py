"""What a bot says about itself."""

from __future__ import annotations

import re
from typing import Any

import telegram

from bot.practice import menus, wire
from bot.practice.calls import Call
from bot.practice.methods.registry import method
from bot.practice.refusals import Refused, bad
from bot.practice.texts import utf16_length

JSON = dict[str, Any]

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2}", re.ASCII)
_LONGEST = {"name": 64, "description": 512, "short_description": 120}
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)


@method
def get_me(call: Call) -> JSON:
    """The bot itself."""
    bot = call.bot
    me = telegram.User(
        bot.id,
        bot.first_name,
        True,
        username=bot.username,
        can_join_groups=True,
        can_read_all_group_messages=not bot.privacy,
        supports_inline_queries=False,
        can_connect_to_business=False,
        has_main_web_app=False,
    )
    return me.to_dict()


@method
def log_out(call: Call) -> bool:
    """Leaves Telegram's own server; here nothing comes of it."""
    return True


@method
def close(call: Call) -> bool:
    """Closes the bot before it moves to another server; here nothing comes of it."""
    return True


@method
def set_my_commands(call: Call) -> bool:
    """Sets the menu of commands, for a scope and a language."""
    commands = call.structure("commands", list) or []
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    menus.tell(call.bot, "commands", [_command(one) for one in commands], _scope(call), _language(call))
    _changed(call)
    return True


@method
def get_my_commands(call: Call) -> list[JSON]:
    """The menu of commands of a scope and a language."""
    return menus.told(call.bot, "commands", _scope(call), _language(call)) or []


@method
def delete_my_commands(call: Call) -> bool:
    """Takes a menu away."""
    menus.tell(call.bot, "commands", None, _scope(call), _language(call))
    _changed(call)
    return True


@method
def set_my_name(call: Call) -> bool:
    """The bot's name, in a language."""
    language = _language(call)
    name = _worded(call, "name")
    menus.tell(call.bot, "name", name, language=language)
    if name and not language:
        call.bot.first_name = name
        call.world.forget_faces()
    _changed(call)
    return True


@method
def get_my_name(call: Call) -> JSON:
    """The bot's name, in a language."""
    return {"name": _best(call, "name") or call.bot.first_name}


@method
def set_my_description(call: Call) -> bool:
    """What an empty chat with the bot shows."""
    return _set(call, "description")


@method
def get_my_description(call: Call) -> JSON:
    """What an empty chat with the bot shows."""
    return {"description": _best(call, "description")}


@method
def set_my_short_description(call: Call) -> bool:
    """What the bot's profile shows."""
    return _set(call, "short_description")


@method
def get_my_short_description(call: Call) -> JSON:
    """What the bot's profile shows."""
    return {"short_description": _best(call, "short_description")}


@method
def set_chat_menu_button(call: Call) -> bool:
    """The button beside the input, for one chat or all."""
    button = call.structure("menu_button", dict)
    if button is not None and button.get("type") not in ("commands", "web_app", "default"):
        raise bad("can't parse menu button: type is invalid")
    menus.tell(call.bot, "menu_button", button, f"chat {call.integer('chat_id', 0)}")
    return True


@method
def get_chat_menu_button(call: Call) -> JSON:
    """The button beside the input."""
    scopes = (f"chat {call.integer('chat_id', 0)}", "chat 0")
    found = (menus.told(call.bot, "menu_button", scope) for scope in scopes)
    return next((one for one in found if one), {"type": "commands"})


@method
def set_my_default_administrator_rights(call: Call) -> bool:
    """The rights that the bot asks for when it is made an administrator."""
    menus.tell(call.bot, "rights", call.structure("rights", dict), str(call.boolean("for_channels")))
    return True


@method
def get_my_default_administrator_rights(call: Call) -> JSON:
    """The rights that the bot asks for."""
    none = {**telegram.ChatAdministratorRights.no_rights().to_dict(), **wire.NEWER_RIGHTS}
    return {**none, **(menus.told(call.bot, "rights", str(call.boolean("for_channels"))) or {})}


def _set(call: Call, what: str) -> bool:
    menus.tell(call.bot, what, _worded(call, what), language=_language(call))
    _changed(call)
    return True


def _worded(call: Call, what: str) -> str:
    text = call.text(what)
    if utf16_length(text) > _LONGEST[what]:
        raise bad(f"bot {what.replace('_', ' ')} is too long")
    return text


def _best(call: Call, what: str) -> str:
    exact = menus.told(call.bot, what, language=_language(call))
    return str(exact or menus.told(call.bot, what) or "")


def _command(one: object) -> JSON:
    if (
        not isinstance(one, dict)
        or not isinstance(one.get("command"), str)
        or not isinstance(one.get("description"), str)
    ):
        raise bad("can't parse BotCommand")
    command = one["command"].removeprefix("/")
    if not _COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(one["description"]) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return telegram.BotCommand(command, one["description"]).to_dict()


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return language


def _scope(call: Call) -> str:
    scope = call.structure("scope", dict) or {"type": "default"}
    kind = scope.get("type")
    if kind not in _SCOPES:
        raise bad("can't parse BotCommandScope: unsupported type specified")
    if kind in ("chat", "chat_administrators", "chat_member") and not _knows(call, scope.get("chat_id")):
        raise Refused(400, "Bad Request: chat not found")
    return " ".join(str(scope[name]) for name in ("type", "chat_id", "user_id") if name in scope)


def _knows(call: Call, chat_id: object) -> bool:
    try:
        number = int(str(chat_id))
    except ValueError:
        return False
    return number in call.world.people or number in call.world.groups


def _changed(call: Call) -> None:
    bot_id = call.bot.id
    call.world.events.add("bot", lambda: {"bot": bot_id})
