"""Staff plan what will be done on a matter, and say what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot import labels
from bot.action_words import Doer, MovedWhy, OutsideReply
from bot.flows.desk import (
    A_DAY,
    IN_A_WEEK,
    IN_A_YEAR,
    IN_TWO_WEEKS,
    Desk,
    Outgoing,
    as_they_read_it,
    in_languages,
    who_waits,
)
from bot.language import Code, Text, _, own_words, p_
from bot.talk import Option, Talk
from bot.words import UpdateKind

AT_MOST = 600
NAME_AT_MOST = 120
LEAVE_OUT = p_("button", "Leave it out")
NOT_KNOWN = p_("button", "No day is known")
TELL, NOT = p_("button", "Tell them"), p_("button", "Do not tell them")
ONLY_STAFF: dict[Doer, Text] = {doer: label for doer, label in labels.DOERS.items() if doer is not Doer.GROUP}


class Known(NamedTuple):
    """The matter at the desk; the groups that could be asked; what is planned, and by when, where that is known.

    `as_asked` shows how a group is asked whether it wants it. `plan`: what is planned already, as it would be told.
    """

    desk: Desk
    groups: Sequence[tuple[int, str]] = ()
    what: str = ""
    due: date | None = None
    as_asked: Callable[[Asked], Sequence[Text]] | None = None
    plan: Outgoing | None = None
    is_told: bool = True


class Hands(NamedTuple):
    """Who does it: a staff member; or somebody outside, or a group, beside whom that staff member stands."""

    staff_id: int
    name: str = ""
    body: str = ""
    email: str = ""
    group_id: int | None = None


class Asked(NamedTuple):
    """What a group is asked to do, by language; by when, and in whose hands it would be."""

    what: Mapping[str, str]
    due: date
    hands: Hands


class Planned(NamedTuple):
    """What will be done and how people will notice, by language; by when; by whom."""

    what: dict[str, str]
    measure: dict[str, str]
    due: date
    hands: Hands


class Changed(NamedTuple):
    """What will be done and how people will notice, from now on."""

    what: dict[str, str]
    measure: dict[str, str]


class Blocked(NamedTuple):
    """What is in the way, and until when."""

    why: str
    until: date | None


class Moved(NamedTuple):
    """The new day, and why."""

    due: date
    why: MovedWhy


class Replied(NamedTuple):
    """What somebody outside says: done, by another day, or cannot; and their words."""

    reply: OutsideReply
    due: date | None
    words: str


def plan_action(talk: Talk, known: Known) -> Planned | None:
    """One more action; nothing where it was thought better of."""
    about = _("{reference}: {title}", reference=Code(known.desk.reference), title=known.desk.quote)
    talk.show(about)
    what = _what(talk, known.desk)
    due = _due(talk, known.desk, _("By when?"))
    measure = _measure(talk, known.desk)
    hands = _hands(talk, known)
    asked = [_("This will be told to everyone who raised it:")]
    if hands.group_id is not None:
        asked = [*_as_asked(known, Asked(what, due, hands)), _("If it does, this will be told:")]
    told = as_they_read_it(known.desk, Outgoing(UpdateKind.PLAN, measure, what, hands.staff_id, due=due))
    shown = [*asked, *told, *who_waits(_both(what, measure), known.desk)]
    return Planned(what, measure, due, hands) if talk.confirm("send", shown, yes=TELL, no=NOT) else None


def change_action(talk: Talk, known: Known) -> Changed | None:
    """What is planned, said anew; nothing where it was thought better of."""
    talk.show(own_words(known.what))
    what, measure = _what(talk, known.desk), _measure(talk, known.desk)
    going = Outgoing(UpdateKind.PLAN, measure, what, due=known.due or known.desk.today)
    told = as_they_read_it(known.desk, going)
    shown = [_("This will be told to everyone who raised it:"), *told, *who_waits(_both(what, measure), known.desk)]
    return Changed(what, measure) if talk.confirm("send", shown, yes=TELL, no=NOT) else None


def note_action(talk: Talk, known: Known) -> str:
    """A note; the team reads it."""
    talk.show(own_words(known.what))
    return talk.words("words", _("What do you want to note? The team reads it, nobody else."), at_most=AT_MOST)


def block_action(talk: Talk, known: Known) -> Blocked:
    """What is in the way, and until when."""
    talk.show(own_words(known.what))
    why = talk.words("why", _("What is in the way?"), at_most=AT_MOST, name=_("What is in the way"))
    until = talk.day(
        "until",
        _("Until when, as far as you know?"),
        offered=[known.desk.today + IN_A_WEEK, known.desk.today + IN_TWO_WEEKS],
        not_before=known.desk.today + A_DAY,
        not_after=known.desk.today + IN_A_YEAR,
        skip=NOT_KNOWN,
        name=_("Until when"),
    )
    return Blocked(why, until)


def move_action(talk: Talk, known: Known) -> Moved:
    """A new day: those who raised it hear with the next word to them that it moved, and why."""
    talk.show(own_words(known.what))
    due = _due(talk, known.desk, _("By when will it be done? Those who raised it hear that the day has moved."))
    why = talk.choose(
        "why", _("Why? They hear the reason too."), MovedWhy, labels=labels.MOVED_WHYS, name=_("Why it moved")
    )
    return Moved(due, why)


def hand_action(talk: Talk, known: Known) -> Hands | None:
    """Who does it from now on; nothing where what people would hear of that was thought better of."""
    talk.show(own_words(known.what))
    hands = _hands(talk, known)
    if known.plan is None or (hands.group_id is None and known.is_told):
        return hands
    shown = [_("Nobody was told of this plan yet. It will be told to everyone who raised it:")]
    if hands.group_id is not None:
        asked = Asked(known.plan.did, known.due or known.desk.today, hands)
        shown = [*_as_asked(known, asked), _("If it does, this will be told:")]
    shown += as_they_read_it(known.desk, known.plan._replace(owner_id=hands.staff_id))
    return (
        hands
        if talk.confirm("send", shown, yes=p_("button", "Do that"), no=p_("button", "Leave it as it is"))
        else None
    )


def record_reply(talk: Talk, known: Known) -> Replied:
    """What somebody outside replied."""
    talk.show(own_words(known.what))
    reply = talk.choose(
        "reply", _("What do they say?"), OutsideReply, labels=labels.OUTSIDE_REPLIES, name=_("What they say")
    )
    due = _due(talk, known.desk, _("By when?")) if reply is OutsideReply.LATER else None
    if reply is OutsideReply.CANNOT:
        words: str | None = talk.words("cannot", _("Why can they not?"), at_most=AT_MOST, name=_("Why not"))
    else:
        question = _("What did they say, in their words? You can leave this out.")
        words = talk.words("words", question, at_most=AT_MOST, skip=LEAVE_OUT, name=_("Their words"))
    return Replied(reply, due, words or "")


def _as_asked(known: Known, asked: Asked) -> list[Text]:
    first = _("First the group is asked whether it wants this:")
    return [first, *(known.as_asked(asked) if known.as_asked is not None else ())]


def _what(talk: Talk, desk: Desk) -> dict[str, str]:
    question = _("What will be done? In plain words: those who raised it read this.")
    return in_languages(talk, "what", question, desk, _("What will be done"))


def _measure(talk: Talk, desk: Desk) -> dict[str, str]:
    question = _("How will people notice that it worked? They read this too.")
    return in_languages(talk, "measure", question, desk, _("How people will notice"))


def _due(talk: Talk, desk: Desk, question: Text) -> date:
    return talk.day(
        "due",
        question,
        offered=[desk.today + IN_A_WEEK, desk.today + IN_TWO_WEEKS],
        not_before=desk.today + A_DAY,
        not_after=desk.today + IN_A_YEAR,
        name=_("By when"),
    )


def _hands(talk: Talk, known: Known) -> Hands:
    offered: dict[Doer, Text] = labels.DOERS if known.groups else ONLY_STAFF
    doer = talk.choose("doer", _("Who does it?"), Doer, labels=offered, name=_("Who does it"))
    if doer is Doer.STAFF:
        return Hands(_staff(talk, known, _("Who of the team?")))
    beside = _("Who of the team stands beside them, and answers for it?")
    if doer is Doer.GROUP:
        groups = [Option(str(number), own_words(name)) for number, name in known.groups]
        group = talk.choose(
            "group", _("Which group? It is asked first whether it wants to."), groups, name=_("The group")
        )
        return Hands(_staff(talk, known, beside), group_id=int(group))
    name = talk.words("name", _("What is their name?"), at_most=NAME_AT_MOST, name=_("Their name"))
    body = talk.words("body", _("Where do they work?"), at_most=NAME_AT_MOST, name=_("Where they work"))
    question = _("What is their e-mail address? I write the e-mails for you to send; I send none myself.")
    email = talk.words("email", question, at_most=NAME_AT_MOST, skip=LEAVE_OUT, name=_("Their e-mail address"))
    return Hands(_staff(talk, known, beside), name, body, email or "")


def _staff(talk: Talk, known: Known, question: Text) -> int:
    colleagues = [Option(str(number), own_words(name)) for number, name in known.desk.colleagues]
    return int(talk.choose("staff", question, colleagues, name=_("Who answers for it")))


def _both(what: dict[str, str], measure: dict[str, str]) -> dict[str, str]:
    """The languages that there are words of both in."""
    return {code: text for code, text in what.items() if code in measure}
