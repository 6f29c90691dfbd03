"""What is sensitive leaves the staff room: only the safeguarding leads have it, in private."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _
from bot.loop import cards, copies, handling, leads, people, record, removals, saying
from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.words import DESK

AT_MOST = 200


def close(work: Work, by: Person, insight_id: int) -> Text:
    """It leaves the room: what stood there of it is taken away, and the leads get the card in private."""
    insight = handling.to_act_on(work, by, insight_id)
    done = handling.begun(work, insight)
    if done.sensitive_at is not None:
        raise errors.NoLongerThere(_("It is sensitive already."))
    who = people.name_and_title(by)
    record.act(work, by, "sensitive", handling.ABOUT, insight.number, before=False, after=True)
    done.sensitive_at, done.sensitive_by = work.now, by.number
    work.session.flush()
    _drop_holder(work, insight, done)
    leads.owe(work)
    _take_away(work, insight)
    insight = work.session.get_one(Insight, insight_id)
    _bring_leads(work, insight, [_("{who} says that this is sensitive. Only you see it now.", who=who)])
    return _("It has left the room. The safeguarding lead has it.")


def open_again(work: Work, by: Person, insight_id: int) -> Text:
    """A lead says that all of the team may see it after all."""
    insight = handling.to_act_on(work, by, insight_id)
    done = handling.begun(work, insight)
    if done.sensitive_at is None:
        raise errors.NoLongerThere(_("It is not sensitive any more."))
    record.act(work, by, "sensitive", handling.ABOUT, insight.number, before=True, after=False)
    done.sensitive_at = done.sensitive_by = None
    work.session.flush()
    cards.show_insight(work, insight)
    return _("All of the team can see it now.")


def show_part(work: Work, whole: Insight, part: Insight) -> None:
    """Show what was told together with something and is a thing of its own now: as sensitive as that is."""
    if not leads.is_sensitive(work, whole.number):
        cards.show_new_insight(work, part)
        return
    handling.begun(work, part).sensitive_at = work.now
    work.session.flush()
    _bring_leads(work, part, [])


def see_who_may(work: Work) -> None:
    """There are other leads now: whoever may see what is sensitive has its cards, and nobody else does."""
    leads.owe(work)
    for insight in _closed(work):
        _take_away(work, insight)
        work.session.refresh(insight)
        cards.show_insight(work, insight)
        for lead in leads.of(work):
            if copies.of(work, lead, saying.INSIGHT, insight.number) is None:
                copies.give_insight(work, lead, insight)


def _closed(work: Work) -> list[Insight]:
    sensitive = (
        select(Insight)
        .join(Handling, col(Handling.insight_id) == col(Insight.id))
        .where(
            Insight.programme_id == work.programme_id,
            col(Handling.sensitive_at).is_not(None),
            col(Insight.taken_back_at).is_(None),
        )
    )
    return list(work.session.exec(sensitive.order_by(col(Insight.id).desc()).limit(AT_MOST)).all())


def show_media(work: Work, lead: Person, insight: Insight) -> None:
    """Bring a lead what was sent with it."""
    for medium in insight.media:
        caption = _("Sent with {reference}", reference=Code(insight.reference))
        saying.to_person(work, lead, [caption], media=medium, insight_id=insight.number)


def _bring_leads(work: Work, insight: Insight, heading: list[Text]) -> None:
    cards.show_insight(work, insight)
    for lead in leads.of(work):
        copies.give_insight(work, lead, insight, heading)
        show_media(work, lead, insight)


def _drop_holder(work: Work, insight: Insight, done: Handling) -> None:
    who = people.serving(work, done.claimed_by)
    if who is None or not leads.may_see(work, who, insight):
        done.claimed_by = done.claimed_at = None


def _take_away(work: Work, insight: Insight) -> None:
    """Out of the staff room, and out of the private chats of those of the team who are no leads."""
    allowed = {one.id for one in leads.of(work)} | {insight.person_id}
    shut = [one.chat_id for one in people.holding(work, DESK) if one.id not in allowed and one.chat_id is not None]
    room = saying.staff_room(work)
    there = sa.or_(col(Outbox.chat_id).in_(shut), col(Outbox.chat_id) == (room.number if room else 0))
    about = sa.and_(col(Outbox.insight_id) == insight.number, there)
    text = _("{reference} is sensitive. The safeguarding lead has it now.", reference=Code(insight.reference))
    removals.take_away(work, about, insight.reference, [text], own_chat=None)
