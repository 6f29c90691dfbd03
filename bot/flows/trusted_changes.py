"""Staff change one part of a trusted message: words, days, links, what goes with it; or drop it, or decline it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from bot import labels
from bot.flows import trusted
from bot.flows.language import which_language
from bot.flows.trusted import LEAVE_OUT, TITLE_AT_MOST, TRIES, WHY_AT_MOST, WORDS_AT_MOST, Faults, Hints, Named
from bot.language import Code, Text, _, own_words, p_
from bot.language_names import english_name
from bot.message_words import Attached, MessageButton
from bot.talk import Media, Option, Talk

LARGEST_PICTURE_BYTES = 100_000
ALTERNATIVE_AT_MOST = 300


class Part(StrEnum):
    """What of a message is changed."""

    WORDS = "words"
    EASY = "easy"
    DAYS = "days"
    SOURCE = "source"
    WHY = "why"
    TITLE = "title"
    BUTTONS = "buttons"
    PICTURE = "picture"
    ALTERNATIVE = "alternative"
    RECORDING = "recording"
    DOCUMENT = "document"
    TAKE_OFF = "take_off"


PARTS: dict[Part, Text] = {
    Part.WORDS: p_("button", "The words"),
    Part.EASY: p_("button", "The easy words"),
    Part.DAYS: p_("button", "Until when it is right"),
    Part.SOURCE: p_("button", "Where it comes from"),
    Part.WHY: p_("button", "Why now"),
    Part.TITLE: p_("button", "The title"),
    Part.BUTTONS: p_("button", "The buttons under it"),
    Part.PICTURE: p_("button", "A picture"),
    Part.ALTERNATIVE: p_("button", "What the picture shows"),
    Part.RECORDING: p_("button", "A recording"),
    Part.DOCUMENT: p_("button", "A document"),
    Part.TAKE_OFF: p_("button", "Take something off it"),
}


class Standing(NamedTuple):
    """A message as it stands: words, easy words and what its picture shows, by language; what goes with it."""

    reference: str
    today: date
    languages: Named
    words: Mapping[str, str]
    easy: Mapping[str, str] = {}
    shows: Mapping[str, str] = {}
    attached: Sequence[tuple[str, str]] = ()
    is_settled: bool = False
    hints: Hints = trusted._nothing
    easy_faults: Faults = trusted._nothing
    as_read: Callable[[str, str], Sequence[Text]] | None = None


class Changed(NamedTuple):
    """What is different: the part, its language where it has one, and whichever of the others it needs."""

    part: Part
    language: str = ""
    text: str | None = None
    media: Media | None = None
    days: tuple[date, date] | None = None
    links: tuple[tuple[MessageButton, str], ...] = ()
    off: tuple[str, str] | None = None


def change(talk: Talk, known: Standing) -> Changed | None:
    """What is different; nothing where it was thought better of."""
    if known.is_settled:
        talk.show(_("Any change undoes what was asked for and approved. It is then a draft again."))
    offered = {part: text for part, text in PARTS.items() if _can_be(part, known)}
    question = _("{reference}: what do you want to change?", reference=Code(known.reference))
    part = talk.choose("part", question, Part, labels=offered, name=_("What"), at_once=len(PARTS))
    return _ASKS[part](talk, known)


def drop(talk: Talk, known: Standing) -> str | None:
    """Why it is dropped; nothing where it was thought better of."""
    question = _("{reference}: why is it dropped? The team sees this.", reference=Code(known.reference))
    why = talk.words("why", question, at_most=WHY_AT_MOST)
    shown = [_("It is never sent, and this cannot be undone:"), own_words(why)]
    ready = talk.confirm("drop", shown, yes=p_("button", "Drop it"), no=p_("button", "Keep it"))
    return why if ready else None


def _can_be(part: Part, known: Standing) -> bool:
    has_picture = any(kind == Attached.PICTURE for kind, _language in known.attached)
    return {Part.ALTERNATIVE: has_picture, Part.TAKE_OFF: bool(known.attached)}.get(part, True)


def _language(talk: Talk, languages: Named) -> str:
    if len(languages) == 1:
        return languages[0][0]
    return which_language(talk, languages, _("In which language?"))


def _words(talk: Talk, known: Standing) -> Changed | None:
    code = _language(talk, known.languages)
    before = known.words.get(code, "")
    _show_before(talk, before)
    text = talk.words("words", _("Please write the words as they should be."), at_most=WORDS_AT_MOST)
    for hint in known.hints(text, code):
        talk.show(hint)
    read = known.as_read(code, text) if known.as_read is not None else [own_words(text)]
    kept = Changed(Part.WORDS, code, text)
    return kept if _is_kept(talk, [_("This is how it will be read:"), *read], before) else None


def _easy(talk: Talk, known: Standing) -> Changed | None:
    code = _language(talk, [one for one in known.languages if one[0] in known.words])
    before = known.easy.get(code, "")
    _show_before(talk, before)
    skip = p_("button", "No easy words")
    text = trusted.easy_words(talk, "easy", trusted.EASY_QUESTION, known.easy_faults, skip)
    shown = own_words(text) if text else _("No easy words in {language}.", language=english_name(code))
    return Changed(Part.EASY, code, text or "") if _is_kept(talk, [shown], before) else None


def _days(talk: Talk, known: Standing) -> Changed:
    return Changed(Part.DAYS, days=trusted.days(talk, known.today))


def _source(talk: Talk, known: Standing) -> Changed:
    question = _("Where does it come from? Please give a link. Its readers see it.")
    return Changed(Part.SOURCE, text=trusted.link(talk, "source", question, _("The source"), LEAVE_OUT) or "")


def _why(talk: Talk, known: Standing) -> Changed:
    return Changed(Part.WHY, text=talk.words("why", _("Why do people need this now?"), at_most=WHY_AT_MOST))


def _title(talk: Talk, known: Standing) -> Changed:
    return Changed(Part.TITLE, text=talk.words("title", _("What is it about?"), at_most=TITLE_AT_MOST))


def _buttons(talk: Talk, known: Standing) -> Changed:
    question = _("Which buttons stand under it? Readers of a page or a copy do not see them.")
    chosen = talk.choose_many("buttons", question, MessageButton, labels=labels.MESSAGE_BUTTONS)
    links = []
    for one in chosen:
        prompt = _("Which link does “{button}” open?", button=labels.MESSAGE_BUTTONS[one])
        address = "" if one is MessageButton.ASK else trusted.link(talk, one.value, prompt, prompt, None)
        links += [(one, address)] if address is not None else []
    return Changed(Part.BUTTONS, links=tuple(links))


def _picture(talk: Talk, known: Standing) -> Changed | None:
    talk.show(_("Some people cannot see the picture. All that it says must be in the words too."))
    picture = _small_enough(talk)
    if picture is None:
        return None
    question = _("What does the picture show? For people who cannot see it.")
    text = talk.words("alternative", question, at_most=ALTERNATIVE_AT_MOST, name=_("What it shows"))
    return Changed(Part.PICTURE, text=text, media=picture)


def _small_enough(talk: Talk) -> Media | None:
    for place in range(1, TRIES + 1):
        picture = talk.media(f"picture_{place}", _("Please send the picture, under 100 kB."), kinds=("photo",))
        if (picture.size or 0) < LARGEST_PICTURE_BYTES:
            return picture
        kilobytes = (picture.size or 0) // 1000
        talk.show(_("It has {n} kB. Please make it smaller: people pay for what they load.", n=kilobytes))
    return None


def _alternative(talk: Talk, known: Standing) -> Changed:
    code = _language(talk, [one for one in known.languages if one[0] in known.words])
    _show_before(talk, known.shows.get(code, ""))
    question = _("What does the picture show? For people who cannot see it.")
    return Changed(Part.ALTERNATIVE, code, talk.words("alternative", question, at_most=ALTERNATIVE_AT_MOST))


def _recording(talk: Talk, known: Standing) -> Changed:
    code = _language(talk, [one for one in known.languages if one[0] in known.words])
    _show_before(talk, known.words[code])
    question = _("Please read these words out and send them as a voice note.")
    return Changed(Part.RECORDING, code, media=talk.media("recording", question, kinds=("voice",)))


def _document(talk: Talk, known: Standing) -> Changed:
    code = _language(talk, [one for one in known.languages if one[0] in known.words])
    question = _("Please send the document as a PDF file.")
    return Changed(Part.DOCUMENT, code, media=talk.media("document", question, kinds=("document",)))


def _take_off(talk: Talk, known: Standing) -> Changed | None:
    named = {f"{kind}:{code}": _named(kind, code) for kind, code in known.attached}
    if not named:
        return None
    offered = [Option(value, label) for value, label in named.items()]
    kind, _colon, code = talk.choose("off", _("What is taken off?"), offered).partition(":")
    return Changed(Part.TAKE_OFF, off=(kind, code))


def _named(kind: str, code: str) -> Text:
    return _("{what} in {language}", what=labels.ATTACHED[Attached(kind)], language=english_name(code))


def _show_before(talk: Talk, before: str) -> None:
    if before:
        talk.show(_("It reads now:"))
        talk.show(own_words(before))


def _is_kept(talk: Talk, shown: Sequence[Text], before: str) -> bool:
    """Whether it is kept. It stands in place of what is read now, so that a change meanwhile asks anew."""
    instead = [_("In place of:"), own_words(before)] if before else []
    yes, no = p_("button", "Keep it"), p_("button", "Leave it as it was")
    return talk.confirm("keep", [*shown, *instead], yes=yes, no=no)


_ASKS: Mapping[Part, Callable[[Talk, Standing], Changed | None]] = {
    Part.WORDS: _words,
    Part.EASY: _easy,
    Part.DAYS: _days,
    Part.SOURCE: _source,
    Part.WHY: _why,
    Part.TITLE: _title,
    Part.BUTTONS: _buttons,
    Part.PICTURE: _picture,
    Part.ALTERNATIVE: _alternative,
    Part.RECORDING: _recording,
    Part.DOCUMENT: _document,
    Part.TAKE_OFF: _take_off,
}
