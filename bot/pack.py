"""The sixty texts that matter most, for a speaker to read aloud and approve before a language is offered to people."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from re import compile as pattern

from bot.language import Languages, Text
from bot.language_names import english_name, own_name

PACK = "pack.toml"
SHORT = 12
COUNTS = (0, 1, 2, 3, 11, 100)
"""Numbers that between them show every plural form of every language offered."""
ABOUT = {
    "consent": "What people read and agree to before they tell anything",
    "safety": "What people read when somebody may be in danger",
    "reference": "How they find again what they told, and by when they hear",
    "is_it_better": "How they say whether it is better",
    "stop": "How they stop",
    "erase": "How they have everything erased",
}
STYLE = (
    "@page{size:A4;margin:14mm}body{font:12pt/1.45 system-ui,sans-serif;max-width:182mm;margin:0 auto;padding:4mm;"
    "color:#000;background:#fff}h1{font-size:20pt;margin:0 0 .3em}h2{font-size:14pt;margin:1.4em 0 .4em}"
    "ol{padding:0;margin:0;list-style:none}li{display:grid;grid-template-columns:3em 1fr 2em;gap:0 4mm;"
    "border-block-start:1px solid #767676;padding-block:2.5mm;break-inside:avoid}"
    ".words{font-size:17pt;line-height:1.6;margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
    ".words:lang(ur){line-height:2}"
    ".english{margin:.3em 0 0;color:#3d3d3d;white-space:pre-wrap}"
    ".box{inline-size:6mm;block-size:6mm;border:2px solid #000}"
    "var{font-style:normal;border-block-end:2px dotted #595959}.fill{border-block-end:1px solid #000;block-size:9mm}"
)
_VALUE = pattern(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Read:
    """One text of the pack: its English, and its words in the language, each plural form once."""

    english: str
    words: tuple[str, ...]
    is_button: bool


def parts(languages: Languages, language: str) -> dict[str, list[Read]]:
    """The pack in a language, by what the texts are for."""
    return {name: [_read(languages, language, text) for text in texts] for name, texts in _texts(languages.directory)}


def digest(languages: Languages, language: str) -> str:
    """What stands for the words as they are now: another as soon as any of them changes."""
    words = [word for reads in parts(languages, language).values() for read in reads for word in read.words]
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def page(languages: Languages, language: str) -> str:
    """The pack as a page to print: words in large letters, the English under them, a box to tick."""
    name, direction = english_name(language), "rtl" if languages.is_right_to_left(language) else "ltr"
    number, sections = 0, []
    for part, reads in parts(languages, language).items():
        rows = []
        for read in reads:
            number += 1
            rows.append(_row(number, read, language, direction))
        sections.append(f"<h2>{escape(ABOUT[part])}</h2><ol>{''.join(rows)}</ol>")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{number} texts in {escape(name)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{number} texts in {escape(name)} "
        f'(<bdi lang="{language}">{escape(own_name(language))}</bdi>)</h1>'
        "<p>These are the words of Hearback that matter most. Please read each aloud, as you would say it to a "
        "neighbour. "
        "Tick the box where it is right, plain and kind. Where it is not, write what you would say. "
        "What is underlined with dots is filled in: a name, a day, a number.</p>"
        "<p>Hearback speaks this language to people only once somebody who speaks it stands for all of these. "
        "When every box is ticked: "
        f"<code>hearback locales approve {language} --reader &quot;name, role&quot;</code></p>"
        f"{''.join(sections)}<h2>I speak {escape(name)}, have read all {number}, and stand for them</h2>"
        f'<p class="fill"></p><p>Name, role, day. These words are number {digest(languages, language)[:SHORT]}.</p>'
        "</body></html>"
    )


def _row(number: int, read: Read, language: str, direction: str) -> str:
    words = "".join(f'<p class="words" lang="{language}" dir="{direction}">{_shown(one)}</p>' for one in read.words)
    what = "On a button: " if read.is_button else ""
    return (
        f'<li><span>{number}</span><div>{words}<p class="english">{what}{_shown(read.english)}</p></div>'
        '<span class="box"></span></li>'
    )


def _shown(words: str) -> str:
    return _VALUE.sub(r"<var>\1</var>", escape(words))


def _read(languages: Languages, language: str, text: Text) -> Read:
    counts = COUNTS if text.plural else (1,)
    forms = [languages.pattern(Text(text.message, {"n": n}, text.context, text.plural), language) for n in counts]
    is_button = (text.context or "").split(" ")[0] == "button"
    return Read(text.message, tuple(dict.fromkeys(forms)), is_button)


@cache
def _texts(directory: Path) -> tuple[tuple[str, tuple[Text, ...]], ...]:
    with (directory / PACK).open("rb") as source:
        found = tomllib.load(source)["part"]
    return tuple((part["name"], tuple(_text(row) for row in part["texts"])) for part in found)


def _text(row: dict[str, str]) -> Text:
    return Text(row["text"], {}, row.get("context"), row.get("plural"))
