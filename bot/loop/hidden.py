"""What is personal in what was told: it stays or goes as its teller says; who handles it may look behind the mask."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.language import Code, _, own_words
from bot.loop import acknowledging, cards, elsewhere, leads, particulars, personal, record, saying, wordings
from bot.store import handling, unsaying
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling


def let_stay(work: Work, person: Person, insight: Insight) -> None:
    """The teller lets it be seen by staff. Groups never see it all the same."""
    _must_have_some(insight)
    insight.may_stay = True
    record.act(work, person, "let_stay", "insight", insight.number)
    cards.show_insight(work, insight)


def take_out(work: Work, person: Person, insight: Insight) -> None:
    """The mask takes its place for good: in all wordings ever, in what is quoted, and in what was said of it."""
    _must_have_some(insight)
    before = insight.words
    wordings.reword(work, insight, personal.masked)
    insight.words = personal.masked(insight.words)
    insight.place, insight.happened, insight.seen_words = (
        personal.masked(words) if words else words for words in (insight.place, insight.happened, insight.seen_words)
    )
    insight.may_stay = None
    made = handling.translation(work.session, insight.number)
    if made is not None:
        made.words = personal.masked(made.words)
    _requote(work, insight, before)
    unsaying.reword(work.session, programme_id=work.programme_id, rows=_said_of(work, insight), how=personal.masked)
    record.act(work, person, "take_out", "insight", insight.number)
    acknowledging.again(work, insight)
    cards.show_insight(work, insight)


def show(work: Work, by: Person, insight: Insight) -> None:
    """A staff member who handles it reads the words as they were told, in private; that is written down."""
    leads.must_be_let_see(work, by, insight)
    if by.chat_id is None:
        raise errors.Mistake(_("Please write /start to me in private first. Then I can show it to you there."))
    record.act(work, by, "show_hidden", "insight", insight.number)
    told = "\n".join(filter(None, (insight.words, insight.place, insight.happened, insight.seen_words)))
    heading = _("{reference}, as it was told. Only you see this.", reference=Code(insight.reference))
    parts = [heading, own_words(told)]
    saying.to_person(work, by, parts, insight_id=insight.number, words_of=insight.person_id)


def _must_have_some(insight: Insight) -> None:
    if not particulars.is_masked(insight):
        raise errors.NoLongerThere(_("There is nothing personal in it any more."))


def _said_of(work: Work, insight: Insight) -> list[int]:
    """What was said about it, and what its teller, or the group, was told of the matter that it belongs to."""
    raisers = sa.select(col(Raiser.id)).where(col(Raiser.issue_id) == insight.issue_id, elsewhere.is_raiser(insight))
    told = sa.select(col(Telling.id)).where(col(Telling.raiser_id).in_(raisers))
    about = sa.or_(col(Outbox.insight_id) == insight.number, col(Outbox.telling_id).in_(told))
    return list(work.session.execute(sa.select(col(Outbox.id)).where(about)).scalars())


def _requote(work: Work, insight: Insight, before: str) -> None:
    raised = select(Raiser).where(Raiser.issue_id == insight.issue_id, col(Raiser.quote) == before)
    for raiser in work.session.exec(raised).all():
        raiser.quote = personal.masked(raiser.quote)
