"""Replies to something that the bot said: they go where that message belongs."""

from __future__ import annotations

from sqlmodel import select

from bot import errors
from bot.handlers.arrival import Arrived
from bot.handlers.telling import told
from bot.language import Code, Text, _
from bot.loop import (
    asking,
    blocks,
    chats,
    contacts,
    door,
    followup_opened,
    in_a_row,
    people,
    plans,
    reasons,
    saying,
    tellings,
    trusted_after,
)
from bot.store.chats import Chat
from bot.store.insights import Insight
from bot.store.outbox import Outbox
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update


def said_there(work: Work, arrived: Arrived) -> Outbox | None:
    """What the bot said in the message that is replied to."""
    if arrived.reply_to is None:
        return None
    return work.session.exec(
        select(Outbox).where(
            Outbox.programme_id == work.programme_id,
            Outbox.telegram_chat == arrived.chat,
            Outbox.message_id == arrived.reply_to,
        )
    ).first()


def replied_to(work: Work, person: Person, arrived: Arrived) -> bool:
    """Take a champion's or member's reply in; false where it is about nothing and is something new.

    A reply to a telling shows that it arrived, says why something is not better, or reaches the owner; a reply about
    an insight, by the one who told it, is added to it.
    """
    said = said_there(work, arrived)
    if said is None:
        return False
    if _relayed(work, person, said, arrived):
        return True
    telling = work.session.get(Telling, said.telling_id) if said.telling_id else None
    if telling is not None:
        tellings.heard(work, telling)
        if _to_a_telling(work, person, telling, arrived):
            return True
    if said.followup_id is not None:
        return _to_a_followup(work, person, said.followup_id, arrived)
    if said.trusted_id is not None:
        return _to_a_message(work, person, said, arrived)
    return _to_an_insight(work, person, said.insight_id, said.chat_id, arrived)


def about(work: Work, person: Person, code: str, arrived: Arrived) -> Text:
    """Take in what somebody wrote in reply to a follow-up, now that they say which matter it is about."""
    telling = tellings.by_code(work, code)
    if telling is None:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    key = f"reply:{telling.chat_id}:{arrived.message_id}"
    if work.session.exec(select(Outbox.id).where(Outbox.key == key)).first() is not None:
        return _("You have said so already.")
    taken = _to_a_telling(work, person, telling, arrived, key=key)
    if not taken and not _to_one_told(work, person, telling, arrived):
        raise errors.NoLongerThere(_("I cannot find that any more."))
    return _("Thank you. That is noted.")


def explained(work: Work, person: Person, arrived: Arrived) -> bool:
    """Take a reply in that can only be meant for that message, even in the middle of a conversation.

    That is: why something is not better, or a word to the person that somebody is talking with.
    """
    said = said_there(work, arrived)
    if said is not None and _relayed(work, person, said, arrived):
        return True
    telling = work.session.get(Telling, said.telling_id) if said and said.telling_id else None
    if telling is None:
        return False
    if reasons.unexplained(work, person, telling) is None and plans.unexplained(work, person, telling) is None:
        return False
    return _to_a_telling(work, person, telling, arrived)


def _relayed(work: Work, person: Person, said: Outbox, arrived: Arrived) -> bool:
    """Bring a reply in a talk to the other side of it."""
    if said.contact_id is not None:
        contacts.pass_on(work, person, said.contact_id, arrived.words, arrived.media)
        return True
    talk = asking.asked_by(work, person, said.insight_id) if said.words_of and said.words_of != person.id else None
    if talk is None:
        return False
    words = {"en": arrived.words} if arrived.words else {}
    asking.say(work, person, talk.number, words, arrived.media)
    saying.to_person(work, person, [_("Your words are on their way.")])
    return True


def _to_a_followup(work: Work, person: Person, followup_id: int, arrived: Arrived) -> bool:
    """It goes to whoever answers for the matter that it names, or for the only one; else they are asked which."""
    news = followup_opened.meant(work, followup_id, arrived.words)
    if not news:
        return False
    tellings.heard(work, news[0].telling)
    if len(news) == 1:
        one = news[0].telling
        return _to_a_telling(work, person, one, arrived) or _to_one_told(work, person, one, arrived)
    if not arrived.words:
        return False
    followup_opened.ask_which(work, news[0].telling.chat_id, news, arrived.message_id)
    return True


def _to_one_told(work: Work, person: Person, telling: Telling, arrived: Arrived) -> bool:
    update = work.session.get_one(Update, telling.update_id)
    return _to_an_insight(work, person, update.insight_id, telling.chat_id, arrived)


def _to_an_insight(work: Work, person: Person, insight_id: int | None, chat_id: int, arrived: Arrived) -> bool:
    insight = work.session.get(Insight, insight_id) if insight_id else None
    if insight is None or insight.person_id != person.id or insight.taken_back_at is not None:
        return False
    blocks.must_not_be_blocked(person)
    in_a_row.add(work, person, insight, told(chat_id, arrived))
    return True


def _to_a_telling(work: Work, person: Person, telling: Telling, arrived: Arrived, *, key: str | None = None) -> bool:
    judgement = reasons.unexplained(work, person, telling)
    update = work.session.get(Update, telling.update_id)
    missing = plans.unexplained(work, person, telling)
    if missing is not None and arrived.words:
        plans.say_missing(work, person, missing.number, arrived.words)
    elif judgement is not None and (arrived.words or arrived.media):
        reasons.say_why(work, person, judgement.number, arrived.words, arrived.media)
    elif update is not None and update.issue_id is not None and arrived.words:
        blocks.must_not_be_blocked(person)
        heading = _("A reply on {reference}:", reference=Code(f"M-{update.issue_id}"))
        reasons.pass_on(work, person, update.issue_id, heading, arrived.words)
    else:
        return False
    thanks = _("Thank you. I have passed your words to the person who answers for it.")
    saying.to_chat(work, telling.chat_id, [thanks], reply_to=arrived.message_id, key=key)
    return True


def _to_a_message(work: Work, person: Person, said: Outbox, arrived: Arrived) -> bool:
    """Keep what is said back to a trusted message: it is something told, in the group or in private, about that."""
    if not arrived.words and not arrived.media:
        return False
    group = chats.group_in(work, work.session.get_one(Chat, said.chat_id))
    if group is None:
        door.must_have_joined(work, person)
        insight = in_a_row.take(work, person, told(said.chat_id, arrived), is_new=True)
    else:
        people.belongs(work, person, group)
        insight = in_a_row.take_in_group(work, person, told(said.chat_id, arrived), group, None)
    trusted_after.link(work, person, insight, trusted_after.message_said(work, said.copy_id, said.trusted_id))
    return True
