"""Every flow with something to know, and answers that reach its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from bot.flows import answer, bind, details, join, join_matter, language, leave, news, take_up, translate, words
from bot.flows.desk import Desk
from bot.words import Role

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
A_WEEK_ON = (TODAY + timedelta(days=7)).strftime("%d.%m.%Y")


class Play(NamedTuple):
    """A flow, what it knows, and what is typed to its end (a number chooses that option)."""

    function: Any
    known: Any
    typed: tuple[str, ...]


PLAYS = {
    "join": Play(join.join, join.Newcomer("Mare Street", LANGUAGES, Role.CHAMPION, True), ("1", "yes")),
    "join_desk": Play(
        join.join, join.Newcomer("Mare Street", LANGUAGES, Role.STAFF, True), ("1", "yes", "Tom Reed", "Worker")
    ),
    "language": Play(language.language, language.Offered(LANGUAGES), ("2",)),
    "leave": Play(leave.leave, leave.Leaver("Mare Street"), ("yes",)),
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
    "bind": Play(bind.bind, bind.Arrived("Circle", LANGUAGES), ("1", "2", "Women's circle")),
    "translate": Play(translate.translate, translate.Task("اردو", (("update", "Words."),)), ("الفاظ", "yes")),
}
