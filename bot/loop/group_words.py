"""What a group may hear of something told in private about it: a sentence that its teller allowed, until it ends."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import standing
from bot.store.chats import Group
from bot.store.group_words import GroupWord
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.session import Work

_NEWEST = (
    select(GroupWord)
    .where(
        GroupWord.insight_id == sa.bindparam("insight"),
        GroupWord.group_id == sa.bindparam("group"),
        col(GroupWord.ended_at).is_(None),
    )
    .order_by(col(GroupWord.id).desc())
)


def of(work: Work, insight: Insight) -> GroupWord | None:
    """The newest word about an insight for its group that has not ended: asked, allowed or refused."""
    of_group = {"insight": insight.id, "group": insight.group_id}
    return work.session.execute(_NEWEST, of_group).scalars().first()


def allowed(work: Work, insight: Insight) -> GroupWord | None:
    """The word by which a group may hear of an insight, if its teller allowed one."""
    word = of(work, insight)
    return word if word is not None and word.allowed_at is not None else None


def raised(work: Work, issue: Issue, insight: Insight) -> Raiser | None:
    """The group that raises an issue by the allowed word on an insight; nothing where there is no such word."""
    word = allowed(work, insight)
    if word is None:
        return None
    group = work.session.get_one(Group, word.group_id)
    raiser = raiser_of(work, issue.number, group.number) or Raiser(
        programme_id=work.programme_id, issue_id=issue.number, group_id=group.number, since=work.now
    )
    champion = standing.champion_of(work, group) if group.chat_id is None else None
    raiser.chat_id = group.chat_id or (champion.chat_id if champion else None)
    raiser.quote = raiser.quote or word.words.get(group.language, "")
    raiser.settled_by = raiser.settled_why = raiser.settled_at = None
    work.session.add(raiser)
    work.session.flush()
    return raiser


def heard_by(work: Work, insight: Insight) -> Group | None:
    """The group that hears of an insight told in private, by an allowed word."""
    word = allowed(work, insight)
    return work.session.get(Group, word.group_id) if word else None


def stands(work: Work, raiser: Raiser) -> bool:
    """Whether a group raised an issue by an allowed word that counts."""
    return _by_word(work, raiser) is not None


def was_said_there(work: Work, raiser: Raiser) -> bool:
    """Whether somebody said in the group itself what the group raised."""
    return _told_there(work, raiser) is not None


def was_heard_elsewhere(work: Work, raiser: Raiser) -> bool:
    """Whether staff wrote down for the group what it raised."""
    told = _told_there(work, raiser)
    return told is not None and told.entered_by is not None


def other_quote(work: Work, raiser: Raiser) -> str | None:
    """What else the group raised the matter by; nothing where it did not."""
    told, word = _told_there(work, raiser), _by_word(work, raiser)
    if told is not None:
        return told.words
    group = work.session.get(Group, raiser.group_id)
    return word.words.get(group.language, "") if word is not None and group is not None else None


def _told_there(work: Work, raiser: Raiser) -> Insight | None:
    told = select(Insight).where(
        Insight.issue_id == raiser.issue_id,
        Insight.group_id == raiser.group_id,
        col(Insight.in_private).is_(False),
        col(Insight.taken_back_at).is_(None),
    )
    return work.session.exec(told).first()


def _by_word(work: Work, raiser: Raiser) -> GroupWord | None:
    found = (
        select(GroupWord)
        .join(Insight, col(Insight.id) == GroupWord.insight_id)
        .where(
            Insight.issue_id == raiser.issue_id,
            GroupWord.group_id == raiser.group_id,
            col(GroupWord.allowed_at).is_not(None),
            col(GroupWord.ended_at).is_(None),
        )
    )
    return work.session.exec(found).first()


def raiser_of(work: Work, issue_id: int, group_id: int) -> Raiser | None:
    """The group as one that raised an issue, if it did."""
    found = select(Raiser).where(Raiser.issue_id == issue_id, Raiser.group_id == group_id)
    return work.session.exec(found).first()
