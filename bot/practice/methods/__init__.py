"""The methods of the Bot API, by topic."""

from __future__ import annotations

from bot.practice.methods import answering, chats, deleting, editing, media, passing, profile, sending, topics, updates
from bot.practice.methods.registry import METHODS, Method, named

__all__ = [
    "METHODS",
    "Method",
    "answering",
    "chats",
    "deleting",
    "editing",
    "media",
    "named",
    "passing",
    "profile",
    "sending",
    "topics",
    "updates",
]
