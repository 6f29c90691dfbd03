"""The desk's library: keeping an answer, one more question, new words, another day, withdrawing it, using it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.flows.desk import A_DAY, AT_MOST, IN_A_YEAR, SOURCE, Outgoing, preview
from bot.flows.language import which_language
from bot.language import Code, Text, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import UpdateKind

IN_A_QUARTER, IN_HALF_A_YEAR = timedelta(days=91), timedelta(days=182)
QUESTION_AT_MOST, TOPIC_AT_MOST, SOURCE_AT_MOST, NOTE_AT_MOST = 300, 80, 300, 600
LEAVE_OUT = p_("button", "Leave it out")
LATER = p_("button", "Leave it for later")
Named = Sequence[tuple[str, str]]


class Kept(NamedTuple):
    """What is kept: questions and words by language."""

    topic: str
    forms: dict[str, str]
    words: dict[str, str]
    source: str
    review_on: date


class Keeping(NamedTuple):
    """What may be kept: what was asked (nothing: none in particular), its language, and the answer that was sent.

    `as_read`: how it will be offered to people.
    """

    today: date
    quote: str = ""
    asked_in: tuple[str, str] = (SOURCE, "English")
    answer: Sequence[tuple[str, str]] = ()
    as_read: Callable[[Kept], Sequence[Text]] | None = None


class Which(StrEnum):
    """Which words are kept."""

    SENT = "sent"
    ANEW = "anew"


class Reworded(NamedTuple):
    """New words in a language, and what was wrong with the old ones, by language."""

    language: str
    words: str
    wrong: dict[str, str]


class Shelved(NamedTuple):
    """An answer that is there: its reference, its words by language, who reads what, and how many got it.

    How people will read new words, one more question, and that it was taken back: `reworded`, `asked`, `withdrawn`.
    """

    reference: str
    today: date
    languages: Named
    words: Mapping[str, str]
    readers: Named = ()
    got: int = 0
    reworded: Callable[[Reworded], Sequence[Text]] | None = None
    asked: Callable[[Mapping[str, str]], Sequence[Text]] | None = None
    withdrawn: Callable[[Mapping[str, str]], Sequence[Text]] | None = None


class Usable(NamedTuple):
    """Answers that may fit what was told: the number, the question, the words by language."""

    reference: str
    quote: str
    answers: Sequence[tuple[int, str, Mapping[str, str]]]
    languages: Named
    as_read: Callable[[Outgoing], Sequence[Text]] | None = None


WHICH: dict[Which, Text] = {
    Which.SENT: p_("button", "The words as they were sent"),
    Which.ANEW: p_("button", "I write them anew"),
}


def keep_answer(talk: Talk, known: Keeping) -> Kept | None:
    """An answer for the library; nothing where it was thought better of."""
    if known.quote:
        talk.show(_("It was asked: “{quote}”", quote=known.quote))
    topic = talk.words("topic", _("What is it about, in a few words?"), at_most=TOPIC_AT_MOST, name=_("The topic"))
    forms = _questions(talk, known)
    words = _words_kept(talk, known)
    source = talk.words(
        "source",
        _("Where does it come from? Please give a link. People who get the answer see it."),
        at_most=SOURCE_AT_MOST,
        skip=LEAVE_OUT,
        name=_("The source"),
    )
    day = _review_day(talk, known.today)
    kept = Kept(topic, forms, words, source or "", day)
    shown = [
        _("This goes into the library, in your name. Nobody is offered it before another person stands for it."),
        *(known.as_read(kept) if known.as_read is not None else preview(words)),
        _("To be looked at again by {day}.", day=day),
    ]
    ready = talk.confirm("keep", shown, yes=p_("button", "Keep it"), no=p_("button", "Do not keep it"))
    return kept if ready else None


def another_question(talk: Talk, known: Shelved) -> tuple[str, str] | None:
    """One more question that the answer answers: its language and its words; nothing where it was thought better of."""
    language = _language(talk, known)
    question = _("How do people ask it? In general words: leave out names, numbers and all about one person.")
    form = talk.words("form", question, at_most=QUESTION_AT_MOST, name=_("The question"))
    read = known.asked({language: form}) if known.asked is not None else [own_words(form)]
    shown = [_("Whoever asks something like it is shown it in these words:"), *read]
    ready = talk.confirm("keep", shown, yes=p_("button", "Keep it"), no=p_("button", "Do not keep it"))
    return (language, form) if ready else None


def new_words(talk: Talk, known: Shelved) -> Reworded | None:
    """New words in a language; nothing where it was thought better of."""
    language = _language(talk, known)
    if language in known.words:
        talk.show(own_words(known.words[language]))
    question = _("What is the answer in this language? As people will read it.")
    words = talk.words("words", question, at_most=AT_MOST, name=_("The words"))
    wrong: dict[str, str] = {}
    if known.got and language in known.words:
        wrong = _what_was_wrong(talk, known, language)
    made = Reworded(language, words, wrong)
    read = known.reworded(made) if known.reworded is not None else preview({language: words} | wrong)
    shown = [_("Another person has to stand for these words first. Only then are they offered:"), *read]
    ready = talk.confirm("keep", shown, yes=p_("button", "Keep it"), no=p_("button", "Do not keep it"))
    return made if ready else None


def look_again(talk: Talk, known: Shelved) -> date:
    """It still holds: the day by which somebody looks at it again."""
    return _review_day(talk, known.today)


def withdraw(talk: Talk, known: Shelved) -> dict[str, str] | None:
    """What was wrong, by language; nothing where it was thought better of."""
    wrong = _what_was_wrong(talk, known, SOURCE)
    shown = [
        _("{reference} is offered to nobody any more. This cannot be undone.", reference=Code(known.reference)),
        *(known.withdrawn(wrong) if known.withdrawn is not None else preview(wrong)),
    ]
    ready = talk.confirm("withdraw", shown, yes=p_("button", "Withdraw it"), no=p_("button", "Leave it as it is"))
    return wrong if ready else None


def use_answer(talk: Talk, known: Usable) -> tuple[int, dict[str, str]] | None:
    """Which answer is sent, in one's own name, with its words; nothing where it was thought better of."""
    talk.show(_("{reference}: “{quote}”", reference=Code(known.reference), quote=known.quote))
    offered = [Option(str(number), own_words(question)) for number, question, _words in known.answers]
    chosen = int(talk.choose("answer", _("Which answer fits?"), offered, name=_("The answer")))
    words = next((dict(words) for number, _question, words in known.answers if number == chosen), {})
    missing = [name for code, name in known.languages if code not in words]
    read = known.as_read(Outgoing(UpdateKind.ANSWER, words)) if known.as_read is not None else preview(words)
    shown = [_("This will be sent in your name:"), *read]
    if missing:
        shown.append(_("No words yet in: {languages}. Those people are told that it is coming.", languages=missing))
    ready = talk.confirm("send", shown, yes=p_("button", "Send it"), no=p_("button", "Do not send it"))
    return (chosen, words) if ready else None


def _questions(talk: Talk, known: Keeping) -> dict[str, str]:
    question = _(
        "Write the question as anybody might ask it, in general words. Leave out names, numbers and all that is about "
        "one person."
    )
    forms = {SOURCE: talk.words("form", question, at_most=QUESTION_AT_MOST, name=_("The question"))}
    code, name = known.asked_in
    if code != SOURCE:
        also = _("How is that asked in {language}? In general words too.", language=own_words(name))
        form = talk.words(f"form_{code}", also, at_most=QUESTION_AT_MOST, skip=LATER, name=own_words(name))
        forms |= {code: form} if form else {}
    return forms


def _words_kept(talk: Talk, known: Keeping) -> dict[str, str]:
    if known.answer:
        talk.show(_("This was sent:"))
        for _code, text in known.answer:
            talk.show(own_words(text))
        if talk.choose("which", _("Which words do you keep?"), Which, labels=WHICH, name=_("Words")) is Which.SENT:
            return dict(known.answer)
    question = _("What is the answer, in English? As people will read it, with nothing about one person.")
    return {SOURCE: talk.words("words", question, at_most=AT_MOST, name=_("The answer"))}


def _what_was_wrong(talk: Talk, known: Shelved, first: str) -> dict[str, str]:
    """In the language of the words, then in that of each who got them, where somebody at the desk has it now."""
    names = dict(known.languages) | dict(known.readers)
    question = _("What was wrong, and what holds now? Those who got the old words read this, with your name and role.")
    wrong = {first: talk.words("wrong", question, at_most=NOTE_AT_MOST, name=_("What was wrong"))}
    for code, name in known.readers:
        if code == first:
            continue
        prompt = _(
            "Somebody who got it reads {language}. Do you have the same words in {language}? If not, they get them in "
            "{first}, marked as such.",
            language=own_words(name),
            first=own_words(names.get(first, first)),
        )
        text = talk.words(f"wrong_{code}", prompt, at_most=NOTE_AT_MOST, skip=LATER, name=own_words(name))
        wrong |= {code: text} if text else {}
    return wrong


def _language(talk: Talk, known: Shelved) -> str:
    question = _("In which language? It is about {reference}.", reference=Code(known.reference))
    return which_language(talk, known.languages, question)


def _review_day(talk: Talk, today: date) -> date:
    return talk.day(
        "review_on",
        _("By when do you look at it again? After that day nobody is offered it."),
        offered=[today + IN_A_QUARTER, today + IN_HALF_A_YEAR],
        not_before=today + A_DAY,
        not_after=today + IN_A_YEAR,
        name=_("To be looked at again"),
    )
