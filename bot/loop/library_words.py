"""The words of the library: questions, answers by language, and which of them may be offered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import promises
from bot.store import versions
from bot.store.library import Answer, QuestionForm
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.updates import Version
from bot.words import AnswerState, OutboxState

OF, CORRECTION = "library", "correction"


def written(work: Work, answer: Answer) -> list[Version]:
    """All its words, those first that the others are made from."""
    found = select(Version).where(Version.of == OF, Version.of_id == answer.number).order_by(Version.language)
    return sorted(work.session.exec(found).all(), key=lambda version: version.language != answer.language)


def forms(work: Work, answer: Answer) -> list[QuestionForm]:
    """The questions that it answers, the oldest first."""
    found = select(QuestionForm).where(QuestionForm.answer_id == answer.number).order_by(col(QuestionForm.id))
    return list(work.session.exec(found).all())


def is_offered(work: Work, answer: Answer) -> bool:
    """Whether it may be offered today: approved, and its day has not passed."""
    return answer.state == AnswerState.APPROVED and answer.review_on >= promises.today(work)


def vouched(work: Work, answer: Answer) -> dict[str, Version]:
    """The words that another person stands for and that are made from the ones that hold now, by language."""
    there = written(work, answer)
    holds = next((versions.fingerprint(one.text) for one in there if one.language == answer.language), None)
    return {
        one.language: one
        for one in there
        if one.read_by_id is not None and (one.language == answer.language or one.source_hash == holds)
    }


def readable(work: Work, answer: Answer, languages: Iterable[str]) -> Version | None:
    """The vouched words in the first of these languages that there are any in."""
    there = vouched(work, answer)
    return next((there[language] for language in languages if language in there), None)


def unread(work: Work) -> int:
    """How many texts of answers that are not withdrawn nobody but their writer has read."""
    kept = sa.select(col(Answer.id)).where(
        col(Answer.programme_id) == work.programme_id, col(Answer.state) != AnswerState.WITHDRAWN
    )
    found = sa.select(sa.func.count()).where(
        col(Version.of) == OF, col(Version.read_by_id).is_(None), col(Version.of_id).in_(kept)
    )
    return int(work.session.execute(found).scalar_one())


def never_told(work: Work) -> int:
    """How many chats could not be told that an answer they got has changed or was withdrawn."""
    lost = sa.select(sa.func.count()).where(
        col(Outbox.programme_id) == work.programme_id,
        col(Outbox.state) == OutboxState.FAILED,
        col(Outbox.key).startswith(f"{CORRECTION}:"),
    )
    return int(work.session.execute(lost).scalar_one())


def withdrawn_since(work: Work, since: datetime) -> list[Answer]:
    """Answers withdrawn since a moment, the newest first."""
    found = select(Answer).where(Answer.programme_id == work.programme_id, col(Answer.withdrawn_at) >= since)
    return list(work.session.exec(found.order_by(col(Answer.withdrawn_at).desc())).all())
