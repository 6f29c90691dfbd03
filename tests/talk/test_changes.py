"""What becomes of later answers when an earlier one is changed."""

from bot.language import _, own_words
from bot.talk import Option
from tests.talk import flows
from tests.talk.chat import Chat


def change(chat: Chat, which: str, to: str) -> None:
    chat.taps("Change an answer")
    chat.taps(which)
    chat.taps(to)


def test_an_answer_off_the_path_is_asked_again_with_the_old_one_offered():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.taps("Something going round")
    chat.says("the bus")
    chat.taps("Women's circle")
    change(chat, "2. Kind", "A problem")
    chat.hears("Where: –", "[Send]")
    change(chat, "2. Kind", "Something going round")
    chat.hears("Where is it going round?", "Before, you wrote: the bus", "[Keep what I wrote]")
    chat.taps("Keep what I wrote")
    chat.taps("Send")
    assert chat.value.source == "the bus"


def test_the_same_answer_given_again_asks_nothing_again():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.taps("Something going round")
    chat.says("the bus")
    chat.taps("Women's circle")
    change(chat, "2. Kind", "Something going round")
    chat.hears("Where: the bus", "for Women's circle", "[Send]")


def test_an_answer_whose_options_changed_under_it_is_asked_again_even_if_its_code_is_still_there():
    chat = Chat(flows.flow(flows.visit, "visit"))
    chat.taps("North")
    chat.taps("Oak Road")
    chat.taps("We will see")
    change(chat, "1. Which area?", "South")
    chat.hears("An earlier answer has changed", "[Hill Street]", "[Lake Street]")
    chat.taps("Hill Street")
    chat.taps("We will see")
    chat.taps("No, thanks")
    assert chat.value.group == "Hill Street"


def test_an_answer_that_elsewhere_took_away_is_asked_again():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.taps("A problem")
    chat.taps("Women's circle")
    chat.known.groups = {"15": "Fathers' group"}
    assert not chat.taps("Send").understood
    chat.hears("no longer there", "Which group is it from?")
    chat.does_not_hear("Keep")
    chat.taps("Fathers' group")
    chat.taps("Send")
    assert chat.value.group == "15"


def test_a_yes_counts_only_for_what_was_on_screen():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.taps("A problem")
    chat.taps("No group")
    send = chat.button("Send")
    chat.known.office = "Library"
    for answer in (lambda: chat.presses(send), lambda: chat.says("yes")):
        chat.known.office += "!"
        assert not answer().understood
        chat.hears("changed since you saw it", f"It goes to {chat.known.office}")
    chat.says("send")
    assert chat.value.sent


def test_a_yes_does_not_count_if_any_part_above_it_has_changed():
    def asks(talk, known):
        return talk.confirm("send", [_("It goes to {office}.", office=known.office), _("Send it?")])

    chat = Chat(flows.flow(asks), flows.known())
    for answer in (lambda: chat.taps("Yes"), lambda: chat.says("yes"), lambda: chat.says("1")):
        chat.known.office += "!"
        assert not answer().understood
        chat.hears("changed since you saw it", f"It goes to {chat.known.office}.")
    chat.taps("Yes")
    assert chat.value is True


def test_a_confirmation_given_before_is_asked_again_when_what_it_stood_under_changes():
    chat = Chat(flows.flow(flows.outing, "outing"), flows.known())
    for text in ("1", "done", "Bo", "5", "A problem", "30/11", "yes"):
        chat.says(text)
    chat.hears("Anything to add?")
    chat.taps("Change an answer")
    chat.taps("2. Who helps? (1)")
    chat.says("Cy")
    chat.hears("changed since you saw it", "Cy: 5", "[Yes] [No]")
    chat.does_not_hear("Keep")


def test_earlier_ticks_are_there_when_their_question_comes_back():
    chat = Chat(flows.flow(flows.outing, "outing"), flows.known())
    chat.says("1, 2")
    chat.taps("Done")
    chat.taps("Back")
    chat.hears("Chosen: Health and Housing.")
    chat.taps("✓ Health")
    chat.taps("Done")
    assert chat.conversation
    assert chat.conversation.answers["tags"] == ["housing"]


def test_ticks_not_yet_done_are_kept_when_going_back_from_them():
    def asks(talk, known):
        return talk.words("w", _("Word?")), talk.choose_many("tags", _("Which?"), flows.Tag, labels=flows.TAGS)

    chat = Chat(flows.flow(asks))
    chat.says("one")
    chat.taps("Buses")
    chat.taps("Back")
    chat.says("two")
    chat.taps("Done")
    assert chat.value == ("two", (flows.Tag.TRANSPORT,))


def test_what_is_known_already_is_not_asked_and_can_be_changed():
    chat = Chat(flows.flow(), flows.known(), prefilled={"words": " Lift\x00 ", "group": "15"})
    chat.hears("What is it most like?", "[Back]")
    chat.taps("A problem")
    chat.hears("You heard: Lift", "for Fathers' group")
    chat.taps("Back")
    chat.hears("[Keep: Fathers' group]")


def test_known_words_that_are_too_long_are_asked_for_shorter_and_kept_within_reach():
    chat = Chat(flows.flow(), flows.known(), prefilled={"words": "lift " * 20})
    chat.hears("39 characters too long: there is room for 60", "What did you hear?")
    chat.taps("Keep the beginning")
    chat.taps("A problem")
    chat.taps("No group")
    chat.hears("You heard: " + ("lift " * 12).strip())


def test_words_that_are_too_long_do_not_push_out_an_answer_that_fits():
    chat = Chat(flows.flow(), flows.known())
    chat.says("The lift is broken.")
    chat.taps("Back")
    chat.says("x" * 70)
    chat.hears("10 characters too long", "[Keep what I wrote]")
    chat.taps("Keep what I wrote")
    chat.taps("A problem")
    chat.taps("No group")
    chat.hears("You heard: The lift is broken.")


def test_the_beginning_that_is_kept_is_of_what_was_written_last():
    chat = Chat(flows.flow(), flows.known())
    chat.says("a" * 70)
    older = chat.button("Keep the beginning")
    chat.says("b" * 70)
    assert chat.presses(older).toast is not None
    chat.taps("Keep the beginning")
    chat.taps("A problem")
    chat.taps("No group")
    chat.hears("You heard: " + "b" * 60)


def test_options_may_share_a_code_with_a_question():
    def asks(talk, known):
        first = talk.choose("kind", _("Which?"), [Option("kind", own_words("Kind")), Option("b", own_words("B"))])
        return first, talk.choose("b", _("And?"), [Option("kind", own_words("Kind")), Option("b", own_words("B"))])

    chat = Chat(flows.flow(asks))
    chat.taps("B")
    option = chat.button("Kind")
    chat.says("change")
    chat.presses(option)
    assert chat.value == ("b", "kind")
