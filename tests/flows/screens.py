"""Every flow with something to know, and answers that reach its end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

from bot.flows import (
    answer,
    details,
    group_settings,
    join,
    join_matter,
    language,
    leave,
    let_know,
    new_group,
    news,
    take_up,
    translate,
    words,
)
from bot.flows.desk import Desk
from bot.language import own_words
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
AS_IT_IS = group_settings.Chosen("Circle", (), "en", (), 14, None)
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
    "details": Play(details.details, details.Teller(((5, "Women's circle"),)), ("1", "12", "1")),
    "answer": Play(answer.answer, DESK, ("Words.", "الفاظ", "yes")),
    "take_up_ours": Play(
        take_up.take_up,
        DESK,
        ("The phone", "1", "1", "Two lines", "Calls are answered", A_WEEK_ON, "Words.", "الفاظ", A_WEEK_ON, "yes"),
    ),
    "take_up_not_ours": Play(
        take_up.take_up, DESK, ("The phone", "2", "The landlord's.", "1", "Words.", "skip", A_WEEK_ON, "yes")
    ),
    "join_matter": Play(join_matter.join_matter, DESK, ("1",)),
    "news_moved": Play(news.news, DESK, ("1", "Words.", "skip", A_WEEK_ON, "yes")),
    "news_changed": Play(news.news, DESK, ("3", "We called.", "skip", "It is open.", "skip", "yes")),
    "news_nothing": Play(news.news, DESK, ("2", "No answer.", "skip", A_WEEK_ON, "yes")),
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
        new_group.Offered(LANGUAGES, ()),
        ("Coffee morning", "The library", "Carers", "2", "12", "yes"),
    ),
    "let_know": Play(
        let_know.let_know,
        let_know.Told("H-12", "Circle", ("ur", "اردو"), ("pl", "Polski")),
        ("The phone is not answered.", "فون", "skip", "yes"),
    ),
    "stand_in": Play(let_know.stand_in, let_know.Standing("Circle", ((7, own_words("Samina (7)")),)), ("1",)),
    "could_not": Play(let_know.could_not, "Circle", ("I was ill.",)),
    "translate": Play(translate.translate, translate.Task("اردو", (("update", "Words."),)), ("الفاظ", "yes")),
}
