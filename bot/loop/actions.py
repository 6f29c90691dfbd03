"""Actions: what somebody will do on a matter, by when; what became of it, and whose hands it is in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.action_words import MovedWhy, NoteSort
from bot.language import Code, Text, _
from bot.loop import cards, finding, group_asks, issues, people, plan_lines, plans, promises, record, saying
from bot.store import versions
from bot.store.actions import ActionNote, DateMoved
from bot.store.chats import Group
from bot.store.issues import Action, Issue
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import CLOSED, Lane, PromiseKind

NUDGED_BEFORE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Outside:
    """Somebody outside the team: name, the body they work for, e-mail address."""

    name: str = field(repr=False)
    body: str = ""
    email: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does it: a staff member; or somebody outside, or a group, whom that staff member supports."""

    staff_id: int
    outside: Outside | None = None
    group_id: int | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What is planned and how people will notice, by language; by when; in whose hands."""

    what: Mapping[str, str]
    measure: Mapping[str, str]
    due: date
    hands: Hands


def plan(work: Work, by: Person, issue_id: int, deed: Deed) -> Action:
    """Plan one more action on a matter; those who raised it are told, once a group that is to do it wants it."""
    people.must_be_staff(work, by)
    issue = issues.open_one(work, issue_id)
    action = Action(programme_id=work.programme_id, issue_id=issue.number, due=deed.due)
    work.session.add(action)
    work.session.flush()
    plans.write(work, by, action, deed.what, deed.measure)
    record.act(work, by, "plan_action", "action", action.number, issue=issue.number, due=str(deed.due))
    _put_into(work, by, action, deed.hands)
    _tell_plan_or_ask(work, by, action)
    return action


def change(work: Work, by: Person, action_id: int, what: Mapping[str, str], measure: Mapping[str, str]) -> None:
    """What is planned reads differently now; those who raised the matter are told the new plan."""
    action = open_one(work, by, action_id)
    before = action.what
    plans.write(work, by, action, what, measure)
    note(work, by, action, NoteSort.CHANGED, before)
    record.act(work, by, "change_action", "action", action.number, before=before, after=action.what)
    _tell_plan_or_ask(work, by, action)


def write_note(work: Work, by: Person, action_id: int, words: str) -> None:
    """A staff member notes something; it stands on the card with day and name."""
    action = one(work, by, action_id)
    note(work, by, action, NoteSort.NOTE, words)
    record.act(work, by, "note_action", "action", action.number)
    _show(work, action)


def done(work: Work, by: Person, action_id: int, words: str = "") -> Action:
    """It is done; what changed for people is said apart, on the matter."""
    action = open_one(work, by, action_id)
    action.done_at, action.nudge_on, action.blocked_why, action.blocked_until = work.now, None, None, None
    promises.keep(work, PromiseKind.ACTION, action.promise, action.issue_id)
    note(work, by, action, NoteSort.DONE, words)
    record.act(work, by, "action_done", "action", action.number)
    _show(work, action)
    return action


def not_done(work: Work, by: Person, action_id: int) -> None:
    """It was not done after all: it is owed again by its day."""
    action = one(work, by, action_id)
    if action.done_at is None:
        raise errors.NoLongerThere(_("That is not done yet."))
    issues.open_one(work, action.issue_id)
    action.done_at = None
    _owe(work, action)
    note(work, by, action, NoteSort.NOT_DONE, "")
    record.act(work, by, "action_not_done", "action", action.number)
    _show(work, action)


def block(work: Work, by: Person, action_id: int, why: str, until: date | None) -> None:
    """Something stands in the way, until a day where that is known."""
    action = open_one(work, by, action_id)
    action.blocked_why, action.blocked_until = why, until
    note(work, by, action, NoteSort.BLOCKED, why)
    record.act(work, by, "block_action", "action", action.number, until=str(until) if until else None)
    _show(work, action)


def goes_on(work: Work, by: Person, action_id: int) -> None:
    """Nothing stands in the way any more."""
    action = open_one(work, by, action_id)
    if action.blocked_why is None:
        raise errors.NoLongerThere(_("Nothing stands in its way."))
    action.blocked_why = action.blocked_until = None
    note(work, by, action, NoteSort.GOES_ON, "")
    record.act(work, by, "action_goes_on", "action", action.number)
    _show(work, action)


def move(work: Work, by: Person, action_id: int, due: date, why: MovedWhy) -> None:
    """It will be done by another day: a promise that moves. Raisers hear so with the next telling, and why."""
    action = open_one(work, by, action_id)
    was, action.due = action.due, due
    if was == due:
        raise errors.Mistake(_("That is the day already."))
    moved = DateMoved(
        programme_id=work.programme_id,
        action_id=action.number,
        was=was,
        due=due,
        why=why,
        by_id=by.number,
        at=work.now,
    )
    work.session.add(moved)
    _owe(work, action)
    note(work, by, action, NoteSort.MOVED, "")
    record.act(work, by, "move_action", "action", action.number, before=str(was), after=str(due), why=why)
    _show(work, action)


def hand_on(work: Work, by: Person, action_id: int, hands: Hands) -> Action:
    """Somebody else does it from now on; whoever answers for it now hears so. A group is asked first."""
    action = open_one(work, by, action_id)
    before = action.owner_id
    _put_into(work, by, action, hands)
    note(work, by, action, NoteSort.HANDED_ON, "")
    record.act(work, by, "hand_on_action", "action", action.number, before=before, after=action.owner_id)
    if action.asked_group_id is None and plan_lines.newest(work, action) is None:
        plans.tell(work, by, action)
    _show(work, action)
    return action


def let_go(work: Work, person: Person) -> None:
    """A staff member is gone: who answers for the matter has what they were to do, or the room is asked who can."""
    theirs = select(Action).join(Issue, col(Issue.id) == Action.issue_id)
    mine = theirs.where(Action.owner_id == person.id, col(Action.done_at).is_(None), col(Issue.state).not_in(CLOSED))
    for action in work.session.exec(mine).all():
        issue = work.session.get_one(Issue, action.issue_id)
        successor = people.serving(work, issue.owner_id) if issue.owner_id != person.id else None
        action.owner_id = successor.number if successor else None
        _promised_by(work, action)
        if successor is None:
            text = _("{reference}: nobody answers for “{what}” any more. Who can?")
            saying.to_staff(work, [_of(text, issue, action)], ())
        else:
            text = _("{reference}: “{what}” is in your hands now, since a colleague has left.")
            saying.to_person(work, successor, [_of(text, issue, action)], lane=Lane.ALERT)


def bring_along(work: Work, issue: Issue, into: Issue) -> None:
    """An issue becomes part of another: what is done on it goes along, with what is owed, by whom and by which day."""
    mine = sa.update(Action).where(col(Action.issue_id) == issue.id)
    work.session.execute(mine.values(issue_id=into.number))
    theirs = sa.update(Promise).where(col(Promise.kind) == PromiseKind.ACTION, col(Promise.about_id) == issue.id)
    work.session.execute(theirs.values(about_id=into.number))


def one(work: Work, by: Person, action_id: int | None) -> Action:
    """An action, for staff to act on; held until the transaction ends."""
    people.must_be_staff(work, by)
    return finding.one(work, Action, action_id, held=True)


def open_one(work: Work, by: Person, action_id: int | None) -> Action:
    """`one`, while it is not done. Raises `errors.NoLongerThere` once it is, or its matter is closed."""
    action = one(work, by, action_id)
    if action.done_at is not None:
        raise errors.NoLongerThere(_("That is done already."))
    issues.open_one(work, action.issue_id)
    return action


def note(work: Work, by: Person | None, action: Action, sort: NoteSort, words: str) -> None:
    """Keep what happened to an action, with day and name."""
    work.session.add(
        ActionNote(
            programme_id=work.programme_id,
            action_id=action.number,
            by_id=by.number if by else None,
            sort=sort,
            words=words,
            at=work.now,
        )
    )
    work.session.flush()


def language_of(work: Work, action: Action, language: str | None) -> str:
    """The language in which what is planned can be shown to somebody: their own where it was written in it."""
    there = versions.languages(work.session, plans.WHAT, action.number)
    return language if language in there else "en"


def _put_into(work: Work, by: Person, action: Action, hands: Hands) -> None:
    owner = people.serving(work, hands.staff_id)
    if owner is None:
        raise errors.NoLongerThere(_("That person is not of the team any more."))
    outside = hands.outside
    action.owner_id = owner.number
    action.outside_name = outside.name if outside else None
    action.outside_body = outside.body if outside else None
    action.outside_email = outside.email if outside else None
    action.group_id = action.asked_group_id = None
    if hands.group_id is not None:
        group_asks.ask(work, by, action, finding.one(work, Group, hands.group_id))
    _owe(work, action)
    if owner.id != by.id:
        text = _("{who} has put “{what}” ({reference}) into your hands.", who=people.name_and_title(by))
        issue = work.session.get_one(Issue, action.issue_id)
        saying.to_person(work, owner, [_of(text, issue, action)], lane=Lane.ALERT)


def _tell_plan_or_ask(work: Work, by: Person, action: Action) -> None:
    """A group that is to do it says first whether it wants it; only then is it a plan."""
    if action.asked_group_id is None:
        plans.tell(work, by, action)
    _show(work, action)


def _owe(work: Work, action: Action) -> None:
    """It is promised by its day, and by whom."""
    due = promises.end_of(work, action.due)
    promises.give_up(work, PromiseKind.ACTION, action.promise, action.issue_id)
    promises.make(work, PromiseKind.ACTION, action.promise, action.issue_id, due, action.owner_id)
    _promised_by(work, action)
    is_supported = action.is_outside or action.group_id is not None or action.asked_group_id is not None
    first = max(action.due - NUDGED_BEFORE, promises.today(work) + timedelta(days=1))
    action.nudge_on = first if is_supported else None
    work.session.add(action)
    work.session.flush()


def _promised_by(work: Work, action: Action) -> None:
    open_one = (
        col(Promise.kind) == PromiseKind.ACTION,
        col(Promise.about) == action.promise,
        col(Promise.about_id) == action.issue_id,
        col(Promise.kept_at).is_(None),
    )
    work.session.execute(sa.update(Promise).where(*open_one).values(owner_id=action.owner_id))


def _of(text: Text, issue: Issue, action: Action) -> Text:
    return Text(text.message, {**text.values, "reference": Code(issue.reference), "what": action.what})


def _show(work: Work, action: Action) -> None:
    work.session.flush()
    cards.show_issue(work, work.session.get_one(Issue, action.issue_id))
