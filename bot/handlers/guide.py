"""Help that knows where one is: in a conversation, a group, at the desk, as a champion, as a stranger."""

from __future__ import annotations

from collections.abc import Collection

from bot.handlers import menus, staff_guide
from bot.handlers.conversation import Conversations
from bot.language import Text, _, p_
from bot.loop import at_work, community_leads, outside, people, saying, urgent
from bot.loop import door as way_in
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

JOBS: dict[str, Text] = {
    "ask": p_("button", "Ask a question"),
    "mine": p_("button", "What became of it"),
    "refer": p_("button", "Somebody needs help"),
    "event": p_("button", "Report an event"),
    "propose": p_("button", "Propose a message"),
    "places": p_("button", "Places that help"),
    "settings": p_("button", "Settings"),
    "try": p_("button", "Practise"),
    "person": p_("button", "Talk to a person"),
    "language": p_("button", "Another language"),
    "mydata": p_("button", "My data"),
    "complain": p_("button", "Complain"),
}
FOR_STRANGERS = ("mydata", "complain")
IN_A_ROW = 2
ALSO: dict[str, Text] = {
    "tell": menus.IN_GROUPS["tell"],
    "loop": _("What became of what your group raised"),
    **{name: menus.IN_PRIVATE[name] for name in ("check", "letter", "group", "newgroup")},
}
"""What has no button here, and can be written."""
FOR_LEADS = {"matters": _("what is open, and what comes first")}


def show(work: Work, person: Person, conversations: Conversations, commands: Collection[str]) -> None:
    """What one can do here; in the middle of something, first what that is, and its question once more at the end.

    Staff get what they can do at the desk as a message of its own before it.
    """
    talking, is_staff = conversations.open(work, person), people.is_staff(work, person)
    if is_staff:
        saying.to_person(work, person, staff_guide.parts())
    parts = [
        _("Write to me in your own words what you hear or live, or send a voice note. That is all it takes."),
        _("The buttons below do the rest. You can also write:"),
        staff_guide.lines(_also(work, person, is_staff=is_staff)),
        _(
            "/language – another language\n/cancel – drop what we are in the middle of\n"
            "/stop – no more messages\n/help – this"
        ),
    ]
    title = conversations.title(talking) if talking is not None else None
    if title is not None:
        parts.insert(0, _("We are in the middle of: {what}. To leave it, write /cancel.", what=title))
    parts.append(at_work.told(work))
    parts.append(_("I give no medical advice. In an emergency call {emergency}.", emergency="999"))
    parts += outside.bodies()
    saying.to_person(work, person, parts, buttons([job for job in JOBS if job in commands]))
    if talking is not None:
        conversations.ask_again(work, person, talking)


def _also(work: Work, person: Person, *, is_staff: bool) -> dict[str, Text]:
    mine = {**ALSO, **(FOR_LEADS if community_leads.is_one(work, person) else {})}
    return {name: what for name, what in mine.items() if not (is_staff and name in staff_guide.LISTED)}


def show_stranger(work: Work, person: Person, door: Text) -> None:
    """The way in, and what everybody may do without coming in."""
    rows = [*way_in.ways_in(person), *buttons(FOR_STRANGERS)]
    saying.to_person(work, person, [door, *outside.bodies()], rows)


def in_group(how_to_tell: Text) -> list[Text]:
    """What one can do in a group, and where the rest is."""
    return [
        how_to_tell,
        _("For all else, to ask a person or to complain, write /help to me in private."),
        _("I give no medical advice. In an emergency call {emergency}.", emergency="999"),
    ]


def buttons(jobs: Collection[str]) -> list[list[Button]]:
    """The way to urgent help, and a button for each job."""
    listed = [Button(JOBS[job], f"d:go:{job}") for job in jobs]
    rows = [listed[at : at + IN_A_ROW] for at in range(0, len(listed), IN_A_ROW)]
    return [[urgent.BUTTON], *rows]
