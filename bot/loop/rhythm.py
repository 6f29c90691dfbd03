"""What happens by the clock. Each looks for what is due and claims it: a missed or doubled run changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Code, _
from bot.loop import (
    action_nudges,
    alerts,
    arriving,
    cards,
    catch_ups,
    complaints,
    contacts,
    correcting,
    corrections,
    digest,
    expiring,
    first_words,
    followups,
    handing_over,
    help_looks,
    insights,
    judgements,
    last_words,
    library,
    live_hours,
    looking_again,
    lost_cards,
    nudges,
    passed_on,
    places,
    plans,
    preferences,
    promise_words,
    promises,
    ranking,
    removals,
    rhythms,
    saying,
    scoping,
    sending,
    telling_looks,
    trusted_passing,
    trusted_translations,
    updates,
    withdrawing,
    words_wanted,
)
from bot.store.chats import Chat, Group
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.session import Work
from bot.words import CLOSED, PromiseKind, UpdateKind

WHEN_LATE = timedelta(days=7)
AT_ONCE = 200
LATE_IN_THE_ROOM = (PromiseKind.ACTION, PromiseKind.NEXT_NEWS, PromiseKind.UPDATE, PromiseKind.TRANSLATION)


def first_words_late(work: Work) -> int:
    """First words that did not come: the teller is told so, with a new date; so is the staff room."""
    late = promises.overdue(work, PromiseKind.FIRST_WORD)
    for promise in late:
        promise.late_said_at = work.now
        insight = work.session.get(Insight, promise.about_id)
        if insight is None or insight.taken_back_at is not None:
            continue
        insights.say_late(work, insight, first_words.owe_again(work, insight))
        text = _("{reference} has had no first word by the day promised.", reference=Code(insight.reference))
        saying.to_staff(work, [text], insight_id=insight.number, topic=Topic.OWED)
    return len(late)


def promises_late(work: Work) -> int:
    """Actions, news and translations past their date: the staff room is told, once; owners are, by `nudges`."""
    late = [promise for kind in LATE_IN_THE_ROOM for promise in promises.overdue(work, kind)]
    for promise in late:
        promise.late_said_at = work.now
        if promise.kind == PromiseKind.TRANSLATION:
            words_wanted.say_late(work, promise.about_id, promise.about.partition(":")[2])
        text = [
            _(
                "Late since {day}: {what}",
                day=promises.day_of(work, promise.due_at),
                what=promise_words.what(work, promise),
            )
        ]
        saying.to_staff(work, text, topic=Topic.OWED)
    return len(late)


def nothing_moved(work: Work) -> int:
    """Raisers who were promised news by now and have none: told that it is late, and when they will hear.

    Whoever has paused is told when they are back.
    """
    due = work.session.exec(
        select(Raiser, Issue)
        .join(Issue, col(Raiser.issue_id) == Issue.id)
        .join(Chat, col(Raiser.chat_id) == Chat.id)
        .where(
            Raiser.programme_id == work.programme_id,
            col(Raiser.next_news_by) <= work.now,
            col(Raiser.settled_at).is_(None),
            sa.or_(col(Chat.paused_until).is_(None), col(Chat.paused_until) <= work.now),
            col(Issue.state).not_in(CLOSED),
        )
        .limit(AT_ONCE)
        .with_for_update(of=Raiser.__table__, skip_locked=True)  # type: ignore[attr-defined]
    ).all()
    alike: dict[tuple[int, timedelta], list[Raiser]] = {}
    for raiser, issue in due:
        alike.setdefault((issue.number, _rhythm(work, raiser)), []).append(raiser)
    for (number, rhythm), raisers in sorted(alike.items(), key=lambda one: one[0]):
        issue, day = work.session.get_one(Issue, number), promises.today(work) + rhythm
        updates.tell_raisers(work, None, issue, UpdateKind.NOTHING_YET, next_news=day, only=raisers)
    return len(due)


def _rhythm(work: Work, raiser: Raiser) -> timedelta:
    """How long a raiser waits at most, as the person or the group chose."""
    group = work.session.get(Group, raiser.group_id) if raiser.group_id else None
    if group is not None:
        return rhythms.spaced(group.rhythm_days)
    chosen = preferences.of(work, raiser.person_id)
    return rhythms.spaced(chosen.every_days) if chosen and chosen.every_days is not None else WHEN_LATE


LOOKS: tuple[Callable[[Work], int], ...] = (
    alerts.pass_on,
    *handing_over.LOOKS,
    *nudges.LOOKS,
    live_hours.finish,
    first_words_late,
    promises_late,
    nothing_moved,
    scoping.scopes_late,
    looking_again.looks_again_late,
    *help_looks.LOOKS,
    *followups.LOOKS,
    *telling_looks.LOOKS,
    passed_on.remind,
    passed_on.show,
    arriving.leave_unaccepted,
    cards.follow_tellings,
    lost_cards.put_up_lost_cards,
    contacts.talks_late,
    complaints.remind,
    corrections.tell_some,
    library.look_again,
    places.reports_late,
    trusted_translations.look_for_late,
    plans.go_ahead,
    plans.answers_late,
    action_nudges.nudge,
    ranking.begin_round,
    ranking.end_rounds,
    removals.see_through,
    catch_ups.remind_of_catch_ups,
    withdrawing.spread,
    correcting.carry_on,
    expiring.mark,
    expiring.promise_reviews,
    last_words.say_last_words,
    last_words.seal_chats,
    *sending.LOOKS,
    trusted_passing.remind,
    digest.send,
    judgements.close_what_is_due,
)
