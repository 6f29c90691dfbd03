"""Messages in groups: a community's group, the staff room, and chats that nobody has said anything about yet."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Bot, Router
from aiogram.types import Message

from bot import errors
from bot.handlers import (
    arrival,
    checking_commands,
    commands,
    desk_replies,
    group_commands,
    guide,
    private,
    telling_commands,
    urgency,
)
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.handlers.replies import replied_to, said_there
from bot.handlers.telling import told
from bot.handlers.unit import Reception, Unit, in_our_language
from bot.language import Text, _, p_
from bot.loop import (
    arriving,
    chats,
    door,
    handling,
    hosts,
    in_a_row,
    insights,
    people,
    returning,
    rooms,
    saying,
    urgent,
)
from bot.store import chats as chat_table
from bot.store.chats import Chat, Group, Purpose
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

HOW_TO_TELL = frozenset({"start", "help"})
NOT_FROM_BLOCKED = _("I cannot take that in. Please write to me in private.")


async def message(message: Message, bot: Bot, unit: Unit, reception: Reception, conversations: Conversations) -> None:
    """Somebody wrote in a group; of that, the bot reads only commands and replies to it."""
    if message.migrate_to_chat_id is not None:
        old, new = message.chat.id, message.migrate_to_chat_id
        await unit(lambda work: _moved(work, old, new))
        return
    if message.migrate_from_chat_id is not None:
        old, new = message.migrate_from_chat_id, message.chat.id
        await unit(lambda work: _moved(work, old, new))
        return
    if message.new_chat_title is not None:
        where, title = message.chat.id, message.new_chat_title
        await unit(lambda work: chats.renamed(work, where, title))
        return
    if message.left_chat_member is not None and message.left_chat_member.id != bot.id:
        where, gone = message.chat.id, message.left_chat_member.id
        await unit(lambda work: _gone(work, where, gone))
        return
    arrived = arrival.read(message, bot.id)
    if arrived.by_machine:
        return
    if arrived.addressed and arrived.addressed != (reception.programme.username or arrived.addressed).lower():
        return
    if arrived.sender is not None:
        arrived = replace(arrived, sender=in_our_language(arrived.sender, reception.languages))
    is_forum = bool(message.chat.is_forum)
    if arrived.command or arrived.replies_to_bot:
        await unit(
            lambda work: _take(work, arrived, conversations, is_forum=is_forum),
            lambda work, text: _sorry(work, arrived, text),
        )


async def edited(message: Message, bot: Bot, unit: Unit) -> None:
    """Somebody edited what they had told in a group."""
    arrived = arrival.read(message, bot.id, is_edit=True)
    await unit(lambda work: _edited(work, arrived), lambda work, text: _sorry(work, arrived, text))


def _moved(work: Work, old: int, new: int) -> None:
    chat_table.migrate(work.session, work.programme_id, old, new)


def _take(work: Work, arrived: Arrived, conversations: Conversations, *, is_forum: bool) -> None:
    rooms.seen(work, arrived.chat, is_forum=is_forum)
    if arrived.command == "urgent":
        _urgent(work, arrived)
    elif arrived.command != checking_commands.CHECK or not checking_commands.in_group(
        work, arrived, conversations.languages
    ):
        _heard(work, arrived, conversations)
    urgency.in_group(work, arrived)


def _edited(work: Work, arrived: Arrived) -> None:
    chat = chats.find(work, arrived.chat)
    if chat is None or insights.at_message(work, chat, arrived.message_id) is None:
        return
    person = people.known(work, arrived.sender.telegram_id) if arrived.sender else None
    if person is not None and person.blocked_at is not None:
        raise errors.NotAllowed(NOT_FROM_BLOCKED)
    private.reworded(work, arrived)
    urgency.in_group(work, arrived)


def _urgent(work: Work, arrived: Arrived) -> None:
    """For everybody, in any chat, whatever the bot is there."""
    chat = chats.find(work, arrived.chat) or chats.added(work, arrived.chat, arrived.title)
    person = people.known(work, arrived.sender.telegram_id) if arrived.sender else None
    urgent.show_in_group(work, person, chat, arrived.message_id)


def _gone(work: Work, telegram_chat: int, telegram_id: int) -> None:
    """Somebody left the group."""
    chat, person = chats.find(work, telegram_chat), people.known(work, telegram_id)
    group = chats.group_in(work, chat) if chat else None
    if chat is not None and group is not None and person is not None:
        hosts.gone(work, group, person)


def _heard(work: Work, arrived: Arrived, conversations: Conversations) -> None:
    chat = chats.find(work, arrived.chat)
    if chat is None or chat.purpose == Purpose.UNKNOWN:
        if arrived.is_for_us or arrived.replies_to_bot:
            _not_yet(work, arrived)
        return
    returning.reachable(work, chat)
    group = chats.group_in(work, chat)
    if arrived.command == "group" and group is not None:
        hosts.offer_there(work, group, reply_to=arrived.message_id)
        return
    if arrived.sender is None:
        _nobody(work, chat, arrived)
        return
    person = people.meet(work, arrived.sender)
    if chat.purpose == Purpose.STAFF_ROOM:
        _in_staff_room(work, person, arrived, conversations)
    elif group is not None:
        _in_group(work, chat, group, person, arrived)


def _not_yet(work: Work, arrived: Arrived) -> None:
    chat = chats.added(work, arrived.chat, arrived.title)
    arriving.waits(work, chat)
    text = _("I do not know this chat yet: somebody of the team has to say what it is. Until then I keep nothing here.")
    saying.to_chat(work, chat.number, [text], reply_to=arrived.message_id)


def _sorry(work: Work, arrived: Arrived, text: Text) -> None:
    chat = chats.find(work, arrived.chat)
    if chat is not None:
        returning.reachable(work, chat)
        saying.to_chat(work, chat.number, [text], reply_to=arrived.message_id)
        urgency.in_group(work, arrived)


def _nobody(work: Work, chat: Chat, arrived: Arrived) -> None:
    if arrived.command and not arrived.is_for_us:
        return
    text = _("I cannot see who wrote that. Please write under your own name, not as the group.")
    saying.to_chat(work, chat.number, [text], reply_to=arrived.message_id)


def _in_group(work: Work, chat: Chat, group: Group, person: Person, arrived: Arrived) -> None:
    if arrived.command and arrived.command not in telling_commands.KINDS:
        _command_in_group(work, chat, group, person, arrived)
        return
    if person.blocked_at is not None:
        raise errors.NotAllowed(NOT_FROM_BLOCKED)
    if door.may_be_heard_in_group(person) and not arrived.command and replied_to(work, person, arrived):
        return
    if not arrived.rest and not arrived.media:
        text = arrived.refused or _how_to_tell()
        saying.to_chat(work, chat.number, [text], reply_to=arrived.message_id)
    elif not door.may_be_heard_in_group(person):
        _ask_consent(work, chat, arrived)
    else:
        people.belongs(work, person, group)
        kind = telling_commands.KINDS.get(arrived.command)
        in_a_row.take_in_group(work, person, told(chat.number, arrived), group, kind)


def _command_in_group(work: Work, chat: Chat, group: Group, person: Person, arrived: Arrived) -> None:
    if arrived.command in group_commands.IN_GROUPS:
        answer = group_commands.IN_GROUPS[arrived.command](work, chat, group, person, arrived)
        if answer is not None:
            saying.to_chat(work, chat.number, [answer], reply_to=arrived.message_id)
    elif arrived.command in commands.COMMANDS and arrived.command not in HOW_TO_TELL:
        group_commands.to_private(work, chat, arrived)
    elif arrived.is_for_us:
        parts, rows = guide.in_group(_how_to_tell()), ((urgent.BUTTON,),)
        saying.to_chat(work, chat.number, parts, rows, reply_to=arrived.message_id)


def _how_to_tell() -> Text:
    return _(
        "Write /tell and then what you hear or live, in one message. "
        "For instance: /tell nobody picks up the clinic's phone"
    )


def _ask_consent(work: Work, chat: Chat, arrived: Arrived) -> None:
    parts = [
        _(
            "May I keep this and bring it to {team}? They will read it; no name goes with it.",
            team=work.programme.name,
        ),
        _("I answer here, by a date that I tell you. You can take it back at any time."),
    ]
    row = (Button(p_("button", "Yes, keep it"), "k:yes"), Button(p_("button", "No"), "k:no"))
    saying.to_chat(work, chat.number, parts, (row,), reply_to=arrived.message_id)


def consented(work: Work, person: Person, arrived: Arrived) -> None:
    """The one who told in a group said yes to its being kept there: now it is. It is no yes to the letter."""
    chat = chats.find(work, arrived.chat)
    group = chats.group_in(work, chat) if chat else None
    if chat is None or group is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    person.consented_in_group_at = person.consented_in_group_at or work.now
    if insights.at_message(work, chat, arrived.message_id) is None:
        _in_group(work, chat, group, person, arrived)


def _in_staff_room(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    if arrived.command:
        if arrived.is_for_us:
            raise errors.Mistake(_("This is the team's staff room. To answer somebody, reply to a card."))
        return
    people.must_be_staff(work, person)
    said = said_there(work, arrived)
    insight = work.session.get(Insight, said.insight_id) if said and said.insight_id else None
    if insight is None:
        raise errors.Mistake(_("To answer somebody, reply to their card. It has a number on it, like H-12."))
    insight = handling.to_act_on(work, person, insight.number)
    if not arrived.words:
        raise errors.Mistake(_("Please answer in words. Voice notes and pictures cannot go back this way yet."))
    desk_replies.begin(work, person, insight.number, arrived.words, conversations)
    saying.to_staff(work, [desk_replies.SHOWN_IN_PRIVATE], insight_id=insight.number, reply_to=arrived.message_id)


def router() -> Router:
    """A router of one's own, for one dispatcher."""
    made = Router(name="groups")
    made.message.register(message)
    made.edited_message.register(edited)
    return made
