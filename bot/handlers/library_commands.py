"""`/library`: the answers for reuse, for staff. `/places`: where people can be sent, for everybody who has joined."""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.arrival import Arrived
from bot.handlers.conversation import Conversations
from bot.language import _, p_
from bot.loop import library_card, library_found, paging, people, place_card, places, saying
from bot.store.library import Answer
from bot.store.outbox import Button
from bot.store.people import Person
from bot.store.session import Work
from bot.words import Need

IN_A_ROW = 3


def library(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/library`, or `/library` and what is looked for."""
    people.must_be_staff(work, person)
    if arrived.rest:
        found = library_found.search(work, arrived.rest)
        if not found:
            saying.to_person(work, person, [_("I found nothing like that in the library.")], (_MORE_OF_IT,))
            return
        saying.to_person(work, person, [library_card.heading(work, one) for one in found], _to_see(found))
    else:
        library_page(work, person, 0)


def library_page(work: Work, person: Person, start: int) -> None:
    """Some answers, the newest first, with the way to everything else that the library holds."""
    people.must_be_staff(work, person)
    found = library_found.page(work, start)
    shown = found[: library_found.AT_A_TIME]
    parts = [
        library_card.how_many(work),
        *(library_card.heading(work, one) for one in shown),
        _("To look for something, write /library and a few words."),
    ]
    rows = _to_see(shown)
    turns = paging.steps("lib:page:", start, library_found.AT_A_TIME, is_more=len(found) > library_found.AT_A_TIME)
    rows += [turns] if turns else []
    saying.to_person(work, person, parts, [*rows, *_WAYS])


def find_places(work: Work, person: Person, arrived: Arrived, conversations: Conversations) -> None:
    """`/places`: by need and language."""
    conversations.start(work, person, "find_place")


def show_places(work: Work, person: Person, need: Need, language: str | None, start: int = 0) -> None:
    """Some places for a need; below each the way to say that it is wrong."""
    found = places.found(work, need, language, start)
    if not found:
        parts = [_("I know of no such place yet. Write to me whom you look for: a person of the team answers you.")]
        saying.to_person(work, person, parts)
    for place in found[: places.AT_A_TIME]:
        saying.to_person(work, person, place_card.parts(work, place), place_card.finder_buttons(place.number))
    is_more = len(found) > places.AT_A_TIME
    if turns := paging.steps(f"place:more:{need}:{language or ''}:", start, places.AT_A_TIME, is_more=is_more):
        saying.to_person(work, person, [_("There are more places.")], (turns,))


def staff_places(work: Work, person: Person, start: int = 0) -> None:
    """All places, for staff."""
    people.must_be_staff(work, person)
    found = places.found(work, None, None, start)
    rows: list[Sequence[Button]] = []
    for place in found[: places.AT_A_TIME]:
        saying.to_person(work, person, place_card.parts(work, place), place_card.staff_buttons(place))
    if turns := paging.steps("place:page:", start, places.AT_A_TIME, is_more=len(found) > places.AT_A_TIME):
        rows.append(turns)
    rows.append((Button(p_("button", "A new place"), "place:new"),))
    text = _("People find these places by /places.") if found else _("There is no place here yet.")
    saying.to_person(work, person, [text], rows)


def _to_see(found: Sequence[Answer]) -> list[Sequence[Button]]:
    see = [Button(p_("button", "See {reference}", reference=one.reference), f"lib:{one.number}:see") for one in found]
    return [see[at : at + IN_A_ROW] for at in range(0, len(see), IN_A_ROW)]


_MORE_OF_IT = (Button(p_("button", "All answers"), "lib:page:0"),)
_WAYS = (
    (Button(p_("button", "A new answer"), "lib:new"),),
    (
        Button(p_("button", "What has been heard"), "heard:page:0"),
        Button(p_("button", "Places"), "place:page:0"),
    ),
)
