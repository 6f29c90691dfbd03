"""Do you feel heard? What is answered is counted, by language; nobody can see what one person said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot import errors, labels
from bot.asked_words import Feeling
from bot.language import Text, _
from bot.loop import finding, hiding, record, saying
from bot.loop.hiding import Cell
from bot.store.feeling import FeelingAsk, FeelingCount, FeelingRound
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

HEARD, TOLD, ASKED = "heard", "told", "asked"
QUESTIONS = {HEARD: _("Do you feel heard by the team?"), TOLD: _("Do you hear what became of what you told?")}
SKIP = labels.NOT_SAID
_TABLE: sa.Table = FeelingCount.__table__  # type: ignore[attr-defined]
_ONE_MORE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_update(
        index_elements=("round_id", "language", "question", "answer"), set_={"n": _TABLE.c.n + 1}
    )
    for dialect in (sqlite, postgresql)
}
Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one time of asking, small numbers hidden.

    `answers`: by question and answer; `by_language`: the same of each language. `asked`, `answered`: how many people.
    """

    month: str
    ended_at: datetime
    asked: Cell
    answered: Cell
    answers: Mapping[str, Cells]
    by_language: Mapping[str, Mapping[str, Cells]]


def results(work: Work, since: datetime, until: datetime) -> list[Result]:
    """The times of asking that ended in a period and reached anybody, the earliest first."""
    found = select(FeelingRound).where(
        FeelingRound.programme_id == work.programme_id,
        col(FeelingRound.ended_at) >= since,
        col(FeelingRound.ended_at) < until,
    )
    rounds = work.session.exec(found.order_by(col(FeelingRound.ended_at))).all()
    return [made for one in rounds if (made := result(work, one)) is not None]


def result(work: Work, one: FeelingRound) -> Result | None:
    """What came of one time of asking; nothing while it goes on, and where nobody was asked."""
    found = select(FeelingCount).where(FeelingCount.round_id == one.id).order_by(col(FeelingCount.id))
    counts = {(row.question, row.language, row.answer): row.n for row in work.session.exec(found).all()}
    asked = sum(n for (question, _language, _answer), n in counts.items() if question == ASKED)
    if one.ended_at is None or not asked:
        return None
    languages = sorted({language for _question, language, _answer in counts})
    answers: dict[str, Cells] = {}
    by_language: dict[str, dict[str, Cells]] = {language: {} for language in languages}
    for question in QUESTIONS:
        mine = {(code, str(say)): counts.get((question, code, say), 0) for code in languages for say in Feeling}
        sums = {("", str(say)): [(code, str(say)) for code in languages] for say in Feeling}
        cells, totals = hiding.protected(mine, sums)
        answers[question] = {str(say): totals["", str(say)] for say in Feeling}
        for code in languages:
            by_language[code][question] = {str(say): cells[code, str(say)] for say in Feeling}
    answered = sum(n for (question, _language, _answer), n in counts.items() if question == HEARD)
    return Result(one.month, one.ended_at, hiding.cell(asked), hiding.cell(answered), answers, by_language)


def ask(work: Work, one: FeelingAsk, person: Person) -> None:
    """Put the first question to somebody, in private."""
    one.asked_at, one.next_at = work.now, None
    _count(work, one, person, ASKED, ASKED)
    why = _("Twice a year I ask two short questions. I only count the answers. Nobody sees what you say.")
    saying.to_person(work, person, [why, QUESTIONS[HEARD]], buttons(one, HEARD), lane=Lane.TELLING)


def buttons(one: FeelingAsk, question: str) -> tuple[tuple[Button, ...], ...]:
    """What can be said to one of the questions."""
    yes, mostly, bit, no = (Button(labels.FEELINGS[say], f"fh:{one.number}:{question}:{say}") for say in Feeling)
    return ((yes, mostly), (bit, no), (Button(SKIP, f"fh:{one.number}:skip"),))


def say(work: Work, person: Person, ask_id: int, question: str, answer: Feeling) -> Text:
    """One answer: it is counted, and nothing but that it was given is kept with the person."""
    one = _own(work, person, ask_id)
    if (one.heard_at if question == HEARD else one.told_at) is not None:
        raise errors.NoLongerThere(_("You told me so already. Thank you."))
    _count(work, one, person, question, answer)
    record.act(work, person, "answer_feeling", "feeling", one.round_id)
    if question == HEARD:
        one.heard_at = work.now
        saying.to_person(work, person, [QUESTIONS[TOLD]], buttons(one, TOLD))
    else:
        one.told_at, one.is_over = work.now, True
        saying.to_person(work, person, [_("Thank you. In a few weeks you hear what all of you said.")])
    return _("Thank you. That is noted.")


def skip(work: Work, person: Person, ask_id: int) -> Text:
    """They would rather not say. Nobody hears of it, and they are not asked why."""
    _own(work, person, ask_id).is_over = True
    return _("That is fine.")


def _own(work: Work, person: Person, ask_id: int) -> FeelingAsk:
    one = finding.one(work, FeelingAsk, ask_id, held=True)
    if one.person_id != person.id:
        raise errors.NotAllowed(_("Only the person who was asked can do that."))
    if finding.one(work, FeelingRound, one.round_id).ended_at is not None:
        raise errors.NoLongerThere(_("That question has ended."))
    return one


def _count(work: Work, one: FeelingAsk, person: Person, question: str, answer: str) -> None:
    row = {
        "programme_id": work.programme_id,
        "round_id": one.round_id,
        "language": person.language or "en",
        "question": question,
        "answer": str(answer),
        "n": 1,
    }
    work.session.execute(_ONE_MORE[work.session.get_bind().dialect.name], row)
