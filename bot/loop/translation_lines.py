"""What stands on a trusted message's card about each language of its readers, and what can be decided there."""

from __future__ import annotations

from bot import labels
from bot.language import Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import promises, trusted_readers, trusted_words
from bot.message_words import DECIDED, UNAPPROVED, LanguageState, MessageState
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

Row = tuple[Button, ...]
ASKED_FOR = frozenset({LanguageState.MISSING, LanguageState.STALE})


def lines(work: Work, message: TrustedMessage) -> list[Text]:
    """Each language: how many read it, how far its words are, by when they are owed; who is left out."""
    readers = trusted_words.by_language(work, message)
    states = trusted_words.states(work, message)
    said = [_line(work, message, language, readers.get(language, 0), how) for language, how in states.items()]
    groups = [own_words(name) for _language, name in trusted_words.left_out(work, message)]
    if groups:
        said.append(_("They get nothing of it: {groups}", groups=groups))
    return said


def card_buttons(work: Work, message: TrustedMessage) -> list[Row]:
    """Ask for words; let a language go though one person read it; leave it out; wait for it."""
    if message.state not in UNAPPROVED or message.state == MessageState.PROPOSED:
        return []
    states, number = trusted_words.states(work, message), message.number
    rows: list[Row] = []
    if any(how in ASKED_FOR for how in states.values()):
        rows.append((Button(p_("button", "Ask for the words"), f"tm:{number}:ask_readers"),))
    open_first = sorted(states.items(), key=lambda one: one[1] in DECIDED)
    rows += [row for language, how in open_first if (row := _row(work, message, language, how))]
    missing = [language for language, how in states.items() if how not in DECIDED]
    if len(missing) > 1:
        rows.append((Button(p_("button", "Leave out all that is missing"), f"tm:{number}:out_all"),))
    return rows


def _row(work: Work, message: TrustedMessage, language: str, how: LanguageState) -> Row:
    number, called = message.number, english_name(language)[:14]
    if how in (LanguageState.LEFT_OUT, LanguageState.BY_ONE):
        return (Button(p_("button", "Wait for {language}", language=called), f"tm:{number}:wait:{language}"),)
    if how in DECIDED:
        return ()
    write = Button(p_("button", "Write {language}", language=called), f"tm:{number}:words:{language}")
    leave = Button(p_("button", "Leave out {language}", language=called), f"tm:{number}:out:{language}")
    if how != LanguageState.UNREAD:
        return (write, leave)
    shown = trusted_words.fingerprint(work, message, language)
    right = Button(p_("button", "{language} is right", language=called), f"tm:{number}:vouch:{language}:{shown}")
    one = Button(p_("button", "Read by one: {language}", language=called), f"tm:{number}:one:{language}:{shown}")
    return (right, one, leave)


def _line(work: Work, message: TrustedMessage, language: str, readers: int, how: LanguageState) -> Text:
    told = {"language": english_name(language), "state": labels.LANGUAGE_STATES[how]}
    due = promises.due_next(work, trusted_readers.KIND, trusted_readers.about(language), message.number)
    if due is not None and how not in DECIDED:
        return n_(
            "{language} ({n} chat): {state}. Promised by {day}.",
            "{language} ({n} chats): {state}. Promised by {day}.",
            readers,
            **told,
            day=promises.day_of(work, due),
        )
    return n_("{language} ({n} chat): {state}", "{language} ({n} chats): {state}", readers, **told)
