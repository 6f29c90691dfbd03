"""Something for a whole group that is no telling: in its chat, or through the champion who stands for it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Text, _
from bot.loop import saying, standing
from bot.store.chats import Group
from bot.store.session import Work
from bot.words import Lane


def to_group(work: Work, group: Group, parts: Sequence[Text]) -> None:
    """Say it there; where the group has no chat, its champion gets it in the group's language, to be passed on."""
    if group.chat_id is not None:
        saying.to_chat(work, group.chat_id, parts, lane=Lane.TELLING)
        return
    champion = standing.champion_of(work, group)
    if champion is not None:
        saying.to_person(work, champion, [above(group)], lane=Lane.TELLING)
        saying.to_person(work, champion, parts, lane=Lane.TELLING, language=group.language)


def above(group: Group) -> Text:
    """What a champion reads before words that are for the group."""
    return _("Please pass this on to “{group}”, or read it out. The words are in the next message.", group=group.name)
