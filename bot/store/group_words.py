"""What a group may hear of something that was told in private about it."""

from __future__ import annotations

from datetime import datetime

from bot.store.columns import Row, listed, moment, refers


class GroupWord(Row, table=True):
    """One sentence for a group, written by staff, that the teller allows or not; or the teller's own word for it.

    `words`: the sentence by language; empty where the whole group raised the matter, as its champion says. It counts
    from `allowed_at` until `ended_at`.
    """

    insight_id: int = refers("insight", index=True)
    group_id: int = refers("community_group")
    by_id: int = refers("person")
    words: dict[str, str] = listed()
    asked_at: datetime = moment()
    allowed_at: datetime | None = moment(nullable=True)
    refused_at: datetime | None = moment(nullable=True)
    ended_at: datetime | None = moment(nullable=True)
