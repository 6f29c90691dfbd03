"""An ending, by the clock: everybody is told early, a week before, and on the last day; then it stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import p_
from bot.loop import (
    closing,
    closing_card,
    closing_debts,
    closing_stop,
    closing_words,
    due,
    people,
    preferences,
    promises,
    quiet,
    read_out,
    saying,
)
from bot.loop import closing_wanted as wanted
from bot.store import outbox
from bot.store.chats import Chat, Group, Membership
from bot.store.closing import Closing, ClosingDebt, Stage
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role

AT_ONCE = 200
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
THANKS = Button(p_("button", "A letter of thanks"), "d:letter")
_DUE = due.rows(Closing, col(Closing.next_at) <= due.NOW, most=1)


class Addressee(NamedTuple):
    """A chat that is told, and who is in it: a person in private, or a group."""

    chat: Chat
    person: Person | None
    group: Group | None


class Round(NamedTuple):
    """One stage, as it is told: what is owed to whom, and the languages that all was written in."""

    closing: Closing
    stage: Stage
    owed: dict[closing_debts.Where, list[ClosingDebt]]
    there: set[str]


def step(work: Work) -> int:
    """What is due of an ending: some chats are told, or the next stage begins. Returns how much that was."""
    found = next(iter(due.claimed(work, _DUE)), None)
    if found is None:
        return 0
    return STEPS[Stage(found.stage)](work, found)


def translated(work: Work, found: Closing, language: str) -> None:
    """Its texts are there in one more language: who has heard the rest and waits for them gets them now."""
    if found.stage == Stage.DRAFT:
        return
    up_to = found.cursor if found.stage == Stage.TELLING else None
    the_round = Round(found, Stage.TELLING, {}, {language})
    for one in _addressees(work, 0, up_to=up_to, is_everybody=True):
        own = _readable(work, one)
        if own[0] == language:
            _say(work, the_round, one.chat, own, key=f"words:{one.chat.number}")
        for group in _stood_for(work, one.person):
            if group.language == language:
                _hand_over(work, the_round, one, group, key=f"words:{group.number}")


def _tell_all(work: Work, found: Closing) -> int:
    told = _tell_some(work, found, ())
    if found.cursor == 0:
        soon, now = closing.at_ten(work, found.last_day - A_WEEK), work.now
        later = (Stage.SOON, soon) if soon > now + A_DAY else (Stage.GOODBYE, closing.at_ten(work, found.last_day))
        found.stage, found.next_at = later
    return told


def _soon(work: Work, found: Closing) -> int:
    told = _tell_some(work, found, closing_debts.brought_up_to_date(work, found))
    if found.cursor == 0:
        found.stage, found.next_at = Stage.GOODBYE, closing.at_ten(work, found.last_day)
    return told


def _goodbye(work: Work, found: Closing) -> int:
    """The last day: nobody is said goodbye to while something has no name."""
    rows = closing_debts.brought_up_to_date(work, found)
    if found.cursor == 0:
        if _waits_for_names(work, found, rows):
            return 0
        for row in rows:
            row.told_at = work.now
    told = _tell_some(work, found, [row for row in rows if row.told_at is not None])
    if found.cursor == 0:
        found.stage, found.next_at = Stage.STOPPING, _midnight_after(work)
    return told


def _stop(work: Work, found: Closing) -> int:
    """The day is over: what is owed is in other hands, nothing new is taken in, and the team gets its files."""
    rows = closing_debts.brought_up_to_date(work, found)
    if _waits_for_names(work, found, rows):
        return 0
    late = Round(found, Stage.SOON, {}, set())
    for (chat_id, _group), owed in closing_debts.for_whom(work, [row for row in rows if row.told_at is None]).items():
        saying.to_chat(work, chat_id, closing_debts.lines(work, owed), lane=Lane.TELLING, key=_key(late, f"l{chat_id}"))
    closing_stop.stop(work, found, rows)
    found.stage, found.stopped_at = Stage.KEPT, work.now
    found.next_at = work.now + timedelta(days=found.keep_days)
    return len(rows)


def _end(work: Work, found: Closing) -> int:
    """The time for copies and erasing is over: the bot goes out of the groups, and can be switched off."""
    chats = _addressees(work, found.cursor)
    for one in chats:
        if one.group is not None:
            outbox.leave(work.session, programme_id=work.programme_id, chat_id=one.chat.number, now=work.now)
    if not _goes_on(work, found, chats):
        closing_stop.end(work, found)
    return len(chats)


def _call_off(work: Work, found: Closing) -> int:
    told = _tell_some(work, found, (), up_to=found.told_to)
    if found.cursor == 0:
        found.stage, found.next_at = Stage.OFF, None
    return told


STEPS: dict[Stage, Callable[[Work, Closing], int]] = {
    Stage.TELLING: _tell_all,
    Stage.SOON: _soon,
    Stage.GOODBYE: _goodbye,
    Stage.STOPPING: _stop,
    Stage.KEPT: _end,
    Stage.GOING_ON: _call_off,
}


def _waits_for_names(work: Work, found: Closing, rows: Sequence[ClosingDebt]) -> bool:
    if not closing_debts.without_name(rows):
        return False
    closing_card.alert(work, found, rows)
    found.next_at = work.now + A_DAY
    return True


def _tell_some(work: Work, found: Closing, rows: Sequence[ClosingDebt], up_to: int | None = None) -> int:
    """The next chats hear what the stage says, each in its language, once."""
    stage, there = Stage(found.stage), closing_words.languages(work, found)
    the_round = Round(found, stage, closing_debts.for_whom(work, rows), there)
    chats = _addressees(work, found.cursor, up_to=up_to)
    for one in chats:
        readable = _readable(work, one)
        is_champion = one.person is not None and Role.CHAMPION in people.roles(work, one.person)
        buttons = ((THANKS,),) if is_champion and stage is Stage.GOODBYE else ()
        _say(work, the_round, one.chat, readable, buttons=buttons, key=str(one.chat.number))
        for group in _stood_for(work, one.person):
            _hand_over(work, the_round, one, group, key=f"g{group.number}")
    _goes_on(work, found, chats)
    return len(chats)


def _goes_on(work: Work, found: Closing, chats: Sequence[Addressee]) -> bool:
    """Whether there are more; the cursor is where it was left, and 0 at the end."""
    is_more = len(chats) >= AT_ONCE
    found.cursor = chats[-1].chat.number if is_more else 0
    found.next_at = work.now if is_more else None
    return is_more


def _say(
    work: Work,
    the_round: Round,
    chat: Chat,
    readable: Sequence[str],
    *,
    key: str,
    buttons: Sequence[Sequence[Button]] = (),
    group: Group | None = None,
) -> None:
    owed = the_round.owed.get((chat.number, group.number if group else None), [])
    parts = closing_words.said(work, the_round.closing, the_round.stage, owed, readable, the_round.there)
    language = group.language if group else None
    more = {"language": language} if language else {}
    cannot_wait = the_round.stage is Stage.GOODBYE and quiet.is_paused(work, chat)
    lane = Lane.ALERT if cannot_wait else Lane.TELLING
    saying.to_chat(work, chat.number, parts, buttons, lane=lane, key=_key(the_round, key), **more)
    if the_round.stage is Stage.TELLING and not the_round.there.intersection(readable):
        wanted.ask_staff(work, the_round.closing, readable[0])


def _hand_over(work: Work, the_round: Round, one: Addressee, group: Group, *, key: str) -> None:
    """A group without a chat hears it from the champion who stands for it."""
    saying.to_chat(work, one.chat.number, [read_out.above(group)], lane=Lane.TELLING, key=_key(the_round, f"a{key}"))
    _say(work, the_round, one.chat, [group.language], group=group, key=key)


def _addressees(work: Work, after: int, *, up_to: int | None = None, is_everybody: bool = False) -> list[Addressee]:
    """Everybody who can be told, by their chats: groups, and people who are in."""
    is_in = sa.and_(
        col(Person.chat_id) == col(Chat.id), col(Person.left_at).is_(None), col(Person.consented_at).is_not(None)
    )
    works_there = sa.and_(col(Group.chat_id) == col(Chat.id), col(Group.ended_at).is_(None))
    found = (
        sa.select(Chat, Person, Group)
        .outerjoin(Person, is_in)
        .outerjoin(Group, works_there)
        .where(col(Chat.programme_id) == work.programme_id, col(Chat.id) > after)
        .where(col(Chat.unreachable_at).is_(None), sa.or_(col(Person.id).is_not(None), col(Group.id).is_not(None)))
        .order_by(col(Chat.id))
    )
    if up_to is not None:
        found = found.where(col(Chat.id) <= up_to)
    return [Addressee(*row) for row in work.session.execute(found.limit(None if is_everybody else AT_ONCE))]


def _readable(work: Work, one: Addressee) -> list[str]:
    """The languages that those in a chat read, their own first."""
    own = one.group.language if one.group else (one.person.language if one.person else None)
    return [own or closing.SOURCE, *preferences.also_read_in(work, one.chat.number)]


def _stood_for(work: Work, person: Person | None) -> Sequence[Group]:
    if person is None:
        return ()
    mine = (Membership.person_id == person.id, Membership.stands_for, col(Group.ended_at).is_(None))
    found = select(Group).join(Membership, col(Membership.group_id) == Group.id).where(*mine)
    return work.session.exec(found.order_by(col(Group.id))).all()


def _key(the_round: Round, whom: str) -> str:
    return f"closing:{the_round.closing.number}:{the_round.stage}:{whom}"


def _midnight_after(work: Work) -> datetime:
    return datetime.combine(promises.today(work) + A_DAY, time(), ZoneInfo(work.programme.time_zone))
