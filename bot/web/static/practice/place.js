// Where a phone looks: one person's chat with a bot, or a group, or a topic of it.

export const GENERAL = 1;

export class Place {
  constructor(person, { group = null, bot = null, topic = null } = {}) {
    Object.assign(this, { person, group, bot, topic });
  }

  static of(person, chat) {
    return new Place(person, chat.type === "private" ? { bot: chat.bot } : { group: chat.id });
  }

  /** How the control interface names the chat. */
  address() {
    const where = this.group === null ? {} : { chat: this.group };
    if (this.bot !== null) where.bot = this.bot;
    return where;
  }

  /** The topic that is written into, as the control interface names it: none for *General* and for all of them together. */
  thread() {
    return this.topic === null || this.topic === GENERAL ? {} : { topic: this.topic };
  }

  get key() {
    return chatKey(this.group ?? this.person, this.group === null ? this.bot : null);
  }

  /** Whether an event, or a message, happened here. */
  holds(event) {
    if (event.chat_id !== (this.group ?? this.person)) return false;
    return this.group !== null || this.bot === null || eventBot(event) === null || eventBot(event) === this.bot;
  }

  inTopic(topic) {
    return new Place(this.person, { group: this.group, topic });
  }

  write() {
    const chat = this.group ?? (this.bot === null ? "bot" : `bot${this.bot}`);
    return [this.person, chat, this.topic].filter((part) => part !== null).join(".");
  }

  /** Reads what `write` wrote; null where it is nothing of the kind. */
  static read(written) {
    const found = /^(\d+)\.(?:bot(\d*)|(-\d+))(?:\.(\d+))?$/.exec(written);
    if (!found) return null;
    const number = (text) => (text ? Number(text) : null);
    return new Place(Number(found[1]), { bot: number(found[2]), group: number(found[3]), topic: number(found[4]) });
  }
}

export const chatKey = (id, bot) => (bot === null || bot === undefined ? `${id}` : `${id}/${bot}`);

export const eventBot = (event) => event.bot ?? event.message?.bot ?? null;
