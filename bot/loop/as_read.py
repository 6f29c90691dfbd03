"""What staff wrote, as those it goes to will read it: heading, name and role, in the language of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot import direction
from bot.language import Code, Languages, Text, _, english_name, own_words
from bot.loop import asked_back, help_card, people, personal, plan_lines, scope_lines, wording
from bot.store.insights import Insight
from bot.store.outbox import Versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.updates import Update
from bot.words import Scope, UpdateKind

Words = Mapping[str, str]
EACH_THEIR_OWN = _("You said: “{words}”", words="…")


@dataclass(frozen=True, slots=True)
class Draft:
    """Something written that is not sent yet: what sort of word, in which languages; in whose name."""

    kind: UpdateKind
    words: Words = field(repr=False)
    did: Words = field(default_factory=dict, repr=False)
    owner_id: int | None = None
    next_news: date | None = None
    scope: Scope | None = None
    meant: Words = field(default_factory=dict, repr=False)
    body: str | None = None
    due: date | None = None


def shown(
    work: Work,
    languages: Languages,
    by: Person,
    references: Sequence[str],
    draft: Draft,
    insight: Insight | None = None,
) -> list[Text]:
    """The draft in each language that it has words in. `insight`: what it answers; else each reads what they told."""
    who = people.by_number(work, draft.owner_id) or by
    if draft.kind == UpdateKind.ASKED and insight is not None:
        return _asked(work, languages, who, draft, insight)
    frame = wording.Frame(
        kind=draft.kind,
        references=[Code(reference) for reference in references],
        you_said=_quoted(insight) if insight is not None else [EACH_THEIR_OWN],
        above=wording.above(draft.kind, people.name_and_title(who), draft.body),
        scope=_scope(draft),
        next_news=draft.next_news,
        asked=plan_lines.asked_of(draft.kind, draft.due) if draft.due is not None else [],
        asks_whether_it_came=insight is not None
        and draft.kind == UpdateKind.ANSWER
        and help_card.is_asked(work, insight.number),
    )
    said: list[Text] = []
    for code in {**draft.words, **draft.meant}:
        read = _in_frame(frame, draft, code)
        said += plain(languages, [part for part in read if isinstance(part, Text)], code)
    return said


def _in_frame(frame: wording.Frame, draft: Draft, code: str) -> list[wording.Part]:
    meant, did, words = (
        own_words(texts[code]) if code in texts else None for texts in (draft.meant, draft.did, draft.words)
    )
    if draft.kind == UpdateKind.PLAN and did is not None and words is not None and draft.due is not None:
        return wording.framed(frame, None, None, planned=plan_lines.planned(did, draft.due, words))
    return wording.framed(frame, did, words, meant)


def in_language(work: Work, languages: Languages, update: Update, code: str, written: Words) -> list[Text]:
    """An update as those who read a language will read it, with its words in that language by what they are of."""
    read = [
        own_words(written.get(part.of, "")) if isinstance(part, Versions) else part
        for part in wording.parts(work, update, None)
    ]
    if update.issue_id is not None:
        read.insert(1, EACH_THEIR_OWN)
    return plain(languages, read, code)


def _asked(work: Work, languages: Languages, who: Person, draft: Draft, insight: Insight) -> list[Text]:
    said: list[Text] = []
    is_first = asked_back.open_of(work, insight.id) is None
    for code, words in draft.words.items():
        read = asked_back.framed(
            people.name_and_title(who), Code(insight.reference), own_words(words), is_first=is_first
        )
        said += plain(languages, [part for part in read if isinstance(part, Text)], code)
    return said


def plain(languages: Languages, parts: Sequence[Text], code: str) -> list[Text]:
    """Anything else that is said to somebody, as it reads in their language."""
    read = "\n".join(languages.read(part, code) for part in parts)
    is_right_to_left = languages.is_right_to_left(code)
    return [_heading(code), own_words(direction.with_numbers_whole(read) if is_right_to_left else read)]


def _scope(draft: Draft) -> list[Text]:
    is_said = draft.scope != Scope.OURS or draft.kind == UpdateKind.SCOPE
    return scope_lines.said_of(draft.scope, draft.body) if draft.scope is not None and is_said else []


def _heading(code: str) -> Text:
    return _("— As they will read it, in {language}: —", language=english_name(code))


def _quoted(insight: Insight) -> list[Text]:
    words = personal.shown(insight.words, insight.may_stay)
    return [_("You said: “{words}”", words=wording.short(words))] if words else []
