"""Cards in private chats: opened by whoever works on them, handed to them, or theirs alone to see."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from bot.language import Code, Text, _
from bot.loop import insight_card, issue_card, leads, people, saying
from bot.loop.saying import INSIGHT, ISSUE
from bot.store import outbox
from bot.store.handling import CardCopy
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane

Rows = tuple[tuple[Button, ...], ...]


def give_insight(work: Work, person: Person, insight: Insight, heading: Sequence[Text] = ()) -> None:
    """Put an insight's card into somebody's private chat, where they have one; from then on it is kept up to date."""
    leads.must_be_let_see(work, person, insight)
    shown, rows = insight_card.shown(work, insight, insight_card.look(work, insight), is_private=True)
    _give(work, person, (INSIGHT, insight.number), [*heading, *shown], rows)


def give_issue(work: Work, person: Person, issue: Issue) -> None:
    """Put an issue's card into somebody's private chat, where they have one; from then on it is kept up to date."""
    people.must_be_staff(work, person)
    _give(work, person, (ISSUE, issue.number), issue_card.parts(work, issue), issue_card.buttons(work, issue))


def show_insight(work: Work, insight: Insight, seen: insight_card.Look) -> None:
    """Bring every copy of an insight's card up to date. Whoever may not see it any more sees no more of it."""
    for copy, person in _all(work, INSIGHT, insight.number):
        if leads.may_see(work, person, insight):
            _edit(work, copy, *insight_card.shown(work, insight, seen, opened=copy.opened, is_private=True))
        else:
            _take(work, copy)


def show_issue(work: Work, issue: Issue) -> None:
    """Bring every copy of an issue's card up to date."""
    for copy, person in _all(work, ISSUE, issue.number):
        if people.is_staff(work, person):
            _edit(work, copy, issue_card.parts(work, issue), issue_card.buttons(work, issue))
        else:
            _take(work, copy)


def of(work: Work, person: Person, about: str, about_id: int) -> CardCopy | None:
    """The copy in somebody's private chat."""
    mine = (CardCopy.about == about, CardCopy.about_id == about_id, CardCopy.chat_id == person.chat_id)
    return work.session.exec(select(CardCopy).where(CardCopy.programme_id == work.programme_id, *mine)).first()


def _give(work: Work, person: Person, about: tuple[str, int], parts: Sequence[Text], rows: Rows) -> None:
    insight_id = about[1] if about[0] == INSIGHT else None
    said = saying.to_person(work, person, parts, rows, lane=Lane.ALERT, insight_id=insight_id)
    if said is None or person.chat_id is None:
        return
    copy = of(work, person, *about)
    if copy is None:
        copy = CardCopy(
            programme_id=work.programme_id, about=about[0], about_id=about[1], chat_id=person.chat_id, outbox_id=said
        )
    elif not outbox.is_lost(work.session, copy.outbox_id):
        _edit(work, copy, [_("{reference} stands further down now.", reference=_reference(copy))], ())
    copy.outbox_id, copy.opened = said, ""
    work.session.add(copy)
    work.session.flush()


def _all(work: Work, about: str, about_id: int) -> list[tuple[CardCopy, Person]]:
    found = (
        select(CardCopy, Person)
        .join(Person, col(Person.chat_id) == col(CardCopy.chat_id))
        .where(CardCopy.programme_id == work.programme_id, CardCopy.about == about, CardCopy.about_id == about_id)
    )
    return list(work.session.exec(found).all())


def _edit(work: Work, copy: CardCopy, parts: Sequence[Text], rows: Rows) -> None:
    outbox.edit(work.session, outbox_id=copy.outbox_id, now=work.now, parts=parts, buttons=rows)


def _take(work: Work, copy: CardCopy) -> None:
    """The card is not theirs to see any more."""
    _edit(work, copy, [_("{reference} is not for you to see any more.", reference=_reference(copy))], ())
    work.session.delete(copy)


def _reference(copy: CardCopy) -> Code:
    return Code(f"{'H' if copy.about == INSIGHT else 'M'}-{copy.about_id}")
