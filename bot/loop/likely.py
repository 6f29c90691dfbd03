"""What may fit something that was told: open matters that are like it, and answers of the library, each with why."""

from __future__ import annotations

import re
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, own_words, p_
from bot.loop import library_found
from bot.loop.library_found import Like
from bot.loop.likeness import likenesses
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.library import Answer
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import CLOSED, Kind, UpdateKind

AT_MOST = 3
LOOKED_AT = 100
ALIKE = 0.2
LEAST_LETTERS = 4
_WORD = re.compile(r"\w+")
_OPEN = (
    sa.select(col(Issue.id), col(Issue.title))
    .where(col(Issue.programme_id) == sa.bindparam("programme"), col(Issue.state).not_in(CLOSED))
    .order_by(col(Issue.id).desc())
    .limit(LOOKED_AT)
)
_ANSWERED = (
    sa.select(col(Update.id))
    .where(col(Update.insight_id) == sa.bindparam("insight"), col(Update.kind) == UpdateKind.ANSWER)
    .limit(1)
)


class Matter(NamedTuple):
    """An open matter that something told may belong to, and why it is thought so."""

    number: int
    title: str
    why: Text


def matters(work: Work, insight: Insight) -> list[Matter]:
    """Open matters that are like it, the likest first; none once it belongs to one."""
    if not insight.words or insight.issue_id is not None:
        return []
    rows = work.session.execute(_OPEN, {"programme": work.programme_id}).all()
    alike = zip(likenesses(insight.words, [row.title for row in rows]), rows, strict=True)
    near = sorted((one for one in alike if one[0] >= ALIKE), key=lambda one: -one[0])[:AT_MOST]
    same_group = _raised_by_its_group(work, insight, [row.id for _alike, row in near])
    return [
        Matter(row.id, row.title, _why(insight.words, row.title, is_of_group=row.id in same_group))
        for _alike, row in near
    ]


def answers(work: Work, insight: Insight) -> list[Like]:
    """Answers of the library that staff may use for it, the likest first."""
    if not insight.words or insight.taken_back_at is not None or insight.kind == Kind.HELP:
        return []
    return library_found.like(work, insight.words, insight.language, AT_MOST)


def likely_lines(work: Work, insight: Insight) -> list[Text]:
    """What the card says of it: likely matters, then likely answers, each with why."""
    lines = [
        _("Like {reference} · {title} ({why})", reference=Code(f"M-{one.number}"), title=one.title, why=one.why)
        for one in matters(work, insight)
    ]
    return lines + [
        _(
            "In the library {reference}: “{question}” ({why})",
            reference=Code(one.answer.reference),
            question=one.form.words,
            why=_why(insight.words, one.form.words),
        )
        for one in _while_unanswered(work, insight)
    ]


def likely_buttons(work: Work, insight: Insight) -> tuple[tuple[Button, ...], ...]:
    """What the card offers: using an answer while nobody has answered, and keeping the one that was given."""
    if insight.taken_back_at is not None:
        return ()
    if _is_answered(work, insight):
        kept = select(Answer.id).where(Answer.insight_id == insight.number)
        if work.session.exec(kept.limit(1)).first() is not None:
            return ()
        return ((Button(p_("button", "Keep this answer"), f"lib:keep:{insight.number}"),),)
    if answers(work, insight):
        return ((Button(p_("button", "Use an answer"), f"lib:use:{insight.number}"),),)
    return ()


def newest_answer(work: Work, insight: Insight) -> Update | None:
    """What was answered last, if anything was."""
    found = select(Update).where(Update.insight_id == insight.number, Update.kind == UpdateKind.ANSWER)
    return work.session.exec(found.order_by(col(Update.id).desc()).limit(1)).first()


def _while_unanswered(work: Work, insight: Insight) -> list[Like]:
    found = answers(work, insight)
    return [] if found and _is_answered(work, insight) else found


def _is_answered(work: Work, insight: Insight) -> bool:
    return work.session.execute(_ANSWERED, {"insight": insight.id}).first() is not None


def _why(told: str, other: str, *, is_of_group: bool = False) -> Text:
    """The words that both have; what was told is not quoted beyond those."""
    there = {word for word in _long(other) if word in _long(told)}
    shared = [word for word in dict.fromkeys(_long(other)) if word in there][:AT_MOST]
    if is_of_group:
        return _("raised by the same group")
    if shared:
        return _("both say: {words}", words=[own_words(word) for word in shared])
    return _("the words are alike")


def _long(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if len(word) >= LEAST_LETTERS]


def _raised_by_its_group(work: Work, insight: Insight, numbers: list[int]) -> set[int]:
    if insight.group_id is None or not numbers:
        return set()
    here = select(Raiser.issue_id).where(col(Raiser.issue_id).in_(numbers), Raiser.group_id == insight.group_id)
    return set(work.session.exec(here).all())
