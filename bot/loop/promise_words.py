"""What a promise is about, in a few words, and the reference that people know it by; none of it anybody's own words."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import col

from bot.language import Code, Text, _
from bot.language_names import english_name
from bot.store.actions import Plan, PlanReply
from bot.store.decisions import Decision, LookAgain
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.updates import SeniorWord, Update
from bot.words import PromiseKind

ISSUE = "issue"
LETTERS = {"insight": "H", ISSUE: "M", "action": "M", "contact": "P", "answer": "L", "message": "T"}
WHAT: dict[str, Text] = {
    PromiseKind.FIRST_WORD: _("a first word on {reference}"),
    PromiseKind.NEXT_NEWS: _("news on {reference}"),
    PromiseKind.ACTION: _("what was to be done on {reference}"),
    PromiseKind.HOLDER: _("somebody who holds {reference}"),
    PromiseKind.HELP: _("a word on {reference}, where somebody needs help"),
    PromiseKind.CONTACT: _("a talk with a person, {reference}"),
    PromiseKind.SCOPE: _("whether {reference} can be changed"),
    PromiseKind.LISTENING: _("listening to {reference}"),
    PromiseKind.THEIR_ANSWER: _("what others answer on {reference}"),
    PromiseKind.LOOK_AGAIN: _("a second look at {reference}"),
    PromiseKind.PLAN_ANSWER: _("an answer to what is missing in the plan for {reference}"),
    PromiseKind.UPDATE: _("an update on {reference}, which has had none for long"),
    PromiseKind.TELL: _("bringing the news to somebody outside"),
    PromiseKind.REVIEW: _("looking at {reference} again"),
    PromiseKind.MESSAGE_WORDS: _("the words of {reference} in another language"),
    PromiseKind.PLACE: _("a place that somebody says is wrong"),
    PromiseKind.SENIOR_WORD: _("the next word on {reference}, where there was nothing new twice"),
    PromiseKind.FAREWELL: _("the words of the ending in another language"),
    PromiseKind.FEELING: _("what you do about how far people feel heard"),
    PromiseKind.PROPOSAL: _("a word on {reference}, which a champion proposed"),
    PromiseKind.RESULT: _("what came of the question {reference}"),
}
_REPLIED = (
    sa.select(col(Update.issue_id))
    .join(Plan, col(Plan.update_id) == col(Update.id))
    .join(PlanReply, col(PlanReply.plan_id) == col(Plan.id))
    .where(col(PlanReply.id) == sa.bindparam("number"))
)
_LOOKED = (
    sa.select(col(Decision.issue_id))
    .join(LookAgain, col(LookAgain.decision_id) == col(Decision.id))
    .where(col(LookAgain.id) == sa.bindparam("number"))
)
_DECIDED = sa.select(col(Decision.issue_id)).where(col(Decision.id) == sa.bindparam("number"))
_SENIOR = sa.select(col(SeniorWord.issue_id)).where(col(SeniorWord.id) == sa.bindparam("number"))
OF_A_MATTER = {"plan_reply": _REPLIED, "look_again": _LOOKED, "decision": _DECIDED, "senior_word": _SENIOR}


def what(work: Work, promise: Promise) -> Text:
    """What is owed, with the reference that it is about."""
    if promise.kind == PromiseKind.TRANSLATION:
        return _("words in {language}", language=english_name(promise.about.partition(":")[2]))
    named = reference(work, promise)
    if promise.kind == PromiseKind.REVIEW and named is None:
        return _("looking at a place again")
    return Text(WHAT[promise.kind].message, {"reference": named or ""})


def reference(work: Work, promise: Promise) -> Code | None:
    """What people call that by which a promise is about; nothing where it has no name."""
    about, number = subject(work, promise)
    return Code(f"{LETTERS[about]}-{number}") if about in LETTERS and number else None


def subject(work: Work, promise: Promise) -> tuple[str, int | None]:
    """What a promise is about in the end, and its number: the matter, where it is a step on one."""
    about = promise.about.partition(":")[0]
    if about in OF_A_MATTER:
        found = work.session.execute(OF_A_MATTER[about], {"number": promise.about_id}).scalar()
        return ISSUE, found
    return about, promise.about_id
