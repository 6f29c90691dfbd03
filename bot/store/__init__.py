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
    safety,
    session,
    updates,
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
    "safety",
    "session",
    "updates",
]
