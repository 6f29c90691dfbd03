"""Everything that the engine itself says."""

from __future__ import annotations

from datetime import date

from bot.language import Text, _, n_, p_

BACK = p_("button", "Back")
CANCEL = p_("button", "Cancel")
CHANGE = p_("button", "Change an answer")
RETURN = p_("button", "Leave it as it is")
DONE = p_("button", "Done")
MORE = p_("button", "More")
FEWER = p_("button", "Earlier ones")
KEEP_WORDS = p_("button", "Keep what I wrote")

TYPED_BACK = p_("typed instead of pressing a button", "back")
TYPED_CANCEL = p_("typed instead of pressing a button", "cancel")
TYPED_CHANGE = p_("typed instead of pressing a button", "change")
TYPED_KEEP = p_("typed instead of pressing a button", "keep")
TYPED_DONE = p_("typed instead of pressing a button", "done")
TYPED_YES = p_("typed instead of pressing a button", "yes")
TYPED_NO = p_("typed instead of pressing a button", "no")
TODAY = p_("typed instead of a date", "today")
TOMORROW = p_("typed instead of a date", "tomorrow")

STALE = _("That button belongs to an earlier question. Please use the newest one.")
HAVE_IT = _("Got it already.")
NOT_YOURS = _("That question is for somebody else.")

FIRST_QUESTION = _("This is the first question, so there is nothing to go back to.")
NOTHING_TO_CHANGE = _("There is no earlier answer to change yet.")
WHICH_TO_CHANGE = _("Which answer do you want to change?")
TAP_WHICH = _("Please tap the answer you want to change, or type its number.")

TAP_OR_TYPE = _("I did not get that. Please tap a button, or type what stands on it.")
LIST_CHANGED = _("The list has changed. Please look again.")
NO_LONGER_OFFERED = _("What you chose is no longer there. Please choose again.")
ASK_ANEW = _("An earlier answer has changed, so please look at this one again.")
CHANGED_SINCE = _("This has changed since you saw it. Please read it again.")
QUESTION_MOVED = _("The questions are not the same as before. Please answer this one first.")
NEEDS_ANSWER = _("Please answer this one.")

PLEASE_WRITE = _("Please write it in words.")
NOTHING_WRITTEN = _("I could not see any words there. Please write a few.")
PLEASE_WRITE_NOT_SEND = _("I can only take words here. Please write it.")
ONE_NUMBER = _("Please send one whole number, for instance {example}.", example="12")
CANNOT_READ_DAY = _(
    "I could not find a day in that. You can write it like {one} or {other}.", one="27/11", other="27.11.2026"
)
WHERE = _("Please write where it is, or share a location.")
POINT_ON_MAP = _("A point on the map")


def goodbye(title: Text) -> Text:
    """After a cancel."""
    return _("Stopped: {title}. Nothing was sent.", title=title)


def reminder(title: Text) -> Text:
    """Before a question that waited for a while."""
    return _("You had started: {title}. Do you want to finish it? Here is the question again.", title=title)


def expired(title: Text) -> Text:
    """When a question waited too long."""
    return _(
        "I closed this because it was quiet for a while: {title}. Nothing was sent. You can start again at any time.",
        title=title,
    )


RETIRED = _("I no longer ask these questions, so I closed them. Nothing was sent. Please start again.")


def how_to(title: Text) -> Text:
    """Help in the middle of a conversation."""
    return _(
        "You are here: {title}. Answer the question below. You can also type {back}, {change} or {cancel}.",
        title=title,
        back=TYPED_BACK,
        change=TYPED_CHANGE,
        cancel=TYPED_CANCEL,
    )


def too_long(over: int, most: int) -> Text:
    """When somebody wrote more than there is room for."""
    return n_(
        "That is {n} character too long: there is room for {most}. "
        "What you wrote is still in this chat. Please shorten it and send it again.",
        "That is {n} characters too long: there is room for {most}. "
        "What you wrote is still in this chat. Please shorten it and send it again.",
        over,
        most=most,
    )


KEEP_BEGINNING = p_("button", "Keep the beginning")


def too_short(least: int) -> Text:
    """When somebody wrote too little."""
    return n_("Please write at least {n} character.", "Please write at least {n} characters.", least)


def number_between(least: int, most: int) -> Text:
    """When a number is out of bounds."""
    return _("Please send a number from {least} to {most}.", least=least, most=most)


def dated(day: date) -> Text:
    """A day with its year, for where it was typed and may have been read as another."""
    return p_("a day, then its year", "{day} {year}", day=day, year=str(day.year))


def day_too_early(day: date, first: date) -> Text:
    """When a day lies before the first that is possible."""
    return _("I read that as {day}. Please choose {first} or a later day.", day=dated(day), first=dated(first))


def day_too_late(day: date, last: date) -> Text:
    """When a day lies after the last that is possible."""
    return _("I read that as {day}. Please choose {last} or an earlier day.", day=dated(day), last=dated(last))


def keep(answer: Text) -> Text:
    """The button that leaves an answer as it was."""
    return p_("button", "Keep: {answer}", answer=answer)


def you_wrote(words: str) -> Text:
    """What stood there before, shown above the question."""
    return _("Before, you wrote: {words}", words=words)


def ticked(option: Text) -> Text:
    """A button that is switched on."""
    return p_("button", "✓ {option}", option=option)


def chosen(options: list[Text]) -> Text:
    """What is ticked so far."""
    return _("Chosen: {options}.", options=options)


def plain(value: date | int | list[Text]) -> Text:
    """A day, a number or some options with no words around them: nothing to translate, so not in the catalogs."""
    return Text("{value}", {"value": value})


NONE_CHOSEN = _("Nothing chosen yet.")
TICK_AND_DONE = _(
    "Tap each one that fits, then tap Done. You can also type their numbers, for instance {example}.", example="1, 3"
)


def tick_at_least(least: int) -> Text:
    """When too few are ticked."""
    return n_("Please choose at least {n}.", "Please choose at least {n}.", least)


def tick_at_most(most: int) -> Text:
    """When too many are ticked."""
    return n_("Please choose {n} at most.", "Please choose {n} at most.", most)


def read_back(answer: Text) -> Text:
    """What was understood from something typed."""
    return _("I read that as: {answer}.", answer=answer)


def numbered(number: int, option: Text) -> Text:
    """An option of a long list, with the number that may be typed for it."""
    return p_("button", "{number}. {option}", number=number, option=option)


def earlier_answer(number: int, name: Text, answer: Text) -> Text:
    """One line of the list of answers that may be changed."""
    return _("{number}. {question}: {answer}", number=number, question=name, answer=answer)


SKIPPED = _("no answer")


def please_send(kinds: tuple[str, ...], or_words: bool) -> Text:
    """When something else was expected."""
    names = [_KINDS[kind] for kind in kinds if kind in _KINDS]
    if or_words:
        return _("I cannot take that here. Please write, or send one of these: {kinds}.", kinds=names)
    return _("I cannot take that here. Please send one of these: {kinds}.", kinds=names)


def media_kind(kind: str) -> Text:
    """What a sort of sending is called."""
    return _KINDS.get(kind, _("a file"))


_KINDS = {
    "voice": _("a voice note"),
    "audio": _("a sound file"),
    "photo": _("a photo"),
    "video": _("a video"),
    "video_note": _("a video message"),
    "document": _("a file"),
    "location": _("a location"),
}
