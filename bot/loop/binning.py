"""The bin: what cannot be used is put away with a short word to the one who told it, and can be taken out again."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot import errors
from bot.card_words import Binned
from bot.language import Text, _
from bot.loop import (
    acknowledging,
    cards,
    handling,
    handling_card,
    help_card,
    in_bin,
    insights,
    leads,
    people,
    promises,
    record,
    saying,
    updates,
)
from bot.store import handling as table
from bot.store.handling import CardCopy
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, PromiseKind


def put_away(work: Work, by: Person, insight_id: int, why: Binned) -> Text:
    """Put it into the bin; the one who told it hears why, from a named person, and how to have it looked at again."""
    insight = handling.to_act_on(work, by, insight_id)
    if insight.issue_id is not None:
        raise errors.Mistake(_("It belongs to a matter that people wait for. So it cannot go into the bin."))
    if help_card.is_open(work, insight):
        raise errors.Mistake(_("Somebody needs help here. So it cannot go into the bin. Please answer it."))
    for one in updates.who_answered(work, insight):
        raise errors.NoLongerThere(
            _("{who} has answered it already. So it cannot go into the bin.", who=people.name_and_title(one))
        )
    done = handling.begun(work, insight)
    record.act(work, by, "bin", handling.ABOUT, insight.number, before=None, after=why)
    done.binned_at, done.binned_by, done.binned_why = work.now, by.number, why
    done.claimed_by = done.claimed_at = None
    promises.keep(work, PromiseKind.FIRST_WORD, handling.ABOUT, insight.number)
    _fold(work, insight)
    updates.say_binned(work, by, insight, why)
    cards.show_insight(work, insight)
    return _("It is in the bin. The person who told it hears why.")


def take_out(work: Work, by: Person, insight_id: int) -> Text:
    """It is worked on again, and the one who told it hears so with a new date. For 30 days after it was put away."""
    people.must_be_staff(work, by)
    insight = insights.still_told(work, insight_id)
    leads.must_be_let_see(work, by, insight)
    done = table.find(work.session, insight.number)
    if done is None or done.binned_at is None:
        raise errors.NoLongerThere(_("It is not in the bin any more."))
    if done.binned_at + handling_card.RESTORED_WITHIN < work.now:
        raise errors.NoLongerThere(_("It has been in the bin for more than 30 days. It stays there."))
    record.act(work, by, "restore", handling.ABOUT, insight.number, before=done.binned_why, after=None)
    _tell(work, insight, in_bin.restore(work, insight))
    cards.show_insight(work, insight)
    return _("It is out of the bin, and is owed a first word again.")


def _fold(work: Work, insight: Insight) -> None:
    card = cards.of(work, saying.INSIGHT, insight.number)
    if card is not None:
        card.opened = ""
    work.session.execute(
        sa.update(CardCopy)
        .where(col(CardCopy.about) == saying.INSIGHT, col(CardCopy.about_id) == insight.number)
        .values(opened="")
    )


def _tell(work: Work, insight: Insight, parts: list[Text]) -> None:
    teller = people.by_number(work, insight.person_id)
    if teller is not None and teller.left_at is None:
        acknowledging.say_to_teller(work, insight, teller, parts, buttons=False, lane=Lane.ANSWER)
