"""Twice "nothing yet" on a matter: a named senior person owes the next word, by a day, as any promise."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, p_
from bot.loop import due, people, promise_rules, promises, record, saying, senior_lines
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import SeniorWord, Telling, Update
from bot.words import DESK, Lane, PromiseKind, Role, UpdateKind

ABOUT = "senior_word"
WORKING_DAYS = 5
_WITH_NOBODY = due.rows(SeniorWord, col(SeniorWord.to_id).is_(None), col(SeniorWord.ended_at).is_(None))


def must_be_theirs(work: Work, by: Person, issue: Issue, kind: UpdateKind) -> None:
    """Raises `errors.Mistake` where there was nothing new twice, and another is to say why there is nothing again."""
    for text in is_anothers(work, by, issue) if kind is UpdateKind.NOTHING_YET else ():
        raise errors.Mistake(text)


def is_anothers(work: Work, by: Person, issue: Issue) -> list[Text]:
    """That the next word on a matter is somebody else's, where it is."""
    person = senior_lines.who(work, senior_lines.open_on(work, issue.id))
    return [senior_lines.comes_next(person)] if person is not None and person.id != by.id else []


def follow(work: Work, issue: Issue, update: Update, told: Iterable[Raiser]) -> None:
    """News on a matter, before it is owed: that word itself, another that makes it needless, or a second "nothing"."""
    word = senior_lines.open_on(work, issue.id, held=True)
    if word is not None and update.by_id is not None and update.kind != UpdateKind.REOPENED:
        is_theirs = update.by_id == word.to_id
        _end(work, word, update if is_theirs else None)
    elif word is not None and update.kind == UpdateKind.NOTHING_YET:
        _promise(work, word, update)
    elif word is None and update.kind == UpdateKind.NOTHING_YET and is_second(work, issue, told, update.number):
        _owe(work, issue, update)


def is_second(work: Work, issue: Issue, told: Iterable[Raiser], before: int | None = None) -> bool:
    """Whether the last that one of those heard before this update was "nothing yet", too."""
    numbers = [raiser.number for raiser in told]
    last = sa.select(sa.func.max(col(Telling.update_id)).label("number")).where(col(Telling.raiser_id).in_(numbers))
    if before is not None:
        last = last.where(col(Telling.update_id) < before)
    each = last.group_by(col(Telling.raiser_id)).subquery()
    theirs = sa.select(col(SeniorWord.update_id)).where(
        col(SeniorWord.issue_id) == issue.id, col(SeniorWord.update_id).is_not(None)
    )
    nothing = sa.select(col(Update.id)).join(each, each.c.number == col(Update.id))
    nothing = nothing.where(col(Update.kind) == UpdateKind.NOTHING_YET, col(Update.id).not_in(theirs))
    return work.session.execute(nothing.limit(1)).first() is not None


def foreseen(work: Work, by: Person, issue: Issue, told: Iterable[Raiser]) -> list[Text]:
    """What another "nothing yet" by somebody would say of it."""
    word = senior_lines.open_on(work, issue.id)
    if word is not None:
        return []
    person = _able(work, issue, by.number) if is_second(work, issue, told) else None
    return [senior_lines.comes_next(person)] if person is not None else []


def drop(work: Work, issue: Issue) -> None:
    """Nobody waits for it any more: the matter is closed, or part of another."""
    word = senior_lines.open_on(work, issue.id)
    if word is not None:
        _end(work, word, None)


def find_somebody(work: Work) -> int:
    """What nobody could answer so far goes to whoever can now."""
    waiting = due.claimed(work, _WITH_NOBODY)
    return sum(_give(work, word) for word in waiting)


def take_over(work: Work, had: Person, to: Person | None) -> None:
    """What somebody owed as senior is owed by the colleague who has all that is theirs, or by whoever else can."""
    mine = (col(SeniorWord.to_id) == had.id, col(SeniorWord.ended_at).is_(None))
    for word in work.session.exec(select(SeniorWord).where(*mine).order_by(col(SeniorWord.id))).all():
        word.to_id = None
        _keep(work, word)
        _give(work, word, gone=had, heir=to)
        record.act(work, None, "pass_senior_word_on", "issue", word.issue_id, before=had.number, after=word.to_id)
    work.session.flush()


def digest_lines(work: Work) -> list[Text]:
    """The matters on which somebody senior owes the next word."""
    open_ones = select(SeniorWord.issue_id).where(
        SeniorWord.programme_id == work.programme_id, col(SeniorWord.ended_at).is_(None)
    )
    matters = [Code(f"M-{number}") for number in sorted(set(work.session.exec(open_ones).all()))]
    return [_("There was nothing new twice. The next word is owed by name on: {matters}", matters=matters)] * bool(
        matters
    )


def _owe(work: Work, issue: Issue, update: Update) -> None:
    due = promises.end_of(work, update.next_news) if update.next_news else promises.working_days_on(work, WORKING_DAYS)
    word = SeniorWord(programme_id=work.programme_id, issue_id=issue.number, asked_on=update.number, due_at=due)
    work.session.add(word)
    work.session.flush()
    if not _give(work, word, said_by=update.by_id):
        promises.make(work, PromiseKind.SENIOR_WORD, ABOUT, word.number, due, issue.owner_id)
        text = _(
            "{reference}: there was nothing new twice. Now the next word is due from somebody else, and there is "
            "nobody. Please let a colleague in.",
            reference=Code(issue.reference),
        )
        saying.to_staff(work, [text], issue_id=issue.number)


def _give(
    work: Work, word: SeniorWord, said_by: int | None = None, gone: Person | None = None, heir: Person | None = None
) -> bool:
    issue = work.session.get_one(Issue, word.issue_id)
    person = _able(work, issue, said_by, gone, heir)
    if person is None:
        return False
    word.to_id = person.number
    _keep(work, word)
    word.due_at = max(word.due_at, promises.working_days_on(work, 1))
    promises.make(work, PromiseKind.SENIOR_WORD, ABOUT, word.number, word.due_at, person.number)
    record.act(work, None, "owe_senior_word", "issue", issue.number, to=person.number)
    day, reference = promises.day_of(work, word.due_at), Code(issue.reference)
    text = _(
        "{reference} ({title}): those who raised it heard twice that there is nothing new. The next word is yours, "
        "with your name and role, by {day}.",
        reference=reference,
        title=issue.title,
        day=day,
    )
    button = Button(p_("button", "Say what is new"), f"m:{issue.number}:update")
    saying.to_person(work, person, [text], ((button,),), lane=Lane.ALERT)
    heading = _(
        "{reference}: there was nothing new twice. {who} owes the next word, by {day}.",
        reference=reference,
        who=people.name_and_title(person),
        day=day,
    )
    saying.to_staff(work, [heading], issue_id=issue.number)
    return True


def _able(
    work: Work, issue: Issue, said_by: int | None, gone: Person | None = None, heir: Person | None = None
) -> Person | None:
    """The heir; else the senior person of the rules, an administrator, anybody: none who answers for it, or said it."""
    senior = people.serving(work, promise_rules.of(work).senior_id)
    named = [heir, senior, *people.holding(work, frozenset({Role.ADMINISTRATOR})), *people.holding(work, DESK)]
    out = {issue.owner_id, said_by, gone.id if gone is not None else None}
    return next((one for one in named if one is not None and one.id not in out and one.chat_id is not None), None)


def _promise(work: Work, word: SeniorWord, update: Update) -> None:
    """It did not come by its day: it is promised again, for the day that is said now."""
    if update.next_news is not None and word.due_at <= work.now:
        due = promises.end_of(work, update.next_news)
        promises.make(work, PromiseKind.SENIOR_WORD, ABOUT, word.number, due, word.to_id)


def _end(work: Work, word: SeniorWord, update: Update | None) -> None:
    word.ended_at, word.update_id = work.now, update.number if update is not None else None
    work.session.add(word)
    _keep(work, word)
    work.session.flush()


def _keep(work: Work, word: SeniorWord) -> None:
    promises.keep(work, PromiseKind.SENIOR_WORD, ABOUT, word.number)
