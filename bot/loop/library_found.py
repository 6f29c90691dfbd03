"""Finding answers of the library: by a question like theirs, or by a word. It offers, a person decides."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import library_words
from bot.ports.matching import Form
from bot.store.library import Answer, QuestionForm
from bot.store.session import Work
from bot.words import AnswerState

AT_A_TIME = 5
_STAMP = sa.select(
    sa.func.count(),
    sa.func.max(col(Answer.changed_at)),
    sa.select(sa.func.max(col(QuestionForm.id))).scalar_subquery(),
).where(col(Answer.programme_id) == sa.bindparam("programme"), col(Answer.state) == AnswerState.APPROVED)


class Like(NamedTuple):
    """An answer that may be offered, with the question of it that is likest. `is_same`: like enough to be the same."""

    answer: Answer
    form: Form
    likeness: float
    is_same: bool


def like(work: Work, words: str, language: str | None, most: int, *, only_same: bool = False) -> list[Like]:
    """Approved answers, not past their day, to questions like these words: the likest first, each answer once."""
    stamp = work.session.execute(_STAMP, {"programme": work.programme_id}).one()
    if not stamp[0] or not words.strip():
        return []
    near = work.matching.nearest(
        ("library", work.programme_id), tuple(stamp), lambda: _approved_forms(work), words, language
    )
    found: dict[int, Like] = {}
    for one in near:
        if only_same and not one.is_same:
            break
        number = one.form.number
        form = work.session.get(QuestionForm, number)
        answer = work.session.get(Answer, form.answer_id) if form else None
        if answer is None or answer.number in found or not library_words.is_offered(work, answer):
            continue
        if not library_words.vouched(work, answer):
            continue
        found[answer.number] = Like(answer, one.form, one.likeness, one.is_same)
        if len(found) == most:
            break
    return list(found.values())


def page(work: Work, start: int) -> list[Answer]:
    """Some answers of the library, the newest first, from the `start`-th on; one more than fits, where there is."""
    found = select(Answer).where(Answer.programme_id == work.programme_id).order_by(col(Answer.id).desc())
    return list(work.session.exec(found.offset(start).limit(AT_A_TIME + 1)).all())


def search(work: Work, words: str) -> list[Answer]:
    """Answers to questions like these words, then those with one of the words in their topic or a question."""
    found = {one.answer.number: one.answer for one in like(work, words, None, AT_A_TIME)}
    anywhere = [
        sa.func.lower(column).contains(word, autoescape=True)
        for word in words.lower().split()[:AT_A_TIME]
        for column in (Answer.topic, QuestionForm.words)
    ]
    rows = (
        select(Answer)
        .outerjoin(QuestionForm, col(QuestionForm.answer_id) == col(Answer.id))
        .where(Answer.programme_id == work.programme_id, sa.or_(*anywhere))
        .order_by(col(Answer.id).desc())
        .limit(AT_A_TIME * 3)
    )
    for answer in work.session.exec(rows).all() if anywhere else ():
        found.setdefault(answer.number, answer)
    return list(found.values())[:AT_A_TIME]


def _approved_forms(work: Work) -> list[Form]:
    rows = (
        sa.select(col(QuestionForm.id), col(QuestionForm.language), col(QuestionForm.words))
        .join(Answer, col(Answer.id) == col(QuestionForm.answer_id))
        .where(col(Answer.programme_id) == work.programme_id, col(Answer.state) == AnswerState.APPROVED)
        .order_by(col(QuestionForm.id))
    )
    return [Form(*row) for row in work.session.execute(rows).all()]
