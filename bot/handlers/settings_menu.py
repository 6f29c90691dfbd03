"""The one message of `/settings`: what is set now, each with the button that changes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.flows.rhythm import OFTEN, Often
from bot.language import Code, Text, _, own_words, p_
from bot.loop import about_me, people, preferences, quiet, saying, urgent
from bot.store.chats import Chat
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

SHAPE = "set:"
YES, NO, NONE = _("yes"), _("no"), _("none")
Offered = Sequence[tuple[str, str]]


def show(work: Work, person: Person, offered: Offered) -> None:
    """Show somebody their settings."""
    chat = work.session.get_one(Chat, person.chat_id)
    parts = [_("These are your settings. Tap one to change it.")]
    if quiet.is_paused(work, chat):
        parts.insert(0, _paused(chat))
    labels = _labels(work, person, chat, dict(offered))
    rows = [(Button(label, SHAPE + code),) for code, label in labels.items()]
    saying.to_person(work, person, parts, [*rows, (urgent.BUTTON,)])


def _labels(work: Work, person: Person, chat: Chat, names: Mapping[str, str]) -> dict[str, Text]:
    set_now = preferences.of(work, person.id)
    language = person.language or "en"
    also = [names.get(code, code) for code in set_now.also_reads if code != language] if set_now else []
    every = set_now.every_days if set_now else None
    often = Often.AS_IT_COMES if every is None else Often(str(every))
    labels = {
        "language": p_("button", "Language: {value}", value=names.get(language, language)),
        "reads": p_("button", "I also read: {value}", value=also or NONE),
        "easy": p_("button", "Easy read: {value}", value=YES if set_now and set_now.easy_read else NO),
        "voice": p_("button", "As a voice note: {value}", value=YES if set_now and set_now.voice else NO),
        "often": p_("button", "How often: {value}", value=OFTEN[often]),
        "quiet": p_("button", "Quiet: {value}", value=_hours(chat)),
        "asks": p_("button", "May ask me: {value} a week", value=preferences.asks_a_week(work, person)),
        "groups": p_("button", "My groups: {value}", value=len(people.groups_of(work, person))),
    }
    if not people.is_staff(work, person):
        labels["name"] = p_("button", "My name: {value}", value=own_words(person.name) if person.name else NONE)
    labels["about"] = p_("button", "About me: {value}", value=YES if about_me.of(work, person) else NONE)
    if quiet.is_paused(work, chat):
        labels["resume"] = p_("button", "End the pause")
    else:
        labels["pause"] = p_("button", "Take a pause")
    return {**labels, "leave": p_("button", "No more messages")}


def _paused(chat: Chat) -> Text:
    if chat.paused_until in (None, quiet.FOR_NOW):
        return _("You are on a pause until you end it. What is owed to you waits.")
    return _("You are on a pause until {moment}. What is owed to you waits.", moment=chat.paused_until)


def _hours(chat: Chat) -> Text:
    if chat.quiet_from is None or chat.quiet_to is None:
        return NONE
    return p_("button", "{start} to {end}", start=_clock(chat.quiet_from), end=_clock(chat.quiet_to))


def _clock(minutes: int) -> Code:
    return Code(f"{minutes // 60}:{minutes % 60:02}")
