"""What a teller said, piece by piece: put together to one text, changed piece by piece, and kept as it first was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot.store.chats import Chat
from bot.store.insights import Insight
from bot.store.session import Work
from bot.store.wordings import Wording
from bot.words import HowSaid

Media = Sequence[dict[str, str]]


class Piece(NamedTuple):
    """What one message adds, and where it stands in Telegram, if anywhere."""

    words: str
    media: Media = ()
    chat_id: int | None = None
    message_id: int | None = None
    album: str | None = None


def current(work: Work, insight: Insight) -> list[Wording]:
    """The pieces as they stand, in the order in which they were said."""
    found = select(Wording).where(Wording.insight_id == insight.id, col(Wording.gone_at).is_(None))
    rows = work.session.exec(found.order_by(col(Wording.place), col(Wording.id))).all()
    return list(rows) or [_first(work, insight)]


def count(work: Work, insight: Insight) -> int:
    """How many pieces it is made of now."""
    mine = sa.select(sa.func.count()).where(col(Wording.insight_id) == insight.id, col(Wording.gone_at).is_(None))
    return work.session.execute(mine).scalar_one() or 1


def add(work: Work, insight: Insight, piece: Piece) -> None:
    """One piece more."""
    rows = current(work, insight)
    row = Wording(
        programme_id=work.programme_id,
        insight_id=insight.number,
        how=HowSaid.ADDED,
        words=piece.words,
        media=list(piece.media),
        chat_id=piece.chat_id,
        message_id=piece.message_id,
        album=piece.album,
        place=piece.message_id or rows[-1].place,
        at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    _put_together(work, insight)


def change(work: Work, insight: Insight, words: str) -> None:
    """All the words are these from now on; what was sent with them stays."""
    rows = current(work, insight)
    media = [medium for row in rows for medium in row.media]
    _go(work, rows)
    _put(work, rows[0], HowSaid.CHANGED, words, media, work.now)
    _put_together(work, insight)


def edit(work: Work, insight: Insight, piece: Wording, words: str, at: datetime) -> None:
    """One piece reads differently from now on."""
    _go(work, [piece])
    _put(work, piece, HowSaid.EDITED, words, piece.media, at)
    _put_together(work, insight)


def at_message(work: Work, chat: Chat, message_id: int) -> list[Wording]:
    """What this very Telegram message ever was a piece as, the newest last."""
    found = select(Wording).where(Wording.chat_id == chat.id, Wording.message_id == message_id)
    return list(work.session.exec(found.order_by(col(Wording.id))).all())


def last_addition(work: Work, insight: Insight) -> tuple[list[Wording], list[Wording]]:
    """The pieces before the last addition, and that addition: one message, or the pictures of one album."""
    rows = current(work, insight)
    album = rows[-1].album
    begins = len(rows) - 1
    while album is not None and begins > 0 and rows[begins - 1].album == album:
        begins -= 1
    return rows[:begins], rows[begins:]


def move(work: Work, pieces: Iterable[Wording], insight: Insight, to: Insight) -> None:
    """Some pieces belong to something else that the same person told."""
    for piece in pieces:
        piece.insight_id = to.number
        work.session.add(piece)
    work.session.flush()
    _put_together(work, insight)
    _put_together(work, to)


def reword(work: Work, insight: Insight, how: Callable[[str], str]) -> None:
    """Every wording, as it stands and as it was, reads as `how` makes it read."""
    for row in work.session.exec(select(Wording).where(Wording.insight_id == insight.id)).all():
        row.words = how(row.words)


def empty(work: Work, insight_id: int) -> None:
    """No word or picture of any wording is kept."""
    mine = sa.update(Wording).where(col(Wording.insight_id) == insight_id)
    work.session.execute(mine.values(words="", media=[]))


def _first(work: Work, insight: Insight) -> Wording:
    row = Wording(
        programme_id=work.programme_id,
        insight_id=insight.number,
        how=HowSaid.TOLD,
        words=insight.words,
        media=list(insight.media),
        chat_id=insight.source_chat_id,
        message_id=insight.source_message_id,
        album=insight.album,
        place=insight.source_message_id or 0,
        at=insight.told_at,
    )
    work.session.add(row)
    work.session.flush()
    return row


def _go(work: Work, rows: Iterable[Wording]) -> None:
    for row in rows:
        row.gone_at = work.now


def _put(work: Work, instead_of: Wording, how: HowSaid, words: str, media: Media, at: datetime) -> None:
    row = Wording(**{**instead_of.model_dump(exclude={"id"}), "gone_at": None})
    row.how, row.words, row.media, row.at = how, words, list(media), at
    work.session.add(row)
    work.session.flush()


def _put_together(work: Work, insight: Insight) -> None:
    rows = current(work, insight)
    insight.words = "\n".join(row.words for row in rows if row.words)
    insight.media = [medium for row in rows for medium in row.media]
    work.session.add(insight)
