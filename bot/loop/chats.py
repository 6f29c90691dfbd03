"""Telegram chats that the bot was added to, and what they become: a community's group, the staff room, or left."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import _, p_
from bot.loop import cards, finding, people, record, returning, saying
from bot.store import outbox
from bot.store.chats import Chat, Group, Purpose
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role


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


def removed(work: Work, telegram_id: int, why: str) -> None:
    """The bot was thrown out of a chat: nothing goes there any more, and staff see that it is owed."""
    chat = find(work, telegram_id)
    if chat is None or chat.unreachable_at is not None:
        return
    chat.unreachable_at, chat.unreachable_why = work.now, why
    work.session.add(chat)
    if chat.purpose == Purpose.GROUP:
        saying.to_staff(
            work,
            [_("I was removed from the group {group}. What is owed to it cannot be told there.", group=chat.title)],
        )


def unblocked(work: Work, telegram_id: int) -> None:
    """The bot may write there again."""
    chat = find(work, telegram_id)
    if chat is not None:
        returning.reachable(work, chat)


def unbound(work: Work, by: Person, chat_id: int | None) -> Chat:
    """A chat of which this person may say what it is. Raises `errors.NoLongerThere` where somebody has already."""
    people.must_be_administrator(work, by)
    chat = finding.one(work, Chat, chat_id)
    if chat.purpose != Purpose.UNKNOWN or chat.unreachable_at is not None:
        raise errors.NoLongerThere(_("Somebody has said already what that chat is."))
    return chat


def bind_group(work: Work, by: Person, chat: Chat, name: str, language: str) -> Group:
    """The chat is a community's group: greet it in its language."""
    people.must_be_administrator(work, by)
    group = group_in(work, chat) or Group(
        programme_id=work.programme_id, chat_id=chat.number, name=name, language=language, communities=[]
    )
    group.name, group.language, group.ended_at = name, language, None
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
    saying.to_chat(work, chat.number, [text], lane=Lane.ALERT)
    cards.move_to_new_room(work)
    cards.show_waiting(work)


def leave(work: Work, by: Person, chat: Chat) -> None:
    """The bot goes out of the chat again."""
    people.must_be_administrator(work, by)
    chat.unreachable_at, chat.unreachable_why = work.now, "left"
    record.act(work, by, "leave", "chat", chat.number)
    outbox.leave(work.session, programme_id=work.programme_id, chat_id=chat.number, now=work.now)


def greet(work: Work, chat: Chat) -> None:
    """Say in a group who the bot is, how to tell it something, and what it reads."""
    parts = [
        _("Hello. I am Hearback, a bot of {team}.", team=work.programme.name),
        _(
            "Write /tell and then what you hear or live: what does not work, a question, an idea. I bring it to the "
            "team, and I bring their answer back here. I read only what begins with /tell or replies to me."
        ),
        _("I give no medical advice. In an emergency call {emergency}.", emergency="999"),
    ]
    saying.to_chat(work, chat.number, parts, lane=Lane.ANSWER)


def ask_administrators(work: Work, chat: Chat, *, key: str | None = None) -> None:
    """Every administrator may say what a chat is; the first who does has said it. Asked once a `key`."""
    for administrator in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        saying.to_person(
            work,
            administrator,
            [_("Somebody added me to “{title}”. Until you say what it is, I keep nothing there.", title=chat.title)],
            ((Button(p_("button", "Say what it is"), f"b:{chat.number}:bind"),),),
            lane=Lane.ALERT,
            key=f"{key}:{administrator.number}" if key else None,
        )
