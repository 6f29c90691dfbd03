"""After a trusted message went out: withdrawing it, correcting it, and what was not clear in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot.flows.trusted import WORDS_AT_MOST, Hints, Named, _nothing, days
from bot.language import Code, Text, _, own_words, p_
from bot.talk import Media, Talk

SENT = ("voice", "photo")
REASON_AT_MOST, WRONG_AT_MOST, UNCLEAR_AT_MOST = 400, 400, 1200
LATER = p_("button", "Leave it for later")


class How(StrEnum):
    """What becomes of the copies of a withdrawn message."""

    SAY_SO = "say_so"
    TAKE_AWAY = "take_away"


HOWS: dict[How, Text] = {
    How.SAY_SO: p_("button", "They say that it is withdrawn"),
    How.TAKE_AWAY: p_("button", "Delete them: dangerous"),
}


class Withdrawn(NamedTuple):
    """Why a message is withdrawn, by language, and what becomes of its copies."""

    why: Mapping[str, str]
    how: How


class Withdrawing(NamedTuple):
    """A message that is to be withdrawn: the languages of its copies, and how each will read."""

    reference: str
    languages: Named
    as_read: Callable[[Mapping[str, str]], Sequence[Text]] | None = None


class Corrected(NamedTuple):
    """What takes a message's place."""

    words: Mapping[str, str]
    easy: Mapping[str, str]
    wrong: str
    expires_on: date
    review_on: date


class Correcting(NamedTuple):
    """A message that is to be corrected: the languages of its copies, its words, and how it will read."""

    reference: str
    today: date
    languages: Named
    words: Mapping[str, str]
    easy: Mapping[str, str] = {}
    hints: Hints = _nothing
    as_read: Callable[[Corrected], Sequence[Text]] | None = None


class Unclear(NamedTuple):
    """The code of the message that was not clear."""

    code: str


def withdraw(talk: Talk, known: Withdrawing) -> Withdrawn | None:
    """The reason, and what becomes of the copies; nothing where it was thought better of."""
    asked = _("Why is {reference} withdrawn? Everybody who got it reads this.", reference=Code(known.reference))
    first = known.languages[0]
    why = {first[0]: talk.words("why", asked, at_most=REASON_AT_MOST, name=_("The reason"))}
    for code, name in known.languages[1:]:
        prompt = _(
            "Do you have the reason in {language}? If not, leave it: they read the other one.", language=own_words(name)
        )
        text = talk.words(f"why_{code}", prompt, at_most=REASON_AT_MOST, skip=LATER, name=own_words(name))
        if text:
            why[code] = text
    how = talk.choose(
        "how",
        _("What becomes of the copies? Delete them only where they hold personal data, or do harm when read."),
        How,
        labels=HOWS,
        name=_("The copies"),
    )
    read = known.as_read(why) if known.as_read is not None else [own_words(text) for text in why.values()]
    shown = [*read, _what_follows(how)]
    ready = talk.confirm("withdraw", shown, yes=p_("button", "Withdraw it"), no=p_("button", "Leave it as it is"))
    return Withdrawn(why, how) if ready else None


def correct(talk: Talk, known: Correcting) -> Corrected | None:
    """What takes the message's place; nothing where it was thought better of."""
    words: dict[str, str] = {}
    easy: dict[str, str] = {}
    for at, (code, name) in enumerate(known.languages):
        text = _anew(talk, known, code, name, is_first=at == 0)
        if text is not None:
            words[code] = text
            easy |= _easy_anew(talk, known, code, name)
    wrong = talk.words(
        "wrong",
        _("What was wrong, and what is right now? The team sees it."),
        at_most=WRONG_AT_MOST,
        name=_("What was wrong"),
    )
    last, review = days(talk, known.today)
    made = Corrected(words, easy, wrong, last, review)
    read = known.as_read(made) if known.as_read is not None else [own_words(text) for text in words.values()]
    shown = [
        _("Nothing changes before another person approves it. This is how it will be read:"),
        *read,
        _("Then I change the copies where they stand, or reply to them. All who got one are told."),
    ]
    ready = talk.confirm("keep", shown, yes=p_("button", "Keep it as a draft"), no=p_("button", "Do not keep it"))
    return made if ready else None


def what_was_not(talk: Talk, known: Unclear) -> str | Media:
    """What somebody did not understand."""
    question = _(
        "What was not clear in the message {code}? Write it, or say it as a voice note.", code=Code(known.code)
    )
    return talk.words_or_media("what", question, SENT, at_most=UNCLEAR_AT_MOST)


def _anew(talk: Talk, known: Correcting, code: str, name: str, *, is_first: bool) -> str | None:
    if code in known.words:
        talk.show(_("These are the words in {language} now:", language=own_words(name)))
        talk.show(own_words(known.words[code]))
    prompt = _("What are the right words in {language}?", language=own_words(name))
    if is_first:
        text: str | None = talk.words(f"words_{code}", prompt, at_most=WORDS_AT_MOST, name=own_words(name))
    else:
        text = talk.words(f"words_{code}", prompt, at_most=WORDS_AT_MOST, skip=LATER, name=own_words(name))
    for hint in known.hints(text, code) if text else ():
        talk.show(hint)
    return text


def _easy_anew(talk: Talk, known: Correcting, code: str, name: str) -> dict[str, str]:
    if code not in known.easy:
        return {}
    talk.show(own_words(known.easy[code]))
    prompt = _("And in easy words, in {language}? These are the old ones.", language=own_words(name))
    text = talk.words(f"easy_{code}", prompt, at_most=WORDS_AT_MOST, skip=LATER, name=_("Easy words"))
    return {code: text} if text else {}


def _what_follows(how: How) -> Text:
    if how is How.TAKE_AWAY:
        return _("What still waits is not sent. Copies are deleted where Telegram still lets me; the others say this.")
    return _("What still waits is not sent. This happens at once, and cannot be undone.")
