"""The card of one insight: what stands on it, and what staff can do with it."""

from __future__ import annotations

from bot import labels
from bot.card_words import Topic
from bot.language import Code, Text, _, english_name, n_, own_words, p_
from bot.loop import event_card, handling_card, help_card, likely, particulars, personal, promises, urgent_words
from bot.store import handling
from bot.store.chats import Group
from bot.store.handling import Handling
from bot.store.insights import Insight
from bot.store.outbox import Button
from bot.store.session import Work
from bot.words import Kind

MEDIA_NAMES = {
    "voice": _("Voice note"),
    "photo": _("Picture"),
    "audio": _("Sound file"),
    "video": _("Video"),
    "video_note": _("Video message"),
    "document": _("PDF file"),
}


FOLDED = _("The words are hard to read. Tap “Show the words” to read them in private.")


def shown(
    work: Work, insight: Insight, *, opened: str = "", is_private: bool = False
) -> tuple[list[Text], tuple[tuple[Button, ...], ...]]:
    """What stands on it, and its buttons, in the staff room or in the private chat of somebody who may see it."""
    done = handling.find(work.session, insight.number)
    if insight.taken_back_at is None and done is not None and done.sensitive_at is not None and not is_private:
        reference = Code(insight.reference)
        return [_("{reference} is sensitive. The safeguarding lead has it now.", reference=reference)], ()
    if insight.taken_back_at is None and done is not None and done.binned_at is not None:
        restore = Button(p_("button", "Take it out of the bin"), f"card:{insight.number}:restore")
        return handling_card.in_bin(work, insight, done), ((restore,),)
    alike = likely.similar_issues(work, insight) if insight.taken_back_at is None else []
    where = handling_card.PRIVATE if is_private else handling_card.ROOM
    said = [*parts(work, insight, done), *likely.likely_lines(work, insight, alike)]
    return said, buttons(work, insight, done, opened=opened, where=where, is_known=bool(alike))


def topic(work: Work, insight: Insight) -> Topic:
    """Where in the staff room it belongs."""
    done = handling.find(work.session, insight.number)
    is_urgent = insight.kind in (Kind.RUMOUR, Kind.HELP) or urgent_words.are_in(work, insight.words)
    return Topic.URGENT if is_urgent or (done is not None and done.is_rumour) else Topic.NEW


def is_folded(work: Work, insight: Insight) -> bool:
    """Whether its words are hard to read, and so stand on no card."""
    return urgent_words.are_in(work, insight.words)


def parts(work: Work, insight: Insight, done: Handling | None = None) -> list[Text]:
    """What stands on it."""
    reference = Code(insight.reference)
    if insight.taken_back_at is not None:
        return [_("{reference} was taken back by the person who told it. Nothing of it is kept.", reference=reference)]
    shown = [*urgent_words.mark(work, insight), *_where(work, insight, reference), *_what(work, insight)]
    shown += [*event_card.lines(work, insight), *help_card.lines(work, insight)]
    if insight.issue_id is not None:
        shown.append(_("It belongs to {issue}.", issue=Code(f"M-{insight.issue_id}")))
    elif insight.not_needed_at is not None:
        shown.append(_("The person who told it needs no answer any more."))
    elif not help_card.is_held(work, insight):
        shown.append(_("A first word is promised by {day}.", day=promises.day_of(work, insight.first_word_by)))
    return [*shown, *handling_card.lines(work, done)]


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


def _what(work: Work, insight: Insight) -> list[Text]:
    words = personal.shown(insight.words, insight.may_stay)
    is_hard = is_folded(work, insight)
    parts = [FOLDED if is_hard else own_words(f"“{words}”")] if words else []
    parts += [] if is_hard else handling_card.translated(work, insight)
    parts += [_("{what}: see below", what=MEDIA_NAMES[medium["kind"]]) for medium in insight.media]
    if insight.is_forwarded:
        parts.append(_("Passed on from somebody else."))
    about = [labels.KINDS[Kind(insight.kind)]] if insight.kind else []
    if insight.how_many:
        about.append(n_("about {n} person", "about {n} people", insight.how_many))
    if about:
        parts.append(_("What the teller says of it: {about}", about=about))
    return [*parts, *particulars.lines(work, insight)]


def buttons(
    work: Work,
    insight: Insight,
    done: Handling | None = None,
    *,
    opened: str = "",
    where: str = handling_card.ROOM,
    is_known: bool = False,
) -> tuple[tuple[Button, ...], ...]:
    """What staff can do with it, the likeliest first; none once it was taken back."""
    if insight.taken_back_at is not None:
        return ()
    if opened in (handling_card.RUMOUR, handling_card.BIN):
        return handling_card.unfolded(insight, done, opened, where)
    rows = [*help_card.card_buttons(work, insight), *handling_card.main(insight, done, is_known=is_known)]
    last = [*handling_card.take_row(work, insight, done), *_hidden(work, insight)]
    last += _to_group(insight) if insight.issue_id is not None or opened == handling_card.MORE else []
    if opened != handling_card.MORE:
        last.append(Button(p_("button", "More …"), f"card:{insight.number}:open:{where}:{handling_card.MORE}"))
        return (*rows, *handling_card.in_rows(last))
    last += handling_card.further(insight, done, where)
    return (*rows, *handling_card.in_rows(last), handling_card.less_row(insight, where))


def _hidden(work: Work, insight: Insight) -> list[Button]:
    """What shows words in private, to whoever presses."""
    if not insight.may_stay and particulars.is_masked(insight):
        return [Button(p_("button", "Show what is hidden"), f"h:{insight.number}:show")]
    if is_folded(work, insight):
        return [Button(p_("button", "Show the words"), f"card:{insight.number}:words")]
    return []


def _to_group(insight: Insight) -> list[Button]:
    if not insight.in_private or insight.group_id is None:
        return []
    return [Button(p_("button", "Let the group know"), f"r:{insight.number}:know")]
