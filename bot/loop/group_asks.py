"""A community's group may own an action, with a named person of the team beside it. It is asked first; no is fine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import col, select

from bot import errors
from bot.action_words import NoteSort
from bot.language import Code, Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import cards, finding, people, plans, record, saying
from bot.store import versions
from bot.store.actions import ActionNote
from bot.store.chats import Group, Membership
from bot.store.issues import Action, Issue
from bot.store.outbox import Button, Versions
from bot.store.people import Person
from bot.store.session import Work
from bot.words import CLOSED, Lane


def able(work: Work) -> list[Group]:
    """The groups that could be asked: those with a host whom the bot can write to."""
    found = (
        select(Group)
        .join(Membership, col(Membership.group_id) == Group.id)
        .join(Person, col(Person.id) == Membership.person_id)
        .where(
            Group.programme_id == work.programme_id,
            col(Group.ended_at).is_(None),
            col(Membership.is_host),
            col(Person.chat_id).is_not(None),
            col(Person.left_at).is_(None),
        )
    )
    return list(work.session.exec(found.distinct().order_by(Group.name)).all())


def ask(work: Work, by: Person, action: Action, group: Group) -> None:
    """Ask the group's hosts, in private, whether the group wants to do this. Raises `Mistake` where there is none."""
    asked = hosts(work, group)
    if not asked:
        raise errors.Mistake(_("I can write to no host of {group}. Please choose somebody else.", group=group.name))
    action.asked_group_id = group.number
    record.act(work, by, "ask_group", "action", action.number, group=group.number)
    supporter = people.by_number(work, action.owner_id) or by
    for host in asked:
        parts = framed(by, group, _what(work, action, host.language or "en"), action.due, supporter)
        saying.to_person(work, host, parts, buttons(action.number, group), lane=Lane.ANSWER)


def framed(
    by: Person, group: Group, what: Sequence[Text | Versions], due: date, supporter: Person
) -> list[Text | Versions]:
    """How a host reads it: who asks, what it is, by when, and who would help."""
    return [
        _(
            "{who} asks your group “{group}”: would you like to do this?",
            who=people.name_and_title(by),
            group=group.name,
        ),
        *what,
        _("By {day}.", day=due),
        _("{who} would help you with it.", who=people.name_and_title(supporter)),
        _("Please ask the others first, if you can. Yes and no are both fine. You need not say why."),
    ]


def buttons(action_id: int, group: Group) -> tuple[tuple[Button, ...], ...]:
    """What a host can say to it."""
    yes = Button(p_("button", "Yes, we want to"), f"ag:{action_id}:{group.number}:yes")
    return ((yes, Button(p_("button", "No, rather not"), f"ag:{action_id}:{group.number}:no")),)


def in_words(what: Mapping[str, str], language: str) -> list[Text]:
    """What it is, as somebody reads it who reads a language: in it, or in English, which is said."""
    if language in what:
        return [own_words(what[language])]
    only = _("I have this in {language} only.", language=english_name(plans.SOURCE))
    return [only, own_words(what[plans.SOURCE])]


def answer(work: Work, person: Person, action_id: int, group_id: int, *, wants: bool) -> Text:
    """A host says for the group whether it wants to. With a yes those who raised the matter are told the plan."""
    action = finding.one(work, Action, action_id, held=True)
    group = finding.one(work, Group, group_id)
    if person.id not in [host.id for host in hosts(work, group)]:
        raise errors.NotAllowed(_("Only a host of that group can say this."))
    issue = finding.one(work, Issue, action.issue_id, held=True)
    if action.asked_group_id != group.id or action.done_at is not None or issue.state in CLOSED:
        raise errors.NoLongerThere(_("That is settled already. Thank you."))
    action.asked_group_id = None
    record.act(
        work, person, "group_wants" if wants else "group_rather_not", "action", action.number, group=group.number
    )
    supporter = people.serving(work, action.owner_id)
    if wants:
        action.group_id = group.number
        said = _("“{group}” wants to do this ({reference}): {what}")
    else:
        action.nudge_on = None
        said = _("“{group}” would rather not do this ({reference}): {what}. Please hand it to somebody else.")
    told = [Text(said.message, {"group": group.name, "reference": Code(issue.reference), "what": action.what})]
    row = ((Button(p_("button", "Open it"), f"act:{action.number}:see"),),)
    saying.to_staff(work, told, row)
    if supporter is not None:
        saying.to_person(work, supporter, told, row, lane=Lane.ALERT)
    sort = NoteSort.WANTED if wants else NoteSort.RATHER_NOT
    note = ActionNote(programme_id=work.programme_id, action_id=action.number, sort=sort, words=group.name, at=work.now)
    work.session.add(note)
    work.session.flush()
    if wants:
        plans.tell(work, supporter or person, action)
    cards.show_issue(work, issue)
    return _("Thank you. I have told the team.") if wants else _("That is fine. You need not say why.")


def hosts(work: Work, group: Group) -> list[Person]:
    """Those of a group who can be asked for it."""
    found = (
        select(Person)
        .join(Membership, col(Membership.person_id) == Person.id)
        .where(
            Membership.group_id == group.id,
            col(Membership.is_host),
            col(Person.chat_id).is_not(None),
            col(Person.left_at).is_(None),
        )
    )
    return list(work.session.exec(found.order_by(col(Person.id))).all())


def _what(work: Work, action: Action, language: str) -> list[Text | Versions]:
    """What it is in a host's language, or in English, which is said."""
    if language in versions.languages(work.session, plans.WHAT, action.number):
        return [Versions(plans.WHAT, action.number)]
    return list(in_words({plans.SOURCE: action.what}, language))
