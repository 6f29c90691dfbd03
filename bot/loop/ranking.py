"""Each month community leads say which three matters should come first; staff read the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import cards, community_leads, due, finding, people, promises, record, saying
from bot.store.issues import Issue
from bot.store.leads import First, Ranked, Round
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import Lane

OPEN_FOR = timedelta(days=10)
PLACES = (1, 2, 3)
AT_ONCE = 50
ROUND = "round"
NO_ROUND = _("There is nothing to choose now. You get a list at the start of each month.")
_TABLE: sa.Table = Round.__table__  # type: ignore[attr-defined]
_MAKE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing().returning(_TABLE.c.id)
    for dialect in (sqlite, postgresql)
}
_PAST_THEIR_DAY = due.rows(Round, col(Round.closed_at).is_(None), Round.closes_at <= due.NOW, most=AT_ONCE)


def open_round(work: Work, person: Person, round_id: int | None) -> Round:
    """A round for a lead to choose in. Raises `errors.NoLongerThere` once it is over."""
    community_leads.must_be_one(work, person)
    found = finding.one(work, Round, round_id, held=True)
    if found.closed_at is not None:
        raise errors.NoLongerThere(NO_ROUND)
    return found


def rank(work: Work, person: Person, round_id: int, chosen: Sequence[int]) -> None:
    """A lead says which come first, in order; said again, the last counts. Once all have, the round is over."""
    found = open_round(work, person, round_id)
    shown = {number for number, _title in community_leads.open_matters(work)}
    if not set(chosen) <= shown or len(set(chosen)) != len(chosen):
        raise errors.NoLongerThere(_("One of these is not open any more. Please choose again: /matters"))
    earlier = sa.delete(Ranked).where(col(Ranked.round_id) == found.id, col(Ranked.person_id) == person.id)
    work.session.execute(earlier)
    for place, number in zip(PLACES, chosen, strict=False):
        ranked = {"round_id": found.number, "person_id": person.number, "issue_id": number, "place": place}
        work.session.add(Ranked.model_validate({"programme_id": work.programme_id, **ranked}))
    work.session.flush()
    record.act(work, person, "rank", ROUND, found.number)
    voted = set(work.session.exec(select(Ranked.person_id).where(Ranked.round_id == found.id)).all())
    if {one.id for one in community_leads.of(work)} <= voted:
        close(work, found)


def begin_round(work: Work) -> int:
    """Once a month, where there are leads and something to choose from: each gets the list, in private."""
    month = f"{promises.today(work):%Y-%m}"
    there = select(Round.id).where(Round.programme_id == work.programme_id, Round.month == month)
    if work.session.exec(there).first() is not None:
        return 0
    group = community_leads.of(work)
    matters = community_leads.open_matters(work) if group else []
    if len(matters) < community_leads.LEAST_TO_RANK:
        return 0
    if (made := _made(work, month)) is None:
        return 0
    day = promises.day_of(work, made.closes_at)
    for lead in group:
        parts = [
            _("Which three should the team do first? This is what is open and may be shown:"),
            *community_leads.listed(work, lead, matters),
            _("You can choose until {day}. The team gets the counts, not who said what.", day=day),
        ]
        saying.to_person(work, lead, parts, (community_leads.choose_row(made),), lane=Lane.TELLING)
    return 1


def _made(work: Work, month: str) -> Round | None:
    """The month's round; nothing where another process was quicker."""
    row = {"month": month, "opened_at": work.now, "closes_at": work.now + OPEN_FOR}
    make = _MAKE[work.session.get_bind().dialect.name]
    number = work.session.execute(make, {"programme_id": work.programme_id, **row}).scalar()
    return None if number is None else work.session.get_one(Round, number)


def end_rounds(work: Work) -> int:
    """Rounds past their day are over."""
    found = due.claimed(work, _PAST_THEIR_DAY)
    for one in found:
        close(work, one)
    return len(found)


def close(work: Work, found: Round) -> None:
    """A round is over: the first three are marked on their cards, and staff read the counts."""
    found.closed_at = work.now
    points: Counter[int] = Counter()
    votes = work.session.exec(select(Ranked).where(Ranked.round_id == found.id)).all()
    for vote in votes:
        points[vote.issue_id] += len(PLACES) + 1 - vote.place
    voters = {vote.person_id for vote in votes}
    parts = [
        _("The community leads have said what should come first ({month}).", month=Code(found.month)),
        *_mark(work, found, points),
        _("{voters} of {leads} leads have chosen.", voters=len(voters), leads=len(community_leads.of(work))),
    ]
    rows = (
        (Button(p_("button", "Tell the leads"), f"lead:{found.number}:tell"),),
        (Button(p_("button", "Tell the groups, too"), f"lead:{found.number}:groups"),),
    )
    saying.to_staff(work, parts, rows if points else ())


def tell_leads(work: Work, by: Person, round_id: int) -> None:
    """Staff let the leads hear what came of it."""
    found = _closed(work, by, round_id)
    if found.heard_at is not None:
        raise errors.NoLongerThere(_("They have been told already."))
    found.heard_at = work.now
    record.act(work, by, "tell_leads", ROUND, found.number)
    titles = dict(community_leads.open_matters(work))
    firsts = select(First).where(First.round_id == found.id).order_by(col(First.place))
    named = [
        own_words(f"{one.place}. {titles[one.issue_id]}")
        for one in work.session.exec(firsts).all()
        if one.issue_id in titles
    ]
    for lead in community_leads.of(work):
        parts = [_("Thank you for choosing. The community leads put these first:"), *named]
        saying.to_person(work, lead, parts, lane=Lane.TELLING)


def tell_groups(work: Work, by: Person, round_id: int) -> None:
    """Staff let the groups that raised the first three hear so, with the next word that goes to them."""
    found = _closed(work, by, round_id)
    for first in work.session.exec(select(First).where(First.round_id == found.id)).all():
        if first.after_update is not None:
            raise errors.NoLongerThere(_("They hear it already, with the next word that goes to them."))
        first.after_update = _newest_update(work, first.issue_id)
    record.act(work, by, "tell_groups_of_firsts", ROUND, found.number)


def bring_along(work: Work, issue: Issue, into: Issue) -> None:
    """An issue becomes part of another, which has the better place of the two from now on; it counts once."""
    chosen = select(Ranked).where(col(Ranked.issue_id).in_((issue.id, into.id))).order_by(col(Ranked.place))
    votes = work.session.exec(chosen.with_for_update()).all()
    _best(issue, into, [((vote.round_id, vote.person_id), vote) for vote in votes])
    placed = select(First).where(col(First.issue_id).in_((issue.id, into.id))).order_by(col(First.place))
    firsts = work.session.exec(placed.with_for_update()).all()
    _best(issue, into, [((first.round_id, None), first) for first in firsts])
    work.session.flush()


def _best(issue: Issue, into: Issue, rows: Sequence[tuple[tuple[int, int | None], Ranked | First]]) -> None:
    """The first row of each key is of the whole; any other stays with what is part of it."""
    seen = set()
    for key, row in rows:
        row.issue_id = issue.number if key in seen else into.number
        seen.add(key)


def _closed(work: Work, by: Person, round_id: int) -> Round:
    people.must_be_staff(work, by)
    found = finding.one(work, Round, round_id, held=True)
    if found.closed_at is None:
        raise errors.NoLongerThere(_("The leads are still choosing."))
    return found


def _newest_update(work: Work, issue_id: int) -> int:
    """The newest update on an issue; 0 where there is none."""
    found = select(Update.id).where(Update.issue_id == issue_id).order_by(col(Update.id).desc())
    return work.session.exec(found).first() or 0


def _mark(work: Work, found: Round, points: Counter[int]) -> list[Text]:
    """Mark the first three of what is still open, and say them with their points."""
    parts: list[Text] = []
    still_open = {number for number, _title in community_leads.open_matters(work)}
    ranked = sorted((-count, number) for number, count in points.items() if number in still_open)
    for place, (below_zero, number) in enumerate(ranked[: len(PLACES)], 1):
        count = -below_zero
        first = {"round_id": found.number, "issue_id": number, "place": place, "points": count}
        work.session.add(First.model_validate({"programme_id": work.programme_id, **first}))
        work.session.flush()
        issue = work.session.get_one(Issue, number)
        parts.append(
            n_(
                "{place}. {reference} {title}: {n} point",
                "{place}. {reference} {title}: {n} points",
                count,
                place=place,
                reference=Code(issue.reference),
                title=issue.title,
            )
        )
        cards.show_issue(work, issue)
    return parts
