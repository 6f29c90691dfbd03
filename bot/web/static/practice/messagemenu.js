// What one can do with a message.

import * as control from "./control.js";
import { choose } from "./sheet.js";

const EMOJI = { "👍": "Good", "❤": "Love it", "🙏": "Thank you", "👎": "Not good" };
const CAPTIONED = new Set(["photo", "voice", "audio", "video", "document"]);

export async function open(phone, message) {
  const changeable = message.mine && !message.forwarded_from && (message.kind === "text" || CAPTIONED.has(message.kind));
  const deeds = [
    ["reply", "Reply", () => phone.composer.replyTo(message)],
    ["forward", "Forward", () => forward(phone, message)],
    ["edit", "Change", () => phone.composer.change(message), changeable],
    ["delete", "Delete", () => phone.act("delete", { message_id: message.message_id }), message.mine],
    ["copy", "Copy the words", () => navigator.clipboard.writeText(message.text), Boolean(message.text)],
  ].filter(([, , , offered = true]) => offered);
  const quick = Object.entries(EMOJI).map(([emoji, words]) => ({ value: emoji, label: `${emoji} ${words}` }));
  const chosen = await choose(heading(message), phone.node, deeds.map(([value, label]) => ({ value, label })), quick);
  if (chosen in EMOJI) return react(phone, message, chosen);
  await deeds.find(([value]) => value === chosen)?.[2]();
}

function heading({ mine, from }) {
  return mine ? "Your message" : `Message from ${from?.name ?? "the group"}`;
}

function react(phone, message, emoji) {
  const taken = message.reactions?.some((one) => one.emoji === emoji && one.people.includes(phone.person));
  return phone.act("react", { message_id: message.message_id, emoji: taken ? [] : [emoji] });
}

async function forward(phone, message) {
  const chats = await control.chatsOf(phone.person);
  const targets = chats.map(({ chat }) => ({ value: chat.id, label: phone.titleOf(chat) }));
  const to = await choose("Forward to", phone.node, targets);
  if (to !== null) await phone.act("forward", { message_id: message.message_id, to });
}
