"""What the card of an insight says of what is promised on it: who sees to it, who listens; and the tap that says so."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Text, _, p_
from bot.loop import live_hours, people, promise_rules, promises
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.promises import Promise
from bot.store.session import Work
from bot.words import PromiseKind

ABOUT = "insight"
HEARD = frozenset({"voice", "audio", "video_note"})
SHOWN = (PromiseKind.FIRST_WORD, PromiseKind.LISTENING)
_OWED = (
    select(Promise)
    .where(
        col(Promise.kind).in_(SHOWN),
        Promise.about == ABOUT,
        Promise.about_id == sa.bindparam("insight"),
        col(Promise.kept_at).is_(None),
    )
    .order_by(col(Promise.id))
)


def owe_listening(work: Work, insight: Insight, media: Sequence[dict[str, str]]) -> None:
    """Somebody of the team listens to what was sent, within the time that the rules name."""
    if any(medium["kind"] in HEARD for medium in media):
        due = promises.working_days_on(work, promise_rules.of(work).listening_days)
        promises.make(work, PromiseKind.LISTENING, ABOUT, insight.number, due)


def lines(work: Work, insight: Insight) -> list[Text]:
    """Who sees to it, and by when somebody listens."""
    owed = {promise.kind: promise for promise in _owed(work, insight)}
    said = list(live_hours.lines(work, insight))
    for kind, promise in sorted(owed.items()):
        owner = people.by_number(work, promise.owner_id)
        if owner is None:
            continue
        who, day = people.name_and_title(owner), promises.day_of(work, promise.due_at)
        if kind == PromiseKind.LISTENING:
            said.append(_("{who} listens to it by {day}.", who=who, day=day))
        else:
            said.append(_("{who} sees to it.", who=who))
    return said


def card_buttons(work: Work, insight: Insight) -> tuple[tuple[Button, ...], ...]:
    """The tap that says that somebody has listened, while that is owed."""
    if not any(medium["kind"] in HEARD for medium in insight.media):
        return ()
    if not any(promise.kind == PromiseKind.LISTENING for promise in _owed(work, insight)):
        return ()
    return ((Button(p_("button", "I have listened"), f"owe:{insight.number}:listened"),),)


def _owed(work: Work, insight: Insight) -> list[Promise]:
    return list(work.session.execute(_OWED, {"insight": insight.id}).scalars())
