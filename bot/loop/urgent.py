"""Urgent help: fixed words and numbers, when a person reads next, and the way to one. It stands in every menu."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Text, _, p_
from bot.loop import alert_ends, at_work, away, help_lines, hours, people, rota, saying
from bot.store.chats import Chat
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

BUTTON = Button(p_("button", "Urgent help"), "u:now")
TELL_A_PERSON = Button(p_("button", "Tell a person now"), "u:tell")
I_AM_SAFE = Button(p_("button", "I am safe"), "u:safe")


def show(work: Work, person: Person) -> None:
    """Say in private where help is, day and night, and who reads what is written here, and when."""
    parts = [*as_said(help_lines.told(work, person.language or "en")), reads_next(work)]
    rows = [[TELL_A_PERSON]] if rota.turns(work) else []
    saying.to_person(work, person, parts, [*rows, [I_AM_SAFE]], lane=Lane.ALERT)


def as_said(lines: Sequence[Text]) -> list[Text]:
    """The lines, below who helps and who does not."""
    return [_("I am a machine. No person is reading this at this moment. These people help now:"), *lines]


def show_in_group(work: Work, person: Person | None, chat: Chat, reply_to: int) -> None:
    """Answer in private where the bot can write to them; else in the group, in a short line for everyone."""
    if person is not None and can_write_to(work, person):
        show(work, person)
    else:
        saying.to_chat(work, chat.number, [help_lines.IN_SHORT], reply_to=reply_to)


def can_write_to(work: Work, person: Person) -> bool:
    """Whether they have a private chat with the bot that is open."""
    chat = work.session.get(Chat, person.chat_id) if person.chat_id else None
    return chat is not None and chat.unreachable_at is None


def reads_next(work: Work) -> Text:
    """When a person reads, as far as anybody has promised to."""
    on_duty = rota.on_duty(work)
    if on_duty:
        who, until = on_duty[0]
        return _(
            "{who} is on duty until {until}. Press “Tell a person now”, and I tell them at once.",
            who=people.name_and_title(who),
            until=until,
        )
    begin = rota.next_begin(work)
    if begin is not None:
        return _("Nobody is on duty now. The next person on duty begins at {begin}.", begin=begin)
    return _in_reading_hours(work)


def safe(work: Work, person: Person) -> None:
    """Somebody says that they are safe."""
    saying.to_person(work, person, [_("I am glad. Urgent help is here at any time: write /urgent.")])
    alert_ends.say_safe(work, person)


def _in_reading_hours(work: Work) -> Text:
    reading = help_lines.reading_hours(work)
    if reading is None:
        is_away = away.is_away(work)
        return at_work.told(work) if is_away else _("I cannot promise when a person reads what you write here.")
    until = hours.ends_at(work, reading)
    if until is not None:
        return _("The team reads what you write here until {until}, but perhaps not at once.", until=until)
    begin = hours.next_begin(work, [reading])
    return _("The team reads what you write here from {begin}, and not before.", begin=begin)
