"""What is owed while somebody needs help, by when, and who is told of it."""

from __future__ import annotations

from datetime import date

from bot.card_words import Topic
from bot.language import Text
from bot.loop import help_card, people, promises, saying
from bot.loop.saying import Buttons
from bot.store.insights import Insight
from bot.store.referrals import Referral
from bot.store.session import Work
from bot.words import Lane, PromiseKind, Role

HELD_WITHIN_WORKING_DAYS = 1
WORD_WITHIN_WORKING_DAYS = 2
ABOUT = "insight"


def want_holder(work: Work, insight: Insight) -> None:
    """Somebody of the team is to hold it, within a working day."""
    due = promises.working_days_on(work, HELD_WITHIN_WORKING_DAYS)
    promises.make(work, PromiseKind.HOLDER, ABOUT, insight.number, due)


def owe_word(work: Work, referral: Referral) -> date:
    """The holder owes the teller a word by a day from now; returns the day."""
    referral.word_by = promises.working_days_on(work, WORD_WITHIN_WORKING_DAYS)
    promises.make(work, PromiseKind.HELP, ABOUT, referral.insight_id, referral.word_by, referral.holder_id)
    return promises.day_of(work, referral.word_by)


def nothing(work: Work, insight_id: int) -> None:
    """All that was owed on it by a date is done."""
    for kind in (PromiseKind.HOLDER, PromiseKind.HELP, PromiseKind.FIRST_WORD):
        promises.keep(work, kind, ABOUT, insight_id)


def to_teller(work: Work, insight: Insight, parts: list[Text], buttons: Buttons = ()) -> None:
    """In private, wherever it was told: who needs help is nobody else's matter."""
    teller = people.by_number(work, insight.person_id)
    if teller is not None and teller.left_at is None:
        saying.to_person(work, teller, parts, buttons, lane=Lane.ANSWER, insight_id=insight.number)


def tell_holder(work: Work, referral: Referral, insight: Insight, parts: list[Text]) -> None:
    """The staff room, and whoever holds it in private."""
    saying.to_staff(work, parts, insight_id=insight.number, topic=Topic.URGENT)
    holder = people.by_number(work, referral.holder_id)
    if holder is not None:
        saying.to_person(work, holder, parts, lane=Lane.ALERT, insight_id=insight.number)


def tell_administrators(work: Work, insight: Insight, text: Text) -> None:
    """Every administrator in private, with the button that takes it."""
    for one in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        saying.to_person(work, one, [text], take_row(insight), lane=Lane.ALERT, insight_id=insight.number)


def take_row(insight: Insight) -> Buttons:
    """The button that takes it."""
    return ((help_card.take_button(insight.number),),)
