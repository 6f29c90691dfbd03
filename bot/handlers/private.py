"""Messages in private chats: commands, the open conversation, replies, and everything else is something told."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.types import Message

from bot.handlers import arrival, checking_commands, commands, desk_replies, telling, urgency
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.handlers.replies import explained, replied_to
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.language import Code, Text, _
from bot.loop import acknowledging, alerts, chats, door, insights, language_offers, people, returning, saying, urgent
from bot.store.conversations import Talking
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Said, Sent


async def message(message: Message, bot: Bot, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """Somebody wrote to the bot in private. Other bots get no answer, or two could answer each other for ever."""
    arrived = arrival.read(message, bot.id)
    if arrived.by_machine:
        return
    await unit(
        lambda work: _heard(work, arrived, reception, conversations),
        lambda work, text: _sorry(work, arrived, reception, text),
    )


async def edited(message: Message, bot: Bot, unit: Unit, reception: Reception) -> None:
    """Somebody edited what they had told: the words kept are the new ones."""
    arrived = arrival.read(message, bot.id, is_edit=True)
    await unit(
        lambda work: _edited(work, arrived, reception), lambda work, text: _sorry(work, arrived, reception, text)
    )


def _heard(work: Work, arrived: Arrived, reception: Reception, conversations: Conversations) -> None:
    if arrived.sender is None:
        return
    person, chat = people.meet_in_chat(work, in_our_language(arrived.sender, reception.languages))
    returning.reachable(work, chat)
    seems = reception.detection.language(arrived.rest, reception.languages.offered, person.language)
    talking = conversations.open(work, person)
    added_to = urgency.added_to(talking)
    _take(work, person, replace(arrived, language=seems), talking, conversations)
    urgency.in_private(work, person, arrived, added_to)
    if talking is None or not people.is_staff(work, person):
        language_offers.offer(work, person, seems, reception.languages)


def _take(work: Work, person: Person, arrived: Arrived, talking: Talking | None, conversations: Conversations) -> None:
    if talking is not None and arrived.command in commands.PRACTISED and conversations.is_practice(talking):
        conversations.hear(work, person, talking, Said(arrived.words))
    elif arrived.command and not (talking and arrived.command in commands.TO_TALK):
        commands.run(work, person, arrived, conversations)
    elif arrived.odd:
        saying.to_person(work, person, arrived.odd)
        if talking is not None:
            conversations.ask_again(work, person, talking)
    elif talking is not None:
        if arrived.refused is not None:
            saying.to_person(work, person, [arrived.refused])
        if explained(work, person, arrived):
            return
        if not checking_commands.took_in_talk(work, person, talking, arrived, conversations):
            conversations.hear(work, person, talking, _for_talk(arrived))
    elif not replied_to(work, person, arrived) and not desk_replies.answered(work, person, arrived, conversations):
        _tell_or_answer(work, person, arrived, conversations)


def _sorry(work: Work, arrived: Arrived, reception: Reception, text: Text) -> None:
    if arrived.sender is not None:
        person, chat = people.meet_in_chat(work, in_our_language(arrived.sender, reception.languages))
        returning.reachable(work, chat)
        rows = [*door.ways_in(person), [urgent.BUTTON]] if person.consented_at is None else []
        saying.to_person(work, person, [text], rows, reply_to=arrived.message_id)
        urgency.in_private(work, person, arrived)


def _for_talk(arrived: Arrived) -> Said | Sent:
    if arrived.media:
        medium = arrived.media[0]
        about = (arrived.words, None, arrived.size, arrived.unique_id)
        return Sent(medium["kind"], medium["file_id"], *about)
    return Said(arrived.words)


def _tell_or_answer(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """Somebody whom a colleague speaks with on an alert writes to them; a copy of a message of ours is compared.

    Everything else is something told.
    """
    alert = alerts.awaiting_words(work, person)
    if alert is None:
        if checking_commands.took(work, person, arrived, conversations.languages):
            return
        door.must_have_joined(work, person)
        telling.take(work, person, arrived)
    else:
        media = arrived.media[0] if arrived.media else None
        alerts.answer(work, person, alert.number, arrived.words, media)


def reworded(work: Work, arrived: Arrived) -> bool:
    """An edited message: what was told in it is changed. False where nothing was told in it."""
    chat = chats.find(work, arrived.chat)
    person = people.known(work, arrived.sender.telegram_id) if arrived.sender else None
    insight = insights.at_message(work, chat, arrived.message_id) if chat else None
    if person is None or chat is None or insight is None or insight.person_id != person.id:
        return False
    words = arrived.rest if arrived.command else arrived.words
    if words:
        insights.reword(work, person, chat, arrived.message_id, words, at=arrived.sent_at)
    elif insight.taken_back_at is None:
        text = _(
            "I saw that you changed your message. I have kept {reference} as it was. "
            "To take it back, tap “Take it back” under what I answered.",
            reference=Code(insight.reference),
        )
        acknowledging.say_to_teller(work, insight, person, [text])
    return True


def _edited(work: Work, arrived: Arrived, reception: Reception) -> None:
    was_told = reworded(work, arrived)
    if arrived.sender is None:
        return
    person = people.meet_in_private(work, in_our_language(arrived.sender, reception.languages))
    if not was_told and arrived.words and person.consented_at is not None:
        text = _("I saw that you changed a message. I follow changes only in what you told me. Please send it again.")
        saying.to_person(work, person, [text], reply_to=arrived.message_id)
    urgency.in_private(work, person, arrived)


async def _is_private(message: Message) -> bool:
    """Awaitable, since aiogram runs a plain filter in a thread of its own: one hop more for every message."""
    return arrival.is_private(message)


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="private")
    made.message.register(message, _is_private)
    made.edited_message.register(edited, _is_private)
    return made
