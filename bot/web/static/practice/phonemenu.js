// What one can do with a phone: with the chat on it, and with the person who holds it.

import * as control from "./control.js";
import * as links from "./links.js";
import { choose, fill } from "./sheet.js";
import { isIn } from "./world.js";

export async function open(phone) {
  const deeds = [...(phone.place.group === null ? withBot(phone) : withGroup(phone)), ["link", "Open a link…", () => links.paste(phone)]];
  const options = deeds.map(([value, label, , hint]) => ({ value, label, hint }));
  const chosen = await choose(`${phone.world.name(phone.person)}’s phone`, phone.node, options);
  await deeds.find(([value]) => value === chosen)?.[2]();
}

function withBot(phone) {
  return phone.view?.blocked
    ? [["unblock", "Unblock the bot", () => control.treat(phone.place, "unblock")]]
    : [["block", "Block the bot", () => control.treat(phone.place, "block"), "It cannot write to this person any more."]];
}

function withGroup(phone) {
  const { person, world } = phone;
  const group = phone.view?.chat ?? world.chats.get(phone.place.group);
  if (!isIn(group, person)) return [];
  const there = world.bot && isIn(group, world.bot.id);
  return [
    there
      ? ["throw-out", "Throw the bot out", () => control.removeBot(group.id, person, world.bot.id)]
      : ["add-bot", "Add the bot", () => control.addBot(group.id, person, false), "As a plain member."],
    ["add-admin", "Make the bot an administrator", () => control.addBot(group.id, person, true), "It then reads everything that is said here."],
    ["add-person", "Add somebody…", () => addPerson(phone, group)],
    ...(group.forum ? [["topic", "New topic…", () => addTopic(phone, group)]] : []),
    ["leave", "Leave the group", () => control.removeMember(group.id, person, person)],
  ].filter(([value]) => value !== "add-admin" || !isAdministrator(group, world.bot?.id));
}

const isAdministrator = (group, id) => group.members.some((member) => member.id === id && member.status === "administrator");

async function addPerson(phone, group) {
  const outside = [...phone.world.people.keys()].filter((id) => !isIn(group, id));
  const chosen = await choose("Add whom?", phone.node, outside.map((id) => ({ value: id, label: phone.world.name(id) })));
  if (chosen !== null) await control.addMember(group.id, chosen, phone.person);
}

async function addTopic(phone, group) {
  const made = await fill("A new topic", phone.node, [{ name: "name", label: "What is it called?", required: true }], "Make the topic");
  if (!made) return;
  const topic = await control.addTopic(group.id, made.name, phone.person);
  phone.open(phone.place.inTopic(topic.id));
}
