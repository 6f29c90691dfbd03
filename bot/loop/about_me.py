"""What people chose to say about themselves, and how much of it anybody else learns: counts, never small ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import col, select

from bot.asked_words import AgeBand, Disability, Ethnicity
from bot.language import Text, _
from bot.store.people import Person
from bot.store.preferences import AboutMe
from bot.store.session import Work

LEAST = 5


def of(work: Work, person: Person) -> AboutMe | None:
    """What a person has said about themselves."""
    return work.session.exec(select(AboutMe).where(AboutMe.person_id == person.id)).first()


def say(
    work: Work, person: Person, age: AgeBand | None, disability: Disability | None, ethnicity: Ethnicity | None
) -> None:
    """Keep the answers, in place of earlier ones. Those left out are kept nowhere."""
    forget(work, person)
    if age or disability or ethnicity:
        said = AboutMe(programme_id=work.programme_id, person_id=person.number)
        said.age, said.disability, said.ethnicity = age, disability, ethnicity
        work.session.add(said)
        work.session.flush()


def forget(work: Work, person: Person) -> None:
    """Delete the answers."""
    work.session.execute(sa.delete(AboutMe).where(col(AboutMe.person_id) == person.id))


def counted(work: Work, question: str) -> Counter[str]:
    """How often each answer to a question (`age`, `disability`, `ethnicity`) was given by people who are still in."""
    answer = AboutMe.__table__.c[question]  # type: ignore[attr-defined]
    found = (
        sa.select(answer)
        .join(Person, col(Person.id) == col(AboutMe.person_id))
        .where(col(AboutMe.programme_id) == work.programme_id, col(Person.left_at).is_(None), answer.is_not(None))
    )
    return Counter(work.session.execute(found).scalars())


def shown(count: int) -> Text:
    """A count as others may see it: in steps of five and without a total, so that nothing follows by subtraction."""
    return _("fewer than {least}", least=LEAST) if count < LEAST else _("{least} or more", least=count - count % LEAST)


def lines(counts: Counter[str], labels: Iterable[tuple[str, Text]]) -> list[Text]:
    """Each answer with its count, whether anybody gave it or not."""
    return [_("{answer}: {count}", answer=label, count=shown(counts[code])) for code, label in labels]
