"""Urgent words: found only by lists that a named reviewer has signed, as they are now."""

from __future__ import annotations

from sqlmodel import col, select

from bot.language import Text, _
from bot.loop import signing
from bot.loop.signing import Signed
from bot.safety import lists
from bot.store.insights import Insight
from bot.store.safety import DangerCheck
from bot.store.session import Work
from bot.words import Danger

MARKS = {
    None: _("URGENT WORDS. Is someone in danger now? Nobody has said yet."),
    Danger.YES: _("URGENT WORDS. They say: yes, someone is in danger now."),
    Danger.UNSURE: _("URGENT WORDS. Is someone in danger now? They are not sure."),
    Danger.NO: _("Urgent words. Is someone in danger now? They say no."),
}


def are_in(work: Work, words: str) -> bool:
    """Whether a signed list has a phrase in these words. Nothing is asked of the database where no list has one."""
    found = lists.found_in(words, lists.languages()) if words else []
    if not found:
        return False
    signed = signing.signed(work, Signed.WORDS)
    return any(signed.get(one.language) == one.digest for one in found)


def mark(work: Work, insight: Insight) -> list[Text]:
    """What staff read on the card of something that was told with urgent words."""
    asked = select(DangerCheck.answer).where(DangerCheck.insight_id == insight.id, col(DangerCheck.answer).is_not(None))
    said = work.session.exec(asked.order_by(col(DangerCheck.id).desc())).first()
    return [MARKS[Danger(said) if said else None]]


def sign(work: Work, language: str, reviewer: str) -> None:
    """A named reviewer stands for a list as it is now: from now on it runs."""
    one = lists.of(language)
    signing.sign(work, Signed.WORDS, language, one.digest if one else "", reviewer)


def unsign(work: Work, language: str) -> None:
    """A list runs no more."""
    signing.unsign(work, Signed.WORDS, language)


def runs(work: Work, language: str) -> bool:
    """Whether the list of a language is signed as it is now."""
    one = lists.of(language)
    return one is not None and signing.signed(work, Signed.WORDS).get(language) == one.digest
