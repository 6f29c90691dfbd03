"""Drafts of translations that a machine made: shown to who writes the words, and never more than that.

They are no versions, so that nothing of them can be approved or sent (`trusted.put_words` is a person's act).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import col, select

from bot.loop import trusted_words
from bot.message_words import LanguageState, MessageState
from bot.store import versions
from bot.store.session import Work
from bot.store.trusted import MachineDraft, TrustedMessage

AT_ONCE = 20
OPEN = (MessageState.DRAFT, MessageState.ASKED)
MISSING = frozenset({LanguageState.MISSING, LanguageState.STALE})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that a draft is wanted of."""

    message_id: int
    of: str
    source: str
    into: str
    text: str = field(repr=False)


def wanted(work: Work) -> list[Wanted]:
    """What no draft was made of yet, as the words are now."""
    newest = select(TrustedMessage).where(
        TrustedMessage.programme_id == work.programme_id, col(TrustedMessage.state).in_(OPEN)
    )
    found: list[Wanted] = []
    for message in work.session.exec(newest.order_by(col(TrustedMessage.id).desc()).limit(AT_ONCE)).all():
        texts = trusted_words.texts(work, message)
        for language in (one for one, how in trusted_words.states(work, message).items() if how in MISSING):
            drafted = of(work, message, language, with_failed=True)
            found += [
                Wanted(message.number, what, message.language, language, one.text)
                for what, one in texts.items()
                if what not in drafted
            ]
    return found[:AT_ONCE]


def keep(work: Work, one: Wanted, words: str | None, made_by: str) -> None:
    """Keep a draft, in place of an older one. Where the machine had none, that is kept too: it is not asked again."""
    there = work.session.exec(
        select(MachineDraft).where(
            MachineDraft.message_id == one.message_id, MachineDraft.of == one.of, MachineDraft.language == one.into
        )
    ).first()
    draft = there or MachineDraft(
        programme_id=work.programme_id, message_id=one.message_id, of=one.of, language=one.into, made_by=made_by
    )
    draft.text, draft.made_by, draft.made_at = (words or "").strip(), made_by, work.now
    draft.source_hash = versions.fingerprint(one.text)
    work.session.add(draft)
    work.session.flush()


def of(work: Work, message: TrustedMessage, language: str, *, with_failed: bool = False) -> dict[str, str]:
    """The drafts in a language of the words as they are now, by what they are of."""
    found = work.session.exec(
        select(MachineDraft).where(MachineDraft.message_id == message.number, MachineDraft.language == language)
    ).all()
    now = {what: versions.fingerprint(one.text) for what, one in trusted_words.texts(work, message).items()}
    return {one.of: one.text for one in found if now.get(one.of) == one.source_hash and (one.text or with_failed)}
