"""What staff owe, in words: a line for each promise, what is late or due today, and who is away."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.language import Text, _, n_
from bot.loop import away, people, promise_words, promises
from bot.store.promises import Promise
from bot.store.session import Work

SHOWN, AT_MOST = 20, 200


def line(work: Work, promise: Promise) -> Text:
    """A promise with its date."""
    if promise.due_at <= work.now:
        return _(
            "Late since {day}: {what}",
            day=promises.day_of(work, promise.due_at),
            what=promise_words.what(work, promise),
        )
    return _("By {moment}: {what}", moment=promise.due_at, what=promise_words.what(work, promise))


def first_of_each(found: Iterable[Promise]) -> list[Promise]:
    """One promise for each subject, the first due first: of several dates for the same thing, the first one counts."""
    once: dict[tuple[str, str, int], Promise] = {}
    for one in sorted(found, key=lambda one: one.due_at):
        once.setdefault((one.kind, one.about, one.about_id), one)
    return list(once.values())


def lines(work: Work, found: Iterable[Promise]) -> list[Text]:
    """A line for each subject, the first due first; those that are too many to show are counted."""
    shown = [line(work, one) for one in first_of_each(found)]
    rest = len(shown) - SHOWN
    more = [n_("And {n} more.", "And {n} more.", rest)] if rest > 0 else []
    return [*shown[:SHOWN], *more]


def count(work: Work) -> int:
    """How many promises are open."""
    still = sa.select(sa.func.count()).where(
        col(Promise.programme_id) == work.programme_id, col(Promise.kept_at).is_(None)
    )
    return int(work.session.execute(still).scalar_one())


def late(work: Work) -> list[Promise]:
    """What anybody owes and should have kept by now."""
    return _read(work, _first_dates(work, Promise.due_at <= work.now))


def digest_lines(work: Work) -> list[Text]:
    """What is late, what is due today and with whom, and whether the team is away."""
    day = promises.end_of(work, promises.today(work))
    late, today = (
        _first_dates(work, Promise.due_at <= work.now),
        _first_dates(work, Promise.due_at > work.now, Promise.due_at <= day),
    )
    said = list(away.lines(work))
    if n := _counted(work, late):
        said += [n_("{n} promise is late:", "{n} promises are late:", n), *_some(work, late, n)]
    if n := _counted(work, today):
        said += [n_("{n} promise is due today:", "{n} promises are due today:", n), *_some(work, today, n)]
    return said


def by_owner(found: Iterable[Promise]) -> list[Promise]:
    """One promise for each subject, those of one owner together; whose is due first comes first."""
    owned: dict[int | None, list[Promise]] = {}
    for one in first_of_each(found):
        owned.setdefault(one.owner_id, []).append(one)
    return [one for theirs in owned.values() for one in theirs]


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


def _some(work: Work, which: SelectOfScalar[Promise], n: int) -> list[Text]:
    found = _read(work, which)
    rest = n - len(found)
    return [*with_owners(work, found), *([n_("And {n} more.", "And {n} more.", rest)] if rest else [])]


def _first_dates(work: Work, *which: bool) -> SelectOfScalar[Promise]:
    """What is open, by the first date of each subject: however often it was promised again, it is one thing."""
    before = aliased(Promise)
    same = [getattr(before, name) == getattr(Promise, name) for name in ("kind", "about", "about_id")]
    earlier = sa.exists().where(*same, col(before.kept_at).is_(None), col(before.due_at) < col(Promise.due_at))
    mine = select(Promise).where(Promise.programme_id == work.programme_id, col(Promise.kept_at).is_(None))
    return mine.where(*which, ~earlier)


def _counted(work: Work, which: SelectOfScalar[Promise]) -> int:
    return int(work.session.execute(which.with_only_columns(sa.func.count())).scalar_one())


def _read(work: Work, which: SelectOfScalar[Promise]) -> list[Promise]:
    return list(work.session.exec(which.order_by(col(Promise.due_at)).limit(AT_MOST)).all())
