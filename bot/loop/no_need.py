"""No longer needed: the one who raised something in private ends what is owed to them on it. Staff see that."""

from __future__ import annotations

from sqlmodel import col, select

from bot import errors
from bot.language import Code, _
from bot.loop import cards, helping, insights, promises, raised, record, saying, tellings
from bot.store.insights import Insight
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import OWED, PromiseKind, ReferralState, TellingState

WHY = "not needed"


def can_end(work: Work, insight: Insight) -> bool:
    """Whether something is still owed on it to the one who told it. What a group raised is the group's."""
    if not insight.in_private or insight.taken_back_at is not None or insight.not_needed_at is not None:
        return False
    raiser = raised.raiser_of(work, insight)
    return raiser is None or raiser.settled_at is None


def say(work: Work, person: Person, insight_id: int) -> None:
    """Nothing more is owed to this person on it. What they told stays, and may still help others."""
    insight = insights.of_teller(work, person, insight_id)
    if not can_end(work, insight):
        raise errors.NoLongerThere(_("That is settled already."))
    insight.not_needed_at = work.now
    record.act(work, person, "not_needed", "insight", insight.number)
    promises.keep(work, PromiseKind.FIRST_WORD, "insight", insight.number)
    helping.end(work, insight, ReferralState.NOT_NEEDED)
    _settle(work, person, insight)
    cards.show_insight(work, insight)
    reference = Code(insight.reference)
    text = _("{reference}: the person who told it needs no answer any more.", reference=reference)
    saying.to_staff(work, [text], insight_id=insight.number)
    thanks = [
        _("Thank you. You get no more news on {reference}.", reference=reference),
        _("What you told stays with the team, as it may help others. You can still take it back."),
    ]
    saying.to_person(work, person, thanks, insight_id=insight.number)


def _settle(work: Work, person: Person, insight: Insight) -> None:
    raiser = raised.raiser_of(work, insight)
    if raiser is not None:
        tellings.release(work, raiser, person, WHY)
        raiser.next_news_by = None
        cards.show_issue(work, work.session.get_one(Issue, raiser.issue_id))
    answers = (
        select(Telling)
        .join(Update, col(Telling.update_id) == Update.id)
        .where(Update.insight_id == insight.id, Telling.chat_id == person.chat_id, col(Telling.state).in_(OWED))
    )
    for telling in work.session.exec(answers).all():
        telling.state, telling.state_at, telling.unshown_since = TellingState.SETTLED, work.now, work.now
        telling.settled_by, telling.settled_why = person.number, WHY
