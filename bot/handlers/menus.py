"""The command menus that Telegram shows beside the text field."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.language import Languages, _

IN_PRIVATE = {
    "ask": _("Ask the health team a question"),
    "check": _("Going round: is it true?"),
    "help": _("What I can do"),
    "language": _("Another language"),
    "cancel": _("Drop what we are in the middle of"),
    "stop": _("No more messages"),
}
IN_GROUPS = {
    "tell": _("Tell the health team something"),
    "ask": _("Ask the health team a question"),
    "check": _("Going round: is it true?"),
}
TWO_LETTERS = 2


async def offer(bot: Bot, languages: Languages) -> None:
    """Set the menus, in every language that Telegram takes for menus (two letters), and in the first for all others."""
    scopes = ((BotCommandScopeAllPrivateChats(), IN_PRIVATE), (BotCommandScopeAllGroupChats(), IN_GROUPS))
    for scope, texts in scopes:
        for code in (None, *(code for code in languages.offered if len(code) == TWO_LETTERS)):
            read = code or languages.offered[0]
            commands = [
                BotCommand(command=name, description=languages.read(text, read)) for name, text in texts.items()
            ]
            await bot.set_my_commands(commands, scope=scope, language_code=code)
