"""The card of one insight: what stands on it, and what staff can do with it."""

from __future__ import annotations

from bot import labels
from bot.language import Code, Text, _, english_name, n_, own_words, p_
from bot.loop import event_card, first_words, help_card, particulars, personal, promise_card, urgent_words
from bot.store.chats import Group
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


def parts(work: Work, insight: Insight) -> list[Text]:
    """What stands on it."""
    reference = Code(insight.reference)
    if insight.taken_back_at is not None:
        return [_("{reference} was taken back by the person who told it. Nothing of it is kept.", reference=reference)]
    shown = [*urgent_words.mark(work, insight), _where(work, insight, reference), *_what(work, insight)]
    shown += [*event_card.lines(work, insight), *help_card.lines(work, insight)]
    if insight.issue_id is not None:
        shown.append(_("It belongs to {issue}.", issue=Code(f"M-{insight.issue_id}")))
    elif insight.not_needed_at is not None:
        shown.append(_("The person who told it needs no answer any more."))
    elif not help_card.is_held(work, insight):
        shown.append(_("A first word is promised by {day}.", day=first_words.told(work, insight)))
    return [*shown, *promise_card.lines(work, insight)]


def _where(work: Work, insight: Insight, reference: Code) -> Text:
    group = work.session.get(Group, insight.group_id) if insight.group_id else None
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
    parts = [own_words(f"“{words}”")] if words else []
    parts += [_("{what}: see below", what=MEDIA_NAMES[medium["kind"]]) for medium in insight.media]
    if insight.is_forwarded:
        parts.append(_("Passed on from somebody else."))
    about = [labels.KINDS[Kind(insight.kind)]] if insight.kind else []
    if insight.how_many:
        about.append(n_("about {n} person", "about {n} people", insight.how_many))
    if about:
        parts.append(_("What the teller says of it: {about}", about=about))
    return [*parts, *particulars.lines(work, insight)]


def buttons(work: Work, insight: Insight) -> tuple[tuple[Button, ...], ...]:
    """What staff can do with it; none once it was taken back."""
    if insight.taken_back_at is not None:
        return ()
    rows: list[tuple[Button, ...]] = [
        (
            Button(p_("button", "Answer"), f"c:{insight.number}:answer"),
            Button(p_("button", "Ask back"), f"c:{insight.number}:ask"),
        )
    ]
    if insight.issue_id is None:
        rows.append(
            (
                Button(p_("button", "Take up"), f"c:{insight.number}:take_up"),
                Button(p_("button", "Join to a matter"), f"c:{insight.number}:join"),
            )
        )
    rows.append(
        (
            Button(p_("button", "Raise an alert"), f"u:{insight.number}:alert"),
            Button(p_("button", "Block"), f"f:{insight.number}:block"),
        )
    )
    if insight.in_private and insight.group_id is not None:
        rows.append((Button(p_("button", "Let the group know"), f"r:{insight.number}:know"),))
    if not insight.may_stay and particulars.is_masked(insight):
        rows.append((Button(p_("button", "Show what is hidden"), f"h:{insight.number}:show"),))
    return (*help_card.card_buttons(work, insight), *promise_card.card_buttons(work, insight), *rows)
