"""Is it real? `/check`, and messages of ours that somebody forwards or pastes: for anybody, in private and in groups.

A copy of a message is compared before it is kept as something told; words that only name a code are told as ever.
"""

from __future__ import annotations

from bot.handlers import telling, telling_commands
from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import Languages, Text, _
from bot.loop import chats, check_answers, checking, door, pasted, people, saying, wrong_codes
from bot.loop.checking import NOT_OURS, Checked, Verdict
from bot.store.conversations import Talking
from bot.store.people import Person
from bot.store.session import Work

CHECK = "check"


def check(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/check` in private: a code or a text; what is no message of ours goes to the team as something going round."""
    text = _text(arrived)
    if text and _answered(work, person, arrived, text, conversations.languages):
        return
    if person.consented_at is not None:
        telling_commands.KIND_COMMANDS[CHECK](work, person, arrived, conversations)
        return
    said = check_answers.of_text(work, _reads(person), NOT_OURS) if text else [check_answers.SEND_ME]
    saying.to_person(work, person, [*said, door.greeting(work, person)], door.ways_in(person))


def took(work: Work, person: Person, arrived: Arrived, languages: Languages) -> bool:
    """A code alone, or a copy of a message, is answered instead of kept. Words with a code in them are kept."""
    text = arrived.as_sent
    if not text:
        return False
    if pasted.is_written_as_code(text):
        return _is_code(work, text) and _answered(work, person, arrived, text, languages)
    checked = _checked(work, person, text, languages)
    if checked.message is None:
        return False
    if checked.is_copy or arrived.is_forwarded or person.consented_at is None:
        _say(work, person, arrived, _of_text(work, person, arrived, checked))
        return True
    telling.take(work, person, arrived)
    rows = ((check_answers.CHECK,),)
    saying.to_person(work, person, [check_answers.IS_IT_OURS], rows, reply_to=arrived.message_id)
    return True


def took_in_talk(work: Work, person: Person, talking: Talking, arrived: Arrived, conversations: Conversations) -> bool:
    """What was asked for by `/check` alone turns out to be a code, or a copy of a message."""
    text = arrived.as_sent
    if talking.state["flow"] != CHECK or not text:
        return False
    if not _answered(work, person, arrived, text, conversations.languages):
        return False
    conversations.drop(work, person)
    return True


def in_group(work: Work, arrived: Arrived, languages: Languages) -> bool:
    """`/check` in a group, for anybody, in their own language; false where it is something going round.

    A message that it replies to is looked at, and nothing of it is kept or said again.
    """
    if arrived.sender is None:
        return False
    person, text = people.meet(work, arrived.sender), _text(arrived)
    if not text and not arrived.media:
        said = [check_answers.SEND_ME]
    elif pasted.is_written_as_code(text):
        said = _of_code(work, person, text)
    else:
        checked = _checked(work, person, text, languages)
        if checked.message is None and arrived.as_sent:
            return False
        said = check_answers.of_text(work, _reads(person), checked, in_group=True, with_media=bool(arrived.media))
        if checked.message is None:
            said.append(_("To ask the team if it is true, write /check and what it says to me in private."))
    chat = chats.find(work, arrived.chat) or chats.added(work, arrived.chat, arrived.title)
    saying.to_chat(work, chat.number, said, reply_to=arrived.message_id, language=_reads(person))
    return True


def _answered(work: Work, person: Person, arrived: Arrived, text: str, languages: Languages) -> bool:
    """Say what a code or a text is; false where it is no message of ours."""
    if pasted.is_written_as_code(text):
        _say(work, person, arrived, _of_code(work, person, text), can_tell=False)
        return True
    checked = _checked(work, person, text, languages)
    if checked.message is None:
        return False
    _say(work, person, arrived, _of_text(work, person, arrived, checked))
    return True


def _say(work: Work, person: Person, arrived: Arrived, said: list[Text], *, can_tell: bool = True) -> None:
    rows = ((check_answers.TELL,),) if can_tell and person.consented_at is not None else ()
    saying.to_person(work, person, said, rows, reply_to=arrived.message_id, words_of=person.id)


def _of_text(work: Work, person: Person, arrived: Arrived, checked: Checked) -> list[Text]:
    return check_answers.of_text(work, _reads(person), checked, with_media=bool(arrived.media))


def _of_code(work: Work, person: Person, text: str) -> list[Text]:
    if wrong_codes.are_many(work, person):
        return check_answers.too_many()
    checked = checking.check_code(work, text)
    if checked.verdict == Verdict.NOT_OURS:
        wrong_codes.note(work, person)
    return check_answers.of_code(work, _reads(person), checked)


def _checked(work: Work, person: Person, text: str, languages: Languages) -> Checked:
    """A text, compared. Whoever tries codes in texts is stopped as well; the words are compared all the same."""
    has_codes = bool(pasted.codes_in(text))
    by_code = has_codes and not wrong_codes.are_many(work, person)
    checked = checking.check_text(work, languages, text, by_code=by_code)
    if by_code and checked.message is None:
        wrong_codes.note(work, person)
    return checked


def _is_code(work: Work, text: str) -> bool:
    """Whether letters that nobody called a code are one: with a line in their middle, or known to us."""
    return "-" in text or checking.check_code(work, text).message is not None


def _text(arrived: Arrived) -> str:
    return arrived.as_sent or arrived.replied_words


def _reads(person: Person) -> str:
    return person.language or "en"
