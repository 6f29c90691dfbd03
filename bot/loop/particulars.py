"""What stands on an insight's card beside its words: where and when, who says so, whether something is masked."""

from __future__ import annotations

from bot import labels
from bot.language import Text, _, own_words
from bot.loop import personal, promises
from bot.store.insights import Insight
from bot.store.session import Work
from bot.words import SeenIn


def lines(work: Work, insight: Insight) -> list[Text]:
    """What else its teller said of it, and that it was changed."""
    parts = _seen(insight)
    if insight.place:
        parts.append(_("Where: {place}", place=personal.shown(insight.place, insight.may_stay)))
    if insight.happened:
        parts.append(_("When: {when}", when=personal.shown(insight.happened, insight.may_stay)))
    if insight.teller_name:
        parts.append(_("Who tells it, and lets you know: {name}", name=insight.teller_name))
    if insight.changed_at is not None:
        parts.append(_("Changed by its teller on {day}.", day=promises.day_of(work, insight.changed_at)))
    return parts


def _seen(insight: Insight) -> list[Text]:
    """Where what goes round was seen or heard."""
    if insight.seen_in is None:
        return []
    said = [_("Seen or heard: {where}", where=labels.SEEN_IN[SeenIn(insight.seen_in)])]
    if insight.seen_words:
        said.append(own_words(f"“{personal.shown(insight.seen_words, insight.may_stay)}”"))
    return said


def is_masked(insight: Insight) -> bool:
    """Whether there is something in it that staff do not read unless its teller lets them."""
    written = (insight.words, insight.place, insight.happened, insight.seen_words)
    return any(words and personal.found(words) for words in written)
