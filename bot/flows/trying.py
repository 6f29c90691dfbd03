"""Practice: what can be done with the bot, done for nothing. The runner keeps nothing of it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot import labels
from bot.flows import details, words
from bot.flows.details import Teller
from bot.flows.event import Reporter, event
from bot.flows.needs_help import Helper, needs_help
from bot.flows.words import About
from bot.language import Code, Text, _, p_
from bot.talk import Media, Talk
from bot.words import UNSATISFIED, Verdict


class Sort(StrEnum):
    """What can be practised."""

    TELL = "tell"
    ASK = "ask"
    CHECK = "check"
    HELP = "help"
    EVENT = "event"
    DETAILS = "details"
    JUDGE = "judge"
    LEAVE = "leave"


SORTS = {
    Sort.TELL: p_("button", "Tell what you heard"),
    Sort.ASK: p_("button", "Ask something"),
    Sort.CHECK: p_("button", "Is it true?"),
    Sort.HELP: p_("button", "Somebody needs help"),
    Sort.EVENT: p_("button", "Report an event"),
    Sort.DETAILS: p_("button", "Say more about it"),
    Sort.JUDGE: p_("button", "Is it better now?"),
    Sort.LEAVE: p_("button", "Leave practice"),
}
COMMANDS = {"/tell": Sort.TELL, "/ask": Sort.ASK, "/check": Sort.CHECK, "/refer": Sort.HELP, "/event": Sort.EVENT}
MEDIA = ("voice", "photo")
MADE_UP, MADE_UP_MATTER = Code("H-0"), Code("M-0")


class Learner(NamedTuple):
    """The team, the day by which a first answer would come, and what the practised conversations know."""

    team: str
    first_word_by: date
    helper: Helper
    reporter: Reporter
    teller: Teller


def trying(talk: Talk, known: Learner) -> bool:
    """One thing practised; whether the person wants to go on practising."""
    question = _("What do you want to practise? Tap it, or just write to me as you would.")
    chosen = talk.choose_or_say("practise", question, Sort, labels=SORTS, kinds=MEDIA, name=_("What you practise"))
    said: str | Media | None = None if isinstance(chosen, Sort) else chosen
    sort = chosen if isinstance(chosen, Sort) else Sort.TELL
    if isinstance(said, str) and said.partition(" ")[0] in COMMANDS:
        head, _space, rest = said.partition(" ")
        sort, said = COMMANDS[head], rest.strip() or None
    match sort:
        case Sort.TELL | Sort.ASK | Sort.CHECK:
            _tell(talk, known, said, sort)
        case Sort.HELP:
            talk.part("help", needs_help, known.helper)
            _show_kept(talk, _("One person of {team} would take it, and you would hear who that is.", team=known.team))
        case Sort.EVENT:
            if talk.part("event", event, known.reporter) is not None:
                _show_kept(talk, _first_answer(known))
        case Sort.DETAILS:
            talk.part("details", details.details, known.teller)
            talk.show(_("Thank you. I have noted that with {reference}.", reference=MADE_UP))
        case Sort.JUDGE:
            _judge(talk)
    return sort is not Sort.LEAVE


_TELL = _("Write to me what you heard, or send a voice note or a picture.")
_ASKED = {Sort.ASK: _("Write your question to me, or send a voice note.")}


def _tell(talk: Talk, known: Learner, said: str | Media | None, sort: Sort) -> None:
    told = said or talk.words_or_media("told", _ASKED.get(sort, _TELL), MEDIA, name=_("What you told"))
    talk.show(_("This is what you would read:"))
    talk.show(_("Thank you. I have kept this as {reference}.", reference=MADE_UP))
    if isinstance(told, str):
        talk.show(_("You said: “{words}”", words=told))
    talk.show(_by_when(known, sort))
    talk.show(_("Below it are buttons: to change it, to add to it, to take it back."))


def _judge(talk: Talk) -> None:
    talk.show(_("About {reference}", reference=MADE_UP_MATTER))
    talk.show(_("You said: “{words}”", words=_EXAMPLE))
    talk.show(_("What changed: two more people answer the telephone from Monday."))
    question = _("Is it better now? Only you can say.")
    verdict = talk.choose("verdict", question, Verdict, labels=labels.VERDICTS, name=_("Is it better"))
    if verdict in UNSATISFIED:
        talk.part("why", words.why, About(str(MADE_UP_MATTER)))
        talk.show(_("It would be open again, with a new date. Your words would be with the one who answers for it."))
    else:
        talk.show(_("Thank you. That is noted."))


def _show_kept(talk: Talk, then: Text) -> None:
    talk.show(_("This is what you would read:"))
    talk.show(_("Thank you. I have kept this as {reference}.", reference=MADE_UP))
    talk.show(then)


def _by_when(known: Learner, sort: Sort) -> Text:
    team, day = known.team, known.first_word_by
    if sort is Sort.ASK:
        return _("You will have an answer to your question from {team} by {day}.", team=team, day=day)
    if sort is Sort.CHECK:
        return _("You will hear from {team} by {day} what is known about it: whether it is true.", team=team, day=day)
    return _first_answer(known)


def _first_answer(known: Learner) -> Text:
    return _("You will have a first answer from {team} by {day}.", team=known.team, day=known.first_word_by)


_EXAMPLE = _("The clinic's telephone is never answered.")
