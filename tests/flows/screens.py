"""Every flow with something to know, and answers that reach its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from bot.flows import (
    about_me,
    answer,
    away,
    block,
    complaint,
    contact,
    details,
    erase,
    event,
    group_settings,
    hand_on,
    hand_over,
    join,
    join_matter,
    language,
    leave,
    let_know,
    letter,
    lines,
    live_hour,
    needs_help,
    new_group,
    news,
    promise_rules,
    rota_turn,
    settings,
    take_up,
    translate,
    trying,
    words,
)
from bot.flows.desk import Desk
from bot.language import Text, own_words
from bot.words import LetterPart, Role

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
RULES = promise_rules.Rules(
    (Text("As it is."),),
    {**dict.fromkeys(promise_rules.WAITS, 4), "begins": 540, "ends": 1020},
    frozenset({"IE"}),
)
AS_IT_IS = group_settings.Chosen("Circle", (), "en", (), 14, None)


class Play(NamedTuple):
    """A flow, what it knows, and what is typed to its end (a number chooses that option)."""

    function: Any
    known: Any
    typed: tuple[str, ...]


PLAYS = {
    "join": Play(join.join, join.Newcomer("Mare Street", LANGUAGES, Role.CHAMPION, True, LETTER), ("1", "yes", "yes")),
    "join_desk": Play(
        join.join, join.Newcomer("Mare Street", LANGUAGES, Role.STAFF, True), ("1", "yes", "Tom Reed", "Worker")
    ),
    "language": Play(language.language, language.Offered(LANGUAGES), ("2",)),
    "leave": Play(leave.leave, leave.Leaver("Mare Street"), ("yes",)),
    "leave_desk": Play(leave.leave, leave.Leaver("Mare Street", ((7, "Tom Reed"),)), ("yes", "1")),
    "change": Play(words.change, words.About("H-12"), ("Again.",)),
    "add": Play(words.add, words.About("H-12"), ("More.",)),
    "why": Play(words.why, words.About("M-3"), ("Because.",)),
    "ask_back": Play(words.ask_back, words.About("H-12"), ("Which one?",)),
    "settle": Play(words.settle, words.About("M-3"), ("By telephone.",)),
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
        ("The phone", "1", "1", "Two lines", "Calls are answered", A_WEEK_ON, "Words.", "الفاظ", A_WEEK_ON, "2", "yes"),
    ),
    "take_up_not_ours": Play(
        take_up.take_up, DESK, ("The phone", "2", "The landlord's.", "1", "Words.", "skip", A_WEEK_ON, "1", "yes")
    ),
    "join_matter": Play(join_matter.join_matter, DESK, ("1",)),
    "news_moved": Play(news.news, DESK, ("1", "Words.", "skip", A_WEEK_ON, "yes")),
    "news_changed": Play(news.news, DESK, ("3", "We called.", "skip", "It is open.", "skip", "yes")),
    "news_nothing": Play(news.news, DESK, ("2", "No answer.", "skip", A_WEEK_ON, "yes")),
    "promise_holidays": Play(promise_rules.promise_rules, RULES, ("1", "5", "xx", "ie", "yes")),
    "promise_hours": Play(promise_rules.promise_rules, RULES, ("2", "2", "8", "skip", "yes")),
    "promise_waits": Play(
        promise_rules.promise_rules, RULES, ("3", "skip", "2", "skip", "skip", "skip", "skip", "yes")
    ),
    "promise_senior": Play(promise_rules.promise_rules, RULES, ("4", "Jo Bell", "Director", "skip", "yes")),
    "away": Play(away.away, away.Leave(TODAY, 3), (A_WEEK_ON, "yes")),
    "hand_over": Play(
        hand_over.hand_over,
        hand_over.Desks(((7, "Tom Reed"), (8, "Ada")), ((7, "Tom Reed"), (8, "Ada")), {7: (Text("1 matter"),)}),
        ("1", "1", "yes"),
    ),
    "live_hour": Play(live_hour.live_hour, live_hour.Ahead(TODAY, 4), ("Jo Bell", "Director", A_WEEK_ON, "18", "yes")),
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
        ("1", "Women's circle", "1", "done", "Mare Street, Hackney", "2", "1", "done", "3", "4", "21", "8"),
    ),
    "group_away": Play(
        group_settings.group_settings, group_settings.Hosted(AS_IT_IS, LANGUAGES, (), True), ("7", "yes")
    ),
    "group_without_chat": Play(
        group_settings.group_settings, group_settings.Hosted(AS_IT_IS, LANGUAGES, (), False), ("5", "1")
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
    "erase": Play(erase.erase, erase.Holder("Mare Street", True), ("yes",)),
    "ask_person": Play(contact.ask_person, contact.Asker(TODAY), ("My rent.",)),
    "write_person": Play(contact.write_person, contact.Other(own_words("Tom Reed")), ("Hello.",)),
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
    "set_reads": Play(settings.also_reads, settings.Reads(LANGUAGES), ("2", "done")),
    "set_easy": Play(settings.easy_read, NOTHING, ("yes",)),
    "set_voice": Play(settings.voice, NOTHING, ("no",)),
    "set_often": Play(settings.how_often, NOTHING, ("3",)),
    "set_quiet": Play(settings.quiet_hours, NOTHING, ("3",)),
    "set_quiet_other": Play(settings.quiet_hours, NOTHING, ("5", "20", "6")),
    "set_asks": Play(settings.asks, NOTHING, ("1",)),
    "set_groups": Play(settings.groups, settings.Named(((5, "Women's circle"),)), ("1", "yes")),
    "set_name": Play(settings.name, NOTHING, ("Samina",)),
    "set_pause": Play(settings.pause, NOTHING, ("4",)),
    "set_about": Play(about_me.about_me, about_me.Known(False), ("2", "1", "skip")),
    "set_about_again": Play(about_me.about_me, about_me.Known(True), ("2",)),
}
