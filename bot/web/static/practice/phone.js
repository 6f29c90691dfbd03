// One phone: a person, and the chat that they have in front of them.

import { ChatList } from "./chatlist.js";
import { Composer } from "./composer.js";
import * as control from "./control.js";
import { make, parts, showCount } from "./element.js";
import { gist } from "./gist.js";
import * as links from "./links.js";
import * as messagemenu from "./messagemenu.js";
import * as phonemenu from "./phonemenu.js";
import { chatKey, eventBot, GENERAL, Place } from "./place.js";
import { tell } from "./sheet.js";
import { Thread } from "./thread.js";
import { direction, nameInEnglish, ownName, spoken, tag } from "./tongue.js";
import { inTurns } from "./turns.js";

const TAP_WAIT_SECONDS = 10;
const TOAST_MS = 8000;
const TYPING_MS = 5000;
const OF_THE_CHAT = ["message", "edited", "deleted", "reaction", "pinned"];

export class Phone extends EventTarget {
  view = null;
  #toastTimer = 0;
  #typingTimer = 0;

  constructor(world, place) {
    super();
    const template = document.querySelector("#phone-template");
    this.node = template.content.firstElementChild.cloneNode(true);
    Object.assign(this, { world, person: place.person, place, parts: parts(this.node) });
    this.thread = new Thread(this.parts, {
      tap: (...given) => this.attempt(() => this.#tap(...given)),
      follow: (goal) => this.attempt(() => (goal.command ? this.say(goal.command) : links.open(this, goal.url))),
      more: (message) => this.attempt(() => messagemenu.open(this, message)),
      jump: (id) => this.thread.jump(id),
      vote: (message, index) => this.attempt(() => this.act("vote", { message_id: message.message_id, options: votes(message.poll, index) })),
    });
    this.composer = new Composer(this, this.parts);
    this.list = new ChatList(this, this.parts.entries);
    this.refresh = inTurns(() => this.#read());
    this.#wire();
    this.open(place);
  }

  get language() {
    return this.world.people.get(this.person).language_code;
  }

  /** Puts a chat in front of the person. */
  open(place) {
    const bot = place.group === null && place.bot === null ? (this.world.bot?.id ?? null) : place.bot;
    this.place = new Place(this.person, { ...place, bot });
    this.view = null;
    this.thread.clear();
    this.composer.clear();
    this.#toast("");
    this.#showList(false);
    this.dispatchEvent(new Event("opened"));
    return this.refresh();
  }

  openChat(id) {
    return this.open(new Place(this.person, id < 0 ? { group: id } : {}));
  }

  /** Whether a chat is in front of the person now. */
  isOn(id) {
    return this.parts.list.hidden && this.place.topic === null && this.place.group === (id < 0 ? id : null);
  }

  /** Something that happened in the world. */
  hear(event) {
    if (event.type === "person" && event.person.id === this.person) this.refresh();
    if (event.type === "bot") this.refresh();
    if (event.type === "chat" && event.chat.id === this.place.group) this.#followUpgrade(event.chat);
    if (event.type === "action" && this.place.holds(event)) this.#typing();
    if (!OF_THE_CHAT.includes(event.type) || !this.world.reaches(this.person, event)) return;
    if (event.type === "message") this.#count(event);
    if (this.place.holds(event)) this.refresh();
    if (!this.parts.list.hidden) this.list.refresh();
  }

  /** The person looks at the phone: what stands on it is no longer new. */
  look() {
    if (this.#isLookedAt()) this.list.seen(this.place.key);
    this.#showUnread();
  }

  focus() {
    const { "start-button": start, input } = this.parts;
    (start.offsetParent ? start : input).focus();
  }

  get unread() {
    return this.list.unread();
  }

  act(deed, fields) {
    return control.act(this.place, deed, fields);
  }

  say(text) {
    return this.act("say", { text, ...this.place.thread() });
  }

  /** Does something; what the practice Telegram refuses is said on the phone. */
  async attempt(deed) {
    try {
      await deed();
    } catch (error) {
      if (!(error instanceof control.Refusal)) throw error;
      this.#toast(error.message);
    }
  }

  titleOf(chat) {
    return chat.type === "private" ? (this.world.bots.get(chat.bot)?.first_name ?? "The bot") : chat.title;
  }

  #wire() {
    const { parts: part } = this;
    const name = this.world.name(this.person);
    this.node.dir = direction(this.language);
    this.node.dataset.person = this.person;
    this.node.setAttribute("aria-label", `${name}’s phone`);
    part.name.append(name);
    part.menu.setAttribute("aria-label", `More on ${name}’s phone`);
    part.close.setAttribute("aria-label", `Put ${name}’s phone away`);
    this.#showLanguage();
    part.chats.addEventListener("click", () => this.#showList(part.list.hidden));
    part.menu.addEventListener("click", () => this.attempt(() => phonemenu.open(this)));
    part.close.addEventListener("click", () => this.dispatchEvent(new Event("closed")));
    part["new-group"].addEventListener("click", () => this.attempt(() => links.newGroup(this, (id) => this.openChat(id))));
    part["start-button"].addEventListener("click", () => this.attempt(() => this.#start()));
    part.pinned.addEventListener("click", () => this.thread.jump(this.view.chat.pinned.at(-1)));
  }

  async #start() {
    await control.treat(this.place, "start");
    await this.refresh();
    this.focus();
  }

  #showLanguage() {
    if (!this.language) return;
    const [english, own] = [nameInEnglish(this.language), ownName(this.language)];
    this.parts.language.append(make("bdi", {}, english));
    if (own !== english) this.parts.language.append(" · ", make("bdi", { lang: tag(this.language) }, own));
  }

  async #read() {
    const place = this.place;
    try {
      const view = await control.read(place);
      if (place !== this.place) return this.#read();
      this.#draw(view);
    } catch (error) {
      if (!(error instanceof control.Refusal)) throw error;
      if (place === this.place) this.#notice(error.message);
    }
    return undefined;
  }

  #draw(view) {
    this.view = view;
    const { parts: part } = this;
    const { chat } = view;
    this.node.dataset.chat = this.place.group ?? "bot";
    part.title.replaceChildren(this.titleOf(chat));
    part.members.replaceChildren(chat.type === "private" ? "" : `· ${chat.members.length} in the group`);
    part.messages.setAttribute("aria-label", `Messages in ${this.titleOf(chat)}`);
    this.#drawTopics(chat);
    this.thread.show(view.messages, { id: this.person, language: this.language, alone: chat.type === "private" });
    this.#drawPinned(view);
    this.#notice(view.messages.length ? null : "Nothing was said here yet.");
    this.#drawKeys(view);
    this.composer.show(view);
  }

  #drawTopics({ forum, topics }) {
    const row = this.parts.topics;
    row.hidden = !forum;
    if (!forum) return;
    const tabs = [{ id: null, name: "All" }, { id: GENERAL, name: "General" }, ...topics];
    const focused = row.contains(document.activeElement) ? document.activeElement.dataset.topic : null;
    row.replaceChildren(...tabs.map(({ id, name, closed }) => {
      const tab = make("button", { type: "button", "data-testid": "topic", "data-topic": id ?? "all", "aria-current": id === this.place.topic },
        spoken(make("span", {}, name), name, this.language), closed ? " (closed)" : null);
      tab.addEventListener("click", () => this.open(this.place.inTopic(id)));
      return tab;
    }));
    if (focused) row.querySelector(`[data-topic="${focused}"]`)?.focus();
  }

  #drawPinned({ chat, messages }) {
    const pinned = messages.find(({ message_id }) => message_id === chat.pinned.at(-1));
    this.parts.pinned.hidden = !pinned;
    if (!pinned) return;
    const words = gist(pinned);
    this.parts.pinned.replaceChildren("Pinned: ", spoken(make("bdi", {}, words), words, this.language));
  }

  #drawKeys({ chat, keyboard, started, blocked }) {
    const { parts: part } = this;
    const alone = chat.type === "private";
    part.start.hidden = !alone || (started && !blocked);
    part["start-button"].textContent = blocked ? "Unblock and start again" : "Start";
    part.composer.hidden = !part.start.hidden;
    part.keys.hidden = !keyboard || part.composer.hidden;
    const focused = part.keys.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    part.keys.replaceChildren(...(keyboard?.rows ?? []).map((row) => make("div", {}, ...row.map((label) => this.#key(label)))));
    if (focused) ([...part.keys.querySelectorAll("button")].find(({ dataset }) => dataset.key === focused) ?? part.input).focus();
  }

  #key(label) {
    const key = make("button", { type: "button", "data-testid": "reply-key", "data-key": label }, label);
    key.addEventListener("click", () => this.attempt(() => this.say(label)));
    return spoken(key, label, this.language);
  }

  #notice(words) {
    this.parts.notice.hidden = !words;
    this.parts.notice.textContent = words ?? "";
  }

  #followUpgrade(chat) {
    if (chat.upgraded_to) this.openChat(chat.upgraded_to);
    else this.refresh();
  }

  async #tap(message, row, column, button) {
    const { url, copy } = message.buttons[row][column];
    if (url) return links.open(this, url);
    if (copy) return this.#copy(copy);
    button.setAttribute("aria-busy", "true");
    this.#toast("");
    try {
      const { answered, answer } = await this.act("tap", { message_id: message.message_id, row, column, wait: TAP_WAIT_SECONDS });
      if (!answered) return this.#toast("The bot has not answered this tap yet.");
      if (answer?.url) return links.open(this, answer.url);
      if (answer?.text && answer.alert) return tell("The bot says", this.node, answer.text);
      return this.#toast(answer?.text ?? "");
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  async #copy(words) {
    await navigator.clipboard?.writeText(words);
    this.#toast("Copied.");
  }

  #toast(words) {
    clearTimeout(this.#toastTimer);
    this.parts.toast.replaceChildren(...(words ? [spoken(make("span", {}, words), words, this.language)] : []));
    if (words) this.#toastTimer = setTimeout(() => this.#toast(""), TOAST_MS);
  }

  #typing() {
    clearTimeout(this.#typingTimer);
    this.parts.typing.hidden = false;
    this.#typingTimer = setTimeout(() => (this.parts.typing.hidden = true), TYPING_MS);
  }

  #showList(shown) {
    this.parts.list.hidden = !shown;
    this.parts.chat.hidden = shown;
    this.parts.where.hidden = shown;
    this.parts["all-chats"].hidden = !shown;
    this.parts.chats.setAttribute("aria-expanded", shown);
    if (shown) this.attempt(() => this.list.refresh());
    else this.look();
  }

  #count({ chat_id, message }) {
    if (this.place.holds({ chat_id, message })) this.parts.typing.hidden = true;
    if (message.from?.id === this.person) return;
    const bot = chat_id < 0 ? null : eventBot({ message });
    this.list.count(chatKey(chat_id, bot));
    this.look();
    this.dispatchEvent(new Event("unread"));
  }

  #isLookedAt() {
    return this.parts.chat.offsetParent !== null;
  }

  #showUnread() {
    const others = this.list.unread(this.#isLookedAt() ? this.place.key : null);
    showCount(this.parts.others, others);
    this.parts.chats.setAttribute("aria-label", others ? `Chats, ${others} new` : "Chats");
  }
}

function votes({ multiple, chosen = [] }, index) {
  if (chosen.includes(index)) return chosen.filter((one) => one !== index);
  return multiple ? [...chosen, index] : [index];
}
