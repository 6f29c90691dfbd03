"""Whom a message is for and when it goes, in words; and the list of all who get it, some at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import col, select

from bot import labels
from bot.language import Code, Text, _, n_, own_words
from bot.language_names import english_name
from bot.loop import audience_rows, ceiling, circles, people, promises
from bot.loop.audience import Receivers
from bot.loop.audience_rows import CHAMPIONS, EVERYBODY, OF_GROUPS, Moments
from bot.store.chats import Group
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import Copy, TrustedMessage
from bot.words import EventKind

AT_A_TIME = 20
NAMES = 8
PLANS = 6
HOUR = 60


def whom(work: Work, message: TrustedMessage) -> list[Text]:
    """Whom a message is for."""
    return told(work, message.audience)


def told(work: Work, audience: Mapping[str, Any]) -> list[Text]:
    """Whom an audience names."""
    if audience.get(audience_rows.ALL):
        found = [_("For all groups.")]
    else:
        found = _narrow(work, audience)
        if audience.get(audience_rows.MATCH) == audience_rows.ALL and len(found) > 1:
            found.append(_("Only those to whom all of that applies."))
        if groups := audience.get(audience_rows.GROUPS):
            found.append(_("For these groups: {names}", names=_names(work, groups)))
    champions = audience.get(CHAMPIONS)
    if champions == EVERYBODY:
        found.append(_("For all champions, in private."))
    elif champions == OF_GROUPS:
        found.append(_("For the champions of these groups too, in private."))
    elif champions:
        found.append(n_("For {n} champion chosen by name.", "For {n} champions chosen by name.", len(champions)))
    return found


def counted(found: Receivers, *, with_languages: bool = True) -> Text:
    """How many that is, and what is to be known of them; a card says further down what each language is about."""
    said = _how_many(found)
    if with_languages:
        said.append(_("Languages: {languages}", languages=_languages(found.by_language)))
    if found.told_in_group:
        text = n_(
            "{n} champion is in one of these groups and hears it there only.",
            "{n} champions are in one of these groups and hear it there only.",
            found.told_in_group,
        )
        said.append(text)
    if found.without_words and with_languages:
        said.append(_("No words yet in: {languages}", languages=_languages(found.without_words)))
    if found.nobody_stands:
        names = list(found.nobody_stands[:NAMES])
        said.append(_("Nobody stands for these, so they get nothing: {names}", names=names))
    if found.unreachable:
        said.append(n_("{n} chat cannot be reached now.", "{n} chats cannot be reached now.", found.unreachable))
    return joined(said)


def _how_many(found: Receivers) -> list[Text]:
    groups, said = found.groups + found.by_champions, list[Text]()
    if groups or not found.people:
        said.append(_("{groups} of {all} groups", groups=groups, all=found.all_groups))
    if found.by_champions:
        said.append(n_("{n} of them by its champion", "{n} of them by their champions", found.by_champions))
    if found.people:
        said.append(n_("{n} person in private", "{n} people in private", found.people))
    return said


def when(work: Work, message: TrustedMessage) -> Text:
    """When it goes."""
    at = message.send_at
    if at is None:
        said = [_("It goes at once when it is approved.")]
    else:
        here = at.astimezone(ZoneInfo(work.programme.time_zone))
        minute = here.hour * HOUR + here.minute if message.send_minutes is None else message.send_minutes
        what = {"day": here.date(), "clock": clock(minute)}
        local = _("It goes on {day} at {clock}, where each group lives.", **what)
        said = [_("It goes on {day} at {clock}.", **what) if message.send_minutes is None else local]
    if hours := message.champions_first_hours:
        said.append(n_("Champions have it {n} hour before.", "Champions have it {n} hours before.", hours))
    return joined(said)


def clock(minute: int) -> Code:
    """A time of day."""
    return Code("{:02}:{:02}".format(*divmod(minute, HOUR)))


def planned(work: Work, but: TrustedMessage) -> list[Text]:
    """Other messages that are approved or on their way, each with its day."""
    state = col(TrustedMessage.state).in_(ceiling.PLANNED)
    mine = (TrustedMessage.programme_id == work.programme_id, TrustedMessage.id != but.id, state)
    found = work.session.exec(select(TrustedMessage).where(*mine).order_by(col(TrustedMessage.send_at))).all()
    lines = [
        _(
            "{reference} · {title}: {day}",
            reference=Code(one.reference),
            title=one.title,
            day=promises.day_of(work, one.send_at or one.approved_at or work.now),
        )
        for one in found[:PLANS]
    ]
    if not lines:
        return []
    limit = n_("A group gets {n} thing a week from me at most.", "A group gets {n} things a week at most.",
               ceiling.a_week(work))  # fmt: skip
    return [_("Planned already:"), *lines, limit]


def names(work: Work, message: TrustedMessage, audience: Mapping[str, Any], start: int) -> tuple[list[Text], bool]:
    """Some of those who get it, groups by name, and whether there are more."""
    frozen = select(Copy.id).where(Copy.message_id == message.number).limit(1)
    if audience == message.audience and work.session.exec(frozen).first() is not None:
        table: sa.Table = Copy.__table__  # type: ignore[attr-defined]
        rows = sa.select(table).where(table.c.message_id == message.number).subquery()
    else:
        rows = audience_rows.rows(work, audience, Moments({}, None, None), message.left_out)
    group = sa.func.coalesce(rows.c.group_id, rows.c.for_group_id)
    joined_to = sa.select(rows.c.language, rows.c.for_group_id, rows.c.person_id, col(Group.name).label("name"))
    listed = joined_to.select_from(rows).outerjoin(Group, col(Group.id) == group)
    ordered = listed.order_by(col(Group.name).is_(None), col(Group.name), rows.c.person_id, rows.c.chat_id)
    some = work.session.execute(ordered.offset(start).limit(AT_A_TIME + 1)).all()
    return [_receiver(work, row) for row in some[:AT_A_TIME]], len(some) > AT_A_TIME


def joined(texts: list[Text]) -> Text:
    """Some texts, each in a line of its own."""
    named = {f"line_{at}": text for at, text in enumerate(texts)}
    return Text("\n".join(f"{{{name}}}" for name in named), named)


def _receiver(work: Work, row: Any) -> Text:
    language = english_name(row.language)
    if row.name is None:
        person = people.by_number(work, row.person_id)
        who = circles.called(work, person) if isinstance(person, Person) else _("somebody who has left")
        return _("• {who}, in private · {language}", who=who, language=language)
    if row.for_group_id is not None:
        return _("• {group}, by its champion · {language}", group=row.name, language=language)
    return _("• {group} · {language}", group=row.name, language=language)


def _narrow(work: Work, audience: Mapping[str, Any]) -> list[Text]:
    found = []
    if communities := audience.get(audience_rows.COMMUNITIES):
        found.append(_("For groups of: {communities}", communities=list(communities)))
    if areas := audience.get(audience_rows.AREAS):
        found.append(_("For groups in: {areas}", areas=list(areas)))
    if languages := audience.get(audience_rows.LANGUAGES):
        named = [own_words(english_name(one)) for one in languages]
        found.append(_("For groups that read: {languages}", languages=named))
    if raised := audience.get(audience_rows.RAISED):
        issues = [work.session.get_one(Issue, one) for one in raised]
        shown = [Code(one.reference) for one in issues]
        found.append(_("For those who raised: {matters}", matters=shown))
    if messages := audience.get(audience_rows.HAD):
        had = [Code(f"T-{one}") for one in messages]
        found.append(_("For those who had: {messages}", messages=had))
    if events := audience.get(audience_rows.EVENTS):
        kinds = [labels.EVENTS[EventKind(one)] for one in events]
        found.append(_("For groups with an event: {kinds}", kinds=kinds))
    return found


def _names(work: Work, groups: list[int]) -> list[str]:
    found = select(Group.name).where(col(Group.id).in_(groups)).order_by(col(Group.name))
    shown = list(work.session.exec(found.limit(NAMES)).all())
    return shown if len(groups) <= NAMES else [*shown, "…"]


def _languages(counts: Mapping[str, int]) -> list[Text]:
    return [_("{language} ({n})", language=english_name(code), n=number) for code, number in counts.items()]
