"""What the card says of something that was not told to the bot: how it was heard, and who wrote it down."""

from __future__ import annotations

from bot import labels
from bot.language import Text, _
from bot.loop import elsewhere, people
from bot.store.insights import Insight
from bot.store.session import Work
from bot.words import HowHeard


def lines(work: Work, insight: Insight) -> list[Text]:
    """Nothing for what was told to the bot."""
    by = people.by_number(work, insight.entered_by)
    if by is None or insight.heard_by is None:
        return []
    how = labels.HEARD[HowHeard(insight.heard_by)]
    said = [_("{how}: written down by {who}.", how=how, who=people.name_and_title(by))]
    holder = elsewhere.holder_of(work, insight)
    if holder is not None:
        said.append(_("{who} tells them what becomes of it.", who=people.name_and_title(holder)))
    return said
