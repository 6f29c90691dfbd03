"""What stands on an insight's card beside its words: where and when, who says so, whether something is masked."""

from __future__ import annotations

from bot.language import Text, _
from bot.loop import personal, promises
from bot.store.insights import Insight
from bot.store.session import Work


def lines(work: Work, insight: Insight) -> list[Text]:
    """What else its teller said of it, and that it was changed."""
    parts = []
    if insight.place:
        parts.append(_("Where: {place}", place=personal.shown(insight.place, insight.may_stay)))
    if insight.happened:
        parts.append(_("When: {when}", when=personal.shown(insight.happened, insight.may_stay)))
    if insight.teller_name:
        parts.append(_("Who tells it, and lets you know: {name}", name=insight.teller_name))
    if insight.changed_at is not None:
        parts.append(_("Changed by its teller on {day}.", day=promises.day_of(work, insight.changed_at)))
    return parts


def is_masked(insight: Insight) -> bool:
    """Whether there is something in it that staff do not read unless its teller lets them."""
    return any(words and personal.found(words) for words in (insight.words, insight.place, insight.happened))
