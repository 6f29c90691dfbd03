"""What staff owe, in words: a line for each promise, what is late or due today, and who is away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text, _, n_
from bot.loop import away, people, promise_words, promises
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work

SHOWN = 20


def line(work: Work, promise: Promise) -> Text:
    """A promise with its date."""
    if promise.due_at < work.now:
        return _(
            "Late since {day}: {what}",
            day=promises.day_of(work, promise.due_at),
            what=promise_words.what(work, promise),
        )
    return _("By {moment}: {what}", moment=promise.due_at, what=promise_words.what(work, promise))


def lines(work: Work, found: Iterable[Promise]) -> list[Text]:
    """A line for each subject, the newest date of each; those that are too many to show are counted."""
    newest = {(one.kind, one.about, one.about_id): one for one in sorted(found, key=lambda one: one.due_at)}
    shown = [line(work, one) for one in sorted(newest.values(), key=lambda one: one.due_at)]
    rest = len(shown) - SHOWN
    more = [n_("And {n} more.", "And {n} more.", rest)] if rest > 0 else []
    return [*shown[:SHOWN], *more]


def of(work: Work, person: Person, until: datetime | None = None) -> list[Promise]:
    """What somebody owes, the first due first; as much as can be shown."""
    mine = select(Promise).where(Promise.programme_id == work.programme_id, Promise.owner_id == person.id)
    return _first(work, mine.where(Promise.due_at <= until) if until else mine)


def count(work: Work) -> int:
    """How many promises are open."""
    still = sa.select(sa.func.count()).where(
        col(Promise.programme_id) == work.programme_id, col(Promise.kept_at).is_(None)
    )
    return int(work.session.execute(still).scalar_one())


def late(work: Work) -> list[Promise]:
    """What anybody owes and should have kept by now."""
    return _first(work, select(Promise).where(Promise.programme_id == work.programme_id, Promise.due_at <= work.now))


def digest_lines(work: Work) -> list[Text]:
    """What is late, what is due today and with whom, and whether the team is away."""
    day = promises.end_of(work, promises.today(work))
    due = select(Promise).where(Promise.programme_id == work.programme_id, Promise.due_at <= day)
    found = _first(work, due)
    overdue = [one for one in found if one.due_at <= work.now]
    today = [one for one in found if one.due_at > work.now]
    said = list(away.lines(work))
    if overdue:
        said += [n_("{n} promise is late:", "{n} promises are late:", len(overdue)), *with_owners(work, overdue)]
    if today:
        said += [n_("{n} promise is due today:", "{n} promises are due today:", len(today)), *with_owners(work, today)]
    return said


def with_owners(work: Work, found: Iterable[Promise]) -> list[Text]:
    """`lines`, under the name of each owner."""
    owned: dict[int | None, list[Promise]] = {}
    for one in found:
        owned.setdefault(one.owner_id, []).append(one)
    said = []
    for number, theirs in owned.items():
        owner = people.by_number(work, number)
        who = people.name_and_title(owner) if owner else _("Nobody yet")
        said.append(_("{who}: {what}", who=who, what=lines(work, theirs)))
    return said


def _first(work: Work, which: object) -> list[Promise]:
    still = which.where(col(Promise.kept_at).is_(None)).order_by(col(Promise.due_at))  # type: ignore[attr-defined]
    return list(work.session.exec(still.limit(10 * SHOWN)).all())
