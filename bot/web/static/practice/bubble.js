// One message as it looks on a phone.

import { icon, make } from "./element.js";
import { clockTime } from "./moment.js";
import { spoken } from "./tongue.js";
import { written } from "./words.js";

/** A list item for a message. `reader` is {id, language, alone}; `deeds` has tap, follow, more, jump, vote. */
export function bubble(message, reader, deeds) {
  const item = make("li", {
    className: `message ${message.kind === "service" ? "service" : message.mine ? "mine" : ""}`,
    tabIndex: -1,
    "data-testid": "message",
    "data-message-id": message.message_id,
    "data-kind": message.deleted ? "deleted" : message.kind,
    "data-mine": message.mine,
  });
  item.append(body(message, reader, deeds));
  if (message.deleted || message.kind === "service") return item;
  if (message.buttons?.length) item.append(buttons(message, reader, deeds));
  item.append(more(message, deeds));
  return item;
}

function body(message, reader, deeds) {
  const inside = make("div", { className: "bubble" }, sender(message, reader));
  if (message.deleted) {
    inside.append(make("p", { className: "gone" }, "This message was deleted."));
    return inside;
  }
  if (message.forwarded_from) inside.append(forwarded(message, reader));
  if (message.reply_to) inside.append(quote(message, reader, deeds));
  if (message.media) inside.append(...medium(message));
  if (message.poll) inside.append(poll(message, reader, deeds));
  else if (message.text) inside.append(words(message, reader, deeds));
  if (message.reactions?.length) inside.append(reactions(message));
  inside.append(footer(message));
  return inside;
}

function sender(message, reader) {
  const name = message.mine ? "You" : (message.from?.name ?? "Group");
  const seen = !reader.alone && !message.mine;
  return make("p", { className: seen ? "sender" : "sender unseen", "data-testid": "sender" }, make("bdi", {}, name), make("span", { className: "unseen" }, message.mine ? " say:" : " says:"));
}

function forwarded({ forwarded_from: from }) {
  const name = typeof from === "string" ? from : (from.name ?? from.title ?? "somebody");
  return make("p", { className: "forwarded" }, "Forwarded from ", make("bdi", {}, name));
}

function quote({ reply_to: to }, reader, deeds) {
  const element = make("button", { type: "button", className: "quote", "data-testid": "quote" },
    make("b", {}, make("bdi", {}, to.name ?? "")), spoken(make("span", {}, to.text ?? ""), to.text ?? "", reader.language));
  element.addEventListener("click", () => deeds.jump(to.message_id));
  return element;
}

function medium({ media, kind }) {
  const length = media.seconds ? `, ${media.seconds} ${media.seconds === 1 ? "second" : "seconds"}` : "";
  if (kind === "photo") return [make("img", { src: media.url, alt: "Photo", "data-testid": "photo" })];
  if (kind === "video") return [make("video", { src: media.url, controls: true, preload: "metadata" })];
  if (kind === "voice" || kind === "audio") {
    const label = `${kind === "voice" ? "Voice note" : "Sound"}${length}`;
    return [make("p", { className: "voice", "data-testid": "voice" }, label), make("audio", { src: media.url, controls: true, preload: "metadata", "aria-label": label })];
  }
  return [make("a", { href: media.url, download: media.name ?? "file" }, make("bdi", {}, media.name ?? "A file"))];
}

function words(message, reader, deeds) {
  const element = make("div", { className: "words", "data-testid": "words" });
  element.append(written(message.text, message.entities ?? [], deeds.follow));
  return spoken(element, message.text, reader.language);
}

function poll(message, reader, deeds) {
  const { question, options, chosen = [], closed } = message.poll;
  const answers = options.map(({ text, voters }, index) => {
    const element = make("button", { type: "button", disabled: closed, "aria-pressed": chosen.includes(index), "data-testid": "poll-option" },
      spoken(make("span", {}, text), text, reader.language), ` (${voters})`);
    element.addEventListener("click", () => deeds.vote(message, index));
    return element;
  });
  const title = spoken(make("b", {}, question), question, reader.language);
  return make("div", { className: "poll" }, title, ...answers, closed ? make("p", {}, "The poll is closed.") : null);
}

function reactions({ reactions: all }) {
  return make("p", { className: "reactions" }, ...all.map(({ emoji, people }) => make("span", {}, `${emoji} ${people.length}`)));
}

function footer(message) {
  return make("footer", {}, message.pinned ? "pinned" : null, message.edited ? "edited" : null, clockTime(message.date));
}

function buttons(message, reader, deeds) {
  const rows = message.buttons.map((row, across) => make("div", {}, ...row.map((button, down) => {
    const element = make("button", { type: "button", "data-testid": "inline-button", "data-at": `${across}.${down}` }, button.label);
    if (button.url) element.append(make("span", { "aria-hidden": "true" }, " ↗"), make("span", { className: "unseen" }, " (link)"));
    element.addEventListener("click", () => deeds.tap(message, across, down, element));
    return spoken(element, button.label, reader.language);
  })));
  return make("div", { className: "buttons", role: "group", "aria-label": "Buttons" }, ...rows);
}

function more(message, deeds) {
  const element = make("button", {
    type: "button", className: "icon more", tabIndex: -1, "data-testid": "message-menu", "aria-haspopup": "dialog", "aria-label": "More for this message",
  }, icon("more"));
  element.addEventListener("click", () => deeds.more(message));
  return element;
}
