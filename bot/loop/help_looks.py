"""What happens by the clock with needs for help: nobody holds one, a holder is late, whether it came."""

from __future__ import annotations

from sqlmodel import col

from bot.card_words import Topic
from bot.language import Code, _
from bot.loop import cards, due, help_card, help_owed, people, saying
from bot.store import referrals
from bot.store.insights import Insight
from bot.store.promises import Promise
from bot.store.referrals import Referral
from bot.store.session import Work

_TO_ASK = due.rows(Referral, col(Referral.ask_at) <= due.NOW, col(Referral.closed_at).is_(None))


def nobody_holds(work: Work, promise: Promise) -> None:
    """Needs that nobody holds by the day promised: the staff room is told again, then administrators in private."""
    referral = referrals.find(work.session, promise.about_id)
    if referral is None or referral.holder_id is not None or referral.closed_at is not None:
        return
    insight = work.session.get_one(Insight, promise.about_id)
    text = _(
        "Somebody needs help and nobody holds it yet: {reference}. Please take it.",
        reference=Code(insight.reference),
    )
    saying.to_staff(work, [text], help_owed.take_row(insight), insight_id=insight.number, topic=Topic.URGENT)
    if referral.unheld_said > 0:
        help_owed.tell_administrators(work, insight, text)
    referral.unheld_said += 1
    help_owed.want_holder(work, insight)


def holder_late(work: Work, promise: Promise) -> None:
    """Holders who have not said more by the day promised: they, the staff room and the teller are told.

    A teller who has paused is told when they are back, if it is still late then.
    """
    referral = referrals.find(work.session, promise.about_id)
    if referral is None or referral.closed_at is not None:
        return
    insight = work.session.get_one(Insight, promise.about_id)
    due = help_owed.owe_word(work, referral)
    reference = Code(insight.reference)
    help_owed.tell_holder(
        work, referral, insight, [_("Late: a word on {reference}. Somebody needs help.", reference=reference)]
    )
    text = _(
        "You should have heard more on {reference} by today. I am sorry. I have told the team again. "
        "You will hear by {day}.",
        reference=reference,
        day=due,
    )
    teller = people.by_number(work, insight.person_id)
    if teller is not None and not saying.is_paused(work, teller):
        help_owed.to_teller(work, insight, [text])
    cards.show_insight(work, insight)


def ask_whether_it_came(work: Work) -> int:
    """Some working days after an answer: the teller is asked whether the help came."""
    found = due.claimed(work, _TO_ASK)
    for referral in found:
        referral.ask_at = None
        insight = work.session.get_one(Insight, referral.insight_id)
        parts = [_("About {reference}", reference=Code(insight.reference)), help_card.DID_IT_COME]
        help_owed.to_teller(work, insight, parts, help_card.came_buttons(insight.number))
    return len(found)
