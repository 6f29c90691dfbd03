"""Staff put what was told into their own language."""

from __future__ import annotations

from bot.flows.desk import Desk
from bot.language import Code, _
from bot.talk import Talk

AT_MOST = 4000


def told_translation(talk: Talk, known: Desk) -> str:
    """The words in the team's language."""
    talk.show(_("{reference} was told like this: “{words}”", reference=Code(known.reference), words=known.quote))
    question = _("How would you say it in English? Leave out names, and add nothing of your own.")
    return talk.words("words", question, at_most=AT_MOST, name=_("In English"))
