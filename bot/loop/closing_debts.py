"""What is still owed when a programme ends, and who takes each of it over: nothing is left without a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, own_words
from bot.loop import elsewhere, finding, leads, people, promise_words, record, who_waits
from bot.store.chats import Group
from bot.store.closing import Closing, ClosingDebt
from bot.store.complaints import Complaint
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import CLOSED, OWED, PromiseKind

ALL = "all"
ISSUE, INSIGHT, COMPLAINT, PROMISE = "issue", "insight", "complaint", "promise"
ON_AN_INSIGHT = (PromiseKind.FIRST_WORD, PromiseKind.LISTENING, PromiseKind.HOLDER, PromiseKind.HELP)
TO_SOMEBODY = (PromiseKind.CONTACT, PromiseKind.PLACE, PromiseKind.PROPOSAL)
Subject = tuple[str, int]
Where = tuple[int, int | None]
"""A chat, and the group without one that hears it through whoever reads there."""


class Heir(NamedTuple):
    """Who takes something over: a person or body, how to reach them, and by when whoever raised it hears."""

    name: str
    reach: str
    hear_by: date


def owed(work: Work) -> list[Subject]:
    """All that is owed now to those who told it, the oldest first of each sort."""
    found = [
        *((ISSUE, number) for number in _issues(work)),
        *((INSIGHT, number) for number in _insights(work)),
        *((COMPLAINT, number) for number in _complaints(work)),
    ]
    kinds = (col(Promise.kind).in_(TO_SOMEBODY), col(Promise.kept_at).is_(None))
    other = select(Promise.id).where(Promise.programme_id == work.programme_id, *kinds).order_by(col(Promise.id))
    return [*found, *((PROMISE, number) for number in work.session.exec(other).all() if number is not None)]


def brought_up_to_date(work: Work, closing: Closing) -> list[ClosingDebt]:
    """A row for each debt there is now; new ones go to whoever takes over all; paid ones without a name are gone."""
    rows = {(one.about, one.about_id): one for one in _rows(work, closing)}
    everything, still = rows.pop((ALL, 0), None), owed(work)
    for subject in still:
        if subject not in rows:
            rows[subject] = _new(work, closing, subject)
        if rows[subject].to_name is None and everything is not None:
            _give(rows[subject], everything)
    for subject, row in rows.items():
        if subject not in still and row.to_name is None:
            work.session.delete(row)
    work.session.flush()
    return [rows[subject] for subject in still]


def without_name(rows: Sequence[ClosingDebt]) -> list[ClosingDebt]:
    """Those that nobody takes over yet."""
    return [one for one in rows if one.to_name is None]


def name(work: Work, by: Person, closing: Closing, row_id: int | None, heir: Heir) -> None:
    """Somebody takes over one debt; without a number, every one that has no name yet, and what still comes."""
    people.must_be_administrator(work, by)
    rows = brought_up_to_date(work, closing)
    if row_id is None:
        everything = next((one for one in _rows(work, closing) if one.about == ALL), None)
        rows = [everything or _new(work, closing, (ALL, 0)), *without_name(rows)]
    else:
        rows = [finding.one(work, ClosingDebt, row_id, held=True)]
        if rows[0].closing_id != closing.id:
            raise errors.NoLongerThere(_("I cannot find that any more."))
    for row in rows:
        before = row.to_name
        row.to_name, row.reach, row.hear_by, row.named_by = heir.name, heir.reach, heir.hear_by, by.number
        work.session.add(row)
        record.act(
            work, by, "name_heir", "closing_debt", row.number, before=before, after=heir.name, by=str(heir.hear_by)
        )
    work.session.flush()


def reference(work: Work, row: ClosingDebt) -> Code:
    """What people call it by."""
    if row.about == PROMISE:
        promise = work.session.get(Promise, row.about_id)
        found = promise_words.reference(work, promise) if promise else None
        return found or Code(f"#{row.about_id}")
    return Code(f"{ {ISSUE: 'M', INSIGHT: 'H', COMPLAINT: 'C'}[row.about] }-{row.about_id}")


def what(work: Work, row: ClosingDebt) -> Text:
    """What it is about, for staff: nobody's own words."""
    issue = work.session.get(Issue, row.about_id) if row.about == ISSUE else None
    if issue is not None:
        return _("{reference}: {title}", reference=Code(issue.reference), title=issue.title)
    promise = work.session.get(Promise, row.about_id) if row.about == PROMISE else None
    return promise_words.what(work, promise) if promise else Text("{what}", {"what": reference(work, row)})


def for_whom(work: Work, rows: Sequence[ClosingDebt]) -> dict[Where, list[ClosingDebt]]:
    """Who waits for which of it, by chat; a group without a chat by itself."""
    waiting: dict[Where, list[ClosingDebt]] = {}
    issues = {one.about_id: one for one in rows if one.about == ISSUE}
    for chat_id, group_id, number in _raised(work, issues):
        waiting.setdefault((chat_id, group_id), []).append(issues[number])
    for row in rows:
        for where in _waits(work, row):
            waiting.setdefault(where, []).append(row)
    return waiting


def lines(work: Work, rows: Sequence[ClosingDebt]) -> list[Text]:
    """To whom what is still owed to somebody goes, and by when they hear, as they read it."""
    heirs: dict[tuple[str, str, date], list[Code]] = {}
    for row in rows:
        if row.to_name is not None and row.hear_by is not None:
            heirs.setdefault((row.to_name, row.reach or "", row.hear_by), []).append(reference(work, row))
    return [line(found, Heir(*heir)) for heir, found in heirs.items()]


def line(references: Sequence[Code], heir: Heir) -> Text:
    """One of them."""
    return _(
        "What we still owe you on {references} goes to {whom}. You hear from them by {day}. To reach them: {reach}",
        references=list(references),
        whom=own_words(heir.name),
        day=heir.hear_by,
        reach=own_words(heir.reach),
    )


def _rows(work: Work, closing: Closing) -> Sequence[ClosingDebt]:
    return work.session.exec(select(ClosingDebt).where(ClosingDebt.closing_id == closing.id)).all()


def _new(work: Work, closing: Closing, subject: Subject) -> ClosingDebt:
    row = ClosingDebt(programme_id=work.programme_id, closing_id=closing.number, about=subject[0], about_id=subject[1])
    work.session.add(row)
    work.session.flush()
    return row


def _give(row: ClosingDebt, heir: ClosingDebt) -> None:
    row.to_name, row.reach, row.hear_by, row.named_by = heir.to_name, heir.reach, heir.hear_by, heir.named_by


def _issues(work: Work) -> Sequence[int]:
    waits = sa.exists().where(col(Raiser.issue_id) == col(Issue.id), col(Raiser.settled_at).is_(None))
    untold = (
        sa.exists()
        .where(col(Raiser.issue_id) == col(Issue.id), col(Telling.raiser_id) == col(Raiser.id))
        .where(col(Telling.state).in_(OWED))
    )
    is_owed = sa.or_(sa.and_(col(Issue.state).not_in(CLOSED), waits), untold)
    found = sa.select(col(Issue.id)).where(col(Issue.programme_id) == work.programme_id, is_owed)
    return list(work.session.execute(found.order_by(col(Issue.id))).scalars())


def _insights(work: Work) -> Sequence[int]:
    promised = sa.select(col(Promise.about_id)).where(
        col(Promise.programme_id) == work.programme_id,
        col(Promise.kind).in_(ON_AN_INSIGHT),
        col(Promise.about) == INSIGHT,
        col(Promise.kept_at).is_(None),
    )
    untold = (
        sa.select(col(Update.insight_id))
        .join(Telling, col(Telling.update_id) == col(Update.id))
        .where(col(Telling.programme_id) == work.programme_id, col(Telling.state).in_(OWED))
        .where(col(Update.insight_id).is_not(None))
    )
    numbers = sa.or_(col(Insight.id).in_(promised), col(Insight.id).in_(untold))
    found = sa.select(col(Insight.id)).where(numbers, col(Insight.taken_back_at).is_(None))
    return list(work.session.execute(found.order_by(col(Insight.id))).scalars())


def _complaints(work: Work) -> Sequence[int]:
    mine = (col(Complaint.programme_id) == work.programme_id, col(Complaint.answered_at).is_(None))
    return list(work.session.execute(sa.select(col(Complaint.id)).where(*mine).order_by(col(Complaint.id))).scalars())


def _raised(work: Work, issues: dict[int, ClosingDebt]) -> list[tuple[int, int | None, int]]:
    """The chat, the group where it has none, and the matter, of each raiser who can be told."""
    apart = sa.case((col(Group.chat_id).is_(None), col(Group.id)), else_=None)
    found = (
        sa.select(col(Raiser.chat_id), apart, col(Raiser.issue_id))
        .outerjoin(Group, col(Group.id) == col(Raiser.group_id))
        .where(col(Raiser.issue_id).in_(issues), col(Raiser.settled_at).is_(None), col(Raiser.chat_id).is_not(None))
    )
    return [(chat, group, issue) for chat, group, issue in work.session.execute(found.order_by(col(Raiser.id)))]


def _waits(work: Work, row: ClosingDebt) -> list[Where]:
    """Who waits for something that is no matter."""
    if row.about == INSIGHT:
        insight = work.session.get_one(Insight, row.about_id)
        if insight.entered_by is None and insight.in_private:
            return _in_private(people.by_number(work, insight.person_id))
        chat_id = elsewhere.chat_of(work, insight)
        return [(chat_id, elsewhere.heard_through(work, insight)[0])] if chat_id is not None else []
    if row.about == COMPLAINT:
        return _in_private(people.by_number(work, work.session.get_one(Complaint, row.about_id).person_id))
    if row.about == PROMISE:
        promise = work.session.get_one(Promise, row.about_id)
        return [(chat_id, None) for chat_id, _called in who_waits.of(work, promise)]
    return []


def _in_private(person: Person | None) -> list[Where]:
    there = person is not None and person.left_at is None and person.chat_id is not None
    return [(person.chat_id, None)] if person is not None and there and person.chat_id is not None else []


def is_sensitive(work: Work, row: ClosingDebt) -> bool:
    """Whether only the safeguarding leads may know more of it than its number."""
    return row.about == INSIGHT and leads.is_sensitive(work, row.about_id)
