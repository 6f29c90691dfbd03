"""The data that a button carries: `t:`, the token of the question on screen, and what the press means there.

At most 64 bytes (Telegram's limit for callback data); here never more than 40.
"""

from __future__ import annotations

import secrets

PREFIX = "t:"

BACK, CANCEL, CHANGE, RETURN, KEEP, SKIP, DONE, YES, NO = "b", "x", "c", "r", "k", "s", "d", "y", "n"
OPTION, TICK, UNTICK, PAGE = "o", "+", "-", "p"


def new_token() -> str:
    """A random name for one question on screen."""
    return secrets.token_urlsafe(6)


def data(token: str, action: str) -> str:
    """What a button carries."""
    return f"{PREFIX}{token}:{action}"


def parse(carried: str) -> tuple[str, str]:
    """The token and the action of a press; both empty where it is none of ours."""
    parts = carried.split(":", 2)
    return (parts[1], parts[2]) if len(parts) == 3 and carried.startswith(PREFIX) else ("", "")
