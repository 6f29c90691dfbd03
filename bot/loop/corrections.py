"""An answer that people got has changed, or was withdrawn: each of them is told once what was wrong and what holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from bot.language import Text, _, own_words
from bot.language_names import english_name
from bot.loop import library, library_words, people, preferences, record, saying
from bot.store import versions
from bot.store.chats import Group
from bot.store.library import Answer, AnswerUse, Correction, CorrectionOwed, Offer
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Version
from bot.words import Lane, TellingState

OF = library_words.CORRECTION
AT_ONCE = 100
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
    passed_to, here = aliased(Group), aliased(Group)
    language = sa.func.coalesce(passed_to.language, here.language, Person.language, library.SOURCE)
    sent = (
        select(Telling.chat_id, language)
        .join(AnswerUse, col(AnswerUse.update_id) == Telling.update_id)
        .outerjoin(passed_to, col(passed_to.id) == Telling.for_group_id)
        .outerjoin(here, col(here.chat_id) == Telling.chat_id)
        .outerjoin(Person, col(Person.chat_id) == Telling.chat_id)
        .where(AnswerUse.answer_id == answer.number, Telling.state != TellingState.SETTLED)
        .order_by(col(Telling.id))
    )
    got = {chat_id: read for chat_id, read in work.session.exec(shown).all() if chat_id is not None}
    for chat_id, read in work.session.exec(sent).all():
        got.setdefault(chat_id, read)
    return [Got(chat_id, read) for chat_id, read in got.items()]


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


def tell_some(work: Work, only: Correction | None = None) -> int:
    """Some of those who got old words and have not heard yet are told, each once; the rest by the next look."""
    owed = (
        select(CorrectionOwed, Correction, Answer)
        .join(Correction, col(Correction.id) == CorrectionOwed.correction_id)
        .join(Answer, col(Answer.id) == Correction.answer_id)
        .where(CorrectionOwed.programme_id == work.programme_id, col(CorrectionOwed.said_at).is_(None))
    )
    if only is not None:
        owed = owed.where(CorrectionOwed.correction_id == only.number)
    claimed = owed.order_by(col(CorrectionOwed.id)).limit(AT_ONCE)
    held = claimed.with_for_update(of=CorrectionOwed.__table__, skip_locked=True)  # type: ignore[attr-defined]
    if not (found := work.session.exec(held).all()):
        return 0
    gone = _gone(work, [one.chat_id for one, _correction, _answer in found])
    said: dict[tuple[str, ...], list[Text]] = {}
    for one, correction, answer in found:
        one.said_at = work.now
        if one.chat_id in gone:
            continue
        reads = [saying.language_in(work, one.chat_id), *preferences.also_read_in(work, one.chat_id)]
        alike = (str(correction.number), *reads)
        if alike not in said:
            said[alike] = _parts(work, answer, correction, reads)
        key = f"{OF}:{correction.number}:{one.chat_id}"
        saying.to_chat(work, one.chat_id, said[alike], lane=Lane.ANSWER, key=key)
    work.session.flush()
    return len(found)


def _gone(work: Work, chats: list[int]) -> set[int | None]:
    """The chats of those who have left since."""
    left = select(Person.chat_id).where(col(Person.chat_id).in_(chats), col(Person.left_at).is_not(None))
    return set(work.session.exec(left).all())


def _tell(work: Work, answer: Answer, correction: Correction) -> int:
    """Owe it to everybody who got the old words, and begin to tell them; what was said of those before is past."""
    of_answer = sa.select(col(Correction.id)).where(col(Correction.answer_id) == answer.number)
    if correction.language is not None:
        of_answer = of_answer.where(col(Correction.language) == correction.language)
    earlier = sa.update(Correction).where(col(Correction.id).in_(of_answer), col(Correction.told_at).is_(None))
    work.session.execute(earlier.values(told_at=work.now))
    left = (col(CorrectionOwed.correction_id).in_(of_answer), col(CorrectionOwed.said_at).is_(None))
    work.session.execute(sa.delete(CorrectionOwed).where(*left))
    got = concerned(work, answer, correction.language)
    if got:
        about = {"programme_id": work.programme_id, "correction_id": correction.number}
        work.session.execute(sa.insert(CorrectionOwed), [{**about, "chat_id": one.chat_id} for one in got])
    record.act(work, people.by_number(work, correction.by_id), "correct", library.ABOUT, answer.number, told=len(got))
    tell_some(work, correction)
    return len(got)


def _parts(work: Work, answer: Answer, correction: Correction, reads: list[str]) -> list[Text]:
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
