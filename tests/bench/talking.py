"""The conversation engine and the reading of texts, without a database."""

from __future__ import annotations

import gettext
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from bot.language import SOURCE, Code, _, own_words
from bot.talk import Conversation, Engine, Flow, Option, Said, Talk, Turn
from tests.bench.figures import Figure, as_a_running_bot, interleaved, median
from tests.bench.places import LANGUAGES, START, Engines

ROUNDS, STARTS, READS = 9, 60, 2_000
ASKED = 6
ANSWERS = ("The clinic's door", "North", "12", "It is shut", "A ramp", "Yes")
AREAS = [Option("n", own_words("North")), Option("s", own_words("South"))]
LINE = _("Thank you. I have kept this as {reference}.", reference=Code("H-12"))


def six_questions(talk: Talk, known: None) -> tuple[object, ...]:
    """Six questions of five kinds."""
    title = talk.words("title", _("What is the matter, in a few plain words?"), at_most=120)
    area = talk.choose("area", _("Which area?"), AREAS)
    people = talk.number("people", _("How many people?"), least=1, most=100)
    why = talk.words("why", _("What is wrong?"), at_most=600)
    wish = talk.words("wish", _("What would help?"), at_most=600)
    sure = talk.confirm("sure", [_("You said: “{words}”", words=title)])
    return title, area, people, why, wish, sure


def engine_and_texts(engines: Engines) -> Iterator[Figure]:
    """What one conversation costs, and one text."""
    flow = Flow("six", six_questions, _("telling"), expires_after=timedelta(days=7), remind_after=timedelta(days=1))
    engine = Engine([flow], LANGUAGES)
    pattern = gettext.NullTranslations()

    def whole() -> None:
        turn = engine.start("six", None, START, 1)
        for answer in ANSWERS:
            turn = _heard(engine, turn, answer)
        assert turn.ended == "done"

    def read() -> None:
        LANGUAGES.read(LINE, SOURCE)

    def formatted() -> None:
        pattern.gettext(LINE.message).format(reference="H-12")

    with as_a_running_bot():
        talked, texts, floor = interleaved(ROUNDS, _each(whole, STARTS), _each(read, READS), _each(formatted, READS))
    turn = median(talked) / (ASKED + 1) * 1e3
    yield Figure("one turn of a six-question conversation", turn, None, "ms", "no database", {}, "–")
    yield Figure("reading one text", median(texts) * 1e6, median(floor) * 1e6, "µs", "no database", {}, "–")


def _heard(engine: Engine, turn: Turn, answer: str) -> Turn:
    """The conversation goes through JSON between two turns, as it does through the database."""
    assert turn.conversation is not None
    conversation = Conversation.from_json(turn.conversation.to_json())
    return engine.hear(conversation, Said(answer), None, START, SOURCE, 1)


def _each(do: Callable[[], None], times: int) -> Callable[[], float]:
    def measure() -> float:
        started = time.perf_counter()
        for _time in range(times):
            do()
        return (time.perf_counter() - started) / times

    return measure
