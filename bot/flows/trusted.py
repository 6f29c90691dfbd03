"""Staff write a trusted message: words, easy words, other languages, why now, where it comes from, until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from bot import labels
from bot.flows.language import which_languages
from bot.language import Text, _, own_words, p_
from bot.message_words import MessageTemplate
from bot.talk import Talk

SOURCE = "en"
TITLE_AT_MOST, WORDS_AT_MOST, WHY_AT_MOST, LINK_AT_MOST = 80, 1200, 400, 300
TRIES = 5
A_DAY, IN_A_WEEK, IN_TWO_WEEKS, IN_A_MONTH, IN_A_YEAR = (timedelta(days=days) for days in (1, 7, 14, 30, 366))
LEAVE_OUT = p_("button", "Leave it out")
LATER = p_("button", "Leave it for later")
LAST_DAY = p_("button", "On its last day")
Named = Sequence[tuple[str, str]]
Hints = Callable[[str, str], Sequence[Text]]
Faults = Callable[[str], Sequence[Text]]


class Composed(NamedTuple):
    """A message as it was written: words and easy words by language."""

    template: MessageTemplate
    title: str
    words: Mapping[str, str]
    easy: Mapping[str, str]
    why_now: str
    source: str
    expires_on: date
    review_on: date


def _nothing(_words: str, _language: str = "") -> Sequence[Text]:
    return ()


class Writing(NamedTuple):
    """What a writer needs: today, the languages, the words of templates, hints, and how it will be read."""

    today: date
    languages: Named
    start: Mapping[MessageTemplate, str] = {}
    holding: Callable[[date], Mapping[str, str]] = lambda _day: {}
    hints: Hints = _nothing
    easy_faults: Faults = _nothing
    as_read: Callable[[Composed], Sequence[Text]] | None = None


def write(talk: Talk, known: Writing) -> Composed | None:
    """A message as it was written; nothing where it was thought better of."""
    template = talk.choose(
        "template",
        _("What sort of message is it? Each comes with words to start from."),
        MessageTemplate,
        labels=labels.MESSAGE_TEMPLATES,
        name=_("What sort"),
    )
    title = talk.words(
        "title",
        _("What is it about, in a few words? Only the team sees this."),
        at_most=TITLE_AT_MOST,
        name=_("The title"),
    )
    words, easy = _holding(talk, known) if template is MessageTemplate.HOLDING else _words(talk, known, template)
    why = talk.words("why", _("Why do people need this now? The team sees it."), at_most=WHY_AT_MOST, name=_("Why now"))
    source = link(
        talk,
        "source",
        _("Where does it come from? Please give a link. Its readers see it."),
        _("The source"),
        LEAVE_OUT,
    )
    last, review = days(talk, known.today)
    made = Composed(template, title, words, easy, why, source or "", last, review)
    return made if _is_kept(talk, known, made) else None


def days(talk: Talk, today: date) -> tuple[date, date]:
    """The last day on which it is right, and the day on which somebody looks at it again."""
    last = talk.day(
        "expires",
        _("Until which day is it right? After that it says that it is out of date."),
        offered=[today + IN_A_WEEK, today + IN_TWO_WEEKS, today + IN_A_MONTH],
        not_before=today + A_DAY,
        not_after=today + IN_A_YEAR,
        name=_("Right until"),
    )
    review = talk.day(
        "review",
        _("On which day does somebody look at it again?"),
        offered=[day for day in (today + IN_A_WEEK, today + IN_TWO_WEEKS) if day < last],
        not_before=today + A_DAY,
        not_after=last,
        skip=LAST_DAY,
        name=_("Looked at again"),
    )
    return last, review or last


def link(talk: Talk, key: str, question: Text, name: Text, skip: Text | None) -> str | None:
    """A web address, asked again while it is none."""
    given: str | None = None
    for place in range(1, TRIES + 1):
        asked = f"{key}_{place}"
        if skip is None:
            given = talk.words(asked, question, at_most=LINK_AT_MOST, name=name)
        else:
            given = talk.words(asked, question, at_most=LINK_AT_MOST, skip=skip, name=name)
        if given is None or is_link(given):
            return given
        talk.show(_("That is no link. A link begins with https:// and stands alone."))
    return None


def is_link(written: str) -> bool:
    """Whether something written is one web address and nothing else."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    is_plain = not any(letter.isspace() for letter in written) and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and is_plain


def easy_words(talk: Talk, key: str, question: Text, faults: Faults, skip: Text) -> str | None:
    """Easy words, asked again while they are not easy; left out where they never become so."""
    for place in range(1, TRIES + 1):
        asked = f"{key}_{place}"
        given = talk.words(asked, question, at_most=WORDS_AT_MOST, skip=skip, name=_("Easy words"))
        if given is None:
            return None
        wrong = faults(given)
        if not wrong:
            return given
        for fault in wrong:
            talk.show(fault)
    talk.show(_("They are left out for now. You can add easy words later, on the card."))
    return None


def _holding(talk: Talk, known: Writing) -> tuple[Mapping[str, str], Mapping[str, str]]:
    day = talk.day(
        "news_by",
        _("By which day do people hear more? The words of this message are there in every language."),
        offered=[known.today + A_DAY, known.today + 2 * A_DAY],
        not_before=known.today,
        not_after=known.today + IN_A_MONTH,
        name=_("News by"),
    )
    return known.holding(day), {}


def _words(talk: Talk, known: Writing, template: MessageTemplate) -> tuple[dict[str, str], dict[str, str]]:
    start = known.start.get(template, "")
    if start:
        talk.show(_("Words to start from. Copy them, fill in what stands in [ ], and send them back:"))
        talk.show(own_words(start))
    question = _("Please write the message in plain English. Use short words, and say one thing at a time.")
    words = {SOURCE: talk.words("words", question, at_most=WORDS_AT_MOST, name=_("The words"))}
    _show_hints(talk, known, words[SOURCE], SOURCE)
    easy = easy_words(talk, "easy", EASY_QUESTION, known.easy_faults, LEAVE_OUT)
    return {**words, **_in_others(talk, known)}, {SOURCE: easy} if easy else {}


EASY_QUESTION = _(
    "The same in easy words, for those who asked for them? At most 12 words in a sentence, one idea on a line."
)


def _in_others(talk: Talk, known: Writing) -> dict[str, str]:
    """The words in those other languages in which somebody has them now."""
    offered = [(code, name) for code, name in known.languages if code != SOURCE]
    if not offered:
        return {}
    question = _("In which other languages do you have the words now? Readers are asked for the others later.")
    chosen = which_languages(talk, "languages", offered, question, _("Other languages"))
    names = dict(known.languages)
    words = {}
    for code in chosen:
        prompt = _("Please write or paste the words in this language: {language}", language=own_words(names[code]))
        words[code] = talk.words(f"words_{code}", prompt, at_most=WORDS_AT_MOST, name=own_words(names[code]))
        _show_hints(talk, known, words[code], code)
    return words


def _show_hints(talk: Talk, known: Writing, words: str, language: str) -> None:
    for hint in known.hints(words, language):
        talk.show(hint)


def _is_kept(talk: Talk, known: Writing, made: Composed) -> bool:
    read = known.as_read(made) if known.as_read is not None else [own_words(text) for text in made.words.values()]
    missing = [own_words(name) for code, name in known.languages if code not in made.words]
    shown = [_("Nothing goes out before another person approves it. This is how it will be read:"), *read]
    if missing:
        shown.append(_("No words yet in: {languages}. Readers can be asked for them next.", languages=missing))
    return talk.confirm("keep", shown, yes=p_("button", "Keep it as a draft"), no=p_("button", "Do not keep it"))
