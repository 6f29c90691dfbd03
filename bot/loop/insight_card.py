"""The card of one insight: what stands on it, and what staff can do with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot import labels
from bot.card_words import Topic
from bot.language import Code, Text, _, n_, own_words, p_
from bot.language_names import english_name
from bot.loop import (
    asked_back,
    entered_card,
    event_card,
    first_words,
    handling_card,
    help_card,
    likely,
    likely_answers,
    particulars,
    personal,
    promise_card,
    urgent_words,
)
from bot.store import handling
from bot.store.chats import Group
from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import TrustedMessage
from bot.words import Kind

Shown = tuple[list[Text], tuple[tuple[Button, ...], ...]]
MEDIA_NAMES = {
    "voice": _("Voice note"),
    "photo": _("Picture"),
    "audio": _("Sound file"),
    "video": _("Video"),
    "video_note": _("Video message"),
    "document": _("PDF file"),
}


FOLDED = _("The words are hard to read. Tap “Show the words” to read them in private.")


@dataclass(frozen=True, slots=True)
class Look:
    """What a card is made of beside the insight: what staff did, if its words are hard to read, and what is like it."""

    done: Handling | None = None
    is_hard: bool = False
    alike: likely.Alike = field(default_factory=list, repr=False)

    @property
    def is_closed(self) -> bool:
        """Whether only the safeguarding leads see it."""
        return self.done is not None and self.done.sensitive_at is not None


def look(work: Work, insight: Insight, *, is_new: bool = False) -> Look:
    """Look all of it up, once for each card; staff did nothing yet with one that `is_new`."""
    if insight.taken_back_at is not None:
        return Look()
    done = None if is_new else handling.find(work.session, insight.number)
    alike = likely.similar_issues(work, insight, is_new=is_new)
    return Look(done, urgent_words.are_in(work, insight.words), alike)


def shown(work: Work, insight: Insight, seen: Look, *, opened: str = "", is_private: bool = False) -> Shown:
    """What stands on it, and its buttons, in the staff room or in the private chat of somebody who may see it."""
    if seen.is_closed and not is_private:
        reference = Code(insight.reference)
        return [_("{reference} is sensitive. The safeguarding lead has it now.", reference=reference)], ()
    if seen.done is not None and seen.done.binned_at is not None:
        restore = Button(p_("button", "Take it out of the bin"), f"card:{insight.number}:restore")
        return handling_card.in_bin(work, insight, seen.done), ((restore,),)
    where = handling_card.PRIVATE if is_private else handling_card.ROOM
    return parts(work, insight, seen), buttons(work, insight, seen, opened=opened, where=where)


def topic(insight: Insight, seen: Look) -> Topic:
    """Where in the staff room it belongs."""
    is_rumour = insight.kind == Kind.RUMOUR or (seen.done is not None and seen.done.is_rumour)
    return Topic.URGENT if is_rumour or insight.kind == Kind.HELP or seen.is_hard else Topic.NEW


def parts(work: Work, insight: Insight, seen: Look) -> list[Text]:
    """What stands on it."""
    reference = Code(insight.reference)
    if insight.taken_back_at is not None:
        return [_("{reference} was taken back by the person who told it. Nothing of it is kept.", reference=reference)]
    shown = [*urgent_words.mark(work, insight)] if seen.is_hard else []
    shown += [*_where(work, insight, reference), *_what(work, insight, seen)]
    shown += [*entered_card.lines(work, insight), *event_card.lines(work, insight), *help_card.lines(work, insight)]
    shown += [*asked_back.lines(work, insight), *_about_message(work, insight)]
    if insight.issue_id is not None:
        shown.append(_("It belongs to {issue}.", issue=Code(f"M-{insight.issue_id}")))
    elif insight.not_needed_at is not None:
        shown.append(_("The person who told it needs no answer any more."))
    elif not help_card.is_held(work, insight):
        shown.append(_("A first word is promised by {day}.", day=first_words.told(work, insight)))
    shown += [*handling_card.lines(work, seen.done), *promise_card.lines(work, insight)]
    return [*shown, *likely.likely_lines(work, insight, seen.alike)]


def _about_message(work: Work, insight: Insight) -> list[Text]:
    message = work.session.get(TrustedMessage, insight.trusted_id) if insight.trusted_id else None
    if message is None:
        return []
    return [_("About the message {reference}: {title}", reference=Code(message.reference), title=message.title)]


def _where(work: Work, insight: Insight, reference: Code) -> list[Text]:
    group = work.session.get(Group, insight.group_id) if insight.group_id else None
    said = _said_where(insight, group, reference)
    if group is None or not group.communities:
        return [said]
    return [said, _("Communities: {communities}", communities=list(group.communities))]


def _said_where(insight: Insight, group: Group | None, reference: Code) -> Text:
    language = english_name(insight.language)
    if group is None:
        return _("{reference} · told in private · {language}", reference=reference, language=language)
    if insight.in_private:
        return _(
            "{reference} · told in private, about the group {group} · {language}",
            reference=reference,
            group=group.name,
            language=language,
        )
    return _("{reference} · said in {group} · {language}", reference=reference, group=group.name, language=language)


def _what(work: Work, insight: Insight, seen: Look) -> list[Text]:
    words = personal.shown(insight.words, insight.may_stay)
    parts = [FOLDED if seen.is_hard else own_words(f"“{words}”")] if words else []
    parts += [] if seen.is_hard else handling_card.translated(work, insight)
    parts += [_("{what}: see below", what=MEDIA_NAMES[medium["kind"]]) for medium in insight.media]
    if insight.is_forwarded:
        parts.append(_("Passed on from somebody else."))
    about = [labels.KINDS[Kind(insight.kind)]] if insight.kind else []
    if insight.how_many:
        about.append(n_("about {n} person", "about {n} people", insight.how_many))
    if about:
        parts.append(_("What the teller says of it: {about}", about=about))
    return [*parts, *particulars.lines(work, insight)]


def buttons(work: Work, insight: Insight, seen: Look, *, opened: str, where: str) -> tuple[tuple[Button, ...], ...]:
    """What staff can do with it, the likeliest first; none once it was taken back."""
    if insight.taken_back_at is not None:
        return ()
    if opened in (handling_card.RUMOUR, handling_card.BIN):
        return handling_card.unfolded(insight, seen.done, opened, where)
    rows = [*help_card.card_buttons(work, insight), *handling_card.main(insight, seen.done, is_known=bool(seen.alike))]
    last = [*handling_card.take_row(work, insight, seen.done), *_hidden(insight, seen)]
    last += [button for row in promise_card.card_buttons(work, insight) for button in row]
    last += [button for row in likely_answers.card_buttons(work, insight) for button in row]
    last += _to_group(insight) if insight.issue_id is not None or opened == handling_card.MORE else []
    if opened != handling_card.MORE:
        last.append(Button(p_("button", "More …"), f"card:{insight.number}:open:{where}:{handling_card.MORE}"))
        return (*rows, *handling_card.in_rows(last))
    last += handling_card.further(insight, seen.done, where)
    return (*rows, *handling_card.in_rows(last), handling_card.less_row(insight, where))


def _hidden(insight: Insight, seen: Look) -> list[Button]:
    """What shows words in private, to whoever presses."""
    if not insight.may_stay and particulars.is_masked(insight):
        return [Button(p_("button", "Show what is hidden"), f"h:{insight.number}:show")]
    if seen.is_hard:
        return [Button(p_("button", "Show the words"), f"card:{insight.number}:words")]
    return []


def _to_group(insight: Insight) -> list[Button]:
    if not insight.in_private or insight.group_id is None:
        return []
    return [Button(p_("button", "Let the group know"), f"r:{insight.number}:know")]
