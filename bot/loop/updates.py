"""Word on an issue, or an answer: written by a named person, kept in versions, owed to those who raised it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors
from bot.card_words import Binned
from bot.language import Code, _
from bot.loop import (
    cards,
    finding,
    further,
    helping,
    leads,
    meaning,
    people,
    plan_lines,
    promise_rules,
    promises,
    record,
    saying,
    senior_words,
    tellings,
    wording,
)
from bot.store import versions
from bot.store.insights import Insight
from bot.store.issues import Action, Issue, Raiser
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import Further, PromiseKind, UpdateKind

SOURCE = "en"
TO_EVERYBODY = (
    UpdateKind.TAKEN_UP,
    UpdateKind.PROGRESS,
    UpdateKind.NOTHING_YET,
    UpdateKind.PLAN,
    UpdateKind.CHANGED,
    UpdateKind.SPLIT,
    UpdateKind.SCOPE,
    UpdateKind.THEIR_ANSWER,
)
NO_NEWS = frozenset({UpdateKind.REOPENED, UpdateKind.UNDERSTOOD, UpdateKind.MERGED, UpdateKind.LOOKED_AGAIN})
"""What leaves owed what was promised before."""
Words = Mapping[str, str]
_ANSWERED_BY = (
    select(Update.by_id)
    .where(Update.insight_id == sa.bindparam("insight"), Update.kind == UpdateKind.ANSWER)
    .order_by(col(Update.id))
)
_RAISERS = select(Raiser).where(Raiser.issue_id == sa.bindparam("issue")).order_by(col(Raiser.id))


def answer(work: Work, by: Person, insight: Insight, words: Words, also: Sequence[int] = ()) -> Update:
    """A named person's answer to one insight; goes to the one who told it, or to the group it was said in.

    `also`: further insights of theirs that it answers.
    """
    leads.must_be_let_see(work, by, insight)
    update = _write(work, by, UpdateKind.ANSWER, {wording.WORDS: words}, insight_id=insight.number)
    update.also = list(also) or None
    promises.keep(work, PromiseKind.FIRST_WORD, "insight", insight.number)
    helping.answered(work, by, insight)
    tellings.owe_teller(work, update, insight)
    cards.show_insight(work, insight)
    answered = _("{who} has answered {reference}.", who=people.name_and_title(by), reference=Code(insight.reference))
    saying.note_sent(work, answered)
    return update


def who_answered(work: Work, insight: Insight) -> list[Person]:
    """Whoever has answered one insight, the earliest first."""
    found = work.session.execute(_ANSWERED_BY, {"insight": insight.id}).scalars()
    return [by for number in dict.fromkeys(found) if (by := people.by_number(work, number)) is not None]


def say_binned(work: Work, by: Person, insight: Insight, why: Binned) -> Update:
    """Word that nothing comes of an insight, and why; owed to the one who told it, or to the group it was said in."""
    update = _write(work, by, UpdateKind.BINNED, {}, insight_id=insight.number)
    update.why = why
    tellings.owe_teller(work, update, insight)
    return update


def ask(work: Work, by: Person, insight: Insight, words: Words) -> Update:
    """A named person's question to the one who told something; no answer to it. It is not owed yet."""
    people.must_be_staff(work, by)
    return _write(work, by, UpdateKind.ASKED, {wording.WORDS: words}, insight_id=insight.number)


def tell_raisers(
    work: Work,
    by: Person | None,
    issue: Issue,
    kind: UpdateKind,
    *,
    words: Words | None = None,
    did: Words | None = None,
    meant: Words | None = None,
    other_id: int | None = None,
    next_news: date | None = None,
    only: Iterable[Raiser] | None = None,
    plan: Action | None = None,
    more: Mapping[str, Words] | None = None,
    read_out: Words | None = None,
) -> Update:
    """Word on an issue, owed to everyone who raised it (or to `only` some of them), each in their language.

    `plan`: it tells what is planned, and they are asked what they think of it. `more`: what it says further, and easy
    words. `read_out`: the voice note in which somebody read it out, by language. Raises `errors.Mistake` where this
    word is somebody else's.
    """
    if by is not None:
        senior_words.must_be_theirs(work, by, issue, kind)
    texts = {wording.WORDS: words or {}, wording.DID: did or {}, meaning.MEANT: meant or {}, **(more or {})}
    update = _write(work, by, kind, texts, issue_id=issue.number, other_id=other_id, next_news=next_news)
    further.keep_recordings(work, update, read_out or {})
    if plan is not None:
        plan_lines.note(work, update, plan)
    if by is not None and kind not in NO_NEWS:
        promises.keep(work, PromiseKind.NEXT_NEWS, "issue", issue.number)
        if only is None:
            _owe_an_update(work, issue, next_news)
    if next_news is not None:
        due = promises.end_of(work, next_news)
        promises.make(work, PromiseKind.NEXT_NEWS, "issue", issue.number, due, issue.owner_id)
    told = raisers(work, issue) if only is None else list(only)
    if by is None or (only is None and kind not in NO_NEWS):
        senior_words.follow(work, issue, update, told)
    tellings.owe(work, update, told)
    cards.show_issue(work, issue)
    if by is not None and kind is not UpdateKind.REOPENED:
        who, reference = people.name_and_title(by), Code(issue.reference)
        saying.note_sent(work, _("{who} has told those who raised {reference}.", who=who, reference=reference))
    return update


def raisers(work: Work, issue: Issue) -> list[Raiser]:
    """Everyone, person or group, who raised an issue."""
    return list(work.session.execute(_RAISERS, {"issue": issue.id}).scalars())


def for_newcomer(work: Work, issue: Issue) -> Update | None:
    """What somebody who raises a known matter is told: what changed while that is judged, else staff's newest word."""
    kinds = (UpdateKind.CHANGED,) if issue.judge_by is not None else TO_EVERYBODY
    return work.session.exec(
        select(Update)
        .where(
            Update.issue_id == issue.id,
            col(Update.moved_from_id).is_(None),
            col(Update.by_id).is_not(None),
            col(Update.kind).in_(kinds),
        )
        .order_by(col(Update.id).desc())
    ).first()


def translate(work: Work, by: Person, update_id: int, language: str, words: Mapping[str, str]) -> int:
    """Write an update's words (`update`, `did`) in one more language; what waited for them goes out.

    Returns how many tellings that were. Raises `errors.NoLongerThere` where somebody has written them meanwhile.
    """
    people.must_be_staff(work, by)
    update = finding.one(work, Update, update_id, held=True)
    if not missing(work, update, language):
        raise errors.NoLongerThere(_("Those words are there already."))
    for of, text in words.items():
        _version(work, by, update, of, language, text, update.source_hash)
    record.act(work, by, "translate", "update", update.number, language=language)
    sent = tellings.translated(work, update, language)
    issue = work.session.get(Issue, update.issue_id) if update.issue_id else None
    if issue is not None:
        cards.show_issue(work, issue)
    return sent


def missing(work: Work, update: Update, language: str) -> list[str]:
    """Which of an update's texts (`did`, `update`) are not there in a language; easy words only beside others."""
    gone = [of for of in wording.texts(work, update) if not _is_there(work, update, of, language)]
    return sorted(gone) if set(gone) - {Further.EASY} else []


def _is_there(work: Work, update: Update, of: str, language: str) -> bool:
    return language in versions.languages(work.session, of, update.number)


def _owe_an_update(work: Work, issue: Issue, next_news: date | None) -> None:
    """Whoever answers for an open matter owes word on it within the days of the rules, if none is promised by then."""
    promises.keep(work, PromiseKind.UPDATE, "issue", issue.number)
    latest = promises.today(work) + timedelta(days=promise_rules.of(work).update_days)
    if next_news is None or next_news > latest:
        promises.make(work, PromiseKind.UPDATE, "issue", issue.number, promises.end_of(work, latest), issue.owner_id)


def _write(
    work: Work,
    by: Person | None,
    kind: UpdateKind,
    texts: Mapping[str, Words],
    *,
    issue_id: int | None = None,
    insight_id: int | None = None,
    other_id: int | None = None,
    next_news: date | None = None,
) -> Update:
    source = "\n".join(texts.get(of, {}).get(SOURCE, "") for of in (wording.WORDS, wording.DID, *further.HEADINGS))
    update = Update(
        programme_id=work.programme_id,
        issue_id=issue_id,
        insight_id=insight_id,
        other_id=other_id,
        kind=kind,
        by_id=by.id if by else None,
        source_language=SOURCE,
        source_hash=versions.fingerprint(source),
        next_news=next_news,
        made_at=work.now,
    )
    work.session.add(update)
    work.session.flush()
    for of, written in texts.items():
        for language, text in written.items():
            _version(work, by, update, of, language, text, update.source_hash)
    record.act(work, by, str(kind), "update", update.number)
    return update


def _version(
    work: Work, by: Person | None, update: Update, of: str, language: str, text: str, source_hash: str
) -> None:
    versions.write(
        work.session,
        programme_id=work.programme_id,
        of=of,
        of_id=update.number,
        language=language,
        text=text,
        by_id=by.id if by else None,
        source_hash=source_hash,
        now=work.now,
    )
