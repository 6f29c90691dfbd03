"""What was told, put into the team's language by one of them: it stands on the card, with who made it."""

from __future__ import annotations

from bot.card_words import MadeBy
from bot.language import Text, _
from bot.loop import cards, handling, record
from bot.store import handling as table
from bot.store.handling import InsightTranslation
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work

TEAMS_LANGUAGE = "en"


def write(work: Work, by: Person, insight_id: int | None, words: str) -> Text:
    """A staff member writes it; said again, the newer one stands."""
    insight = handling.to_act_on(work, by, insight_id)
    keep(work, insight, words, MadeBy.PERSON, by)
    record.act(work, by, "translate_told", handling.ABOUT, insight.number)
    cards.show_insight(work, insight)
    return _("Thank you. It stands on the card, with your name.")


def keep(work: Work, insight: Insight, words: str, made_by: MadeBy, by: Person | None = None) -> None:
    """Keep a translation. What a person made is never replaced by what a machine made."""
    found = table.translation(work.session, insight.number)
    if found is None:
        found = InsightTranslation(
            programme_id=work.programme_id,
            insight_id=insight.number,
            language=TEAMS_LANGUAGE,
            made_by=made_by,
            made_at=work.now,
        )
    elif made_by is MadeBy.MACHINE and found.made_by == MadeBy.PERSON and found.words:
        return
    found.words, found.made_by, found.made_at = words, made_by, work.now
    found.by_id = by.number if by else None
    work.session.add(found)
    work.session.flush()
