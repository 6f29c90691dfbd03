"""What staff do about one group: pause, how to bring the bot back, ask for a champion, end it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.language import Text, _, n_, own_words
from bot.loop import finding, group_card, group_story, hosts, people, quiet, read_out, record, saying, tellings
from bot.store import outbox
from bot.store.chats import Chat, Group, Membership, Purpose
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import Lane, TellingState

LEAVES = _("The team has ended my work here, so I leave this group now. Thank you for all that you told.")


def one(work: Work, by: Person, group_id: int | None) -> Group:
    """A group, for staff, as long as the bot works there."""
    people.must_be_staff(work, by)
    group = finding.one(work, Group, group_id, held=True)
    if group.ended_at is not None:
        raise errors.NoLongerThere(_("I do not work in that group any more."))
    return group


def pause(work: Work, by: Person, group_id: int | None, days: int | None) -> None:
    """Nothing that can wait is said in a group for a while; its hosts are told who did it."""
    group = one(work, by, group_id)
    quiet.pause(work, _chat(work, group), days)
    record.act(work, by, "pause_group", "group", group.number, before=None, after=days)
    text = _(
        "{who} lets me pause in “{group}”. What it is owed waits.", who=people.name_and_title(by), group=group.name
    )
    hosts.tell(work, group, text, but=by)


def resume(work: Work, by: Person, group_id: int | None) -> None:
    """The pause is over: what waited is said."""
    group = one(work, by, group_id)
    chat = _chat(work, group)
    if not quiet.is_paused(work, chat):
        raise errors.NoLongerThere(_("It is not on a pause any more."))
    quiet.resume(work, chat)
    record.act(work, by, "resume_group", "group", group.number)
    text = _("{who} has ended my pause in “{group}”.", who=people.name_and_title(by), group=group.name)
    hosts.tell(work, group, text, but=by)


def how_to_bring_back(work: Work, by: Person, group_id: int | None) -> None:
    """Words for staff to send to whoever runs a chat, so that the bot comes back into it."""
    group = one(work, by, group_id)
    parts = [
        _("Send this to somebody who runs the chat of “{group}”:", group=group.name),
        _("Please bring our health bot back:\n1. Open this link.\n2. Choose our group.\n3. Tap Add."),
        own_words(f"https://t.me/{work.programme.username}?startgroup=hello"),
        _("If it is still in the group: open the group's members, tap it, and allow it to send messages."),
        _("Once I am back, what is owed to the group goes out by itself."),
    ]
    saying.to_person(work, by, parts)


def end(work: Work, by: Person, group_id: int | None, keeper_id: int, through: str | None = None) -> None:
    """The bot works for a group no more. What it is owed, now and later, goes to a named person of the team.

    The group hears what became of what it raised, and from whom the rest comes: `through` whom, else that person.
    """
    group = one(work, by, group_id)
    keeper = people.serving(work, keeper_id)
    if keeper is None:
        raise errors.NoLongerThere(_("That person is not on the team any more."))
    owed = group_card.owed(work, group)
    group.ended_at, group.keeper_id, group.hears_through = work.now, keeper.number, through
    work.session.flush()
    record.act(work, by, "end_group", "group", group.number, before="open", after="ended", keeper=keeper.number)
    who = people.name_and_title(by)
    goodbye = _("{who} has ended my work for “{group}”. Thank you for all that you told.", who=who, group=group.name)
    hosts.tell(work, group, goodbye, but=by)
    story = [LEAVES, *group_story.of(work, group), *group_story.still_owed(work, group)]
    if group.chat_id is None:
        read_out.to_group(work, group, story)
        _nobody_stands(work, group)
    else:
        _go(work, group, story)
    for telling in owed:
        _fail(work, telling)
    text = n_(
        "You answer now for what “{group}” is owed: {n} thing. Each comes to you here, to be told another way.",
        "You answer now for what “{group}” is owed: {n} things. Each comes to you here, to be told another way.",
        len(owed),
        group=group.name,
    )
    saying.to_person(work, keeper, [text], lane=Lane.ALERT)


def _nobody_stands(work: Work, group: Group) -> None:
    mine = sa.update(Membership).where(col(Membership.group_id) == group.id)
    work.session.execute(mine.values(stands_for=False, is_host=False))
    work.session.expire_all()


def _go(work: Work, group: Group, story: list[Text]) -> None:
    """Say goodbye, go, and know the chat no more: whoever brings the bot back is asked anew."""
    chat = _chat(work, group)
    outbox.drop_waiting(work.session, chat_id=chat.number, now=work.now, why="the group has ended")
    saying.to_chat(work, chat.number, story)
    outbox.leave(work.session, programme_id=work.programme_id, chat_id=chat.number, now=work.now)
    chat.purpose, chat.paused_until, chat.quiet_from, chat.quiet_to = Purpose.UNKNOWN, None, None, None
    work.session.add(chat)


def _fail(work: Work, telling: Telling) -> None:
    """It cannot be told there: shown to staff, and to the keeper, by the next look."""
    work.session.refresh(telling)
    telling.failure_said_at = None
    tellings.move(work, telling, TellingState.FAILED)


def _chat(work: Work, group: Group) -> Chat:
    if group.chat_id is None:
        raise errors.NotAllowed(_("That group has no chat here."))
    return work.session.get_one(Chat, group.chat_id)
