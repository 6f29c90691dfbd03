"""What staff asked about something told, and what came of it: how that is shown to either side."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_, p_
from bot.loop import people, promises
from bot.store.asks import AskedBack
from bot.store.insights import Insight
from bot.store.outbox import Button, Versions
from bot.store.session import Work
from bot.store.updates import Telling, Update

MOST = 2
_ABOUT = select(AskedBack).where(AskedBack.insight_id == sa.bindparam("insight")).order_by(col(AskedBack.id))
WRITE_BACK, THAT_IS_ALL = p_("button", "Write back"), p_("button", "That is all")
ANSWER, NOT_NOW = p_("button", "Answer this"), p_("button", "Not now")


def all_of(work: Work, insight_id: int | None) -> list[AskedBack]:
    """The talks about something told, the oldest first."""
    return list(work.session.execute(_ABOUT, {"insight": insight_id}).scalars())


def open_of(work: Work, insight_id: int | None) -> AskedBack | None:
    """The talk about something told that is not over."""
    return next((talk for talk in all_of(work, insight_id) if talk.ended_at is None), None)


def lines(work: Work, insight: Insight) -> list[Text]:
    """What stands on the card."""
    talks = all_of(work, insight.id)
    if not talks:
        return []
    newest = talks[-1]
    by = people.by_number(work, newest.by_id)
    who, day = people.name_and_title(by) if by else _("nobody"), promises.day_of(work, newest.at)
    asked = n_(
        "Asked back {n} time, last on {day} by {who}.", "Asked back {n} times, last on {day} by {who}.", len(talks)
    )
    shown = [Text(asked.message, {**asked.values, "day": day, "who": who}, asked.context, asked.plural)]
    return [*shown, _("They are talking.")] if newest.ended_at is None else shown


def parts(work: Work, update: Update, who: Text, words: str) -> list[Text | Versions]:
    """How a question, or the word after it, reads to the one who told."""
    is_first = _is_first(work, update)
    return framed(who, Code(f"H-{update.insight_id}"), Versions(words, update.number), is_first=is_first)


def framed(who: Text, reference: Code, words: Text | Versions, *, is_first: bool) -> list[Text | Versions]:
    """A question, or the word after it, with what stands round it."""
    heading = _("{who} asks you about {reference}:") if is_first else _("{who} writes to you about {reference}:")
    return [
        Text(heading.message, {"who": who, "reference": reference}),
        words,
        _("To answer, hold this message and choose Reply. You need not answer."),
    ]


def buttons(work: Work, update: Update, telling: Telling) -> tuple[tuple[Button, ...], ...]:
    """What the one who told it in private can do; in a group they reply."""
    insight = work.session.get(Insight, update.insight_id)
    talk = open_of(work, update.insight_id)
    if insight is None or talk is None or not insight.in_private:
        return ()
    answer = Button(ANSWER, f"i:{insight.number}:add")
    if talk.asked_id is not None and _is_first(work, update):
        return ((answer, Button(NOT_NOW, f"ask:{talk.asked_id}:no")),)
    return ((answer, Button(THAT_IS_ALL, f"back:{talk.number}:done")),)


def choices(*, is_first: bool) -> tuple[Button, ...]:
    """What the one who told it will be able to do with what is not asked yet."""
    return Button(ANSWER), Button(NOT_NOW if is_first else THAT_IS_ALL)


def for_asker(talk: AskedBack) -> tuple[tuple[Button, ...], ...]:
    """What whoever asked can do with an answer."""
    return ((Button(WRITE_BACK, f"back:{talk.number}:say"), Button(THAT_IS_ALL, f"back:{talk.number}:done")),)


def _is_first(work: Work, update: Update) -> bool:
    """Whether this update is the question by which a talk began."""
    return any(talk.update_id == update.id for talk in all_of(work, update.insight_id))
