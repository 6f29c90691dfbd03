"""An answer that people got has changed, or was withdrawn: each of them is told once what was wrong and what holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlmodel import col, select

from bot.language import Text, _, english_name, own_words
from bot.loop import library, library_words, passing, people, preferences, record, saying
from bot.store import versions
from bot.store.library import Answer, AnswerUse, Correction, Offer
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Version
from bot.words import Lane, TellingState

OF = library_words.CORRECTION
Words = Mapping[str, str]


class Got(NamedTuple):
    """A chat that got an answer of the library, and the language of the words that it got."""

    chat_id: int
    language: str


def who_got(work: Work, answer: Answer) -> list[Got]:
    """Everybody who was shown an answer, or sent it by staff; each chat once."""
    shown = (
        select(Person.chat_id, Offer.language)
        .join(Offer, col(Offer.person_id) == Person.id)
        .where(Offer.answer_id == answer.number, col(Offer.shown_at).is_not(None), col(Person.left_at).is_(None))
        .order_by(col(Offer.id))
    )
    sent = (
        select(Telling)
        .join(AnswerUse, col(AnswerUse.update_id) == Telling.update_id)
        .where(AnswerUse.answer_id == answer.number, Telling.state != TellingState.SETTLED)
        .order_by(col(Telling.id))
    )
    got = {chat_id: language for chat_id, language in work.session.exec(shown).all() if chat_id is not None}
    for telling in work.session.exec(sent).all():
        got.setdefault(telling.chat_id, passing.language_of(work, telling))
    return [Got(chat_id, language) for chat_id, language in got.items()]


def concerned(work: Work, answer: Answer, language: str | None) -> list[Got]:
    """Those who got words that are wrong now: all, where the words changed that the others are made from."""
    got = who_got(work, answer)
    if language in (None, answer.language):
        return got
    return [one for one in got if one.language == language]


def change(work: Work, by: Person, answer_id: int | None, language: str, words: str, wrong: Words) -> Answer:
    """New words. Those who got the old ones are told once another person stands for the new ones."""
    answer = library.write(work, by, answer_id, language, words)
    if concerned(work, answer, language):
        _note(work, by, answer, language, wrong)
    return answer


def vouch(work: Work, by: Person, answer_id: int, language: str, shown: str) -> int:
    """Somebody stands for words; those who got the ones before are told. Returns how many chats those are."""
    answer = library.vouch(work, by, answer_id, language, shown)
    owed = select(Correction).where(
        Correction.answer_id == answer.number, Correction.language == language, col(Correction.told_at).is_(None)
    )
    return sum(_tell(work, answer, one) for one in work.session.exec(owed.order_by(col(Correction.id))).all()[-1:])


def withdraw(work: Work, by: Person, answer_id: int | None, wrong: Words) -> int:
    """Nobody is offered it any more, and everybody who got it is told so at once. Returns how many chats those are."""
    answer = library.withdraw(work, by, answer_id)
    return _tell(work, answer, _note(work, by, answer, None, wrong))


def _note(work: Work, by: Person, answer: Answer, language: str | None, wrong: Words) -> Correction:
    """Write down what was wrong, in whatever languages there are words."""
    noted = Correction(
        programme_id=work.programme_id, answer_id=answer.number, language=language, by_id=by.number, made_at=work.now
    )
    work.session.add(noted)
    work.session.flush()
    source = next(iter(wrong.values()), "")
    for code, text in wrong.items():
        versions.write(
            work.session,
            programme_id=work.programme_id,
            of=OF,
            of_id=noted.number,
            language=code,
            text=text,
            by_id=by.number,
            source_hash=versions.fingerprint(source),
            now=work.now,
        )
    return noted


def _tell(work: Work, answer: Answer, correction: Correction) -> int:
    earlier = select(Correction).where(
        Correction.answer_id == answer.number,
        Correction.language == correction.language,
        col(Correction.told_at).is_(None),
    )
    for one in work.session.exec(earlier).all():
        one.told_at = work.now
    correction.told_at = work.now
    got = concerned(work, answer, correction.language)
    for chat_id, _language in got:
        key = f"{OF}:{correction.number}:{chat_id}"
        saying.to_chat(work, chat_id, _parts(work, answer, correction, chat_id), lane=Lane.ANSWER, key=key)
    record.act(work, people.by_number(work, correction.by_id), "correct", library.ABOUT, answer.number, told=len(got))
    return len(got)


def _parts(work: Work, answer: Answer, correction: Correction, chat_id: int) -> list[Text]:
    reads = [saying.language_in(work, chat_id), *preferences.also_read_in(work, chat_id)]
    by = people.by_number(work, correction.by_id)
    who = people.name_and_title(by) if by else _("somebody of the team")
    holds: list[Text] | None = None
    if correction.language is not None:
        vouched = library_words.vouched(work, answer)
        version = library_words.readable(work, answer, reads) or vouched.get(correction.language)
        holds = _marked(version, reads) if version else []
    return framed(who, question(work, answer, reads), _in(work, OF, correction.number, reads), holds)


def framed(who: Text, topic: str, note: Sequence[Text], holds: Sequence[Text] | None) -> list[Text]:
    """How it reads: who has put it right, what was wrong, what holds now (nothing: it was taken back)."""
    if holds is None:
        said = [_("You got an answer here that is not right any more. {who} has taken it back.", who=who)]
    else:
        said = [_("You got an answer here. {who} has put its words right.", who=who)]
    said.append(_("It was about: {topic}.", topic=topic))
    if note:
        said += [_("What was wrong:"), *note]
    if holds is not None:
        said += [_("This is what holds now:"), *holds]
    else:
        said.append(_("Please do not use it. To ask anew, write /ask."))
    return [*said, _("If you passed it on, please tell those people too.")]


def question(work: Work, answer: Answer, reads: list[str]) -> str:
    """The question in the first language that they read; else its topic."""
    forms = {form.language: form.words for form in reversed(library_words.forms(work, answer))}
    return next((forms[code] for code in reads if code in forms), answer.topic)


def _in(work: Work, of: str, number: int, reads: list[str]) -> list[Text]:
    """Words in the first language that they read; else in another, and marked as such; none where there are none."""
    written = versions.languages(work.session, of, number)
    code = next((code for code in (*reads, library.SOURCE, *sorted(written)) if code in written), None)
    version = versions.find(work.session, of, number, code) if code else None
    return _marked(version, reads) if version else []


def _marked(version: Version, reads: list[str]) -> list[Text]:
    if version.language in reads:
        return [own_words(version.text)]
    return [_("I have this in {language} only.", language=english_name(version.language)), own_words(version.text)]
