"""Telegram chats that the bot was added to, and what they become: a community's group, the staff room, or left."""

from __future__ import annotations

from sqlmodel import col, select

from bot.language import Text, _, p_
from bot.loop import cards, people, record, saying, tellings
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


def added(work: Work, telegram_id: int, title: str, by: Person) -> Chat:
    """The bot was added to a chat. Whoever may say what it is, is asked; until then nothing in it is kept."""
    chat = find(work, telegram_id)
    if chat is None:
        chat = Chat(
            programme_id=work.programme_id,
            telegram_id=telegram_id,
            purpose=Purpose.UNKNOWN,
            title=title,
            seen_at=work.now,
        )
    chat.title, chat.unreachable_at, chat.unreachable_why = title, None, None
    work.session.add(chat)
    work.session.flush()
    tellings.reachable_again(work, chat.number)
    if chat.purpose == Purpose.UNKNOWN and Role.ADMINISTRATOR not in people.roles(work, by):
        _ask_administrators(work, chat)
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
    """A person let the bot write to them again."""
    chat = find(work, telegram_id)
    if chat is not None and chat.unreachable_at is not None:
        chat.unreachable_at = chat.unreachable_why = None
        work.session.add(chat)
        tellings.reachable_again(work, chat.number)


def may_be_bound(work: Work, by: Person, chat: Chat) -> bool:
    """Whether this person may say what the chat is, and nobody has yet."""
    people.must_be_administrator(work, by)
    return chat.purpose == Purpose.UNKNOWN


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
    saying.to_chat(work, chat.number, _greeting(work), lane=Lane.ANSWER)
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
    chat.purpose = Purpose.STAFF_ROOM
    work.session.add(chat)
    work.session.flush()
    record.act(work, by, "bind_staff_room", "chat", chat.number)
    text = _("This is the team's staff room now. What people tell me appears here. Reply to a card to answer it.")
    saying.to_chat(work, chat.number, [text], lane=Lane.ALERT)
    cards.show_waiting(work)


def leave(work: Work, by: Person, chat: Chat) -> None:
    """The bot goes out of the chat again."""
    people.must_be_administrator(work, by)
    chat.unreachable_at, chat.unreachable_why = work.now, "left"
    record.act(work, by, "leave", "chat", chat.number)
    outbox.leave(work.session, programme_id=work.programme_id, chat_id=chat.number, now=work.now)


def _greeting(work: Work) -> list[Text]:
    return [
        _("Hello. I am Hearback, a bot of the team of {team}.", team=work.programme.name),
        _(
            "Write /tell and then what you hear or live: what does not work, a question, an idea. I bring it to the "
            "team, and I bring their answer back here. I read only what begins with /tell or replies to me."
        ),
        _("I give no medical advice. In an emergency call {emergency}.", emergency="999"),
    ]


def _ask_administrators(work: Work, chat: Chat) -> None:
    for administrator in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        saying.to_person(
            work,
            administrator,
            [_("Somebody added me to “{title}”. Until you say what it is, I keep nothing there.", title=chat.title)],
            ((Button(p_("button", "Say what it is"), f"b:{chat.number}:bind"),),),
            lane=Lane.ALERT,
        )
