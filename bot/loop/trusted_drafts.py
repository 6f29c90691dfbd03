"""A trusted message before it is kept, as it will be read: the words that are on screen in their frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.language import Text, own_words
from bot.loop import codes, trusted_lines
from bot.message_words import MessageState
from bot.store.outbox import Versions
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

NO_CODE = "?" * (codes.RANDOM_LETTERS + 1)


@dataclass(frozen=True, slots=True)
class About:
    """What stands under the words: the source, the last day, and the code once there is one."""

    source: str
    expires_on: date
    code: str = NO_CODE


def parts(work: Work, about: About, words: str, easy: str) -> list[Text]:
    """What a copy would say."""
    said = trusted_lines.parts(work, empty(work, about), is_easy=bool(easy), words=own_words(words))
    return [own_words(easy) if isinstance(part, Versions) else part for part in said]


def empty(work: Work, about: About) -> TrustedMessage:
    """A message that is not kept."""
    return TrustedMessage(
        id=0,
        programme_id=work.programme_id,
        title="",
        state=MessageState.DRAFT,
        code=about.code,
        language="",
        why_now="",
        source=about.source or None,
        expires_on=about.expires_on,
        review_on=about.expires_on,
    )
