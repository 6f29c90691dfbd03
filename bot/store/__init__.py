"""Tables by noun, sessions, migrations. Importing this room makes every table known."""

from bot.store import (
    acceptances,
    audit,
    chats,
    circles,
    conversations,
    group_words,
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
)

__all__ = [
    "acceptances",
    "audit",
    "chats",
    "circles",
    "conversations",
    "group_words",
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
]
