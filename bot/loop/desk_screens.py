"""Screens of staff that show what several people told: one message changed in place, and lists that end with a word.

What the outbox held of a screen is emptied as soon as the next one stands there; a list goes when any of those whose
words it shows takes theirs back.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlmodel import col, select

from bot.language import Text, _
from bot.loop import saying
from bot.store import outbox, unsaying
from bot.store.mornings import Sitting
from bot.store.outbox import Button, Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.words import OutboxState

RANDOM_BYTES = 9
START, LIST = "desk:", "list:"
Rows = Sequence[Sequence[Button]]
CHANGED = _("This list has changed. Please open it again.")
FURTHER_DOWN = _("This goes on further down.")


def show_in_place(
    work: Work,
    person: Person,
    sitting: Sitting,
    parts: Sequence[Text],
    rows: Rows,
    *,
    insight_id: int | None,
    is_anew: bool = False,
    words_of_others: bool = False,
) -> None:
    """Let a sitting's message say something else; `is_anew`: below everything that was said since.

    `words_of_others`: it shows more than what one person told.
    """
    row = work.session.get(Outbox, sitting.outbox_id) if sitting.outbox_id else None
    if row is not None and row.state == OutboxState.SENT and not is_anew:
        unsaying.empty(work.session, programme_id=work.programme_id, rows=[row.number], instead=[])
        work.session.expire(row)
        row.insight_id = insight_id
        row.key = _key(person) if words_of_others else None
        outbox.edit(work.session, outbox_id=row.number, now=work.now, parts=parts, buttons=rows)
        return
    replace(work, sitting.outbox_id, [FURTHER_DOWN])
    key = _key(person) if words_of_others else None
    sitting.outbox_id = saying.to_person(work, person, parts, rows, insight_id=insight_id, key=key)
    work.session.add(sitting)


def show_list(work: Work, person: Person, parts: Sequence[Text], rows: Rows, *, is_anew: bool = True) -> None:
    """Say a list with words of several people, in the place of their last one; `is_anew`: below, and that one ends."""
    if is_anew or not _in_its_place(work, person, parts, rows):
        _end(work, f"{START}{person.number}:{LIST}")
        saying.to_person(work, person, parts, rows, key=_key(person, LIST))


def _in_its_place(work: Work, person: Person, parts: Sequence[Text], rows: Rows) -> bool:
    """Whether there was a list of theirs, which says this now."""
    shown = select(Outbox).where(
        Outbox.programme_id == work.programme_id,
        col(Outbox.key).startswith(f"{START}{person.number}:{LIST}", autoescape=True),
        Outbox.state == OutboxState.SENT,
    )
    row = work.session.exec(shown.order_by(col(Outbox.id).desc())).first()
    if row is None:
        return False
    unsaying.empty(work.session, programme_id=work.programme_id, rows=[row.number], instead=[])
    outbox.edit(work.session, outbox_id=row.number, now=work.now, parts=parts, buttons=rows)
    return True


def replace(work: Work, outbox_id: int | None, parts: Sequence[Text], rows: Rows = ()) -> None:
    """A screen says something without anybody's words from now on."""
    row = work.session.get(Outbox, outbox_id) if outbox_id else None
    if row is None or row.state == OutboxState.DROPPED:
        return
    unsaying.empty(work.session, programme_id=work.programme_id, rows=[row.number], instead=parts)
    work.session.expire(row)
    row.insight_id = row.key = None
    if row.state not in outbox.LOST:
        outbox.edit(work.session, outbox_id=row.number, now=work.now, parts=parts, buttons=rows)


def end_lists(work: Work) -> None:
    """Somebody's words go: every list that may show them ends."""
    _end(work, START)


def _end(work: Work, start: str) -> None:
    shown = select(Outbox.id).where(
        Outbox.programme_id == work.programme_id, col(Outbox.key).startswith(start, autoescape=True)
    )
    for number in work.session.exec(shown).all():
        replace(work, number, [CHANGED])


def _key(person: Person, of: str = "") -> str:
    return f"{START}{person.number}:{of}{secrets.token_urlsafe(RANDOM_BYTES)}"
