"""What is asked a while after a matter was closed: is it still so, and what did it lead to. Once a matter, each."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.asked_words import Later
from bot.loop import asking, due, people, promise_rules, ripples, standing, updates
from bot.store.chats import Group
from bot.store.issues import Issue, Raiser
from bot.store.later import LaterAsk
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Judgement
from bot.words import IssueState, UpdateKind, Verdict

GIVEN_UP_AFTER = timedelta(days=60)
ASKED_ABOUT = frozenset({IssueState.CLOSED_JUDGED, IssueState.CLOSED_NOT_JUDGED})
SATISFIED = frozenset({Verdict.YES, Verdict.A_BIT})
_DUE = due.rows(
    LaterAsk, col(LaterAsk.asked_at).is_(None), col(LaterAsk.due_at) <= due.NOW, order=(col(LaterAsk.due_at),)
)


def plan(work: Work, issue: Issue) -> None:
    """A matter was closed: those who raised it are asked later, what they were not asked yet."""
    rules = promise_rules.of(work)
    later = {
        Later.STILL_SO: (rules.still_so_days, _who_found_it_better(work, issue)),
        Later.RIPPLE: (rules.ripple_days, _everybody(work, issue) if issue.state == IssueState.CLOSED_JUDGED else []),
    }
    for kind, (days, raisers) in later.items():
        for number in raisers if days else ():
            _plan(work, kind, number, promise_rules.calendar(work).opens(work.now + timedelta(days=days)))


def ask(work: Work) -> int:
    """Ask what is due; who was asked enough this week, or has paused, is asked later. Returns how many were due."""
    found = due.claimed(work, _DUE)
    again: dict[int, list[Raiser]] = {}
    for one in found:
        raiser = work.session.get_one(Raiser, one.raiser_id)
        issue = work.session.get_one(Issue, raiser.issue_id)
        if raiser.settled_at is not None or issue.state not in ASKED_ABOUT or not _is_in_time(work, issue, one):
            work.session.delete(one)
        elif _may_be_asked(work, one, raiser):
            one.asked_at = work.now
            if one.kind == Later.STILL_SO:
                again.setdefault(issue.number, []).append(raiser)
            else:
                ripples.ask(work, issue, raiser, asked_of(work, raiser))
    work.session.flush()
    for number, raisers in sorted(again.items()):
        issue = work.session.get_one(Issue, number)
        updates.tell_raisers(work, None, issue, UpdateKind.STILL_SO, only=raisers)
    return len(found)


def asked_of(work: Work, raiser: Raiser) -> Person | None:
    """Who is asked in private for a raiser: themselves, or whoever stands for the group or is its host."""
    if raiser.person_id is not None:
        return people.by_number(work, raiser.person_id)
    group = work.session.get(Group, raiser.group_id) if raiser.group_id else None
    if group is None or group.ended_at is not None:
        return None
    return standing.champion_of(work, group) if group.chat_id is None else standing.host_of(work, group)


def _may_be_asked(work: Work, one: LaterAsk, raiser: Raiser) -> bool:
    """Whether now; if not, when it is looked at again is noted. What is asked in a group's chat is for all there."""
    group = work.session.get(Group, raiser.group_id) if raiser.group_id else None
    if one.kind == Later.STILL_SO and group is not None and group.chat_id is not None and group.ended_at is None:
        return True
    person = asked_of(work, raiser)
    free = asking.free_at(work, person) if person is not None else None
    if person is not None and person.blocked_at is not None and one.kind == Later.RIPPLE:
        free = None
    if person is None or free is None:
        work.session.delete(one)
        return False
    if free > work.now:
        one.due_at = free
        return False
    asking.count(work, None, person)
    return True


def _is_in_time(work: Work, issue: Issue, one: LaterAsk) -> bool:
    """Whether it is not so long after the day for it that it would puzzle people."""
    rules = promise_rules.of(work)
    days = rules.still_so_days if one.kind == Later.STILL_SO else rules.ripple_days
    return issue.closed_at is None or work.now < issue.closed_at + timedelta(days=days) + GIVEN_UP_AFTER


def _everybody(work: Work, issue: Issue) -> list[int]:
    live = (Raiser.issue_id == issue.id, col(Raiser.settled_at).is_(None), col(Raiser.outside_id).is_(None))
    return [one.number for one in work.session.exec(select(Raiser).where(*live).order_by(col(Raiser.id))).all()]


def _who_found_it_better(work: Work, issue: Issue) -> list[int]:
    said = sa.exists().where(col(Judgement.raiser_id) == col(Raiser.id), col(Judgement.verdict).in_(SATISFIED))
    live = (Raiser.issue_id == issue.id, col(Raiser.settled_at).is_(None), col(Raiser.outside_id).is_(None), said)
    return [one.number for one in work.session.exec(select(Raiser).where(*live).order_by(col(Raiser.id))).all()]


def _plan(work: Work, kind: Later, raiser_id: int, due_at: datetime) -> None:
    mine = select(LaterAsk).where(LaterAsk.raiser_id == raiser_id, LaterAsk.kind == kind)
    one = work.session.exec(mine).first()
    if one is None:
        one = LaterAsk(programme_id=work.programme_id, kind=kind, raiser_id=raiser_id, due_at=due_at)
    elif one.asked_at is None:
        one.due_at = due_at
    work.session.add(one)
