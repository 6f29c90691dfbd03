"""Tables by noun, sessions, migrations. Importing this room makes every table known."""

from bot.store import (
    asks,
    audit,
    chats,
    conversations,
    insights,
    intake,
    issues,
    leases,
    letter,
    outbox,
    people,
    preferences,
    programme,
    promises,
    session,
    updates,
)

__all__ = [
    "asks",
    "audit",
    "chats",
    "conversations",
    "insights",
    "intake",
    "issues",
    "leases",
    "letter",
    "outbox",
    "people",
    "preferences",
    "programme",
    "promises",
    "session",
    "updates",
]
