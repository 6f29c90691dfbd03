"""What staff are shown in private about a trusted message: who gets it, what needs a person, whether to stop."""

from __future__ import annotations

from bot.language import Code, Text, _, n_, p_
from bot.language_names import english_name
from bot.loop import audience, audience_words, paging, saying, sending, sending_settling, trusted
from bot.loop.copies_sent import Fate
from bot.loop.sending_settling import AT_A_TIME, ToDecide
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work

AGAIN, LEAVE = p_("button", "Say it again"), p_("button", "Leave it as it is")
IN_LANGUAGE = p_("button", "Send it in {language}")
WHAT: dict[Fate, Text] = {
    Fate.UNCERTAIN: _("{whom}: I could not see whether it arrived."),
    Fate.HELD: _("{whom}: reads {now} now, and there are no words in it. Nothing has gone there."),
    Fate.COULD_NOT: _("{whom}: its champion could not pass it on."),
    Fate.FAILED: _("{whom}: it failed. {why}"),
}


def receivers(work: Work, by: Person, message_id: int, start: int) -> None:
    """Show some of those who get it; how many they are stands above the first."""
    message = trusted.for_staff(work, by, message_id, held=False)
    names, is_more = audience_words.names(work, message, message.audience, start)
    parts = [audience_words.joined(names)] if names else [_("Nobody gets it as it is chosen now.")]
    if not start:
        found = audience.receivers(work, message)
        parts = [*audience_words.whom(work, message), audience_words.counted(found), *parts]
    turns = paging.steps(f"tm:{message.number}:list:", start, audience_words.AT_A_TIME, is_more=is_more)
    saying.to_person(work, by, parts, (turns,) if turns else ())


def ask_to_stop(work: Work, by: Person, message_id: int) -> None:
    """Ask whether it is to be stopped, with how much has not gone yet."""
    message, left = sending.before_stop(work, by, message_id)
    text = n_(
        "Stop {reference}? {n} copy has not gone yet, and will not go. This cannot be undone.",
        "Stop {reference}? {n} copies have not gone yet, and will not go. This cannot be undone.",
        left,
        reference=Code(message.reference),
    )
    yes = Button(p_("button", "Yes, stop it"), f"tm:{message.number}:stop_yes")
    saying.to_person(work, by, [text, _("To let it go on, do nothing.")], ((yes,),))


def to_decide(work: Work, by: Person, message_id: int, start: int) -> None:
    """Show some of the copies that a person decides about, each with its buttons."""
    found = sending_settling.listed(work, by, message_id, start=start)
    if not found:
        saying.to_person(work, by, [_("Nothing needs a person here.")])
    for row in found[:AT_A_TIME]:
        whom = sending_settling.whom(work, row.copy)
        text = Text(WHAT[row.fate].message, {"whom": whom, "now": english_name(row.now_reads), "why": row.why})
        saying.to_person(work, by, [text], (_choices(row),))
    if turns := paging.steps(f"tm:{message_id}:decide:", start, AT_A_TIME, is_more=len(found) > AT_A_TIME):
        saying.to_person(work, by, [_("There are more.")], (turns,))


def _choices(row: ToDecide) -> tuple[Button, Button]:
    again = AGAIN
    if row.fate is Fate.HELD:
        again = Text(IN_LANGUAGE.message, {"language": english_name(row.copy.language)}, IN_LANGUAGE.context)
    return Button(again, f"tc:{row.copy.number}:again"), Button(LEAVE, f"tc:{row.copy.number}:leave")
