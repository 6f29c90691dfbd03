"""The same rumour from three groups within two days: staff hear of it at once."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, select

from bot.language import Code, Text, _, own_words, p_
from bot.loop import duty, first_words, leads, likeness, people, personal, record, saying
from bot.store.chats import Group, Membership
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.session import Work
from bot.words import Kind, Lane

WITHIN = timedelta(hours=48)
GROUPS = 3
ALIKE = 0.6
LOOKED_AT = 300


def notice(work: Work, insight: Insight) -> bool:
    """Whether this rumour is by now one that three groups have told; then staff hear so, once for all of them."""
    if insight.kind != Kind.RUMOUR or insight.taken_back_at is not None:
        return False
    same = [insight, *(other for other in _lately(work, insight) if _is_same(insight, other))]
    groups = {number for number in (_group(work, one) for one in same) if number is not None}
    if len(groups) < GROUPS:
        return False
    was_said = any(one.spread_said_at for one in same)
    for one in same:
        one.spread_said_at = one.spread_said_at or work.now
        first_words.hurry(work, one)
    if not was_said:
        _tell(work, same, groups)
    return not was_said


def _lately(work: Work, insight: Insight) -> list[Insight]:
    found = select(Insight).where(
        Insight.programme_id == work.programme_id,
        Insight.kind == Kind.RUMOUR,
        Insight.told_at > work.now - WITHIN,
        col(Insight.taken_back_at).is_(None),
        Insight.id != insight.id,
    )
    return list(work.session.exec(found.order_by(col(Insight.told_at).desc()).limit(LOOKED_AT)).all())


def _is_same(one: Insight, other: Insight) -> bool:
    if one.issue_id is not None and one.issue_id == other.issue_id:
        return True
    return likeness.likeness(one.words, other.words) >= ALIKE


def _group(work: Work, insight: Insight) -> int | None:
    """The group that it was heard in; for somebody of a single group, that one."""
    if insight.group_id is not None:
        return insight.group_id
    theirs = select(Membership.group_id).where(Membership.person_id == insight.person_id).limit(2)
    found = work.session.exec(theirs).all()
    return found[0] if len(found) == 1 else None


def _tell(work: Work, same: list[Insight], groups: set[int]) -> None:
    first = min(same, key=lambda one: (leads.is_sensitive(work, one.number), one.number))
    names = work.session.exec(select(Group.name).where(col(Group.id).in_(groups)).order_by(Group.name)).all()
    parts: list[Text] = [
        _("The same is going round in {groups}.", groups=[own_words(name) for name in names]),
        own_words(f"“{personal.shown(first.words, first.may_stay)}”"),
        _("All of it: {references}", references=[Code(f"H-{one}") for one in sorted(each.number for each in same)]),
    ]
    row = ((Button(p_("button", "Answer"), f"c:{first.number}:answer"),),)
    saying.to_staff(work, parts, row, insight_id=first.number)
    owner = people.by_number(work, duty.today(work))
    if owner is not None:
        saying.to_person(work, owner, parts, row, lane=Lane.ALERT, insight_id=first.number)
    record.act(work, None, "spreading", "insight", first.number, groups=sorted(groups))
