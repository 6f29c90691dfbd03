"""The codes by which anybody can check a trusted message: short, said easily over the telephone, hard to guess."""

from __future__ import annotations

import secrets
from zlib import crc32

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LETTERS, HALF = 7, 4
_MEANT = str.maketrans({"0": "Q", "O": "Q", "1": "J", "I": "J", "L": "J", "U": "V"})


def make() -> str:
    """A new code: eight letters and digits, of which the last tells a mistyped one."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(RANDOM_LETTERS))
    return drawn + _last(drawn)


def shown(code: str) -> str:
    """As people read it: in two halves."""
    return f"{code[:HALF]}-{code[HALF:]}"


def read(written: str) -> str | None:
    """The code that somebody wrote, however they wrote it; nothing where that can be none."""
    code = "".join(letter for letter in written.upper() if letter.isalnum()).translate(_MEANT)
    if len(code) != RANDOM_LETTERS + 1 or not set(code) <= set(LETTERS):
        return None
    return code if code[-1] == _last(code[:-1]) else None


def _last(drawn: str) -> str:
    return LETTERS[crc32(drawn.encode()) % len(LETTERS)]
