"""How easy words are to read: a reading age, words that most people do not know, and the rules of easy words.

The age is a school grade plus five years. The grade is the mean of two measures that count letters and sentences, the
Automated Readability Index and the Coleman–Liau index. They hold for English only; elsewhere sentences are counted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.language import SOURCE, Text, _, n_

AGE_AT_GRADE_NONE, YOUNGEST, OLDEST = 5, 5, 18
AIM_AT, LONGEST_SENTENCE, EASY_SENTENCE, EASY_WORDS = 11, 20, 12, 60
ENOUGH_TO_JUDGE = 8
NAMED_AT_MOST = 6
_END = re.compile(r"(?<=[.!?…۔؟।])\s+|\n+")
_LINK = re.compile(r"https?://\S+")
_IN_GAP = re.compile(r"\[[^\]\n]{1,80}\]")

PLAIN: Mapping[str, str] = {
    "access(ing)?": "use, get",
    "accordingly": "so",
    "additional": "more",
    "adverse reactions?": "side effects",
    "advise[sd]?": "tell",
    "ascertain": "find out",
    "assistance": "help",
    "attend": "come to, go to",
    "beneficiar(y|ies)": "people who get it",
    "cardiovascular": "heart",
    "clinician": "doctor or nurse",
    "commence[sd]?": "start",
    "comorbidit(y|ies)": "other illness",
    "contraindicat(ed|ions?)": "not safe for you",
    "diabetic": "with diabetes",
    "discontinue[sd]?": "stop",
    "efficacy": "how well it works",
    "eligib(le|ility)": "can have it",
    "endeavours?": "try",
    "engagement": "talking with people",
    "facilitate[sd]?": "help",
    "gastrointestinal": "stomach",
    "hypertension": "high blood pressure",
    "immuni[sz]ations?": "vaccine, jab",
    "implement(ed|ation)?": "do, start",
    "in order to": "to",
    "in the event of": "if",
    "inoculations?": "jab",
    "intervention": "help, treatment",
    "mitigate[sd]?": "make less bad",
    "oncology": "cancer care",
    "paediatric": "for children",
    "pathogens?": "germs",
    "practitioner": "doctor or nurse",
    "prior to": "before",
    "prophyla(xis|ctic)": "to stop an illness",
    "purchase[sd]?": "buy",
    "referr(al|ed)": "sent to a specialist",
    "regarding": "about",
    "residents?": "people who live here",
    "service users?": "people",
    "stakeholders?": "people",
    "subsequent(ly)?": "after that",
    "sufficient": "enough",
    "symptomatic": "with signs of the illness",
    "terminate[sd]?": "end",
    "transmission": "how it spreads",
    "uptake": "how many take part",
    "utili[sz]e[sd]?": "use",
    "vulnerable": "at higher risk",
}
_JARGON = {re.compile(rf"\b{word}\b", re.IGNORECASE): plain for word, plain in PLAIN.items()}


@dataclass(frozen=True, slots=True)
class Ease:
    """How some words read. `age` is missing where they are too few, or not in English; `hard` has plainer words."""

    age: int | None
    hard: tuple[tuple[str, str], ...]
    longest: int


def sentences(words: str) -> list[str]:
    """The sentences of a text; a line without a full stop is one."""
    return [one.strip() for one in _END.split(words) if any(map(str.isalnum, one))]


def of(words: str, language: str) -> Ease:
    """How some words read in their language."""
    text = _LINK.sub("", words)
    lengths = [len(one.split()) for one in sentences(text)]
    is_english = language.partition("_")[0] == SOURCE
    found = sorted((one.start(), one[0], plain) for pattern, plain in _JARGON.items() if (one := pattern.search(text)))
    hard = [(word, plain) for _at, word, plain in found]
    is_enough = is_english and sum(lengths) >= ENOUGH_TO_JUDGE
    return Ease(age(text) if is_enough else None, tuple(hard) if is_english else (), max(lengths, default=0))


def age(words: str) -> int:
    """The age at which most people can read English words."""
    there, count = sentences(words), len(words.split())
    letters = sum(map(str.isalnum, words))
    by_index = 4.71 * letters / count + 0.5 * count / len(there) - 21.43
    by_letters = 5.88 * letters / count - 29.6 * len(there) / count - 15.8
    return min(OLDEST, max(YOUNGEST, round(AGE_AT_GRADE_NONE + (by_index + by_letters) / 2)))


def hints(words: str, language: str) -> list[Text]:
    """What a writer is told about their words. A hint stops nobody."""
    ease = of(words, language)
    is_good = ease.age is not None and ease.age <= AIM_AT
    good = [_("Reading age: about {age}. Good.", age=ease.age)] if is_good else []
    return [*good, *too_hard(words, language)]


def too_hard(words: str, language: str) -> list[Text]:
    """What of them is hard to read; nothing where they are plain."""
    ease = of(words, language)
    said = []
    if ease.age is not None and ease.age > AIM_AT:
        text = _(
            "Reading age: about {age}. Aim for {aim}: use short words, and cut what is long.", age=ease.age, aim=AIM_AT
        )
        said.append(text)
    if ease.hard:
        named = [_("“{hard}”: say “{plain}”", hard=hard, plain=plain) for hard, plain in ease.hard[:NAMED_AT_MOST]]
        said.append(_("Hard words: {words}.", words=named))
    if ease.longest > LONGEST_SENTENCE:
        said.append(_("One sentence has {n} words. Try to stay under {most}.", n=ease.longest, most=LONGEST_SENTENCE))
    return said


def easy_faults(words: str) -> list[Text]:
    """What in easy words is not easy: long sentences, several on a line, too many words."""
    long = [len(one.split()) for one in sentences(words) if len(one.split()) > EASY_SENTENCE]
    crowded = sum(len(sentences(line)) > 1 for line in words.splitlines())
    count = len(words.split())
    said = []
    if long:
        text = n_(
            "{n} sentence is too long. At most {most} words each.",
            "{n} sentences are too long. At most {most} words each.",
            len(long),
            most=EASY_SENTENCE,
        )
        said.append(text)
    if crowded:
        text = n_(
            "{n} line says more than one thing. Please put each idea on a line of its own.",
            "{n} lines say more than one thing. Please put each idea on a line of its own.",
            crowded,
        )
        said.append(text)
    if count > EASY_WORDS:
        said.append(_("It has {n} words. At most {most}, please.", n=count, most=EASY_WORDS))
    return said


def gaps(words: str) -> list[str]:
    """What still stands in square brackets, to be filled in."""
    return _IN_GAP.findall(words)
