"""Each flow is a function of its answers: typed through to its end, it brings back what was meant."""

from __future__ import annotations

import inspect
from datetime import date, timedelta

import pytest

from bot import pseudo
from bot.action_words import MovedWhy, OutsideReply
from bot.asked_words import AgeBand, Disability
from bot.flows import (
    about_me,
    action,
    after,
    asking,
    catch_up,
    closing,
    complaint,
    consult,
    consult_after,
    desk,
    details,
    event,
    group_settings,
    hand_on,
    hand_over,
    heard,
    join,
    leave,
    letter,
    library,
    lines,
    live_hour,
    matters,
    message_approval,
    needs_help,
    new_group,
    news,
    places,
    propose,
    register,
    report,
    rota_turn,
    scope,
    send_when,
    take_up,
    trusted,
    understood,
    what_is_heard,
)
from bot.flows.trusted_changes import Changed, Part
from bot.flows.whose import WHOSE_UNKNOWN, Whose
from bot.handlers import errands
from bot.language import Text
from bot.message_words import MessageButton, MessageTemplate
from bot.talk import Flow
from bot.words import EventKind, HowHeard, Kind, LetterPart, Need, Role, Scope, UpdateKind
from tests.flows.screens import AS_IT_IS, ASKED, LANGUAGES, LETTER, PLAYS, TODAY
from tests.talk.chat import LANGUAGES as PSEUDO
from tests.talk.chat import Chat

A_WEEK = timedelta(days=7)
IN_A_MONTH = ASKED._replace(last_day=TODAY + timedelta(days=30), result_by=TODAY + timedelta(days=60))
ENGLISH = {
    LetterPart.WRONG: {"en": "Silence."},
    LetterPart.CAN: {"en": "Much."},
    LetterPart.CANNOT: {"en": "Little."},
    LetterPart.CLAIMS: {"en": "Fares."},
}
IN_URDU = dict(zip(ENGLISH, ("خاموشی", "بہت", "کم", "کرایہ"), strict=True))
BOTH = {part: {**texts, "ur": IN_URDU[part]} for part, texts in ENGLISH.items()} | {
    LetterPart.COMPLAIN: {"en": "The mayor."}
}
VALUES = {
    "message_words": ("ur", {"message": "9 سے"}),
    "message_words_kept": ("pl", {"message": "Od 9."}),
    "message_back": "Too early.",
    "message_urgent": message_approval.Hurry("The water.", True),
    "join": join.Joined("en", True),
    "join_desk": join.Joined("en", True, "Tom Reed", "Worker"),
    "language": "ur",
    "leave": leave.Left(),
    "leave_role": leave.Left(still_hears=True),
    "leave_desk": leave.Left(7),
    "change": "Again.",
    "add": "More.",
    "why": "Because.",
    "ask_back": asking.Asked({"en": "Which one?", "ur": "کون سا؟"}),
    "write_back": asking.Asked({"en": "Thank you."}),
    "settle": "By telephone.",
    "seen_elsewhere": "On the bus",
    "details": details.Details(Kind.PROBLEM, 12, "Mare Street", "Since March", 5, "Samina"),
    "details_known": details.Details(happened="Since March"),
    "question": "When is it open?",
    "rumour": "It is said to close.",
    "answer": {"en": "Words.", "ur": "الفاظ"},
    "take_up_ours": take_up.TakenUp(
        "The phone",
        Scope.OURS,
        "",
        7,
        "Two lines",
        "Calls are answered",
        TODAY + A_WEEK,
        {"en": "Words.", "ur": "الفاظ"},
        TODAY + A_WEEK,
        True,
        "Nobody picks up.",
        {"en": "The phone – Nobody picks up.", "ur": "فون"},
    ),
    "take_up_not_ours": take_up.TakenUp(
        *("The phone", Scope.NOT_OURS, "The landlord's.", 7, "", "", None, {"en": "Words."}, TODAY + A_WEEK),
        *(False, "", {"en": "The phone"}, "The landlord", "Mr Hall"),
    ),
    "split": matters.SplitOff(
        (12,),
        understood.Understood("The door", "It is too narrow.", {"en": "The door – It is too narrow.", "ur": "دروازہ"}),
        7,
        TODAY + A_WEEK,
    ),
    "merge": 3,
    "hand_matter_on": 8,
    "understood": understood.Understood("The door", "", {"en": "The door", "ur": "دروازہ"}),
    "scope_cannot": scope.Decided(Scope.CANNOT, WHOSE_UNKNOWN, {"en": "The law.", "ur": "قانون"}, TODAY + A_WEEK),
    "scope_not_ours": scope.Decided(
        Scope.NOT_OURS, Whose("The landlord", "Mr Hall"), {"en": "It is his house."}, TODAY + A_WEEK
    ),
    "scope_not_known": scope.Decided(Scope.NOT_KNOWN_YET, WHOSE_UNKNOWN, {"en": "Who owns it."}, TODAY + A_WEEK),
    "their_answer": scope.Told({"en": "They mend it."}, TODAY + A_WEEK),
    "uphold": scope.Told({"en": "The law."}),
    "look_again": "It is yours.",
    "not_meant": "The door.",
    "not_meant_without_words": None,
    "told_translation": "The clinic is shut.",
    "join_matter": 3,
    "news_moved": news.News(UpdateKind.PROGRESS, {}, {"en": "Words."}, TODAY + A_WEEK),
    "news_changed": news.News(UpdateKind.CHANGED, {"en": "We called."}, {"en": "It is open."}, None),
    "news_nothing": news.News(UpdateKind.NOTHING_YET, {}, {"en": "No answer."}, TODAY + A_WEEK),
    "news_by_measure": news.News(
        UpdateKind.CHANGED,
        {"en": "We called.", "ur": "ہم نے فون کیا۔"},
        {"en": "It is open.", "ur": "اب کھلا ہے۔"},
        TODAY + A_WEEK,
        {
            "before": {"en": "2 of 10.", "ur": "10 میں سے 2"},
            "now": {"en": "9 of 10.", "ur": "10 میں سے 9"},
            "measure": {"en": "Calls are answered", "ur": "جواب ملتا ہے"},
            "unchanged": {"en": "Not at night.", "ur": "رات کو نہیں"},
            "next": {"en": "More lines.", "ur": "مزید لائنیں"},
            "easy_update": {"en": "It is open.", "ur": "کھلا ہے"},
        },
    ),
    "news_without_a_figure": news.News(
        UpdateKind.CHANGED,
        {"en": "We called."},
        {"en": "It is open."},
        None,
        {"no_figure": {"en": "Nobody counted."}, "measure": {"en": "Calls are answered"}},
    ),
    "news_with_a_figure": news.News(
        UpdateKind.CHANGED,
        {"en": "We called."},
        {"en": "It is open."},
        None,
        {"measure": {"en": "Calls that are answered"}, "before": {"en": "2 of 10"}, "now": {"en": "9"}},
    ),
    "news_of_a_senior": news.News(UpdateKind.PROGRESS, {}, {"en": "Words."}, TODAY + A_WEEK),
    "right_today": {"en": "I mended it."},
    "answer_all": {"en": "Words.", "ur": "الفاظ"},
    "join_all": 3,
    "digest_hour": 420,
    "promise_started": {"started_a_week": 2},
    "promise_later": {"still_so_days": 0, "heard_month": 4},
    "choose_audience": {
        "communities": ["Somali"],
        "areas": ["Hackney"],
        "match": "any",
        "champions": "of_groups",
        "private_too": True,
    },
    "choose_audience_by_name": {
        "languages": ["pl"],
        "raised": [7],
        "events": ["coffee_morning"],
        "match": "any",
        "groups": [4],
        "champions": [9],
    },
    "choose_audience_listed": {"groups": [4]},
    "group_zone": "Europe/Warsaw",
    "choose_when": send_when.SendAt(TODAY + timedelta(days=7), 600, False, 2, "leave_out"),
    "heard_from_a_group": heard.HeardElsewhere(HowHeard.MEETING, 5, "", "The phone.", Kind.PROBLEM, 12),
    "heard_from_outside": heard.HeardElsewhere(HowHeard.TELEPHONE, None, "My notebook", "The phone.", None, None),
    "promise_holidays": {"nation": "IE"},
    "promise_hours": {"days": [0, 1, 2, 3, 4, 5, 6], "begins": 480},
    "promise_waits": {"first_word_days": 2},
    "promise_senior": {"senior_name": "Jo Bell", "senior_role": "Director", "senior_address": None},
    "away": TODAY + A_WEEK,
    "hand_over": hand_over.HandedOver(7, 8),
    "live_hour": live_hour.Hour("Jo Bell", "Director", TODAY + A_WEEK, 18),
    "rota_turn": rota_turn.Turn(7, (0, 1, 2, 3, 4), 22 * 60, 6 * 60),
    "lines_usual": lines.Written((), None),
    "lines_own": lines.Written((("020 7946 0000", {"en": "Night nurse"}),), ((0, 1, 2, 3, 4), 9 * 60, 17 * 60)),
    "block": "It is spam.",
    "write_on_alert": "Are you safe?",
    "answer_alert": "Yes.",
    "needs_help": needs_help.Needed(False, "She has no heating.", Need.HOUSING),
    "needs_help_now": needs_help.Needed(True, None, None),
    "event": event.Reported(
        EventKind.OTHER,
        "Iftar",
        TODAY,
        30,
        5,
        (event.CameUp("The phone.", Kind.PROBLEM), event.CameUp("The lift.", None)),
        "3 people, the food bank",
    ),
    "event_where_nothing_came_up": event.Reported(EventKind.COFFEE_MORNING, "", TODAY, None, None, (), ""),
    "hand_on": hand_on.HandedOn("The housing team", {"en": "Words.", "ur": "الفاظ"}),
    **{name: name != "try_leaving" for name in PLAYS if name.startswith("try_")},
    "group_all": group_settings.Chosen(
        "Women's circle", ("Somali mothers", "Mare Street", "Hackney"), "ur", ("en",), 28, (1260, 480)
    ),
    "group_away": None,
    "group_without_chat": AS_IT_IS._replace(rhythm_days=7, weekday=0, minute=8 * 60),
    "new_group": new_group.Proposed("Coffee morning", "The library", ("Carers",), "ur", 12),
    "let_know": {"en": "The phone is not answered.", "ur": "فون"},
    "stand_in": 7,
    "could_not": "I was ill.",
    "report": report.Wanted(report.Span.QUARTER),
    "report_dates": report.Wanted(report.Span.DATES, date(2026, 10, 1), TODAY),
    "erase": True,
    "ask_person": "My rent.",
    "write_person": "Hello.",
    "keep_answer": library.Kept(
        "Opening",
        {"en": "When does it open?", "ur": "کب کھلتا ہے؟"},
        {"en": "From eight.", "ur": "آٹھ بجے"},
        "https://example.org",
        TODAY + A_WEEK,
    ),
    "new_answer": library.Kept("Opening", {"en": "When is it open?"}, {"en": "From eight."}, "", TODAY + A_WEEK),
    "another_question": ("ur", "کب کھلتا ہے؟"),
    "new_words": library.Reworded("en", "From nine.", {"en": "Not from eight.", "ur": "آٹھ سے نہیں"}),
    "new_words_in_one_more_language": library.Reworded("ur", "نو بجے سے", {}),
    "review_answer": TODAY + A_WEEK,
    "withdraw_answer": {"en": "It was wrong."},
    "use_answer": (4, {"en": "From eight."}),
    "write_heard": what_is_heard.Heard("Vaccines", "Elders", "Many wait for a letter."),
    "find_place": places.Wanted(Need.FOOD, "ur"),
    "find_place_in_any_language": places.Wanted(Need.FOOD, None),
    "wrong_place": "It is shut.",
    "write_place": places.Facts(
        Need.FOOD, "Food bank", "Food for a week", "1 High Road", "Mondays", "", ("ur",), TODAY + A_WEEK
    ),
    "place_gone": True,
    "heard_gone": True,
    "check_place": TODAY + A_WEEK,
    "complain": complaint.Complained("He shouted.", 7, "", "An apology."),
    "complain_of_no_person": complaint.Complained("No ramp.", None, "The door", ""),
    "hand_complaint": 8,
    "answer_complaint": "We are sorry.",
    "translate": {"update": "الفاظ"},
    "letter": letter.Letter("Mare Street", "Priya", "Officer", ENGLISH, TODAY + A_WEEK, True),
    "letter_in_two_languages": letter.Letter("Mare Street", "Priya", "Officer", BOTH, TODAY + A_WEEK, True),
    "read_letter": None,
    "meet_plan": catch_up.Planned(
        catch_up.When(TODAY + A_WEEK, 18 * 60 + 30), "The library", ("en",), "Bus fares", "ur", None
    ),
    "meet_change": catch_up.Moved(catch_up.When(TODAY + A_WEEK, 9 * 60), None),
    "meet_off": True,
    "event_count": 40,
    "meet_cover": "The clinic's phone",
    "reach_add": "Somali mothers",
    "reach_groups": (5,),
    "reach_drop": True,
    "who_find": "mare",
    "who_edit": register.Edited("Samina A.", None),
    "who_edit_desk": register.Edited("Tom Reed", "Worker"),
    "who_groups": 5,
    "who_pause": None,
    "who_induction": register.Induced(TODAY, 7),
    "who_give": "reader",
    "who_take": "reader",
    "who_leave": True,
    "grp_end": register.Ending(7, 14, "Mrs Khan"),
    "close_programme": closing.Ending(
        TODAY + A_WEEK,
        "The bank stops us.",
        {
            "closing_why": "No money.",
            "closing_learned": "Much.",
            "closing_changed": "Told: 2.",
            "closing_thanks": "Thank you.",
        },
        "Healthwatch",
        28,
    ),
    "close_debt": closing.Taken("Meera Patel", "meera@hw.example", TODAY + A_WEEK),
    "close_words": closing.Put("ur", {"closing_why": "پیسے نہیں"}),
    "close_off": True,
    "close_off_untold": True,
    "set_reads": ("ur",),
    "set_easy": True,
    "set_voice": False,
    "set_often": (28, 1, 12 * 60),
    "set_quiet": (22 * 60, 8 * 60),
    "set_quiet_other": (20 * 60, 6 * 60),
    "set_asks": 0,
    "set_groups": 5,
    "set_name": "Samina",
    "set_pause": None,
    "set_about": about_me.AboutMe(AgeBand.UNDER_45, Disability.YES, None),
    "set_about_again": about_me.AboutMe(),
    "plan_by_staff": action.Planned(
        {"en": "Two lines", "ur": "دو"}, {"en": "Calls are answered", "ur": "جواب"}, TODAY + A_WEEK, action.Hands(7)
    ),
    "plan_by_others": action.Planned(
        {"en": "A lift"}, {"en": "It runs"}, TODAY + A_WEEK, action.Hands(8, "Magda", "Homes", "magda@homes.example")
    ),
    "plan_by_group": action.Planned(
        {"en": "A tea"}, {"en": "People come"}, TODAY + A_WEEK, action.Hands(7, group_id=5)
    ),
    "change_action": action.Changed({"en": "Three lines"}, {"en": "Nobody waits"}),
    "note_action": "They come on Friday.",
    "block_action": action.Blocked("No engineer.", None),
    "move_action": action.Moved(TODAY + A_WEEK, MovedWhy.LONGER),
    "hand_action": action.Hands(8),
    "hand_action_untold": action.Hands(8),
    "hand_action_to_a_group": action.Hands(7, group_id=5),
    "reply_done": action.Replied(OutsideReply.DONE, None, ""),
    "reply_later": action.Replied(OutsideReply.LATER, TODAY + A_WEEK, "Parts are ordered."),
    "reply_cannot": action.Replied(OutsideReply.CANNOT, None, "No money."),
    "plan_missing": "A line in Urdu.",
    "answer_missing": {"en": "It comes."},
    "choose_lead": 7,
    "rank_matters": (2, 1, 3),
    "rank_one": (2,),
    "write_message": trusted.Composed(
        MessageTemplate.CLINIC,
        "Clinic",
        {"en": "Come on Friday.", "ur": "آئیں"},
        {"en": "Come."},
        "Measles.",
        "https://nhs.uk",
        TODAY + A_WEEK,
        TODAY + A_WEEK,
    ),
    "write_message_with_little": trusted.Composed(
        MessageTemplate.EMPTY, "Clinic", {"en": "Come."}, {}, "Measles.", "", TODAY + A_WEEK, TODAY + A_WEEK
    ),
    "write_holding_line": trusted.Composed(
        MessageTemplate.HOLDING, "Clinic", {"en": "Wait."}, {}, "Measles.", "", TODAY + A_WEEK, TODAY + A_WEEK
    ),
    "message_reworded": Changed(Part.WORDS, "en", "New."),
    "message_easy": Changed(Part.EASY, "ur", ""),
    "message_days": Changed(Part.DAYS, days=(TODAY + A_WEEK, TODAY + A_WEEK)),
    "message_source": Changed(Part.SOURCE, text=""),
    "message_why": Changed(Part.WHY, text="More cases."),
    "message_title": Changed(Part.TITLE, text="Measles"),
    "message_buttons": Changed(Part.BUTTONS, links=((MessageButton.MORE, "https://nhs.uk"), (MessageButton.ASK, ""))),
    "message_alternative": Changed(Part.ALTERNATIVE, "en", "A child."),
    "message_take_off": Changed(Part.TAKE_OFF, off=("picture", "en")),
    "drop_message": "Not needed.",
    "propose_message": propose.Proposal("Clinic", "Come.", "Measles.", "https://nhs.uk"),
    "decline_message": {"en": "It is old.", "ur": "پرانا"},
    "ask_about_message": "Is it free?",
    "withdraw_message": after.Withdrawn({"en": "It is wrong.", "ur": "غلط"}, after.How.TAKE_AWAY),
    "withdraw_message_in_one": after.Withdrawn({"en": "It is wrong."}, after.How.SAY_SO),
    "correct_message": after.Corrected(
        {"en": "Tuesday."}, {"en": "On Tuesday."}, "It is Tuesday.", TODAY + A_WEEK, TODAY + A_WEEK
    ),
    "feeling_word": {"en": "We answer sooner.", "ur": "ہم جلد۔"},
    "ripple": "A choir.",
    "write_story": {"en": "They sing.", "ur": "وہ گاتے ہیں۔"},
    "unclear_message": "Which door?",
    "consult": consult.Question("Clinic", {"communities": ["Somali"]}, IN_A_MONTH, 9),
    "consult_in_words": consult.Question(
        "Clinic",
        {"communities": ["Somali"]},
        IN_A_MONTH._replace(choices=(), decided=None, decided_why=None),
        9,
    ),
    "consult_heard_already": None,
    "change_question": ASKED._replace(question="Which day?"),
    "change_question_answers": ASKED._replace(choices=("Now", "Later")),
    "change_question_open": ASKED._replace(still_open="All of it"),
    "change_question_decided": ASKED._replace(decided=None, decided_why=None),
    "change_question_change": ASKED._replace(can_change="Nothing"),
    "change_question_days": IN_A_MONTH,
    "question_reader": 9,
    "unclear_question": "Which clinic?",
    "answer_question": "On Sunday.",
    "group_answers": consult_after.Counted((3, 0), None),
    "close_question": "The room is gone.",
    "question_result": consult_after.Result("Evenings are hard.", "It opens on Friday.", "Two evenings", "One nurse."),
    "question_result_in_full": consult_after.Result("Evenings are hard.", "It opens on Friday.", None, None),
}


def played(name: str, **more: str) -> Chat:
    play = PLAYS[name]
    flow = Flow(name, play.function, Text("a flow"), A_WEEK, timedelta(days=1))
    return Chat(flow, play.known, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PLAYS)
@pytest.mark.parametrize("speaks", ["en", pseudo.ACCENTED, pseudo.MIRRORED])
def test_typed_to_its_end_it_brings_back_what_was_meant(name: str, speaks: str) -> None:
    chat = played(name, language=speaks)
    for typed in PLAYS[name].typed:
        if typed == "skip":
            skip = next(button for button in chat.buttons() if button.data.endswith(":s"))
            chat.presses(skip)
        else:
            chat.says(typed)
        assert chat.turn.understood, chat.last_said()
        if chat.conversation is not None:
            assert chat.last_said().strip()
    assert chat.value == VALUES[name]


@pytest.mark.parametrize("name", PLAYS)
def test_buttons_fit_and_every_question_can_be_left(name: str) -> None:
    """Callback data is 64 bytes at most; every question has a way out."""
    chat = played(name)
    for typed in PLAYS[name].typed:
        assert all(len(button.data.encode()) <= 64 for button in chat.buttons())
        assert any(button.data.endswith(":x") for button in chat.buttons()), chat.last_said()
        if typed == "skip":
            chat.presses(next(button for button in chat.buttons() if button.data.endswith(":s")))
        else:
            chat.says(typed)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("answer", ("Words.", "الفاظ", "no")),
        ("join", ("1", "no")),
        ("leave", ("no",)),
        ("translate", ("الفاظ", "no")),
        ("rota_turn", ("1", "1", "9", "17", "no")),
        ("lines_usual", ("1", "1", "9", "17", "no")),
        ("block", ("Spam.", "no")),
        ("new_answer", ("Opening", "When is it open?", "From eight.", "https://example.org", "24.12.2026", "no")),
        ("withdraw_answer", ("It was wrong.", "غلط", "no")),
        ("use_answer", ("1", "no")),
    ],
)
def test_thinking_better_of_it_brings_back_nothing(name: str, answers: tuple[str, ...]) -> None:
    chat = played(name)
    for typed in answers:
        chat.says(typed)
    assert not chat.value or chat.value == join.Joined("en", False)


def test_one_thing_about_a_group_is_one_question_more() -> None:
    chat = played("group_without_chat")
    chat.says("1")
    chat.hears("What do you call this group?")
    stays = played("group_away")
    for typed in ("7", "no"):
        stays.says(typed)
    assert stays.value == AS_IT_IS


def test_the_letter_says_that_it_is_a_trial_only_where_it_is_one() -> None:
    trial = played("join")
    trial.says("1")
    trial.says("yes")
    trial.hears("This is a trial", "Your name does not go with it", "/stop")
    untried = LETTER._replace(is_trial=False)
    known = join.Newcomer("T", LANGUAGES, Role.CHAMPION, False, untried)
    real = Chat(Flow("join", join.join, Text("a flow"), A_WEEK), known)
    real.says("1")
    real.says("yes")
    real.does_not_hear("This is a trial")


def test_languages_without_words_are_named_before_anything_is_sent() -> None:
    """Rule 4: a missing language is visible to staff before sending."""
    chat = played("answer")
    chat.says("Words.")
    chat.taps(chat.reads(desk.LATER))
    chat.hears("No words yet in: اردو.")


def test_a_language_that_lacks_half_of_the_words_is_named_too() -> None:
    chat = played("news_changed")
    for typed in ("3", "We called."):
        chat.says(typed)
    chat.taps(chat.reads(desk.LATER))
    chat.says("It is open.")
    chat.says("اب کھلا ہے۔")
    chat.taps("Done")
    chat.hears("No words yet in: اردو.")


def test_words_that_were_changed_are_confirmed_anew() -> None:
    """A confirm counts only for what stood above it."""
    chat = played("answer")
    chat.says("Words in haste.")
    chat.says("الفاظ")
    stale = chat.button("Send it")
    chat.says("back")
    chat.says("back")
    chat.says("Better words.")
    chat.presses(stale)
    assert chat.conversation is not None, "the old button sends nothing"


def test_every_errand_is_played_here() -> None:
    functions = {errand.flow.function for errand in errands.all_of(PSEUDO, True).values()}
    assert functions == {play.function for play in PLAYS.values()}


def test_flows_are_plain_functions_of_talk_and_known() -> None:
    for play in PLAYS.values():
        assert list(inspect.signature(play.function).parameters) == ["talk", "known"]
        assert not inspect.iscoroutinefunction(play.function)
