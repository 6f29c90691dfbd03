"""Where something that goes round was seen or heard: asked once it is kept, told in one tap."""

from __future__ import annotations

from typing import Any

from bot import labels
from bot.language import _
from bot.loop import acknowledging, cards, insights, record, saying
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Kind, SeenIn

IN_A_ROW = 3


def ask(work: Work, person: Person, insight: Insight) -> None:
    """Ask who told it in private where it was seen, once; leaving it costs nothing."""
    if insight.kind != Kind.RUMOUR or not insight.in_private or insight.seen_in is not None:
        return
    text = _("Where did you see or hear it? That helps us to find it. You can leave this out.")
    shown = [Button(label, f"i:{insight.number}:saw:{where}") for where, label in labels.SEEN_IN.items()]
    rows = [shown[at : at + IN_A_ROW] for at in range(0, len(shown), IN_A_ROW)]
    about: dict[str, Any] = {"insight_id": insight.number, "reply_to": insight.source_message_id}
    saying.to_person(work, person, [text], rows, key=f"seen_in:{insight.number}", **about)


def note(work: Work, person: Person, insight_id: int, where: SeenIn, words: str = "") -> Insight:
    """Its teller says where it was, perhaps in words of their own; the last that they say counts."""
    insight = insights.of_teller(work, person, insight_id)
    before, insight.seen_in, insight.seen_words = insight.seen_in, where, words or None
    record.act(work, person, "seen_in", "insight", insight.number, before=before, after=where)
    if words:
        acknowledging.ask_what_may_stay(work, insight, person, words)
    cards.show_insight(work, insight)
    return insight
