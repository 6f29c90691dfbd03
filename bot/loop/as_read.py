"""What staff wrote, as those it goes to will read it: heading, name and role, in the language of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import col, select

from bot import direction
from bot.language import Code, Languages, Text, _, own_words
from bot.language_names import english_name
from bot.loop import (
    asked_back,
    decisions,
    further,
    help_card,
    issues,
    meaning,
    people,
    personal,
    plan_lines,
    promises,
    quoting,
    reading_ease,
    receivers,
    saying,
    scope_lines,
    senior_lines,
    senior_words,
    too_sure,
    updates,
    wording,
)
from bot.store.insights import Insight
from bot.store.issues import Issue, Raiser
from bot.store.outbox import Button, Versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Telling, Update
from bot.words import Further, Scope, UpdateKind

Words = Mapping[str, str]
Rows = Iterable[Sequence[Button]]
NEW_MATTER = "M-…"
SAID_ON_RHYTHM = frozenset({UpdateKind.PROGRESS, UpdateKind.NOTHING_YET, UpdateKind.CHANGED})
EACH_THEIR_OWN = _("You said: “{words}”", words="…")


@dataclass(frozen=True, slots=True)
class Draft:
    """Something written that is not sent yet: what sort of word, in which languages; in whose name.

    `of`: what was told that it goes with, where that is not all; `other`: the matter that it was part of.
    """

    kind: UpdateKind
    words: Words = field(repr=False)
    did: Words = field(default_factory=dict, repr=False)
    owner_id: int | None = None
    next_news: date | None = None
    scope: Scope | None = None
    meant: Words = field(default_factory=dict, repr=False)
    body: str | None = None
    due: date | None = None
    of: Sequence[int] = ()
    other: str | None = None
    more: Mapping[str, Words] = field(default_factory=dict, repr=False)


def shown(
    work: Work,
    languages: Languages,
    by: Person,
    about: Insight | Issue,
    draft: Draft,
    only: Raiser | None = None,
) -> list[Text]:
    """The draft in each language that it has words in, with its buttons, and who gets it.

    `about`: what it answers, with its words; of a matter each reads what they told. `only`: who alone gets it.
    """
    who = people.by_number(work, draft.owner_id) or by
    to = _receivers(work, about, draft, only)
    if draft.kind == UpdateKind.ASKED and isinstance(about, Insight):
        return [*_asked(work, languages, who, draft, about), to]
    frame, rows = _frame(work, by, about, draft), _under(work, about, draft)
    said: list[Text] = []
    for code in {**draft.words, **draft.meant}:
        read = _in_frame(frame, draft, code)
        said += plain(languages, [part for part in read if isinstance(part, Text)], code, rows)
    if Further.EASY in draft.more:
        said.append(_("The easy words go to those who asked for them."))
    own = [texts.get(updates.SOURCE, "") for texts in (draft.did, draft.words, *draft.more.values())]
    return [*said, to, *_hints(draft, own)]


def _hints(draft: Draft, written: Sequence[str]) -> list[Text]:
    """What whoever writes is told about their English words. A hint stops nobody."""
    hard = reading_ease.too_hard("\n".join(written), updates.SOURCE) if draft.kind in SAID_ON_RHYTHM else []
    return [*too_sure.hints(written), *hard]


def _frame(work: Work, by: Person, about: Insight | Issue, draft: Draft) -> wording.Frame:
    who = people.by_number(work, draft.owner_id) or by
    is_answer = isinstance(about, Insight) and draft.kind == UpdateKind.ANSWER
    is_new = draft.other is not None or (isinstance(about, Insight) and not is_answer)
    reference = NEW_MATTER if is_new else about.reference
    named = people.name_and_title(who)
    above = wording.above(draft.kind, named, draft.body)
    if isinstance(about, Issue) and senior_lines.is_theirs(work, by, about):
        above = [senior_lines.promised(), *above]
    if draft.other is not None:
        above = [meaning.moved(draft.kind, Code(reference), Code(draft.other), named)]
    return wording.Frame(
        kind=draft.kind,
        references=[Code(reference)],
        you_said=_quoted(about) if isinstance(about, Insight) else [EACH_THEIR_OWN],
        did=further.did(work, about.id if isinstance(about, Issue) else None, named),
        above=above,
        scope=_scope(draft),
        senior=_senior(work, by, about, draft),
        next_news=draft.next_news,
        say_by=promises.day_of(work, work.now + issues.ASKED_FOR) if draft.kind == UpdateKind.CHANGED else None,
        asked=plan_lines.asked_of(draft.kind, draft.due) if draft.due is not None else [],
        asks_whether_it_came=is_answer and help_card.is_asked(work, about.number),
    )


def _senior(work: Work, by: Person, about: Insight | Issue, draft: Draft) -> Sequence[Text]:
    if draft.kind != UpdateKind.NOTHING_YET or not isinstance(about, Issue):
        return ()
    return senior_words.foreseen(work, by, about, updates.raisers(work, about))


def _under(work: Work, about: Insight | Issue, draft: Draft) -> Rows:
    if isinstance(about, Insight) and draft.kind == UpdateKind.ANSWER and help_card.is_asked(work, about.number):
        return help_card.came_buttons(about.number)
    says_no = draft.kind in scope_lines.SAYS_WHETHER and draft.scope in decisions.WITH_A_WAY_BACK
    says = wording.Says(plan=draft.due is not None, meant=bool(draft.meant), can_be_looked_at_again=says_no)
    return wording.under(draft.kind, "", says)


def _receivers(work: Work, about: Insight | Issue, draft: Draft, only: Raiser | None) -> Text:
    if only is not None:
        return receivers.of_raisers(work, [only])
    if draft.of:
        told = select(Insight).where(col(Insight.id).in_(draft.of))
        return receivers.of_insights(work, work.session.exec(told).all())
    if isinstance(about, Insight):
        return receivers.of_insights(work, [about])
    return receivers.of_raisers(work, updates.raisers(work, about))


def _in_frame(frame: wording.Frame, draft: Draft, code: str) -> list[wording.Part]:
    meant, did, words = (
        own_words(texts[code]) if code in texts else None for texts in (draft.meant, draft.did, draft.words)
    )
    if draft.kind == UpdateKind.PLAN and did is not None and words is not None and draft.due is not None:
        return wording.framed(frame, None, None, planned=plan_lines.planned(did, draft.due, words))
    more = {of: own_words(texts[code]) for of, texts in draft.more.items() if code in texts}
    return wording.framed(frame, did, words, meant, more=more)


def in_language(work: Work, languages: Languages, update: Update, code: str, written: Words) -> list[Text]:
    """An update as those who read a language will read it, with its words in that language by what they are of."""
    read = [text for part in wording.parts(work, update, None) for text in _in_words(part, written)]
    if update.issue_id is not None:
        read.insert(1, EACH_THEIR_OWN)
    found = select(Telling).where(Telling.update_id == update.id, Telling.waits_for == code)
    waiting = work.session.exec(found.order_by(col(Telling.id))).all()
    rows = wording.buttons(work, update, waiting[0]) if waiting else ()
    return [*plain(languages, read, code, rows), receivers.of_tellings(work, waiting)]


def _in_words(part: wording.Part, written: Words) -> list[Text]:
    """A part with the words that are written for it; nothing of what is chosen only when it is said."""
    match part:
        case Versions():
            return [*([part.heading] if part.heading else []), own_words(written.get(part.of, ""))]
        case Text():
            return [part]
    return []


def _asked(work: Work, languages: Languages, who: Person, draft: Draft, insight: Insight) -> list[Text]:
    said: list[Text] = []
    is_first = asked_back.open_of(work, insight.id) is None
    for code, words in draft.words.items():
        read = asked_back.framed(
            people.name_and_title(who), Code(insight.reference), own_words(words), is_first=is_first
        )
        rows = (asked_back.choices(is_first=is_first),) if insight.in_private else ()
        said += plain(languages, [part for part in read if isinstance(part, Text)], code, rows)
    return said


def in_chats(
    work: Work, languages: Languages, chat_ids: Sequence[int], parts: Sequence[Text], rows: Rows
) -> list[Text]:
    """Anything else that is said in several chats, as it reads in the language of each; and who gets it."""
    rows = list(rows)
    said: list[Text] = []
    for code in sorted({saying.language_in(work, chat_id) for chat_id in chat_ids}):
        said += plain(languages, parts, code, rows)
    return [*said, receivers.of_chats(work, chat_ids)]


def plain(languages: Languages, parts: Sequence[Text], code: str, rows: Rows = ()) -> list[Text]:
    """Anything that is said to somebody, as it reads in their language, with the buttons under it."""
    said = [languages.read(part, code) for part in parts]
    said += [" ".join(f"[{languages.read(button.label, code)}]" for button in row) for row in rows]
    read = "\n".join(said)
    return [_heading(code), own_words(direction.with_numbers_whole(read) if languages.is_right_to_left(code) else read)]


def _scope(draft: Draft) -> list[Text]:
    is_said = draft.scope != Scope.OURS or draft.kind == UpdateKind.SCOPE
    return scope_lines.said_of(draft.scope, draft.body) if draft.scope is not None and is_said else []


def _heading(code: str) -> Text:
    return _("— As they will read it, in {language}: —", language=english_name(code))


def _quoted(insight: Insight) -> list[Text]:
    words = personal.shown(insight.words, insight.may_stay)
    return [_("You said: “{words}”", words=quoting.short(words))] if words else []
