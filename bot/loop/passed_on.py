"""What became of words that a champion was to pass on: told, could not, not yet. The debt stays seen until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from bot import errors
from bot.card_words import Topic
from bot.language import Text, _, own_words
from bot.loop import finding, joining, passing, people, personal, promises, record, saying, standing, tellings, wording
from bot.store.chats import Group, Membership
from bot.store.circles import PassingOn
from bot.store.issues import Raiser
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import HEARD, OWED, Lane, TellingState, UpdateKind

REMINDED_AFTER = timedelta(days=3)
SHOWN_AFTER = timedelta(days=7)
AT_ONCE = 200
PLANS = frozenset({UpdateKind.PLAN, UpdateKind.TAKEN_UP})
ASKED_AFTER_A_CHANGE = _("Thank you for passing it on. What does the group say: is it better now?")
ASKED_AFTER_A_PLAN = _("Thank you for passing it on. What does the group say: would this help?")


def told(work: Work, person: Person, telling_id: int) -> Text:
    """The champion told the group, all that was in one message. After a change they are asked what the group said."""
    telling = of_champion(work, person, telling_id)
    told_now = [one for one in joining.said_with(work, telling) if one.state not in HEARD]
    if telling.state in HEARD:
        return _("You told me so already. Thank you.")
    for one in told_now:
        arrived(work, person, one)
        _ask(work, person, one, is_one_of_several=len(told_now) > 1)
    return _("Thank you for passing it on.")


def _ask(work: Work, person: Person, telling: Telling, *, is_one_of_several: bool) -> None:
    update = work.session.get_one(Update, telling.update_id)
    buttons = wording.buttons(work, update, telling)
    if not buttons:
        return
    asked = ASKED_AFTER_A_PLAN if update.kind in PLANS else ASKED_AFTER_A_CHANGE
    about = [_("About {reference}", reference=wording.reference(update))] if is_one_of_several else []
    saying.to_person(work, person, [*about, asked], buttons, telling_id=telling.number)


def arrived(work: Work, person: Person, telling: Telling) -> None:
    """The group has heard it from its champion."""
    if telling.state not in HEARD:
        tellings.heard(work, telling)
        tellings.move(work, telling, TellingState.PASSED_ON)
        record.act(work, person, "pass_on", "telling", telling.number)


def could_not(work: Work, person: Person, telling_id: int, why: str | None) -> None:
    """The champion could not tell the group, and need not say why. Staff find another way."""
    telling = in_hand(work, person, telling_id)
    for one in joining.said_with(work, telling):
        if one.state not in HEARD:
            _not_told(work, person, one, why)
    saying.to_person(work, person, [_("Thank you for saying so. The team will find another way.")])


def _not_told(work: Work, person: Person, telling: Telling, why: str | None) -> None:
    _of(work, telling).why_not = why
    tellings.heard(work, telling)
    tellings.move(work, telling, TellingState.FAILED)
    telling.failure_said_at = work.now
    record.act(work, person, "could_not_pass_on", "telling", telling.number)
    parts = [_about(work, telling, _("The champion of {group} could not pass on the news on {reference}."))]
    if why:
        parts += [_("They say:"), own_words(personal.masked(why))]
    saying.to_staff(work, parts, passing.for_staff(telling), words_of=person.number, topic=Topic.OWED)


def of_champion(work: Work, person: Person, telling_id: int) -> Telling:
    """A telling that this person is to pass on. Raises `errors.NotAllowed` for anybody else."""
    telling = finding.one(work, Telling, telling_id, held=True)
    group = work.session.get(Group, telling.for_group_id) if telling.for_group_id else None
    champion = standing.champion_of(work, group) if group else None
    if champion is None or champion.id != person.id:
        raise errors.NotAllowed(_("Only the champion of that group can do this."))
    return telling


def in_hand(work: Work, person: Person, telling_id: int) -> Telling:
    """`of_champion`, while the group has not been told. Raises `errors.NoLongerThere` afterwards."""
    telling = of_champion(work, person, telling_id)
    if telling.state in HEARD:
        raise errors.NoLongerThere(_("You told me so already. Thank you."))
    return telling


def remind(work: Work) -> int:
    """Champions who have had words in hand for three days are reminded, once."""
    late = _in_hand(work, work.now - REMINDED_AFTER, col(PassingOn.reminded_at).is_(None))
    for passing_on, telling in late:
        passing_on.reminded_at = work.now
        if _is_with_an_earlier(telling, late):
            continue
        champion = people.by_number(work, passing_on.person_id)
        if champion is not None:
            day = promises.day_of(work, passing_on.handed_at)
            text = _("The news on {reference} for {group} has been with you since {day}. Have you told them?", day=day)
            parts = [_about(work, telling, text)]
            saying.to_person(work, champion, parts, (passing.buttons(telling),), lane=Lane.TELLING)
    return len(late)


def show(work: Work) -> int:
    """Words that a champion has had in hand for a week: staff are shown them, once."""
    late = _in_hand(work, work.now - SHOWN_AFTER, col(PassingOn.shown_at).is_(None))
    for passing_on, telling in late:
        passing_on.shown_at = work.now
        day = promises.day_of(work, passing_on.handed_at)
        text = _("The news on {reference} has been with the champion of {group} since {day}.", day=day)
        saying.to_staff(work, [_about(work, telling, text)], passing.for_staff(telling), topic=Topic.OWED)
    return len(late)


def hand_to(work: Work, group: Group, champion: Person) -> None:
    """Another champion stands for a group from now on, and gets what is still owed to it."""
    earlier = select(Membership).where(Membership.group_id == group.id, Membership.stands_for)
    for membership in work.session.exec(earlier).all():
        membership.stands_for = False
        before = people.by_number(work, membership.person_id)
        if before is not None and before.id != champion.id:
            text = _("Somebody else stands for “{group}” now. Thank you for all you did for it.", group=group.name)
            saying.to_person(work, before, [text], lane=Lane.ANSWER)
    people.belongs(work, champion, group)
    mine = (Membership.group_id == group.id, Membership.person_id == champion.id)
    membership = work.session.exec(select(Membership).where(*mine)).one()
    membership.stands_for = membership.is_host = True
    work.session.flush()
    for raiser in work.session.exec(select(Raiser).where(Raiser.group_id == group.id)).all():
        raiser.chat_id = champion.chat_id
    owed = select(Telling).where(Telling.for_group_id == group.id, col(Telling.state).in_(OWED))
    for telling in work.session.exec(owed).all():
        telling.failure_said_at = None
        tellings.queue_again(work, telling)


def give_up(work: Work, person: Person, only: Group | None = None) -> None:
    """A champion stops: groups that they stood for have nobody now, and staff see what is owed to each.

    `only`: it is this group that they leave.
    """
    mine = select(Membership).where(Membership.person_id == person.id, Membership.stands_for)
    if only is not None:
        mine = mine.where(Membership.group_id == only.id)
    for membership in work.session.exec(mine).all():
        membership.stands_for = False
        group = work.session.get_one(Group, membership.group_id)
        saying.to_staff(
            work,
            [_("The champion of {group} has stopped. Nobody stands for it now.", group=group.name)],
            ((Button(passing.ASK_ONE, f"grp:{group.number}:stand"),),),
            topic=Topic.OWED,
        )
        owed = select(Telling).where(Telling.for_group_id == group.id, col(Telling.state).in_(OWED))
        for telling in work.session.exec(owed).all():
            telling.failure_said_at = None
            tellings.move(work, telling, TellingState.FAILED)
    work.session.flush()


def _in_hand(work: Work, since: datetime, which: ColumnElement[bool]) -> Sequence[tuple[PassingOn, Telling]]:
    found = (
        select(PassingOn, Telling)
        .join(Telling, col(Telling.id) == PassingOn.telling_id)
        .where(
            PassingOn.programme_id == work.programme_id,
            Telling.state == TellingState.WITH_CHAMPION,
            PassingOn.handed_at <= since,
            which,
        )
    )
    return work.session.exec(found.limit(AT_ONCE).with_for_update(skip_locked=True)).all()


def _is_with_an_earlier(telling: Telling, late: Sequence[tuple[PassingOn, Telling]]) -> bool:
    """Whether it came in one message with another of these, so that it is asked about with that one."""
    same = [one.number for _passing_on, one in late if one.followup_id == telling.followup_id]
    return telling.followup_id is not None and telling.number != min(same)


def _of(work: Work, telling: Telling) -> PassingOn:
    return work.session.exec(select(PassingOn).where(PassingOn.telling_id == telling.id)).one()


def _about(work: Work, telling: Telling, text: Text) -> Text:
    update = work.session.get_one(Update, telling.update_id)
    group = work.session.get_one(Group, telling.for_group_id)
    about = {"reference": wording.reference(update), "group": group.name}
    return Text(text.message, {**text.values, **about})
