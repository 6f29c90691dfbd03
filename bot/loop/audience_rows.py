"""A stand-in until the audience is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from bot.store.chats import Group
from bot.store.session import Work


def chosen_groups(work: Work, audience: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """Every group."""
    return [col(Group.programme_id) == work.programme_id, col(Group.ended_at).is_(None)]
