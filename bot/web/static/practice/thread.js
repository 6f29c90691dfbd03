// The messages of one chat on a phone: what is new is put in, what changed is put in its place, the rest is left alone.

import { bubble } from "./bubble.js";
import { make } from "./element.js";
import { dayOf } from "./moment.js";

const NEAR_THE_END_PX = 80;

export class Thread {
  #shown = new Map();
  #current = null;
  #sticks = true;
  #top = 0;

  constructor({ messages, scroller, newest }, deeds) {
    Object.assign(this, { list: messages, scroller, newest, deeds });
    messages.addEventListener("keydown", (event) => this.#walk(event));
    messages.addEventListener("focusin", (event) => this.#setCurrent(event.target.closest(".message")));
    scroller.addEventListener("scroll", () => this.#scrolled());
    newest.addEventListener("click", () => this.toTheEnd());
    const grown = new ResizeObserver(() => this.#sticks && this.toTheEnd());
    grown.observe(scroller);
    grown.observe(messages);
  }

  clear() {
    this.#shown.clear();
    this.list.replaceChildren();
    this.#current = null;
    this.#sticks = true;
    this.newest.hidden = true;
  }

  show(messages, reader) {
    const before = this.#shown;
    const focused = this.#focus();
    const latest = messages.at(-1);
    const isNew = latest && before.size && !before.has(latest.message_id);
    this.#shown = new Map(messages.map((message) => [message.message_id, this.#item(message, reader, before)]));
    this.#arrange(messages);
    this.#refocus(focused);
    if (!this.list.contains(document.activeElement)) this.#setCurrent(this.#shown.get(latest?.message_id)?.item);
    if (this.#sticks || latest?.mine && isNew) this.toTheEnd();
    else if (isNew) this.newest.hidden = false;
  }

  jump(id) {
    const item = this.#shown.get(id)?.item;
    item?.scrollIntoView({ block: "center" });
    item?.focus({ preventScroll: true });
  }

  toTheEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.newest.hidden = true;
    this.#sticks = true;
  }

  #item(message, reader, before) {
    const look = JSON.stringify([message, reader]);
    const old = before.get(message.message_id);
    if (old?.look === look) return old;
    const item = bubble(message, reader, this.deeds);
    item.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === item && item.querySelector(".more")) this.deeds.more(message);
    });
    return { look, item };
  }

  #arrange(messages) {
    const wanted = [];
    let day = null;
    for (const message of messages) {
      if (dayOf(message.date) !== day) wanted.push(this.#dayMark((day = dayOf(message.date))));
      wanted.push(this.#shown.get(message.message_id).item);
    }
    wanted.forEach((node, at) => {
      if (this.list.children[at] !== node) this.list.insertBefore(node, this.list.children[at] ?? null);
    });
    while (this.list.children.length > wanted.length) this.list.lastChild.remove();
  }

  #dayMark(day) {
    const old = [...this.list.querySelectorAll(".day")].find((mark) => mark.textContent === day);
    return old ?? make("li", { className: "day" }, make("span", { dir: "ltr" }, day));
  }

  #focus() {
    const item = document.activeElement?.closest?.(".message");
    if (!item || !this.list.contains(item)) return null;
    return { id: Number(item.dataset.messageId), item, button: document.activeElement.dataset.at };
  }

  // A message that was put anew under somebody's finger keeps the focus: on the same button, or on the message itself.
  #refocus(focused) {
    if (!focused || focused.item.isConnected) return;
    const item = this.#shown.get(focused.id)?.item;
    (item?.querySelector(`[data-at="${focused.button}"]`) ?? item ?? this.list.lastElementChild)?.focus({ preventScroll: true });
  }

  #setCurrent(item) {
    if (!item || item === this.#current) return;
    this.#reach(this.#current, -1);
    this.#reach(item, 0);
    this.#current = item;
  }

  #reach(item, tabIndex) {
    if (!item) return;
    item.tabIndex = tabIndex;
    const more = item.querySelector(".more");
    if (more) more.tabIndex = tabIndex;
  }

  #walk(event) {
    const items = [...this.list.querySelectorAll(".message")];
    const at = items.indexOf(event.target);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: items.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    items[to]?.focus();
  }

  // Only somebody who scrolls up leaves the end; a picture or a keyboard that comes in between does not.
  #scrolled() {
    if (this.#atTheEnd()) [this.#sticks, this.newest.hidden] = [true, true];
    else if (this.scroller.scrollTop < this.#top) this.#sticks = false;
    this.#top = this.scroller.scrollTop;
  }

  #atTheEnd() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR_THE_END_PX;
  }
}
