"""A person's own data as one HTML page that opens offline, in their language; every value is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape
from typing import Any

from bot import labels
from bot.language import Languages, Text, _
from bot.words import Kind, Role, Verdict

STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem}"
    ":lang(ur){line-height:2}section{margin-block:2rem}"
    "article{border-block-start:1px solid #767676;padding-block:.5rem}"
    "h1,h2{line-height:1.3}p{margin-block:.3rem;white-space:pre-wrap;overflow-wrap:anywhere}"
)
STATES = {
    "with_the_team": _("With the team, not answered yet or answered to you alone"),
    "taken_up": _("Taken up by the team"),
    "closed": _("Closed"),
    "taken_back": _("Taken back: its words are gone"),
}


def everything(kept: dict[str, Any], languages: Languages, language: str) -> bytes:
    """All that is kept, section by section."""
    return _Page(languages, language).everything(kept)


def letter(paragraphs: Sequence[Text], languages: Languages, language: str) -> bytes:
    """A letter: its first paragraph is the heading."""
    page = _Page(languages, language)
    title, *others = paragraphs or [_("A letter of thanks")]
    return page.whole(title, [page.line(text) for text in others])


class _Page:
    def __init__(self, languages: Languages, language: str) -> None:
        self._languages, self._language = languages, language

    def everything(self, kept: dict[str, Any]) -> bytes:
        title = _("What {team} keeps about you", team=kept["programme"])
        return self.whole(
            title,
            [
                self.line(_("Made on {moment}. You can keep this page; it needs no internet.", moment=kept["made_at"])),
                self._section(_("You"), self._profile(kept)),
                self._section(_("What you told, and what was answered"), map(self._told, kept["told"])),
                self._section(_("Whether it is better: what you said"), map(self._judged, kept["judged"])),
                self._section(_("When you asked to talk to a person"), map(self._talk, kept["talks"])),
                self._section(_("Your complaints"), map(self._complaint, kept["complaints"])),
                self._section(_("What you did here"), map(self._act, kept["acts"])),
                self._section(_("What I wrote to you"), map(self._message, kept["messages"])),
                self._section(_("All of it once more, as it is stored"), map(self._table, kept["tables"].items())),
            ],
        )

    def whole(self, title: Text, body: Iterable[str]) -> bytes:
        direction = "rtl" if self._languages.is_right_to_left(self._language) else "ltr"
        head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
        heading = self._read(title)
        page = (
            f'<!doctype html><html lang="{escape(self._language.replace("_", "-"))}" dir="{direction}">'
            f"<head>{head}<title>{heading}</title></head><body><h1>{heading}</h1>{''.join(body)}</body></html>"
        )
        return page.encode()

    def line(self, text: Text) -> str:
        return f"<p>{self._read(text)}</p>"

    def _read(self, text: Text) -> str:
        return escape(self._languages.read(text, self._language))

    def _own(self, words: str | None) -> str:
        """What a person wrote: its direction is its own."""
        return f'<p dir="auto">{escape(words)}</p>' if words else ""

    def _section(self, title: Text, entries: Iterable[str]) -> str:
        body = "".join(f"<article>{entry}</article>" for entry in entries) or self.line(_("Nothing."))
        return f"<section><h2>{self._read(title)}</h2>{body}</section>"

    def _when(self, at: datetime) -> str:
        return f'<p><bdi dir="ltr">{at.astimezone(self._languages.zone):%Y-%m-%d %H:%M}</bdi></p>'

    def _head(self, reference: str, at: datetime) -> str:
        return f'<p><b><bdi dir="ltr">{escape(reference)}</bdi></b></p>{self._when(at)}'

    def _profile(self, kept: dict[str, Any]) -> list[str]:
        profile = kept["profile"]
        lines = [_("Your Telegram number: {number}", number=str(profile["telegram_number"]))]
        if profile["name"]:
            lines.append(_("Your name: {name}", name=profile["name"]))
        if profile["known_as"]:
            lines.append(_("What the team calls you: {name}", name=profile["known_as"]))
        if profile["title"]:
            lines.append(_("Your role: {title}", title=profile["title"]))
        if profile["language"]:
            lines.append(_("Your language: {language}", language=self._languages.name(profile["language"])))
        lines += [_("You are: {role}", role=labels.ROLES[Role(one["role"])]) for one in kept["roles"]]
        lines += [_("Your group: {group}", group=one["name"]) for one in kept["groups"]]
        return ["".join(map(self.line, lines))]

    def _told(self, told: dict[str, Any]) -> str:
        about = [STATES[told["state"]]]
        if told["kind"]:
            about.append(labels.KINDS[Kind(told["kind"])])
        if told["group"]:
            about.append(_("Your group: {group}", group=told["group"]))
        if told["sent_with_it"]:
            about.append(_("With a voice note or picture. Those are in your own chat."))
        answers = "".join(self._answer(one) for one in told["answers"])
        return (
            self._head(told["reference"], told["at"])
            + self._own(told["words"])
            + "".join(map(self.line, about))
            + answers
        )

    def _answer(self, answer: dict[str, Any]) -> str:
        by = answer["by"] or self._languages.read(_("somebody of the team"), self._language)
        return self.line(_("{who} answers:", who=by)) + self._own(answer["words"]) if answer["words"] else ""

    def _judged(self, judged: dict[str, Any]) -> str:
        verdict = self.line(labels.VERDICTS[Verdict(judged["verdict"])])
        return self._head(judged["matter"], judged["at"]) + verdict + self._own(judged["why"])

    def _talk(self, talk: dict[str, Any]) -> str:
        return self._head(talk["reference"], talk["at"]) + self._own(talk["words"])

    def _complaint(self, one: dict[str, Any]) -> str:
        parts = (one["words"], one["about"], one["remedy"], one["answer"])
        return self._head(one["reference"], one["at"]) + "".join(map(self._own, parts))

    def _act(self, act: dict[str, Any]) -> str:
        return self._when(act["at"]) + f'<p dir="ltr">{escape(act["act"])}</p>'

    def _table(self, table: tuple[str, list[dict[str, Any]]]) -> str:
        """What has no place above stands here too: settings, answers about oneself, events, earlier wordings."""
        name, rows = table
        lines = ("; ".join(f"{key}: {value}" for key, value in row.items() if value) for row in rows)
        return f'<p><b><bdi dir="ltr">{escape(name)}</bdi></b></p>' + "".join(map(self._own, lines)) if rows else ""

    def _message(self, message: dict[str, Any]) -> str:
        return self._when(message["at"]) + self._own(message["words"])
