"""The command menus that Telegram shows beside the text field."""

from __future__ import annotations

from collections.abc import Sequence

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot import pseudo
from bot.language import Languages, _

IN_PRIVATE = {
    "urgent": _("Urgent help"),
    "ask": _("Ask the health team a question"),
    "check": _("Going round: is it true?"),
    "help": _("What I can do"),
    "settings": _("Settings: how and when I write to you"),
    "letter": _("The letter you read at the start"),
    "refer": _("Somebody needs help"),
    "mine": _("What became of what I told"),
    "places": _("Places that help"),
    "event": _("Report an event"),
    "propose": _("Propose a message to people"),
    "try": _("Practise; nothing is kept"),
    "language": _("Another language"),
    "group": _("The settings of my group"),
    "newgroup": _("A group that is not on Telegram"),
    "cancel": _("Drop what we are in the middle of"),
    "person": _("Talk to a person of the team"),
    "mydata": _("What I keep about you"),
    "complain": _("Complain"),
    "stop": _("No more messages"),
}
IN_GROUPS = {
    "urgent": _("Urgent help"),
    "tell": _("Tell the health team something"),
    "ask": _("Ask the health team a question"),
    "check": _("Going round: is it true?"),
    "loop": _("What became of what this group raised"),
    "group": _("How I speak in this group"),
}


async def offer(bot: Bot, languages: Languages) -> None:
    """Set the menus, in every language that Telegram takes for menus (two letters), and in the first for all others."""
    scopes = ((BotCommandScopeAllPrivateChats(), IN_PRIVATE), (BotCommandScopeAllGroupChats(), IN_GROUPS))
    for scope, texts in scopes:
        for code, read in ((None, languages.offered[0]), *_by_two_letters(languages.offered).items()):
            commands = [
                BotCommand(command=name, description=languages.read(text, read)) for name, text in texts.items()
            ]
            await bot.set_my_commands(commands, scope=scope, language_code=code)


def _by_two_letters(offered: Sequence[str]) -> dict[str, str]:
    """The offered languages by what Telegram calls them in menus: Chinese is "zh", whatever its script."""
    found: dict[str, str] = {}
    for code in offered:
        if code not in pseudo.LOCALES:
            found.setdefault(code.partition("_")[0], code)
    return found
