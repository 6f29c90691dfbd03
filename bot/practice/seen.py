"""How a chat looks to somebody who is in it: what the control interface and its page show."""

from __future__ import annotations

from typing import Any, Final

from bot.practice.chats import Chat, Topic
from bot.practice.events import Event
from bot.practice.menus import commands_for, told
from bot.practice.messages import Message
from bot.practice.people import Bot, Person
from bot.practice.texts import shortened
from bot.practice.world import World

JSON = dict[str, Any]

QUOTE_CHARACTERS = 120
_SENTENCES: Final = {
    "new_chat_members": "{names} came in", "left_chat_member": "{names} left",
    "new_chat_title": "The group is now called “{value}”",
    "migrate_to_chat_id": "The group became a supergroup", "migrate_from_chat_id": "This supergroup was a group before",
    "pinned_message": "{who} pinned a message", "forum_topic_created": "{who} opened the topic “{name}”",
    "forum_topic_edited": "{who} renamed the topic to “{name}”", "forum_topic_closed": "{who} closed the topic",
    "forum_topic_reopened": "{who} reopened the topic",
}  # fmt: skip


def message(one: Message, viewer: int | None = None) -> JSON:
    """A message as `viewer` (a person's id, or nobody in particular) sees it."""
    chat = one.chat
    return {
        "message_id": one.id,
        "chat_id": chat.id,
        "topic": one.thread,
        "date": one.date,
        "edited": one.edited,
        "deleted": one.deleted,
        "from": _sender(one),
        "mine": one.sender.id == viewer,
        "bot": chat.bot.id if chat.bot else None,
        "kind": one.kind,
        "text": _sentence(one) if one.kind == "service" and not one.deleted else one.text,
        "entities": one.entities,
        "reply_to": _quote(one.reply_to) if one.reply_to else None,
        "forwarded_from": _origin(one.body),
        "buttons": _buttons(one),
        "media": _media(one),
        "service": _service(one),
        "poll": _poll(one, viewer),
        "pinned": one.id in chat.pinned,
        "reactions": _reactions(one),
        "album": one.album,
        "silent": one.silent,
        "protected": one.protected,
    }


def _sender(one: Message) -> JSON:
    if one.anonymous:
        return {"id": one.chat.id, "name": one.chat.title, "is_bot": False, "anonymous": True}
    return {"id": one.sender.id, "name": one.sender.name, "is_bot": one.sender.is_bot, "anonymous": False}


def _quote(one: Message) -> JSON:
    text = one.text or (one.kind if one.kind != "service" else _sentence(one))
    return {"message_id": one.id, "name": _sender(one)["name"], "text": shortened(text, QUOTE_CHARACTERS)}


def _origin(body: JSON) -> str | None:
    origin = body.get("forward_origin")
    if origin is None:
        return None
    user = origin.get("sender_user", {})
    name = " ".join(part for part in (user.get("first_name"), user.get("last_name")) if part)
    return name or str(origin.get("sender_chat", {}).get("title"))


def _buttons(one: Message) -> list[list[JSON]]:
    rows = one.markup["inline_keyboard"] if one.markup else []
    return [[_button(each) for each in row] for row in rows]


def _button(one: JSON) -> JSON:
    copied = {"copy": one["copy_text"]["text"]} if "copy_text" in one else {}
    return {"label": one["text"], "data": one.get("callback_data"), "url": one.get("url"), **copied}


def _media(one: Message) -> JSON | None:
    found = one.body.get(one.kind) if one.captioned else None
    if found is None:
        return None
    medium = found[-1] if isinstance(found, list) else found
    return {
        "kind": one.kind,
        "file_id": medium["file_id"],
        "url": f"/practice/files/{medium['file_id']}",
        "mime": medium.get("mime_type", "image/jpeg" if one.kind == "photo" else None),
        "size": medium.get("file_size"),
        "seconds": medium.get("duration"),
        "name": medium.get("file_name"),
        "width": medium.get("width"),
        "height": medium.get("height"),
    }


def _service(one: Message) -> JSON | None:
    if one.kind != "service":
        return None
    return {"type": next(iter(one.body), None), **one.body}


def _sentence(one: Message) -> str:
    kind, value = next(iter(one.body.items()))
    people = value if kind == "new_chat_members" else [value] if kind == "left_chat_member" else []
    names = ", ".join(person["first_name"] for person in people)
    name = value.get("name", "") if isinstance(value, dict) else ""
    return _SENTENCES[kind].format(who=_sender(one)["name"], names=names, value=value, name=name)


def _poll(one: Message, viewer: int | None) -> JSON | None:
    poll = one.body.get("poll")
    if poll is None:
        return None
    return {
        "id": poll["id"],
        "question": poll["question"],
        "options": [{"text": each["text"], "voters": each["voter_count"]} for each in poll["options"]],
        "closed": poll["is_closed"],
        "multiple": poll["allows_multiple_answers"],
        "chosen": one.votes.get(viewer, []) if viewer is not None else [],
    }


def _reactions(one: Message) -> list[JSON]:
    people: dict[str, list[int]] = {}
    for who, emoji in one.reactions.items():
        for each in emoji:
            people.setdefault(each, []).append(who)
    return [{"emoji": emoji, "people": ids} for emoji, ids in people.items()]


def chat(one: Chat) -> JSON:
    """A chat with who is in it."""
    title = one.title if one.person is None else one.person.name
    there = [each for each in one.members.values() if each.there]
    return {
        "id": one.id,
        "type": str(one.kind),
        "title": title,
        "forum": one.forum,
        "username": one.username,
        "members": [
            {
                "id": each.account.id,
                "name": each.account.name,
                "is_bot": each.account.is_bot,
                "status": str(each.status),
                "anonymous": each.anonymous,
            }
            for each in there
        ],
        "topics": [topic(each) for each in one.topics.values()],
        "pinned": list(one.pinned),
        "upgraded_to": one.upgraded_to,
        "bot": one.bot.id if one.bot else None,
    }


def topic(one: Topic) -> JSON:
    """A topic of a forum."""
    return {"id": one.id, "name": one.name, "closed": one.closed, "icon_color": one.icon_color}


def person(one: Person) -> JSON:
    """Somebody, and which bots they have blocked."""
    names = ("id", "first_name", "last_name", "username", "language_code", "deactivated")
    return {**{name: getattr(one, name) for name in names}, "blocked": sorted(one.blocked)}


def bot(one: Bot) -> JSON:
    """A bot, what it says about itself, and how much waits for it."""
    return {
        "id": one.id,
        "first_name": one.first_name,
        "username": one.username,
        "privacy": one.privacy,
        "waiting_updates": len(one.inbox.waiting),
        "webhook": one.webhook.url if one.webhook else None,
        "commands": told(one, "commands") or [],
        "description": told(one, "description") or "",
        "short_description": told(one, "short_description") or "",
    }


def screen(viewer: Person, one: Chat, after: int = 0, last: int = 200, thread: int | None = None) -> JSON:
    """A chat as this person has it in front of them."""
    there = [each for each in one.messages.values() if each.id > after and (thread is None or _in(each, thread))]
    return {
        "chat": chat(one),
        "messages": [message(each, viewer.id) for each in there[-last:]],
        "toasts": [_toast(each) for each in one.toasts if each["person"] == viewer.id],
        **_keyboard(one, viewer),
        "commands": [command for each in one.bots() for command in commands_for(each, one, viewer)],
        "started": one.started,
        "blocked": one.bot is not None and one.bot.id in viewer.blocked,
    }


def _in(one: Message, thread: int) -> bool:
    return (one.thread or 1) == thread


def _toast(one: JSON) -> JSON:
    return {name: one[name] for name in ("real", "text", "alert", "url", "message_id")}


def _keyboard(one: Chat, viewer: Person) -> JSON:
    """What stands where the keyboard is, by the last bot's message that said something about it."""
    spoke = False
    for each in reversed(one.messages.values()):
        spoke = spoke or each.sender is viewer
        if each.keyboard is None or not _meant(each, viewer):
            continue
        asked = each.id if each.keyboard.get("force_reply") and not spoke else None
        shown = each.keyboard.get("keyboard") and not (each.keyboard.get("one_time_keyboard") and spoke)
        return {"keyboard": _rows(each.keyboard) if shown else None, "force_reply": asked}
    return {"keyboard": None, "force_reply": None}


def _meant(one: Message, viewer: Person) -> bool:
    if not (one.keyboard or {}).get("selective"):
        return True
    return one.reply_to is not None and one.reply_to.sender is viewer


def _rows(keyboard: JSON) -> JSON:
    return {
        "rows": [[each["text"] for each in row] for row in keyboard["keyboard"]],
        "one_time": bool(keyboard.get("one_time_keyboard")),
        "placeholder": keyboard.get("input_field_placeholder"),
        "resize": bool(keyboard.get("resize_keyboard")),
    }


def event(world: World, one: Event) -> JSON:
    """An event with what it is about as that is now."""
    shown = one.as_json()
    if isinstance(about := shown.get("message"), Message):
        return {**shown, "chat_id": about.chat.id, "message": message(about)}
    if one.kind == "person":
        return {**shown, "person": person(world.people[shown["person"]])}
    if one.kind == "bot":
        return {**shown, "bot": bot(world.bots[shown["bot"]])}
    if one.kind == "chat":
        return {**shown, "chat": chat(world.groups[int(shown["chat"])])}
    return shown
