"""Every telling that is owed: to whom, why it has not arrived, since when; and the way to settle it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _, n_, p_
from bot.language_names import english_name
from bot.loop import desk_screens, elsewhere, paging, passing, people, promises, saying, tellings, wording
from bot.store.chats import Chat, Group
from bot.store.issues import Raiser
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import OWED, TellingState

WHY: dict[TellingState, Text] = {
    TellingState.QUEUED: _("it is on its way"),
    TellingState.WITH_CHAMPION: _("it is with somebody who passes it on"),
    TellingState.FAILED: _("it could not be delivered"),
    TellingState.UNCERTAIN: _("nobody knows whether it arrived"),
    TellingState.OWED: _("it waits"),
}


def show(work: Work, person: Person, page: int = 0, *, is_anew: bool = True) -> None:
    """`/owed`: a page of the tellings that are owed, the oldest first, each with the button that opens it."""
    people.must_be_staff(work, person)
    total = _count(work)
    page = min(page, paging.last(total))
    shown = _page(work, page)
    if not shown:
        desk_screens.show_list(work, person, [_("Nothing is owed: everybody has heard.")], [], is_anew=is_anew)
        return
    parts = [
        n_("{n} piece of news has not arrived.", "{n} pieces of news have not arrived.", total),
        *(line(work, one) for one in shown),
    ]
    rows: list[tuple[Button, ...]] = [(_opens(work, one),) for one in shown]
    turns = tuple(Button(label, f"owed:page:{to}") for label, to in paging.turns_of(total, page))
    desk_screens.show_list(work, person, parts, [*rows, turns] if turns else rows, is_anew=is_anew)


def open_one(work: Work, person: Person, telling_id: int) -> None:
    """One of them, with what can be done about it."""
    people.must_be_staff(work, person)
    telling = tellings.owed_one(work, telling_id)
    update = work.session.get_one(Update, telling.update_id)
    parts = [line(work, telling)]
    words = wording.version_text(work, update, wording.WORDS, update.source_language)
    if words and update.issue_id is not None:
        parts += [_("These are the words:"), Text("{words}", {"words": words})]
    rows = list(passing.for_staff(telling))
    if telling.for_outside_id is not None:
        rows = [*elsewhere.buttons(telling), *rows]
    if telling.waits_for:
        rows.insert(0, (Button(p_("button", "Write them"), f"v:{update.number}:{telling.waits_for}"),))
    saying.to_person(work, person, parts, rows, insight_id=update.insight_id)


def line(work: Work, telling: Telling) -> Text:
    """One telling in words: about what, to whom, why, since when."""
    update = work.session.get_one(Update, telling.update_id)
    return _(
        "{reference}, to {whom}: {why}, since {day}.",
        reference=wording.reference(update),
        whom=_whom(work, telling),
        why=_why(work, telling),
        day=promises.day_of(work, telling.owed_at),
    )


def _why(work: Work, telling: Telling) -> Text:
    if telling.waits_for:
        return _("it waits for words in {language}", language=english_name(telling.waits_for))
    chat = work.session.get(Chat, telling.chat_id)
    if chat is not None and chat.unreachable_at is not None:
        return _("they cannot be reached")
    if chat is not None and chat.paused_until is not None and chat.paused_until > work.now:
        return _("they have paused")
    if telling.joins_at is not None:
        return _("it comes with the next news there, on {day}", day=promises.day_of(work, telling.joins_at))
    return WHY[TellingState(telling.state)]


def _whom(work: Work, telling: Telling) -> Text | str:
    raiser = work.session.get(Raiser, telling.raiser_id) if telling.raiser_id else None
    number = telling.for_group_id or (raiser.group_id if raiser else None)
    group = work.session.get(Group, number) if number else None
    if telling.for_outside_id is not None:
        return _("somebody outside")
    if group is None:
        group = work.session.exec(select(Group).where(Group.chat_id == telling.chat_id)).first()
    return group.name if group else _("a person")


def _opens(work: Work, telling: Telling) -> Button:
    update = work.session.get_one(Update, telling.update_id)
    reference = Code(str(wording.reference(update)))
    label = p_("button", "{reference}: {whom}", reference=reference, whom=_whom(work, telling))
    return Button(label, f"owed:{telling.number}")


def _page(work: Work, page: int) -> list[Telling]:
    found = select(Telling).where(*_mine(work)).order_by(col(Telling.owed_at), col(Telling.id))
    return list(work.session.exec(found.offset(page * paging.AT_ONCE).limit(paging.AT_ONCE)).all())


def _count(work: Work) -> int:
    return int(work.session.execute(sa.select(sa.func.count()).where(*_mine(work))).scalar_one())


def _mine(work: Work) -> tuple[sa.ColumnElement[bool], ...]:
    return col(Telling.programme_id) == work.programme_id, col(Telling.state).in_(OWED)
