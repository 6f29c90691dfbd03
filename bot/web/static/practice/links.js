// Where a link in a message leads: into practice, to this machine, or out (which practice does not do).

import * as control from "./control.js";
import { choose, fill, tell } from "./sheet.js";

const TELEGRAM = /^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)\/|^tg:/i;
const HERE = /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/i;
const NEW_GROUP = "new";

/** Follows a link as the phone's person. */
export async function open(phone, url) {
  if (TELEGRAM.test(url)) return openInPractice(phone, url);
  if (HERE.test(url)) return window.open(url, "_blank", "noreferrer");
  return tell("This leads out of practice", phone.node, `Practice opens nothing outside this machine. The address is: ${url}`);
}

async function openInPractice(phone, url) {
  const fields = { link: /^tg:|^https?:/i.test(url) ? url : `https://${url}` };
  if (/[?&]startgroup/i.test(url)) {
    const group = await whichGroup(phone);
    if (group === null) return;
    Object.assign(fields, { chat: group, admin: /[?&]admin=/i.test(url) });
  }
  const { chat_id } = await control.openLink(phone.person, fields);
  if (!phone.isOn(chat_id)) phone.openChat(chat_id);
}

async function whichGroup(phone) {
  const groups = phone.world.groupsOf(phone.person).map(({ id, title }) => ({ value: id, label: title }));
  const chosen = await choose("Add the bot to which group?", phone.node, [...groups, { value: NEW_GROUP, label: "+ A new group" }]);
  return chosen === NEW_GROUP ? newGroup(phone, null) : chosen;
}

/** Asks for a new group and makes it; answers with its id, or null. */
export async function newGroup(phone, opened) {
  const made = await fill("A new group", phone.node, [
    { name: "title", label: "What is it called?", required: true },
    { name: "forum", label: "With topics", kind: "tick" },
    ...others(phone).map(({ id, name }) => ({ name: `member-${id}`, label: name, kind: "tick" })),
  ], "Make the group", "Tick who else is in it.");
  if (!made) return null;
  const members = [phone.person, ...others(phone).map(({ id }) => id).filter((id) => made[`member-${id}`])];
  const chat = await control.addGroup({ title: made.title, kind: made.forum ? "forum" : "supergroup", members, owner: phone.person });
  opened?.(chat.id);
  return chat.id;
}

function others({ world, person }) {
  return [...world.people.keys()].filter((id) => id !== person).map((id) => ({ id, name: world.name(id) }));
}

/** Asks for a link, as somebody who was sent it by other means, and follows it. */
export async function paste(phone) {
  const given = await fill("Open a link", phone.node, [{ name: "url", label: "Link (for instance an invitation: https://t.me/…?start=…)", required: true }], "Open");
  if (given) await open(phone, given.url);
}
