"""Messages in private chats: commands, the open conversation, replies, and everything else is something told."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.types import Message

from bot import errors
from bot.handlers import arrival, commands, urgency
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.handlers.replies import explained, replied_to
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.language import Text, _
from bot.loop import alerts, chats, door, insights, people, returning, saying, urgent
from bot.store.conversations import Talking
from bot.store.people import Person
from bot.store.session import Work
from bot.talk import Said, Sent


async def message(message: Message, bot: Bot, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """Somebody wrote to the bot in private."""
    arrived = arrival.read(message, bot.id)
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
    talking = conversations.open(work, person)
    added_to = urgency.added_to(talking)
    _take(work, person, arrived, talking, conversations)
    urgency.in_private(work, person, arrived, added_to)


def _take(work: Work, person: Person, arrived: Arrived, talking: Talking | None, conversations: Conversations) -> None:
    if talking is not None and arrived.command in commands.PRACTISED and conversations.is_practice(talking):
        conversations.hear(work, person, talking, Said(arrived.words))
    elif arrived.command and not (talking and arrived.command in commands.TO_TALK):
        _command(work, person, arrived, conversations)
    elif talking is not None:
        if not explained(work, person, arrived):
            conversations.hear(work, person, talking, _for_talk(arrived))
    elif arrived.unknown:
        saying.to_person(
            work, person, [_("I can take words, voice notes and pictures. Please tell me in one of these.")]
        )
    elif not replied_to(work, person, arrived):
        _tell_or_answer(work, person, arrived)


def _sorry(work: Work, arrived: Arrived, reception: Reception, text: Text) -> None:
    if arrived.sender is not None:
        person = people.meet_in_private(work, in_our_language(arrived.sender, reception.languages))
        rows = [[urgent.BUTTON]] if person.consented_at is None else []
        saying.to_person(work, person, [text], rows, reply_to=arrived.message_id)
        urgency.in_private(work, person, arrived)


def _edited(work: Work, arrived: Arrived, reception: Reception) -> None:
    reworded(work, arrived)
    if arrived.sender is not None:
        person = people.meet_in_private(work, in_our_language(arrived.sender, reception.languages))
        urgency.in_private(work, person, arrived)


def _for_talk(arrived: Arrived) -> Said | Sent:
    if arrived.media:
        medium = arrived.media[0]
        return Sent(medium["kind"], medium["file_id"], caption=arrived.words)
    return Said(arrived.words)


def _tell_or_answer(work: Work, person: Person, arrived: Arrived) -> None:
    """Somebody whom a colleague speaks with on an alert writes to them; everything else is something told."""
    alert = alerts.awaiting_words(work, person)
    if alert is None:
        _tell(work, person, arrived)
    else:
        media = arrived.media[0] if arrived.media else None
        alerts.answer(work, person, alert.number, arrived.words, media)


def _tell(work: Work, person: Person, arrived: Arrived) -> None:
    door.must_have_joined(work, person)
    if not arrived.words and not arrived.media:
        raise errors.Mistake(_("Write /tell and then what you heard, in the same message."))
    told = insights.Told(arrived.words, arrived.media, person.chat_id, arrived.message_id)
    insights.tell(work, person, told)


def _command(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if arrived.command == "tell":
        _tell(work, person, replace(arrived, words=arrived.rest))
    else:
        commands.run(work, person, arrived, conversations)


def reworded(work: Work, arrived: Arrived) -> None:
    """An edited message: what was told in it is changed; anything else is left as it was."""
    chat = chats.find(work, arrived.chat)
    person = people.known(work, arrived.sender.telegram_id) if arrived.sender else None
    insight = insights.at_message(work, chat, arrived.message_id) if chat else None
    words = arrived.rest if arrived.command else arrived.words
    if person is not None and insight is not None and insight.taken_back_at is None and words:
        insights.reword(work, person, insight.number, words)


async def _is_private(message: Message) -> bool:
    """Awaitable, since aiogram runs a plain filter in a thread of its own: one hop more for every message."""
    return arrival.is_private(message)


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="private")
    made.message.register(message, _is_private)
    made.edited_message.register(edited, _is_private)
    return made
