"""Telegram chats that the bot was added to, and what they become: a community's group, the staff room, or left."""

from __future__ import annotations

from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Text, _
from bot.loop import cards, group_card, people, record, returning, rooms, saying, trusted_card, urgent
from bot.store import outbox
from bot.store.chats import Chat, Group, Purpose
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role

READ_ONLY = "may not write"

ONLY_COMMANDS = _("I see only what begins with / and replies to me. The rest of what you write here I do not see.")


def find(work: Work, telegram_id: int) -> Chat | None:
    """The chat with this Telegram number, if the bot was ever told of it."""
    found = select(Chat).where(Chat.programme_id == work.programme_id, Chat.telegram_id == telegram_id)
    return work.session.exec(found).first()


def group_in(work: Work, chat: Chat) -> Group | None:
    """The community's group that lives in a chat."""
    return work.session.exec(select(Group).where(Group.chat_id == chat.id)).first()


def added(work: Work, telegram_id: int, title: str) -> Chat:
    """The bot was added to a chat. Until somebody who may has said what it is, nothing in it is kept."""
    chat = find(work, telegram_id)
    if chat is None:
        chat = Chat(
            programme_id=work.programme_id,
            telegram_id=telegram_id,
            purpose=Purpose.UNKNOWN,
            title=title,
            seen_at=work.now,
        )
    chat.title = title
    work.session.add(chat)
    work.session.flush()
    returning.reachable(work, chat)
    return chat


def removed(work: Work, telegram_id: int, why: str, *, is_told: bool = True) -> None:
    """The bot was thrown out of a chat: nothing goes there any more, and staff see that it is owed.

    Where it was their own room, administrators hear of it in private.
    """
    chat = find(work, telegram_id)
    if chat is None or not _is_lost(work, chat, why) or not is_told:
        return
    if chat.purpose == Purpose.GROUP:
        told = _(
            "I was removed from the group {group}. What is owed to it cannot be told there.", group=_name(work, chat)
        )
        group = group_in(work, chat)
        rows = ((Button(group_card.END, f"grp:{group.number}:end"),),) if group is not None else ()
        saying.to_staff(work, [told], rows, topic=Topic.OWED)
    elif chat.purpose == Purpose.STAFF_ROOM:
        to_administrators(
            work,
            _("I was removed from the staff room “{title}”. Nobody sees now what people tell me.", title=chat.title),
            _("Add me there again, or to another group, and say that it is the staff room."),
        )


def read_only(work: Work, telegram_id: int) -> None:
    """The bot may not write in a chat any more; whoever runs the chat can change that, so staff are told."""
    chat = find(work, telegram_id)
    if chat is None or not _is_lost(work, chat, READ_ONLY):
        return
    if chat.purpose == Purpose.GROUP:
        text = _(
            "I may not write in the group {group} any more. What is owed to it waits. Please ask its host to allow me.",
            group=_name(work, chat),
        )
        saying.to_staff(work, [text], topic=Topic.OWED)
    elif chat.purpose == Purpose.STAFF_ROOM:
        to_administrators(work, _("I may not write in the staff room “{title}” any more.", title=chat.title))


def renamed(work: Work, telegram_id: int, title: str) -> None:
    """A chat has another title; the group in it keeps the name that was chosen for it."""
    chat = find(work, telegram_id)
    if chat is not None:
        chat.title = title
        work.session.add(chat)


def to_administrators(work: Work, *parts: Text) -> None:
    """Say something to every administrator in private."""
    for administrator in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        saying.to_person(work, administrator, parts, lane=Lane.ALERT)


def _is_lost(work: Work, chat: Chat, why: str) -> bool:
    """Note that nothing can be said there; false where that was known."""
    if chat.unreachable_at is not None:
        return False
    chat.unreachable_at, chat.unreachable_why = work.now, why
    work.session.add(chat)
    return True


def _name(work: Work, chat: Chat) -> str:
    group = group_in(work, chat)
    return group.name if group else chat.title


def unblocked(work: Work, telegram_id: int) -> None:
    """The bot may write there again."""
    chat = find(work, telegram_id)
    if chat is not None:
        returning.reachable(work, chat)


def bind_group(work: Work, by: Person, chat: Chat, name: str, language: str) -> Group:
    """The chat is a community's group: greet it in its language."""
    people.must_be_staff(work, by)
    group = group_in(work, chat) or Group(
        programme_id=work.programme_id, chat_id=chat.number, name=name, language=language, communities=[]
    )
    group.name, group.language, group.ended_at, group.keeper_id = name, language, None, None
    group.since = group.since or work.now
    chat.purpose = Purpose.GROUP
    work.session.add_all([group, chat])
    work.session.flush()
    record.act(work, by, "bind_group", "chat", chat.number, language=language)
    greet(work, chat)
    return group


def bind_staff_room(work: Work, by: Person, chat: Chat) -> None:
    """The chat is the team's staff room: everything that waits is shown there."""
    people.must_be_administrator(work, by)
    for earlier in work.session.exec(
        select(Chat).where(
            Chat.programme_id == work.programme_id, Chat.purpose == Purpose.STAFF_ROOM, col(Chat.id) != chat.id
        )
    ).all():
        earlier.purpose = Purpose.UNKNOWN
        outbox.drop_waiting(work.session, chat_id=earlier.id, now=work.now, why="no longer the staff room")
    chat.purpose = Purpose.STAFF_ROOM
    work.session.add(chat)
    work.session.flush()
    record.act(work, by, "bind_staff_room", "chat", chat.number)
    text = _("This is the team's staff room now. What people tell me appears here. Reply to a card to answer it.")
    rooms.make_topics(work, chat)
    saying.to_chat(work, chat.number, [text], lane=Lane.ALERT)
    cards.move_to_new_room(work)
    cards.show_waiting(work)
    trusted_card.show_open(work)


def greet(work: Work, chat: Chat) -> None:
    """Say in a group who the bot is, how to tell it something, and what it reads."""
    parts = [
        _("Hello. I am Hearback, a bot of {team}.", team=work.programme.name),
        _(
            "Write /tell and then what you hear or live: what does not work, a question, an idea. I bring it to the "
            "team, and I bring their answer back here."
        ),
        ONLY_COMMANDS,
        _("I give no medical advice. In an emergency call {emergency}.", emergency="999"),
    ]
    saying.to_chat(work, chat.number, parts, ((urgent.BUTTON,),), lane=Lane.ANSWER)
