"""What staff write for the library, as people will read it: offered, shown, put right, taken back."""

from __future__ import annotations

from collections.abc import Mapping

from bot.language import Languages, Text, _, own_words
from bot.language_names import english_name
from bot.loop import as_read, corrections, library_words, offered_answers, people, promises, receivers, saying
from bot.store.library import Answer
from bot.store.people import Person
from bot.store.session import Work

Words = Mapping[str, str]
TO_WHOM = _("It goes to all who ask the like, when one more of you stands for it.")


def asked(languages: Languages, forms: Words) -> list[Text]:
    """Questions, as whoever asks the like is asked whether it is this; each in its language."""
    shown: list[Text] = []
    for code, words in forms.items():
        shown += as_read.plain(languages, offered_answers.near(words), code, offered_answers.near_buttons(0))
    return shown


def offered(work: Work, languages: Languages, by: Person, words: Words, source: str) -> list[Text]:
    """The words in each language, as whoever wants to see the answer is shown it."""
    reader, day = _("another person of the team"), promises.today(work)
    shown: list[Text] = []
    for code, text in words.items():
        behind = offered_answers.behind(people.name_and_title(by), reader, day, source)
        parts = offered_answers.as_shown([own_words(text)], behind)
        shown += as_read.plain(languages, parts, code, offered_answers.shown_buttons(0))
    return [*shown, TO_WHOM]


def corrected(
    work: Work, languages: Languages, by: Person, answer: Answer, wrong: Words, new: tuple[str, str] | None
) -> list[Text]:
    """What those hear who got words that hold no more. `new`: a language and its new words; nothing: taken back."""
    got = corrections.concerned(work, answer, new[0] if new is not None else None)
    shown: list[Text] = []
    for code in sorted({saying.language_in(work, one.chat_id) for one in got}):
        note = _in(wrong, code, next(iter(wrong), code))
        holds = _in(_holding(work, answer, *new), code, new[0]) if new is not None else None
        topic = corrections.question(work, answer, [code])
        parts = corrections.framed(people.name_and_title(by), topic, note, holds)
        shown += as_read.plain(languages, parts, code)
    return [*shown, receivers.of_chats(work, [one.chat_id for one in got])] if got else []


def _holding(work: Work, answer: Answer, language: str, words: str) -> dict[str, str]:
    """The words that hold by language once somebody stands for new ones; what was made from others holds no more."""
    if language == answer.language:
        return {language: words}
    return {code: one.text for code, one in library_words.vouched(work, answer).items()} | {language: words}


def _in(texts: Words, code: str, otherwise: str) -> list[Text]:
    if code in texts:
        return [own_words(texts[code])]
    if otherwise not in texts:
        return []
    only = _("I have this in {language} only.", language=english_name(otherwise))
    return [only, own_words(texts[otherwise])]
