"""Those outside the team are reminded by an e-mail that is ready to be sent; a group, by whoever stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import col

from bot import errors
from bot.action_words import MovedWhy, NoteSort, OutsideReply
from bot.language import Code, Text, _, own_words, p_
from bot.loop import actions, actions_card, due, people, promises, saying
from bot.store.issues import Action, Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import CLOSED, Lane

AFTER, EVERY = timedelta(days=3), timedelta(days=7)
MOST_OF_WHAT = 70
COPY = p_("button", "Copy the words")
Parts = Sequence[Text]
_DUE = due.rows(Action, col(Action.nudge_on) <= due.TODAY)


def nudge(work: Work) -> int:
    """Actions of others that are due soon, today, or past their day: who stands beside them gets the words to send."""
    today = promises.today(work)
    found = due.claimed(work, _DUE)
    for action in found:
        issue = work.session.get_one(Issue, action.issue_id)
        action.nudge_on = None
        if action.done_at is None and issue.state not in CLOSED:
            action.nudge_on = _next(action, today)
            _write(work, action, issue, today)
    return len(found)


def write_again(work: Work, by: Person, action_id: int) -> None:
    """The e-mail again, for whoever asks for it. Raises `errors.Mistake` where nobody outside does it."""
    action = actions.open_one(work, by, action_id)
    if not action.is_outside:
        raise errors.Mistake(_("Nobody outside the team does this."))
    _email(work, by, action, work.session.get_one(Issue, action.issue_id), promises.today(work))


def reply(work: Work, by: Person, action_id: int, said: OutsideReply, due: date | None, words: str) -> None:
    """What they replied: done; by another day, which is a promise that moves; or that they cannot, and why."""
    action = actions.open_one(work, by, action_id)
    if words:
        actions.note(work, by, action, NoteSort.REPLY, words)
    match said:
        case OutsideReply.DONE:
            actions.done(work, by, action.number)
        case OutsideReply.LATER if due is not None:
            actions.move(work, by, action.number, due, MovedWhy.OTHERS)
        case OutsideReply.CANNOT:
            actions.block(work, by, action.number, words, None)


def _next(action: Action, today: date) -> date:
    if today < action.due:
        return action.due
    return today + (AFTER if today == action.due else EVERY)


def _write(work: Work, action: Action, issue: Issue, today: date) -> None:
    beside = people.serving(work, action.owner_id)
    if action.is_outside:
        _email(work, beside, action, issue, today)
        return
    whose = actions_card.whose(work, action)
    if whose is None:
        return
    text = _when(action, today)
    parts = [
        Text(text.message, {"doer": whose, "reference": Code(issue.reference), "day": action.due}),
        own_words(action.what),
        _("Please ask them how it goes, and say here what they answer."),
    ]
    _say(work, beside, parts, actions_card.replies(action))


def _when(action: Action, today: date) -> Text:
    if today < action.due:
        return _("{doer} wants to do this for {reference} by {day}:")
    if today == action.due:
        return _("{doer} wants to do this for {reference} by today, {day}:")
    return _("{doer} wanted to do this for {reference} by {day}:")


def _email(work: Work, to: Person | None, action: Action, issue: Issue, today: date) -> None:
    """To, subject and body, the body alone in a message of its own so that it can be copied in one tap."""
    doer = actions_card.whose(work, action) or own_words("")
    address = action.outside_email or ""
    parts = [
        _(
            "An e-mail to {doer} about {reference} is ready. Please send it from your own mailbox.",
            doer=doer,
            reference=Code(issue.reference),
        ),
        _("To: {address}", address=address) if address else _("To: you have not said their address"),
        _(
            "Subject: {reference}: {what}, by {day}",
            reference=Code(issue.reference),
            what=_short(action.what),
            day=action.due,
        ),
        _("The words are in the next message. When they reply, tap what they say:"),
    ]
    _say(work, to, parts, actions_card.replies(action))
    body = _body(action, today)
    words = Text(body.message, {"name": action.outside_name or "", "what": _short(action.what), "day": action.due})
    _say(work, to, [words], ((Button(COPY, copies=True),),))


def _body(action: Action, today: date) -> Text:
    if today < action.due:
        return _(
            "Dear {name}, we told people here: {what}, by {day}. Will it be done by then? If not, when, or why not? "
            "They hear your answer from us."
        )
    if today == action.due:
        return _(
            "Dear {name}, we told people here: {what}, by today, {day}. Is it done? If not, when, or why not? "
            "They hear your answer from us."
        )
    return _(
        "Dear {name}, we told people here: {what}, by {day}. That day is past. When will it be done, or why not? "
        "They hear your answer from us."
    )


def _say(work: Work, to: Person | None, parts: Parts, rows: tuple[tuple[Button, ...], ...]) -> None:
    """To whoever stands beside them; to the staff room where nobody does."""
    if to is None or to.chat_id is None:
        saying.to_staff(work, list(parts), rows)
    else:
        saying.to_person(work, to, list(parts), rows, lane=Lane.ALERT)


def _short(words: str) -> str:
    return words if len(words) <= MOST_OF_WHAT else words[: MOST_OF_WHAT - 1] + "…"
