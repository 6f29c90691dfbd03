"""Taking back what was told: its words go everywhere, and nobody owes anything on it."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot.language import Code, Text, _
from bot.loop import acknowledging, cards, insights, people, promises, record, saying, tellings, wordings
from bot.store import outbox
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import PromiseKind


def take_back(work: Work, person: Person, insight_id: int) -> None:
    """The teller takes it back: the words are emptied here, in staff's chats and in what was ever said of it."""
    insight = insights.of_teller(work, person, insight_id)
    had_media = bool(insight.media)
    insight.words = ""
    insight.media = []
    insight.place = insight.happened = insight.teller_name = None
    insight.taken_back_at = work.now
    wordings.empty(work, insight.number)
    promises.keep(work, PromiseKind.FIRST_WORD, "insight", insight.number)
    record.act(work, person, "take_back", "insight", insight.number)
    _leave_the_matter(work, person, insight)
    _empty_what_was_said(work, insight)
    cards.show_insight(work, insight)
    reference = Code(insight.reference)
    parts = [
        _(
            "I have taken {reference} back. I no longer have its words, and they are gone from the team's screen.",
            reference=reference,
        )
    ]
    if had_media:
        parts.append(_("I have asked the team to delete what you sent with it."))
        saying.to_staff(
            work,
            [
                _(
                    "{reference} was taken back. Please delete its voice notes and pictures here, and listen no more.",
                    reference=reference,
                )
            ],
        )
    acknowledging.say_to_teller(work, insight, person, parts, buttons=False)


def _leave_the_matter(work: Work, person: Person, insight: Insight) -> None:
    """Whoever told nothing else about the matter raised it no more; otherwise what else they told is quoted."""
    mine = Raiser.person_id == insight.person_id if insight.in_private else Raiser.group_id == insight.group_id
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
    _empty(work, col(Outbox.telling_id).in_(sa.select(Telling.id).where(col(Telling.raiser_id) == raiser.id)), [])  # type: ignore[call-overload]
    if other is None:
        tellings.release(work, raiser, person, "taken back")
    else:
        tellings.queue_anew(work, raiser)


def _empty_what_was_said(work: Work, insight: Insight) -> None:
    gone = [_("{reference} was taken back by the person who told it.", reference=Code(insight.reference))]
    teller = people.by_number(work, insight.person_id)
    of_teller = {insight.source_chat_id, teller.chat_id if teller else None}
    for number in _empty(work, col(Outbox.insight_id) == insight.number, gone):
        said = work.session.get_one(Outbox, number)
        if said.chat_id not in of_teller and said.message_id is not None:
            outbox.edit(work.session, outbox_id=number, now=work.now, parts=gone)


def _empty(work: Work, which: sa.ColumnElement[bool], instead: list[Text]) -> list[int]:
    """Take the words out of some rows of the outbox, and of the changes made to them; returns the rows' numbers."""
    numbers = list(work.session.exec(select(Outbox.id).where(Outbox.programme_id == work.programme_id, which)).all())
    rows = [number for number in numbers if number is not None]
    outbox.empty(work.session, programme_id=work.programme_id, rows=rows, instead=instead)
    return rows
