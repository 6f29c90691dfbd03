"""Hear-back debt: each update creates one owed telling per raiser, visible until it is delivered."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import _
from bot.loop import (
    cards,
    days_told,
    elsewhere,
    finding,
    joining,
    passing,
    people,
    promises,
    record,
    saying,
    standing,
    untranslated,
    wording,
)
from bot.store.chats import Chat
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import HEARD, OWED, Lane, PromiseKind, TellingState, UpdateKind

OWED_ANEW = "owe_anew"
_MAY_HAVE_ARRIVED = (TellingState.UNCERTAIN, TellingState.QUEUED, TellingState.FAILED)
_TO_THE_TELLER = (UpdateKind.ANSWER, UpdateKind.ASKED, UpdateKind.BINNED)


def owe(work: Work, update: Update, raisers: Iterable[Raiser], *, otherwise_by: datetime | None = None) -> int:
    """Owe an update to each raiser, once; what is in their language goes to the outbox, what is not waits for it.

    They hear more by the date that the update names, or `otherwise_by`. Returns how many are newly owed it.
    """
    told_by = promises.end_of(work, update.next_news) if update.next_news else None
    if told_by is None or told_by <= work.now:
        told_by = otherwise_by or told_by
    owed = 0
    for raiser in raisers:
        if raiser.chat_id is None or raiser.settled_at is not None:
            continue
        telling = _new(work, update, raiser.chat_id, raiser, standing.stood_for(work, raiser), raiser.outside_id)
        if telling is not None:
            is_new = otherwise_by is not None
            until = None if is_new else joining.joins_at(work, telling, update, raiser.next_news_by)
            telling.joins_at = until
            raiser.next_news_by = joining.hears_by(work, telling, update, told_by)
            _send_or_wait(work, telling, update, until)
            owed += 1
    return owed


def owe_teller(work: Work, update: Update, insight: Insight) -> None:
    """Owe an answer to the one who told, or to the group it was said in, while no issue has taken it up."""
    person = people.by_number(work, insight.person_id)
    chat_id = person.chat_id if insight.in_private and person else elsewhere.chat_of(work, insight)
    has_left = insight.in_private and person is not None and person.left_at is not None
    if chat_id is not None and not has_left:
        group_id, outside_id = elsewhere.heard_through(work, insight)
        telling = _new(work, update, chat_id, None, group_id, outside_id)
        if telling is not None:
            _queue_or_wait(work, telling, update)


def translated(work: Work, update: Update, language: str) -> int:
    """A version was written: what waited for it goes out. Returns how many tellings that were."""
    waiting = work.session.exec(
        select(Telling).where(
            Telling.update_id == update.id, Telling.state == TellingState.OWED, Telling.waits_for == language
        )
    ).all()
    for telling in waiting:
        _queue_or_wait(work, telling, update)
    promises.keep(work, PromiseKind.TRANSLATION, f"update:{language}", update.number)
    return len(waiting)


def language_changed(work: Work, chat_id: int) -> None:
    """A chat's reader reads other languages from now on: what waited for words may not have to any more."""
    waiting = select(Telling).where(Telling.chat_id == chat_id, Telling.state == TellingState.OWED)
    for telling in work.session.exec(waiting).all():
        _queue_or_wait(work, telling, work.session.get_one(Update, telling.update_id))


def reachable_again(work: Work, chat_id: int) -> None:
    """The bot is back in a chat: what could not be told there goes out after all."""
    failed = select(Telling).where(Telling.chat_id == chat_id, Telling.state == TellingState.FAILED)
    for telling in work.session.exec(failed).all():
        telling.failure_said_at = None
        _queue_or_wait(work, telling, work.session.get_one(Update, telling.update_id))


def queue_anew(work: Work, raiser: Raiser) -> None:
    """What was about to be said to a raiser reads differently now: it is said as it reads now."""
    on_its_way = select(Telling).where(Telling.raiser_id == raiser.id, Telling.state == TellingState.QUEUED)
    for telling in work.session.exec(on_its_way).all():
        if not joining.take_back(work, telling):
            _queue_or_wait(work, telling, work.session.get_one(Update, telling.update_id))


def queue_again(work: Work, telling: Telling) -> None:
    """It goes out once more, to whoever it is for now; or waits for words in their language."""
    _queue_or_wait(work, telling, work.session.get_one(Update, telling.update_id))


def say_again(work: Work, telling: Telling) -> None:
    """It is said once more, marked as perhaps a repeat; what was said with others is so again."""
    if telling.followup_id is not None:
        joining.wait(work, telling, work.now)
        return
    queue(work, telling, work.session.get_one(Update, telling.update_id), is_repeat=True)


def owe_anew(work: Work, update: Update, raiser: Raiser, why: str) -> bool:
    """What was settled for this reason is owed after all, now that its raiser is back; false where nothing was."""
    settled = select(Telling).where(
        Telling.update_id == update.id, Telling.raiser_id == raiser.id, Telling.settled_why == why
    )
    telling = work.session.exec(settled.where(Telling.state == TellingState.SETTLED)).first()
    if telling is None or raiser.settled_at is not None:
        return False
    record.act(work, None, OWED_ANEW, "telling", telling.number, since=telling.state_at.isoformat())
    telling.settled_by = telling.settled_why = None
    queue_again(work, telling)
    return True


def heard(work: Work, telling: Telling) -> None:
    """There is evidence that it arrived: a tap on its button, a reply to it."""
    if telling.state not in _MAY_HAVE_ARRIVED:
        return
    for one in [telling] if joining.take_back(work, telling) else joining.said_with(work, telling):
        if one is telling or one.state in _MAY_HAVE_ARRIVED:
            is_passed_on = one.for_group_id or one.for_outside_id
            move(work, one, TellingState.WITH_CHAMPION if is_passed_on else TellingState.SENT)
    says_it = col(Outbox.telling_id) == telling.id
    if telling.followup_id is not None:
        says_it |= col(Outbox.followup_id) == telling.followup_id
    undone = (says_it, col(Outbox.state).in_(("uncertain", "waiting")))
    work.session.execute(sa.update(Outbox).where(*undone).values(state="dropped", why="heard already"))


def settle(work: Work, by: Person, telling_id: int, why: str) -> None:
    """A named person takes a telling that cannot be delivered off the list, with a reason.

    Raises `errors.NoLongerThere` where it was delivered or settled already.
    """
    people.must_be_staff(work, by)
    telling = owed_one(work, telling_id, held=True)
    telling.settled_by, telling.settled_why = by.number, why
    move(work, telling, TellingState.SETTLED)
    chat = work.session.get_one(Chat, telling.chat_id)
    raiser = work.session.get(Raiser, telling.raiser_id) if telling.raiser_id else None
    if raiser is not None and chat.unreachable_at is not None:
        release(work, raiser, by, why)
    if raiser is not None:
        cards.show_issue(work, work.session.get_one(Issue, raiser.issue_id))
    record.act(work, by, "settle", "telling", telling.number, why=why)


def owed_one(work: Work, telling_id: int, *, held: bool = False) -> Telling:
    """A telling that is still owed. Raises `errors.NoLongerThere` where it was delivered or settled already."""
    telling = finding.one(work, Telling, telling_id, held=held)
    if telling.state in HEARD:
        raise errors.NoLongerThere(_("That is settled already."))
    return telling


def release(work: Work, raiser: Raiser, by: Person, why: str) -> None:
    """Nothing more is owed to a raiser, in the name of a person and with a reason."""
    raiser.settled_by, raiser.settled_why, raiser.settled_at = by.number, why, work.now
    owed = select(Telling).where(Telling.raiser_id == raiser.id, col(Telling.state).in_(OWED))
    for telling in work.session.exec(owed).all():
        joining.take_back(work, telling)
        telling.settled_by, telling.settled_why = by.number, why
        move(work, telling, TellingState.SETTLED)


def by_code(work: Work, code: str) -> Telling | None:
    """The telling that a button stands under."""
    found = select(Telling).where(Telling.programme_id == work.programme_id, Telling.code == code)
    return work.session.exec(found).first()


def _new(
    work: Work, update: Update, chat_id: int, raiser: Raiser | None, group_id: int | None, outside_id: int | None
) -> Telling | None:
    there = select(Telling.id).where(Telling.update_id == update.id, passing.is_owed(chat_id, group_id, outside_id))
    if work.session.exec(there).first() is not None:
        return None
    telling = Telling(
        programme_id=work.programme_id,
        update_id=update.number,
        raiser_id=raiser.id if raiser else None,
        chat_id=chat_id,
        for_group_id=group_id,
        for_outside_id=outside_id,
        code=secrets.token_urlsafe(9),
        state=TellingState.OWED,
        state_at=work.now,
        unshown_since=work.now,
        owed_at=work.now,
        days=days_told.named(work, update, raiser) if raiser else None,
    )
    work.session.add(telling)
    work.session.flush()
    return telling


def _queue_or_wait(work: Work, telling: Telling, update: Update) -> None:
    """It goes out now, or with the follow-up that it waits for; what should have gone goes soon."""
    until = telling.joins_at or joining.joins_at(work, telling, update, work.now)
    _send_or_wait(work, telling, update, until)


def _send_or_wait(work: Work, telling: Telling, update: Update, until: datetime | None) -> None:
    language = untranslated.lacks(work, telling, update)
    telling.waits_for, telling.followup_id = language, None
    if until is not None:
        joining.wait(work, telling, until)
        if language is not None:
            untranslated.ask_for_words(work, update, language)
    elif language is None:
        queue(work, telling, update)
    else:
        _wait(work, telling, update, language)


def queue(work: Work, telling: Telling, update: Update, *, is_repeat: bool = False) -> None:
    """It goes out by itself."""
    telling.waits_for = None
    move(work, telling, TellingState.QUEUED)
    raiser = work.session.get(Raiser, telling.raiser_id) if telling.raiser_id else None
    if telling.for_outside_id is not None:
        elsewhere.hand_over(work, telling, update, raiser, is_repeat=is_repeat)
        return
    if telling.for_group_id is not None:
        if not passing.hand_over(work, telling, update, raiser, is_repeat=is_repeat):
            move(work, telling, TellingState.FAILED)
        return
    saying.to_chat(
        work,
        telling.chat_id,
        wording.parts(work, update, raiser),
        wording.buttons(work, update, telling),
        lane=Lane.ANSWER if update.kind in _TO_THE_TELLER else Lane.TELLING,
        telling_id=telling.number,
        insight_id=update.insight_id,
        is_repeat=is_repeat,
    )


def _wait(work: Work, telling: Telling, update: Update, language: str) -> None:
    if (said := untranslated.say_so(work, telling, update, language)) is not None:
        key = f"wait:{telling.number}:{telling.waits_for}"
        saying.to_chat(work, telling.chat_id, said, lane=Lane.TELLING, key=key)


def move(work: Work, telling: Telling, state: TellingState) -> None:
    """A telling has come so far; the issue's card will show it."""
    telling.state = state
    telling.state_at = telling.unshown_since = work.now
    telling.joins_at = None
    work.session.add(telling)
