"""Taking back what was told: its words go everywhere, and nobody owes anything on it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, _
from bot.loop import (
    acknowledging,
    cards,
    desk_screens,
    elsewhere,
    group_lists,
    helping,
    insights,
    own_screens,
    people,
    promises,
    record,
    removals,
    tellings,
    word_ends,
    wordings,
)
from bot.store.group_words import GroupWord
from bot.store.handling import InsightTranslation
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.referrals import Referral
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import PromiseKind, ReferralState

TAKEN_BACK = "taken back"


def take_back(work: Work, person: Person, insight_id: int) -> None:
    """The teller takes it back: the words are emptied here, in staff's chats and in what was ever said of it."""
    insight = insights.of_teller(work, person, insight_id)
    had_media = bool(insight.media)
    record.act(work, person, "take_back", "insight", insight.number)
    empty(work, person, insight, TAKEN_BACK)
    reference = Code(insight.reference)
    parts = [
        _(
            "I have taken {reference} back. I no longer have its words, and they are gone from the team's screen.",
            reference=reference,
        )
    ]
    if had_media:
        parts.append(
            _("What you sent with it is being deleted there too. Where I cannot do that, I ask the team to do it.")
        )
    acknowledging.say_to_teller(work, insight, person, parts, buttons=False)


def empty(work: Work, person: Person, insight: Insight, why: str, *, erasure_id: int | None = None) -> None:
    """Take the words of one insight out of everything, and end what is owed on it."""
    insight.words = ""
    insight.media = []
    insight.place = insight.happened = insight.teller_name = insight.seen_words = None
    insight.taken_back_at = work.now
    wordings.empty(work, insight.number)
    work.session.flush()
    promises.keep(work, PromiseKind.FIRST_WORD, "insight", insight.number)
    helping.end(work, insight, ReferralState.TAKEN_BACK)
    group_lists.end(work, insight.group_id, erasure_id=erasure_id)
    word_ends.end(work, person, insight)
    _empty_rows_beside_it(work, insight)
    own_screens.empty(work, insight.person_id)
    desk_screens.end_lists(work)
    gone = [_("{reference} was taken back by the person who told it.", reference=Code(insight.reference))]
    told = col(Outbox.insight_id) == insight.number
    own_chat = _own_chat(work, insight)
    removals.take_away(work, told, insight.reference, gone, own_chat=own_chat, erasure_id=erasure_id)
    _leave_the_matter(work, person, insight, why, erasure_id)
    cards.show_insight(work, insight)


def _empty_rows_beside_it(work: Work, insight: Insight) -> None:
    handed = sa.update(Referral).where(col(Referral.insight_id) == insight.number)
    work.session.execute(handed.values(handed_to=""))
    put_so = sa.update(InsightTranslation).where(col(InsightTranslation.insight_id) == insight.number)
    work.session.execute(put_so.values(words=""))
    sentences = sa.update(GroupWord).where(col(GroupWord.insight_id) == insight.number)
    work.session.execute(sentences.values(words={}))


def _own_chat(work: Work, insight: Insight) -> int | None:
    teller = people.by_number(work, insight.person_id)
    return teller.chat_id if teller else None


def _leave_the_matter(work: Work, person: Person, insight: Insight, why: str, erasure_id: int | None) -> None:
    """Whoever told nothing else about the matter raised it no more; otherwise what else they told is quoted."""
    mine = elsewhere.is_raiser(insight)
    raiser = work.session.exec(select(Raiser).where(Raiser.issue_id == insight.issue_id, mine)).first()
    if raiser is None:
        return
    same = Insight.person_id == insight.person_id if insight.in_private else Insight.group_id == insight.group_id
    other = work.session.exec(
        select(Insight).where(
            Insight.issue_id == insight.issue_id,
            Insight.in_private == insight.in_private,
            same,
            col(Insight.taken_back_at).is_(None),
        )
    ).first()
    raiser.quote = other.words if other else ""
    work.session.flush()
    told = col(Outbox.telling_id).in_(sa.select(Telling.id).where(col(Telling.raiser_id) == raiser.id))  # type: ignore[call-overload]
    removals.take_away(work, told, insight.reference, [], own_chat=_own_chat(work, insight), erasure_id=erasure_id)
    if other is None:
        tellings.release(work, raiser, person, why)
    else:
        tellings.queue_anew(work, raiser)
