"""What staff owe by a date, in a few words; and what one of them owes."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import _, p_
from bot.language_names import english_name
from bot.loop import claimed, desk_screens, paging, people, promise_words, promises_due
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work

AT_MOST = 400
WAYS = {"issue": "m:{number}:update", "action": "m:{number}:update", "insight": "in:open:{number}"}


def due_by(work: Work, moment: datetime, *, at_most: int = AT_MOST) -> list[Promise]:
    """What is owed between now and a moment, the earliest first."""
    found = select(Promise).where(
        Promise.programme_id == work.programme_id,
        col(Promise.kept_at).is_(None),
        col(Promise.late_said_at).is_(None),
        Promise.due_at > work.now,
        Promise.due_at <= moment,
    )
    return list(work.session.exec(found.order_by(col(Promise.due_at), col(Promise.id)).limit(at_most)).all())


def of(work: Work, person: Person) -> list[Promise]:
    """What one staff member owes: what is promised in their name, and what they have claimed. The earliest first.

    Of several dates for the same thing, the first one counts.
    """
    mine = sa.select(col(Insight.id)).where(claimed.by(person))
    in_hand = (col(Promise.about) == "insight") & col(Promise.about_id).in_(mine)
    found = select(Promise).where(
        Promise.programme_id == work.programme_id,
        col(Promise.kept_at).is_(None),
        sa.or_(col(Promise.owner_id) == person.id, in_hand),
    )
    rows = work.session.exec(found.order_by(col(Promise.due_at), col(Promise.id)).limit(AT_MOST)).all()
    return promises_due.first_of_each(rows)


def show(work: Work, person: Person, page: int = 0, *, is_anew: bool = True) -> None:
    """`/promises`: what somebody owes by when, with the way to each."""
    people.must_be_staff(work, person)
    everything = of(work, person)
    shown = paging.page(everything, page)
    if not everything:
        parts = [_("Nothing is promised in your name.")]
    else:
        parts = [
            _("What you owe, the earliest first. Tap one to go on with it."),
            *(promises_due.line(work, one) for one in shown),
        ]
    rows = [row for one in shown if (row := _way(work, one))]
    turns = tuple(Button(label, f"owe:page:{to}") for label, to in paging.turns(everything, page))
    desk_screens.show_list(work, person, parts, [*rows, turns] if turns else rows, is_anew=is_anew)


def _way(work: Work, promise: Promise) -> tuple[Button, ...]:
    """The button that goes on with what is owed, where there is one."""
    if promise.about.startswith("update:"):
        language = promise.about.partition(":")[2]
        label = p_("button", "Words in {language}", language=english_name(language))
        return (Button(label, f"v:{promise.about_id}:{language}"),)
    about, number = promise_words.subject(work, promise)
    if about == "telling":
        return (Button(p_("button", "Tell them"), f"owed:{number}"),)
    reference = promise_words.reference(work, promise)
    if reference is None or about not in WAYS:
        return ()
    return (Button(p_("button", "{reference}", reference=reference), WAYS[about].format(number=number)),)
