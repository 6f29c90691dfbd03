"""A named person stands for something as it is now: a list of urgent words, a language's most important texts."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import record
from bot.store.session import Work
from bot.store.signatures import Signature


class Signed(StrEnum):
    """What can be signed, in each language by itself."""

    WORDS = "words"
    LANGUAGE = "language"


def sign(work: Work, of: Signed, language: str, fingerprint: str, reviewer: str) -> None:
    """Somebody stands for it from now on, in place of whoever did before."""
    _forget(work, of, language)
    work.session.add(
        Signature(
            programme_id=work.programme_id,
            of=of,
            language=language,
            fingerprint=fingerprint,
            reviewer=reviewer,
            signed_at=work.now,
        )
    )
    record.act(work, None, f"sign_{of}", "programme", work.programme_id, language=language, hash=fingerprint)


def unsign(work: Work, of: Signed, language: str) -> None:
    """Nobody stands for it any more."""
    _forget(work, of, language)
    record.act(work, None, f"unsign_{of}", "programme", work.programme_id, language=language)


def signed(work: Work, of: Signed) -> dict[str, str]:
    """The fingerprint of what was signed, by language."""
    mine = (Signature.programme_id == work.programme_id, Signature.of == of)
    return dict(work.session.exec(select(Signature.language, Signature.fingerprint).where(*mine)).all())


def _forget(work: Work, of: Signed, language: str) -> None:
    mine = (col(Signature.programme_id) == work.programme_id, col(Signature.of) == of)
    work.session.execute(sa.delete(Signature).where(*mine, col(Signature.language) == language))
