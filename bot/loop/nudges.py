"""Owners of promises are reminded in private: before, at and after the date, at most once an hour, all in one."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot.language import Text, _, p_
from bot.loop import due, duty, nudge_times, people, promise_rules, promises_due, saying, telling_on
from bot.loop.nudge_times import Said
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.promises import Nudge, Promise
from bot.store.session import Work
from bot.words import Lane

AT_ONCE = 200
AN_HOUR = timedelta(hours=1)
ALL = Button(p_("button", "All that I owe"), "owe:mine")
_TABLE: sa.Table = Nudge.__table__  # type: ignore[attr-defined]
_MAKE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing(index_elements=("person_id",))
    for dialect in (sqlite, postgresql)
}
_TO_NUDGE = due.rows(
    Promise, col(Promise.nudge_at) <= due.NOW, col(Promise.kept_at).is_(None), order=(col(Promise.nudge_at),)
)


def remind_owners(work: Work) -> int:
    """Whoever owes something that is due soon, now or since is reminded while the team works; once an hour at most."""
    if not promise_rules.calendar(work).is_open(work.now, AN_HOUR):
        return 0
    found = due.claimed(work, _TO_NUDGE)
    owned: dict[int | None, list[Promise]] = {}
    for promise in found:
        owned.setdefault(promise.owner_id, []).append(promise)
    for owner_id, theirs in sorted(owned.items(), key=lambda one: one[0] or 0):
        _remind(work, people.serving(work, owner_id), theirs)
    return len(found)


def find_owners(work: Work) -> int:
    """What nobody owns goes to whoever is on duty."""
    found = sa.select(col(Promise.id)).where(
        col(Promise.programme_id) == work.programme_id, col(Promise.kept_at).is_(None), col(Promise.owner_id).is_(None)
    )
    if work.session.execute(found.limit(1)).first() is None or (owner_id := duty.today(work)) is None:
        return 0
    claimed = found.limit(AT_ONCE).with_for_update(skip_locked=True)
    given = sa.update(Promise).where(col(Promise.id).in_(claimed)).values(owner_id=owner_id)
    done = work.session.execute(given.returning(col(Promise.id)).execution_options(synchronize_session="fetch"))
    return len(done.all())


def _remind(work: Work, owner: Person | None, theirs: list[Promise]) -> None:
    calendar = promise_rules.calendar(work)
    if owner is not None and (later := _not_before(work, owner)) is not None:
        for promise in theirs:
            promise.nudge_at = later
        return
    late = []
    for promise in theirs:
        said = nudge_times.reached(calendar, work.now, promise.due_at)
        if said is Said.TOLD_ON:
            late.append(promise)
        promise.nudged, promise.nudge_at = said, nudge_times.after(calendar, promise.due_at, said)
    parts: list[Text] = [_("What you have promised:"), *promises_due.lines(work, theirs)]
    if owner is None or owner.chat_id is None:
        saying.to_staff(work, [_("Promised, and nobody can be reminded of it:"), *parts[1:]])
    else:
        saying.to_person(work, owner, parts, ((ALL,),), lane=Lane.ALERT)
    if late:
        telling_on.tell(work, late)


def _not_before(work: Work, owner: Person) -> datetime | None:
    """When somebody who was reminded within the hour may be again; otherwise they are being reminded now."""
    row = {"programme_id": work.programme_id, "person_id": owner.number, "said_at": work.now - AN_HOUR}
    work.session.execute(_MAKE[work.session.get_bind().dialect.name], row)
    last = work.session.exec(select(Nudge).where(Nudge.person_id == owner.id).with_for_update()).one()
    if last.said_at > work.now - AN_HOUR:
        return last.said_at + AN_HOUR
    last.said_at = work.now
    return None


LOOKS = (find_owners, remind_owners)
