"""How a trusted message reads, in each language that it goes out in: by that a text is known to be one of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from bot import direction
from bot.language import Code, Languages, Text
from bot.loop import codes, comparing, pasted, said_above, trusted, trusted_lines
from bot.loop.pasted import Rows
from bot.store.outbox import Versions
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

ALIKE = 0.4
AGREED = comparing.Differs()


@dataclass(frozen=True)
class Readings:
    """A message whole, or only its words with its code. `texts`: of what, by language, as they go out.

    `read_by_one`: languages in which only one person read it. `parts`: what a copy says, with easy words or without,
    with the warning that one person alone read it or without.
    """

    languages: Languages
    code: str
    texts: Mapping[str, Mapping[str, str]] = field(repr=False)
    read_by_one: frozenset[str]
    parts: Callable[[bool, bool], Sequence[trusted_lines.Part]]

    def is_one(self, text: str) -> bool:
        """Whether a text is one of them, wholly."""
        theirs = pasted.rows(text)
        has_isolates = pasted.has_isolates(text)
        bare = [pasted.without_isolates(row) for row in theirs] if has_isolates else theirs
        interface = [language for language, row in self._code_rows.items() if row in bare]
        starts = [language for language, row in self._first_rows.items() if interface and [row] == bare[:1]]
        said = (one for language in starts for one in self._said(language, interface))
        return any(theirs == (rows if has_isolates else plain) for _read, rows, plain in said)

    def is_worded_otherwise(self, text: str) -> bool:
        """Whether all that was approved stands in a text as it was, and only our own lines round it differ.

        Those are texts of the catalogs, which may be put better after a copy was sent.
        """
        theirs = pasted.rows(text)
        first = [pasted.without_isolates(row) for row in theirs[:1]]
        starts = [language for language, row in self._first_rows.items() if [row] == first]
        return any(
            self._fits(theirs, parts, (language, interface), form)
            for language in starts
            for interface in self.languages.offered
            for form in self._forms(language, interface)
            for parts in self._kinds(language)
        )

    def nearest(self, text: str) -> tuple[str, float]:
        """The one that a text is likest to, and how like."""
        alike = {language: pasted.likeness(text, words) for language, words in self.texts[trusted.WORDS].items()}
        if not alike:
            return "", 0.0
        language = max(alike, key=lambda one: alike[one])
        bare = pasted.rows(pasted.without_isolates(text))
        interface = [one for one, row in self._code_rows.items() if row in bare]
        interface = interface or [language if language in self._code_rows else next(iter(self._code_rows))]
        found = [(pasted.likeness(text, read), read) for read, _rows, _plain in self._said(language, interface)]
        best = max(found, key=lambda one: one[0])
        return best[1], max(alike[language], best[0])

    def has_code_row(self, text: str) -> bool:
        """Whether the line with its code, or its code alone on a line, stands in a text."""
        there = pasted.rows(pasted.without_isolates(text))
        ours = set(self._code_rows.values())
        return any(row in ours or codes.read(row) == self.code for row in there)

    @cached_property
    def _code_rows(self) -> dict[str, str]:
        """The line with its code, as it stands in each language that the bot speaks."""
        read = {language: self.languages.read(self._code_part, language) for language in self.languages.offered}
        return {language: pasted.rows(pasted.without_isolates(row))[-1] for language, row in read.items()}

    @cached_property
    def _first_rows(self) -> dict[str, str]:
        found = {
            language: pasted.rows(pasted.without_isolates(words))
            for language, words in self.texts[trusted.WORDS].items()
        }
        return {language: rows[0] for language, rows in found.items() if rows}

    @cached_property
    def _code_part(self) -> Text:
        shown = codes.shown(self.code)
        parts = (one for one in self.parts(False, False) if isinstance(one, Text))
        return next(one for one in parts if Code(shown) in one.values.values())

    def _said(self, language: str, interface: Sequence[str]) -> Iterator[tuple[str, Rows, Rows]]:
        for one in interface:
            yield from self._in(language, one)

    @cached_property
    def _in(self) -> Callable[[str, str], list[tuple[str, Rows, Rows]]]:
        """The forms with the words of one language in the frame of another, made comparable once."""
        return cache(lambda language, interface: [_comparable(one) for one in self._read_in(language, interface)])

    def _read_in(self, language: str, interface: str) -> Iterator[str]:
        for parts in self._kinds(language):
            for form in self._forms(language, interface):
                yield "\n\n".join(self._part(part, language, interface, form) for part in parts)
        words, code = self.texts[trusted.WORDS][language], self.languages.read(self._code_part, interface)
        for form in self._forms(language, interface):
            yield f"{form(words)}\n\n{code}"

    def _kinds(self, language: str) -> Iterator[Sequence[trusted_lines.Part]]:
        """What copies in a language say. That one person alone read the words is never left out where it is so."""
        for is_easy in (False, True) if language in self.texts[trusted.EASY] else (False,):
            for by_one in (True,) if language in self.read_by_one else (False, True):
                parts = self.parts(is_easy, by_one)
                if all(language in self.texts[part.of] for part in parts if isinstance(part, Versions)):
                    yield parts

    def _fits(
        self, theirs: Rows, parts: Sequence[trusted_lines.Part], into: tuple[str, str], form: Callable[[str], str]
    ) -> bool:
        """Whether lines are what was approved, in order, between lines that are like ours and name the same things."""
        language, interface = into
        whole = str if any(map(pasted.has_isolates, theirs)) else pasted.without_isolates
        at = 0
        for part in parts:
            ours = pasted.rows(whole(self._part(part, language, interface, form)))
            there, at = theirs[at : at + len(ours)], at + len(ours)
            if there != ours and (isinstance(part, Versions) or not _are_like(there, ours, interface)):
                return False
        return at == len(theirs)

    def _forms(self, language: str, interface: str) -> tuple[Callable[[str], str], ...]:
        """As they were written; and, where anything runs from right to left, with their numbers kept whole."""
        is_mirrored = any(self.languages.is_right_to_left(one) for one in (language, interface))
        return (str, direction.with_numbers_whole) if is_mirrored else (str,)

    def _part(self, part: trusted_lines.Part, language: str, interface: str, form: Callable[[str], str]) -> str:
        if isinstance(part, Versions):
            return form(self.texts[part.of][language])
        return self.languages.read(part, interface)


def of(work: Work, languages: Languages, message: TrustedMessage) -> Readings:
    """The readings of a message, in the languages that are not left out."""
    said = {part: trusted.written(work, message, part) for part in (trusted.WORDS, trusted.EASY, trusted.PICTURE)}
    out = set(message.left_out or ())
    return Readings(
        languages,
        message.code,
        {of: {code: one.text for code, one in found.items() if code not in out} for of, found in said.items()},
        trusted.read_by_one(work, message),
        cache(lambda is_easy, by_one: trusted_lines.parts(work, message, is_easy=is_easy, read_by_one=by_one)),
    )


def without_above(languages: Languages, text: str) -> str:
    """A text without what the bot itself put above the words when it said them."""
    known = _above(languages)
    text = text.strip()
    first, _end, rest = text.partition("\n")
    while rest and pasted.without_isolates(first).strip() in known:
        text = rest.strip()
        first, _end, rest = text.partition("\n")
    return text


@cache
def _above(languages: Languages) -> frozenset[str]:
    names = [languages.name(code) for code in languages.offered]
    above = [said_above.PERHAPS_A_REPEAT, *map(said_above.in_another, names)]
    return frozenset(pasted.without_isolates(languages.read(one, code)) for one in above for code in languages.offered)


def _are_like(theirs: Rows, ours: Rows, language: str) -> bool:
    """Whether lines can be ours in other words: near enough, with the same numbers, dates, links and codes."""
    told, meant = "\n".join(theirs), "\n".join(ours)
    if len(theirs) != len(ours) or pasted.isolates(told) != pasted.isolates(meant):
        return False
    told, meant = pasted.without_isolates(told), pasted.without_isolates(meant)
    return pasted.likeness(told, meant) >= ALIKE and comparing.compared(meant, language, told, language) == AGREED


def _comparable(read: str) -> tuple[str, Rows, Rows]:
    return read, pasted.rows(read), pasted.rows(pasted.without_isolates(read))
