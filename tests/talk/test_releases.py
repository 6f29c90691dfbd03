"""A newer release meets conversations that an older one began."""

from datetime import timedelta

import pytest

from bot.errors import NoLongerThere
from bot.language import _
from bot.talk import BrokenFlow, Conversation, Engine, Said
from tests.talk import flows
from tests.talk.chat import LANGUAGES, START, Chat


def first(talk, known):
    return talk.words("name", _("Name?")), talk.words("town", _("Town?")), talk.words("wish", _("Wish?"))


def at_town(function=first) -> Chat:
    chat = Chat(flows.flow(function))
    chat.says("Bo")
    return chat


def test_a_step_put_in_before_the_question_on_screen_is_asked_first_and_nothing_typed_is_lost():
    def second(talk, known):
        return talk.words("name", _("Name?")), talk.number("age", _("Age?")), talk.words("town", _("Town?"))

    chat = at_town()
    chat.meets(flows.flow(second))
    assert not chat.says("Leeds").understood
    chat.hears("not the same as before", "Age?")
    chat.says("40")
    chat.hears("Before, you wrote: Leeds")
    chat.taps("Keep what I wrote")
    assert chat.value == ("Bo", 40, "Leeds")


def test_a_step_taken_out_under_somebody_goes_on_with_the_next():
    def second(talk, known):
        return talk.words("name", _("Name?")), talk.words("wish", _("Wish?"))

    chat = at_town()
    chat.meets(flows.flow(second))
    chat.says("Leeds")
    chat.hears("not the same as before", "Wish?")
    chat.says("Peace")
    assert chat.value == ("Bo", "Peace")


def test_the_last_step_taken_out_ends_it_with_what_there_is():
    def second(talk, known):
        return talk.words("name", _("Name?"))

    chat = at_town()
    chat.meets(flows.flow(second))
    chat.says("Leeds")
    assert chat.value == "Bo"


def test_a_renamed_step_counts_for_the_question_on_screen():
    def second(talk, known):
        return talk.words("name", _("Name?")), talk.words("place", _("Town?"))

    chat = at_town()
    chat.meets(flows.flow(second))
    chat.says("Leeds")
    assert chat.value == ("Bo", "Leeds")


def test_a_renamed_step_that_was_answered_is_asked_again():
    def second(talk, known):
        return talk.words("called", _("Name?")), talk.words("town", _("Town?"))

    chat = at_town()
    chat.meets(flows.flow(second))
    chat.says("Leeds")
    chat.hears("not the same as before", "Name?")
    chat.says("Bo")
    chat.taps("Keep what I wrote")
    assert chat.value == ("Bo", "Leeds")


def test_a_step_that_wants_another_sort_of_answer_is_asked_again():
    def second(talk, known):
        return talk.number("name", _("How old?")), talk.words("town", _("Town?"))

    chat = at_town()
    chat.meets(flows.flow(second))
    turn = chat.says("Leeds")
    assert not turn.understood
    chat.hears("one whole number", "How old?")
    chat.says("7")
    chat.taps("Keep what I wrote")
    assert chat.value == (7, "Leeds")


@pytest.mark.parametrize(
    "raw", ["x", 5, 1.5, True, None, [], ["x", 3, {}], {}, {"kind": "voice"}, {"yes": True}, {"lat": "x", "lon": 1}]
)
def test_no_stored_answer_of_another_shape_stops_a_flow(raw):
    def every(talk, known):
        return (
            talk.words_or_media("words", _("?"), ["photo"]),
            talk.choose("kind", _("?"), flows.Kind, labels=flows.KINDS),
            talk.choose_many("tags", _("?"), flows.Tag, labels=flows.TAGS),
            talk.number("n", _("?")),
            talk.day("d", _("?")),
            talk.place("place", _("?")),
            talk.media("voice", _("?"), kinds=["photo"]),
            talk.confirm("ok", [_("?")]),
        )

    for key in ("words", "kind", "tags", "n", "d", "place", "voice", "ok"):
        before = {"words": "x", "kind": "rumour", "tags": [], "n": 1, "d": "2026-11-27", "place": "y"}
        before["voice"] = {"kind": "photo", "file_id": "f"}
        chat = Chat(flows.flow(every), prefilled={**before, "ok": raw, key: raw})
        assert chat.conversation
        assert chat.conversation.key in (key, "ok") or raw in ("x", 5, [])


def test_a_flow_that_is_gone_ends_kindly():
    chat = at_town()
    chat.meets(flows.flow(first, "another"))
    assert chat.says("Leeds").ended == "expired"
    chat.hears("no longer ask these questions", "Nothing was sent.")
    conversation = at_town().standing()
    assert chat.engine.due(conversation) == START
    assert chat.engine.remind(conversation, None, START) is None
    for turn in (chat.engine.again(conversation, None, START), chat.engine.expire(conversation, START)):
        assert turn
        assert turn.ended == "expired"


def test_a_flow_that_cannot_go_on_says_why_and_ends():
    def gone(talk, known):
        name = talk.words("name", _("Name?"))
        if known["gone"]:
            raise NoLongerThere(_("Somebody has answered that already."))
        return name

    known = {"gone": False}
    chat = Chat(flows.flow(gone), known)
    known["gone"] = True
    chat.says("Bo")
    chat.hears("Somebody has answered that already.")
    assert chat.turn.ended == "cancelled"


def test_a_stored_conversation_of_another_version_is_read():
    row = at_town().standing().to_json()
    kept = {name: row[name] for name in ("flow", "person", "started", "answers", "key")}
    conversation = Conversation.from_json({**kept, "version": 9, "mood": "good"})
    turn = Engine([flows.flow(first)], LANGUAGES).hear(conversation, Said("Leeds"), None, START, "en")
    assert turn.conversation is not None


def test_a_key_asked_twice_is_a_broken_flow():
    def twice(talk, known):
        return talk.words("name", _("Name?")), talk.words("name", _("Name again?"))

    chat = Chat(flows.flow(twice))
    with pytest.raises(BrokenFlow, match="'name' is asked twice"):
        chat.says("Bo")


def test_a_loop_without_an_end_is_a_broken_flow():
    def endless(talk, known):
        number = 0
        while talk.words(f"w{number}", _("More?")):
            number += 1

    with pytest.raises(BrokenFlow, match="more than 100"):
        Chat(flows.flow(endless), prefilled={f"w{number}": "x" for number in range(101)})


def test_a_flow_that_swallows_its_stop_is_broken():
    def goes_on(talk, known):
        try:
            talk.words("name", _("Name?"))
        except BaseException:
            return "done"

    def asks_on(talk, known):
        try:
            talk.words("name", _("Name?"))
        except BaseException:
            return talk.words("town", _("Town?"))

    for function in (goes_on, asks_on):
        with pytest.raises(BrokenFlow):
            Chat(flows.flow(function))


def test_two_flows_of_one_name_are_refused():
    with pytest.raises(BrokenFlow):
        Engine([flows.flow(), flows.flow()], LANGUAGES)


def test_quiet_conversations_are_reminded_once_then_closed():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    button = chat.button("A problem")
    assert chat.engine.due(chat.standing()) == START + timedelta(days=1)
    assert chat.waits(timedelta(hours=23)) is None
    chat.waits(timedelta(hours=1))
    chat.hears("You had started: telling what you heard.", "What is it most like?")
    assert chat.engine.due(chat.standing()) == START + timedelta(days=3)
    assert chat.waits(timedelta(days=1)) is None
    chat.presses(button)
    assert chat.engine.due(chat.standing()) == chat.now + timedelta(days=1)
    chat.waits(timedelta(days=3))
    assert chat.turn.ended == "expired"
    chat.hears("quiet for a while", "Nothing was sent.")
