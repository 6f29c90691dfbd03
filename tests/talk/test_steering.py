from bot.language import _, own_words
from bot.talk import Option
from tests.talk import flows
from tests.talk.chat import Chat


def at_the_confirm() -> Chat:
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.taps("Something going round")
    chat.says("the bus")
    chat.taps("Women's circle")
    return chat


def test_back_asks_the_question_before_and_offers_its_answer():
    chat = at_the_confirm()
    chat.taps("Back")
    chat.hears("Which group is it from?", "[Keep: Women's circle]")
    chat.taps("Back")
    chat.hears("Where is it going round?", "Before, you wrote: the bus", "[Keep what I wrote]")
    chat.taps("Keep what I wrote")
    chat.taps("Keep: Women's circle")
    chat.hears("Where: the bus")


def test_the_first_question_has_no_back():
    chat = Chat(flows.flow(), flows.known())
    chat.does_not_hear("[Back]")
    assert not chat.says("back").understood
    chat.hears("first question", "What did you hear?")


def test_a_change_keeps_every_other_answer():
    chat = at_the_confirm()
    chat.taps("Change an answer")
    chat.hears("1. What you heard: The lift is broken.", "3. Where: the bus", "4. Group: Women's circle")
    chat.taps("1. What you heard")
    chat.hears("Before, you wrote: The lift is broken.")
    chat.says("The lift works again.")
    chat.hears("You heard: The lift works again.", "Women's circle", "[Send]")


def test_the_list_of_answers_takes_a_number_a_name_and_leaves_all_as_it_is():
    chat = at_the_confirm()
    chat.says("change")
    chat.says("group")
    chat.hears("Which group is it from?")
    chat.says("keep")
    chat.says("/change")
    chat.says("2")
    chat.hears("What is it most like?")
    chat.taps("Keep: Something going round")
    chat.taps("Change an answer")
    assert not chat.says("9").understood
    chat.hears("tap the answer you want to change")
    chat.taps("Leave it as it is")
    chat.hears("You heard", "[Send]")


def test_back_leaves_the_list_of_answers():
    chat = at_the_confirm()
    chat.taps("Change an answer")
    chat.says("back")
    chat.hears("You heard", "[Send]")


def test_a_button_of_the_question_still_works_while_the_list_is_open():
    chat = at_the_confirm()
    send = chat.button("Send")
    chat.taps("Change an answer")
    chat.presses(send)
    assert chat.value.sent


def test_long_lists_of_answers_come_in_pages():
    def many(talk, known):
        return [talk.words(f"w{n}", _("Word {n}", n=n)) for n in range(1, 15)]

    chat = Chat(flows.flow(many))
    for number in range(1, 14):
        chat.says(f"answer {number}")
    chat.taps("Change an answer")
    chat.does_not_hear("answer 10")
    chat.says("more")
    chat.hears("10. Word 10: answer 10")
    chat.taps("12. Word 12")
    chat.says("other")
    chat.hears("Word 14")
    chat.says("end")
    assert chat.value[11] == "other"


def test_cancel_ends_it_and_says_so():
    chat = at_the_confirm()
    chat.taps("Cancel")
    assert (chat.turn.ended, chat.conversation) == ("cancelled", None)
    chat.hears("Stopped: telling what you heard. Nothing was sent.")


def test_typed_words_steer_in_every_offered_language():
    chat = at_the_confirm()
    chat.says("[Bášçķ···]".replace("š", "").replace("ķ", "k"))
    chat.hears("Which group is it from?")
    chat.says("BACK")
    chat.hears("Where is it going round?")
    chat.says("/cancel@hearback_bot")
    assert chat.turn.ended == "cancelled"


def test_a_story_may_contain_the_words_that_steer():
    chat = Chat(flows.flow(), flows.known())
    chat.says("Go back, they said, and cancel.")
    chat.hears("What is it most like?")


def test_an_option_of_the_question_comes_before_the_words_that_steer():
    def asks(talk, known):
        option = Option("b", own_words("Back"))
        return talk.choose("pain", _("Where does it hurt?"), [option, Option("a", own_words("Arm"))])

    chat = Chat(flows.flow(asks))
    chat.says("back")
    assert chat.value == "b"


def test_help_says_where_you_are_and_asks_again():
    chat = at_the_confirm()
    chat.says("/help")
    chat.hears("You are here: telling what you heard.", "type back, change or cancel", "[Send]")


def test_the_language_changes_in_the_middle_and_nothing_else_does():
    chat = at_the_confirm()
    send = chat.button("Send")
    chat.switches("en_XA")
    chat.hears("Ýöû héáŕð".replace("ŕð", "rd"))
    chat.presses(send)
    assert chat.value.sent


def test_lines_are_shown_once_and_again_only_when_the_question_is_asked_again_on_request():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.taps("Something going round")
    chat.hears("Thank you for checking")
    chat.says("back")
    chat.taps("Keep: Something going round")
    chat.does_not_hear("Thank you for checking")
    chat.switches("en")
    chat.hears("Thank you for checking", "Where is it going round?")


def test_the_last_lines_are_said_at_the_end():
    def ends(talk, known):
        name = talk.words("name", _("Name?"))
        talk.show(_("Goodbye, {name}.", name=name))
        return name

    chat = Chat(flows.flow(ends))
    chat.says("Bo")
    chat.hears("Goodbye, Bo.")
    assert chat.value == "Bo"
