"""Twice there was nothing new: whose word comes next, as raisers and staff read of it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text, _
from bot.loop import people, promises
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import SeniorWord, Update
from bot.words import UpdateKind

_OWED = (
    select(SeniorWord)
    .where(SeniorWord.issue_id == sa.bindparam("issue"), col(SeniorWord.ended_at).is_(None))
    .order_by(col(SeniorWord.id).desc())
)


def open_on(work: Work, issue_id: int | None, *, held: bool = False) -> SeniorWord | None:
    """The word of somebody senior that is still owed on a matter."""
    found = work.session.execute(_OWED.with_for_update() if held else _OWED, {"issue": issue_id})
    return found.scalars().first()


def who(work: Work, word: SeniorWord | None) -> Person | None:
    """Whose word it is, as long as they are of the team."""
    return people.serving(work, word.to_id) if word is not None else None


def is_theirs(work: Work, by: Person, issue: Issue) -> bool:
    """Whether the word that is owed on a matter is this person's."""
    word = open_on(work, issue.id)
    return word is not None and word.to_id == by.id


def above(work: Work, update: Update) -> list[Text]:
    """What stands above that word itself."""
    is_it = select(SeniorWord.id).where(SeniorWord.issue_id == update.issue_id, SeniorWord.update_id == update.id)
    if update.issue_id is None or update.by_id is None or work.session.exec(is_it).first() is None:
        return []
    return [promised()]


def promised() -> Text:
    """That this is the word that was promised."""
    return _("There was nothing new twice. This is the word that you were promised:")


def below(work: Work, update: Update) -> list[Text]:
    """Under "nothing yet": whose word comes next; and that it should have come, where it did not."""
    if update.kind != UpdateKind.NOTHING_YET:
        return []
    word = work.session.exec(
        select(SeniorWord)
        .where(
            SeniorWord.issue_id == update.issue_id,
            col(SeniorWord.asked_on) <= update.number,
            sa.or_(col(SeniorWord.ended_at).is_(None), col(SeniorWord.ended_at) > update.made_at),
        )
        .order_by(col(SeniorWord.id).desc())
    ).first()
    person = people.by_number(work, word.to_id) if word is not None else None
    if word is None or person is None:
        return []
    if word.asked_on != update.number and word.due_at <= update.made_at:
        return [
            _("{who} should have told you more by now, and has not. I am sorry.", who=people.name_and_title(person))
        ]
    return [comes_next(person)]


def comes_next(person: Person) -> Text:
    """Whose word it is that comes next."""
    return _("There was nothing new twice. So the next word comes from {who}.", who=people.name_and_title(person))


def on_card(work: Work, issue: Issue) -> list[Text]:
    """What the card of a matter shows of it."""
    word = open_on(work, issue.id)
    person = who(work, word)
    if word is None:
        return []
    if person is None:
        return [_("There was nothing new twice. Somebody senior owes the next word, and there is nobody yet.")]
    text = _(
        "There was nothing new twice. The next word is owed by {who}, by {day}.",
        who=people.name_and_title(person),
        day=promises.day_of(work, word.due_at),
    )
    return [text]
