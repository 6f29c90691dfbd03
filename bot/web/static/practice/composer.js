// Where one writes: a new message, an answer to one, or one's own message anew.

import { attach } from "./attachment.js";
import { gist } from "./gist.js";
import { choose } from "./sheet.js";
import { spoken, tag } from "./tongue.js";

export class Composer {
  #reply = null;
  #changed = null;
  #asked = null;
  #commands = [];

  constructor(phone, parts) {
    Object.assign(this, { phone, parts });
    const { composer, input } = parts;
    const name = phone.world.name(phone.person);
    input.setAttribute("aria-label", `Message from ${name}`);
    input.lang = tag(phone.language) ?? "";
    composer.addEventListener("submit", (event) => {
      event.preventDefault();
      phone.attempt(() => this.#send());
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return this.#drop();
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      composer.requestSubmit();
    });
    parts["subject-close"].addEventListener("click", () => this.#drop());
    parts.attach.addEventListener("click", () => phone.attempt(() => attach(phone, (deed, fields) => this.#sendFile(deed, fields))));
    parts.commands.addEventListener("click", () => phone.attempt(() => this.#chooseCommand()));
  }

  /** Takes over what the chat's state says about writing: commands, placeholder, a reply that the bot asks for. */
  show({ commands = [], keyboard, force_reply: asked, messages }) {
    this.#commands = commands;
    this.parts.commands.hidden = !commands.length;
    this.parts.input.placeholder = keyboard?.placeholder ?? "Message";
    const message = asked && asked !== this.#asked ? messages.find(({ message_id }) => message_id === asked) : null;
    this.#asked = asked;
    if (message) this.replyTo(message, false);
  }

  /** Forgets what was begun, as when another chat is opened. */
  clear() {
    this.parts.input.value = "";
    this.#asked = null;
    this.#about(null, null);
  }

  replyTo(message, focus = true) {
    this.#changed = null;
    this.#about("Reply to", message, message.mine ? "your message" : message.from?.name);
    this.#reply = message;
    if (focus) this.parts.input.focus();
  }

  change(message) {
    this.#about("Change", message, "your message");
    this.#changed = message;
    this.parts.input.value = message.text;
    this.parts.input.focus();
  }

  #about(label, message, whose) {
    const { subject } = this.parts;
    subject.hidden = !message;
    this.#reply = this.#changed = null;
    if (!message) return;
    this.parts["subject-label"].replaceChildren(`${label} `, Object.assign(document.createElement("bdi"), { textContent: whose ?? "" }), ": ");
    const words = gist(message);
    this.parts["subject-words"].replaceChildren(words);
    spoken(this.parts["subject-words"], words, this.phone.language);
    this.parts["subject-close"].setAttribute("aria-label", label === "Change" ? "Do not change it" : "Do not reply");
  }

  #drop() {
    if (this.#changed) this.parts.input.value = "";
    this.#about(null, null);
    this.parts.input.focus();
  }

  async #send() {
    const text = this.parts.input.value.trim();
    if (!text) return;
    const [deed, fields] = this.#changed ? ["edit", { message_id: this.#changed.message_id, text }] : ["say", { text, ...this.#answering() }];
    await this.#taken(() => this.phone.act(deed, fields));
  }

  // What is typed while the words are on their way stays; words that were refused come back.
  async #taken(deed) {
    const { input } = this.parts;
    const words = input.value;
    input.value = "";
    try {
      await deed();
    } catch (error) {
      input.value ||= words;
      throw error;
    }
    this.#sent();
  }

  async #sendFile(deed, fields) {
    const caption = this.parts.input.value.trim();
    const all = { ...fields, ...(caption ? { caption } : {}), ...this.#answering() };
    await this.#taken(() => this.phone.act(deed, all));
  }

  #answering() {
    if (!this.#reply) return this.phone.place.thread();
    const { message_id: reply_to, topic } = this.#reply;
    return topic ? { reply_to, topic } : { reply_to };
  }

  #sent() {
    this.#about(null, null);
    this.phone.thread.toTheEnd();
    this.parts.input.focus();
  }

  async #chooseCommand() {
    const options = this.#commands.map(({ command, description }) => ({ value: `/${command}`, label: `/${command}`, hint: description }));
    const text = await choose("Commands", this.phone.node, options);
    if (text) await this.phone.say(text);
    this.parts.input.focus();
  }
}
