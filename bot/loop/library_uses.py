"""Answers of the library as staff send them: in their own name, in the languages of those who will read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlmodel import select

from bot import errors
from bot.language import _
from bot.loop import (
    finding,
    group_words,
    library,
    library_words,
    likely_answers,
    people,
    record,
    saying,
    updates,
    wording,
)
from bot.store.insights import Insight
from bot.store.library import Answer, AnswerUse
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update, Version


def send(work: Work, by: Person, answer_id: int, insight: Insight, words: Mapping[str, str]) -> None:
    """Send an answer of the library to who raised something, in one's own name, as it was shown.

    Raises `errors.NoLongerThere` where it was changed or withdrawn since.
    """
    people.must_be_staff(work, by)
    answer = finding.one(work, Answer, answer_id, held=True)
    holds = words_for(work, answer, list(words)) if library_words.is_offered(work, answer) else {}
    if not words or any(holds.get(code) != text for code, text in words.items()):
        raise errors.NoLongerThere(_("That answer has changed since. Please look at it again: /library"))
    update = updates.answer(work, by, insight, words)
    _note(work, by, answer, update)


def note_first(work: Work, by: Person, answer: Answer, insight: Insight) -> None:
    """An answer was kept from what was sent: who got it hears when it changes."""
    update = likely_answers.newest_answer(work, insight)
    sent = dict(words_of(work, update)) if update is not None else {}
    kept = {one.language: one.text for one in library_words.written(work, answer)}
    if update is not None and sent and all(kept.get(code) == text for code, text in sent.items()):
        _note(work, by, answer, update)


def words_for(work: Work, answer: Answer, reads: Sequence[str]) -> dict[str, str]:
    """The vouched words in these languages, and those that the others are made from."""
    there = library_words.vouched(work, answer)
    wanted = dict.fromkeys((library.SOURCE, answer.language, *reads))
    return {code: there[code].text for code in wanted if code in there}


def words_of(work: Work, update: Update) -> list[tuple[str, str]]:
    """The words of an answer as they were sent, by language, English first."""
    found = select(Version).where(Version.of == wording.WORDS, Version.of_id == update.number)
    words = [(one.language, one.text) for one in work.session.exec(found).all()]
    return sorted(words, key=lambda one: (one[0] != library.SOURCE, one[0]))


def read_by(work: Work, insight: Insight) -> list[str]:
    """The languages of those who will get an answer to it."""
    chat_id = insight.source_chat_id
    reads = {saying.language_in(work, chat_id) if chat_id else insight.language}
    group = group_words.heard_by(work, insight)
    return sorted(reads | ({group.language} if group is not None else set()))


def _note(work: Work, by: Person, answer: Answer, update: Update) -> None:
    work.session.add(
        AnswerUse(
            programme_id=work.programme_id,
            answer_id=answer.number,
            update_id=update.number,
            by_id=by.number,
            at=work.now,
        )
    )
    record.act(work, by, "use", library.ABOUT, answer.number, update=update.number)
