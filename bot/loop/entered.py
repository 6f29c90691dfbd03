"""What staff heard by telephone, e-mail, letter or at a meeting: kept like all else, with the same debt."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language import Code, Text, _
from bot.loop import elsewhere, people, promises, saying
from bot.store.insights import Insight
from bot.store.session import Work
from bot.words import Lane


def acknowledge(work: Work, insight: Insight) -> None:
    """The group hears at once that it is kept and by when there is an answer; without the words."""
    by = people.by_number(work, insight.entered_by)
    if elsewhere.is_outside(insight) or by is None:
        return
    parts = [
        _(
            "{who} has written down what was heard from this group. It is kept as {reference}.",
            who=people.name_and_title(by),
            reference=Code(insight.reference),
        ),
        _(
            "There will be a first answer from {team} by {day}.",
            team=work.programme.name,
            day=promises.day_of(work, insight.first_word_by),
        ),
    ]
    say(work, insight, parts)


def say(work: Work, insight: Insight, parts: Sequence[Text]) -> None:
    """Say something to those it was heard from: to the group, or to whoever passes it on to them."""
    chat_id = elsewhere.chat_of(work, insight)
    if chat_id is None:
        return
    group_id, outside_id = elsewhere.heard_through(work, insight)
    above = []
    if outside_id is not None:
        above = [_("Please tell this to the person outside who told {reference}:", reference=Code(insight.reference))]
    elif group_id is not None:
        above = [_("Please pass this on to your group:")]
    saying.to_chat(work, chat_id, [*above, *parts], lane=Lane.TELLING, insight_id=insight.number)
