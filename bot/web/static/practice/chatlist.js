// The list of one person's chats, with what is new in each.

import * as control from "./control.js";
import { make, showCount } from "./element.js";
import { gist } from "./gist.js";
import { Place } from "./place.js";
import { spoken } from "./tongue.js";
import { inTurns } from "./turns.js";

export class ChatList {
  #unread = new Map();

  constructor(phone, entries) {
    Object.assign(this, { phone, entries });
    this.refresh = inTurns(() => this.#draw());
  }

  /** Something came that the person has not seen. */
  count(key) {
    this.#unread.set(key, (this.#unread.get(key) ?? 0) + 1);
  }

  seen(key) {
    return this.#unread.delete(key);
  }

  /** How much is unseen in all chats but one. */
  unread(except = null) {
    return [...this.#unread].reduce((sum, [key, count]) => sum + (key === except ? 0 : count), 0);
  }

  async #draw() {
    const chats = await control.chatsOf(this.phone.person);
    const open = this.phone.place.key;
    const focused = this.entries.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    this.entries.replaceChildren(...chats.map(({ chat, last }) => make("li", {}, this.#entry(chat, last, open))));
    if (focused) this.entries.querySelector(`[data-key="${focused}"]`)?.focus();
  }

  #entry(chat, last, open) {
    const place = Place.of(this.phone.person, chat);
    const dot = make("span", { className: "dot", "data-testid": "unread" });
    showCount(dot, this.#unread.get(place.key) ?? 0);
    const title = this.phone.titleOf(chat);
    const button = make("button", {
      type: "button", className: "entry", "data-testid": "chat-entry", "data-chat": place.group ?? "bot", "data-key": place.key,
      "aria-current": place.key === open,
    }, make("b", {}, this.#isolated(title)), dot, make("span", { className: "last" }, this.#isolated(last ? gist(last) : "Nothing was said here yet")));
    button.addEventListener("click", async () => {
      await this.phone.open(place);
      this.phone.focus();
    });
    return button;
  }

  #isolated(words) {
    return spoken(make("bdi", {}, words), words, this.phone.language);
  }
}
