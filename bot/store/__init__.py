"""Tables by noun, sessions, migrations. Importing this room makes every table known."""

from bot.store import (
    audit,
    chats,
    conversations,
    insights,
    intake,
    issues,
    leases,
    outbox,
    people,
    programme,
    promises,
    session,
    updates,
    wordings,
)

__all__ = [
    "audit",
    "chats",
    "conversations",
    "insights",
    "intake",
    "issues",
    "leases",
    "outbox",
    "people",
    "programme",
    "promises",
    "session",
    "updates",
    "wordings",
]
