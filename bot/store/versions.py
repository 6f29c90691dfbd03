"""Finding and writing the versions of something written."""

from __future__ import annotations

import hashlib
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, select

from bot.store.updates import Version

_THERE = (Version.of == sa.bindparam("of"), Version.of_id == sa.bindparam("of_id"))
_FOUND = select(Version).where(*_THERE, Version.language == sa.bindparam("language"))
_LANGUAGES = select(Version.language).where(*_THERE)


def fingerprint(text: str) -> str:
    """The hash that ties a version to the text it was made from."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def find(session: Session, of: str, of_id: int, language: str) -> Version | None:
    """The version in exactly this language."""
    which = {"of": of, "of_id": of_id, "language": language}
    return session.execute(_FOUND, which).scalars().first()


def languages(session: Session, of: str, of_id: int) -> set[str]:
    """The languages that there is a version in."""
    return set(session.execute(_LANGUAGES, {"of": of, "of_id": of_id}).scalars())


def write(
    session: Session,
    *,
    programme_id: int,
    of: str,
    of_id: int,
    language: str,
    text: str,
    by_id: int | None,
    source_hash: str,
    now: datetime,
) -> Version:
    """Write a version down, in place of the one that there was in this language."""
    version = find(session, of, of_id, language)
    if version is None:
        version = Version(
            programme_id=programme_id, of=of, of_id=of_id, language=language, source_hash=source_hash, made_at=now
        )
    version.text = text.strip()
    version.by_id = by_id
    version.read_by_id = None
    version.source_hash = source_hash
    version.made_at = now
    session.add(version)
    session.flush()
    return version
