// Who and what there is, kept up to date by the events. Each event is passed on as a DOM event of its type.

import * as control from "./control.js";
import { follow } from "./stream.js";

export class World extends EventTarget {
  people = new Map();
  chats = new Map();
  bots = new Map();
  clock = { offset: 0 };

  /** Reads everything and begins to follow. Throws a Refusal when the practice Telegram does not answer. */
  async open() {
    let live = true;
    follow(await this.#readAll(), {
      heard: (event) => this.#take(event),
      changed: (now) => now !== live && this.#tell("live", (live = now)),
      anew: () => location.reload(),
    });
  }

  async #readAll() {
    const state = await control.state();
    for (const person of state.people) this.people.set(person.id, person);
    for (const bot of state.bots) this.bots.set(bot.id, bot);
    for (const chat of state.chats) this.#keepChat(chat);
    this.clock = state.clock;
    return state.seq;
  }

  get bot() {
    return this.bots.values().next().value;
  }

  now() {
    return Date.now() / 1000 + this.clock.offset;
  }

  name(person) {
    const { first_name, last_name } = this.people.get(person);
    return [first_name, last_name].filter(Boolean).join(" ");
  }

  groupsOf(person) {
    return [...this.chats.values()].filter((chat) => isIn(chat, person) && !chat.upgraded_to);
  }

  /** Whether the person is in the chat that an event is about. */
  reaches(person, event) {
    if (event.chat_id === person) return true;
    const group = this.chats.get(event.chat_id);
    return Boolean(group && isIn(group, person));
  }

  #take(event) {
    if (event.type === "person") this.people.set(event.person.id, event.person);
    if (event.type === "bot") this.bots.set(event.bot.id, event.bot);
    if (event.type === "chat") this.#keepChat(event.chat);
    if (event.type === "clock") this.clock = event.clock;
    this.#tell(event.type, event);
  }

  #keepChat(chat) {
    if (chat.type !== "private") this.chats.set(chat.id, chat);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

export const isIn = (chat, id) => chat.members.some((member) => member.id === id);
