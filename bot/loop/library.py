"""Answers for reuse: kept by one of the team, vouched for by another, looked at again by a day, changed, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import col, select

from bot import errors
from bot.language import Code, Text, _, n_
from bot.loop import (
    expiring,
    finding,
    library_card,
    library_words,
    people,
    personal,
    place_card,
    promises,
    record,
    trusted,
)
from bot.store import versions
from bot.store.insights import Insight
from bot.store.library import Answer, QuestionForm
from bot.store.people import Person
from bot.store.places import Place
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import AnswerState, PromiseKind

ABOUT = "answer"
AT_MOST = 5
A_WEEK = timedelta(days=7)
SOURCE = "en"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept: the topic, a question in general words and the answer, each by language; where it comes from."""

    topic: str
    forms: Words
    words: Words = field(repr=False)
    source: str
    review_on: date
    insight_id: int | None = None


def keep(work: Work, by: Person, kept: Kept) -> Answer:
    """Keep an answer as a draft, with a day by which it is looked at again. Another person vouches for its words.

    Raises `errors.Mistake` where the topic or a question holds something personal.
    """
    people.must_be_staff(work, by)
    must_be_general(kept.topic, *kept.forms.values())
    if kept.insight_id is not None:
        _must_not_be_kept(work, kept.insight_id)
    answer = Answer(
        programme_id=work.programme_id,
        topic=kept.topic,
        state=AnswerState.DRAFT,
        language=SOURCE if SOURCE in kept.words else next(iter(kept.words)),
        source=kept.source or None,
        owner_id=by.number,
        review_on=kept.review_on,
        insight_id=kept.insight_id,
        made_by=by.number,
        made_at=work.now,
        changed_at=work.now,
    )
    work.session.add(answer)
    work.session.flush()
    for language, words in kept.forms.items():
        _add_form(work, answer, language, words)
    for language, words in sorted(kept.words.items(), key=lambda one: one[0] != answer.language):
        _write(work, by, answer, language, words)
    _promise_review(work, answer)
    record.act(work, by, "keep", ABOUT, answer.number, review_on=answer.review_on.isoformat())
    return answer


def add_form(work: Work, by: Person, answer_id: int | None, language: str, words: str) -> None:
    """One more way in which people ask it. Raises `errors.Mistake` where it holds something personal."""
    answer = for_staff(work, by, answer_id)
    must_be_general(words)
    _add_form(work, answer, language, words)
    record.act(work, by, "add_question", ABOUT, answer.number, language=language)


def write(work: Work, by: Person, answer_id: int | None, language: str, words: str) -> Answer:
    """New words in a language, in place of any before. Not offered until another person vouches for them."""
    answer = for_staff(work, by, answer_id)
    before = versions.find(work.session, library_words.OF, answer.number, language)
    if before is not None and before.text == words.strip():
        raise errors.NoLongerThere(_("Those words are there already."))
    hashes = {"before": versions.fingerprint(before.text) if before else None, "after": versions.fingerprint(words)}
    _write(work, by, answer, language, words)
    record.act(work, by, "write", ABOUT, answer.number, language=language, **hashes)
    return answer


def vouch(work: Work, by: Person, answer_id: int, language: str, shown: str) -> Answer:
    """Another person than the writer has read the words as they stand (`shown`: the beginning of their hash).

    Raises `errors.NotAllowed` for the writer, `errors.NoLongerThere` where the words are others by now.
    """
    answer = for_staff(work, by, answer_id)
    version = versions.find(work.session, library_words.OF, answer.number, language)
    if version is None or not versions.fingerprint(version.text).startswith(shown):
        raise errors.NoLongerThere(_("The words have changed since. Please read them as they are now: /library"))
    if version.by_id == by.id:
        raise errors.NotAllowed(_("You wrote these words. Another person of the team reads them and stands for them."))
    if version.read_by_id is not None:
        raise errors.NoLongerThere(_("Somebody stands for these words already."))
    version.read_by_id = by.number
    before, answer.state = answer.state, AnswerState.APPROVED
    _touch(work, answer)
    detail = {"language": language, "hash": versions.fingerprint(version.text), "before": before}
    record.act(work, by, "vouch", ABOUT, answer.number, **detail, after=answer.state)
    return answer


def review(work: Work, by: Person, answer_id: int | None, day: date) -> Answer:
    """Somebody looked at it again, and it still holds; they answer for it until the new day."""
    answer = for_staff(work, by, answer_id)
    before = answer.review_on
    answer.review_on, answer.owner_id = day, by.number
    _promise_review(work, answer)
    _touch(work, answer)
    record.act(work, by, "review", ABOUT, answer.number, before=before.isoformat(), after=day.isoformat())
    return answer


def withdraw(work: Work, by: Person, answer_id: int | None) -> Answer:
    """It holds no more: it is offered to nobody from now on, and nothing more is owed on it."""
    answer = for_staff(work, by, answer_id)
    before, answer.state = answer.state, AnswerState.WITHDRAWN
    answer.withdrawn_at = work.now
    promises.keep(work, PromiseKind.REVIEW, ABOUT, answer.number)
    _touch(work, answer)
    record.act(work, by, "withdraw", ABOUT, answer.number, before=before, after=answer.state)
    return answer


def for_staff(work: Work, by: Person, answer_id: int | None) -> Answer:
    """An answer that is not withdrawn, held, for staff."""
    people.must_be_staff(work, by)
    answer = finding.one(work, Answer, answer_id, held=True)
    if answer.state == AnswerState.WITHDRAWN:
        raise errors.NoLongerThere(_("This answer was withdrawn."))
    return answer


def must_be_general(*texts: str) -> None:
    """Raises `errors.Mistake` where a text holds a telephone number or the like, with what it is."""
    kinds = personal.kinds("\n".join(texts))
    if kinds:
        found = [personal.NAMES[kind] for kind in kinds]
        raise errors.Mistake(
            _(
                "There is something personal in it: {found}. Please write it without. Choose “Change an answer”.",
                found=found,
            )
        )


def review_late(work: Work, promise: Promise) -> None:
    """Answers, places and messages whose day has come: who answers for one is told, and the staff room; once."""
    if promise.about == ABOUT:
        library_card.say_overdue(work, work.session.get_one(Answer, promise.about_id))
    elif promise.about == trusted.ABOUT:
        expiring.say_overdue(work, work.session.get_one(TrustedMessage, promise.about_id))
    else:
        place_card.say_overdue(work, work.session.get_one(Place, promise.about_id))


def overdue(work: Work) -> list[Answer]:
    """Answers whose day has passed, the longest first."""
    return list(
        work.session.exec(
            select(Answer)
            .where(
                Answer.programme_id == work.programme_id,
                Answer.state != AnswerState.WITHDRAWN,
                Answer.review_on < promises.today(work),
            )
            .order_by(col(Answer.review_on))
        ).all()
    )


def digest_lines(work: Work) -> list[Text]:
    """What of the library waits for somebody: answers past their day, words that nobody else stands for yet."""
    late, unread = overdue(work), library_words.unread(work)
    lines = [
        _(
            "{reference} · {topic}: to be looked at again since {day}.",
            reference=Code(one.reference),
            topic=one.topic,
            day=one.review_on,
        )
        for one in late[:AT_MOST]
    ]
    if len(late) > AT_MOST:
        lines.append(n_("and {n} more of the library", "and {n} more of the library", len(late) - AT_MOST))
    if unread:
        text = n_(
            "{n} text of the library waits for a second person.",
            "{n} texts of the library wait for a second person.",
            unread,
        )
        lines.append(text)
    lost = library_words.never_told(work)
    if lost:
        text = n_(
            "{n} chat could not be told that an answer it got has changed.",
            "{n} chats could not be told that an answer they got has changed.",
            lost,
        )
        lines.append(text)
    gone = library_words.withdrawn_since(work, work.now - A_WEEK)
    return lines + [
        _("{reference} · {topic}: withdrawn.", reference=Code(one.reference), topic=one.topic) for one in gone[:AT_MOST]
    ]


def _must_not_be_kept(work: Work, insight_id: int) -> None:
    """Raises `errors.NoLongerThere`, with which it is, where somebody has kept the answer to this already."""
    finding.one(work, Insight, insight_id, held=True)
    there = work.session.exec(select(Answer).where(Answer.insight_id == insight_id)).first()
    if there is not None:
        raise errors.NoLongerThere(_("Somebody has kept it already: {reference}.", reference=Code(there.reference)))


def _write(work: Work, by: Person, answer: Answer, language: str, words: str) -> None:
    source = words
    if language != answer.language:
        found = versions.find(work.session, library_words.OF, answer.number, answer.language)
        source = found.text if found else words
    version = versions.write(
        work.session,
        programme_id=work.programme_id,
        of=library_words.OF,
        of_id=answer.number,
        language=language,
        text=words,
        by_id=by.number,
        source_hash=versions.fingerprint(source),
        now=work.now,
    )
    _touch(work, answer)
    library_card.ask_to_vouch(work, by, answer, version)


def _add_form(work: Work, answer: Answer, language: str, words: str) -> None:
    form = QuestionForm(programme_id=work.programme_id, answer_id=answer.number, language=language, words=words.strip())
    work.session.add(form)
    _touch(work, answer)


def _touch(work: Work, answer: Answer) -> None:
    answer.changed_at = work.now
    work.session.add(answer)
    work.session.flush()


def _promise_review(work: Work, answer: Answer) -> None:
    promises.keep(work, PromiseKind.REVIEW, ABOUT, answer.number)
    due = promises.end_of(work, answer.review_on)
    promises.make(work, PromiseKind.REVIEW, ABOUT, answer.number, due, answer.owner_id)
