"""The bot's being taken into chats: who brought it, and until when somebody of the team has to say that it may stay."""

from __future__ import annotations

from datetime import datetime

from bot.store.columns import Row, moment, refers


class Acceptance(Row, table=True):
    """One chat that the bot was brought into. `leave_by`: it goes then, unless somebody has said what the chat is."""

    chat_id: int = refers("chat", index=True)
    brought_by: int | None = refers("person", nullable=True)
    leave_by: datetime | None = moment(nullable=True, index=True)
