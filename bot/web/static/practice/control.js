// The control interface of the practice Telegram, as functions that answer with its JSON.

export class Refusal extends Error {}

const UNREACHABLE = "The practice Telegram does not answer. Is it still running?";

async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(`/practice/${path}`, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Refusal(UNREACHABLE);
  }
  const read = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(read.error ?? `The practice Telegram answered ${answer.status}.`);
  return read;
}

function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

const MESSAGES_SHOWN = 200;

export const state = () => ask("GET", "state");
export const eventsAfter = (after, wait) => ask("GET", `events${query({ after, wait })}`);
export const streamAddress = (after) => `/practice/events/stream${query({ after })}`;
export const moveClock = (by) => ask("POST", "clock/move", by);

export const addPerson = (fields) => ask("POST", "people", fields);
export const chatsOf = (person) => ask("GET", `people/${person}/chats`);

/** A chat as its phone's person sees it. */
export const read = (place) =>
  ask("GET", `people/${place.person}/chats/${place.group ?? "bot"}${query({ bot: place.bot, topic: place.topic, last: MESSAGES_SHOWN })}`);

/** Something that the person of a place does there: say, tap, forward, ... */
export const act = (place, deed, fields) => ask("POST", `people/${place.person}/${deed}`, { ...place.address(), ...fields });

/** Something that the person of a place does with its bot: start, block, unblock. */
export const treat = ({ person, bot }, deed) => ask("POST", `people/${person}/${deed}`, bot === null ? {} : { bot });

/** A person follows a link to a bot; `chat` is the group that a `startgroup` link is for. */
export const openLink = (person, fields) => ask("POST", `people/${person}/open`, fields);

export const addGroup = (fields) => ask("POST", "groups", fields);
export const addTopic = (chat, name, by) => ask("POST", `chats/${chat}/topics`, { name, by });
export const addMember = (chat, person, by) => ask("POST", `chats/${chat}/members`, { person, by });
export const removeMember = (chat, person, by) => ask("DELETE", `chats/${chat}/members/${person}${query({ by })}`);
export const addBot = (chat, by, admin, bot) => ask("POST", `chats/${chat}/bot`, { by, admin, ...(bot ? { bot } : {}) });
export const removeBot = (chat, by, bot) => ask("DELETE", `chats/${chat}/bot${query({ by, bot })}`);
