"""What somebody hears who asked whether a message is real. In a group, never in the words that they sent."""

from __future__ import annotations

from bot.language import Code, Text, _, own_words, p_
from bot.language_names import english_name
from bot.loop import codes, trusted
from bot.loop.checking import Checked, Verdict
from bot.loop.pasted import DIFFERENCES_SHOWN, Difference
from bot.loop.promises import day_of
from bot.store import versions
from bot.store.outbox import Button
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

WHY_WITHDRAWN = "withdrawn"
"""The versions that say why a message was taken back."""
MOST_LETTERS = 300
TELL = Button(p_("button", "Tell the team about it"), "o:do:tell")
CHECK = Button(p_("button", "Check the message"), "o:do:check")
IS_IT_OURS = _("There is a code of ours in it. Shall I check if it is really from us?")
SEND_ME = _("Write /check and the code of a message, or send me the whole message. I tell you if it is really from us.")


def of_code(work: Work, language: str, checked: Checked) -> list[Text]:
    """What there is under a code; with our words, to be compared by eye."""
    if checked.message is None:
        return [
            _("We have no message with this code. A code has eight letters and numbers: please look once more."),
            _("Or send me the whole message. Until you know more, please do not pass it on."),
        ]
    if checked.verdict != Verdict.GENUINE:
        return _standing(work, language, checked)
    return [
        _("Yes, there is a message of ours with this code. {about}", about=_about(work, checked.message)),
        _("This is what we wrote. If a number, a link or a word is not the same in yours, do not trust it:"),
        *_words(work, language, checked.message),
    ]


def of_text(
    work: Work, language: str, checked: Checked, *, in_group: bool = False, with_media: bool = False
) -> list[Text]:
    """What a text is: ours as it stands, ours no more, or changed by somebody, and where."""
    if checked.message is None:
        return [_("This is not a message of ours: I have none like it.")]
    if checked.verdict == Verdict.ALTERED:
        return _altered(work, language, checked, in_group=in_group)
    said: list[Text] = []
    if checked.verdict == Verdict.GENUINE:
        said.append(_("Yes, this is from us, word for word. {about}", about=_about(work, checked.message)))
    else:
        said += _standing(work, language, checked)
    if checked.has_header:
        said.append(_("The lines above it, with who sent it, are not ours."))
    if with_media:
        said.append(_("I looked at the words only. I cannot tell if a picture or a recording is ours."))
    return said


def too_many() -> list[Text]:
    """What somebody hears who tried one code after the other."""
    return [
        _("Those were many codes that are not ours. I look at no more codes from you for an hour."),
        _("You can send me the whole message instead: I compare its words."),
    ]


def _about(work: Work, message: TrustedMessage) -> Text:
    team = work.programme.name
    if message.approved_at is None:
        return _("It is right until {day}.", day=message.expires_on)
    sent = day_of(work, message.approved_at)
    return _("{team} said it on {sent}. It is right until {day}.", team=team, sent=sent, day=message.expires_on)


def _altered(work: Work, language: str, checked: Checked, *, in_group: bool) -> list[Text]:
    if checked.is_other_text:
        said = [_("Careful: the code is ours, but these are not our words. Please do not pass it on.")]
    elif checked.is_worded_otherwise and checked.message is not None:
        text = _(
            "The words are from us, as we wrote them. Only the lines that I add to them are not as I write them now."
        )
        return [text, *_differences(checked, in_group=in_group), *_now(work, language, checked, checked.message)]
    else:
        said = [_("Careful: this is not as we wrote it. Somebody changed it. Please do not pass it on.")]
        said += _differences(checked, in_group=in_group)
    if checked.standing != Verdict.GENUINE or checked.message is None:
        return [*said, *_standing(work, language, checked)]
    return [*said, _("This is what we wrote:"), *_words(work, language, checked.message)]


def _now(work: Work, language: str, checked: Checked, message: TrustedMessage) -> list[Text]:
    """What became of a message whose words are ours."""
    if checked.standing != Verdict.GENUINE:
        return _standing(work, language, checked)
    return [Text("{about}", {"about": _about(work, message)})]


def _differences(checked: Checked, *, in_group: bool) -> list[Text]:
    if not checked.differs:
        return [_("There are hidden signs in it that are not ours. They can turn numbers round.")]
    shown = checked.differs[:DIFFERENCES_SHOWN]
    said = [line for one in shown for line in _difference(one, in_group=in_group)]
    if len(checked.differs) > len(shown):
        said.append(_("There is more that is not the same."))
    if any(one.only_looks_alike for one in shown):
        said.append(_("Some letters look like ours, but they are not the same."))
    return list(dict.fromkeys(said)) if in_group else said


def _difference(one: Difference, *, in_group: bool) -> list[Text]:
    ours, theirs = _short(one.ours), _short(one.theirs)
    if not one.ours:
        return [_("Somebody added words.") if in_group else _("This was added: “{theirs}”", theirs=theirs)]
    if not one.theirs:
        return [_("This was left out: “{ours}”", ours=ours)]
    if in_group:
        return [_("It should say: “{ours}”", ours=ours)]
    return [_("We wrote: “{ours}” Yours says: “{theirs}”", ours=ours, theirs=theirs)]


def _standing(work: Work, language: str, checked: Checked) -> list[Text]:
    message = checked.message
    if message is None:
        return []
    if checked.standing == Verdict.CORRECTED and checked.holds is not None:
        text = _("This was from us, but we have put it right since. What holds now:")
        return [text, *_words(work, language, checked.holds)]
    if checked.standing == Verdict.WITHDRAWN:
        return _withdrawn(work, language, message)
    return [
        _("This was from us, but it was right only until {day}.", day=message.expires_on),
        _("What holds now can be another thing. To ask us, write /ask and your question."),
    ]


def _withdrawn(work: Work, language: str, message: TrustedMessage) -> list[Text]:
    at = message.withdrawn_at or message.changed_at
    day = day_of(work, at)
    said = [_("This was from us, but we took it back on {day}. Please do not pass it on.", day=day)]
    found = trusted.written(work, message, WHY_WITHDRAWN)
    why = found.get(language) or next(iter(found.values()), None)
    return [*said, _("We took it back because: {why}", why=why.text)] if why else said


def _words(work: Work, language: str, message: TrustedMessage) -> list[Text]:
    """Its words in the asker's language; where it has none, in its own, and that is said."""
    version = versions.find(work.session, trusted.WORDS, message.number, language)
    if version is not None and language not in message.left_out:
        return [own_words(version.text), _code(message)]
    source = versions.find(work.session, trusted.WORDS, message.number, message.language)
    if source is None:
        return []
    marked = _("I have this in {language} only.", language=english_name(source.language))
    return [marked, own_words(source.text), _code(message)]


def _code(message: TrustedMessage) -> Text:
    return _("Its code: {code}", code=Code(codes.shown(message.code)))


def _short(words: str) -> str:
    return words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - 1] + "…"
