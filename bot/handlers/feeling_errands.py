"""What the conversation about how far people feel heard knows, and what happens when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.flows import feeling as flow
from bot.flows.feeling import Felt
from bot.handlers.conversation import Errand, errand
from bot.language import Languages, Text, _
from bot.loop import as_read, feeling_rounds, feeling_words, saying
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    title = _("saying what we do about it")
    return (errand("feeling_word", flow.feeling_word, title, partial(result, languages), said),)


def result(languages: Languages, work: Work, by: Person, round_id: int | None) -> Felt:
    """What people said, and how the team's word on it will read to them."""
    one, found = feeling_rounds.unsaid(work, by, round_id)
    codes = feeling_rounds.languages(work, one)

    def read(words: Mapping[str, str]) -> list[Text]:
        shown: list[Text] = []
        for code in codes:
            shown += as_read.plain(languages, feeling_words.as_told(found, dict(words), by, code), code)
        return shown

    return Felt(feeling_words.summary(found), [(code, languages.name(code)) for code in codes], read)


def said(work: Work, by: Person, round_id: int | None, value: dict[str, str] | None) -> None:
    """It is told, or not yet."""
    if value is None:
        saying.to_person(work, by, [_("Nothing was sent.")])
        return
    feeling_rounds.say(work, by, round_id or 0, value)
    saying.to_person(work, by, [_("All who were asked are being told.")])
