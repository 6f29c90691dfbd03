"""The buttons that a bot may put under a message or in place of a keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import telegram

from bot.practice.refusals import bad
from bot.practice.texts import clean

JSON = dict[str, Any]

CALLBACK_DATA_BYTES = 64
MOST_BUTTONS = 100
_ACTIONS: Final = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_LINKS: Final = frozenset({"http", "https", "tg", "ton"})
_STYLES: Final = frozenset({"danger", "success", "primary"})
_INLINE_KEYS: Final = frozenset({"text", "style", "icon_custom_emoji_id", *_ACTIONS})
_REPLY_KEYS: Final = frozenset(
    {"text", "request_contact", "request_location", "request_poll", "request_users", "request_chat", "web_app", "style"}
)


@dataclass(frozen=True, slots=True)
class Markup:
    """What stood in `reply_markup`: buttons under the message, or what becomes of the reply keyboard."""

    inline: JSON | None = None
    keyboard: JSON | None = None


NOTHING = Markup()


def read(markup: object) -> Markup:
    """Reads a `reply_markup`; refuses what Telegram refuses."""
    if markup is None or markup == {}:
        return NOTHING
    if not isinstance(markup, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return Markup(keyboard={**markup, "keyboard": _reply_rows(markup["keyboard"])})
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return Markup(keyboard=markup)
    raise bad("can't parse reply keyboard markup JSON object")


def _inline(rows: object) -> Markup:
    buttons = [[_inline_button(one) for one in row] for row in _rows(rows)]
    buttons = [row for row in buttons if row]
    if sum(map(len, buttons)) > MOST_BUTTONS:
        raise bad("REPLY_MARKUP_TOO_LONG")
    return Markup(inline=telegram.InlineKeyboardMarkup(buttons).to_dict()) if buttons else NOTHING


def _rows(rows: object) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("can't parse inline keyboard markup JSON object")
    return rows


def _inline_button(one: object) -> telegram.InlineKeyboardButton:
    if not isinstance(one, dict) or not isinstance(one.get("text"), str):
        raise bad('can\'t parse inline keyboard button: Field "text" must be of type String')
    if unknown := one.keys() - _INLINE_KEYS:
        raise bad(f"can't parse inline keyboard button: unknown field {min(unknown)}")
    if not clean(one["text"]).strip():
        raise bad("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if one.get(name) is not None]
    if len(actions) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    _check_action(actions[0], one[actions[0]])
    if one.get("style") not in (None, *_STYLES):
        raise bad("can't parse inline keyboard button: invalid button style specified")
    known = {name: value for name, value in one.items() if name != "text" and value is not None}
    return telegram.InlineKeyboardButton(clean(one["text"]).strip(), **_as_objects(known))


def _check_action(action: str, value: object) -> None:
    if action == "callback_data" and not 1 <= len(str(value).encode()) <= CALLBACK_DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    if action == "url" and not _is_link(str(value)):
        raise bad(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")


def _as_objects(known: JSON) -> JSON:
    """The parts of a button that python-telegram-bot has types for."""
    kinds = {"web_app": telegram.WebAppInfo, "copy_text": telegram.CopyTextButton, "login_url": telegram.LoginUrl}
    read = {name: kinds[name].de_json(value) if name in kinds else value for name, value in known.items()}
    plain = {"style", "icon_custom_emoji_id"} & read.keys() - _button_fields()
    more = {name: read.pop(name) for name in plain}
    return {**read, "api_kwargs": more} if more else read


def _button_fields() -> frozenset[str]:
    return frozenset(telegram.InlineKeyboardButton.__slots__)


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
    except ValueError:
        return False
    named = bool(parts.hostname) and ("." in (parts.hostname or "") or parts.scheme in ("tg", "ton"))
    return parts.scheme.lower() in _LINKS and named and " " not in url


def _reply_rows(rows: object) -> list[list[JSON]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("can't parse reply keyboard markup JSON object")
    read = [[_reply_button(one) for one in row] for row in rows]
    if not any(read):
        raise bad("reply keyboard markup must be non-empty")
    return read


def _reply_button(one: object) -> JSON:
    button = {"text": one} if isinstance(one, str) else one
    if not isinstance(button, dict) or not isinstance(button.get("text"), str) or not button["text"].strip():
        raise bad("keyboard button text must be non-empty")
    if unknown := button.keys() - _REPLY_KEYS:
        raise bad(f"can't parse keyboard button: unknown field {min(unknown)}")
    return {**button, "text": clean(button["text"]).strip()}
