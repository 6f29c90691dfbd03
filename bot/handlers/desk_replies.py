"""Staff answer by replying to a card: what they wrote is shown as its reader will see it, and sent by one tap more."""

from __future__ import annotations

from bot import errors
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.handlers.replies import said_there
from bot.language import _
from bot.loop import insights, people
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work

SHOWN_IN_PRIVATE = _("I show it to you in our private chat as it will be read. Send it from there.")


def begin(work: Work, person: Person, insight_id: int, words: str, conversations: Conversations) -> None:
    """Show an answer to whoever wrote it before it goes."""
    people.must_be_staff(work, person)
    insight = insights.still_told(work, insight_id)
    if person.chat_id is None:
        raise errors.Mistake(_("Please write to me in private first: tap my name, then Start. Then answer again."))
    conversations.start(work, person, "answer", insight.number, prefilled={"answer": words})


def answered(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> bool:
    """Whether a private message of a staff member is an answer to a card that stands there."""
    said = said_there(work, arrived)
    insight = work.session.get(Insight, said.insight_id) if said is not None and said.insight_id else None
    if insight is None or insight.person_id == person.id or not arrived.words or not people.is_staff(work, person):
        return False
    begin(work, person, insight.number, arrived.words, conversations)
    return True
