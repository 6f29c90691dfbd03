"""An approved message as one A4 page in one language, for a notice board: large print, its code, how to check it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import ceil
from typing import Any

import segno

from bot import errors
from bot.direction import with_numbers_whole
from bot.language import Code, Languages, Text, _
from bot.language_names import english_name
from bot.loop import codes, trusted
from bot.message_words import GONE_OUT, MessageState
from bot.store import versions
from bot.store.people import Person
from bot.store.session import Work
from bot.store.trusted import TrustedMessage

MADE = "notice"
PRINTED = (GONE_OUT | {MessageState.APPROVED}) - {MessageState.WITHDRAWN}
SIZES = (54, 44, 36, 30, 26, 22, 18, 16, 14, 12)
QUIET = 4
"""How many squares stay white round a square code, as its readers need it."""
LEADING, TALL, GAP = 1.45, 1.9, 0.7
LETTERS_AT_ONE_POINT, ROOM, TALLER_FOOT = 860, 540, 60
STYLE = (
    "@page{{size:A4;margin:18mm}}*{{box-sizing:border-box}}"
    "body{{font:{size}pt/1.45 system-ui,sans-serif;margin:0 auto;max-width:174mm;color:#000;background:#fff}}"
    "main:lang(ur),main:lang(ps),main:lang(ks){{line-height:1.9}}footer{{line-height:1.4}}footer:lang(ur){{line-height:1.6}}"
    "main p{{margin-block:0 .7em;white-space:pre-wrap;overflow-wrap:anywhere}}"
    "footer{{font-size:14pt;border-block-start:2pt solid #000;padding-block-start:5mm;"
    "margin-block-start:8mm;display:flex;gap:8mm;align-items:flex-end;justify-content:space-between;"
    "break-inside:avoid}}footer p{{margin-block:0 .35em;overflow-wrap:anywhere}}"
    "@media screen{{body{{padding:12mm 4mm}}}}footer>:last-child{{flex:none}}"
    "svg{{display:block;width:42mm;height:42mm;shape-rendering:crispEdges}}"
    ".code{{font:700 24pt/1.3 ui-monospace,monospace;letter-spacing:.06em}}"
)


def asked(by: Person, message: TrustedMessage, language: str) -> dict[str, Any]:
    """What stands in the outbox for a page: nothing of its words."""
    return {"made": MADE, "person": by.number, "message": message.number, "language": language}


def languages_of(work: Work, message: TrustedMessage) -> list[str]:
    """The languages in which it can be printed: approved, and not made from older words."""
    if message.state not in PRINTED:
        raise errors.Mistake(_("Only what is approved can be printed."))
    there = trusted.written(work, message).items()
    return [code for code, one in there if code not in message.left_out and not trusted.is_stale(work, message, one)]


def make(work: Work, by: Person, asked: Mapping[str, Any], languages: Languages) -> tuple[str, bytes]:
    """The page, as the message stands when it is made. Raises `errors.NoLongerThere` where it is not approved now."""
    message = trusted.for_staff(work, by, asked["message"], held=False)
    language = str(asked["language"])
    version = versions.find(work.session, trusted.WORDS, message.number, language)
    if version is None or message.state not in PRINTED:
        raise errors.NoLongerThere(_("I cannot find that any more."))
    page = _whole(work, message, version.text, languages, language)
    return f"{message.reference}-{language}.html", page.encode()


def _whole(work: Work, message: TrustedMessage, words: str, languages: Languages, language: str) -> str:
    def read(text: Text) -> str:
        return escape(languages.read(text, language))

    direction = "rtl" if languages.is_right_to_left(language) else "ltr"
    words = with_numbers_whole(words) if direction == "rtl" else words
    told = "".join(f'<p dir="auto">{escape(one)}</p>' for one in words.split("\n\n"))
    about = [_("From {team}.", team=work.programme.name)]
    if message.source:
        about.append(_("Where this comes from: {source}", source=message.source))
    about.append(_("Right until {day}. After that, please ask again.", day=message.expires_on))
    if language in trusted.read_by_one(work, message):
        about.append(_("The words in your language were read by one person only."))
    bot = Code(f"@{work.programme.username}")
    about.append(_("Is it real? Send this code to {bot} on Telegram, or ask your champion:", bot=bot))
    code = f'<p class="code"><bdi dir="ltr">{escape(codes.shown(message.code))}</bdi></p>'
    label = read(_("A code to scan with a telephone"))
    square = f'<div role="img" aria-label="{label}">{drawn(check_link(work, message))}</div>'
    lines = "".join(f"<p>{read(text)}</p>" for text in about)
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    title = escape(f"{work.programme.name} · {codes.shown(message.code)}")
    return (
        f'<!doctype html><html lang="{escape(language.replace("_", "-"))}" dir="{direction}"><head>{head}'
        f"<title>{title}</title><style>{STYLE.format(size=_points(words, direction))}</style></head>"
        f"<body><main>{told}</main><footer><div>{lines}{code}</div>{square}</footer></body></html>"
    )


def _points(words: str, direction: str) -> int:
    """How large its print is so that it stays one page, judged by lines; scripts with tall lines take more room."""
    leading, room = (TALL, ROOM - TALLER_FOOT) if direction == "rtl" else (LEADING, ROOM)
    return next((points for points in SIZES if _height(words, points, leading) < room), SIZES[-1])


def _height(words: str, points: int, leading: float) -> float:
    a_line = LETTERS_AT_ONE_POINT / points
    lines = sum(max(1, ceil(len(line) / a_line)) for line in words.splitlines() if line)
    return points * (lines * leading + GAP * len(words.split("\n\n")))


def check_link(work: Work, message: TrustedMessage) -> str:
    """What the square code opens: a talk with the bot in which the check is written already."""
    return f"https://t.me/{work.programme.username}?text=%2Fcheck%20{message.code}"


def drawn(link: str) -> str:
    """A link as a square code for cameras, for a page."""
    code = segno.make(link, micro=False, error="m")
    return str(code.svg_inline(border=QUIET, omitsize=True, svgclass=None, lineclass=None, light="#fff"))


def caption(message: TrustedMessage, language: str) -> Text:
    """What is said with the page."""
    return _(
        "{reference} in {language}, to print on A4. Open it, then choose Print.",
        reference=Code(message.reference),
        language=english_name(language),
    )
