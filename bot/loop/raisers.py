"""Who raised an issue: a person in private, or a group; made by what was told, and moved when that moves."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from bot import errors
from bot.language import _
from bot.loop import elsewhere, finding, group_words, passed_on, people, tellings
from bot.store.actions import PlanReply
from bot.store.decisions import LookAgain
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Judgement, Telling
from bot.words import OWED, TellingState

NOT_MEANT = "not what was meant"
MERGED = "merged"
WORD_ENDED = "the teller's word for it ended"


def of(work: Work, issue: Issue, insight: Insight) -> Raiser:
    """Who raises an issue by an insight: the one there was, live again where they still want to hear, or a new one."""
    raiser = work.session.exec(select(Raiser).where(Raiser.issue_id == issue.id, elsewhere.is_raiser(insight))).first()
    if raiser is not None and insight.in_private and (insight.not_needed_at or _has_left(work, raiser)):
        return raiser
    if raiser is not None:
        raiser.settled_by = raiser.settled_why = raiser.settled_at = None
        raiser.quote = raiser.quote or insight.words
        return raiser
    teller = people.by_number(work, insight.person_id)
    raiser = Raiser(
        programme_id=work.programme_id,
        issue_id=issue.number,
        person_id=insight.person_id if insight.in_private else None,
        group_id=None if insight.in_private else insight.group_id,
        outside_id=insight.id if elsewhere.is_outside(insight) else None,
        chat_id=teller.chat_id if insight.in_private and teller else elsewhere.chat_of(work, insight),
        quote=insight.words,
        since=work.now,
    )
    if insight.in_private and teller is not None and teller.left_at is not None:
        raiser.settled_by, raiser.settled_why, raiser.settled_at = teller.id, "left", work.now
    elif insight.in_private and insight.not_needed_at is not None:
        raiser.settled_by, raiser.settled_why, raiser.settled_at = insight.person_id, "not needed", work.now
    work.session.add(raiser)
    work.session.flush()
    return raiser


def by(work: Work, issue_id: int, insights: Iterable[Insight]) -> list[Raiser]:
    """Those who raised an issue by these insights: who told them, and the groups that an allowed word speaks for."""
    found: dict[int, Raiser] = {}
    for insight in insights:
        mine = [elsewhere.is_raiser(insight)]
        if (word := group_words.allowed(work, insight)) is not None:
            mine.append(col(Raiser.group_id) == word.group_id)
        for raiser in work.session.exec(select(Raiser).where(Raiser.issue_id == issue_id, sa.or_(*mine))).all():
            found[raiser.number] = raiser
    return [found[number] for number in sorted(found)]


def quote(work: Work, raiser: Raiser) -> str | None:
    """What they raised it by, as things are now; nothing where they raise it no more."""
    if raiser.group_id is not None:
        return group_words.other_quote(work, raiser)
    if raiser.outside_id is not None:
        outside = work.session.get_one(Insight, raiser.outside_id)
        return outside.words if outside.issue_id == raiser.issue_id and outside.taken_back_at is None else None
    told = select(Insight.words).where(
        Insight.issue_id == raiser.issue_id,
        Insight.person_id == raiser.person_id,
        col(Insight.in_private),
        col(Insight.taken_back_at).is_(None),
    )
    return work.session.exec(told.order_by(col(Insight.id))).first()


def requote(work: Work, raiser: Raiser) -> bool:
    """What is told them from here on quotes what they raised it by; false where they raise it no more."""
    words = quote(work, raiser)
    if words is not None and words != raiser.quote:
        raiser.quote = words
        work.session.flush()
    return words is not None


def follow(work: Work, raiser: Raiser, issue: Issue) -> Raiser:
    """A raiser goes to another issue with all that is owed to them; who raised that one too is one raiser of it."""
    mine = _same(raiser)
    there = work.session.exec(select(Raiser).where(Raiser.issue_id == issue.id, mine)).first()
    if there is None:
        raiser.issue_id = issue.number
        work.session.flush()
        return raiser
    _unite(work, raiser, there)
    return there


def held(work: Work, raiser: Raiser) -> Issue:
    """The issue that a raiser belongs to now, held; wherever it went while somebody else held it."""
    issue = finding.one(work, Issue, raiser.issue_id, held=True)
    work.session.refresh(raiser)
    while raiser.issue_id != issue.id:
        issue = finding.one(work, Issue, raiser.issue_id, held=True)
        work.session.refresh(raiser)
    return issue


def pressed(work: Work, person: Person, code: str) -> tuple[Telling, Raiser]:
    """The telling that a button stands under, and whose it is; that it was pressed shows that it arrived.

    Raises `errors.NotAllowed` for anybody whom it was not for.
    """
    telling = tellings.by_code(work, code)
    raiser = work.session.get(Raiser, telling.raiser_id) if telling and telling.raiser_id else None
    if telling is None or raiser is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    if raiser.person_id is not None and raiser.person_id != person.id:
        raise errors.NotAllowed(_("Only those who raised this can do that."))
    if telling.for_group_id is None:
        tellings.heard(work, telling)
    else:
        passed_on.arrived(work, person, passed_on.of_champion(work, person, telling.number))
    return telling, raiser


def is_nobody(work: Work, issue: Issue) -> bool:
    """Whether nobody is left who raised it and still wants to hear."""
    live = select(Raiser.id).where(Raiser.issue_id == issue.id, col(Raiser.settled_at).is_(None))
    return work.session.exec(live.limit(1)).first() is None


def is_there(work: Work, issue: Issue, insight: Insight) -> bool:
    """Whether whoever told an insight raises an issue already."""
    return (
        work.session.exec(select(Raiser.id).where(Raiser.issue_id == issue.id, elsewhere.is_raiser(insight))).first()
        is not None
    )


def _same(raiser: Raiser) -> sa.ColumnElement[bool]:
    if raiser.outside_id is not None:
        return col(Raiser.outside_id) == raiser.outside_id
    return col(Raiser.person_id) == raiser.person_id if raiser.person_id else col(Raiser.group_id) == raiser.group_id


def _has_left(work: Work, raiser: Raiser) -> bool:
    person = people.by_number(work, raiser.person_id)
    return person is not None and person.left_at is not None


def _unite(work: Work, raiser: Raiser, there: Raiser) -> None:
    """Who raised both is owed everything once, as long as they wanted to hear of one of them."""
    if raiser.settled_at is None and there.settled_at is not None:
        there.settled_by = there.settled_why = there.settled_at = None
    elif raiser.settled_at is not None and there.settled_at is None:
        _settle(work, raiser)
    there.quote = there.quote or raiser.quote
    told = sa.update(Telling).where(col(Telling.raiser_id) == raiser.id)
    work.session.execute(told.values(raiser_id=there.id))
    judged = sa.select(col(Judgement.person_id)).where(col(Judgement.raiser_id) == there.id)
    theirs = sa.update(Judgement).where(
        col(Judgement.raiser_id) == raiser.id, col(Judgement.person_id).not_in(judged.scalar_subquery())
    )
    work.session.execute(theirs.values(raiser_id=there.id))
    asked = sa.update(LookAgain).where(col(LookAgain.raiser_id) == raiser.id)
    work.session.execute(asked.values(raiser_id=there.id))
    _unite_replies(work, raiser, there)
    raiser.settled_by = raiser.settled_by or there.settled_by
    raiser.settled_why, raiser.settled_at = raiser.settled_why or MERGED, raiser.settled_at or work.now
    raiser.next_news_by, raiser.quote = None, ""
    work.session.flush()


def _unite_replies(work: Work, raiser: Raiser, there: Raiser) -> None:
    """What they said to a plan goes along, with the answer that is owed on it; each says one word to each plan."""
    said = aliased(PlanReply)
    again = sa.exists().where(
        col(said.raiser_id) == there.id,
        col(said.plan_id) == col(PlanReply.plan_id),
        col(said.person_id) == col(PlanReply.person_id),
    )
    theirs = sa.update(PlanReply).where(col(PlanReply.raiser_id) == raiser.id, ~again)
    work.session.execute(theirs.values(raiser_id=there.id))


def _settle(work: Work, raiser: Raiser) -> None:
    owed = select(Telling).where(Telling.raiser_id == raiser.id, col(Telling.state).in_(OWED))
    for telling in work.session.exec(owed).all():
        telling.settled_by, telling.settled_why = raiser.settled_by, raiser.settled_why
        tellings.move(work, telling, TellingState.SETTLED)
