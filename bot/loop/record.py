"""The audit log: who did what, when."""

from __future__ import annotations

from typing import Any

from bot.store.audit import Audit
from bot.store.people import Person
from bot.store.session import Work


def act(work: Work, person: Person | None, name: str, about: str, about_id: int, **detail: Any) -> None:
    """Write one act down. `detail` holds codes, numbers and texts before and after."""
    work.session.add(
        Audit(
            programme_id=work.programme_id,
            person_id=person.id if person else None,
            act=name,
            about=about,
            about_id=about_id,
            detail=detail,
            at=work.now,
        )
    )
