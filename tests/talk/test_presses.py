from bot.language import _, own_words
from bot.talk import Button, Option, Pressed, presses
from tests.talk import flows
from tests.talk.chat import Chat


def at_kind() -> Chat:
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    return chat


def test_two_taps_on_one_button_count_once():
    chat = at_kind()
    button = chat.button("A problem")
    chat.presses(button)
    before = chat.conversation
    turn = chat.presses(button)
    assert turn.conversation == before
    assert not turn.screens
    chat.hears("Got it already.")


def test_two_buttons_at_once_count_as_the_first():
    chat = at_kind()
    first, second = chat.button("A problem"), chat.button("A question")
    chat.presses(first)
    chat.presses(second)
    chat.hears("belongs to an earlier question")
    chat.taps("No group")
    chat.taps("Send")
    assert chat.value.kind is flows.Kind.PROBLEM


def test_a_button_from_before_a_change_is_stale():
    chat = at_kind()
    chat.taps("A problem")
    chat.taps("Women's circle")
    send = chat.button("Send")
    chat.taps("Back")
    chat.taps("Fathers' group")
    turn = chat.presses(send)
    assert turn.toast is not None
    chat.taps("Send")
    assert chat.value.group == "15"


def test_a_button_of_another_conversation_or_of_nobody_changes_nothing():
    chat = at_kind()
    for data in ("", "t:", "t::b", "x:T1:b", "t:T999:b", "t:T2", "é" * 40):
        before = chat.conversation
        assert chat._does(data, Pressed(data)).conversation == before
        assert chat.turn.toast is not None


def test_a_made_up_action_on_the_right_token_is_asked_again():
    chat = at_kind()
    for action in ("o00000000", "+1", "y", "k", "d", "p7x", "cq", "", "s"):
        turn = chat.presses(Button(_("?"), presses.data(chat.token, action)))
        assert not turn.understood
        chat.hears("What is it most like?")


def test_somebody_else_cannot_press_it():
    chat = at_kind()
    button = chat.button("A problem")
    turn = chat.engine.hear(chat.standing(), Pressed(button.data), chat.known, chat.now, "en", person="Bo")
    assert turn.conversation == chat.conversation
    assert turn.toast
    assert chat.reads(turn.toast) == "That question is for somebody else."


def test_a_press_where_words_are_expected_is_stale():
    chat = at_kind()
    problem = chat.button("A problem")
    chat.says("back")
    chat.presses(problem)
    chat.hears("belongs to an earlier question")


def test_a_tick_that_comes_twice_stays_ticked():
    chat = Chat(flows.flow(flows.outing, "outing"), flows.known())
    health, housing = chat.button("Health"), chat.button("Housing")
    for button in (health, health, housing):
        assert chat.presses(button).replaces
    chat.hears("Chosen: Health and Housing.", "[✓ Health]")
    chat.taps("✓ Housing")
    chat.taps("Done")
    assert chat.conversation
    assert chat.conversation.answers["tags"] == ["health"]


def test_too_few_and_too_many_ticks():
    def ask(talk, known):
        return talk.choose_many("tags", _("Which?"), flows.Tag, labels=flows.TAGS, at_least=1, at_most=2)

    chat = Chat(flows.flow(ask))
    assert not chat.taps("Done").understood
    chat.hears("choose at least 1")
    chat.says("1 2 and 4")
    chat.taps("Done")
    chat.hears("choose 2 at most")
    chat.taps("✓ Buses")
    chat.says("done")
    assert chat.value == (flows.Tag.HEALTH, flows.Tag.HOUSING)


def test_buttons_fit_into_64_bytes_whatever_the_codes_are():
    codes = [Option("a very long code " * 20 + str(number), own_words("x")) for number in range(40)]

    def ask(talk, known):
        return talk.choose("code", _("Which?"), codes)

    chat = Chat(flows.flow(ask))
    assert all(len(button.data.encode()) <= 64 for button in chat.buttons())
    chat.says("33")
    assert chat.value == codes[32].code


def test_many_options_come_in_pages_numbered_through():
    def ask(talk, known):
        return talk.choose("n", _("Which?"), [Option(f"c{n}", own_words(f"Group {n}")) for n in range(1, 25)])

    chat = Chat(flows.flow(ask))
    assert len(chat.buttons()) == 9 + 1 + 1
    chat.taps("More")
    chat.hears("[10. Group 10]", "[Earlier ones]", "[More]")
    older = chat.button("More")
    chat.presses(older)
    chat.presses(older)
    chat.hears("[24. Group 24]")
    chat.does_not_hear("[More]")
    chat.taps("Earlier ones")
    chat.says("group 24")
    assert chat.value == "c24"


def test_a_number_typed_for_a_list_that_has_changed_is_asked_again():
    chat = at_kind()
    chat.taps("A problem")
    chat.known.groups = {"9": "Choir", **chat.known.groups}
    assert not chat.says("1").understood
    chat.hears("The list has changed", "Choir")
    chat.says("1")
    chat.hears("for Choir")


def test_a_press_on_an_option_that_is_still_there_counts_though_the_list_has_changed():
    chat = at_kind()
    chat.taps("A problem")
    button = chat.button("Fathers' group")
    chat.known.groups = {"9": "Choir", "15": "Fathers' group"}
    chat.presses(button)
    chat.hears("for Fathers' group")


def test_a_press_on_an_option_that_is_gone_is_asked_again():
    chat = at_kind()
    chat.taps("A problem")
    button = chat.button("Fathers' group")
    chat.known.groups = {"9": "Choir"}
    assert not chat.presses(button).understood
    chat.hears("The list has changed", "[Choir]")


def test_an_answer_does_not_count_for_a_question_that_asks_something_else_now():
    def better(talk, known):
        return known["issue"], talk.choose(
            "better", _("Is it better now: {issue}?", issue=known["issue"]), flows.Kind, labels=flows.KINDS
        )

    known = {"issue": "the lift"}
    chat = Chat(flows.flow(better), known)
    known["issue"] = "the bus stop"
    assert not chat.taps("A problem").understood
    chat.hears("changed since you saw it", "Is it better now: the bus stop?")
    chat.taps("A problem")
    assert chat.value == ("the bus stop", flows.Kind.PROBLEM)
