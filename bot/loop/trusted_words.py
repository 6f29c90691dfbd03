"""How far the words of a trusted message are, language by language; and what goes out though one person read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlmodel import col

from bot.loop import audience, audience_rows, comparing, trusted
from bot.message_words import DECIDED, LanguageState
from bot.store import versions
from bot.store.chats import Group
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.store.updates import Version

OF = (trusted.WORDS, trusted.EASY, trusted.PICTURE)
HASH_SHOWN = 16
_DIFFERS = ("missing", "beside", "months")


def texts(work: Work, message: TrustedMessage, language: str | None = None) -> dict[str, Version]:
    """What is written of it in a language (its own, where none is named), by what it is of."""
    found = {of: versions.find(work.session, of, message.number, language or message.language) for of in OF}
    return {of: version for of, version in found.items() if version is not None}


def fingerprint(work: Work, message: TrustedMessage, language: str) -> str:
    """By which a button knows the words in a language under which it stood, and those that they were made from."""
    there = [*texts(work, message, language).values(), *texts(work, message).values()]
    return versions.fingerprint("\n\n".join(f"{one.of} {one.text.strip()}" for one in there))[:HASH_SHOWN]


def state(work: Work, message: TrustedMessage, language: str) -> LanguageState:
    """How far a language is. Words count as read once somebody other than their writer read all of them."""
    if language in message.left_out:
        return LanguageState.LEFT_OUT
    if language == message.language:
        return LanguageState.SOURCE
    wanted, there = texts(work, message), texts(work, message, language)
    if not set(wanted) <= set(there):
        return LanguageState.MISSING
    if any(trusted.is_stale(work, message, there[of]) for of in wanted):
        return LanguageState.STALE
    if differences(work, message, language).is_refused:
        return LanguageState.DIFFERS
    if all(there[of].read_by_id is not None for of in wanted):
        return LanguageState.READ
    return LanguageState.BY_ONE if language in message.read_by_one else LanguageState.UNREAD


def states(work: Work, message: TrustedMessage) -> dict[str, LanguageState]:
    """How far each language of those is whom it is for, its own first."""
    there = by_language(work, message)
    ordered = sorted(there, key=lambda language: (language != message.language, language))
    return {language: state(work, message, language) for language in ordered}


def differences(
    work: Work, message: TrustedMessage, language: str, words: Mapping[str, str] | None = None
) -> comparing.Differs:
    """What of the numbers, dates, phones, links and codes differs from the source; `words`: not yet written ones."""
    there = words or {of: one.text for of, one in texts(work, message, language).items()}
    found = [
        comparing.compared(source.text, message.language, there.get(of, ""), language)
        for of, source in texts(work, message).items()
    ]
    missing, beside, months = ([shown for one in found for shown in getattr(one, name)] for name in _DIFFERS)
    return comparing.Differs(tuple(missing), tuple(beside), tuple(months))


def by_language(work: Work, message: TrustedMessage) -> Mapping[str, int]:
    """How many of those whom it is for read each language; of those left out, how many groups do."""
    out = Counter(language for language, _name in left_out(work, message))
    return {**dict.fromkeys(message.left_out, 0), **out, **audience.receivers(work, message).by_language}


def left_out(work: Work, message: TrustedMessage) -> Sequence[tuple[str, str]]:
    """The groups that get nothing of it because of their language: the language and the name of each."""
    return groups_reading(work, message, message.left_out)


def groups_reading(work: Work, message: TrustedMessage, languages: Sequence[str]) -> Sequence[tuple[str, str]]:
    """The groups whom it is for that read some languages: the language and the name of each."""
    if not languages:
        return []
    groups = sa.select(col(Group.language), col(Group.name)).where(
        *audience_rows.chosen_groups(work, message.audience), col(Group.language).in_(languages)
    )
    found = work.session.execute(groups.order_by(col(Group.language), col(Group.name))).all()
    return [(row.language, row.name) for row in found]


def undecided(work: Work, message: TrustedMessage) -> list[str]:
    """The languages that it still waits for: neither there, fresh and read, nor left out."""
    return [language for language, how in states(work, message).items() if how not in DECIDED]


def going(work: Work, message: TrustedMessage) -> list[str]:
    """The languages in which it goes out."""
    return [one for one, how in states(work, message).items() if how in DECIDED - {LanguageState.LEFT_OUT}]
