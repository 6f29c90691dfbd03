"""Words that a trusted message can start from, and holding lines, which are the same in every language.

What stands in square brackets is filled in by the writer. A correction says what is true and never the rumour's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.language import Code, Languages, Text, _
from bot.loop import trusted
from bot.message_words import MessageTemplate
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

START: Mapping[MessageTemplate, Text] = {
    MessageTemplate.CLINIC: _(
        "A free clinic comes to [place] on [day], from [time] to [time].\n\nYou can [what people can get there]. "
        "You need no appointment and no papers.\n\nA person who speaks [languages] is there to help."
    ),
    MessageTemplate.RUMOUR: _(
        "What is true about [topic]:\n\n[The fact, in one sentence.]\n\nWe know this from [who found out, and how]."
        "\n\nIf you have heard something else, ask us. We answer."
    ),
    MessageTemplate.ALERT: _(
        "Important: [what is happening, and where].\n\nPlease [the one thing to do] now.\n\n"
        "If you are not sure, call [number]. In an emergency call 999.\n\nWe tell you more by [time]."
    ),
    MessageTemplate.LISTENING: _(
        "We want to hear from you about [topic].\n\nCome to [place] on [day] at [time]. "
        "[Food, child care, bus fares, languages.]\n\nWhat you say can change [what is still open]. "
        "It cannot change [what is decided], because [why].\n\nYou hear what came of it by [day]."
    ),
    MessageTemplate.RESULT: _(
        "On [day] we asked you about [topic]. [How many] people came.\n\nYou told us: [what people said].\n\n"
        "So we do this: [what happens now, and by when].\n\nWe cannot do this: [what], because [why]."
    ),
    MessageTemplate.CLOSING: _(
        "[What we did together] ends on [day], because [why].\n\nThank you. You changed this: [what].\n\n"
        "From then on, ask [who], at [where]. What you told us stays [what happens with it]."
    ),
}


def words(template: MessageTemplate, languages: Languages, language: str) -> str:
    """The words that a template starts with; none for an empty one."""
    return languages.read(START[template], language) if template in START else ""


def holding(day: date, languages: Languages) -> dict[str, str]:
    """The holding line in every language there is. It repeats nothing of what goes round."""
    line = _(
        "We have heard what people are asking at the moment. We are finding out what is true. You hear more from us "
        "by {day}. If you feel unwell, do not wait: call {nurse}, in an emergency {emergency}.",
        day=day,
        nurse=Code("111"),
        emergency=Code("999"),
    )
    return {code: languages.read(line, code) for code in languages.offered}


def vouch(work: Work, message: TrustedMessage, languages: Languages) -> None:
    """Say whose a holding line's words are: the catalogs'; a machine's, where nobody has read the catalog."""
    for code, version in trusted.written(work, message).items():
        version.by_id, version.by_machine = None, code in languages.drafts
    work.session.flush()


def is_holding(message: TrustedMessage) -> bool:
    """Whether its words are a holding line of the catalogs; those that are not a machine's are pre-approved."""
    return message.template == MessageTemplate.HOLDING
