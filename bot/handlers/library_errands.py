"""What the conversations about the library know, and what happens when they are done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from bot import errors
from bot.flows import library as flow
from bot.flows import what_is_heard
from bot.flows.library import Keeping, Kept, Reworded, Shelved, Usable
from bot.flows.take_out import There, take_out
from bot.flows.what_is_heard import Heard
from bot.handlers import desk_errands, place_errands
from bot.handlers.conversation import Errand, errand
from bot.language import Code, Languages, Text, _, own_words
from bot.loop import (
    corrections,
    heard,
    insights,
    library,
    library_as_read,
    library_uses,
    library_words,
    likely_answers,
    people,
    personal,
    promises,
    saying,
)
from bot.store.insights import Insight
from bot.store.people import Person
from bot.store.session import Work


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversations of this topic."""
    known = partial(shelved, languages)
    return (
        errand(
            "new_answer",
            flow.keep_answer,
            _("writing an answer for the library"),
            partial(nothing_asked, languages),
            kept,
        ),
        errand(
            "keep_answer", flow.keep_answer, _("keeping an answer"), partial(asked, languages), kept, of_insight=True
        ),
        errand("another_question", flow.another_question, _("adding a question"), known, question_added),
        errand("new_words", flow.new_words, _("writing new words for an answer"), known, reworded),
        errand("review_answer", flow.look_again, _("looking at an answer again"), known, looked_again),
        errand("withdraw_answer", flow.withdraw, _("withdrawing an answer"), known, withdrawn),
        errand("use_answer", flow.use_answer, _("using an answer"), partial(usable, languages), used, of_insight=True),
        errand("heard_gone", take_out, _("writing what was heard"), going, gone),
        errand("write_heard", what_is_heard.write_heard, _("writing what was heard"), nothing, summarised),
        *place_errands.listed(languages),
    )


def nothing_asked(languages: Languages, work: Work, person: Person, _about: int | None) -> Keeping:
    """An answer to nothing in particular."""
    people.must_be_staff(work, person)
    return Keeping(promises.today(work), as_read=partial(as_offered, languages, work, person))


def as_offered(languages: Languages, work: Work, by: Person, value: Kept) -> list[Text]:
    """How people will be offered it, and shown it."""
    offered = library_as_read.offered(work, languages, by, value.words, value.source)
    return [*library_as_read.asked(languages, value.forms), *offered]


def asked(languages: Languages, work: Work, person: Person, insight_id: int | None) -> Keeping:
    """What was asked, and what was answered."""
    people.must_be_staff(work, person)
    insight = insights.still_told(work, insight_id)
    update = likely_answers.newest_answer(work, insight)
    answer = [] if update is None else library_uses.words_of(work, update)
    language = (insight.language, languages.name(insight.language))
    words, read = personal.shown(insight.words, insight.may_stay), partial(as_offered, languages, work, person)
    return Keeping(promises.today(work), words, language, answer, read)


def kept(work: Work, by: Person, insight_id: int | None, value: Kept | None) -> None:
    """An answer goes into the library as a draft."""
    if value is None:
        _said(work, by, _("Nothing was kept."))
        return
    made = library.keep(work, by, library.Kept(**value._asdict(), insight_id=insight_id))
    if insight_id is not None:
        library_uses.note_first(work, by, made, insights.still_told(work, insight_id))
    text = _(
        "It is {reference} now, a draft. It is offered once another person stands for it: they find it in the staff "
        "room, or by /library.",
        reference=Code(made.reference),
    )
    _said(work, by, text)


def shelved(languages: Languages, work: Work, person: Person, answer_id: int | None) -> Shelved:
    """An answer as it stands, and who got it."""
    answer = library.for_staff(work, person, answer_id)
    got = corrections.who_got(work, answer)
    readers = sorted({one.language for one in got})

    def as_reworded(value: Reworded) -> list[Text]:
        shown = library_as_read.offered(work, languages, person, {value.language: value.words}, answer.source or "")
        if not value.wrong:
            return shown
        new = (value.language, value.words)
        return [*shown, *library_as_read.corrected(work, languages, person, answer, value.wrong, new)]

    def as_withdrawn(wrong: Mapping[str, str]) -> list[Text]:
        return library_as_read.corrected(work, languages, person, answer, wrong, None)

    return Shelved(
        answer.reference,
        promises.today(work),
        [(code, languages.name(code)) for code in languages.offered],
        {one.language: one.text for one in library_words.written(work, answer)},
        [(code, languages.name(code)) for code in readers],
        len(got),
        as_reworded,
        partial(library_as_read.asked, languages),
        as_withdrawn,
    )


def question_added(work: Work, by: Person, answer_id: int | None, value: tuple[str, str] | None) -> None:
    """One more question."""
    if value is None:
        _said(work, by, _("Nothing was kept."))
        return
    library.add_form(work, by, answer_id, *value)
    _said(work, by, _("Thank you. It is found by that question too."))


def reworded(work: Work, by: Person, answer_id: int | None, value: Reworded | None) -> None:
    """New words, which wait for a second person."""
    if value is None:
        _said(work, by, _("Nothing was changed."))
        return
    corrections.change(work, by, answer_id, value.language, value.words, value.wrong)
    _said(work, by, _("Thank you. Another person now has to stand for these words: I have put them in the staff room."))


def looked_again(work: Work, by: Person, answer_id: int | None, value: date) -> None:
    """It still holds."""
    library.review(work, by, answer_id, value)
    _said(work, by, _("Thank you. You answer for it. I remind you on {day}.", day=value))


def withdrawn(work: Work, by: Person, answer_id: int | None, value: dict[str, str] | None) -> None:
    """It holds no more."""
    if value is None:
        _said(work, by, _("It stays as it is."))
        return
    corrections.withdraw(work, by, answer_id, value)
    _said(work, by, _("It is withdrawn. Everybody who got it is told."))


def usable(languages: Languages, work: Work, person: Person, insight_id: int | None) -> Usable:
    """The likely answers, with their vouched words in English and in the languages that will be read."""
    people.must_be_staff(work, person)
    insight = insights.still_told(work, insight_id)
    must_have_one(work, insight)
    reads = library_uses.read_by(work, insight)
    offered = [
        (one.answer.number, one.form.words, library_uses.words_for(work, one.answer, reads))
        for one in likely_answers.likely(work, insight)
    ]
    named = [(code, languages.name(code)) for code in reads]
    as_read = partial(desk_errands.read_as, languages, work, person, insight)
    return Usable(insight.reference, personal.shown(insight.words, insight.may_stay), offered, named, as_read)


def used(work: Work, by: Person, insight_id: int | None, value: tuple[int, dict[str, str]] | None) -> None:
    """Staff send an answer of the library, in their own name."""
    if value is None:
        _said(work, by, _("Nothing was sent."))
        return
    insight = insights.still_told(work, insight_id)
    library_uses.send(work, by, value[0], insight, value[1])
    _said(work, by, _("Your answer to {reference} is on its way.", reference=Code(insight.reference)))


def must_have_one(work: Work, insight: Insight) -> None:
    """Raises `errors.NoLongerThere` where the library holds nothing like it by now."""
    if not likely_answers.likely(work, insight):
        raise errors.NoLongerThere(_("The library holds no answer to that any more."))


def nothing(work: Work, person: Person, _about: int | None) -> what_is_heard.Nothing:
    """Nothing needs to be known."""
    people.must_be_staff(work, person)
    return what_is_heard.Nothing()


def summarised(work: Work, by: Person, _about: int | None, value: Heard | None) -> None:
    """What has been heard, for the team."""
    if value is None:
        _said(work, by, _("Nothing was kept."))
        return
    heard.write(work, by, *value)
    _said(work, by, _("Thank you. The team finds it by /library."))


def going(work: Work, person: Person, summary_id: int | None) -> There:
    """A summary that is to be taken out."""
    people.must_be_staff(work, person)
    found = heard.still_there(work, summary_id)
    return There([own_words(f"{found.topic} · {found.community}"), own_words(found.summary)])


def gone(work: Work, by: Person, summary_id: int | None, value: bool) -> None:
    """It is taken out, unless it was thought better of."""
    if value:
        heard.take_out(work, by, summary_id)
    _said(work, by, _("It is taken out.") if value else _("It stays as it is."))


def _said(work: Work, by: Person, text: Text) -> None:
    saying.to_person(work, by, [text])
