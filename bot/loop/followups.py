"""Follow-ups: all that waited for a group or a person is said in one message, on their day and at their hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text, _, n_, p_
from bot.loop import ceiling, joining, passing, saying, tellings, untranslated, wording
from bot.store.chats import Chat
from bot.store.followups import Followup
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.together import Matter, Together
from bot.store.updates import Telling, Update
from bot.words import Lane, TellingState, UpdateKind

AT_ONCE = 24
TITLE_CHARACTERS = 18
OPENS, LISTS = "fu", "ful"
TAP = _("Tap one to read it in full.")
MORE = p_("button", "More …")
_DUE = (
    sa.select(col(Telling.chat_id))
    .where(col(Telling.programme_id) == sa.bindparam("programme"), col(Telling.joins_at) <= sa.bindparam("now"))
    .order_by(col(Telling.joins_at))
    .limit(AT_ONCE)
)


class News(NamedTuple):
    """One telling of a follow-up."""

    telling: Telling
    update: Update
    raiser: Raiser | None


def send(work: Work) -> int:
    """What waits for a follow-up whose time has come is said; returns how many tellings that were.

    Words that are not there in the receiver's language stay owed; the receiver is told so, once.
    """
    return sum(_send_in(work, chat_id) for chat_id in _claimed(work))


def matter(work: Work, news: News) -> Matter:
    """One telling as it stands among others: it quotes nobody and asks nothing."""
    asks = bool(wording.buttons(work, news.update, news.telling))
    return Matter(wording.parts(work, news.update, news.raiser, among_others=True), opens(work, news), asks)


def opens(work: Work, news: News) -> Button:
    """The button that shows one telling in full: its reference, and its title where others may read that."""
    reference, issue = wording.reference(news.update), None
    if news.update.issue_id is not None:
        issue = work.session.get_one(Issue, news.update.issue_id)
    title = issue.shown_title if issue is not None else None
    if not title:
        return Button(p_("button", "Read {reference}", reference=reference), f"{OPENS}:{news.telling.code}")
    short = title if len(title) <= TITLE_CHARACTERS else title[: TITLE_CHARACTERS - 1] + "…"
    label = p_("button", "{reference}: {title}", reference=reference, title=short)
    return Button(label, f"{OPENS}:{news.telling.code}")


def in_it(work: Work, followup_id: int) -> list[News]:
    """What one follow-up says, the newest first."""
    found = select(Telling).where(Telling.programme_id == work.programme_id, col(Telling.followup_id) == followup_id)
    return [news_of(work, one) for one in work.session.exec(found.order_by(col(Telling.update_id).desc())).all()]


def news_of(work: Work, telling: Telling) -> News:
    """A telling with what it tells, and to whom."""
    raiser = work.session.get(Raiser, telling.raiser_id) if telling.raiser_id else None
    return News(telling, work.session.get_one(Update, telling.update_id), raiser)


def _claimed(work: Work) -> Sequence[int]:
    """Chats for which something is due, each in the hands of one process."""
    due = set(work.session.execute(_DUE, {"programme": work.programme_id, "now": work.now}).scalars())
    if not due:
        return []
    held = sa.select(col(Chat.id)).where(col(Chat.id).in_(due)).order_by(col(Chat.id))
    return work.session.execute(held.with_for_update(skip_locked=True, key_share=True)).scalars().all()


def _send_in(work: Work, chat_id: int) -> int:
    """All that is due in a chat, and with it what was to come there later in the week: one message, not two."""
    due = _due(work, chat_id)
    if any(one.for_group_id is None for one in due):
        joining.take_back_all(work, chat_id)
        due = _due(work, chat_id)
    for group_id in sorted({one.for_group_id or 0 for one in due}):
        _say(
            work, chat_id, group_id or None, [news_of(work, one) for one in due if (one.for_group_id or 0) == group_id]
        )
    return len(due)


def _due(work: Work, chat_id: int) -> list[Telling]:
    this_week = (col(Telling.joins_at) < ceiling.next_week(work), col(Telling.waits_for).is_(None))
    is_due = sa.or_(col(Telling.joins_at) <= work.now, sa.and_(*this_week))
    waits = (col(Telling.chat_id) == chat_id, col(Telling.state) == TellingState.OWED, is_due)
    found = work.session.exec(select(Telling).where(*waits).order_by(col(Telling.update_id).desc())).all()
    due = {one.for_group_id for one in found if one.joins_at is not None and one.joins_at <= work.now}
    return [one for one in found if one.for_group_id in due]


def _say(work: Work, chat_id: int, group_id: int | None, news: list[News]) -> None:
    ready: list[News] = []
    unready: list[Text] = []
    for one in news:
        language = untranslated.lacks(work, one.telling, one.update)
        if language is None:
            ready.append(one)
        else:
            unready += untranslated.say_so(work, one.telling, one.update, language) or ()
    if len(ready) == 1 and not unready:
        is_repeat, ready[0].telling.followup_id = ready[0].telling.followup_id is not None, None
        tellings.queue(work, ready[0].telling, ready[0].update, is_repeat=is_repeat)
    elif ready:
        _say_together(work, chat_id, group_id, ready, unready)
    elif unready:
        saying.to_chat(work, chat_id, unready, lane=Lane.TELLING)


def _say_together(work: Work, chat_id: int, group_id: int | None, news: list[News], unready: list[Text]) -> None:
    planned = max(one.telling.joins_at or work.now for one in news)
    followup, is_repeat = _new(work, chat_id, group_id, planned), any(one.telling.followup_id for one in news)
    for one in news:
        one.telling.followup_id, one.telling.waits_for = followup.number, None
        tellings.move(work, one.telling, TellingState.QUEUED)
    shown = [one for one in news if not _is_overtaken(one, news)]
    if group_id is not None:
        if unready:
            saying.to_chat(work, chat_id, unready, lane=Lane.TELLING)
        if not passing.hand_over_together(work, followup.number, group_id, news, is_repeat=is_repeat):
            for one in news:
                tellings.move(work, one.telling, TellingState.FAILED)
        return
    matters = [matter(work, one) for one in shown]
    matters += [Matter(unready)] if unready else []
    together = Together(matters, TAP, Button(MORE, f"{LISTS}:{followup.number}:0")).to_json()
    about: dict[str, Any] = {"together": together, "followup_id": followup.number, "is_repeat": is_repeat}
    saying.to_chat(work, chat_id, [heading(news)], lane=Lane.TELLING, **about)


def heading(news: Sequence[News]) -> Text:
    """What stands above what is said together."""
    about = {str(wording.reference(one.update)) for one in news}
    return n_("There is news on {n} thing you raised.", "There is news on {n} things you raised.", len(about))


def _new(work: Work, chat_id: int, group_id: int | None, planned: datetime) -> Followup:
    """One for each time; what comes after that has gone is one of its own."""
    key = f"{chat_id}:{group_id or 0}:{planned:%Y%m%dT%H%M%S}"
    same = select(Followup.id).where(Followup.programme_id == work.programme_id, Followup.key == key)
    if work.session.exec(same).first() is not None:
        key = f"{chat_id}:{group_id or 0}:{work.now:%Y%m%dT%H%M%S%f}"
    followup = Followup(
        programme_id=work.programme_id, chat_id=chat_id, for_group_id=group_id, key=key, made_at=work.now
    )
    work.session.add(followup)
    work.session.flush()
    return followup


def _is_overtaken(one: News, news: Sequence[News]) -> bool:
    """That there was nothing new is not said beside what is new since; the date that counts is the newer one."""
    if one.update.kind != UpdateKind.NOTHING_YET or one.update.by_id is not None:
        return False
    newer = (other for other in news if other.update.number > one.update.number)
    return any(other.update.issue_id == one.update.issue_id for other in newer)


LOOKS = (send,)
