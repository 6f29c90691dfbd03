"""Help that knows where one is: in a conversation, a group, at the desk, as a champion, as a stranger."""

from __future__ import annotations

from collections.abc import Collection

from bot.handlers import promises_commands
from bot.handlers.conversation import Conversations
from bot.language import Text, _, p_
from bot.loop import at_work, outside, people, saying, urgent
from bot.loop import door as way_in
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

JOBS: dict[str, Text] = {
    "ask": p_("button", "Ask a question"),
    "mine": p_("button", "What became of it"),
    "refer": p_("button", "Somebody needs help"),
    "event": p_("button", "Report an event"),
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


def show(work: Work, person: Person, conversations: Conversations, commands: Collection[str]) -> None:
    """What one can do here; in the middle of something, first what that is, and its question once more at the end."""
    talking = conversations.open(work, person)
    parts = [
        _("Write to me in your own words what you hear or live, or send a voice note. That is all it takes."),
        _("The buttons below do the rest. You can also write:"),
        _(
            "/language – another language\n/cancel – drop what we are in the middle of\n"
            "/stop – no more messages\n/help – this"
        ),
    ]
    title = conversations.title(talking) if talking is not None else None
    if title is not None:
        parts.insert(0, _("We are in the middle of: {what}. To leave it, write /cancel.", what=title))
    if people.is_staff(work, person):
        parts.append(
            _(
                "For staff: /invite – a link for a champion\n/letter – what newcomers read\n/rota – who takes alerts\n"
                "/people, /groups – who and what there is\n/lines – the numbers in urgent help\n"
                "/blocked – who may not tell\n/counts – how people want to hear\n"
                "/library – answers and places\n/leads – the community leads\n"
                "/loop – the loop at a glance\n/report – figures as files\n"
                "/card H-12 – a card here in private\n/lead – who sees what is sensitive\n"
                "/topics – sort the staff room\n"
                "/history H-1 – what was done with H-1\n"
                "Everything else is on the cards in the staff room."
            )
        )
        parts.append(
            _(
                "/today – the cards that wait, one by one\n/inbox – all of them, by what you choose\n"
                "/owed – who has not heard yet\n/promises – what you owe by when\n"
                "/heard – write down what you were told elsewhere\n/digest – the digest, and its hour"
            )
        )
        parts.append(promises_commands.FOR_STAFF)
    parts.append(at_work.told(work))
    parts.append(_("I give no medical advice. In an emergency call {emergency}.", emergency="999"))
    parts += outside.bodies()
    saying.to_person(work, person, parts, buttons([job for job in JOBS if job in commands]))
    if talking is not None:
        conversations.ask_again(work, person, talking)


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
