"""How actions are shown: on the card of their matter, as a list, and one by one with all that can be done with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import col, select

from bot import errors, labels
from bot.action_words import NoteSort, OutsideReply, PlanWord
from bot.language import Code, Text, _, n_, own_words, p_
from bot.loop import paging, people, plan_lines, promises, saying
from bot.store.actions import ActionNote, PlanReply
from bot.store.chats import Group
from bot.store.issues import Action, Issue
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import CLOSED

ON_A_BUTTON = 24
NOTES_SHOWN, NOTES_ON_CARD = 8, 1
SORTS: dict[NoteSort, Text] = {
    NoteSort.NOTE: _("noted"),
    NoteSort.DONE: _("done"),
    NoteSort.NOT_DONE: _("not done after all"),
    NoteSort.BLOCKED: _("something is in the way"),
    NoteSort.GOES_ON: _("nothing is in the way any more"),
    NoteSort.MOVED: _("a new day"),
    NoteSort.HANDED_ON: _("handed on"),
    NoteSort.CHANGED: _("the plan was changed; before it was"),
    NoteSort.REPLY: _("they replied"),
    NoteSort.WANTED: _("the group wants to do it"),
    NoteSort.RATHER_NOT: _("the group would rather not do it"),
}


def of(work: Work, issue: Issue) -> list[Action]:
    """The actions of a matter, the next due first."""
    found = select(Action).where(Action.issue_id == issue.id).order_by(col(Action.due), col(Action.id))
    return list(work.session.exec(found).all())


def lines(work: Work, issue: Issue) -> list[Text]:
    """What stands on the card of a matter."""
    shown: list[Text] = []
    for action in of(work, issue):
        shown += [
            _("By {day}: {what} (measure: {measure})", day=action.due, what=action.what, measure=action.measure),
            *_hands(work, issue, action),
            *_standing(work, action),
            *_notes(work, action, NOTES_ON_CARD),
        ]
    return shown


def card_buttons(work: Work, issue: Issue) -> tuple[tuple[Button, ...], ...]:
    """What can be done from the card of a matter."""
    return ((Button(p_("button", "Actions"), f"am:{issue.number}:list"),),)


def show_list(work: Work, by: Person, issue: Issue, start: int = 0) -> None:
    """Show somebody of the team some of the actions of a matter, each to be opened."""
    people.must_be_staff(work, by)
    there = of(work, issue)
    head = _("What is planned on {reference} ({title}):", reference=Code(issue.reference), title=issue.title)
    parts = [head] if there else [_("Nothing is planned yet on {reference}.", reference=Code(issue.reference))]
    rows: list[Sequence[Button]] = []
    for number, action in enumerate(there[start : start + paging.AT_ONCE], start + 1):
        parts.append(_("{number}. By {day}: {what}", number=number, day=action.due, what=action.what))
        parts += _standing(work, action)
        rows.append((Button(own_words(f"{number}. {_short(action.what)}"), f"act:{action.number}:see"),))
    data = f"am:{issue.number}:list:"
    if turns := paging.steps(data, start, paging.AT_ONCE, is_more=len(there) > start + paging.AT_ONCE):
        rows.append(turns)
    if issue.state not in CLOSED:
        rows.append((Button(p_("button", "Plan something"), f"am:{issue.number}:plan"),))
    _say(work, by, parts, tuple(rows))


def show(work: Work, by: Person, action: Action) -> None:
    """Show somebody of the team one action with its notes, and what they can do with it."""
    people.must_be_staff(work, by)
    issue = work.session.get_one(Issue, action.issue_id)
    parts = [
        _("{reference} · {title}", reference=Code(issue.reference), title=issue.title),
        own_words(action.what),
        _("By {day}. Measure: {measure}", day=action.due, measure=action.measure),
        *_hands(work, issue, action, always=True),
        *_standing(work, action),
        *_notes(work, action, NOTES_SHOWN),
    ]
    _say(work, by, parts, _acts(action, issue))


def replies(action: Action) -> tuple[tuple[Button, ...], ...]:
    """What somebody outside the team, or a group, says of it, in one tap."""
    done, later, cannot = (
        Button(labels.OUTSIDE_REPLIES[reply], f"act:{action.number}:{reply}") for reply in OutsideReply
    )
    return ((done,), (later, cannot))


def whose(work: Work, action: Action) -> Text | None:
    """Who does it, where that is not somebody of the team."""
    group = work.session.get(Group, action.group_id) if action.group_id else None
    if group is not None:
        return own_words(group.name)
    if not action.is_outside:
        return None
    name, body = action.outside_name or "", action.outside_body
    return _("{name}, {body}", name=name, body=body) if body else own_words(name)


def agreed(work: Work, action: Action) -> Counter[str]:
    """What those who raised the matter say to its plan as it was told last, by word."""
    plan = plan_lines.newest(work, action)
    words = sa.select(PlanReply.word).where(col(PlanReply.plan_id) == (plan.id if plan else None))  # type: ignore[call-overload]
    return Counter(work.session.execute(words).scalars().all())


def _acts(action: Action, issue: Issue) -> tuple[tuple[Button, ...], ...]:
    def button(label: Text, act: str) -> Button:
        return Button(label, f"act:{action.number}:{act}")

    note = button(p_("button", "Note something"), "note")
    if issue.state in CLOSED:
        return ((note,),)
    if action.done_at is not None:
        news = Button(p_("button", "Say what is new"), f"m:{issue.number}:update")
        return ((news,), (note, button(p_("button", "Not done after all"), "undone")))
    blocked = (
        button(p_("button", "Something is in the way"), "block")
        if action.blocked_why is None
        else button(p_("button", "Nothing is in the way now"), "goes_on")
    )
    return (
        (button(p_("button", "It is done"), "finish"), note),
        (blocked, button(p_("button", "A new day"), "date")),
        (button(p_("button", "Hand it on"), "hand"), button(p_("button", "Change the plan"), "change")),
        *((button(p_("button", "Write the e-mail"), "email"),) for _each in range(action.is_outside)),
        *(replies(action) if action.is_outside or action.group_id else ()),
    )


def _hands(work: Work, issue: Issue, action: Action, *, always: bool = False) -> list[Text]:
    """Who does it; on the card only where that is not whoever answers for the matter."""
    owner = people.serving(work, action.owner_id)
    named = people.name_and_title(owner) if owner else _("nobody")
    shown: list[Text] = []
    doer = whose(work, action)
    asked = work.session.get(Group, action.asked_group_id) if action.asked_group_id else None
    if doer is not None:
        shown.append(_("Does it: {doer}. Beside them: {who}", doer=doer, who=named))
    elif always or action.owner_id != issue.owner_id:
        shown.append(_("Does it: {who}", who=named))
    if asked is not None:
        shown.append(
            _("“{group}” is asked whether it wants to do it. Until then nobody is told the plan.", group=asked.name)
        )
    return shown


def _standing(work: Work, action: Action) -> list[Text]:
    shown = []
    if action.done_at is not None:
        return [_("Done on {day}.", day=promises.day_of(work, action.done_at))]
    if action.blocked_why is not None and action.blocked_until is not None:
        shown.append(_("In the way until {day}: {why}", day=action.blocked_until, why=action.blocked_why))
    elif action.blocked_why is not None:
        shown.append(_("In the way: {why}", why=action.blocked_why))
    return [*shown, *_plan(work, action)]


def _plan(work: Work, action: Action) -> list[Text]:
    plan, said = plan_lines.newest(work, action), agreed(work, action)
    if plan is None:
        return []
    if plan.not_agreed_at is not None:
        return [_("The plan: not agreed yet. Nobody said in ten days whether it would help.")]
    shown = []
    if said[PlanWord.HELPS]:
        shown.append(n_("The plan: {n} says it would help.", "The plan: {n} say it would help.", said[PlanWord.HELPS]))
    if said[PlanWord.MISSING]:
        many = said[PlanWord.MISSING]
        shown.append(n_("{n} says something is missing.", "{n} say something is missing.", many))
    return shown


def _notes(work: Work, action: Action, many: int) -> list[Text]:
    newest = select(ActionNote).where(ActionNote.action_id == action.id).order_by(col(ActionNote.id).desc())
    shown = []
    for note in reversed(work.session.exec(newest.limit(many)).all()):
        by = people.by_number(work, note.by_id)
        about = {"day": promises.day_of(work, note.at), "what": SORTS[NoteSort(note.sort)], "words": note.words}
        who = people.name_and_title(by) if by else own_words(work.programme.name)
        text = _("{day}, {who}: {what}: {words}") if note.words else _("{day}, {who}: {what}")
        shown.append(Text(text.message, {**about, "who": who}))
    return shown


def _short(words: str) -> str:
    return words if len(words) <= ON_A_BUTTON else words[: ON_A_BUTTON - 1] + "…"


def _say(work: Work, by: Person, parts: list[Text], rows: Sequence[Sequence[Button]]) -> None:
    if saying.to_person(work, by, parts, rows) is None:
        raise errors.Mistake(_("Write /start to me in private first, then press again."))
