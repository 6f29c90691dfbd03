"""The letter to newcomers: how it reads, and an administrator writing it and standing for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from bot.language import Text, _, own_words, p_
from bot.talk import Talk
from bot.talk.wording import dated
from bot.words import LetterPart

SOURCE = "en"
AT_MOST = 500
IN_TEN_YEARS = timedelta(days=3653)
LATER = p_("button", "Leave it for later")
NUMBERS = {"emergency": "999", "advice": "111"}
WRONG, CAN, CANNOT, CLAIMS, COMPLAIN = LetterPart


class Letter(NamedTuple):
    """What is written in the letter: whose it is, its texts by part and language, and until when there is money.

    `drafts`: what languages call themselves, by code, whose words no speaker has checked yet.
    """

    team: str
    name: str
    title: str
    words: Mapping[LetterPart, Mapping[str, str]]
    funded_until: date
    is_trial: bool
    drafts: Mapping[str, str] = {}

    def is_whole(self, language: str) -> bool:
        """Whether every text is there in a language."""
        return all(language in texts for texts in self.words.values())


class Reader(NamedTuple):
    """Somebody who reads the letter again: in which language."""

    letter: Letter
    language: str


class Writer(NamedTuple):
    """What is known of the letter before it is written: the team, today, the languages that newcomers read."""

    team: str
    today: date
    languages: Sequence[tuple[str, str]]
    is_trial: bool


class Now(StrEnum):
    """The words in a language are there now."""

    NOW = "now"


ASKED: dict[LetterPart, tuple[Text, Text]] = {
    WRONG: (
        _(
            "What went wrong before, when people here spoke up to the council or the NHS? "
            "Say it plainly: people remember it."
        ),
        _("What went wrong before"),
    ),
    CAN: (_("What can the team do about what people tell?"), _("What we can do")),
    CANNOT: (_("What can the team not do? People can bear it better now than later."), _("What we cannot do")),
    CLAIMS: (
        _("What can champions claim from you: travel and other costs, training? Say how. If it is nothing, say so."),
        _("What champions can claim"),
    ),
    COMPLAIN: (
        _("PALS, Healthwatch and the ICO are named in the letter. Who else outside the team can people complain to?"),
        _("Who else to complain to"),
    ),
}


def first_page(letter: Letter, language: str) -> list[Text]:
    """Whose letter it is, what went wrong before, what can be expected and until when."""
    page = [
        _(
            "Hello. I am Hearback, a bot: a computer program. This letter is from {who}.",
            who=_("{name}, {title}", name=letter.name, title=letter.title),
        ),
        _(
            "We are {team}. You tell us what you hear and live. We look into it, and you hear what became of it.",
            team=letter.team,
        ),
        _("What went wrong before: {words}", words=_said(letter, WRONG, language)),
        _("What we can do: {words}", words=_said(letter, CAN, language)),
        _("What we cannot do: {words}", words=_said(letter, CANNOT, language)),
        _("What you can claim: {words}", words=_said(letter, CLAIMS, language)),
        _("There is money for this work until {day}.", day=dated(letter.funded_until)),
    ]
    return [*_reservations(letter, language), *page]


def second_page(letter: Letter, language: str) -> list[Text]:
    """Who reads what is told and who never does, what a bot is not, and where else to go."""
    page = [
        _(
            "Who sees what you tell me here: the people of {team}. Your name does not go with it, unless you say so. "
            "Nobody else gets it: not your group, not your employer, not other offices. "
            "Only if a life is in danger, we tell those who can help.",
            team=letter.team,
        ),
        _("I keep what you tell and say by when you hear back. You can take it back at any time."),
        _(
            "Please leave out the names of other people, and what is private about their health. "
            "Telegram is not confidential. It is run by a company outside the UK."
        ),
        _("I give no medical advice. In an emergency call {emergency}. For health advice call {advice}.", **NUMBERS),
        _(
            "Not happy with us? You can complain to PALS at your hospital or to Healthwatch. "
            "If it is about your data, complain to the ICO."
        ),
    ]
    if COMPLAIN in letter.words:
        page.append(_("You can also complain to: {words}", words=_said(letter, COMPLAIN, language)))
    return [*page, *trial(letter.is_trial)]


def trial(is_trial: bool) -> list[Text]:
    """The line that says that it is one, where it is."""
    return [_("This is a trial. Please do not rely on it alone for anything that matters.")] if is_trial else []


def letter(talk: Talk, known: Writer) -> Letter | None:
    """The letter, where the administrator stands for it; nothing where not."""
    name = talk.words(
        "name", _("A person signs the letter. What is their name?"), at_most=60, name=_("Whose letter it is")
    )
    title = talk.words("title", _("What is their role in the team?"), at_most=60, name=_("Their role"))
    words: dict[LetterPart, dict[str, str]] = {}
    for part, (question, short) in ASKED.items():
        if part is COMPLAIN:
            text = talk.words(part, question, at_most=AT_MOST, skip=p_("button", "Nobody else"), name=short)
        else:
            text = talk.words(part, question, at_most=AT_MOST, name=short)
        if text:
            words[part] = {SOURCE: text}
    funded = talk.day(
        "funded_until",
        _("Until which day is there money for this work?"),
        not_before=known.today,
        not_after=known.today + IN_TEN_YEARS,
        name=_("Money until"),
    )
    _in_other_languages(talk, known, words)
    made = Letter(known.team, name, title, words, funded, known.is_trial)
    is_true = talk.confirm(
        "is_true",
        _preview(made, known),
        yes=p_("button", "I confirm that this is true"),
        no=p_("button", "Do not use it"),
    )
    return made if is_true else None


def read_again(talk: Talk, known: Reader) -> None:
    """Both pages of the letter, for somebody who read them once."""
    for text in (*first_page(known.letter, known.language), *second_page(known.letter, known.language)):
        talk.show(text)


def answers(letter: Letter, languages: Sequence[tuple[str, str]]) -> dict[str, str | None]:
    """A letter as answers to the questions it was made by, so that it can be changed."""
    given: dict[str, str | None] = {part: letter.words.get(part, {}).get(SOURCE) for part in LetterPart}
    given |= {"name": letter.name, "title": letter.title, "funded_until": letter.funded_until.isoformat()}
    for code, _name in languages:
        there = {part: texts.get(code) for part, texts in letter.words.items()}
        given[f"has_{code}"] = Now.NOW if any(there.values()) else None
        given |= {f"{part}_{code}": text for part, text in there.items()}
    return given


def _in_other_languages(talk: Talk, known: Writer, words: dict[LetterPart, dict[str, str]]) -> None:
    for code, language in known.languages:
        if code == SOURCE:
            continue
        has = _("Do you have these words in {language} too? Until then people read them in English.", language=language)
        labels = {Now.NOW: p_("button", "Yes, I write them now")}
        if talk.choose(f"has_{code}", has, Now, labels=labels, skip=LATER, name=own_words(language)) is None:
            continue
        for part, texts in words.items():
            prompt = _("In {language}, please: “{words}”", language=language, words=texts[SOURCE])
            name = _("{language}: {part}", language=language, part=ASKED[part][1])
            text = talk.words(f"{part}_{code}", prompt, at_most=AT_MOST, skip=LATER, name=name)
            if text:
                texts[code] = text


def _preview(letter: Letter, known: Writer) -> list[Text]:
    """Both pages as a newcomer reads them, the words in other languages, and what is missing there."""
    others = [(code, name) for code, name in known.languages if code != SOURCE]
    shown = [_("This is what a newcomer reads:"), *first_page(letter, SOURCE), *second_page(letter, SOURCE)]
    for code, name in others:
        there = [texts[code] for texts in letter.words.values() if code in texts]
        shown += [_("In {language}:", language=name), *map(own_words, there)] if there else []
    missing = [own_words(name) for code, name in others if not letter.is_whole(code)]
    if missing:
        shown.append(_("Not all there yet in: {languages}. The letter says so to those people.", languages=missing))
    return [*shown, _("You answer for this letter. Your name and today's date are kept with it.")]


def _reservations(letter: Letter, language: str) -> list[Text]:
    """What is not as it should be with the words in a language, said before them."""
    said = []
    if language in letter.drafts:
        text = _(
            "These words in {language} were drafted by a machine and not yet checked by a speaker.",
            language=letter.drafts[language],
        )
        said.append(text)
    if not letter.is_whole(language):
        said.append(_("Some of this letter is only in English so far."))
    return said


def _said(letter: Letter, part: LetterPart, language: str) -> str:
    texts = letter.words[part]
    return texts.get(language, texts[SOURCE])
