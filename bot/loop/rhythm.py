"""What happens by the clock. Each looks for what is due and claims it: a missed or doubled run changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot.loop import (
    action_nudges,
    alerts,
    arriving,
    cards,
    catch_ups,
    closing_group,
    closing_round,
    complaints,
    consult_days,
    consult_readers,
    correcting,
    corrections,
    digest,
    due,
    expiring,
    feeling_rounds,
    followups,
    funding,
    handing_over,
    help_looks,
    judgements,
    last_words,
    later_asks,
    live_hours,
    looking_again,
    lost_cards,
    nudges,
    passed_on,
    plans,
    preferences,
    promises,
    promises_late,
    ranking,
    removals,
    rhythms,
    sending,
    senior_words,
    telling_looks,
    trusted_passing,
    updates,
    withdrawing,
)
from bot.store.chats import Chat, Group
from bot.store.issues import Issue, Raiser
from bot.store.session import Work
from bot.words import CLOSED, UpdateKind

WHEN_LATE = timedelta(days=7)
AT_ONCE = 20
_NOT_TOLD = (
    select(Raiser, Issue)
    .join(Issue, col(Raiser.issue_id) == Issue.id)
    .join(Chat, col(Raiser.chat_id) == Chat.id)
    .where(
        Raiser.programme_id == sa.bindparam("programme"),
        col(Raiser.next_news_by) <= sa.bindparam("now"),
        col(Raiser.settled_at).is_(None),
        sa.or_(col(Chat.paused_until).is_(None), col(Chat.paused_until) <= sa.bindparam("now")),
        col(Issue.state).not_in(CLOSED),
    )
    .limit(AT_ONCE)
    .with_for_update(of=Raiser, skip_locked=True)
)


def nothing_moved(work: Work) -> int:
    """Raisers who were promised news by now and have none: told that it is late, and when they will hear.

    Whoever has paused is told when they are back.
    """
    found = work.session.exec(_NOT_TOLD, params=due.values(work)).all()
    alike: dict[tuple[int, timedelta], list[Raiser]] = {}
    for raiser, issue in found:
        alike.setdefault((issue.number, _rhythm(work, raiser)), []).append(raiser)
    for (number, rhythm), raisers in sorted(alike.items(), key=lambda one: one[0]):
        issue, day = work.session.get_one(Issue, number), promises.today(work) + rhythm
        updates.tell_raisers(work, None, issue, UpdateKind.NOTHING_YET, next_news=day, only=raisers)
    return len(found)


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
    promises_late.say_late,
    nothing_moved,
    looking_again.give_anew,
    help_looks.ask_whether_it_came,
    senior_words.find_somebody,
    *followups.LOOKS,
    *telling_looks.LOOKS,
    passed_on.remind,
    passed_on.show,
    arriving.leave_unaccepted,
    cards.follow_tellings,
    lost_cards.put_up_lost_cards,
    complaints.remind,
    corrections.tell_some,
    plans.go_ahead,
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
    closing_round.step,
    closing_group.end_what_is_due,
    funding.remind,
    consult_readers.ask_some,
    *consult_days.LOOKS,
    digest.send,
    later_asks.ask,
    *feeling_rounds.LOOKS,
    judgements.close_what_is_due,
)
IN_PARTS: Mapping[Callable[[Work], int], int] = {nothing_moved: AT_ONCE, followups.send: followups.AT_ONCE}
"""What may be due for thousands at the same hour is done by so many at once, so that people are answered in between."""
