"""How a withdrawn message reads: by whom it was taken back, and why, in the language of whoever got it."""

from __future__ import annotations

from bot.language import Text, _, own_words
from bot.language_names import english_name
from bot.loop import people
from bot.store import versions
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

OF = "withdrawn"


def said(work: Work, message: TrustedMessage, language: str) -> list[Text]:
    """What stands in place of a copy, as readers of a language read it."""
    who = people.by_number(work, message.withdrawn_by)
    by = people.name_and_title(who) if who else _("somebody of the team")
    return as_read(by, work.programme.name, reason(work, message, language))


def as_read(by: Text, team: str, why: list[Text]) -> list[Text]:
    """A message that is withdrawn: by whom, and why."""
    return [
        _("This message is withdrawn. Please do not use it any more."),
        _("{who} of {team} has taken it back, because:", who=by, team=team),
        *why,
        _("If you passed it on, please tell those people too."),
    ]


def reason(work: Work, message: TrustedMessage, language: str) -> list[Text]:
    """The reason in this language; else in another one, marked as such."""
    there = versions.languages(work.session, OF, message.number)
    code = next((one for one in (language, message.language, *sorted(there)) if one in there), None)
    version = versions.find(work.session, OF, message.number, code) if code else None
    if version is None:
        return []
    return marked(version.text, version.language, language)


def marked(words: str, language: str, reads: str) -> list[Text]:
    """Words, with a word on their language before them where it is not the reader's."""
    if language == reads:
        return [own_words(words)]
    return [_("I have this in {language} only.", language=english_name(language)), own_words(words)]
