"""Every flow with something to know, and answers that reach its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from bot.flows import (
    about_me,
    action,
    after,
    answer,
    asking,
    audience,
    away,
    block,
    case_story,
    catch_up,
    closing,
    complaint,
    consult,
    consult_after,
    contact,
    details,
    digest_hour,
    erase,
    event,
    feeling,
    group_settings,
    group_zone,
    hand_on,
    hand_over,
    heard,
    join,
    join_matter,
    language,
    leads,
    leave,
    let_know,
    letter,
    library,
    lines,
    live_hour,
    matters,
    message_approval,
    message_words,
    needs_help,
    new_group,
    news,
    places,
    plan,
    promise_rules,
    propose,
    reach,
    register,
    report,
    right_today,
    ripple,
    rota_turn,
    scope,
    send_when,
    settings,
    take_out,
    take_up,
    together,
    told_translation,
    translate,
    trusted,
    trusted_changes,
    trying,
    understood,
    what_is_heard,
    words,
)
from bot.flows.desk import Desk, Outgoing
from bot.language import Code, Text, own_words
from bot.message_words import MessageTemplate
from bot.words import LetterPart, Role, UpdateKind

TODAY = date(2026, 11, 23)
LANGUAGES = (("en", "English"), ("ur", "اردو"))
DESK = Desk(
    "H-12",
    "کلینک بند ہے",
    TODAY,
    LANGUAGES,
    ((7, "Tom Reed, Engagement worker"), (8, "Priya Shah")),
    ((3, "M-3 · The clinic's phone"),),
)
MEASURED = DESK._replace(measures=({"en": "Calls are answered"},))
MATTER = matters.Matter(DESK, ((12, "H-12 · The door"), (13, "H-13 · The phone")))
A_WEEK_ON_DAY = TODAY + timedelta(days=7)
A_WEEK_ON = A_WEEK_ON_DAY.strftime("%d.%m.%Y")

LETTER = letter.Letter(
    "Mare Street",
    "Priya Shah",
    "Health officer",
    {part: {"en": f"About {part}.", "ur": "الفاظ"} for part in LetterPart},
    A_WEEK_ON_DAY,
    True,
    {"ur": "اردو"},
)
WRITER = letter.Writer("Mare Street", TODAY, LANGUAGES, True)
NOTHING = settings.Nothing()
GROUPS = ((5, "Women's circle"),)
HELPER, REPORTER = needs_help.Helper("Mare Street"), event.Reporter(TODAY, GROUPS)
LEARNER = trying.Learner("Mare Street", TODAY, HELPER, REPORTER, details.Teller(GROUPS))
TODAY_TYPED = TODAY.strftime("%d.%m.%Y")
HELP = lines.Known(LANGUAGES, (Text("Samaritans"),))
PLANNER = action.Known(DESK, GROUPS, "Two lines", A_WEEK_ON_DAY)
PLANNED = Outgoing(UpdateKind.PLAN, {"en": "Calls are answered"}, {"en": "Two lines"}, due=A_WEEK_ON_DAY)
RANKED = leads.Matters(((1, "The phone"), (2, "The lift"), (3, "The bus")))
RULES = promise_rules.Rules(
    (Text("As it is."),),
    {
        **dict.fromkeys(promise_rules.WAITS, 4),
        "begins": 540,
        "ends": 1020,
        "started_a_week": 3,
        **dict.fromkeys(promise_rules.LATER, 3),
    },
    frozenset({"IE"}),
)
COUNTED = audience.Counted(3, 2, 9, False, 1, (Text("For these."),), lambda _start: ((Text("Mothers"),), False))
OPTIONS = {
    audience.Way.COMMUNITIES: (("Somali", own_words("Somali")),),
    audience.Way.AREAS: (("Hackney", own_words("Hackney")),),
    audience.Way.LANGUAGES: (("pl", own_words("Polish")),),
    audience.Way.RAISED: (("7", own_words("M-7")),),
    audience.Way.EVENTS: audience.KINDS,
    audience.Way.CHAMPIONS: (("9", own_words("Champion 9")),),
}
CHOOSABLE = audience.Choosable("T-1", OPTIONS, lambda _words: (("4", own_words("Mothers")),), lambda _chosen: COUNTED)
WIDE = CHOOSABLE._replace(counted=lambda _chosen: COUNTED._replace(is_wide=True, told_in_group=0))
SENDING = send_when.Sending("T-1", TODAY, TODAY + 60 * timedelta(days=1), 2, (Text("T-2"),), 3, lambda _day, _minute: 1)
AS_IT_IS = group_settings.Chosen("Circle", (), "en", (), 14, None)


MESSAGE = message_words.Source(
    "T-1",
    (("message", None, "Open from 9."),),
    {
        "ur": message_words.Wanted("Urdu", 3, A_WEEK_ON_DAY),
        "pl": message_words.Wanted("Polish", 1, None, {"message": "Od 9."}),
    },
)
SHELVED = library.Shelved("L-1", TODAY, LANGUAGES, {"en": "Old words."}, LANGUAGES, 2)

WRITING = trusted.Writing(TODAY, LANGUAGES, {MessageTemplate.CLINIC: "Come on [day]."}, lambda _day: {"en": "Wait."})
STANDING = trusted_changes.Standing(
    "T-1", TODAY, LANGUAGES, {"en": "Words.", "ur": "الفاظ"}, {}, {"en": "A nurse."}, (("picture", "en"),), True
)

TO_ASK = consult.Asking(TODAY, CHOOSABLE, (("9", own_words("Champion 9")),), lambda _title, _whom: (Text("M-1"),))
ASKED = consult.Wording(
    *("When?", ("Monday", "Friday"), "The day", "The place", "It is free", "The day"), A_WEEK_ON_DAY, A_WEEK_ON_DAY
)
A_MONTH_ON, TWO_MONTHS_ON = ((TODAY + timedelta(days=days)).strftime("%d.%m.%Y") for days in (30, 60))
TO_CHANGE = consult.Changing("T-1", TODAY, ASKED)


class Play(NamedTuple):
    """A flow, what it knows, and what is typed to its end (a number chooses that option)."""

    function: Any
    known: Any
    typed: tuple[str, ...]


PLAYS = {
    "message_words": Play(message_words.message_words, MESSAGE, ("1", "9 سے", "yes")),
    "message_words_kept": Play(message_words.message_words, MESSAGE, ("2", "skip", "yes")),
    "message_back": Play(message_approval.send_back, message_approval.Waiting("T-1"), ("Too early.",)),
    "message_urgent": Play(
        message_approval.urgent, message_approval.Hurried("T-1", ("Polish",), ("Circle",)), ("The water.", "2", "yes")
    ),
    "join": Play(join.join, join.Newcomer("Mare Street", LANGUAGES, Role.CHAMPION, True, LETTER), ("1", "yes", "yes")),
    "join_desk": Play(
        join.join, join.Newcomer("Mare Street", LANGUAGES, Role.STAFF, True), ("1", "yes", "Tom Reed", "Worker")
    ),
    "language": Play(language.language, language.Offered(LANGUAGES), ("2",)),
    "leave": Play(leave.leave, leave.Leaver("Mare Street"), ("yes",)),
    "leave_role": Play(leave.leave, leave.Leaver("Mare Street", (), (Code("M-1"),)), ("2",)),
    "leave_desk": Play(leave.leave, leave.Leaver("Mare Street", ((7, "Tom Reed"),)), ("yes", "1")),
    "change": Play(words.change, words.About("H-12"), ("Again.",)),
    "add": Play(words.add, words.About("H-12"), ("More.",)),
    "why": Play(words.why, words.About("M-3"), ("Because.",)),
    "ask_back": Play(asking.ask_back, DESK, ("Which one?", "کون سا؟", "yes")),
    "write_back": Play(asking.write_back, DESK, ("Thank you.", "skip", "yes")),
    "settle": Play(words.settle, words.About("M-3"), ("By telephone.",)),
    "seen_elsewhere": Play(words.seen, words.About("H-12"), ("On the bus",)),
    "details": Play(
        details.details,
        details.Teller(((5, "Women's circle"),)),
        ("1", "12", "Mare Street", "Since March", "1", "2", "Samina"),
    ),
    "details_known": Play(
        details.details,
        details.Teller((), frozenset({"kind", "how_many", "place", "teller_name"})),
        ("Since March",),
    ),
    "question": Play(words.question, words.About(""), ("When is it open?",)),
    "rumour": Play(words.rumour, words.About(""), ("It is said to close.",)),
    "answer": Play(answer.answer, DESK, ("Words.", "الفاظ", "yes")),
    "take_up_ours": Play(
        take_up.take_up,
        DESK,
        (
            *("The phone", "Nobody picks up.", "فون", "1", "1", "Two lines", "Calls are answered", A_WEEK_ON),
            *("Words.", "الفاظ", A_WEEK_ON, "2", "yes"),
        ),
    ),
    "take_up_not_ours": Play(
        take_up.take_up,
        DESK,
        (
            *("The phone", "skip", "skip", "2", "The landlord", "Mr Hall", "The landlord's.", "1"),
            *("Words.", "skip", A_WEEK_ON, "1", "yes"),
        ),
    ),
    "told_translation": Play(told_translation.told_translation, DESK, ("The clinic is shut.",)),
    "join_matter": Play(join_matter.join_matter, DESK, ("1",)),
    "news_moved": Play(news.news, DESK, ("1", "Words.", "skip", "done", A_WEEK_ON, "yes")),
    "news_changed": Play(news.news, DESK, ("3", "We called.", "skip", "It is open.", "skip", "done", "yes")),
    "news_nothing": Play(news.news, DESK, ("2", "No answer.", "skip", "done", A_WEEK_ON, "yes")),
    "news_by_measure": Play(
        news.news,
        MEASURED,
        (
            *("3", "We called.", "ہم نے فون کیا۔", "It is open.", "اب کھلا ہے۔"),
            *("2 of 10.", "10 میں سے 2", "9 of 10.", "10 میں سے 9", "جواب ملتا ہے", "1, 2, 3", "done"),
            *("Not at night.", "رات کو نہیں", "More lines.", "مزید لائنیں", "It is open.", "کھلا ہے", A_WEEK_ON, "yes"),
        ),
    ),
    "news_without_a_figure": Play(
        news.news,
        MEASURED,
        ("3", "We called.", "skip", "It is open.", "skip", "skip", "Nobody counted.", "done", "yes"),
    ),
    "news_with_a_figure": Play(
        news.news,
        DESK,
        (
            "3",
            "We called.",
            "skip",
            "It is open.",
            "skip",
            "1",
            "done",
            "Calls that are answered",
            "2 of 10",
            "9",
            "yes",
        ),
    ),
    "news_of_a_senior": Play(
        news.news, DESK._replace(senior=(Text("It is yours."),)), ("1", "Words.", "skip", "done", A_WEEK_ON, "yes")
    ),
    "split": Play(
        matters.split, MATTER, ("1", "done", "The door", "It is too narrow.", "دروازہ", "1", A_WEEK_ON, "yes")
    ),
    "merge": Play(matters.merge, MATTER, ("1", "yes")),
    "hand_matter_on": Play(matters.give, MATTER, ("2",)),
    "understood": Play(understood.understood, DESK, ("The door", "skip", "دروازہ", "yes")),
    "scope_cannot": Play(scope.scope, DESK, ("3", "The law.", "قانون", A_WEEK_ON, "yes")),
    "scope_not_ours": Play(
        scope.scope, DESK, ("2", "The landlord", "Mr Hall", "It is his house.", "skip", A_WEEK_ON, "yes")
    ),
    "scope_not_known": Play(scope.scope, DESK, ("4", "Who owns it.", "skip", A_WEEK_ON, "yes")),
    "their_answer": Play(scope.their_answer, DESK, ("They mend it.", "skip", A_WEEK_ON, "yes")),
    "uphold": Play(scope.uphold, DESK, ("The law.", "skip", "yes")),
    "look_again": Play(scope.look_again, words.About("M-3"), ("It is yours.",)),
    "not_meant": Play(scope.not_meant, words.About("H-12"), ("The door.",)),
    "not_meant_without_words": Play(scope.not_meant, words.About("H-12"), ("skip",)),
    "right_today": Play(right_today.right_today, DESK, ("I mended it.", "skip", "yes")),
    "answer_all": Play(together.answer_all, DESK, ("Words.", "الفاظ", "yes")),
    "join_all": Play(together.join_all, DESK, ("1", "yes")),
    "digest_hour": Play(digest_hour.digest_hour, digest_hour.Now(510), ("3",)),
    "heard_from_a_group": Play(heard.heard, heard.Groups(GROUPS), ("3", "2", "The phone.", "1", "12", "yes")),
    "heard_from_outside": Play(
        heard.heard, heard.Groups(GROUPS), ("1", "1", "My notebook", "The phone.", "skip", "skip", "yes")
    ),
    "promise_holidays": Play(promise_rules.promise_rules, RULES, ("1", "5", "xx", "ie", "yes")),
    "promise_hours": Play(promise_rules.promise_rules, RULES, ("2", "2", "8", "skip", "yes")),
    "promise_waits": Play(
        promise_rules.promise_rules, RULES, ("3", "skip", "2", "skip", "skip", "skip", "skip", "yes")
    ),
    "promise_senior": Play(promise_rules.promise_rules, RULES, ("4", "Jo Bell", "Director", "skip", "yes")),
    "promise_started": Play(promise_rules.promise_rules, RULES, ("5", "2", "yes")),
    "promise_later": Play(promise_rules.promise_rules, RULES, ("6", "0", "skip", "4", "yes")),
    "choose_audience": Play(
        audience.audience, CHOOSABLE, ("1, 2, 7", "done", "1", "done", "1", "done", "1", "1", "yes", "yes")
    ),
    "choose_audience_by_name": Play(
        audience.audience,
        WIDE,
        (
            *("3, 4, 5, 6, 7", "done", "1", "done", "1", "done", "1", "done", "1", "moth", "1", "done", "skip", "2"),
            *("1", "done", "yes", "no", "1", "yes"),
        ),
    ),
    "choose_audience_listed": Play(
        audience.audience,
        CHOOSABLE._replace(options={**OPTIONS, audience.Way.GROUPS: (("4", own_words("Mothers")),)}),
        ("6", "done", "1", "done", "yes"),
    ),
    "group_zone": Play(
        group_zone.group_zone,
        group_zone.Living(own_words("Mothers"), None, {"Warsaw": "Europe/Warsaw"}.get),
        ("Nowhere", "Warsaw"),
    ),
    "choose_when": Play(send_when.send_when, SENDING, ("2", A_WEEK_ON, "3", "2", "2", "yes")),
    "away": Play(away.away, away.Leave(TODAY, 3), (A_WEEK_ON, "yes")),
    "hand_over": Play(
        hand_over.hand_over,
        hand_over.Desks(((7, "Tom Reed"), (8, "Ada")), ((7, "Tom Reed"), (8, "Ada")), {7: (Text("1 matter"),)}),
        ("1", "1", "yes"),
    ),
    "live_hour": Play(live_hour.live_hour, live_hour.Ahead(TODAY), ("Jo Bell", "Director", A_WEEK_ON, "18", "yes")),
    "rota_turn": Play(rota_turn.rota_turn, rota_turn.Team(((7, "Tom Reed"),)), ("1", "1", "22", "6", "yes")),
    "lines_usual": Play(lines.lines, HELP, ("1", "skip", "yes")),
    "lines_own": Play(lines.lines, HELP, ("2", "020 7946 0000", "Night nurse", "skip", "2", "1", "9", "17", "yes")),
    "block": Play(block.block, words.About("H-12"), ("It is spam.", "yes")),
    "write_on_alert": Play(words.write_on_alert, words.About("A-1"), ("Are you safe?",)),
    "answer_alert": Play(words.answer_alert, words.About("A-1"), ("Yes.",)),
    "needs_help": Play(needs_help.needs_help, HELPER, ("2", "She has no heating.", "1")),
    "needs_help_now": Play(needs_help.needs_help, needs_help.Helper("Mare Street", "H-12"), ("1", "skip")),
    "event": Play(
        event.event,
        REPORTER,
        (
            *("5", "Iftar", TODAY_TYPED, "30", "1"),
            *("The phone.", "1", "The lift.", "skip", "skip", "3 people, the food bank", "yes"),
        ),
    ),
    "event_where_nothing_came_up": Play(
        event.event, REPORTER, ("1", TODAY_TYPED, "skip", "skip", "skip", "skip", "yes")
    ),
    "hand_on": Play(hand_on.hand_on, DESK, ("The housing team", "Words.", "الفاظ", "yes")),
    "try_telling": Play(trying.trying, LEARNER, ("1", "The clinic is shut.")),
    "try_just_writing": Play(trying.trying, LEARNER, ("The clinic is shut.",)),
    "try_rumour": Play(trying.trying, LEARNER, ("/check The clinic closes.",)),
    "try_by_command": Play(trying.trying, LEARNER, ("/ask When does it open?",)),
    "try_help": Play(trying.trying, LEARNER, ("4", "2", "She has no heating.", "skip")),
    "try_event": Play(trying.trying, LEARNER, ("5", "1", TODAY_TYPED, "skip", "skip", "skip", "skip", "yes")),
    "try_details": Play(trying.trying, LEARNER, ("6", "1", "12", "skip", "skip", "1", "1")),
    "try_judging": Play(trying.trying, LEARNER, ("7", "3", "Nobody answers.")),
    "try_leaving": Play(trying.trying, LEARNER, ("8",)),
    "group_all": Play(
        group_settings.group_settings,
        group_settings.Hosted(AS_IT_IS, LANGUAGES, ("Somali mothers",), True),
        ("1", "Women's circle", "1", "done", "Mare Street, Hackney", "2", "1", "done", "3", "5", "21", "8"),
    ),
    "group_away": Play(
        group_settings.group_settings, group_settings.Hosted(AS_IT_IS, LANGUAGES, (), True), ("7", "yes")
    ),
    "group_without_chat": Play(
        group_settings.group_settings, group_settings.Hosted(AS_IT_IS, LANGUAGES, (), False), ("5", "1", "1", "1")
    ),
    "new_group": Play(
        new_group.new_group,
        new_group.Offered(LANGUAGES),
        ("Coffee morning", "The library", "Carers", "2", "12", "yes"),
    ),
    "let_know": Play(
        let_know.let_know,
        let_know.Told("H-12", "Circle", ("ur", "اردو"), ("pl", "Polski")),
        ("The phone is not answered.", "فون", "skip", "yes"),
    ),
    "stand_in": Play(let_know.stand_in, let_know.Standing("Circle", ((7, own_words("Samina (7)")),)), ("1",)),
    "could_not": Play(let_know.could_not, "Circle", ("I was ill.",)),
    "report": Play(report.report, report.Reporting(TODAY), ("2",)),
    "report_dates": Play(report.report, report.Reporting(TODAY), ("4", "01.10.2026", TODAY_TYPED)),
    "erase": Play(erase.erase, erase.Holder("Mare Street", True), ("yes",)),
    "ask_person": Play(contact.ask_person, contact.Asker(TODAY), ("My rent.",)),
    "write_person": Play(contact.write_person, contact.Other(own_words("Tom Reed")), ("Hello.",)),
    "keep_answer": Play(
        library.keep_answer,
        library.Keeping(TODAY, "کب کھلتا ہے؟", ("ur", "اردو"), (("en", "From eight."), ("ur", "آٹھ بجے"))),
        ("Opening", "When does it open?", "کب کھلتا ہے؟", "1", "https://example.org", A_WEEK_ON, "yes"),
    ),
    "new_answer": Play(
        library.keep_answer,
        library.Keeping(TODAY),
        ("Opening", "When is it open?", "From eight.", "skip", A_WEEK_ON, "yes"),
    ),
    "another_question": Play(library.another_question, SHELVED, ("2", "کب کھلتا ہے؟", "yes")),
    "new_words": Play(library.new_words, SHELVED, ("1", "From nine.", "Not from eight.", "آٹھ سے نہیں", "yes")),
    "new_words_in_one_more_language": Play(library.new_words, SHELVED, ("2", "نو بجے سے", "yes")),
    "review_answer": Play(library.look_again, SHELVED, (A_WEEK_ON,)),
    "withdraw_answer": Play(library.withdraw, SHELVED, ("It was wrong.", "skip", "yes")),
    "use_answer": Play(
        library.use_answer,
        library.Usable("H-1", "When?", ((4, "When is it open?", {"en": "From eight."}),), LANGUAGES),
        ("1", "yes"),
    ),
    "write_heard": Play(
        what_is_heard.write_heard, what_is_heard.Nothing(), ("Vaccines", "Elders", "Many wait for a letter.", "yes")
    ),
    "find_place": Play(places.find_place, places.Asked(LANGUAGES), ("3", "2")),
    "find_place_in_any_language": Play(places.find_place, places.Asked(()), ("3",)),
    "wrong_place": Play(places.wrong_place, places.About("Food bank"), ("It is shut.",)),
    "write_place": Play(
        places.write_place,
        places.Known(TODAY, LANGUAGES),
        ("Food bank", "3", "Food for a week", "1 High Road", "Mondays", "skip", "2", "done", A_WEEK_ON, "yes"),
    ),
    "place_gone": Play(take_out.take_out, take_out.There([Text("Food bank")]), ("yes",)),
    "heard_gone": Play(take_out.take_out, take_out.There([Text("Many wait.")]), ("yes",)),
    "check_place": Play(places.check_place, places.Known(TODAY, LANGUAGES, Text("Food bank")), (A_WEEK_ON,)),
    "complain": Play(
        complaint.complain, complaint.Team(((7, "Tom Reed"),)), ("He shouted.", "1", "An apology.", "yes")
    ),
    "complain_of_no_person": Play(
        complaint.complain, complaint.Team(((7, "Tom Reed"),)), ("No ramp.", "skip", "The door", "skip", "yes")
    ),
    "hand_complaint": Play(complaint.hand_over, complaint.Case("C-2", ((8, "Priya Shah"),)), ("1",)),
    "answer_complaint": Play(complaint.answer_complaint, complaint.Case("C-2"), ("We are sorry.", "yes")),
    "translate": Play(translate.translate, translate.Task("اردو", (("update", "Words."),)), ("الفاظ", "yes")),
    "letter": Play(
        letter.letter,
        WRITER,
        ("Priya", "Officer", "Silence.", "Much.", "Little.", "Fares.", "skip", A_WEEK_ON, "skip", "yes"),
    ),
    "letter_in_two_languages": Play(
        letter.letter,
        WRITER,
        (
            *("Priya", "Officer", "Silence.", "Much.", "Little.", "Fares.", "The mayor.", A_WEEK_ON),
            *("1", "خاموشی", "بہت", "کم", "کرایہ", "skip", "yes"),
        ),
    ),
    "read_letter": Play(letter.read_again, letter.Reader(LETTER, "ur"), ()),
    "event_count": Play(event.count, event.Counted(own_words("Iftar")), ("40",)),
    "meet_plan": Play(
        catch_up.plan,
        catch_up.Planner(TODAY, LANGUAGES, GROUPS),
        (A_WEEK_ON, "18", "3", "The library", "1", "done", "Bus fares", "2", "2", "yes"),
    ),
    "meet_change": Play(catch_up.change, catch_up.About(TODAY), (A_WEEK_ON, "9", "1", "skip", "yes")),
    "meet_off": Play(catch_up.call_off, catch_up.About(TODAY), ("yes",)),
    "meet_cover": Play(catch_up.cover, catch_up.About(TODAY), ("The clinic's phone",)),
    "reach_add": Play(reach.add, reach.Meant(("Carers",)), ("Somali mothers",)),
    "reach_groups": Play(reach.groups, reach.Matched("Carers", GROUPS), ("1", "done")),
    "reach_drop": Play(reach.drop, reach.Matched("Carers", ()), ("yes",)),
    "who_find": Play(register.find, register.Nobody(), ("mare",)),
    "who_edit": Play(register.edit, register.Somebody(own_words("Samina")), ("Samina A.",)),
    "who_edit_desk": Play(register.edit, register.Somebody(own_words("Tom"), True), ("Tom Reed", "Worker")),
    "who_groups": Play(register.groups, register.Listed(own_words("Samina"), (("5", own_words("Circle")),)), ("1",)),
    "who_pause": Play(register.pause, register.Listed(own_words("Samina"), ()), ("4",)),
    "who_induction": Play(
        register.induction, register.Taught(own_words("Samina"), TODAY, ((7, "Tom Reed"),)), (TODAY_TYPED, "1")
    ),
    "who_give": Play(register.give_role, register.Listed(own_words("Samina"), (("reader", Text("reader")),)), ("1",)),
    "who_take": Play(
        register.take_role, register.Listed(own_words("Samina"), (("reader", Text("reader")),)), ("1", "yes")
    ),
    "who_leave": Play(register.let_leave, register.Somebody(own_words("Samina")), ("yes",)),
    "grp_end": Play(register.end_group, register.Ended("Circle", 2, ((7, "Tom Reed"),)), ("1", "1", "Mrs Khan", "yes")),
    "close_programme": Play(
        closing.write,
        closing.Writer(TODAY, "Told: 2.", lambda ending: [own_words(ending.turn_to)]),
        (A_WEEK_ON, "The bank stops us.", "No money.", "Much.", "skip", "Thank you.", "Healthwatch", "1", "yes"),
    ),
    "close_debt": Play(
        closing.take_over,
        closing.Owed(Text("M-1"), TODAY, lambda taken: own_words(taken.name)),
        ("Meera Patel", "meera@hw.example", A_WEEK_ON, "yes"),
    ),
    "close_words": Play(
        closing.words, closing.Missing(LANGUAGES, (("closing_why", "No money."),)), ("2", "پیسے نہیں", "yes")
    ),
    "close_off": Play(closing.call_off, closing.Told(Text("It goes on.")), ("yes",)),
    "close_off_untold": Play(closing.call_off, closing.Told(None), ("yes",)),
    "set_reads": Play(settings.also_reads, settings.Reads(LANGUAGES), ("2", "done")),
    "set_easy": Play(settings.easy_read, NOTHING, ("yes",)),
    "set_voice": Play(settings.voice, NOTHING, ("no",)),
    "set_often": Play(settings.how_often, NOTHING, ("4", "2", "5")),
    "set_quiet": Play(settings.quiet_hours, NOTHING, ("3",)),
    "set_quiet_other": Play(settings.quiet_hours, NOTHING, ("5", "20", "6")),
    "set_asks": Play(settings.asks, NOTHING, ("1",)),
    "set_groups": Play(settings.groups, settings.Named(((5, "Women's circle"),)), ("1", "yes")),
    "set_name": Play(settings.name, NOTHING, ("Samina",)),
    "set_pause": Play(settings.pause, NOTHING, ("4",)),
    "set_about": Play(about_me.about_me, about_me.Known(False), ("2", "1", "skip")),
    "set_about_again": Play(about_me.about_me, about_me.Known(True), ("2",)),
    "plan_by_staff": Play(
        action.plan_action, PLANNER, ("Two lines", "دو", A_WEEK_ON, "Calls are answered", "جواب", "1", "1", "yes")
    ),
    "plan_by_others": Play(
        action.plan_action,
        PLANNER,
        ("A lift", "skip", A_WEEK_ON, "It runs", "skip", "2", "Magda", "Homes", "magda@homes.example", "2", "yes"),
    ),
    "plan_by_group": Play(
        action.plan_action, PLANNER, ("A tea", "skip", A_WEEK_ON, "People come", "skip", "3", "1", "1", "yes")
    ),
    "change_action": Play(action.change_action, PLANNER, ("Three lines", "skip", "Nobody waits", "skip", "yes")),
    "note_action": Play(action.note_action, PLANNER, ("They come on Friday.",)),
    "block_action": Play(action.block_action, PLANNER, ("No engineer.", "skip")),
    "move_action": Play(action.move_action, PLANNER, (A_WEEK_ON, "1")),
    "hand_action": Play(action.hand_action, PLANNER, ("1", "2")),
    "hand_action_untold": Play(action.hand_action, PLANNER._replace(plan=PLANNED, is_told=False), ("1", "2", "yes")),
    "hand_action_to_a_group": Play(action.hand_action, PLANNER._replace(plan=PLANNED), ("3", "1", "1", "yes")),
    "reply_done": Play(action.record_reply, PLANNER, ("1", "skip")),
    "reply_later": Play(action.record_reply, PLANNER, ("2", A_WEEK_ON, "Parts are ordered.")),
    "reply_cannot": Play(action.record_reply, PLANNER, ("3", "No money.")),
    "plan_missing": Play(plan.plan_missing, None, ("A line in Urdu.",)),
    "answer_missing": Play(plan.answer_missing, DESK, ("It comes.", "skip", "yes")),
    "choose_lead": Play(leads.choose_lead, leads.Champions(((7, own_words("Samina")),)), ("1",)),
    "rank_matters": Play(leads.rank_matters, RANKED, ("2", "1", "1")),
    "rank_one": Play(leads.rank_matters, RANKED, ("2", "skip")),
    "write_message": Play(
        trusted.write,
        WRITING,
        (
            *("2", "Clinic", "Come on Friday.", "Come.", "1", "done", "آئیں", "Measles.", "https://nhs.uk"),
            *(A_WEEK_ON, "skip", "yes"),
        ),
    ),
    "write_message_with_little": Play(
        trusted.write,
        WRITING,
        ("1", "Clinic", "Come.", "skip", "done", "Measles.", "skip", A_WEEK_ON, A_WEEK_ON, "yes"),
    ),
    "write_holding_line": Play(
        trusted.write, WRITING, ("8", "Clinic", TODAY_TYPED, "Measles.", "skip", A_WEEK_ON, "skip", "yes")
    ),
    "message_reworded": Play(trusted_changes.change, STANDING, ("1", "1", "New.", "yes")),
    "message_easy": Play(trusted_changes.change, STANDING, ("2", "2", "skip", "yes")),
    "message_days": Play(trusted_changes.change, STANDING, ("3", A_WEEK_ON, "skip")),
    "message_source": Play(trusted_changes.change, STANDING, ("4", "skip")),
    "message_why": Play(trusted_changes.change, STANDING, ("5", "More cases.")),
    "message_title": Play(trusted_changes.change, STANDING, ("6", "Measles")),
    "message_buttons": Play(trusted_changes.change, STANDING, ("7", "1, 2", "done", "https://nhs.uk")),
    "message_alternative": Play(trusted_changes.change, STANDING, ("9", "1", "A child.")),
    "message_take_off": Play(trusted_changes.change, STANDING, ("12", "1")),
    "drop_message": Play(trusted_changes.drop, STANDING, ("Not needed.", "yes")),
    "propose_message": Play(
        propose.propose,
        propose.Proposing("Mare Street", "en", lambda _words, _language: ()),
        ("Clinic", "Come.", "Measles.", "https://nhs.uk", "yes"),
    ),
    "decline_message": Play(propose.decline, DESK, ("It is old.", "پرانا", "yes")),
    "withdraw_message": Play(after.withdraw, after.Withdrawing("T-1", LANGUAGES), ("It is wrong.", "غلط", "2", "yes")),
    "withdraw_message_in_one": Play(
        after.withdraw, after.Withdrawing("T-1", LANGUAGES[:1]), ("It is wrong.", "1", "yes")
    ),
    "correct_message": Play(
        after.correct,
        after.Correcting("T-1", TODAY, LANGUAGES, {"en": "Monday."}, {"en": "On Monday."}),
        ("Tuesday.", "On Tuesday.", "skip", "It is Tuesday.", A_WEEK_ON, "skip", "yes"),
    ),
    "feeling_word": Play(
        feeling.feeling_word, feeling.Felt((Text("Yes: 9"),), LANGUAGES), ("We answer sooner.", "ہم جلد۔", "yes")
    ),
    "ripple": Play(ripple.ripple, ripple.Matter("M-3"), ("A choir.",)),
    "write_story": Play(
        case_story.write_story,
        case_story.Told("M-3", ("ur", "اردو")),
        ("They sing.", "وہ گاتے ہیں۔", "yes"),
    ),
    "unclear_message": Play(after.what_was_not, after.Unclear("ABCD-EFGH"), ("Which door?",)),
    "consult": Play(
        consult.consult,
        TO_ASK,
        (
            *("Clinic", "1", "done", "1", "done", "yes", "1", "When?", "Monday", "Monday", "Friday", "skip", "The day"),
            *("The place", "It is free", "The day", A_MONTH_ON, TWO_MONTHS_ON, "1", "yes"),
        ),
    ),
    "consult_in_words": Play(
        consult.consult,
        TO_ASK,
        (
            *("Clinic", "1", "done", "1", "done", "yes", "1", "When?", "skip", "The day", "skip", "The day"),
            *(A_MONTH_ON, TWO_MONTHS_ON, "1", "yes"),
        ),
    ),
    "consult_heard_already": Play(consult.consult, TO_ASK, ("Clinic", "1", "done", "1", "done", "yes", "2")),
    "change_question": Play(consult.change, TO_CHANGE, ("1", "Which day?", "yes")),
    "change_question_answers": Play(consult.change, TO_CHANGE, ("2", "Now", "Later", "skip", "yes")),
    "change_question_open": Play(consult.change, TO_CHANGE, ("3", "All of it", "yes")),
    "change_question_decided": Play(consult.change, TO_CHANGE, ("4", "skip", "yes")),
    "change_question_change": Play(consult.change, TO_CHANGE, ("5", "Nothing", "yes")),
    "change_question_days": Play(consult.change, TO_CHANGE, ("6", A_MONTH_ON, TWO_MONTHS_ON, "yes")),
    "question_reader": Play(consult.another_reader, (("9", own_words("Champion 9")),), ("1",)),
    "unclear_question": Play(consult_after.not_clear, consult_after.Answering("When?"), ("Which clinic?",)),
    "answer_question": Play(consult_after.in_own_words, consult_after.Answering("When?"), ("On Sunday.",)),
    "group_answers": Play(consult_after.count, consult_after.Counting("Mothers", ("Mon", "Fri")), ("3", "0", "skip")),
    "close_question": Play(consult_after.close, consult_after.Closing("T-1"), ("The room is gone.", "yes")),
    "question_result": Play(
        consult_after.result,
        consult_after.Resulting("T-1", "When?", (Text("Monday 3"),)),
        ("Evenings are hard.", "It opens on Friday.", "Two evenings", "One nurse.", "yes"),
    ),
    "question_result_in_full": Play(
        consult_after.result,
        consult_after.Resulting("T-1", "When?", ()),
        ("Evenings are hard.", "It opens on Friday.", "skip", "yes"),
    ),
    "ask_about_message": Play(propose.ask_about, propose.Asked("ABCD-EFGH"), ("Is it free?",)),
}
