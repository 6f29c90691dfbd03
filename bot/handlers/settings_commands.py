"""`/settings`, and `/counts` of what people chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import labels
from bot.flows.rhythm import OF_GROUPS
from bot.handlers import settings_menu
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Text, _
from bot.loop import about_me, door, people, preferences, saying
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Role

ABOUT_ME: dict[str, tuple[Text, Mapping[Any, Text]]] = {
    "age": (_("Age"), labels.AGES),
    "disability": (_("Disability or long illness"), labels.DISABILITIES),
    "ethnicity": (_("Ethnic group"), labels.ETHNICITIES),
}


def _settings(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    door.must_have_joined(work, person)
    settings_menu.show(work, person, conversations.offered)


def _counts(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    people.must_be_staff(work, person)
    wishes = [
        ("easy_read", _("Easy read")),
        ("voice", _("As a voice note")),
        *((f"every_{often}", label) for often, label in OF_GROUPS.items()),
    ]
    parts = [_table(_("How people want to hear"), about_me.lines(preferences.counted(work), wishes))]
    if Role.ADMINISTRATOR in people.roles(work, person):
        parts += [
            _table(title, about_me.lines(about_me.counted(work, question), [*answers.items()]))
            for question, (title, answers) in ABOUT_ME.items()
        ]
    parts.append(_("Counts go in steps of five, and small ones are hidden, so that nobody can be found out by them."))
    saying.to_person(work, person, parts)


def _table(title: Text, lines: list[Text]) -> Text:
    return _("{title}: {counts}.", title=title, counts=lines)


COMMANDS = {"settings": _settings, "counts": _counts}
