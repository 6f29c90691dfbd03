"""Marks of people who were erased: who has the programme's secret finds them again in a restored copy, nobody else."""

from __future__ import annotations

import hashlib
import hmac

from bot.store.programme import Programme

SEALED = 2**62
DIGEST_BYTES = 7


def mark(programme: Programme, telegram_id: int) -> str:
    """The keyed hash of a Telegram number."""
    return _hash(programme, str(telegram_id)).hex()


def sealed_number(programme: Programme, telegram_id: int, row: int) -> int:
    """What stands in place of a Telegram number: no number of Telegram's, and another one for each erasing."""
    digest = _hash(programme, f"{telegram_id}:{row}")[:DIGEST_BYTES]
    return -SEALED - int.from_bytes(digest)


def _hash(programme: Programme, words: str) -> bytes:
    return hmac.digest(programme.secret.encode(), words.encode(), hashlib.sha256)
