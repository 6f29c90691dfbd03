"""Where a trusted message stands, in words: who wrote it and why, in which languages, what is missing, what is next."""

from __future__ import annotations

from collections.abc import Mapping

from bot import labels
from bot.language import Code, Text, _
from bot.language_names import english_name
from bot.loop import people, personal, promises, reading_ease, trusted, trusted_words
from bot.message_words import UNAPPROVED, Attached, MessageButton, MessageState
from bot.store.session import Work
from bot.store.trusted import Attachment, TrustedMessage

WRITTEN = UNAPPROVED - {MessageState.PROPOSED}
NEXT: Mapping[MessageState, Text] = {
    MessageState.PROPOSED: _("Next: take it up, or tell the champion why not."),
    MessageState.DRAFT: _("Next: ask another person of the team to approve it."),
    MessageState.ASKED: _("Next: another person reads it and approves it, or sends it back."),
    MessageState.APPROVED: _("Next: it goes out at its time. Any change makes it a draft again."),
    MessageState.PAUSED: _("Next: go on with the sending, or stop it."),
}
FILL_IN = _("Next: put in what is missing.")


def heading(message: TrustedMessage) -> Text:
    """Its reference, its title and its state, in a line."""
    title = personal.masked(message.title) if message.adopted_by is None and message.proposed_by else message.title
    state = labels.MESSAGE_STATES[MessageState(message.state)]
    return _("{reference} · {title} · {state}", reference=Code(message.reference), title=title, state=state)


def lines(work: Work, message: TrustedMessage) -> list[Text]:
    """What it is, who wrote it, why now, in which languages, until when, what goes with it."""
    said = [heading(message), _written_by(work, message)]
    if message.urgent_why:
        said.append(_("Urgent, because: {why}", why=message.urgent_why))
    why = message.why_now if message.adopted_by or not message.proposed_by else personal.masked(message.why_now)
    if why:
        said.append(_("Why now: {why}", why=why))
    said += _languages(work, message)
    said += [_("Source: {source}", source=message.source)] if message.source else []
    said += [_with_it(work, message)] if _with_it_named(work, message) else []
    until = {"day": message.expires_on, "review": message.review_on}
    return [*said, _("Right until {day}. Looked at again on {review}.", **until)]


def missing(work: Work, message: TrustedMessage) -> list[Text]:
    """What is not there yet, a line each."""
    written, easy = trusted.written(work, message), trusted.written(work, message, trusted.EASY)
    shows = trusted.written(work, message, trusted.PICTURE)
    read = trusted_words.by_language(work, message) if message.audience else written
    counts = [code for code in written if code in read and code not in message.left_out]
    found = gaps(work, message)
    if not message.audience:
        found.append(_("Missing: whom it is for."))
    if message.expires_on <= promises.today(work):
        found.append(_("Missing: a day that is not over. It was right until {day}.", day=message.expires_on))
    if without := [english_name(code) for code in counts if easy and code not in easy]:
        found.append(_("No easy words yet in {languages}.", languages=without))
    if without := [english_name(code) for code in counts if shows and code not in shows]:
        found.append(_("Missing: what the picture shows, in {languages}.", languages=without))
    return found


def gaps(work: Work, message: TrustedMessage) -> list[Text]:
    """What a template leaves open and nobody has filled in, in a line."""
    found = [gap for one in trusted.written(work, message).values() for gap in reading_ease.gaps(one.text)]
    return [_("Missing: words for {gaps}.", gaps=found)] if found else []


def next_step(message: TrustedMessage, *, is_whole: bool) -> list[Text]:
    """What comes next, where something does."""
    state = MessageState(message.state)
    if state == MessageState.DRAFT and not is_whole:
        return [FILL_IN]
    return [NEXT[state]] if state in NEXT else []


def _written_by(work: Work, message: TrustedMessage) -> Text:
    adopted = people.by_number(work, message.adopted_by)
    if adopted is not None:
        return _("Proposed by a champion, taken up by {who}.", who=people.name_and_title(adopted))
    if message.proposed_by is not None:
        return _("Proposed by a champion.")
    author = people.by_number(work, message.author_id)
    return _("Written by {who}.", who=people.name_and_title(author) if author else _("nobody"))


def _languages(work: Work, message: TrustedMessage) -> list[Text]:
    written, easy = trusted.written(work, message), trusted.written(work, message, trusted.EASY)
    stale = [english_name(code) for code, one in written.items() if trusted.is_stale(work, message, one)]
    said = []
    if written:
        said.append(_("Words in: {languages}", languages=[english_name(code) for code in written]))
    if stale:
        said.append(_("Made from older words: {languages}", languages=stale))
    if easy:
        said.append(_("Easy words in: {languages}", languages=[english_name(code) for code in easy]))
    return said


def _with_it_named(work: Work, message: TrustedMessage) -> list[Text]:
    files = [_file(one) for one in trusted.attachments(work, message)]
    under = [labels.MESSAGE_BUTTONS[MessageButton(one["kind"])] for one in message.buttons]
    return [*files, *(_("the button “{button}”", button=one) for one in under)]


def _with_it(work: Work, message: TrustedMessage) -> Text:
    return _("With it: {things}", things=_with_it_named(work, message))


def _file(one: Attachment) -> Text:
    return _("{what} in {language}", what=labels.ATTACHED[Attached(one.kind)], language=english_name(one.language))
