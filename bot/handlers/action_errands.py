"""What conversations about actions and plans know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bot.flows import action as flow
from bot.flows import plan as plan_flow
from bot.flows.action import Asked, Blocked, Changed, Hands, Known, Moved, Planned, Replied
from bot.flows.desk import Desk, Outgoing
from bot.handlers import desk_errands
from bot.handlers.conversation import Errand, errand
from bot.language import Languages, Text, _
from bot.loop import (
    action_nudges,
    actions,
    actions_card,
    as_read,
    finding,
    group_asks,
    issues,
    people,
    plan_dates,
    plan_lines,
    plans,
    promises,
    receivers,
    saying,
    standing,
)
from bot.store.chats import Group
from bot.store.issues import Issue
from bot.store.people import Person
from bot.store.session import Work
from bot.words import UpdateKind


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    of_action = partial(known_action, languages)
    return (
        errand("plan_action", flow.plan_action, _("planning something"), partial(matter, languages), planned),
        errand("change_action", flow.change_action, _("changing a plan"), of_action, changed),
        errand("note_action", flow.note_action, _("noting something"), partial(any_action, languages), noted),
        errand("block_action", flow.block_action, _("saying what is in the way"), of_action, blocked),
        errand("move_action", flow.move_action, _("saying a new day"), of_action, moved),
        errand("hand_action", flow.hand_action, _("handing something on"), of_action, handed),
        errand("record_reply", flow.record_reply, _("noting a reply"), of_action, replied),
        errand("plan_missing", plan_flow.plan_missing, _("saying what is missing"), missing, said_missing),
        errand("answer_missing", plan_flow.answer_missing, _("answering"), partial(unanswered, languages), answered),
    )


def matter(languages: Languages, work: Work, person: Person, issue_id: int | None) -> Known:
    """The matter, the languages of those who raised it, who of the team could do it, and which groups."""
    desk = desk_errands.issue(languages, work, person, issue_id)
    issue = issues.open_one(work, issue_id)

    def read_as(going: Outgoing) -> list[Text]:
        going = going._replace(next_news=plan_dates.next_news(work, issue, going.due))
        return desk_errands.read_as(languages, work, person, issue, going)

    desk = desk._replace(colleagues=desk_errands.colleagues(work, person), as_read=read_as)
    groups = [(group.number, group.name) for group in group_asks.able(work)]
    return Known(desk, groups, as_asked=partial(as_asked, languages, work, person))


def as_asked(languages: Languages, work: Work, by: Person, asked: Asked) -> list[Text]:
    """How the hosts of a group are asked whether it wants to do something, each in their language."""
    group = finding.one(work, Group, asked.hands.group_id)
    supporter = people.serving(work, asked.hands.staff_id) or by
    hosts = group_asks.hosts(work, group)
    said: list[Text] = []
    for code in sorted({host.language or "en" for host in hosts}):
        what = group_asks.in_words(asked.what, code)
        parts = [part for part in group_asks.framed(by, group, what, asked.due, supporter) if isinstance(part, Text)]
        said += as_read.plain(languages, parts, code, group_asks.buttons(0, group))
    return [*said, receivers.of_people(hosts)]


def known_action(languages: Languages, work: Work, person: Person, action_id: int | None) -> Known:
    """The same, for an action that is not done."""
    action = actions.open_one(work, person, action_id)
    known = matter(languages, work, person, action.issue_id)._replace(what=action.what, due=action.due)
    shown, owner = known.desk.as_read, plans.teller(work, action)

    def read_as(going: Outgoing) -> Sequence[Text]:
        owner_id = going.owner_id or (owner.number if owner else None)
        return shown(going._replace(owner_id=owner_id)) if shown is not None else ()

    what, measure = plans.written(work, plans.WHAT, action), plans.written(work, plans.MEASURE, action)
    is_told = plan_lines.newest(work, action) is not None
    plan = Outgoing(UpdateKind.PLAN, measure, what, due=action.due) if what else None
    return known._replace(desk=known.desk._replace(as_read=read_as), plan=plan, is_told=is_told)


def any_action(languages: Languages, work: Work, person: Person, action_id: int | None) -> Known:
    """The same, for one that may be done."""
    action = actions.one(work, person, action_id)
    issue = work.session.get_one(Issue, action.issue_id)
    return Known(Desk(issue.reference, issue.title, promises.today(work)), what=action.what, due=action.due)


def planned(work: Work, by: Person, issue_id: int | None, value: Planned | None) -> None:
    """One more action."""
    if value is None:
        _say(work, by, _("Nothing was planned."))
        return
    deed = actions.Deed(value.what, value.measure, value.due, _hands(value.hands))
    action = actions.plan(work, by, issue_id or 0, deed)
    if action.asked_group_id is not None:
        _say(work, by, _("I have asked the group. You hear what it says; then those who raised it are told the plan."))
    else:
        _say(work, by, _("Those who raised it are being told the plan, and asked whether it would help."))


def changed(work: Work, by: Person, action_id: int | None, value: Changed | None) -> None:
    """Another plan."""
    if value is None:
        _say(work, by, _("Nothing was changed."))
        return
    actions.change(work, by, action_id or 0, value.what, value.measure)
    _say(work, by, _("Those who raised it are being told the new plan."))


def noted(work: Work, by: Person, action_id: int | None, value: str) -> None:
    """A note."""
    actions.write_note(work, by, action_id or 0, value)
    _show(work, by, action_id)


def blocked(work: Work, by: Person, action_id: int | None, value: Blocked) -> None:
    """Something is in the way."""
    actions.block(work, by, action_id or 0, value.why, value.until)
    _show(work, by, action_id)


def moved(work: Work, by: Person, action_id: int | None, value: Moved) -> None:
    """A new day."""
    actions.move(work, by, action_id or 0, value.due, value.why)
    _say(work, by, _("Noted. Those who raised it hear so with the next word that goes to them."))


def handed(work: Work, by: Person, action_id: int | None, value: Hands | None) -> None:
    """Somebody else does it."""
    if value is None:
        _say(work, by, _("Nothing was changed."))
        return
    actions.hand_on(work, by, action_id or 0, _hands(value))
    _show(work, by, action_id)


def replied(work: Work, by: Person, action_id: int | None, value: Replied) -> None:
    """What somebody outside said."""
    action_nudges.reply(work, by, action_id or 0, value.reply, value.due, value.words)
    _show(work, by, action_id)


def missing(work: Work, person: Person, reply_id: int | None) -> None:
    """Nothing to know; only whoever said that something is missing may say what."""
    plans.own(work, person, reply_id)


def said_missing(work: Work, person: Person, reply_id: int | None, value: str) -> None:
    """What is missing."""
    day = plans.say_missing(work, person, reply_id or 0, value)
    _say(work, person, _("Thank you. I have passed it on. You have an answer by {day}.", day=day))


def unanswered(languages: Languages, work: Work, person: Person, reply_id: int | None) -> Desk:
    """The matter, and the language of whoever said that something is missing."""
    _reply, issue, raiser = plans.unanswered(work, person, reply_id)
    reads = standing.language_of(work, raiser)
    named = [(reads, languages.name(reads))] if reads else []

    def read_as(going: Outgoing) -> list[Text]:
        going = going._replace(next_news=plan_dates.news_with_answer(work, issue))
        return as_read.shown(work, languages, person, issue, as_read.Draft(*going), raiser)

    return Desk(issue.reference, issue.title, promises.today(work), named, as_read=read_as)


def answered(work: Work, by: Person, reply_id: int | None, value: dict[str, str] | None) -> None:
    """The answer to it."""
    if value is None:
        _say(work, by, _("Nothing was sent."))
        return
    plans.answer(work, by, reply_id or 0, value)
    _say(work, by, _("Your answer is on its way."))


def _hands(value: Hands) -> actions.Hands:
    outside = actions.Outside(value.name, value.body, value.email) if value.name else None
    return actions.Hands(value.staff_id, outside, value.group_id)


def _show(work: Work, by: Person, action_id: int | None) -> None:
    actions_card.show(work, by, actions.one(work, by, action_id))


def _say(work: Work, by: Person, text: Text) -> None:
    saying.to_person(work, by, [text])
