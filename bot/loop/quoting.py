"""What people said, as news on it quotes it: a person their own words, a group what was said there or allowed."""

from __future__ import annotations

from bot.language import Text, _
from bot.loop import group_words, personal
from bot.store.insights import Insight
from bot.store.issues import Raiser
from bot.store.session import Work
from bot.store.updates import Update

QUOTED = 200


def you_said(work: Work, update: Update, raiser: Raiser | None) -> list[Text]:
    """The words that news is about, as whoever gets it may read them."""
    if raiser is not None and raiser.quote:
        quote = short(raiser.quote if raiser.group_id is None else personal.masked(raiser.quote))
        if raiser.group_id is not None and group_words.was_heard_elsewhere(work, raiser):
            return [heard_there(raiser.quote)]
        if raiser.group_id is not None and group_words.was_said_there(work, raiser):
            return [_("In this group it was said: “{words}”", words=quote)]
        if raiser.group_id is not None:
            return [_("This is about: “{words}”", words=quote)]
        return [_("You said: “{words}”", words=quote)]
    insight = work.session.get(Insight, update.insight_id) if update.insight_id else None
    if insight is not None and insight.words:
        words = insight.words if insight.in_private else personal.masked(insight.words)
        return [_("You said: “{words}”", words=short(words))]
    return []


def heard_there(words: str) -> Text:
    """What staff heard from a group, as news to it quotes it."""
    return _("Heard from this group: “{words}”", words=short(personal.masked(words)))


def short(words: str) -> str:
    """What somebody said, as long as it is quoted."""
    return words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
