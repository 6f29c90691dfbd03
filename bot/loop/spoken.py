"""Languages are spoken to people once a named speaker has approved the texts that matter most, as they are now."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import record
from bot.store.session import Work
from bot.store.spoken import Approval


def approve(work: Work, language: str, pack_hash: str, reader: str) -> None:
    """A named speaker stands for them; in place of whoever did before."""
    _forget(work, language)
    work.session.add(
        Approval(
            programme_id=work.programme_id, language=language, pack_hash=pack_hash, reader=reader, approved_at=work.now
        )
    )
    record.act(work, None, "approve_language", "programme", work.programme_id, language=language, hash=pack_hash)


def withdraw(work: Work, language: str) -> None:
    """Nobody stands for them any more."""
    _forget(work, language)
    record.act(work, None, "withdraw_language", "programme", work.programme_id, language=language)


def approved(work: Work) -> dict[str, str]:
    """What was approved, by language: the hash of the texts as they were then."""
    mine = Approval.programme_id == work.programme_id
    return dict(work.session.exec(select(Approval.language, Approval.pack_hash).where(mine)).all())


def _forget(work: Work, language: str) -> None:
    mine = col(Approval.programme_id) == work.programme_id
    work.session.execute(sa.delete(Approval).where(mine, col(Approval.language) == language))
