"""What champions' and members' conversations know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bot import labels
from bot.flows import join, language, leave, words
from bot.flows.join import Joined, Newcomer
from bot.flows.language import Offered
from bot.flows.leave import Leaver, Left
from bot.flows.words import About
from bot.handlers import letter_errands
from bot.handlers.conversation import Errand, errand
from bot.handlers.raising_errands import as_told
from bot.language import Code, Languages, _, p_
from bot.loop import (
    coming_back,
    finding,
    handing_over,
    insights,
    invitations,
    leaving,
    letter,
    people,
    reasons,
    record,
    saying,
    stepping_down,
    tellings,
    urgent,
)
from bot.store.chats import Group
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button
from bot.store.people import Invitation, Person
from bot.store.session import Work
from bot.store.updates import Judgement
from bot.talk import Media
from bot.words import DESK, Lane, Role


def listed(languages: Languages, is_trial: bool) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    offered_now = [(code, languages.name(code)) for code in languages.offered]
    at_the_door = partial(newcomer, offered_now, letter_errands.drafts(languages), is_trial)
    choosing = partial(offered, offered_now)
    return (
        errand("join", join.join, _("coming in"), at_the_door, joined, sets_language=True),
        errand("language", language.language, _("choosing a language"), choosing, chosen, sets_language=True),
        errand("leave", leave.leave, _("stopping"), leaver, left),
        errand("change", words.change, _("writing it again"), about, changed),
        errand("add", words.add, _("adding to it"), about, added),
        errand("why", words.why, _("saying why it is not better"), matter, explained),
    )


def newcomer(
    languages: Sequence[tuple[str, str]],
    drafts: Mapping[str, str],
    is_trial: bool,
    work: Work,
    person: Person,
    invitation_id: int | None,
) -> Newcomer:
    """What the joining conversation knows. The role is the invitation's; without one, that of a group's member."""
    invitation = work.session.get(Invitation, invitation_id) if invitation_id else None
    role = Role(invitation.role) if invitation else Role.CHAMPION
    letter.must_be_ready_to_join(work, role)
    shown = None if role in DESK else letter_errands.in_force(work, is_trial, drafts)
    return Newcomer(work.programme.name, languages, role, is_trial, shown)


def joined(work: Work, person: Person, invitation_id: int | None, value: Joined) -> None:
    """Somebody said yes (or no) at the door."""
    if not value.yes:
        saying.to_person(work, person, [_("That is fine. Nothing is kept. You can come back by the same link.")])
        return
    if invitation_id is None:
        _from_a_group(work, person, value)
        return
    invitation = invitations.use(work, invitation_id)
    role = Role(invitation.role)
    person.language = value.language
    person.consented_at = person.consented_at or work.now
    person.left_at = None
    record.act(work, person, "join", "person", person.number, role=role)
    group = work.session.get(Group, invitation.group_id) if invitation.group_id else None
    if group is not None:
        people.belongs(work, person, group)
    coming_back.follow(work, person, invitation)
    if role in DESK:
        person.name, person.title = value.name, value.title
        _welcome_to_desk(work, person, role, by_machine=invitation.made_by is None and role is Role.ADMINISTRATOR)
    else:
        people.grant(work, person, role, allowed_by=people.by_number(work, invitation.made_by), allowed=True)
        _welcome(work, person)


def _from_a_group(work: Work, person: Person, value: Joined) -> None:
    """Somebody who said yes in a group has read the letter: they may tell in private too."""
    person.language, person.left_at = value.language, None
    person.consented_at = person.consented_at or work.now
    record.act(work, person, "join", "person", person.number, role=None)
    _welcome(work, person)


def offered(languages: Sequence[tuple[str, str]], work: Work, person: Person, _about: int | None) -> Offered:
    """The languages that can be chosen."""
    return Offered(languages)


def chosen(work: Work, person: Person, _about: int | None, value: str) -> None:
    """Another language from now on."""
    person.language = value
    if person.chat_id is not None:
        tellings.language_changed(work, person.chat_id)
    saying.to_person(work, person, [_("From now on I write to you in this language.")])


def leaver(work: Work, person: Person, _about: int | None) -> Leaver:
    """The team that is left, and who could take over."""
    has_any = people.is_staff(work, person) and handing_over.held(work, person)
    others = handing_over.could_take_over(work, person) if has_any else []
    waiting = stepping_down.waits_for(work, person) if stepping_down.may_step_down(work, person) else ()
    heirs = [(one.number, ", ".join(filter(None, (one.name, one.title)))) for one in others]
    return Leaver(work.programme.name, heirs, waiting)


def left(work: Work, person: Person, _about: int | None, value: Left | None) -> None:
    """Somebody stops, ends their role as a champion, or stays after all."""
    if value is not None and value.still_hears:
        stepping_down.step_down(work, person)
    elif value is not None:
        leaving.leave(work, person, people.by_number(work, value.heir_id))
    else:
        saying.to_person(work, person, [_("Good. Everything stays as it was.")])


def about(work: Work, person: Person, insight_id: int | None) -> About:
    """The reference of the insight that the words will be about."""
    return About(f"H-{insight_id}")


def changed(work: Work, person: Person, insight_id: int | None, value: str) -> None:
    """The teller said it again."""
    insights.change(work, person, insight_id or 0, value)


def added(work: Work, person: Person, insight_id: int | None, value: str) -> None:
    """The teller added something."""
    insights.add(work, person, insight_id or 0, value)


def matter(work: Work, person: Person, judgement_id: int | None) -> About:
    """The reference of the issue that was judged."""
    judgement = work.session.get(Judgement, judgement_id)
    raiser = work.session.get(Raiser, judgement.raiser_id) if judgement else None
    issue = work.session.get(Issue, raiser.issue_id) if raiser else None
    return About(issue.reference if issue else "")


def explained(work: Work, person: Person, judgement_id: int | None, value: str | Media) -> None:
    """Why it is not better."""
    told = as_told(person, value)
    reasons.say_why(work, person, judgement_id or 0, told.words, told.media)
    saying.to_person(work, person, [_("Thank you. I have passed your words to the person who answers for it.")])


def let_in(work: Work, by: Person, person_id: int, role: Role, *, allowed: bool) -> None:
    """An administrator's yes or no to somebody who asked for a staff role."""
    people.must_be_administrator(work, by)
    person = finding.one(work, Person, person_id)
    asked = people.asked_for(work, person, role)
    if not allowed:
        work.session.delete(asked)
        record.act(work, by, "refuse", "person", person.number, role=role)
        saying.to_person(work, person, [_("The administrator has not let you in. Please speak with them.")])
        return
    people.grant(work, person, role, allowed_by=by, allowed=True)
    record.act(work, by, "allow", "person", person.number, role=role)
    saying.to_person(work, person, [_("You are in. What people tell appears in the staff room.")], lane=Lane.ALERT)


def _welcome(work: Work, person: Person) -> None:
    saying.to_person(
        work,
        person,
        [
            _("Thank you. You are in."),
            _(
                "Whenever you hear or live something, write it to me here in your own words, or send a voice note. "
                "I say back what I understood, and when you will hear."
            ),
            _("Write /help at any time."),
        ],
        [[urgent.BUTTON]],
    )


def _welcome_to_desk(work: Work, person: Person, role: Role, *, by_machine: bool) -> None:
    people.grant(work, person, role, allowed_by=None, allowed=by_machine)
    if by_machine:
        saying.to_person(
            work,
            person,
            [
                _("You are an administrator of this programme now."),
                _("Add me to the team's Telegram group: I will ask you here what it is. Write /help for the rest."),
            ],
        )
        return
    saying.to_person(work, person, [_("Thank you. An administrator has to let you in now. I will tell you here.")])
    for administrator in people.holding(work, frozenset({Role.ADMINISTRATOR})):
        parts = [
            _("{who} has opened a link to become: {role}.", who=people.name_and_title(person), role=labels.ROLES[role]),
            _("Their Telegram account number is {number}. Let them in?", number=Code(str(person.telegram_id))),
        ]
        row = (
            Button(p_("button", "Let them in"), f"g:{person.number}:{role}:allow"),
            Button(p_("button", "Do not let them in"), f"g:{person.number}:{role}:refuse"),
        )
        saying.to_person(work, administrator, parts, (row,), lane=Lane.ALERT, words_of=person.number)
