"""What the records hold beside the figures, for the evidence: counts of a period, and the record of activities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from bot.loop import hiding
from bot.loop.hiding import Cell
from bot.loop.periods import Period
from bot.store.actions import PlanReply
from bot.store.chats import Group
from bot.store.complaints import Complaint
from bot.store.contacts import Contact
from bot.store.decisions import Decision, LookAgain
from bot.store.events import Event
from bot.store.insights import Insight
from bot.store.issues import Action
from bot.store.library import Answer
from bot.store.live_hours import LiveHour
from bot.store.people import Grant, Person
from bot.store.places import Place
from bot.store.preferences import Preferences
from bot.store.reach import Community, Reached
from bot.store.referrals import Referral
from bot.store.session import Work
from bot.store.trusted import Clear, Copy, TrustedMessage
from bot.words import AnswerState, ReferralState, Role, Scope

PARTS = {
    "looked_again": "asked_again",
    "help_came": "help",
    "talks_held": "talks",
    "complaints_answered": "complaints",
}
"""What is part of something: it is not shown where few are left beside it."""
_REACHED = sa.exists().where(
    col(Reached.community_id) == col(Community.id),
    col(Group.id) == col(Reached.group_id),
    col(Group.ended_at).is_(None),
)


@dataclass(frozen=True, slots=True)
class Activity:
    """Events of one kind in one area. `reach`: how many people were there, where that was said (`counted` times)."""

    kind: str
    area: str
    events: int
    counted: int
    reach: Cell
    signposted: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts by name; what is about people stands in `cells`, small numbers hidden."""

    counts: Counter[str]
    cells: Mapping[str, Cell]
    activities: list[Activity]


def of(work: Work, period: Period) -> Facts:
    """What the records of a period hold, as they stand now."""
    everybodys = _counted(work, _of_the_team(work, period))
    people = _counted(work, _of_people(work, period))
    ways, _sums = hiding.protected({name: people[name] for name in ("in_private", "in_groups")})
    cells = {**{name: hiding.cell(count) for name, count in people.items()}, **ways}
    for part, whole in PARTS.items():
        if isinstance(hiding.cell(people[whole] - people[part]), str):
            cells[part] = hiding.NOT_SHOWN
    return Facts(everybodys, cells, activities(work, period))


def activities(work: Work, period: Period) -> list[Activity]:
    """The events that champions reported of these days, by kind and area; no word that anybody wrote."""
    area = sa.func.coalesce(col(Group.area), "")
    signposted = sa.func.sum(sa.case((col(Event.signposted) != "", 1), else_=0))
    reach = sa.func.coalesce(sa.func.sum(col(Event.how_many)), 0)
    rows = (
        sa.select(
            col(Event.kind), area, sa.func.count(col(Event.id)), sa.func.count(col(Event.how_many)), reach, signposted
        )
        .select_from(Event)
        .outerjoin(Group, col(Group.id) == col(Event.group_id))
        .where(
            col(Event.programme_id) == work.programme_id,
            col(Event.day) >= period.first,
            col(Event.day) <= period.last,
        )
        .group_by(col(Event.kind), area)
        .order_by(col(Event.kind), area)
    )
    return [
        Activity(kind, where, events, counted, hiding.cell(int(people)), sent_on)
        for kind, where, events, counted, people, sent_on in work.session.execute(rows)
    ]


def _of_the_team(work: Work, period: Period) -> dict[str, sa.Select[Any]]:
    """What the programme did, and what it is made of at this moment."""
    decided = _rows(work, Decision, _in(Decision.decided_at, period))
    due = _rows(work, Action, col(Action.due) >= period.first, col(Action.due) <= period.last)
    approved = _rows(work, TrustedMessage, _in(TrustedMessage.approved_at, period))
    copied = col(TrustedMessage.id) == col(Copy.message_id)
    groups = _rows(work, Group, col(Group.ended_at).is_(None))
    told_in = _rows(work, Insight, _in(Insight.told_at, period), col(Insight.taken_back_at).is_(None))
    return {
        "languages": told_in.with_only_columns(sa.func.count(col(Insight.language).distinct())),
        "groups_heard": told_in.with_only_columns(sa.func.count(col(Insight.group_id).distinct())),
        **{f"decided_{scope}": decided.where(col(Decision.scope) == scope) for scope in Scope},
        "brought": decided.where(col(Decision.body).is_not(None)),
        "others_answered": _rows(work, Decision, _in(Decision.answered_at, period)),
        "actions": due,
        "actions_done": due.where(col(Action.done_at).is_not(None)),
        "actions_of_groups": due.where(col(Action.group_id).is_not(None)),
        "approved": approved,
        "copies": approved.join(Copy, copied),
        "message_languages": approved.join(Copy, copied).with_only_columns(
            sa.func.count(col(Copy.language).distinct())
        ),
        "proposed": approved.where(col(TrustedMessage.proposed_by).is_not(None)),
        "answers": _rows(work, Answer, col(Answer.state) == AnswerState.APPROVED),
        "places": _rows(work, Place, col(Place.gone_at).is_(None)),
        "groups": groups,
        "groups_without_chat": groups.where(col(Group.chat_id).is_(None)),
        "meant": _rows(work, Community, col(Community.dropped_at).is_(None)),
        "meant_and_reached": _rows(work, Community, col(Community.dropped_at).is_(None), _REACHED),
        "live_hours": _rows(work, LiveHour, _in(LiveHour.begins_at, period), col(LiveHour.begins_at) <= work.now),
    }


def _of_people(work: Work, period: Period) -> dict[str, sa.Select[Any]]:
    """What people did: of each, small numbers are hidden."""
    heard = _rows(work, Insight, _in(Insight.told_at, period), col(Insight.taken_back_at).is_(None))
    champions = _rows(work, Grant, col(Grant.role) == Role.CHAMPION, col(Grant.revoked_at).is_(None))
    asked_again = _rows(work, LookAgain, _in(LookAgain.asked_at, period))
    helped = _rows(work, Referral, _in(Referral.opened_at, period), col(Referral.state) != ReferralState.TAKEN_BACK)
    talks = _rows(work, Contact, _in(Contact.asked_at, period))
    clear = _rows(work, Clear, _in(Clear.at, period))
    complaints = _rows(work, Complaint, _in(Complaint.told_at, period))
    here = col(Person.left_at).is_(None)
    wants = _rows(work, Preferences).join(Person, sa.and_(col(Person.id) == col(Preferences.person_id), here))
    return {
        "in_private": heard.where(col(Insight.in_private)),
        "in_groups": heard.where(sa.not_(col(Insight.in_private))),
        "written_down": heard.where(col(Insight.entered_by).is_not(None)),
        "at_events": heard.where(col(Insight.event_id).is_not(None)),
        "champions": champions.where(col(Grant.allowed_at).is_not(None)),
        "plan_words": _rows(work, PlanReply, _in(PlanReply.at, period)),
        "asked_again": asked_again,
        "looked_again": asked_again.where(col(LookAgain.ended_at).is_not(None)),
        "help": helped,
        "help_came": helped.where(col(Referral.state) == ReferralState.GOT),
        "talks": talks,
        "talks_held": talks.where(col(Contact.ended_at).is_not(None)),
        "clear": clear.where(col(Clear.is_clear)),
        "not_clear": clear.where(sa.not_(col(Clear.is_clear))),
        "complaints": complaints,
        "complaints_answered": complaints.where(col(Complaint.answered_at).is_not(None)),
        "easy_words": wants.where(col(Preferences.easy_read)),
        "voice": wants.where(col(Preferences.voice)),
    }


def _counted(work: Work, wanted: Mapping[str, sa.Select[Any]]) -> Counter[str]:
    """All of them by one question."""
    row = work.session.execute(sa.select(*(one.scalar_subquery() for one in wanted.values()))).one()
    return Counter(dict(zip(wanted, map(int, row), strict=True)))


def _rows(work: Work, table: Any, *which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(table).where(col(table.programme_id) == work.programme_id, *which)


def _in(moment: Any, period: Period) -> sa.ColumnElement[bool]:
    return sa.and_(col(moment) >= period.since, col(moment) < period.until)
