"""What staff see of one group, and what they can do."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import finding, naming, people, promises, quiet, saying, silence, standing
from bot.store.chats import Chat, Group, Membership
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import OWED

NONE = _("none")
END = p_("button", "End it")


def show(work: Work, by: Person, group_id: int | None) -> None:
    """Show staff one group."""
    people.must_be_staff(work, by)
    group = finding.one(work, Group, group_id)
    saying.to_person(work, by, lines(work, group), card_buttons(work, group))


def lines(work: Work, group: Group) -> list[Text]:
    """What it is, who looks after it, and how it is told."""
    also = [own_words(english_name(code)) for code in group.also_reads or ()]
    parts = [_("{group} · number {number}", group=group.name, number=Code(str(group.number)))]
    if group.chat_id is None:
        parts.append(_("Not on Telegram. It meets: {where}", where=group.meets or NONE))
    parts.append(_("Who it is: {communities}", communities=list(group.communities) or [NONE]))
    parts.append(_("Reads: {languages}", languages=[own_words(english_name(group.language)), *also]))
    if group.rhythm_days:
        parts.append(_("Hears at least every {days}", days=n_("{n} day", "{n} days", group.rhythm_days)))
    else:
        parts.append(_("Hears when something changes"))
    if group.how_many:
        parts.append(n_("about {n} person", "about {n} people", group.how_many))
    parts += [*_people(work, group), *_told(work, group), *_standing(work, group)]
    return parts


def card_buttons(work: Work, group: Group) -> list[list[Button]]:
    """What staff may do about a group."""
    number = group.number
    if group.ended_at is not None:
        return []
    rows = [[Button(p_("button", "Edit"), f"b:{number}:settings")]]
    chat = work.session.get(Chat, group.chat_id) if group.chat_id else None
    if chat is None:
        rows[0].append(Button(p_("button", "Ask a champion"), f"grp:{number}:stand"))
    elif quiet.is_paused(work, chat):
        rows[0].append(Button(p_("button", "End the pause"), f"grp:{number}:resume"))
    else:
        rows[0].append(Button(p_("button", "Pause"), f"grp:{number}:pause"))
    if chat is not None:
        rows.append([Button(p_("button", "How to bring me back"), f"grp:{number}:back")])
    zone = Button(p_("button", "By which clock it lives"), f"grp:{number}:zone")
    stays = [[Button(p_("button", "It stays after all"), f"grp:{number}:stay")]] if group.ends_on is not None else []
    return [*rows, [zone, Button(END, f"grp:{number}:end")], *stays]


def owed(work: Work, group: Group) -> list[Telling]:
    """The tellings that a group has not heard, the oldest first."""
    if group.chat_id is None:
        mine = col(Telling.for_group_id) == group.id
    else:
        mine = (col(Telling.chat_id) == group.chat_id) & col(Telling.for_group_id).is_(None)
    found = select(Telling).where(mine, col(Telling.state).in_(OWED))
    return list(work.session.exec(found.order_by(col(Telling.id))).all())


def _people(work: Work, group: Group) -> list[Text]:
    found = (
        select(Person).join(Membership, col(Membership.person_id) == Person.id).where(Membership.group_id == group.id)
    )
    hosts = work.session.exec(found.where(Membership.is_host, col(Person.left_at).is_(None))).all()
    names = [naming.called(work, host) for host in hosts]
    parts = [_("Hosts: {hosts}", hosts=names or [NONE])]
    if group.chat_id is None:
        champion = standing.champion_of(work, group)
        name = naming.called(work, champion) if champion else _("nobody: what it is owed waits")
        parts.append(_("Stands for it: {name}", name=name))
    members = sa.select(sa.func.count()).where(col(Membership.group_id) == group.id)
    known = int(work.session.execute(members).scalar_one())
    return [*parts, n_("I know {n} person of it.", "I know {n} people of it.", known)]


def _told(work: Work, group: Group) -> list[Text]:
    heard, told = silence.group_heard_at(work, group), silence.group_told_at(work, group)
    parts = [
        _("Last heard: {when}", when=silence.how_long(work, heard)),
        _("Last told: {when}", when=promises.day_of(work, told) if told else NONE),
    ]
    waiting = owed(work, group)
    if waiting:
        since = promises.day_of(work, waiting[0].owed_at)
        parts.append(
            n_("Owed to it: {n} since {day}", "Owed to it: {n}, the oldest since {day}", len(waiting), day=since)
        )
    return parts


def _standing(work: Work, group: Group) -> list[Text]:
    if group.ended_at is not None:
        keeper = people.by_number(work, group.keeper_id)
        who = people.name_and_title(keeper) if keeper else NONE
        return [
            _("Ended on {day}. {who} answers for what it is owed.", day=promises.day_of(work, group.ended_at), who=who)
        ]
    chat = work.session.get(Chat, group.chat_id) if group.chat_id else None
    parts = [_("It ends on {day}.", day=group.ends_on)] if group.ends_on is not None else []
    if chat is None:
        return parts
    if chat.quiet_from is not None and chat.quiet_to is not None:
        begin, end = (Code(f"{minutes // 60}:{minutes % 60:02}") for minutes in (chat.quiet_from, chat.quiet_to))
        parts.append(_("Quiet from {begin} to {end}", begin=begin, end=end))
    if chat.unreachable_at is not None:
        parts.append(_("I cannot write there since {day}.", day=promises.day_of(work, chat.unreachable_at)))
    if quiet.is_paused(work, chat):
        is_open = chat.paused_until == quiet.FOR_NOW
        parts.append(_("On a pause until {moment}", moment=_("it is ended") if is_open else chat.paused_until))
    return parts
