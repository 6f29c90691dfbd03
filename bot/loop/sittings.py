"""Going through the cards one by one: the most urgent first, each in the hands of one staff member at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from bot import errors
from bot.language import _
from bot.loop import desk_screens, people, sitting_card, waiting
from bot.loop.likeness import likeness
from bot.loop.waiting import Waiting
from bot.store.insights import Insight
from bot.store.mornings import OpenCard, Sitting
from bot.store.people import Person
from bot.store.session import Work

OPEN_FOR = timedelta(minutes=10)
PICKED_AT_MOST = 20
SOMEBODY_ELSE = _("Somebody else has that card open. It is free again in some minutes.")
_TABLE: sa.Table = OpenCard.__table__  # type: ignore[attr-defined]
_MAKE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(_TABLE).on_conflict_do_nothing()
    for dialect in (sqlite, postgresql)
}


def start(work: Work, person: Person) -> None:
    """Open the most urgent card in the private chat. Somebody in the middle goes on where they are."""
    sitting = _begun(work, person)
    current = waiting.one(work, sitting.insight_id)
    if current is None or not take(work, person, current.insight.number):
        current = _next(work, person, sitting)
    _show(work, person, sitting, current, anew=True)


def of(work: Work, person: Person) -> Sitting | None:
    """Where somebody is, if they sit at the cards; held until the transaction ends."""
    return work.session.exec(select(Sitting).where(Sitting.person_id == person.id).with_for_update()).first()


def at(work: Work, person: Person, insight_id: int) -> Sitting:
    """Where somebody is, on this card. Raises `errors.NoLongerThere` where another card is open, or none."""
    people.must_be_staff(work, person)
    sitting = of(work, person)
    if sitting is None or sitting.insight_id != insight_id:
        raise errors.NoLongerThere(_("You are at another card now. It stands further down."))
    return sitting


def take(work: Work, person: Person, insight_id: int) -> bool:
    """Have a card open for some minutes; false while somebody else has it."""
    until = work.now + OPEN_FOR
    row = {"programme_id": work.programme_id, "insight_id": insight_id, "person_id": person.number, "until": until}
    work.session.flush()
    work.session.execute(_MAKE[work.session.get_bind().dialect.name], row)
    found = select(OpenCard).where(OpenCard.insight_id == insight_id).with_for_update()
    card = work.session.exec(found.execution_options(populate_existing=True)).one()
    if card.person_id != person.id and card.until > work.now:
        return False
    card.person_id, card.until = person.number, until
    work.session.add(card)
    work.session.flush()
    return True


def open_card(work: Work, person: Person, insight_id: int) -> None:
    """Open one card out of order; those that were to come come after it."""
    people.must_be_staff(work, person)
    found = waiting.one(work, insight_id)
    if found is None:
        raise errors.NoLongerThere(_("Somebody has done that already."))
    if not take(work, person, insight_id):
        raise errors.NoLongerThere(SOMEBODY_ELSE)
    _show(work, person, _begun(work, person), found, anew=True)


def later(work: Work, person: Person, insight_id: int) -> None:
    """This card comes again when all others have come."""
    sitting = at(work, person, insight_id)
    sitting.later = [*(number for number in sitting.later if number != insight_id), insight_id]
    release(work, person, insight_id)
    _show(work, person, sitting, _next(work, person, sitting))


def stop(work: Work, person: Person) -> None:
    """That is all for now: what is left waits for whoever starts next."""
    people.must_be_staff(work, person)
    sitting = of(work, person)
    if sitting is None:
        raise errors.NoLongerThere(_("You have stopped already."))
    left = waiting.count(work)
    desk_screens.replace(work, sitting.outbox_id, sitting_card.stopped(sitting.done, left), sitting_card.AGAIN)
    end(work, person)


def end(work: Work, person: Person) -> None:
    """Nothing of a sitting is left; the cards it had open are free."""
    work.session.execute(sa.delete(OpenCard).where(col(OpenCard.person_id) == person.id))
    work.session.execute(sa.delete(Sitting).where(col(Sitting.person_id) == person.id))
    work.session.expire_all()


def release(work: Work, person: Person, insight_id: int) -> None:
    """Others may open a card again."""
    mine = (col(OpenCard.insight_id) == insight_id, col(OpenCard.person_id) == person.id)
    work.session.execute(sa.delete(OpenCard).where(*mine))


def again(work: Work, person: Person, insight_id: int, *, is_whole: bool = False) -> None:
    """The open card once more, in place; `is_whole`: with everything that can be done with it."""
    sitting = at(work, person, insight_id)
    sitting.picked = []
    current = waiting.one(work, insight_id)
    if current is None:
        go_on(work, person, insight_id, is_anew=False)
    else:
        _show(work, person, sitting, current, is_whole=is_whole)


def go_on(work: Work, person: Person, about_id: int | None, *, passes: bool = False, is_anew: bool = True) -> None:
    """Something came of the open card, or not: the next one, or the same while it still waits.

    `passes`: it does not come again in this sitting although it waits.
    """
    sitting = of(work, person)
    if sitting is None or sitting.insight_id is None or about_id != sitting.insight_id:
        return
    if not people.is_staff(work, person):
        end(work, person)
        return
    current = waiting.one(work, sitting.insight_id)
    if current is None or passes:
        gone = len([number for number in {about_id, *sitting.picked} if waiting.one(work, number) is None])
        sitting.done += max(gone, 1)
        sitting.passed = [*sitting.passed, about_id] if passes else sitting.passed
        release(work, person, about_id)
        current = _next(work, person, sitting)
    _show(work, person, sitting, current, anew=is_anew)


def pick(work: Work, person: Person, insight_id: int, picked: int | None, *, is_on: bool, page: int = 0) -> None:
    """Choose several cards beside the open one; one that somebody else has open cannot be."""
    sitting = at(work, person, insight_id)
    chosen = [number for number in sitting.picked if number != picked and waiting.one(work, number) is not None]
    if picked is not None and is_on:
        if len(chosen) >= PICKED_AT_MOST:
            raise errors.Mistake(_("That is as many as can be taken together."))
        if not take(work, person, picked):
            raise errors.NoLongerThere(SOMEBODY_ELSE)
        chosen.append(picked)
    elif picked is not None:
        release(work, person, picked)
    take(work, person, insight_id)
    sitting.picked = sorted({insight_id, *chosen})
    insight = work.session.get_one(Insight, insight_id)
    others = _likest_first(waiting.cards(work, waiting.free_for(work, person), at_most=200), insight)
    listed = [one for one in others if one.insight.id != insight_id]
    screen = sitting_card.several(work, insight, sitting.picked, listed, page)
    desk_screens.show_in_place(work, person, sitting, *screen, insight_id=insight_id, words_of_others=True)


def picked(work: Work, person: Person, insight_id: int) -> list[int]:
    """The cards that are chosen together, the open one among them, while they wait."""
    sitting = at(work, person, insight_id)
    return [number for number in {insight_id, *sitting.picked} if waiting.one(work, number) is not None]


def _begun(work: Work, person: Person) -> Sitting:
    """Where somebody is, or a new sitting."""
    people.must_be_staff(work, person)
    if person.chat_id is None:
        raise errors.Mistake(_("Please write to me in private first: tap my name, then Start. Then press again."))
    sitting = of(work, person)
    if sitting is None:
        sitting = Sitting(
            programme_id=work.programme_id, person_id=person.number, later=[], passed=[], picked=[], begun_at=work.now
        )
        work.session.add(sitting)
        work.session.flush()
    return sitting


def _next(work: Work, person: Person, sitting: Sitting) -> Waiting | None:
    """The next card that nobody else has, held; those put off come at the end."""
    free = waiting.free_for(work, person)
    put_off = [*sitting.later, *sitting.passed]
    candidates = waiting.cards(work, free, waiting.none_of(put_off), at_most=PICKED_AT_MOST)
    candidates += [found for number in sitting.later if (found := _if_free(work, person, number)) is not None]
    for found in candidates:
        if take(work, person, found.insight.number):
            return found
    return None


def _if_free(work: Work, person: Person, insight_id: int) -> Waiting | None:
    here = waiting.cards(work, col(Insight.id) == insight_id, waiting.free_for(work, person))
    return here[0] if here else None


def _show(
    work: Work,
    person: Person,
    sitting: Sitting,
    current: Waiting | None,
    *,
    anew: bool = False,
    is_whole: bool = False,
) -> None:
    sitting.picked = []
    sitting.insight_id = current.insight.number if current else None
    left = waiting.count(work, waiting.free_for(work, person), waiting.none_of(sitting.passed))
    if current is None:
        parts, rows = sitting_card.finished(sitting.done, waiting.count(work)), sitting_card.AGAIN
    else:
        parts, rows = sitting_card.screen(work, person, current, left, is_whole=is_whole)
    insight_id = sitting.insight_id
    desk_screens.show_in_place(work, person, sitting, parts, rows, insight_id=insight_id, is_anew=anew)
    if current is None:
        end(work, person)


def _likest_first(cards: Iterable[Waiting], insight: Insight) -> list[Waiting]:
    """The cards, those most like an insight first; the others stay in their order."""
    return sorted(cards, key=lambda one: -round(likeness(one.insight.words, insight.words), 2))
