"""Buttons of the settings menu, and the "not now" under what staff ask."""

from __future__ import annotations

import re

from bot import errors
from bot.handlers import settings_menu
from bot.handlers.buttons import NUMBER, Acts, gone
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import asking, door, people, quiet
from bot.store.chats import Chat
from bot.store.people import Person
from bot.store.session import Work

ASKED = ("language", "reads", "easy", "voice", "often", "quiet", "asks", "groups", "name", "about", "pause")


def _of_setting(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    door.must_have_joined(work, person)
    setting = rest[0]
    if person.chat_id is None:
        return gone()
    if setting == "groups" and not people.groups_of(work, person):
        raise errors.NoLongerThere(_("You belong to no group here."))
    if setting == "name" and people.is_staff(work, person):
        raise errors.NotAllowed(
            _("People see your name under what you write as staff. To change it, ask an administrator.")
        )
    conversations.start(work, person, "leave" if setting == "leave" else f"set_{setting}")
    return None


def _resumed(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    door.must_have_joined(work, person)
    if person.chat_id is None:
        return gone()
    quiet.resume(work, work.session.get_one(Chat, person.chat_id))
    settings_menu.show(work, person, conversations.offered)
    return _("Welcome back. What waited is on its way.")


def _declined(work: Work, person: Person, rest: list[str], conversations: Conversations) -> Text | None:
    asking.decline(work, person, int(rest[0]))
    return _("That is fine. You need not say why.")


ACTS: Acts = {
    re.compile(f"set:({'|'.join(ASKED)}|leave)"): _of_setting,
    re.compile("set:resume()"): _resumed,
    re.compile(f"ask:{NUMBER}:no"): _declined,
}
