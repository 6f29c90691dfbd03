"""What staff wrote, as those it goes to will read it: heading, name and role, in the language of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.language import Code, Languages, Text, _, english_name, own_words
from bot.loop import asked_back, help_card, people, personal, scope_lines, wording
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work
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
        above=[wording.heading(draft.kind, people.name_and_title(who))],
        scope=_scope(draft),
        next_news=draft.next_news,
        asks_whether_it_came=insight is not None
        and draft.kind == UpdateKind.ANSWER
        and help_card.is_asked(work, insight.number),
    )
    said: list[Text] = []
    for code in draft.words:
        did = own_words(draft.did[code]) if code in draft.did else None
        meant = own_words(draft.meant[code]) if code in draft.meant else None
        read = wording.framed(frame, did, own_words(draft.words[code]), meant)
        said += plain(languages, [part for part in read if isinstance(part, Text)], code)
    return said


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
    return [_heading(code), own_words("\n".join(languages.read(part, code) for part in parts))]


def _scope(draft: Draft) -> list[Text]:
    return scope_lines.said_of(draft.scope, draft.body) if draft.scope not in (None, Scope.OURS) else []


def _heading(code: str) -> Text:
    return _("— As they will read it, in {language}: —", language=english_name(code))


def _quoted(insight: Insight) -> list[Text]:
    words = personal.shown(insight.words, insight.may_stay)
    return [_("You said: “{words}”", words=wording.short(words))] if words else []
