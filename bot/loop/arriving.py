"""The bot in a chat that nobody has taken it into yet: what it says there, who is asked, and that it goes again."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import _, p_
from bot.loop import chats, due, finding, hosts, people, promises, record, saying
from bot.store import outbox
from bot.store.acceptances import Acceptance
from bot.store.chats import Chat, Group, Purpose
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role

STAYS_UNASKED = timedelta(days=1)
AT_ONCE = 100
_UNACCEPTED = due.rows(Acceptance, col(Acceptance.leave_by) <= due.NOW, most=AT_ONCE)


def brought(work: Work, chat: Chat, by: Person) -> None:
    """Somebody brought the bot into a chat: say what it sees, and ask the team whether it may stay."""
    acceptance = known_of(work, chat)
    acceptance.brought_by, acceptance.leave_by = by.number, work.now + STAYS_UNASKED
    work.session.add(acceptance)
    parts = [
        _("Hello. I am Hearback, a bot of {team}.", team=work.programme.name),
        chats.ONLY_COMMANDS,
        _("The team has to say first that I may work here. Until then I keep nothing."),
    ]
    saying.to_chat(work, chat.number, parts, language=by.language)
    ask(work, chat)


def known_of(work: Work, chat: Chat) -> Acceptance:
    """Who brought the bot into a chat, and until when it may wait there."""
    found = work.session.exec(select(Acceptance).where(Acceptance.chat_id == chat.id)).first()
    if found is None:
        found = Acceptance(programme_id=work.programme_id, chat_id=chat.number, leave_by=work.now + STAYS_UNASKED)
        work.session.add(found)
        work.session.flush()
    return found


def waits(work: Work, chat: Chat) -> None:
    """Somebody wants something of the bot in a chat that nobody has spoken for: the team is asked once a day."""
    acceptance = known_of(work, chat)
    acceptance.leave_by = acceptance.leave_by or work.now + STAYS_UNASKED
    ask(work, chat, key=f"accept:{chat.number}:{promises.today(work)}")


def ask(work: Work, chat: Chat, *, key: str | None = None) -> None:
    """Ask the staff room, and administrators in private, what a chat is. Asked once a `key`."""
    text = _("Somebody added me to “{title}”. Until you say what it is, I keep nothing there.", title=chat.title)
    group = Button(p_("button", "Accept as a group"), f"a:{chat.number}:group")
    room = Button(p_("button", "It is the staff room"), f"a:{chat.number}:room")
    away = Button(p_("button", "Not ours: leave"), f"a:{chat.number}:leave")
    saying.to_staff(work, [text], ((group,), (away,)), key=key)
    for administrator in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        once = f"{key}:{administrator.number}" if key else None
        saying.to_person(work, administrator, [text], ((group,), (room,), (away,)), lane=Lane.ALERT, key=once)


def accept(work: Work, by: Person, chat_id: int) -> Group:
    """The team takes a group in: it works from now on, and whoever brought the bot may choose how."""
    people.must_be_staff(work, by)
    chat = _waiting(work, chat_id)
    acceptance = known_of(work, chat)
    host = people.by_number(work, acceptance.brought_by)
    acceptance.leave_by = None
    group = chats.bind_group(work, by, chat, chat.title, (host.language if host else None) or "en")
    if host is not None:
        hosts.appoint(work, group, host, by)
    return group


def is_staff_room(work: Work, by: Person, chat_id: int) -> None:
    """An administrator says that a chat is the team's own room."""
    people.must_be_administrator(work, by)
    chat = _waiting(work, chat_id)
    known_of(work, chat).leave_by = None
    chats.bind_staff_room(work, by, chat)


def refuse(work: Work, by: Person, chat_id: int) -> None:
    """The team does not take a chat in: the bot says so there, and goes."""
    people.must_be_staff(work, by)
    chat = _waiting(work, chat_id)
    acceptance = known_of(work, chat)
    host = people.by_number(work, acceptance.brought_by)
    acceptance.leave_by = None
    text = _(
        "Thank you for having me. {team} cannot work with this group, so I go now. I have kept nothing from here.",
        team=work.programme.name,
    )
    saying.to_chat(work, chat.number, [text], language=host.language if host else None)
    record.act(work, by, "refuse", "chat", chat.number)
    _go(work, chat)


def leave_unaccepted(work: Work) -> int:
    """Chats of which nobody said in a day what they are: the bot goes, without a word there, and the team knows."""
    late = due.claimed(work, _UNACCEPTED)
    for acceptance in late:
        acceptance.leave_by = None
        chat = work.session.get_one(Chat, acceptance.chat_id)
        if chat.purpose == Purpose.UNKNOWN and chat.unreachable_at is None:
            text = _("Nobody said in a day what “{title}” is. I have left it, and kept nothing.", title=chat.title)
            saying.to_staff(work, [text], topic=Topic.SENT)
            _go(work, chat)
    return len(late)


def reads_all(work: Work, chat: Chat, by: Person) -> None:
    """The bot was made an administrator of a chat: it says what that means, and asks for less."""
    group = chats.group_in(work, chat)
    language = None if group else by.language
    text = _(
        "I was made an administrator here. So I could now read everything that is written. I keep only what begins "
        "with / or replies to me. Please make me an ordinary member again: that is all I need."
    )
    saying.to_chat(work, chat.number, [text], language=language)
    if chat.purpose != Purpose.STAFF_ROOM:
        name = group.name if group else chat.title
        told = _("In “{title}” I was made an administrator. I have asked there to be an ordinary member.", title=name)
        saying.to_staff(work, [told], topic=Topic.SENT)
    if group is not None:
        hosts.note(work, group, by)


def _waiting(work: Work, chat_id: int) -> Chat:
    chat = finding.one(work, Chat, chat_id, held=True)
    if chat.purpose != Purpose.UNKNOWN or chat.unreachable_at is not None or known_of(work, chat).leave_by is None:
        raise errors.NoLongerThere(_("Somebody has said already what that chat is."))
    return chat


def _go(work: Work, chat: Chat) -> None:
    outbox.leave(work.session, programme_id=work.programme_id, chat_id=chat.number, now=work.now)
