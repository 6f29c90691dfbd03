"""Groups that have no Telegram chat: a champion stands for one, and the team lets it in."""

from __future__ import annotations

from dataclasses import dataclass

from bot import errors
from bot.card_words import Topic
from bot.language import Text, _, n_, p_
from bot.language_names import english_name
from bot.loop import asking, blocks, finding, passed_on, people, personal, record, saying
from bot.store.chats import Group
from bot.store.circles import Circle
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Lane, Role


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group as its champion describes it."""

    name: str
    meets: str
    communities: tuple[str, ...]
    language: str
    how_many: int | None


def propose(work: Work, champion: Person, new: NewGroup) -> Circle:
    """A champion wants to stand for a group; staff are asked."""
    blocks.must_not_be_blocked(champion)
    circle = Circle(
        programme_id=work.programme_id,
        person_id=champion.number,
        name=new.name,
        meets=new.meets,
        communities=list(new.communities),
        language=new.language,
        how_many=new.how_many,
        asked_at=work.now,
    )
    work.session.add(circle)
    work.session.flush()
    record.act(work, champion, "propose_group", "circle", circle.number)
    row = (
        Button(p_("button", "Take the group in"), f"r:{circle.number}:in"),
        Button(p_("button", "Do not take it in"), f"r:{circle.number}:out"),
    )
    saying.to_staff(work, _described(circle), (row,), words_of=champion.number)
    text = _("Thank you. The team decides whether “{group}” comes in. I tell you here.", group=circle.name)
    saying.to_person(work, champion, [text])
    return circle


def take_in(work: Work, by: Person, circle_id: int) -> Group:
    """The team takes the group in: its champion stands for it from now on."""
    people.must_be_staff(work, by)
    circle, champion = _asked(work, circle_id)
    group = Group(
        programme_id=work.programme_id,
        name=circle.name,
        language=circle.language,
        communities=list(circle.communities),
        meets=circle.meets,
        how_many=circle.how_many,
        since=work.now,
    )
    work.session.add(group)
    work.session.flush()
    circle.settled_at, circle.group_id = work.now, group.number
    record.act(work, by, "take_group_in", "group", group.number)
    passed_on.hand_to(work, group, champion)
    parts = [
        _("“{group}” is in now, and you stand for it.", group=group.name),
        _(
            "To tell something for it: write it to me here, choose “Say more about it”, and choose the group. "
            "What the group is to hear, I bring to you with words to pass on or read out."
        ),
    ]
    saying.to_person(work, champion, parts, lane=Lane.ANSWER)
    return group


def leave_out(work: Work, by: Person, circle_id: int) -> None:
    """The team does not take the group in; its champion is told so."""
    people.must_be_staff(work, by)
    circle, champion = _asked(work, circle_id)
    circle.settled_at = work.now
    record.act(work, by, "leave_group_out", "circle", circle.number)
    text = _(
        "The team cannot take “{group}” in now. You can still tell me everything you hear there.", group=circle.name
    )
    saying.to_person(work, champion, [text], lane=Lane.ANSWER)


def champions(work: Work, group: Group) -> list[tuple[int, Text]]:
    """Who could stand for a group: every champion in reach, by groups and number, never by name."""
    everyone = people.holding(work, frozenset({Role.CHAMPION}))
    reached = [one for one in everyone if one.chat_id is not None and one.left_at is None]
    return [(one.number, called(work, one)) for one in reached]


def ask_to_stand(work: Work, by: Person, group: Group, champion: Person) -> None:
    """Ask a champion whether they will stand for a group. They may say no, without a reason.

    Raises `errors.NotAllowed` where they have been asked enough this week.
    """
    people.must_be_staff(work, by)
    asking.must_not_be_too_much(work, champion)
    asking.count(work, by, champion)
    circle = Circle(
        programme_id=work.programme_id,
        person_id=champion.number,
        name=group.name,
        meets=group.meets or "",
        communities=[],
        language=group.language,
        asked_at=work.now,
        group_id=group.number,
    )
    work.session.add(circle)
    work.session.flush()
    record.act(work, by, "ask_to_stand", "group", group.number, champion=champion.number)
    parts = [
        _(
            "{who} asks: will you stand for “{group}”? It has no Telegram chat. You would get its news here, with "
            "words to pass on or read out.",
            who=people.name_and_title(by),
            group=group.name,
        ),
        _("You may say no. A no needs no reason."),
    ]
    row = (
        Button(p_("button", "Yes, I will"), f"r:{circle.number}:stand"),
        Button(p_("button", "I would rather not"), f"r:{circle.number}:rather"),
    )
    saying.to_person(work, champion, parts, (row,), lane=Lane.ANSWER)


def stand(work: Work, person: Person, circle_id: int, *, will: bool) -> Text:
    """The champion's yes or no. After a yes they get what is owed to the group."""
    circle = finding.one(work, Circle, circle_id, held=True)
    if circle.person_id != person.id:
        raise errors.NotAllowed(_("Only the champion who was asked can answer this."))
    if circle.settled_at is not None or circle.group_id is None:
        raise errors.NoLongerThere(_("That is settled already."))
    circle.settled_at = work.now
    group = work.session.get_one(Group, circle.group_id)
    record.act(work, person, "stand" if will else "rather_not_stand", "group", group.number)
    if not will:
        saying.to_staff(
            work, [_("The champion you asked would rather not stand for {group}.", group=group.name)], topic=Topic.OWED
        )
        return _("That is fine. Thank you for saying so.")
    passed_on.hand_to(work, group, person)
    saying.to_staff(work, [_("{group} has a champion again.", group=group.name)], topic=Topic.SENT)
    return _("Thank you. You stand for it now.")


def _asked(work: Work, circle_id: int) -> tuple[Circle, Person]:
    circle = finding.one(work, Circle, circle_id, held=True)
    champion = people.by_number(work, circle.person_id)
    if circle.settled_at is not None or champion is None or champion.left_at is not None:
        raise errors.NoLongerThere(_("That is settled already."))
    return circle, champion


def _described(circle: Circle) -> list[Text]:
    name, where = personal.masked(circle.name), personal.masked(circle.meets)
    parts = [
        _("A champion wants to stand for a group that is not on Telegram: {group}", group=name),
        _("It meets: {where} · it reads {language}", where=where, language=english_name(circle.language)),
    ]
    if circle.communities:
        communities = [personal.masked(community) for community in circle.communities]
        parts.append(_("Who it is: {communities}", communities=communities))
    if circle.how_many:
        parts.append(n_("about {n} person", "about {n} people", circle.how_many))
    return parts


def called(work: Work, champion: Person) -> Text:
    """How staff tell champions apart: by their groups and a number, never by name."""
    names = [group.name for group in people.groups_of(work, champion)]
    if names:
        return _("A champion of {groups} ({number})", groups=names, number=champion.number)
    return _("Champion {number}", number=champion.number)
