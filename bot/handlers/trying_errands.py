"""Practice: the same conversations, of which nothing is kept."""

from __future__ import annotations

from bot.flows import trying
from bot.flows.details import Teller
from bot.flows.trying import Learner
from bot.handlers import raising_errands
from bot.handlers.conversation import Conversations, Errand, errand
from bot.language import Languages, _
from bot.loop import first_words, people, promises
from bot.store.people import Person
from bot.store.session import Work

NAME = "try"
HEADING = _("Practice. Nothing is kept.")
FAREWELL = _("You have left practice. From now on I keep what you tell me.")


def listed(languages: Languages) -> tuple[Errand, ...]:
    """The conversation of this topic."""
    return (
        errand(
            NAME,
            trying.trying,
            _("practice"),
            learner,
            nothing,
            heading=HEADING,
            farewell=FAREWELL,
            shows_own_words=True,
            shows_urgent=True,
        ),
    )


def begin(work: Work, person: Person, conversations: Conversations) -> None:
    """Start to practise, or go on with it."""
    talking = conversations.open(work, person)
    if talking is not None and conversations.is_practice(talking):
        conversations.ask_again(work, person, talking)
    else:
        conversations.start(work, person, NAME)


def learner(work: Work, person: Person, _about: int | None) -> Learner:
    """What the practised conversations know: the same as the real ones."""
    first_word_by = first_words.by(work)
    return Learner(
        team=work.programme.name,
        first_word_by=promises.day_of(work, first_word_by),
        helper=raising_errands.helper(work, person, None),
        reporter=raising_errands.reporter(work, person, None),
        teller=Teller([(group.number, group.name) for group in people.groups_of(work, person)], name=person.name),
    )


def nothing(work: Work, person: Person, _about: int | None, value: bool) -> None:
    """Of practice nothing is kept."""
