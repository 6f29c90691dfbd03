"""Tables by noun, sessions, migrations. Importing this room makes every table known."""

from bot.store import (
    audit,
    chats,
    complaints,
    contacts,
    conversations,
    erasures,
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
    "audit",
    "chats",
    "complaints",
    "contacts",
    "conversations",
    "erasures",
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
