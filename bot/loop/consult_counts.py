"""What was answered to a question by tapping, and as champions counted: in all, by language, by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from bot.store.chats import Group
from bot.store.consult import ConsultAnswer, Consultation, ConsultCount
from bot.store.insights import Insight
from bot.store.session import Work


def by_choice(work: Work, consultation: Consultation) -> dict[int, int]:
    """How many chose each answer, from the first to the last; nobody is nought."""
    tapped = sa.select(col(ConsultAnswer.choice), sa.func.count()).where(
        col(ConsultAnswer.consultation_id) == consultation.number
    )
    told = sa.select(col(ConsultCount.choice), sa.func.sum(col(ConsultCount.how_many))).where(
        col(ConsultCount.consultation_id) == consultation.number
    )
    found: Counter[int] = Counter()
    for choice, number in work.session.execute(tapped.group_by(col(ConsultAnswer.choice))).all():
        found[choice] += int(number)
    for choice, number in work.session.execute(told.group_by(col(ConsultCount.choice))).all():
        found[choice] += int(number)
    return {at: found[at] for at in range(1, len(consultation.choices) + 1)}


def by_language(work: Work, consultation: Consultation) -> Mapping[str, int]:
    """How many answered by tapping, by the language that they had it in."""
    found = sa.select(col(ConsultAnswer.language), sa.func.count()).where(
        col(ConsultAnswer.consultation_id) == consultation.number
    )
    grouped = found.group_by(col(ConsultAnswer.language)).order_by(sa.func.count().desc(), col(ConsultAnswer.language))
    return {row[0]: row[1] for row in work.session.execute(grouped).all()}


def by_group(work: Work, consultation: Consultation, most: int) -> list[tuple[str | None, int]]:
    """The groups with the most answers, each by its name; whoever answered in private has none."""
    tapped: Any = sa.select(col(ConsultAnswer.group_id).label("group_id"), sa.literal(1).label("n")).where(
        col(ConsultAnswer.consultation_id) == consultation.number
    )
    told = sa.select(col(ConsultCount.group_id), col(ConsultCount.how_many)).where(
        col(ConsultCount.consultation_id) == consultation.number
    )
    all_of = sa.union_all(tapped, told).subquery()
    found = sa.select(col(Group.name), sa.func.sum(all_of.c.n)).select_from(all_of)
    named = found.outerjoin(Group, col(Group.id) == all_of.c.group_id).group_by(all_of.c.group_id, col(Group.name))
    rows = work.session.execute(named.order_by(sa.func.sum(all_of.c.n).desc(), col(Group.name)).limit(most)).all()
    return [(row[0], int(row[1])) for row in rows]


def in_own_words(work: Work, consultation: Consultation) -> int:
    """How many things were told to it in people's own words."""
    about = (col(Insight.trusted_id) == consultation.message_id, col(Insight.taken_back_at).is_(None))
    return int(work.session.execute(sa.select(sa.func.count(col(Insight.id))).where(*about)).scalar_one())


def is_any(work: Work, consultation: Consultation) -> bool:
    """Whether anybody has answered, in whatever way."""
    return any(by_choice(work, consultation).values()) or in_own_words(work, consultation) > 0
