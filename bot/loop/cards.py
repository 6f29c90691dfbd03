"""What staff see: one card for each insight and each issue, brought up to date in place, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from bot.card_words import Topic
from bot.language import Code, _, own_words
from bot.loop import copies, insight_card, issue_card, personal, promises, rooms, saying, urgent_words
from bot.loop.saying import INSIGHT, ISSUE
from bot.store import outbox
from bot.store.insights import Card, Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Outbox
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import CLOSED, PromiseKind

AT_ONCE = 500
_NEW_CARD = sa.insert(Card.__table__)  # type: ignore[attr-defined]
_CARD = select(Card).where(
    Card.programme_id == sa.bindparam("programme"),
    Card.about == sa.bindparam("about"),
    Card.about_id == sa.bindparam("number"),
)


def show_insight(work: Work, insight: Insight) -> None:
    """Put the insight's card into the staff room, or bring every one that is there up to date."""
    card = of(work, INSIGHT, insight.number)
    seen = insight_card.look(work, insight)
    shown = insight_card.shown(work, insight, seen, opened=card.opened if card else "")
    if _show(work, card, (INSIGHT, insight.number), shown, insight_card.topic(insight, seen)) and not seen.is_closed:
        show_media(work, insight, insight.media)
    copies.show_insight(work, insight, seen)


def show_new_insight(work: Work, insight: Insight) -> None:
    """Put the card of an insight that has none yet into the staff room."""
    seen = insight_card.look(work, insight, is_new=True)
    shown = insight_card.shown(work, insight, seen)
    if _put_up(work, (INSIGHT, insight.number), shown, insight_card.topic(insight, seen)):
        show_media(work, insight, insight.media)


def show_issue(work: Work, issue: Issue) -> None:
    """Put the issue's card into the staff room, or bring every one that is there up to date."""
    _are_shown(work, col(Telling.raiser_id).in_(sa.select(col(Raiser.id)).where(col(Raiser.issue_id) == issue.id)))
    shown = issue_card.parts(work, issue), issue_card.buttons(work, issue)
    _show(work, of(work, ISSUE, issue.number), (ISSUE, issue.number), shown, Topic.OWED)
    copies.show_issue(work, issue)


def show_other(work: Work, about: tuple[str, int], shown: insight_card.Shown, topic: Topic, **more: Any) -> bool:
    """Put up a card of another sort, or bring it up to date; whether it had to be put up. `more`: see `outbox.say`."""
    return _show(work, of(work, *about), about, shown, topic, **more)


def of(work: Work, about: str, about_id: int) -> Card | None:
    """The card of an insight or an issue in the staff room."""
    which = {"programme": work.programme_id, "about": about, "number": about_id}
    return work.session.execute(_CARD, which).scalars().first()


def tell_addition(work: Work, insight: Insight, words: str, media: Sequence[dict[str, str]]) -> None:
    """Tell the staff room that a teller added something, since an edited card makes no sound."""
    parts = [_("More on {reference}:", reference=Code(insight.reference))]
    if words and urgent_words.are_in(work, insight.words):
        parts.append(insight_card.FOLDED)
    elif words:
        parts.append(own_words(personal.shown(words, insight.may_stay)))
    saying.to_staff(work, parts, insight_id=insight.number)
    show_media(work, insight, media)


def show_waiting(work: Work) -> None:
    """A staff room has just been bound: show it every open matter that has no card yet."""
    unanswered = promises.open_about(work, PromiseKind.FIRST_WORD, INSIGHT)
    shown = select(Card.about_id).where(Card.programme_id == work.programme_id, Card.about == INSIGHT)
    for insight in work.session.exec(
        select(Insight).where(
            Insight.programme_id == work.programme_id,
            col(Insight.taken_back_at).is_(None),
            col(Insight.id).not_in(shown),
            col(Insight.id).in_(unanswered),
        )
    ).all():
        show_insight(work, insight)


def show_lost(work: Work) -> None:
    """The staff room can be reached again: cards that never arrived there are put up after all."""
    cards = select(Card.about, Card.about_id).join(Outbox, col(Outbox.id) == Card.outbox_id)
    for about, about_id in work.session.exec(
        cards.where(
            Card.programme_id == work.programme_id,
            col(Card.about).in_((INSIGHT, ISSUE)),
            col(Outbox.state).in_(outbox.LOST),
        )
    ).all():
        if about == INSIGHT:
            show_insight(work, work.session.get_one(Insight, about_id))
        else:
            show_issue(work, work.session.get_one(Issue, about_id))


def move_to_new_room(work: Work) -> None:
    """Another chat is the staff room now: nothing more goes to the cards of the old one."""
    work.session.execute(sa.delete(Card).where(col(Card.programme_id) == work.programme_id))
    still_open = select(Issue).where(Issue.programme_id == work.programme_id, col(Issue.state).not_in(CLOSED))
    for issue in work.session.exec(still_open).all():
        show_issue(work, issue)


def follow_tellings(work: Work) -> int:
    """Bring the cards of issues up to date whose tellings have moved on since they were shown."""
    raisers = _are_shown(work, col(Telling.programme_id) == work.programme_id)
    if not raisers:
        return 0
    moved = work.session.exec(
        select(Issue)
        .join(Card, (col(Card.about) == ISSUE) & (col(Card.about_id) == Issue.id))
        .where(col(Issue.id).in_(sa.select(col(Raiser.issue_id)).where(col(Raiser.id).in_(raisers))))
    ).all()
    for issue in moved:
        show_issue(work, issue)
    return len(moved)


def _are_shown(work: Work, which: sa.ColumnElement[bool]) -> list[int]:
    """Tellings that moved count as shown from here on; returns whose they are.

    One that is moving at this moment is passed over. Said before the card is made: what moves later is shown later.
    """
    moved = sa.select(col(Telling.id)).where(which, col(Telling.unshown_since).is_not(None)).limit(AT_ONCE)
    shown = (
        sa.update(Telling)
        .where(col(Telling.id).in_(moved.with_for_update(skip_locked=True)))
        .values(unshown_since=None)
        .returning(col(Telling.raiser_id))
        .execution_options(synchronize_session="fetch")
    )
    return [raiser for raiser in work.session.execute(shown).scalars() if raiser is not None]


def _show(
    work: Work, card: Card | None, about: tuple[str, int], shown: insight_card.Shown, topic: Topic, **more: Any
) -> bool:
    """Whether it had to be put up; otherwise it was changed where it stands, or has moved to another topic."""
    if card is None:
        return _put_up(work, about, shown, topic, **more)
    is_lost = outbox.is_lost(work.session, card.outbox_id)
    if not is_lost and (card.topic == topic or not _are_apart(work)):
        _edit(work, card, shown)
        return False
    if (said := _say(work, about, shown, topic, **more)) is None:
        return False
    if not is_lost:
        reference = Code(f"{'H' if about[0] == INSIGHT else 'M'}-{about[1]}")
        _edit(work, card, ([_("{reference} stands in another topic now.", reference=reference)], ()))
    card.outbox_id, card.shown_at, card.topic = said, work.now, topic
    return is_lost


def _edit(work: Work, card: Card, shown: insight_card.Shown) -> None:
    parts, buttons = shown
    outbox.edit(work.session, outbox_id=card.outbox_id, now=work.now, parts=parts, buttons=buttons)
    card.shown_at = work.now


def _put_up(work: Work, about: tuple[str, int], shown: insight_card.Shown, topic: Topic, **more: Any) -> bool:
    """Show a card for the first time; false while there is no staff room."""
    said = _say(work, about, shown, topic, **more)
    if said is None:
        return False
    card = {"about": about[0], "about_id": about[1], "outbox_id": said, "shown_at": work.now}
    work.session.execute(_NEW_CARD, {"programme_id": work.programme_id, **card, "topic": topic, "opened": ""})
    return True


def _say(work: Work, about: tuple[str, int], shown: insight_card.Shown, topic: Topic, **more: Any) -> int | None:
    parts, buttons = shown
    insight_id = about[1] if about[0] == INSIGHT else None
    return saying.to_room(work, parts, buttons, topic=topic, insight_id=insight_id, **more)


def _are_apart(work: Work) -> bool:
    room = saying.staff_room(work)
    return room is not None and rooms.is_sorted(work, room.number)


def show_media(work: Work, insight: Insight, media: Sequence[dict[str, str]]) -> None:
    """Bring what was sent with an insight to the staff room, with its reference."""
    for medium in media:
        caption = _(
            "{what} with {reference}", what=insight_card.MEDIA_NAMES[medium["kind"]], reference=Code(insight.reference)
        )
        saying.to_staff(work, [caption], media=medium, insight_id=insight.number)
