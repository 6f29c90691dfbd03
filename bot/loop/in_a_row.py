"""Several messages in a row are one thing told, until their teller says that they are separate."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import _
from bot.loop import (
    acknowledging,
    asking,
    blocks,
    cards,
    first_words,
    in_bin,
    insights,
    record,
    sensitive,
    wordings,
)
from bot.loop.insights import Told
from bot.store.chats import Group
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind

IN_A_ROW = timedelta(minutes=2)
MOST_CHARACTERS, MOST_MEDIA = 12_000, 20
_NEWEST = (
    select(Insight).where(col(Insight.person_id) == sa.bindparam("person")).order_by(col(Insight.id).desc()).limit(1)
)


def take(work: Work, person: Person, told: Told, kind: Kind | None = None, *, is_new: bool = False) -> Insight:
    """Keep what was told in private: as a thing of its own, or with what the same person sent a moment ago.

    `is_new`: they said that it is a thing of its own; only pictures that were sent together stay together even then.
    """
    newest: Insight | None = work.session.execute(_NEWEST, {"person": person.id}).scalars().first()
    if newest is None or not _belongs(newest, told, is_new=is_new):
        return insights.tell(work, person, told, kind=kind, is_first=newest is None)
    insights.of_teller(work, person, newest.number)
    newest.kind = kind or newest.kind
    _join(work, person, newest, told)
    return newest


def take_in_group(work: Work, person: Person, told: Told, group: Group, kind: Kind | None) -> Insight:
    """Keep what was said in a group. Only pictures that were sent together are one thing there."""
    same = select(Insight).where(
        Insight.source_chat_id == told.chat_id, Insight.album == told.album, Insight.person_id == person.id
    )
    known = work.session.exec(same).first() if told.album else None
    if known is None or known.taken_back_at is not None:
        return insights.tell(work, person, told, group, kind=kind)
    _join(work, person, known, told)
    return known


def add(work: Work, person: Person, insight: Insight, told: Told) -> None:
    """Something is added by a reply; what was sent together is answered together."""
    if told.album is not None and told.album in {piece.album for piece in wordings.current(work, insight)}:
        _join(work, person, insight, told)
    else:
        insights.add_told(work, person, insight.number, told)


def separate(work: Work, person: Person, insight_id: int) -> Insight:
    """What was added last is a thing of its own: it gets its own reference, date, card and acknowledgement."""
    insight = insights.of_teller(work, person, insight_id)
    before, last = wordings.last_addition(work, insight)
    if not before:
        raise errors.NoLongerThere(_("That is one thing already."))
    other = _beginning_of(work, insight, last[0].chat_id, last[0].message_id, last[0].album)
    wordings.move(work, last, insight, other)
    insight.sent_at = None
    first_words.owe(work, other)
    record.act(work, person, "separate", "insight", insight.number, other=other.number)
    acknowledging.again(work, insight)
    acknowledging.acknowledge(work, person, other)
    cards.show_insight(work, insight)
    sensitive.show_part(work, insight, other)
    return other


def _belongs(newest: Insight, told: Told, *, is_new: bool) -> bool:
    if newest.taken_back_at is not None or not newest.in_private or newest.source_chat_id != told.chat_id:
        return False
    if told.album is not None and told.album == newest.album:
        return True
    has_room = len(newest.words) + len(told.words) <= MOST_CHARACTERS and len(newest.media) < MOST_MEDIA
    return not is_new and has_room and _soon_after(newest.sent_at, told.sent_at)


def _soon_after(one: datetime | None, other: datetime | None) -> bool:
    """By the senders' time, so that what waited for long and arrives at once is not taken for one thing."""
    return one is not None and other is not None and abs(one - other) <= IN_A_ROW


def _join(work: Work, person: Person, insight: Insight, told: Told) -> None:
    """One short joint answer: the acknowledgement that is there says it."""
    blocks.must_not_be_blocked(person)
    wordings.add(work, insight, told.piece)
    insight.album = told.album or insight.album
    if insight.sent_at is not None and told.sent_at is not None:
        insight.sent_at = max(insight.sent_at, told.sent_at)
    insight.is_forwarded = insight.is_forwarded or told.is_forwarded
    record.act(work, person, "add", "insight", insight.number)
    asking.heard(work, person, insight, told.words, told.media, told.language)
    in_bin.restore(work, insight)
    acknowledging.again(work, insight)
    acknowledging.ask_what_may_stay(work, insight, person, told.words)
    cards.show_insight(work, insight)
    cards.show_media(work, insight, told.media)


def _beginning_of(
    work: Work, insight: Insight, chat_id: int | None, message_id: int | None, album: str | None
) -> Insight:
    other = Insight(
        programme_id=work.programme_id,
        person_id=insight.person_id,
        group_id=insight.group_id,
        in_private=insight.in_private,
        language=insight.language,
        words="",
        media=[],
        may_stay=insight.may_stay,
        album=album,
        source_chat_id=chat_id,
        source_message_id=message_id,
        told_at=work.now,
        first_word_by=first_words.by(work),
    )
    work.session.add(other)
    work.session.flush()
    return other
