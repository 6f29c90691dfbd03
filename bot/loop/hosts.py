"""A group's hosts: whoever brought the bot, and others whom the team names. They choose how it speaks there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import finding, group_card, group_story, joining, people, quiet, record, saying, tellings
from bot.store import outbox
from bot.store.chats import Chat, Group, Membership
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling
from bot.words import Lane, TellingState

SETTINGS = p_("button", "Group settings")
CHANGED: dict[str, Text] = {
    "name": _("its name"),
    "communities": _("who the group is"),
    "language": _("the language"),
    "also": _("other languages"),
    "rhythm": _("how often"),
    "told_on": _("the day and hour"),
    "hours": _("the quiet hours"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How a group is spoken to. `hours`: minutes after midnight from and to which it is quiet, if it ever is.

    `weekday`, `minute`: when what can wait is told there.
    """

    name: str
    communities: tuple[str, ...]
    language: str
    also_reads: tuple[str, ...]
    rhythm_days: int
    hours: tuple[int, int] | None
    weekday: int
    minute: int


def appoint(work: Work, group: Group, host: Person, by: Person) -> None:
    """Somebody may choose from now on how the group is spoken to; they are asked to, where the bot can write to them.

    Where it cannot, a button in the group leads them to their private chat with the bot.
    """
    note(work, group, host)
    record.act(work, by, "appoint_host", "group", group.number, host=host.number)
    parts = [
        _("You are the host of “{group}”: you can choose how I speak there.", group=group.name),
        _(
            "Until you do, I speak {language} there. While something is open, I bring news at least every two weeks.",
            language=own_words(english_name(group.language)),
        ),
    ]
    button = Button(SETTINGS, f"b:{group.number}:settings")
    if saying.to_person(work, host, parts, ((button,),), lane=Lane.ANSWER) is None and group.chat_id is not None:
        offer_there(work, group)


def note(work: Work, group: Group, host: Person) -> None:
    """Somebody is a host of the group from now on."""
    people.belongs(work, host, group)
    _membership(work, host, group).is_host = True
    work.session.flush()


def offer_there(work: Work, group: Group, **more: Any) -> None:
    """Say in the group where its settings are; the button opens the private chat, where it is seen who asks."""
    text = _("The host of this group, or the team, can choose how I speak here. The settings open in our private chat.")
    link = f"https://t.me/{work.programme.username}?start=g{group.number}"
    if group.chat_id is not None:
        saying.to_chat(work, group.chat_id, [text], ((Button(SETTINGS, url=link),),), **more)


def of(work: Work, person: Person) -> list[Group]:
    """The groups that a person is host of, by name."""
    rows = (
        select(Group)
        .join(Membership, col(Membership.group_id) == Group.id)
        .where(Membership.person_id == person.id, Membership.is_host, col(Group.ended_at).is_(None))
    )
    return list(work.session.exec(rows.order_by(Group.name)).all())


def hosted(work: Work, person: Person, group_id: int | None) -> Group:
    """A group whose settings a person may change: its hosts and staff. Raises `errors.NotAllowed` for others."""
    group = finding.one(work, Group, group_id)
    if group.ended_at is not None:
        raise errors.NoLongerThere(_("I do not work in that group any more."))
    if not is_host(work, person, group) and not people.is_staff(work, person):
        raise errors.NotAllowed(
            _("Only the host of this group, or the team, can change its settings. Ask one of them, or the team.")
        )
    return group


def is_host(work: Work, person: Person, group: Group) -> bool:
    """Whether somebody is a host of the group."""
    mine = (Membership.person_id == person.id, Membership.group_id == group.id, Membership.is_host)
    return work.session.exec(select(Membership.id).where(*mine)).first() is not None


def settle(work: Work, by: Person, group: Group, settings: Settings) -> None:
    """The group is spoken to in this way from now on; what waited for words in its old language may go out now."""
    before, spoke = current(work, group), group.language
    group.name, group.language = settings.name, settings.language
    group.communities, group.also_reads = list(settings.communities), list(settings.also_reads)
    group.rhythm_days = settings.rhythm_days
    group.rhythm_weekday, group.rhythm_minute = settings.weekday, settings.minute
    work.session.add(group)
    if group.chat_id is not None:
        chat = work.session.get_one(Chat, group.chat_id)
        quiet.keep_hours(work, chat, settings.hours)
    work.session.flush()
    if spoke != group.language:
        _say_what_waited(work, group)
    joining.follow(work, group)
    changed = [name for name, was in before.items() if current(work, group)[name] != was]
    after = current(work, group)
    codes = {
        name: (before[name], after[name]) for name in changed if name in ("language", "rhythm", "told_on", "hours")
    }
    record.act(
        work,
        by,
        "settle_group",
        "group",
        group.number,
        changed=changed,
        before={name: was for name, (was, _is) in codes.items()},
        after={name: is_now for name, (_was, is_now) in codes.items()},
    )
    if changed and people.is_staff(work, by):
        names = [CHANGED[name] for name in changed]
        text = _(
            "{who} has changed something in “{group}”: {changed}. To see or change it, write /group.",
            who=people.name_and_title(by),
            group=group.name,
            changed=names,
        )
        tell(work, group, text, but=by)


def current(work: Work, group: Group) -> dict[str, Any]:
    """How a group is spoken to, by what can be chosen."""
    chat = work.session.get(Chat, group.chat_id) if group.chat_id else None
    return {
        "name": group.name,
        "communities": list(group.communities),
        "language": group.language,
        "also": list(group.also_reads or ()),
        "rhythm": group.rhythm_days,
        "told_on": [group.rhythm_weekday, group.rhythm_minute],
        "hours": [chat.quiet_from, chat.quiet_to] if chat else None,
    }


def send_away(work: Work, by: Person, group: Group) -> None:
    """The bot says goodbye and goes. What is owed to the group stays visible, and the team knows."""
    chat = work.session.get_one(Chat, group.chat_id)
    text = _("I was asked to go, so I leave this group now. Thank you for all that you told. You can add me again.")
    saying.to_chat(work, chat.number, [text, *group_story.of(work, group)])
    outbox.leave(work.session, programme_id=work.programme_id, chat_id=chat.number, now=work.now)
    record.act(work, by, "send_away", "group", group.number)
    told = _("I was sent away from the group {group}. What is owed to it cannot be told there.", group=group.name)
    saying.to_staff(work, [told], ((Button(group_card.END, f"grp:{group.number}:end"),),), topic=Topic.OWED)


def topic(work: Work, by: Person, group: Group, chat: Chat, thread: int | None) -> None:
    """From now on the bot begins what it says in this topic, or in General."""
    hosted(work, by, group.number)
    chat.thread_id = thread
    work.session.add(chat)
    record.act(work, by, "choose_topic", "group", group.number)


def gone(work: Work, group: Group, person: Person) -> None:
    """Somebody left the group. What they told there stays the group's; a group without any host is shown to staff."""
    membership = _membership_or_none(work, person, group)
    if membership is None:
        return
    was_host = membership.is_host
    work.session.delete(membership)
    work.session.flush()
    left = select(Membership.id).where(Membership.group_id == group.id, Membership.is_host)
    if was_host and work.session.exec(left).first() is None:
        text = _(
            "The host of {group} has left it. To name another: in the group, reply to a message of theirs with /host.",
            group=group.name,
        )
        saying.to_staff(work, [text], topic=Topic.OWED)


def tell(work: Work, group: Group, text: Text, *, but: Person) -> None:
    """Say something to the hosts of a group, except to whoever just did what is told."""
    found = select(Person).join(Membership, col(Membership.person_id) == Person.id)
    mine = (Membership.group_id == group.id, Membership.is_host, col(Person.left_at).is_(None))
    for host in work.session.exec(found.where(*mine, col(Person.id) != but.id)).all():
        saying.to_person(work, host, [text], lane=Lane.ANSWER)


def _say_what_waited(work: Work, group: Group) -> None:
    """What waited for words in the old language may be there in the new one."""
    if group.chat_id is not None:
        tellings.language_changed(work, group.chat_id)
    waiting = select(Telling).where(Telling.for_group_id == group.id, Telling.state == TellingState.OWED)
    for telling in work.session.exec(waiting).all():
        tellings.queue_again(work, telling)


def _membership(work: Work, person: Person, group: Group) -> Membership:
    mine = (Membership.person_id == person.id, Membership.group_id == group.id)
    return work.session.exec(select(Membership).where(*mine)).one()


def _membership_or_none(work: Work, person: Person, group: Group) -> Membership | None:
    mine = (Membership.person_id == person.id, Membership.group_id == group.id)
    return work.session.exec(select(Membership).where(*mine)).first()
