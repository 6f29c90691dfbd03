"""What a person who taps and types what comes to their mind may do next, for hypothesis to choose from.

A step says who does what where, and which one of what is there just then: commands, buttons and questions are found
when the step is taken, so nothing here has to know them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.walker import canaries


class Act(StrEnum):
    """What is done."""

    GOES_ON = "goes on with the question that stands there"
    TAPS = "taps a button on the screen"
    TAPS_OLD = "taps a button that is long gone, or was somebody else's"
    SAYS = "says something"
    STEERS = "types back, change, cancel, skip"
    COMMANDS = "gives a command"
    SENDS = "sends something"
    REPLIES = "replies to the bot"
    EDITS = "edits what was said"
    OPENS = "opens a link"
    IN_A_ROW = "says and sends things quickly one after the other"
    HAPPENS = "something happens in the group"
    COMES_AGAIN = "an update comes once more"
    COMES_LATE = "an update comes after the next one"
    WAITS = "time passes"
    GOES = "blocks the bot, or throws it out"
    RESTARTS = "the bot is killed and starts again"


class Where(StrEnum):
    """In which chat."""

    PRIVATE = "in private"
    GROUP = "in the group"
    ROOM = "in the staff room"


class Step(NamedTuple):
    """One step; `pick` chooses among what is there, by counting round."""

    act: Act
    who: int
    where: Where
    pick: int
    words: str


OFTEN = {Act.GOES_ON: 8, Act.TAPS: 12, Act.SAYS: 4, Act.COMMANDS: 8, Act.REPLIES: 2, Act.STEERS: 2, Act.SENDS: 2}
ACTS = [act for act in Act for _time in range(OFTEN.get(act, 1))]
PLACES = [Where.PRIVATE] * 5 + [Where.GROUP] * 2 + [Where.ROOM] * 2
AT_ONCE = 20
STEERING = (
    "back", "change", "cancel", "skip", "done", "keep", "yes", "no", "1", "2", "1, 2", "today", "tomorrow", "12",
    "/back", "/change", "/cancel", "/skip", "/done", "/keep", "/help", "/BACK", "Zurück", "واپس",
)  # fmt: skip
SENDINGS = (
    "voice", "photo", "document", "sticker", "location", "contact", "poll", "video", "video_note", "audio", "animation",
    "dice", "venue", "pinned", "something new",
)  # fmt: skip
WORDS = (
    "The clinic never answers.", "ہم کلینک تک نہیں پہنچ سکتے", "Przychodnia jest zamknięta.", "🎉🎉", "ok", "?", "/",
    "x" * 4090, "ک" * 4090, "🧡" * 2040, "\u202eright\u2066 to left\u2069\u2069", "\u2068",
    "{words} {n} %s %(a)s {0.x}", "<b>bold</b> & [link](https://example.org) @hearback_bot", "t:abc:y", "i:1:back",
    "a\n\nb\n\n\nc", "‏", "null", "\u200d",
    "I want to die", "میں مرنا چاہتا ہوں", "chest pain, call an ambulance!", "/tell I have chest pain",
    canaries.IN_ONE, f"my number is {canaries.PHONE}", "someone@example.org, E8 1DY",
)  # fmt: skip
TYPED = st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(min_size=1, max_size=60))
STEP = st.builds(
    Step,
    act=st.sampled_from(ACTS),
    who=st.integers(0, 8),
    where=st.sampled_from(PLACES),
    pick=st.integers(0, 999),
    words=TYPED,
)


def drawn(number: int, count: int) -> list[Step]:
    """So many steps, the same for the same number."""
    walk: list[Step] = []

    @seed(number)
    @settings(
        max_examples=2 * count // AT_ONCE + 4,
        phases=(Phase.generate,),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEP, min_size=AT_ONCE, max_size=AT_ONCE))
    def collect(steps: list[Step]) -> None:
        if len(set(steps)) > AT_ONCE // 2:  # hypothesis begins with its simplest: the same step again and again
            walk.extend(steps)

    collect()
    return walk[:count]
