"""What champions have in hand for their groups, as an issue's card shows it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text, _
from bot.store.chats import Group
from bot.store.issues import Issue, Raiser
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import TellingState


def shown(work: Work, issue: Issue) -> list[Text]:
    """Which groups have news waiting with their champion."""
    raised = sa.select(col(Raiser.id)).where(col(Raiser.issue_id) == issue.id)
    names = (
        select(Group.name)
        .join(Telling, col(Telling.for_group_id) == Group.id)
        .where(Telling.state == TellingState.WITH_CHAMPION, col(Telling.raiser_id).in_(raised))
        .distinct()
        .order_by(Group.name)
    )
    waiting = list(work.session.exec(names).all())
    return [_("With their champion, not passed on yet: {groups}", groups=waiting)] if waiting else []
