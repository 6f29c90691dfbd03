"""Who asked for everything to be erased, and messages of ours that are to go from other people's chats."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from bot.store.columns import Row, moment, refers, short

_OPEN = sa.text("done_at IS NULL")
_UNSEALED, _UNSCRUBBED = sa.text("sealed_at IS NULL"), sa.text("scrubbed_at IS NULL")


class Erasure(Row, table=True):
    """One person erased. `mark` finds them again in a restored copy, and says nothing to who has not the key.

    `told_at`: they heard how it ended; `sealed_at`: their Telegram number is gone too; `scrubbed_at`: so is what the
    database's files still held of the old words. `was_blocked`: whoever has this mark still may not tell.
    """

    __table_args__ = (
        sa.Index("ix_erasure_unsealed", "programme_id", sqlite_where=_UNSEALED, postgresql_where=_UNSEALED),
        sa.Index("ix_erasure_unscrubbed", "programme_id", sqlite_where=_UNSCRUBBED, postgresql_where=_UNSCRUBBED),
    )

    person_id: int = refers("person", index=True)
    mark: str = short(64)
    asked_at: datetime = moment()
    last_words_id: int | None = refers("outbox", nullable=True)
    told_at: datetime | None = moment(nullable=True)
    sealed_at: datetime | None = moment(nullable=True)
    scrubbed_at: datetime | None = moment(nullable=True)
    was_blocked: bool = False


class Removal(Row, table=True):
    """A message of ours that is deleted, or emptied in place: `failed` where Telegram would not."""

    __table_args__ = (sa.Index("ix_removal_open", "programme_id", sqlite_where=_OPEN, postgresql_where=_OPEN),)

    outbox_id: int = refers("outbox", index=True)
    erasure_id: int | None = refers("erasure", nullable=True, index=True)
    reference: str = short()
    done_at: datetime | None = moment(nullable=True)
    failed: bool = False
