"""Words of a trusted message in the languages of those whom it is for: asked for, written, read, or gone without.

What is missing is decided language by language. Nothing here goes out: a second person approves all of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from bot import errors
from bot.language import Code, Text, _, own_words
from bot.language_names import english_name
from bot.loop import (
    comparing,
    consult_missing,
    finding,
    people,
    promises,
    record,
    saying,
    trusted,
    trusted_card,
    trusted_readers,
    trusted_words,
)
from bot.message_words import UNAPPROVED, LanguageState, MessageState
from bot.store.people import Person
from bot.store.promises import Promise
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.store.updates import Version
from bot.words import Lane, Role


def ask_readers(work: Work, by: Person, message_id: int | None) -> list[str]:
    """Ask for words in each language that they are missing or stale in; returns those that nobody reads."""
    message = trusted.for_staff(work, by, message_id)
    _must_be_unapproved(message)
    unread = _ask(work, by, message)
    trusted_card.show(work, message)
    return unread


def words_changed(work: Work, by: Person, message: TrustedMessage) -> None:
    """The words that all others are made from are others now: whoever was asked for theirs is asked again."""
    stale = [one for one, how in trusted_words.states(work, message).items() if how == LanguageState.STALE]
    _ask(work, by, message, among=stale)


def to_write(work: Work, by: Person, message_id: int | None, language: str) -> TrustedMessage:
    """A message that wants words, held, for who may write them: staff, and readers of that language."""
    message = finding.one(work, TrustedMessage, message_id, held=True)
    if not people.is_staff(work, by):
        must_read(work, by, language)
    _must_be_unapproved(message)
    if language == message.language:
        raise errors.NoLongerThere(_("These are the words that all others are made from."))
    return message


def any_to_write(work: Work, by: Person, message_id: int | None) -> TrustedMessage:
    """`to_write`, in whatever language they may."""
    message = finding.one(work, TrustedMessage, message_id, held=True)
    _must_be_unapproved(message)
    if not writable(work, by, message):
        raise errors.NotAllowed(_("Only readers of the programme can do this."))
    return message


def writable(work: Work, by: Person, message: TrustedMessage) -> list[str]:
    """The languages of those whom it is for that somebody may put it into."""
    others = [one for one in trusted_words.states(work, message) if one != message.language]
    if people.is_staff(work, by):
        return others
    may = Role.READER in people.roles(work, by)
    return [one for one in others if may and trusted_readers.reads(work, by, one)]


def write(work: Work, by: Person, message_id: int | None, language: str, words: Mapping[str, str]) -> bool:
    """Words in a language, in place of any before. Somebody else who reads it is asked; whether there is anybody.

    Raises `errors.Mistake` where a number, date, phone, link or code is not that of the source.
    """
    message = to_write(work, by, message_id, language)
    consult_missing.must_hold_answers(message, words[trusted.WORDS])
    must_agree(trusted_words.differences(work, message, language, words))
    for of in trusted_words.texts(work, message):
        trusted.put_words(work, by, message, of, language, words[of])
    message.read_by_one = [one for one in message.read_by_one if one != language]
    shown = trusted_words.fingerprint(work, message, language)
    trusted.was_changed(work, by, message, "translate_message", language=language, words=shown)
    asked = trusted_readers.ask_to_read(work, message, language)
    trusted_card.show(work, message)
    return bool(asked)


def must_agree(differs: comparing.Differs) -> None:
    """Raises `errors.Mistake`, with what differs, where a translation may not go like this."""
    if differs.is_refused:
        raise errors.Mistake(Text("{what}", {"what": told_differences(differs)[0]}))


def told_differences(differs: comparing.Differs) -> list[Text]:
    """What differs, in words."""
    missing, beside = [Code(one) for one in differs.missing], [Code(one) for one in differs.beside]
    told: list[Text] = []
    if missing and beside:
        text = _("I miss {missing}, and {beside} is new. Please mend it.", missing=missing, beside=beside)
        told.append(text)
    elif missing:
        told.append(_("I miss this in your words: {missing}. Please put it in.", missing=missing))
    elif beside:
        told.append(_("This is not in the first text: {beside}. Please take it out.", beside=beside))
    if differs.months:
        months = [own_words(one) for one in differs.months]
        told.append(_("Please look at the month once more. I did not find this one: {months}", months=months))
    return told


def vouch(work: Work, by: Person, message_id: int, language: str, shown: str) -> TrustedMessage:
    """Somebody other than the writer, who reads the language, has read the words as they stood on screen (`shown`).

    Raises `errors.NotAllowed` for the writer, `errors.NoLongerThere` where the words are others by now.
    """
    message = finding.one(work, TrustedMessage, message_id, held=True)
    must_read(work, by, language)
    _must_be_unapproved(message)
    there = _as_shown(work, message, language, shown)
    must_agree(trusted_words.differences(work, message, language))
    if by.id in {one.by_id for one in there.values()}:
        raise errors.NotAllowed(_("You wrote these words. Somebody else who reads them has to look."))
    if all(one.read_by_id is not None for one in there.values()):
        raise errors.NoLongerThere(_("Somebody has read them already. Thank you."))
    for one in there.values():
        one.read_by_id = by.number
    message.read_by_one = [one for one in message.read_by_one if one != language]
    work.session.flush()
    detail = {"language": language, "words": shown, "hash": trusted.binding(work, message)}
    record.act(work, by, "read_message_words", trusted.ABOUT, message.number, **detail)
    trusted_readers.settled(work, message, language)
    trusted_card.show(work, message)
    return message


def cannot(work: Work, by: Person, message_id: int, language: str) -> None:
    """Somebody who was asked for words cannot write them: whoever wrote the message is told."""
    message = to_write(work, by, message_id, language)
    record.act(work, by, "cannot_translate", trusted.ABOUT, message.number, language=language)
    author = people.serving(work, message.author_id)
    text = _(
        "{who} cannot put {reference} into {language}.",
        who=people.name_and_title(by),
        reference=Code(message.reference),
        language=english_name(language),
    )
    if author is not None:
        saying.to_person(work, author, [text], lane=Lane.ALERT)


def accept_one(work: Work, by: Person, message_id: int, language: str, shown: str) -> TrustedMessage:
    """Words may go out though only their writer read them: one of the team who is not that writer says so.

    Each copy in that language then says "read by one person".
    """
    message = _to_decide(work, by, message_id)
    if trusted_words.state(work, message, language) != LanguageState.UNREAD:
        text = _("That is settled already, or the words have changed. See {reference}.", **_of(message))
        raise errors.NoLongerThere(text)
    there = _as_shown(work, message, language, shown)
    if by.id in {one.by_id for one in there.values()}:
        raise errors.NotAllowed(_("You wrote these words. Somebody else of the team decides that."))
    before = list(message.read_by_one)
    message.read_by_one = sorted({*before, language})
    _decided(work, by, message, "accept_one_reader", language=language, one_reader_before=before)
    trusted_readers.settled(work, message, language)
    return message


def leave_out(work: Work, by: Person, message_id: int, languages: Collection[str]) -> TrustedMessage:
    """Whoever reads these languages gets nothing of it."""
    message = _to_decide(work, by, message_id)
    if set(languages) <= set(message.left_out):
        raise errors.NoLongerThere(_("They are left out already."))
    if message.language in languages:
        raise errors.Mistake(_("These are the first words. They cannot be left out. Please choose other groups."))
    before = list(message.left_out)
    message.left_out = sorted({*before, *languages})
    _decided(work, by, message, "leave_languages_out", left_out_before=before, left_out=list(message.left_out))
    for language in languages:
        trusted_readers.settled(work, message, language)
    return message


def wait_for(work: Work, by: Person, message_id: int, language: str) -> TrustedMessage:
    """Whoever reads a language gets it after all: it waits for their words."""
    message = _to_decide(work, by, message_id)
    if language not in message.left_out and language not in message.read_by_one:
        raise errors.NoLongerThere(_("It waits for that language already."))
    before = {"left_out_before": list(message.left_out), "one_reader_before": list(message.read_by_one)}
    message.left_out = [one for one in message.left_out if one != language]
    message.read_by_one = [one for one in message.read_by_one if one != language]
    _decided(work, by, message, "wait_for_language", language=language, **before)
    return message


def must_read(work: Work, by: Person, language: str) -> None:
    """Raises `errors.NotAllowed` for anybody but readers of a language, and staff who read it."""
    if people.roles(work, by).isdisjoint(trusted_readers.READERS):
        raise errors.NotAllowed(_("Only readers of the programme can do this."))
    if not trusted_readers.reads(work, by, language):
        text = _("You have not said that you read {language}. You can: /settings", language=english_name(language))
        raise errors.NotAllowed(text)


def words_late(work: Work, promise: Promise) -> None:
    """Words that did not come by the day promised: whoever wrote the message and the staff room hear so, once."""
    message = work.session.get_one(TrustedMessage, promise.about_id)
    if message.state not in UNAPPROVED:
        promise.kept_at = work.now
        return
    language = promise.about.partition(":")[2]
    text = _(
        "{reference} should be there in {language} since {day}. Write it, leave those groups out, or wait.",
        **_of(message),
        language=english_name(language),
        day=promises.day_of(work, promise.due_at),
    )
    author = people.serving(work, message.author_id)
    if author is not None:
        saying.to_person(work, author, [text], lane=Lane.ALERT)
    trusted_card.show(work, message)


def _ask(work: Work, by: Person, message: TrustedMessage, among: Collection[str] | None = None) -> list[str]:
    wanting = {LanguageState.MISSING, LanguageState.STALE}
    found = [one for one, how in trusted_words.states(work, message).items() if how in wanting]
    chosen = [one for one in found if among is None or one in among]
    unread = [one for one in chosen if not trusted_readers.ask_for_words(work, message, one)]
    if chosen:
        record.act(work, by, "ask_readers", trusted.ABOUT, message.number, languages=chosen, nobody=unread)
    return unread


def _to_decide(work: Work, by: Person, message_id: int) -> TrustedMessage:
    message = trusted.for_staff(work, by, message_id)
    _must_be_unapproved(message)
    return message


def _must_be_unapproved(message: TrustedMessage) -> None:
    if message.state not in UNAPPROVED:
        raise errors.NoLongerThere(_("{reference} is past that: it was approved, sent or dropped.", **_of(message)))


def _decided(work: Work, by: Person, message: TrustedMessage, act: str, **detail: object) -> None:
    if message.state == MessageState.PROPOSED:
        raise errors.Mistake(_("Take it over first: it is still a champion's proposal."))
    trusted.was_changed(work, by, message, act, **detail)
    trusted_card.show(work, message)


def _as_shown(work: Work, message: TrustedMessage, language: str, shown: str) -> Mapping[str, Version]:
    wanted, there = trusted_words.texts(work, message), trusted_words.texts(work, message, language)
    is_whole = set(wanted) <= set(there) and language != message.language
    if not is_whole or trusted_words.fingerprint(work, message, language) != shown:
        raise errors.NoLongerThere(_("The words have changed since. Please read them as they are now."))
    return {of: there[of] for of in wanted}


def _of(message: TrustedMessage) -> dict[str, Code]:
    return {"reference": Code(message.reference)}
