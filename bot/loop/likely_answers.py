"""Answers of the library that may fit something told: on its card, with why, to be used; and the one to be kept."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, own_words, p_
from bot.loop import library_found
from bot.loop.library_found import Like
from bot.store.insights import Insight
from bot.store.library import Answer
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import Kind, UpdateKind

AT_MOST, WORDS_SHOWN = 3, 3
LEAST_LETTERS = 4
_WORD = re.compile(rf"[^\W\d_]{{{LEAST_LETTERS},}}")
_ANSWERED = (
    sa.select(col(Update.id))
    .where(col(Update.insight_id) == sa.bindparam("insight"), col(Update.kind) == UpdateKind.ANSWER)
    .limit(1)
)


def likely(work: Work, insight: Insight) -> list[Like]:
    """Answers that staff may use for it, the likest first."""
    if not insight.words or insight.taken_back_at is not None or insight.kind == Kind.HELP:
        return []
    return library_found.like(work, insight.words, insight.language, AT_MOST)


def lines(work: Work, insight: Insight) -> list[Text]:
    """What the card says of them, each with why, while nobody has answered."""
    found = likely(work, insight)
    if found and _is_answered(work, insight):
        return []
    return [
        _(
            "In the library {reference}: “{question}” ({why})",
            reference=Code(one.answer.reference),
            question=one.form.words,
            why=_why(insight.words, one.form.words),
        )
        for one in found
    ]


def card_buttons(work: Work, insight: Insight) -> tuple[tuple[Button, ...], ...]:
    """Using an answer while nobody has answered, and keeping the one that was given."""
    if insight.taken_back_at is not None:
        return ()
    if _is_answered(work, insight):
        kept = select(Answer.id).where(Answer.insight_id == insight.number)
        if work.session.exec(kept.limit(1)).first() is not None:
            return ()
        return ((Button(p_("button", "Keep this answer"), f"lib:keep:{insight.number}"),),)
    if likely(work, insight):
        return ((Button(p_("button", "Use an answer"), f"lib:use:{insight.number}"),),)
    return ()


def newest_answer(work: Work, insight: Insight) -> Update | None:
    """What was answered last, if anything was."""
    found = select(Update).where(Update.insight_id == insight.number, Update.kind == UpdateKind.ANSWER)
    return work.session.exec(found.order_by(col(Update.id).desc()).limit(1)).first()


def _is_answered(work: Work, insight: Insight) -> bool:
    return work.session.execute(_ANSWERED, {"insight": insight.id}).first() is not None


def _why(told: str, question: str) -> Text:
    """The words that both have; what was told is not quoted beyond those."""
    words = set(_WORD.findall(told.casefold()))
    shared = [word for word in dict.fromkeys(_WORD.findall(question.casefold())) if word in words][:WORDS_SHOWN]
    return _("both say: {words}", words=[own_words(word) for word in shared]) if shared else _("the words are alike")
